"""What a submission's first process takes from itself before student code runs: capabilities, system calls, resources.

All of it is inherited by every later process, and none of it can be taken back.
"""

from __future__ import annotations

import errno
import os
import resource
from typing import Any

from autograder.sandbox.within import bpf, libc
from autograder.sandbox.within.system_calls import ALLOWED, ANSWERED, RESTRICTED, Test

_OTHER_ABI = 0x4000_0000  # on x86-64, numbers from here on are a second way (x32) to make the same calls


def lock_down(limits: dict[str, Any]) -> None:
    """Give up everything that a submission must not have. `limits` are those of autograder.sandbox.limits.

    Raises OSError when the kernel refuses any of it: then no student code may run.
    """
    limit_resources(limits, tasks=int(limits["processes"]) + 1)  # process 1 is ours, and counts
    libc.drop_capabilities()
    libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)
    # Nobody reads this process's memory or opens its descriptors; a notebook's process undoes it for itself.
    libc.prctl(libc.PR_SET_DUMPABLE, 0)
    bpf.install(seccomp_program(os.uname().machine))


def limit_resources(limits: dict[str, Any], tasks: int) -> None:
    """Lower the kernel's limits of this process. `tasks`: processes and threads that its user may have."""
    mebibyte = 1 << 20
    cpu = int(limits["submission_cpu_seconds"]) + 1
    # What the warm process has mapped already is not the student's: `memory_bytes` is what they may add.
    address_space = _mapped_bytes() + int(limits["memory_bytes"])
    for which, soft, hard in (
        (resource.RLIMIT_CPU, cpu, cpu),
        (resource.RLIMIT_AS, address_space, address_space),
        (resource.RLIMIT_NPROC, tasks, tasks),
        (resource.RLIMIT_FSIZE, int(limits["file_bytes"]), int(limits["file_bytes"])),
        (resource.RLIMIT_NOFILE, 256, 256),
        (resource.RLIMIT_STACK, 8 * mebibyte, 64 * mebibyte),
        # Not 0, with which a crash still starts the host's crash reporter, if it has one. 1 byte is no dump at all.
        (resource.RLIMIT_CORE, 1, 1),
        (resource.RLIMIT_MEMLOCK, 0, 0),
        (resource.RLIMIT_MSGQUEUE, 0, 0),
        (resource.RLIMIT_SIGPENDING, 256, 256),
        (resource.RLIMIT_NICE, 0, 0),
        (resource.RLIMIT_RTPRIO, 0, 0),
    ):
        ceiling = resource.getrlimit(which)[1]
        # The caller may live under lower limits already, which can't be raised.
        lowered = [value if ceiling == resource.RLIM_INFINITY else min(value, ceiling) for value in (soft, hard)]
        resource.setrlimit(which, (lowered[0], lowered[1]))


def _mapped_bytes() -> int:
    with open("/proc/self/statm") as file:  # noqa: PTH123
        return int(file.read().split()[0]) * resource.getpagesize()


def seccomp_program(machine: str) -> bytes:
    """The filter that system_calls.py describes, for the kernel of `machine`; OSError (ENOSYS) for an unknown one."""
    if machine not in bpf.ARCHITECTURES:
        raise OSError(errno.ENOSYS, f"no list of system calls for the architecture {machine}")
    column, architecture, _ = bpf.ARCHITECTURES[machine]
    steps = [
        bpf.step(bpf.LOAD, bpf.ARCHITECTURE),
        bpf.step(bpf.EQUAL, architecture, 1, 0),
        bpf.step(bpf.RETURN, bpf.KILL),
        bpf.step(bpf.LOAD, bpf.NUMBER),
        bpf.step(bpf.AT_LEAST, _OTHER_ABI, 0, 1),
        _answer(errno.ENOSYS),
    ]
    for rule in RESTRICTED:
        tests = [step for test in rule.tests for step in _test(test)]
        steps += _if_it_is(rule.numbers[column], [*tests, _ALLOW])
    for group in ALLOWED:
        for numbers in group.calls.values():
            steps += _if_it_is(numbers[column], [_ALLOW])
    for answer, calls in ANSWERED.items():
        for numbers in calls.values():
            steps += _if_it_is(numbers[column], [_answer(answer)])
    return b"".join([*steps, _answer(errno.ENOSYS)])


_ALLOW = bpf.step(bpf.RETURN, bpf.ALLOW)


def _answer(number: int) -> bytes:
    return bpf.step(bpf.RETURN, bpf.ERRNO | number)


def _if_it_is(number: int | None, body: list[bytes]) -> list[bytes]:
    """If the call is `number`: `body`, which ends with an answer."""
    return [] if number is None else [bpf.step(bpf.EQUAL, number, 0, len(body)), *body]


def _test(test: Test) -> list[bytes]:
    """Load the argument; answer if the test fails, else go on behind it."""
    steps = [bpf.step(bpf.LOAD, bpf.ARGUMENTS + 8 * test.argument)]
    for value in test.never:
        steps += [bpf.step(bpf.EQUAL, value, 0, 1), _answer(test.answer)]
    if test.clear:
        steps += [bpf.step(bpf.ANY_BIT, test.clear, 0, 1), _answer(test.answer)]
    if test.only:  # from each value to behind the refusal that follows them all
        left = range(len(test.only), 0, -1)
        steps += [bpf.step(bpf.EQUAL, value, skip, 0) for skip, value in zip(left, test.only, strict=True)]
        steps += [_answer(test.answer)]
    if test.not_all:  # last: it changes what was loaded
        steps += [bpf.step(bpf.AND, test.not_all), bpf.step(bpf.EQUAL, test.not_all, 0, 1), _answer(test.answer)]
    if test.when is None:
        return steps
    argument, value = test.when
    return [bpf.step(bpf.LOAD, bpf.ARGUMENTS + 8 * argument), bpf.step(bpf.EQUAL, value, 0, len(steps)), *steps]

"""What a submission's first process takes from itself before student code runs: capabilities, system calls, resources.

All of it is inherited by every later process, and none of it can be taken back.
"""

from __future__ import annotations

import errno
import os
import resource
from collections.abc import Iterator
from typing import Any

from autograder.sandbox.within import bpf, libc
from autograder.sandbox.within.forbidden import FORBIDDEN, RESTRICTED, Restricted

_OTHER_ABI = 0x4000_0000  # on x86-64, numbers from here on are a second way (x32) to make the same calls


def lock_down(limits: dict[str, Any]) -> None:
    """Give up everything that a submission must not have. `limits` are those of autograder.sandbox.limits.

    Raises OSError when the kernel refuses any of it: then no student code may run.
    """
    _limit_resources(limits)
    libc.drop_capabilities()
    libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)
    bpf.install(seccomp_program(os.uname().machine))
    # Nobody reads this process's memory or opens its descriptors; a notebook's process undoes it for itself.
    libc.prctl(libc.PR_SET_DUMPABLE, 0)


def _limit_resources(limits: dict[str, Any]) -> None:
    mebibyte = 1 << 20
    cpu = int(limits["submission_cpu_seconds"]) + 1
    # What the warm process has mapped already is not the student's: `memory_bytes` is what they may add.
    address_space = _mapped_bytes() + int(limits["memory_bytes"])
    for which, soft, hard in (
        (resource.RLIMIT_CPU, cpu, cpu),
        (resource.RLIMIT_AS, address_space, address_space),
        # One more: the first process of the submission is ours, and counts.
        (resource.RLIMIT_NPROC, int(limits["processes"]) + 1, int(limits["processes"]) + 1),
        (resource.RLIMIT_FSIZE, int(limits["file_bytes"]), int(limits["file_bytes"])),
        (resource.RLIMIT_NOFILE, 256, 256),
        (resource.RLIMIT_STACK, 8 * mebibyte, 64 * mebibyte),
        (resource.RLIMIT_CORE, 0, 0),
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
    """The filter that forbidden.py describes, for the kernel of `machine`; OSError (ENOSYS) for an unknown one."""
    if machine not in bpf.ARCHITECTURES:
        raise OSError(errno.ENOSYS, f"no list of system calls for the architecture {machine}")
    column, architecture, _ = bpf.ARCHITECTURES[machine]
    steps = [
        bpf.step(bpf.LOAD, bpf.ARCHITECTURE),
        bpf.step(bpf.EQUAL, architecture, 1, 0),
        bpf.step(bpf.RETURN, bpf.KILL),
        bpf.step(bpf.LOAD, bpf.NUMBER),
        bpf.step(bpf.AT_LEAST, _OTHER_ABI, 0, 1),
        bpf.step(bpf.RETURN, bpf.ERRNO | errno.ENOSYS),
    ]
    for group in FORBIDDEN:
        for numbers in group.calls.values():
            number = numbers[column]
            if number is not None:
                steps += [bpf.step(bpf.EQUAL, number, 0, 1), bpf.step(bpf.RETURN, bpf.ERRNO | group.answer)]
    for rule in RESTRICTED:
        steps += _restriction(rule, rule.numbers[column])
    return b"".join([*steps, bpf.step(bpf.RETURN, bpf.ALLOW)])


def _restriction(rule: Restricted, number: int) -> Iterator[bytes]:
    """If the call is `number`: look at the argument, refuse or allow, and load the number again for the next rule."""
    yield bpf.step(bpf.EQUAL, number, 0, 4)
    yield bpf.step(bpf.LOAD, bpf.ARGUMENTS + 8 * rule.argument)
    if rule.allowed is not None:
        yield bpf.step(bpf.EQUAL, rule.allowed, 1, 0)
    else:
        yield bpf.step(bpf.ANY_BIT, rule.forbidden_bits, 0, 1)
    yield bpf.step(bpf.RETURN, bpf.ERRNO | rule.answer)
    yield bpf.step(bpf.RETURN, bpf.ALLOW)

"""What a submission's first process takes from itself before student code runs: capabilities, system calls, resources.

All of it is inherited by every later process, and none of it can be taken back.
"""

from __future__ import annotations

import ctypes
import errno
import os
import resource
import struct
from collections.abc import Iterator
from typing import Any

from autograder.sandbox.within import libc
from autograder.sandbox.within.forbidden import FORBIDDEN, RESTRICTED, Restricted

# uname's word: (index into the numbers of forbidden.py, the kernel's AUDIT_ARCH_*, number of the call `seccomp`)
ARCHITECTURES = {"x86_64": (0, 0xC000_003E, 317), "aarch64": (1, 0xC000_00B7, 277)}

# The instructions of the kernel's packet filter that we need, from <linux/bpf_common.h> and <linux/seccomp.h>.
_LOAD, _RETURN, _EQUAL, _AT_LEAST, _ANY_BIT = 0x20, 0x06, 0x15, 0x35, 0x45
_KILL, _ERRNO, _ALLOW = 0x8000_0000, 0x0005_0000, 0x7FFF_0000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data
_OTHER_ABI = 0x4000_0000  # on x86-64, numbers from here on are a second way (x32) to make the same calls
_SECCOMP_SET_MODE_FILTER = 1


def lock_down(limits: dict[str, Any]) -> None:
    """Give up everything that a submission must not have. `limits` are those of autograder.sandbox.limits.

    Raises OSError when the kernel refuses any of it: then no student code may run.
    """
    _limit_resources(limits)
    libc.drop_capabilities()
    libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)
    _install(seccomp_program(os.uname().machine))
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
    if machine not in ARCHITECTURES:
        raise OSError(errno.ENOSYS, f"no list of system calls for the architecture {machine}")
    column, architecture, _ = ARCHITECTURES[machine]
    steps = [
        _step(_LOAD, _ARCHITECTURE),
        _step(_EQUAL, architecture, 1, 0),
        _step(_RETURN, _KILL),
        _step(_LOAD, _NUMBER),
        _step(_AT_LEAST, _OTHER_ABI, 0, 1),
        _step(_RETURN, _ERRNO | errno.ENOSYS),
    ]
    for group in FORBIDDEN:
        for numbers in group.calls.values():
            number = numbers[column]
            if number is not None:
                steps += [_step(_EQUAL, number, 0, 1), _step(_RETURN, _ERRNO | group.answer)]
    for rule in RESTRICTED:
        steps += _restriction(rule, rule.numbers[column])
    return b"".join([*steps, _step(_RETURN, _ALLOW)])


def _restriction(rule: Restricted, number: int) -> Iterator[bytes]:
    """If the call is `number`: look at the argument, refuse or allow, and load the number again for the next rule."""
    yield _step(_EQUAL, number, 0, 4)
    yield _step(_LOAD, _ARGUMENTS + 8 * rule.argument)
    if rule.allowed is not None:
        yield _step(_EQUAL, rule.allowed, 1, 0)
    else:
        yield _step(_ANY_BIT, rule.forbidden_bits, 0, 1)
    yield _step(_RETURN, _ERRNO | rule.answer)
    yield _step(_RETURN, _ALLOW)


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _install(program: bytes) -> None:
    code = ctypes.create_string_buffer(program)
    header = struct.pack("@HP", len(program) // 8, ctypes.addressof(code))
    number = ARCHITECTURES[os.uname().machine][2]
    libc.syscall(number, ctypes.c_uint(_SECCOMP_SET_MODE_FILTER), ctypes.c_uint(0), ctypes.c_char_p(header))

"""The few system calls that Python has no function for, each raising OSError when it fails.

Used on both sides of the wall: by the launcher, which prepares the stage when root runs the grader, and inside.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal

_libc = ctypes.CDLL(None, use_errno=True)
_libc.prctl.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
_libc.mount.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulong, ctypes.c_char_p]
_libc.syscall.restype = ctypes.c_long
# As a PyDLL: the interpreter's lock stays with the caller, and so with the child.
_python = ctypes.PyDLL(None, use_errno=True)
_python.syscall.restype = ctypes.c_long
_CLONE = {"x86_64": 56, "aarch64": 220}

# From <sched.h>.
NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET, NEWTIME = (
    0x0002_0000, 0x0200_0000, 0x0400_0000, 0x0800_0000, 0x1000_0000, 0x2000_0000, 0x4000_0000, 0x80
)  # fmt: skip
NEW_ANY = NEWNS | NEWCGROUP | NEWUTS | NEWIPC | NEWUSER | NEWPID | NEWNET

# From <sys/mount.h>.
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = (
    1, 2, 4, 8, 32, 4096, 16384, 1 << 18
)  # fmt: skip

# From <linux/prctl.h>.
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = (
    1, 4, 24, 36, 38, 47
)  # fmt: skip
PR_CAP_AMBIENT_CLEAR_ALL = 4


def _checked(outcome: int, what: str) -> int:
    if outcome < 0:
        errno = ctypes.get_errno()
        raise OSError(errno, f"{what}: {os.strerror(errno)}")
    return outcome


def close_all_but(*keep: int) -> None:
    """Close every descriptor but the three standard ones and `keep`: whatever a library left open is not passed on."""
    with os.scandir("/proc/self/fd") as entries:
        opened = {int(entry.name) for entry in entries}
    for descriptor in opened - {0, 1, 2, *keep}:
        with contextlib.suppress(OSError):  # the one that listed them is closed already
            os.close(descriptor)


def unshare(flags: int) -> None:
    """Move this process into new namespaces (NEWPID: its children)."""
    _checked(_libc.unshare(flags), f"unshare({flags:#x})")


def fork_into(flags: int) -> int:
    """Like os.fork, with the child in new namespaces: its process id, or 0 in the child.

    One step where unshare takes two forks, and a fork of the warm process is what costs. For a process with one thread.
    The C library does not notice (it still takes the child's thread id for the parent's, until that forks again);
    Python is told, as its C API has it for such a case.
    """
    _python.PyOS_BeforeFork()
    pid: int = _python.syscall(
        ctypes.c_long(_CLONE[os.uname().machine]), ctypes.c_ulong(flags | signal.SIGCHLD), 0, 0, 0, 0
    )
    if pid == 0:
        _python.PyOS_AfterFork_Child()
        return 0
    errno = ctypes.get_errno()
    _python.PyOS_AfterFork_Parent()
    if pid < 0:
        raise OSError(errno, f"clone({flags:#x}): {os.strerror(errno)}")
    return pid


def mount(source: str, target: str, kind: str | None = None, flags: int = 0, options: str = "") -> None:
    """Mount `source` on `target`."""
    outcome = _libc.mount(
        source.encode(), target.encode(), kind.encode() if kind else None, flags, options.encode() or None
    )
    _checked(outcome, f"mount {kind or 'bind'} on {target}")


def prctl(option: int, *arguments: int) -> int:
    """Change one property of this process."""
    return _checked(_libc.prctl(option, *(*arguments, 0, 0, 0, 0)[:4]), f"prctl({option})")


def syscall(number: int, *arguments: object) -> int:
    """Call the kernel by number, for what the C library has no name for."""
    return _checked(_libc.syscall(ctypes.c_long(number), *arguments), f"system call {number}")


class _CapabilityHeader(ctypes.Structure):
    _fields_ = [("version", ctypes.c_uint32), ("pid", ctypes.c_int)]


def drop_capabilities() -> None:
    """Give up every capability for good: those in force, and those that exec or a user id could bring back."""
    last = int(_read("/proc/sys/kernel/cap_last_cap"))
    for capability in range(last + 1):
        prctl(PR_CAPBSET_DROP, capability)
    clear_capabilities()


def clear_capabilities() -> None:
    """Give up the capabilities in force. For good, where no program is executed any more."""
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    header = _CapabilityHeader(0x2008_0522, 0)  # version 3: two words of each of the three sets
    _checked(_libc.capset(ctypes.byref(header), (ctypes.c_uint32 * 6)()), "capset")


def _read(path: str) -> str:
    with open(path) as file:  # noqa: PTH123 - pathlib would be one more import for the zygote
        return file.read()

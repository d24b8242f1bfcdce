"""The system calls that student code may make, as data: name, number per architecture, and conditions on arguments.

Whatever is not listed here does not exist in the sandbox (ENOSYS). Not the wall itself, which is the namespaces and the
empty set of capabilities; this keeps the parts of the kernel that students never need, and that holes have been found
in, out of reach. Found by tracing the sample class (`strace -f`). What libraries do (tests/sandboxed/honest) was traced
behind both walls: of all that is refused there, each has a second way (clone3, mbind, epoll). Numbers are those of
<asm/unistd_64.h> (x86-64) and <asm-generic/unistd.h> (64-bit Arm); None: the call does not exist there.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass

from autograder.sandbox.within.libc import NEW_ANY

Numbers = tuple[int | None, int | None]  # x86-64, 64-bit Arm


@dataclass(frozen=True)
class Allowed:
    """A group of system calls that may be made with whatever arguments, and what for."""

    purpose: str
    calls: dict[str, Numbers]


@dataclass(frozen=True)
class Test:
    """A question about one argument of a call (its lower 32 bits). The call is refused with `answer` if it fails.

    `only`: the argument must be one of these. `never`: it may be none of these. `clear`: it may have none of these
    bits. `not_all`: it may not have all of these bits. `when`: asked only if this other argument has this value.
    """

    __test__ = False  # not one of pytest's

    argument: int
    answer: int = errno.EPERM
    only: tuple[int, ...] = ()
    never: tuple[int, ...] = ()
    clear: int = 0
    not_all: int = 0
    when: tuple[int, int] | None = None


@dataclass(frozen=True)
class Restricted:
    """A system call that may be made if all of its tests hold; and why. An answer of 0 is a lie: nothing is done."""

    why: str
    name: str
    numbers: Numbers
    tests: tuple[Test, ...]


# fmt: off
ALLOWED = (
    Allowed(
        "files: to open, read, write, name and list them",
        {
            "open": (2, None), "openat": (257, 56), "creat": (85, None), "close": (3, 57), "read": (0, 63),
            "write": (1, 64), "readv": (19, 65), "writev": (20, 66), "pread64": (17, 67), "pwrite64": (18, 68),
            "preadv": (295, 69), "pwritev": (296, 70), "preadv2": (327, 286), "pwritev2": (328, 287),
            "lseek": (8, 62), "dup": (32, 23), "dup2": (33, None), "dup3": (292, 24), "stat": (4, None),
            "fstat": (5, 80), "lstat": (6, None), "newfstatat": (262, 79), "statx": (332, 291), "access": (21, None),
            "faccessat": (269, 48), "faccessat2": (439, 439), "statfs": (137, 43), "fstatfs": (138, 44),
            "getdents": (78, None), "getdents64": (217, 61), "getcwd": (79, 17), "chdir": (80, 49),
            "fchdir": (81, 50), "mkdir": (83, None), "mkdirat": (258, 34), "rmdir": (84, None), "rename": (82, None),
            "renameat": (264, 38), "renameat2": (316, 276), "link": (86, None), "linkat": (265, 37),
            "unlink": (87, None), "unlinkat": (263, 35), "symlink": (88, None), "symlinkat": (266, 36),
            "readlink": (89, None), "readlinkat": (267, 78), "mknod": (133, None), "mknodat": (259, 33),
            "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "chown": (92, None), "fchown": (93, 55),
            "lchown": (94, None), "fchownat": (260, 54), "utime": (132, None), "utimes": (235, None),
            "futimesat": (261, None), "utimensat": (280, 88), "umask": (95, 166), "truncate": (76, 45),
            "ftruncate": (77, 46), "fallocate": (285, 47), "fadvise64": (221, 223), "flock": (73, 32),
            "fsync": (74, 82), "fdatasync": (75, 83), "sync_file_range": (277, 84), "sendfile": (40, 71),
            "copy_file_range": (326, 285), "getxattr": (191, 8), "lgetxattr": (192, 9), "fgetxattr": (193, 10),
            "listxattr": (194, 11), "llistxattr": (195, 12), "flistxattr": (196, 13), "close_range": (436, 436),
            "pipe": (22, None), "pipe2": (293, 59),
        },
    ),
    Allowed(
        "to wait for descriptors",
        {
            "poll": (7, None), "ppoll": (271, 73), "select": (23, None), "pselect6": (270, 72),
        },
    ),
    Allowed(
        "memory",
        {
            "brk": (12, 214), "munmap": (11, 215), "mremap": (25, 216), "mprotect": (10, 226), "madvise": (28, 233),
            "mincore": (27, 232), "msync": (26, 227), "get_mempolicy": (239, 236), "membarrier": (324, 283),
        },
    ),
    Allowed(
        "processes and threads of the submission: to start, wait for and end them",
        {
            "fork": (57, None), "vfork": (58, None), "execve": (59, 221), "exit": (60, 93), "exit_group": (231, 94),
            "wait4": (61, 260), "waitid": (247, 95), "set_tid_address": (218, 96), "set_robust_list": (273, 99),
            "rseq": (334, 293), "futex": (202, 98), "futex_waitv": (449, 449), "sched_yield": (24, 124),
            "getpid": (39, 172), "gettid": (186, 178), "getppid": (110, 173), "getpgrp": (111, None),
            "getpgid": (121, 155), "setpgid": (109, 154), "getsid": (124, 156), "setsid": (112, 157),
            "pidfd_open": (434, 434), "pidfd_send_signal": (424, 424), "arch_prctl": (158, None),
            "restart_syscall": (219, 128), "getcpu": (309, 168),
        },
    ),
    Allowed(
        "signals",
        {
            "kill": (62, 129), "tkill": (200, 130), "tgkill": (234, 131), "rt_sigaction": (13, 134),
            "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "rt_sigpending": (127, 136),
            "rt_sigtimedwait": (128, 137), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240),
            "rt_sigsuspend": (130, 133), "sigaltstack": (131, 132), "pause": (34, None), "alarm": (37, None),
            "getitimer": (36, 102), "setitimer": (38, 103),
        },
    ),
    Allowed(
        "to ask who, where and when one is",
        {
            "getuid": (102, 174), "geteuid": (107, 175), "getgid": (104, 176), "getegid": (108, 177),
            "getresuid": (118, 148), "getresgid": (120, 150), "getgroups": (115, 158), "capget": (125, 90),
            "uname": (63, 160), "sysinfo": (99, 179), "getrlimit": (97, 163), "getrusage": (98, 165),
            "times": (100, 153), "getpriority": (140, 141), "sched_getaffinity": (204, 123),
            "sched_getparam": (143, 121), "sched_getscheduler": (145, 120), "sched_getattr": (315, 275),
            "sched_get_priority_max": (146, 125), "sched_get_priority_min": (147, 126),
            "sched_rr_get_interval": (148, 127), "ioprio_get": (252, 31), "gettimeofday": (96, 169),
            "time": (201, None), "clock_gettime": (228, 113), "clock_getres": (229, 114),
            "clock_nanosleep": (230, 115), "nanosleep": (35, 101), "getrandom": (318, 278),
        },
    ),
    Allowed(
        "to talk within the submission: its sockets are of one family, and it has no network",
        {
            "connect": (42, 203), "accept": (43, 202), "accept4": (288, 242), "bind": (49, 200), "listen": (50, 201),
            "shutdown": (48, 210), "sendto": (44, 206), "recvfrom": (45, 207), "sendmsg": (46, 211),
            "recvmsg": (47, 212), "sendmmsg": (307, 269), "recvmmsg": (299, 243), "getsockname": (51, 204),
            "getpeername": (52, 205), "getsockopt": (55, 209),
        },
    ),

)

_SELF = 0  # in the calls below, "of the process that asks"
_RLIMIT_CORE = 4
# From <linux/prctl.h>: names, the signal at the parent's end, and what only asks.
_PR_SET_DUMPABLE = 4
_PROPERTIES = (1, 2, 3, _PR_SET_DUMPABLE, 15, 16, 21, 23, 38, 39)
# From <asm-generic/ioctls.h>: of terminals to ask whether they are some, of descriptors what poll can't tell.
_TCGETS, _TIOCGPGRP, _TIOCGWINSZ, _FIONREAD, _FIONBIO, _FIONCLEX, _FIOCLEX = (
    0x5401, 0x540F, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451
)
# From <linux/fcntl.h>: copies and flags of a descriptor, and what only asks; to lock a part of a file.
_FLAGS = (0, 1, 2, 3, 4, 5, 36, 1030, 1032)
_LOCKS = (6, 7, 37, 38)
# From <asm-generic/socket.h>: SO_REUSEADDR, SO_PASSCRED, and time limits in both of their forms.
_SOCKET_OPTIONS = (2, 16, 20, 21, 66, 67)
# From <sys/mman.h>. MAP_HUGETLB's pages are counted nowhere, MAP_DROPPABLE's as nobody's.
_MAP_SHARED, _MAP_ANONYMOUS, _MAP_DROPPABLE, _MAP_HUGETLB = 1, 0x20, 8, 0x40000

RESTRICTED = (
    Restricted(
        "shared memory that no file stands behind: neither the scratch folder's size nor a process's own counts it",
        "mmap", (9, 222), (Test(3, not_all=_MAP_SHARED | _MAP_ANONYMOUS), Test(3, clear=_MAP_DROPPABLE | _MAP_HUGETLB)),
    ),
    Restricted("a new process, but in no new namespace", "clone", (56, 220), (Test(0, clear=NEW_ANY),)),
    Restricted(
        "descriptors, but no locks, each of which is memory of the kernel's: with nobody to share files with, "
        "a lock is had for the asking",
        "fcntl", (72, 25), (Test(1, 0, never=_LOCKS), Test(1, errno.EINVAL, only=_FLAGS)),
    ),
    Restricted(
        "descriptors, but no devices", "ioctl", (16, 29),
        (Test(1, errno.ENOTTY, only=(_TCGETS, _TIOCGPGRP, _TIOCGWINSZ, _FIONREAD, _FIONBIO, _FIONCLEX, _FIOCLEX)),),
    ),
    Restricted(
        "only Unix sockets: some families (vsock) do not respect network namespaces",
        "socket", (41, 198), (Test(0, errno.EAFNOSUPPORT, only=(1,)),),
    ),
    Restricted("only Unix sockets", "socketpair", (53, 199), (Test(0, errno.EAFNOSUPPORT, only=(1,)),)),
    Restricted(
        "no larger buffers: they are memory of the kernel's", "setsockopt", (54, 208),
        (Test(1, errno.ENOPROTOOPT, only=(1,)), Test(2, only=_SOCKET_OPTIONS)),
    ),
    Restricted(
        "nothing that hides a process from the watch, or adds to it", "prctl", (157, 167),
        (Test(0, errno.EINVAL, only=_PROPERTIES), Test(1, only=(1,), when=(0, _PR_SET_DUMPABLE))),
    ),
    Restricted(
        "limits of no other process; and the one on core dumps as it is: 1 keeps them from the host's crash reporter",
        "prlimit64", (302, 261), (Test(0, only=(_SELF,)), Test(1, never=(_RLIMIT_CORE,))),
    ),
    Restricted("the same", "setrlimit", (160, 164), (Test(0, never=(_RLIMIT_CORE,)),)),
    Restricted("priority of no other process", "setpriority", (141, 140), (Test(0, only=(0,)), Test(1, only=(_SELF,)))),
    Restricted("cores of no other process", "sched_setaffinity", (203, 122), (Test(0, only=(_SELF,)),)),
)

# Refused in the way that programs know from other file systems, and go on: a copy of a file is one without these.
ANSWERED: dict[int, dict[str, Numbers]] = {
    errno.ENOTSUP: {"setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7)},
}
# fmt: on

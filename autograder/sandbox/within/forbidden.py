"""What student code may not ask of the kernel, as data: system calls by name, number per architecture, and answer.

Not the wall itself, which is the namespaces and the empty set of capabilities; this keeps the parts of the kernel that
students never need, and that holes have been found in, out of reach. Numbers are those of <asm/unistd_64.h> (x86-64)
and <asm-generic/unistd.h> (64-bit Arm); None: the call does not exist there.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass

from autograder.sandbox.within.libc import NEW_ANY


@dataclass(frozen=True)
class Forbidden:
    """A group of system calls that are refused, and why."""

    why: str
    calls: dict[str, tuple[int | None, int | None]]  # name: (x86-64, 64-bit Arm)
    answer: int = errno.EPERM


@dataclass(frozen=True)
class Restricted:
    """A system call that is refused for some values of one argument (its lower 32 bits)."""

    why: str
    name: str
    numbers: tuple[int, int]
    argument: int
    allowed: int | None = None  # refused unless the argument is this …
    forbidden_bits: int = 0  # … or: refused if it has any of these bits
    answer: int = errno.EPERM


FORBIDDEN = (
    Forbidden(
        "to look into, or steer, another process",
        {
            "ptrace": (101, 117),
            "process_vm_readv": (310, 270),
            "process_vm_writev": (311, 271),
            "process_madvise": (440, 440),
            "process_mrelease": (448, 448),
            "kcmp": (312, 272),
            "pidfd_getfd": (438, 438),
            "move_pages": (279, 239),
            "migrate_pages": (256, 238),
            "set_mempolicy": (238, 237),
            "mbind": (237, 235),
        },
    ),
    Forbidden(
        "to change what is mounted, or to enter or make namespaces",
        {
            "mount": (165, 40),
            "umount2": (166, 39),
            "pivot_root": (155, 41),
            "chroot": (161, 51),
            "move_mount": (429, 429),
            "open_tree": (428, 428),
            "fsopen": (430, 430),
            "fsconfig": (431, 431),
            "fsmount": (432, 432),
            "fspick": (433, 433),
            "mount_setattr": (442, 442),
            "unshare": (272, 97),
            "setns": (308, 268),
        },
    ),
    Forbidden(
        "its flags lie behind a pointer, where no filter can look; the C library then uses `clone`",
        {"clone3": (435, 435)},
        errno.ENOSYS,
    ),
    Forbidden(
        "memory that neither the scratch folder's size nor a process's size counts",
        {
            "memfd_create": (319, 279),
            "memfd_secret": (447, 447),
            "shmget": (29, 194),
            "shmat": (30, 196),
            "shmctl": (31, 195),
            "msgget": (68, 186),
            "msgsnd": (69, 189),
            "semget": (64, 190),
            "semop": (65, 193),
            "semtimedop": (220, 192),
            "mq_open": (240, 180),
        },
    ),
    Forbidden(
        "large parts of the kernel that have no use here",
        {
            "keyctl": (250, 219),
            "add_key": (248, 217),
            "request_key": (249, 218),
            "bpf": (321, 280),
            "perf_event_open": (298, 241),
            "io_uring_setup": (425, 425),
            "io_uring_enter": (426, 426),
            "io_uring_register": (427, 427),
            "userfaultfd": (323, 282),
            "seccomp": (317, 277),
            "fanotify_init": (300, 262),
            "name_to_handle_at": (303, 264),
            "open_by_handle_at": (304, 265),
            "lookup_dcookie": (212, 18),
            "quotactl": (179, 60),
            "quotactl_fd": (443, 443),
            "nfsservctl": (180, 42),
            "syslog": (103, 116),
            "modify_ldt": (154, None),
            "uselib": (134, None),
        },
    ),
    Forbidden(
        "to administer the machine; the kernel refuses these too",
        {
            "kexec_load": (246, 104),
            "kexec_file_load": (320, 294),
            "init_module": (175, 105),
            "finit_module": (313, 273),
            "delete_module": (176, 106),
            "swapon": (167, 224),
            "swapoff": (168, 225),
            "reboot": (169, 142),
            "acct": (163, 89),
            "settimeofday": (164, 170),
            "clock_settime": (227, 112),
            "clock_adjtime": (305, 266),
            "adjtimex": (159, 171),
            "sethostname": (170, 161),
            "setdomainname": (171, 162),
            "vhangup": (153, 58),
            "iopl": (172, None),
            "ioperm": (173, None),
        },
    ),
)

_SELF = 0  # in the calls below, "of the process that asks"
RESTRICTED = (
    Restricted("a new process, but in no new namespace", "clone", (56, 220), 0, forbidden_bits=NEW_ANY),
    Restricted(
        "only Unix sockets: some families (vsock) do not respect network namespaces",
        "socket", (41, 198), 0, allowed=1, answer=errno.EAFNOSUPPORT,
    ),
    Restricted("limits of no other process", "prlimit64", (302, 261), 0, allowed=_SELF),
    Restricted("priority of no other process", "setpriority", (141, 140), 1, allowed=_SELF),
    Restricted("cores of no other process", "sched_setaffinity", (203, 122), 0, allowed=_SELF),
    Restricted("scheduling of no other process", "sched_setscheduler", (144, 119), 0, allowed=_SELF),
    Restricted("scheduling of no other process", "sched_setparam", (142, 118), 0, allowed=_SELF),
    Restricted("scheduling of no other process", "sched_setattr", (314, 274), 0, allowed=_SELF),
    Restricted("priority of no other process", "ioprio_set", (251, 30), 1, allowed=_SELF),
)  # fmt: skip

"""What student code may not ask of the kernel where it has no namespaces of its own, beyond system_calls.py, as data.

There, the list keeps rare parts of the kernel out of reach. Here the filter is half of the wall: Landlock does not look
at calls that change a file by its name without opening it, nor at signals (before version 6) and sockets. Numbers are
those of <asm/unistd_64.h> (x86-64) and <asm-generic/unistd.h> (64-bit Arm); None: no such call there.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass

Numbers = dict[str, tuple[int | None, int | None]]  # name: (x86-64, 64-bit Arm)
ITSELF = -1  # among `values`: the process id of the process that asks
_NOTHING = 0  # an answer: the call succeeds, and has done nothing


@dataclass(frozen=True)
class Test:
    """Whether an argument, or the bits of it in `mask`, is one of `values`; with `differs`, whether it is none of them.

    `word`: 2 k for the lower 32 bits of argument k, counted from 0, 2 k + 1 for the upper ones.
    """

    word: int
    values: tuple[int, ...]
    mask: int = 0xFFFF_FFFF
    differs: bool = False


@dataclass(frozen=True)
class Rule:
    """Calls that get `answer`, an errno, unless each of `allowed_if` holds."""

    why: str
    calls: Numbers
    allowed_if: tuple[Test, ...] = ()
    answer: int = errno.EPERM


_CLONE_THREAD = 0x1_0000
_O_TMPFILE, _O_TRUNC, _O_ACCESS, _ODD_ACCESS = 0x40_0000, 0x200, 0b11, 0b11
_PR_SET_NAME, _PR_HARMLESS = 15, (3, 15, 16, 21, 23, 39)  # what only asks
_AF_UNIX, _STREAM, _SEQPACKET, _KIND_OF_SOCKET = 1, 1, 5, 0xF


def _open_flags(word: int) -> tuple[Test, ...]:
    """No file without a name, which the look at the scratch folder would miss; no emptying of what is only read."""
    emptying = (_O_TRUNC, _O_TRUNC | _ODD_ACCESS)
    return (
        Test(word, (_O_TMPFILE,), mask=_O_TMPFILE, differs=True),
        Test(word, emptying, mask=_O_TRUNC | _O_ACCESS, differs=True),
    )


RULES = (
    Rule(
        "one process is all there is: its limits are the submission's, and its end is the end of everything",
        {"fork": (57, None), "vfork": (58, None)},
        answer=errno.EAGAIN,
    ),
    Rule("but it may have threads", {"clone": (56, 220)}, (Test(0, (_CLONE_THREAD,), _CLONE_THREAD),), errno.EAGAIN),
    Rule("no other program", {"execve": (59, 221)}, answer=errno.EACCES),
    Rule(
        "signals to nobody else: other processes of the same user are in sight",
        {"kill": (62, 129), "tgkill": (234, 131), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240)},
        (Test(0, (ITSELF,)),),
    ),
    Rule("the same", {"tkill": (200, 130), "pidfd_send_signal": (424, 424), "pidfd_open": (434, 434)}),
    Rule("it is ended by its group", {"setsid": (112, 157), "setpgid": (109, 154)}),
    Rule(
        "to change whose a file is, or how long, by its name: needs no opening",
        {"chown": (92, None), "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54), "truncate": (76, 45)},
    ),
    Rule(
        "to change what is noted of a file, or to lock it; libraries do so on the way (shutil.copy), and would fail",
        {
            "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "flock": (73, 32),
            "utime": (132, None), "utimes": (235, None), "futimesat": (261, None), "utimensat": (280, 88),
        },
        answer=_NOTHING,
    ),
    Rule("see _open_flags", {"open": (2, None)}, _open_flags(2), errno.EOPNOTSUPP),
    Rule("see _open_flags", {"openat": (257, 56)}, _open_flags(4), errno.EOPNOTSUPP),
    Rule(
        "the network, and what other programs of the host listen to: there is no network namespace",
        {"socket": (41, 198)},
        answer=errno.EAFNOSUPPORT,
    ),
    Rule(
        "the same; and descriptors on their way, which nobody could count",
        {
            "connect": (42, 203), "bind": (49, 200), "listen": (50, 201), "accept": (43, 202), "accept4": (288, 242),
            "sendmsg": (46, 211), "sendmmsg": (307, 269),
        },
    ),
    Rule(
        "pairs are connected for good; datagrams could be sent elsewhere",
        {"socketpair": (53, 199)},
        (Test(0, (_AF_UNIX,)), Test(2, (_STREAM, _SEQPACKET), mask=_KIND_OF_SOCKET)),
    ),
    Rule("to the other end only", {"sendto": (44, 206)}, (Test(8, (0,)), Test(9, (0,)))),
    Rule("a name is seen by others", {"prctl": (157, 167)}, (Test(0, (_PR_SET_NAME,), differs=True),), _NOTHING),
    Rule("to outlive us, or to hide from us", {"prctl": (157, 167)}, (Test(0, _PR_HARMLESS),)),
)  # fmt: skip

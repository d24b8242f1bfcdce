"""Landlock: this process, and all that come from it, may open only the files that were named. See landlock(7).

It needs no privileges, and can't be taken back. It looks at what is opened, made, moved and deleted; not at `stat`, nor
at `chmod` and its like, which are left to the filter of system calls (alone_calls.py).
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable

from autograder.sandbox.within import libc

OLDEST = 2  # before, files could not be moved between folders at all
_CREATE, _ADD, _RESTRICT = 444, 445, 446  # the same on every architecture
_VERSION, _PATH_BENEATH = 1, 1

# Rights, from <linux/landlock.h>.
_WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 1, 1 << 2, 1 << 3
MAKE_SYM = 1 << 12
_REMOVE_DIR, _REMOVE_FILE, _MAKE_DIR, _MAKE_REG = 1 << 4, 1 << 5, 1 << 7, 1 << 8
_REFER, _TRUNCATE = 1 << 13, 1 << 14
_ON_FILES = 1 | _WRITE_FILE | _READ_FILE | _TRUNCATE | 1 << 15
READ = _READ_FILE | _READ_DIR
LIST = _READ_DIR
USE = _READ_FILE | _WRITE_FILE | _TRUNCATE  # a device
# Never given to anything: execute, and make links, sockets, pipes or devices.
KEEP_FILES = READ | _WRITE_FILE | _TRUNCATE | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _REFER

# By version of the interface: how many rights of files it knows, and whether it has rights of the network and scopes.
_FILE_RIGHTS = {2: 14, 3: 15, 4: 15, 5: 16, 6: 16}
_TCP_FROM, _SCOPES_FROM = 4, 6
_ALL_TCP, _ALL_SCOPES = 0b11, 0b11  # bind and connect; abstract sockets and signals


def version() -> int:
    """The version of the kernel's interface. OSError: ENOSYS, not built in or filtered; EOPNOTSUPP, off."""
    return libc.syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION))


def restrict(rules: Iterable[tuple[str, int]], pretended: int | None = None) -> None:
    """Allow this process, for good, what `rules` (path, rights) say, and nothing else of any file.

    `pretended`: act as a kernel with this version would have it (for tests). OSError when the kernel can't.
    """
    known = min(version(), pretended or 1 << 30)
    if known < OLDEST:
        raise OSError(f"Landlock has version {known} here; {OLDEST} is needed")
    handled = (1 << _FILE_RIGHTS[min(known, max(_FILE_RIGHTS))]) - 1
    words = (handled, _ALL_TCP if known >= _TCP_FROM else 0, _ALL_SCOPES if known >= _SCOPES_FROM else 0)
    size = 8 * (3 if known >= _SCOPES_FROM else 2 if known >= _TCP_FROM else 1)
    ruleset = libc.syscall(_CREATE, struct.pack("=QQQ", *words), ctypes.c_size_t(size), ctypes.c_uint32(0))
    try:
        for path, rights in rules:
            _allow(ruleset, path, rights & handled)
        libc.syscall(_RESTRICT, ctypes.c_int(ruleset), ctypes.c_uint32(0))
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            rights &= _ON_FILES
        rule = struct.pack("=Qi", rights, place)
        libc.syscall(_ADD, ctypes.c_int(ruleset), ctypes.c_int(_PATH_BENEATH), rule, ctypes.c_uint32(0))
    finally:
        os.close(place)

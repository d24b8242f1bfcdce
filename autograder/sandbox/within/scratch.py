"""The folders of submissions where no file system of limited size can be mounted: how much is in one, and its deletion.

What a student has put there is hostile: any depth, names and permissions.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import stat
from collections.abc import Iterator

from autograder.sandbox.within import proc
from autograder.sandbox.within.namespaces import MAX_FILES

_DEEPEST = 256  # folders in folders: a look at all of them must stay quick
_BLOCK = 512  # the unit of st_blocks, whatever the file system's own


def fits(folder: str, process: int, size: int) -> bool:
    """Whether `folder`, with what `process` has open and deleted, is within `size` bytes, MAX_FILES and a depth.

    What goes while we look is left out. OSError where something may not be looked at: no honest student's doing.
    """
    count, used, deepest = 0, 0, folder.count("/") + _DEEPEST
    waiting = [folder]
    while waiting:
        for entry in _entries(waiting.pop()):
            count += 1
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
            with contextlib.suppress(FileNotFoundError):
                used += _BLOCK * entry.stat(follow_symlinks=False).st_blocks
            if count > MAX_FILES or used > size or entry.path.count("/") > deepest:
                return False
    return used + _deleted(process) <= size


def _entries(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(itertools.islice(entries, MAX_FILES + 1))
    except (FileNotFoundError, NotADirectoryError):  # it was deleted, or moved, since we saw it
        return []


def _deleted(process: int) -> int:
    """The bytes of the files that a process has open, in any of its threads, and that have no name any more."""
    sizes = {}
    for thread in proc.threads(process):  # each may have descriptors of its own, and the first may have ended
        for name in _descriptors(thread):
            with contextlib.suppress(OSError):  # it was closed meanwhile
                found = os.stat(f"/proc/{thread}/fd/{name}")  # noqa: PTH116
                if stat.S_ISREG(found.st_mode) and not found.st_nlink:
                    sizes[found.st_dev, found.st_ino] = _BLOCK * found.st_blocks
    return sum(sizes.values())


def _descriptors(thread: int) -> list[str]:
    try:
        return os.listdir(f"/proc/{thread}/fd")  # noqa: PTH208
    except (FileNotFoundError, PermissionError, ProcessLookupError):
        return []  # it has ended, or was forked just now and is not to be looked into yet: it runs our code still


def delete(folder: str) -> None:
    """Delete a folder and all in it."""
    empty(folder)
    os.rmdir(folder)  # noqa: PTH106


def empty(folder: str) -> None:
    """Delete all that is in a folder, however deep: folders in folders in it are first brought up into it."""
    numbers = itertools.count()
    os.chmod(folder, 0o700)  # noqa: PTH101
    while entries := _entries(folder):
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                _bring_up(entry.path, folder, numbers)
            else:
                os.unlink(entry.path)  # noqa: PTH108


def _bring_up(place: str, folder: str, numbers: Iterator[int]) -> None:
    """Move the folders in `place` to `folder`, delete the rest, and `place`."""
    os.chmod(place, 0o700)  # noqa: PTH101
    while entries := _entries(place):
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                free = next(path for number in numbers if not os.path.lexists(path := f"{folder}/.{number}"))
                os.chmod(entry.path, 0o700)  # noqa: PTH101 - else it could not be moved
                os.rename(entry.path, free)  # noqa: PTH104
            else:
                os.unlink(entry.path)  # noqa: PTH108
    os.rmdir(place)  # noqa: PTH106

"""Reads what a student handed in: regular files only, within limits; links, devices and excess are left out and noted.

Nothing here trusts a name, a size or a type that could change while it is looked at: a file is opened first, without
following links, and then asked what it is.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from autograder.errors import UserError
from autograder.layout import ASSIGNMENT

MEGABYTE = 1024 * 1024
_LEFT_OUT = {".ipynb_checkpoints", "__pycache__", ".git", "__MACOSX", ".DS_Store"}


@dataclass(frozen=True)
class CollectLimits:
    """How much of a submission is taken; a notebook with its figures is seldom above 5 MB."""

    file_bytes: int = 32 * MEGABYTE
    total_bytes: int = 256 * MEGABYTE
    files: int = 2_000
    depth: int = 16


@dataclass
class Collected:
    """The files of one submission by relative path, with "/" between parts, and what was left out."""

    student: str
    files: dict[str, bytes] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)  # path -> why it was left out


def shown(name: str) -> str:
    """A file name as text that is safe to print and to store, whatever bytes it is made of."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def find_students(submissions: Path) -> tuple[dict[str, Path], list[str]]:
    """The students of a folder in nbgrader's layout, sorted, and notes on what was passed over.

    Raises UserError if the folder is missing, empty, or of another layout.
    """
    layout = f"Submissions lie as in nbgrader: {submissions}/<student>/{ASSIGNMENT}/01_activations.ipynb …"
    try:
        entries = sorted(os.scandir(submissions), key=lambda entry: entry.name)
    except FileNotFoundError as error:
        raise UserError(f"There is no folder {submissions}.", remedy=layout) from error
    except NotADirectoryError as error:
        raise UserError(f"{submissions} is a file, not a folder.", remedy=layout) from error
    except OSError as error:
        remedy = "Make it readable for the user who grades."
        raise UserError(f"{submissions} can't be read.", error.strerror or "", remedy) from error
    students: dict[str, Path] = {}
    notes: list[str] = []
    for entry in entries:
        if entry.name.startswith(".") or entry.name in _LEFT_OUT or not entry.is_dir():
            continue
        if not os.path.lexists(Path(entry.path) / ASSIGNMENT):
            notes.append(f"{shown(entry.name)}: no folder {ASSIGNMENT}/ in it, passed over")
        elif shown(entry.name) != entry.name:
            notes.append(f"{shown(entry.name)}: not a usable student name, passed over; rename the folder")
        else:
            students[entry.name] = Path(entry.path)
    if not students:
        what = f"{submissions} is empty." if not entries else f"{submissions} holds no submissions."
        seen = ", ".join(shown(entry.name) for entry in entries[:5])
        raise UserError(what, f"It holds: {seen}." if entries else "", layout)
    return students, notes


def _size(count: int) -> str:
    return f"{count / MEGABYTE:.1f} MB" if count >= MEGABYTE else f"{count} bytes"


def _read_regular(path: Path, most: int) -> bytes:
    """The bytes of a regular file. Raises ValueError with the reason if it is none, or too big."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise ValueError("not a regular file")
        if status.st_size > most:
            raise ValueError(f"{_size(status.st_size)}, more than {_size(most)}")
        data = file.read(most + 1)
    if len(data) > most:
        raise ValueError(f"grew while it was read, beyond {_size(most)}")
    return data


def _walk(folder: Path, prefix: str, depth: int) -> Iterator[tuple[str, os.DirEntry[str] | None, str]]:
    """(path, entry, "") for each file, in order; (path, None, reason) for what isn't entered."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield prefix.rstrip("/"), None, f"can't be read ({error.strerror})"
        return
    for entry in entries:
        path = prefix + entry.name
        if entry.name in _LEFT_OUT:
            continue
        if entry.is_symlink():
            yield path, None, "a link"
        elif not entry.is_dir(follow_symlinks=False):
            yield path, entry, ""
        elif depth == 0:
            yield path, None, "nested too deeply"
        else:
            yield from _walk(Path(entry.path), path + "/", depth - 1)


def _refusal(path: str, entry: os.DirEntry[str] | None, reason: str) -> str:
    if reason or entry is None:
        return reason
    if shown(path) != path or "\\" in path:
        return "a name that can't be used"
    return "" if entry.is_file(follow_symlinks=False) else "neither a file nor a folder"


def collect(student: str, folder: Path, limits: CollectLimits | None = None) -> Collected:
    """Read the submission in `folder`/backpropagation. Never raises for anything that a student can do."""
    limits = limits or CollectLimits()
    found, total = Collected(student), 0
    root = folder / ASSIGNMENT
    if root.is_symlink() or not root.is_dir():
        found.notes.append(f"{ASSIGNMENT} is not a folder, but a link or a file: nothing was read from it")
        return found
    for path, entry, reason in _walk(root, "", limits.depth):
        reason = _refusal(path, entry, reason)
        if not reason and len(found.files) >= limits.files:
            reason = f"more than {limits.files} files"
        if not reason and entry is not None:
            try:
                data = _read_regular(Path(entry.path), min(limits.file_bytes, limits.total_bytes - total))
            except OSError as error:
                reason = f"can't be read ({error.strerror})"
            except ValueError as error:
                reason = str(error)
            else:
                found.files[path] = data
                total += len(data)
        if reason:
            found.refused[shown(path)] = reason
    found.notes += [f"left out {path}: {why}" for path, why in list(found.refused.items())[:20]]
    if len(found.refused) > 20:
        found.notes.append(f"left out {len(found.refused) - 20} more files")
    return found

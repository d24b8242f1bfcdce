"""Reads what a student handed in: regular files only, within limits; links, devices and excess are left out and noted.

Nothing here trusts a name, a size or a type that could change while it is looked at: a file is opened first, without
following links, and then asked what it is.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from autograder.course.layout import ASSIGNMENT, NOTEBOOKS
from autograder.errors import UserError
from autograder.grading.left_about import is_left_about, is_systems_folder
from autograder.grading.matching import Chosen, chosen_of_several

MEGABYTE = 1024 * 1024
_OWN = frozenset(f"{name}.ipynb" for name in NOTEBOOKS)
# What breaks lines, moves the cursor or reorders what stands beside it, and halves of characters. Everything else is
# somebody's name: joiners inside Persian words and emoji are no printable characters to Python, and must stay.
_UNSAFE = frozenset({"Cc", "Cs", "Zl", "Zp"})
_REORDERING = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
# nbgrader puts the name of a student into its pages as it is; what could be markup there, or end a string.
_MARKUP = str.maketrans({"<": "‹", ">": "›", '"': "”"})
_ENTRIES = 100_000  # of one folder that are sorted
_NAME_BYTES, _PATH_BYTES = 255, 1000  # of a file system's names; of a path in the scratch folder
_NAME_CHARACTERS = 128  # of a student's name in nbgrader's gradebook


@dataclass(frozen=True)
class CollectLimits:
    """How much of a submission is taken.

    A notebook with its figures is seldom above 5 MB, but a forgotten `print` can make it ten times that.
    """

    notebook_bytes: int = 80 * MEGABYTE
    notebooks_bytes: int = 160 * MEGABYTE  # of all of them: they are in memory at the same time
    file_bytes: int = 32 * MEGABYTE
    total_bytes: int = 96 * MEGABYTE  # of all files that are no notebooks of the course
    files: int = 1_800
    depth: int = 16
    entries: int = 4_000  # of all folders together that are looked at


@dataclass
class Collected:
    """The files of one submission by relative path, with "/" between parts, and what was left out."""

    student: str
    files: dict[str, bytes] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)  # path -> why it was left out
    counts: dict[str, Chosen] = field(default_factory=dict)  # notebook -> which of several files for it counts


def _is_unsafe(character: str) -> bool:
    return unicodedata.category(character) in _UNSAFE or character in _REORDERING


def _escaped(character: str) -> str:
    code = ord(character)
    code = code - 0xDC00 if 0xDC80 <= code <= 0xDCFF else code  # a byte that is no text
    return f"\\x{code:02x}" if code < 256 else f"\\u{code:04x}"


def shown(name: str) -> str:
    """A file name as text that is safe to print and to store, whatever bytes it is made of."""
    return "".join(_escaped(c) if _is_unsafe(c) else c for c in name)


def student_name(folder: str) -> str:
    """What a student is called whose folder has this name: the same, but for characters that no page should hold.

    An accent is stored as one character or as two, by the system that packed the folder; here it is always one.
    """
    name = re.sub(r"\\$", "＼", unicodedata.normalize("NFC", shown(folder)).translate(_MARKUP))
    if len(name.encode()) > _NAME_BYTES or len(name) > _NAME_CHARACTERS:
        name = f"{name[:50]}~{hashlib.sha256(name.encode()).hexdigest()[:16]}"
    return name


class Students(NamedTuple):
    """Who is in a folder of submissions."""

    folders: dict[str, Path]  # by what a student is called, sorted as the folders are
    notes: list[str]
    passed: dict[str, str]  # folder, as `shown` gives it -> why it is no student's, or not taken for one


def find_students(submissions: Path) -> Students:
    """The students of a folder in nbgrader's layout, and what was passed over.

    Raises UserError if the folder is missing, empty, or of another layout.
    """
    layout = f"Submissions lie as in nbgrader: {submissions}/<student>/{ASSIGNMENT}/{next(iter(NOTEBOOKS))}.ipynb …"
    try:
        entries = sorted(os.scandir(submissions), key=lambda entry: entry.name)
    except FileNotFoundError as error:
        raise UserError(f"There is no folder {submissions}.", remedy=layout) from error
    except NotADirectoryError as error:
        raise UserError(f"{submissions} is a file, not a folder.", remedy=layout) from error
    except OSError as error:
        remedy = "Make it readable for the user who grades."
        raise UserError(f"{submissions} can't be read.", error.strerror or "", remedy) from error
    found = Students({}, [], {})
    for entry in entries:
        if entry.is_dir() and not is_systems_folder(entry.name):
            _find_student(entry, found)
    if not found.folders:
        what = f"{submissions} is empty." if not entries else f"{submissions} holds no submissions."
        seen = ", ".join(shown(entry.name) for entry in entries[:5])
        raise UserError(what, f"It holds: {seen}." if entries else "", layout)
    return found


def assignment_folder(folder: Path) -> str:
    """The name of the assignment's folder in a student's; capitals don't count, where only one can be meant.

    "" if there is none. Of a folder that can't be listed, what it should be.
    """
    if os.path.lexists(folder / ASSIGNMENT):
        return ASSIGNMENT
    try:
        alike = [path.name for path in folder.iterdir() if path.name.strip().casefold() == ASSIGNMENT.casefold()]
    except OSError:
        return ASSIGNMENT
    return alike[0] if len(alike) == 1 else ""


def _find_student(entry: os.DirEntry[str], found: Students) -> None:
    """Add a folder to the students, or to what was passed over."""
    name = student_name(entry.name)
    if not assignment_folder(Path(entry.path)):
        found.passed[shown(entry.name)] = f"there is no folder {ASSIGNMENT}/ in it"
    elif name.startswith("."):
        found.passed[shown(entry.name)] = "a hidden folder; rename it, if it is a student's"
    elif name in found.folders:
        found.passed[shown(entry.name)] = f"another folder goes by this name, too: {shown(found.folders[name].name)}"
    else:
        found.folders[name] = Path(entry.path)
        if name != unicodedata.normalize("NFC", entry.name):
            found.notes.append(f"{name}: called so here, since the folder's own name can't be used")


def _size(count: int) -> str:
    return f"{count / MEGABYTE:.1f} MB" if count >= MEGABYTE else f"{count} bytes"


def _read_regular(name: str, folder: int, most: int) -> tuple[bytes, float]:
    """The bytes of a regular file of the open `folder`, and when it was saved.

    Raises ValueError with the reason if it is none, or too big.
    """
    descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise ValueError("not a regular file")
        if status.st_size > most:
            raise ValueError(f"{_size(status.st_size)}, more than {_size(most)}")
        data = file.read(most + 1)
    if len(data) > most:
        raise ValueError(f"grew while it was read, beyond {_size(most)}")
    return data, status.st_mtime


@contextmanager
def open_folder(name: str | Path, above: int | None = None) -> Iterator[int]:
    """A folder, opened: what is then read in it is in it, whatever its name leads to by then. OSError for a link."""
    descriptor = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=above)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


# What is found on the way: the path, the entry and the open folder that it is in, "" or why it isn't entered.
_Step = tuple[str, tuple[os.DirEntry[str], int] | None, str]


def _walk(name: str, above: int, prefix: str, depth: int) -> Iterator[_Step]:
    """(path, entry, "") for each file of the folder `name`, in order; (path, None, reason) for what isn't entered."""
    try:
        with open_folder(name, above) as folder:
            yield from _walk_in(folder, prefix, depth)
    except OSError as error:
        yield prefix.rstrip("/"), None, f"can't be read ({error.strerror})"


def _walk_in(folder: int, prefix: str, depth: int) -> Iterator[_Step]:
    entries = sorted(islice(os.scandir(folder), _ENTRIES), key=lambda entry: (entry.name not in _OWN, entry.name))
    for entry in entries:
        path = prefix + entry.name
        if is_left_about(entry.name):
            continue
        if entry.is_symlink():
            yield path, None, "a link"
        elif not entry.is_dir(follow_symlinks=False):
            yield path, (entry, folder), ""
        elif depth == 0:
            yield path, None, "nested too deeply"
        else:
            yield path, None, ""
            yield from _walk(entry.name, folder, path + "/", depth - 1)


def _refusal(path: str, entry: os.DirEntry[str]) -> str:
    if shown(path) != path or "\\" in path:
        return "a name that can't be used"
    if len(path.encode()) > _PATH_BYTES:
        return "a name that is too long"
    return "" if entry.is_file(follow_symlinks=False) else "neither a file nor a folder"


class _Collector:
    """Takes one file after the other, as long as there is room."""

    def __init__(self, found: Collected, limits: CollectLimits) -> None:
        self._found, self._limits = found, limits
        self.saved: dict[str, float] = {}
        self._left = {True: limits.notebooks_bytes, False: limits.total_bytes}  # for the course's notebooks; for others

    def take(self, path: str, entry: os.DirEntry[str], folder: int) -> str:
        """Read a file of the open `folder`; why it was left out, "" if it was not."""
        if reason := _refusal(path, entry):
            return reason
        if len(self._found.files) >= self._limits.files:
            return f"more than {self._limits.files} files"
        own = path in _OWN
        most = self._limits.notebook_bytes if own else self._limits.file_bytes
        try:
            data, saved = _read_regular(entry.name, folder, min(most, self._left[own]))
        except OSError as error:
            return f"can't be read ({error.strerror})"
        except ValueError as error:
            return str(error)
        self._found.files[path] = data
        self.saved[path] = saved
        self._left[own] -= len(data)
        return ""


def _take_all(root: int, found: Collected, limits: CollectLimits) -> None:
    collector = _Collector(found, limits)
    for number, (path, entry, reason) in enumerate(_walk_in(root, "", limits.depth)):
        if number == limits.entries:
            found.notes.append(f"there are more than {limits.entries} files and folders: the rest was not looked at")
            break
        reason = reason if entry is None else collector.take(path, *entry)
        if reason:
            found.refused[shown(path)] = reason
    found.counts = chosen_of_several(found.files, collector.saved)


def collect(student: str, folder: Path, limits: CollectLimits | None = None) -> Collected:
    """Read the submission in `folder`/<assignment>. Never raises for anything that a student can do."""
    limits = limits or CollectLimits()
    found, own = Collected(student), assignment_folder(folder) or ASSIGNMENT
    if own != ASSIGNMENT:
        found.notes.append(f"its folder is called {shown(own)}, and was taken for {ASSIGNMENT}")
    try:
        with open_folder(folder.resolve()) as theirs, open_folder(own, theirs) as root:
            _take_all(root, found, limits)
    except OSError:
        found.notes.append(f"{ASSIGNMENT} is not a folder that can be read, but a link or a file: nothing was read")
        return found
    found.notes += [f"left out {path}: {why}" for path, why in list(found.refused.items())[:20]]
    if len(found.refused) > 20:
        found.notes.append(f"left out {len(found.refused) - 20} more files")
    return found

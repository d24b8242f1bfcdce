"""Accounts for every file below the folder of submissions, in collect.csv, and for every student of the roster.

The folder is walked anew, by names alone and apart from what reads submissions; each file found must then be explained,
by what became of it when its submission was graded, or by what it is called. What neither explains is a person's.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Protocol

from autograder.course.layout import ASSIGNMENT, NOTEBOOKS
from autograder.grading.collect import Students, assignment_folder, open_folder, shown
from autograder.grading.fates import of_no_use
from autograder.grading.left_about import LEFT_BY_A_SYSTEM, is_left_about, why_no_students
from autograder.grading.matching import is_named_like
from autograder.ledger.journal import Entry
from autograder.ledger.people import NOBODY, Called
from autograder.ledger.tables import replaced
from autograder.spreadsheets import plain, write_rows
from autograder.submission import Fate

RECORD = "collect.csv"
HEADER = ("file", "student", "notebook", "outcome")
COLLECTED = "collected.csv"  # which `autograder collect` writes beside the students' folders
NAMES = ("first_name", "last_name", "email")  # its columns that say what the roster calls a student
_MOST, _DEPTH = 10_000, 20  # files of one folder that are listed; folders within each other

_LEFT_ABOUT = Fate("", LEFT_BY_A_SYSTEM)


class Expected(Protocol):
    """Who should be there."""

    @property
    def where(self) -> str:
        """How to say that somebody is in it: "on the roster"."""

    def named(self, student: str) -> Called:
        """What a student is called; empty for somebody who is not in it."""

    def absent(self, there: Iterable[str]) -> list[str]:
        """Those of it who are not among these students."""

    def strangers(self, there: Iterable[str]) -> list[str]:
        """Those of these students who are not in it."""


@dataclass(frozen=True)
class Registered:
    """Those in nbgrader's table of students, who are the roster where none is given."""

    students: list[str]
    where: str = "in the gradebook"

    def named(self, student: str) -> Called:
        """The gradebook has it already."""
        return NOBODY

    def absent(self, there: Iterable[str]) -> list[str]:
        """Those of them who are not among these students."""
        return sorted(set(self.students) - set(there))

    def strangers(self, there: Iterable[str]) -> list[str]:
        """Nobody: whoever is graded is entered."""
        return []


@dataclass(frozen=True)
class FileRow:
    """A file, and what became of it."""

    file: str
    student: str
    fate: Fate


@dataclass
class Account:
    """What in a folder of submissions nobody can explain, and who is not there."""

    unexplained: list[FileRow] = field(default_factory=list)  # what a person has to look at
    absent: list[str] = field(default_factory=list)
    where: str = "on the roster"  # the absent stand
    strangers: list[str] = field(default_factory=list)

    @property
    def to_look_at(self) -> int:
        """How many files and students a person has to look at."""
        return len(self.unexplained) + len(self.absent) + len(self.strangers)

    @property
    def balanced(self) -> bool:
        """Whether every file and every student is accounted for."""
        return not self.to_look_at


def _walk(name: str | Path, above: int | None, prefix: str, depth: int = _DEPTH) -> Iterator[tuple[str, str]]:
    """(path, "") of everything below a folder that is no folder; (path, reason) of what can't be looked into."""
    try:
        with open_folder(name, above) as folder:
            for entry in sorted(islice(os.scandir(folder), _MOST), key=lambda entry: entry.name):
                path = prefix + shown(entry.name)
                if entry.is_symlink():
                    yield path, "a link, not followed"
                elif not entry.is_dir(follow_symlinks=False):
                    yield path, ""
                elif depth == 0:
                    yield f"{path}/", "nested too deeply to be looked into"
                else:
                    yield from _walk(entry.name, folder, f"{path}/", depth - 1)
    except OSError as error:
        yield prefix, f"can't be read ({error.strerror})"


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    """What `_walk` finds in a folder beside the others, as much of it as is listed."""
    found = _walk(folder.resolve(), None, "")
    yield from islice(found, _MOST)
    if next(found, None):
        yield "", f"it holds more than {_MOST:,} files: the rest was not looked at"


def names_collected(submissions: Path) -> dict[str, Called]:
    """What the roster of `autograder collect` called the students, by what they are called here."""
    try:
        with (submissions / COLLECTED).open(encoding="utf-8", newline="") as table:
            rows = [{title: plain(value) for title, value in row.items()} for row in csv.DictReader(table)]
    except (OSError, UnicodeDecodeError, csv.Error, AttributeError):
        return {}
    return {row.get("student", ""): Called(*(row.get(title, "") for title in NAMES)) for row in rows}


def _by_name(path: str, why: str) -> Fate:
    """Of a file that no submission took."""
    if is_left_about(path):
        return _LEFT_ABOUT
    return Fate("", why or of_no_use(path), False)


class _Submission:
    """Explains the files of one student's folder."""

    def __init__(self, folder: Path, entry: Entry | None) -> None:
        self._own, self._entry = f"{assignment_folder(folder) or ASSIGNMENT}/", entry

    def fate(self, path: str, why: str) -> Fate:
        """What became of the file at this path below the student's folder."""
        if not path.startswith(self._own):
            return self._elsewhere(path, why)
        if self._entry is None:
            return Fate("", "not graded yet")
        known = self._entry.files.get(path.removeprefix(self._own))
        if known is None and self._entry.failure and not why:
            return Fate("", "not graded, which is our fault")
        return known or _by_name(path, why)

    def _elsewhere(self, path: str, why: str) -> Fate:
        """Of a file beside the assignment's folder: nbgrader keeps other assignments there."""
        if is_left_about(path):
            return _LEFT_ABOUT
        ours = any(is_named_like(path, name) for name in NOTEBOOKS)
        if "/" in path and not ours and not why:
            return Fate("", "of another assignment")
        return Fate("", f"not graded: {why or f'it is not in {self._own}'}", False)


def _beside_the_students(name: str) -> Fate:
    if name == COLLECTED:
        return Fate("", "written by autograder collect")
    if why := why_no_students(name):
        return Fate("", why)
    return Fate("", f"{of_no_use(name)}, and nothing says whose it is", False)


def _rows(entry: os.DirEntry[str], student: str, found: Students, graded: Entry | None) -> Iterator[FileRow]:
    """The rows of one folder beside the others, or of one file there."""
    name = shown(entry.name)
    if not entry.is_dir():
        yield FileRow(name, "", _beside_the_students(name))
        return
    submission = _Submission(Path(entry.path), graded)
    for path, why in _files(Path(entry.path)):
        passed = f"not graded: {found.passed.get(name) or why}"
        fate = submission.fate(path, why) if student else _by_name(f"{name}/{path}", passed)
        yield FileRow(f"{name}/{path}", student, fate)


class Portion(Protocol):
    """A part of a class."""

    @property
    def number(self) -> int:
        """Counted from 1."""

    def holds(self, student: str) -> bool:
        """Whether it has that student."""


def file_rows(
    submissions: Path, found: Students, entry_of: Callable[[str], Entry | None], part: Portion | None = None
) -> Iterator[FileRow]:
    """A row for each file below a folder of submissions, sorted. `entry_of`: what is known of a student.

    `part`: of its students alone; the first part accounts for what is nobody's, too.
    """
    by_folder = {folder.name: student for student, folder in found.folders.items()}
    for entry in sorted(os.scandir(submissions), key=lambda entry: shown(entry.name) + "/" * entry.is_dir()):
        student = by_folder.get(entry.name, "")
        if part is None or (part.holds(student) if student else part.number == 1):
            known = entry_of(student) if student else None
            yield from sorted(_rows(entry, student, found, known), key=_as_row)


def _as_row(row: FileRow) -> tuple[str, ...]:
    """As collect.csv has it."""
    return row.file, row.student, row.fate.notebook, row.fate.what


def write_record(path: Path, rows: Iterable[FileRow], account: Account) -> None:
    """Write collect.csv, and note in `account` what nobody can explain."""
    with replaced(path) as file:
        write_rows(file, [HEADER])
        for row in rows:
            write_rows(file, [_as_row(row)])
            if not row.fate.explained:
                account.unexplained.append(row)


def check_roster(account: Account, roster: Expected, there: Iterable[str], graded: Iterable[str]) -> None:
    """Note in `account` who is on the roster and has nothing here, and who is here and not on it."""
    there = set(there)
    account.absent, account.where = roster.absent({*there, *graded}), roster.where
    account.strangers = roster.strangers(sorted(there))

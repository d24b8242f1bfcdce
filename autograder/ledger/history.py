"""history.jsonl: every change of a mark or a penalty, a line each: what, from, to, who or which command, when, why.

The file is the memory, too: what is noted last of a mark is what it was. So a command that is killed before it has
noted a change leaves it to the next one, and none is noted twice.
"""

from __future__ import annotations

import getpass
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from autograder.ledger.marks import GradedStudent

FILE = "history.jsonl"
JUDGE, PERSON, EXTRA, PENALTY = "the judge's mark", "a person's mark", "extra credit", "penalty"


@dataclass(frozen=True)
class HistoryLine:
    """One change."""

    when: str  # in UTC
    student: str
    notebook: str
    cell: str  # "": the penalty of the notebook
    what: str
    before: float | None  # None: there was none
    after: float | None
    who: str  # the user of this machine and the command; of a person's mark, whoever gave it in the gradebook
    why: str


Key = tuple[str, str, str, str]  # student, notebook, cell, what


def _states(student: GradedStudent) -> Iterator[tuple[Key, float | None]]:
    """Everything of a student's that has a history."""
    name, marks = student.entry.student, student.marks
    for (notebook, cell), mark in marks.cells.items():
        yield (name, notebook, cell, JUDGE), mark.auto
        yield (name, notebook, cell, PERSON), mark.manual
        own = mark.auto if mark.manual is None else mark.manual
        extra = None if mark.score is None or own is None else round(mark.score - own, 9) or None
        yield (name, notebook, cell, EXTRA), extra
    for notebook, penalty in marks.penalties.items():
        yield (name, notebook, "", PENALTY), penalty or None


def _why(student: GradedStudent, key: Key) -> str:
    _, notebook, _, what = key
    if what == JUDGE:
        return student.entry.why.get(notebook, "")
    return "the deadline, an extension or the time of handing in" if what == PENALTY else "given in the gradebook"


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name
        return str(os.getuid())


def _command() -> str:
    """The command that notes it: "autograder grade --force"."""
    words = [word for word in sys.argv[1:] if not word.startswith("/")]
    return " ".join([Path(sys.argv[0]).name, *words[:1], *(w for w in words[1:] if w in ("--force", "--never-lower"))])


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """(where it begins, the line) of each line; the last may be cut off."""
    start = 0
    with suppress(FileNotFoundError), path.open("rb") as file:
        for line in file:
            yield start, line
            start += len(line)


_DECODER = msgspec.json.Decoder(HistoryLine)


def _parsed(line: bytes) -> HistoryLine | None:
    try:
        return _DECODER.decode(line)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _stored(student: str) -> bytes:
    """A student's name as it stands in the file."""
    return json.dumps(student, ensure_ascii=False).encode("utf-8", "replace")


def read_history(output: Path, student: str) -> list[HistoryLine]:
    """The lines of one student's. A line that was not written to its end is none."""
    name = _stored(student)
    found = (_parsed(line) for _, line in _lines(output / FILE) if name in line)
    return [line for line in found if line is not None and line.student == student]


class _Whose(msgspec.Struct):
    """Of a line, whose it is."""

    student: str


class History:
    """The file, to be added to: what stands in it of a student is read when it is asked for, never all at once.

    `student`: this one alone will be asked for.
    """

    def __init__(self, output: Path, student: str | None = None) -> None:
        self._path = output / FILE
        self._places: dict[str, list[int]] = {}  # student -> begin, end, begin, end … of their lines
        self._when, self._who = datetime.now(UTC).isoformat(timespec="seconds"), f"{_user()}, {_command()}"
        whose = msgspec.json.Decoder(_Whose)
        name = b"" if student is None else _stored(student)
        for start, line in _lines(self._path):
            if name not in line:
                continue
            with suppress(msgspec.MsgspecError, UnicodeDecodeError):
                self._add(whose.decode(line).student, start, start + len(line))

    def _add(self, student: str, start: int, end: int) -> None:
        places = self._places.setdefault(student, [])
        if places and places[-1] == start:
            places[-1] = end
        else:
            places += (start, end)

    def _known(self, student: str) -> dict[Key, float | None]:
        """What was noted last of everything of a student's."""
        made: dict[Key, float | None] = {}
        places = self._places.get(student, [])
        if not places:
            return made
        with self._path.open("rb") as file:
            for start, end in zip(places[::2], places[1::2], strict=True):
                file.seek(start)
                for line in map(_parsed, file.read(end - start).split(b"\n")):
                    if line is not None and line.student == student:
                        made[line.student, line.notebook, line.cell, line.what] = line.after
        return made

    def note(self, students: Iterable[GradedStudent]) -> int:
        """Note what differs from what was noted last; how many lines. A line that is cut off counts for nothing."""
        new = []
        for student in students:
            known = self._known(student.entry.student)
            for key, value in _states(student):
                if known.get(key) != value:
                    by = "a person, in the gradebook" if key[3] in (PERSON, EXTRA) else self._who
                    new.append(HistoryLine(self._when, *key, known.get(key), value, by, _why(student, key)))
        if new:
            _append(self._path, new)
        return len(new)


def _append(path: Path, lines: list[HistoryLine]) -> None:
    data = "".join(json.dumps(vars(line), ensure_ascii=False) + "\n" for line in lines).encode("utf-8", "replace")
    with path.open("ab+") as file:
        if file.tell():
            file.seek(-1, os.SEEK_END)
            data = data if file.read(1) == b"\n" else b"\n" + data  # after a line that was cut off
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def as_row(line: HistoryLine) -> tuple[str, ...]:
    """A line for people to read: when, what, from → to, why, who."""
    change = " → ".join(_shown(value) for value in (line.before, line.after))
    return line.when, line.cell or line.notebook, line.what, change, line.why, line.who


def _shown(value: Any) -> str:
    return "–" if value is None else f"{value:g}"

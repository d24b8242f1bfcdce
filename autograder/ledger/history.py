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
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

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


def read_history(output: Path, student: str | None = None) -> list[HistoryLine]:
    """The lines of one student's, or all. A line that was not written to its end is none."""
    try:
        text = (output / FILE).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return []
    lines = []
    for found in text.split("\n"):
        try:
            line = HistoryLine(**json.loads(found))
        except (ValueError, TypeError):
            continue
        if student in (None, line.student):
            lines.append(line)
    return lines


def note_changes(output: Path, students: Iterable[GradedStudent]) -> int:
    """Note what differs from what was noted last; how many lines. A line that is cut off counts for nothing."""
    known = {(line.student, line.notebook, line.cell, line.what): line.after for line in read_history(output)}
    when, who = datetime.now(UTC).isoformat(timespec="seconds"), f"{_user()}, {_command()}"
    new = []
    for student in students:
        for key, value in _states(student):
            if known.get(key) != value:
                by = "a person, in the gradebook" if key[3] in (PERSON, EXTRA) else who
                new.append(HistoryLine(when, *key, known.get(key), value, by, _why(student, key)))
    if new:
        _append(output / FILE, new)
    return len(new)


def _append(path: Path, lines: list[HistoryLine]) -> None:
    data = "".join(json.dumps(asdict(line), ensure_ascii=False) + "\n" for line in lines).encode("utf-8", "replace")
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

"""One file for each finished submission, written whole or not at all: what a killed run has done is not done again.

scores.csv and the gradebook are made from these files, so they can be made anew at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec

from autograder.errors import UserError
from autograder.ledger.files import write_atomically
from autograder.submission import Fate
from autograder.verdicts import CellResult, NotebookResult, Verdict

FORMAT = 1


@dataclass
class Entry:
    """What is kept of a graded submission."""

    student: str
    fingerprint: str  # of all that its marks depend on
    notebooks: list[NotebookResult]  # without the graded notebooks, which lie under autograded/
    unanswered: dict[str, list[str]]  # notebook -> solution cells that are as they were released
    notes: list[str] = field(default_factory=list)
    timestamp: str = ""  # when it was handed in, as nbgrader's timestamp.txt says
    failure: str = ""  # what broke on our side, "" if nothing did
    wall: str = ""  # what it ran behind, as autograder.sandbox.wall names it; "": no sandbox
    files: dict[str, Fate] = field(default_factory=dict)  # by path: what became of each file of the submission
    attempt: int = 1  # the latest that counts
    times: dict[str, str] = field(default_factory=dict)  # notebook -> when what counts was handed in
    of_attempt: dict[str, int] = field(default_factory=dict)  # notebook -> the attempt with which it was judged
    seed: int | None = None  # that its hidden inputs were drawn from
    grader: str = ""  # the version that judged it
    basis: dict[str, dict[str, str]] = field(default_factory=dict)  # notebook -> what its marks depend on, hashed
    beneath: dict[str, dict[str, str]] = field(default_factory=dict)  # notebook -> cell -> the work it marks, hashed
    why: dict[str, str] = field(default_factory=dict)  # notebook -> why it was judged, of those that were judged last

    @property
    def complete(self) -> bool:
        """Whether every cell has been graded, or waits for a person."""
        rows = (row for notebook in self.notebooks for row in notebook.cells)
        return not self.failure and all(row.verdict != Verdict.GRADER_FAILURE for row in rows)


def journal_path(output: Path, student: str) -> Path:
    """Where the entry of a student is; hashed, since a student's folder may have a name of any length."""
    return output / "journal" / f"{hashlib.sha256(student.encode()).hexdigest()[:24]}.json"


def write_entry(output: Path, entry: Entry) -> None:
    """Record a submission as done."""
    light = replace(entry, notebooks=[replace(notebook, graded=None) for notebook in entry.notebooks])
    made: dict[str, Any] = {"format": FORMAT, **asdict(light)}
    for notebook in made["notebooks"]:
        del notebook["graded"]
    text = json.dumps(made, ensure_ascii=False, indent=1, allow_nan=False, default=repr)
    write_atomically(journal_path(output, entry.student), text.encode("utf-8", "replace"))


def _notebook(stored: dict[str, Any]) -> NotebookResult:
    cells = [
        CellResult(**{**row, "verdict": Verdict(row["verdict"]), "findings": tuple(row["findings"])})
        for row in stored["cells"]
    ]
    return NotebookResult(stored["notebook"], cells, None, stored["notes"])


def read_file(path: Path) -> Entry | None:
    """The entry in a file; None if there is none that can be used."""
    try:
        stored = json.loads(path.read_bytes())
        if stored.pop("format") != FORMAT:
            return None
        files = {path: Fate(**fate) for path, fate in stored.get("files", {}).items()}
        return Entry(
            **{**stored, "notebooks": [_notebook(notebook) for notebook in stored["notebooks"]], "files": files}
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def read_entry(output: Path, student: str) -> Entry | None:
    """The entry of a student; None if there is none that can be used."""
    found = read_file(journal_path(output, student))
    return found if found and found.student == student else None


def entry_of(output: Path, student: str) -> Entry | None:
    """The entry of a student; None if there is none. Raises UserError for one that can't be read."""
    found = read_entry(output, student)
    path = journal_path(output, student)
    if found is None and path.is_file():
        raise damaged(path)
    return found


class _Cell(msgspec.Struct):
    verdict: str
    seconds: float = 0.0


class _Cells(msgspec.Struct):
    cells: list[_Cell]


class Head(msgspec.Struct):
    """What of an entry is looked at in a whole class."""

    student: str
    fingerprint: str
    format: int
    notebooks: list[_Cells]
    timestamp: str = ""
    failure: str = ""
    seed: int | None = None

    @property
    def complete(self) -> bool:
        """Whether every cell has been graded, or waits for a person."""
        rows = (row for notebook in self.notebooks for row in notebook.cells)
        return not self.failure and all(row.verdict != Verdict.GRADER_FAILURE for row in rows)

    @property
    def seconds(self) -> float:
        """How long its checks took."""
        return sum(row.seconds for notebook in self.notebooks for row in notebook.cells)


def heads(output: Path) -> Iterator[Head]:
    """Everybody's, in any order, one after the other. Raises UserError for an entry that can't be read."""
    decoder = msgspec.json.Decoder(Head)
    for entry in os.scandir(output / "journal") if (output / "journal").is_dir() else ():
        if entry.name.endswith(".json") and not entry.name.startswith("."):
            try:
                found = decoder.decode(Path(entry.path).read_bytes())
            except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
                raise damaged(Path(entry.path)) from error
            if found.format != FORMAT:
                raise damaged(Path(entry.path))
            yield found


def damaged(path: Path) -> UserError:
    """What there is to say of an entry that can't be read."""
    remedy = "Delete it, and run  autograder grade  again: that student is graded anew."
    return UserError(f"{path} is damaged.", "It holds what the judge said of one student.", remedy)


def forget(output: Path, student: str) -> None:
    """Take back that a submission is done."""
    journal_path(output, student).unlink(missing_ok=True)

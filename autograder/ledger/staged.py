"""Results of a regrade, kept apart from those that count until all of them are there: old or new, never mixed.

`<output>/.regraded/` holds journal/ and autograded/ of its own. `take_over` writes down, in one file, whose results
count from now on, and moves them; what a run that was killed has left is finished by `roll_forward`, with which every
reader of marks begins. What is there without that file counts for nothing, but is not judged twice.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from autograder.ledger.files import write_atomically
from autograder.ledger.journal import journal_path

_PARTIAL = ".partial-staged"


def staging(output: Path) -> Path:
    """Where results wait, laid out as an output folder is."""
    return output / ".regraded"


def _decision(output: Path) -> Path:
    return staging(output) / "counts.json"


def prepare_staging(output: Path) -> None:
    """Make the folders in which results wait."""
    for name in ("journal", "autograded"):
        (staging(output) / name).mkdir(parents=True, exist_ok=True)


def clear_staging(output: Path) -> None:
    """Remove the folders again, where nothing waits in them any more."""
    for folder in (staging(output) / "journal", staging(output) / "autograded", staging(output)):
        with suppress(OSError):  # something waits, or they are gone
            folder.rmdir()


def drop(output: Path, student: str) -> None:
    """Forget what waits of one student."""
    journal_path(staging(output), student).unlink(missing_ok=True)
    shutil.rmtree(staging(output) / "autograded" / student, ignore_errors=True)


def take_over(output: Path, students: Iterable[str]) -> None:
    """Have the results that wait of these students count, all at once."""
    waiting = [student for student in sorted(students) if journal_path(staging(output), student).is_file()]
    if waiting:
        write_atomically(_decision(output), json.dumps(waiting).encode())
    roll_forward(output)


def roll_forward(output: Path) -> None:
    """Finish what `take_over` has begun, if it was killed; else nothing."""
    try:
        students = json.loads(_decision(output).read_bytes())
    except OSError:
        return
    for student in students:
        _move(output, student)
    shutil.rmtree(staging(output))


def _move(output: Path, student: str) -> None:
    """The graded notebooks first: while their journal entry waits, this is done again."""
    new, place = staging(output) / "autograded" / student, output / "autograded" / student
    if new.exists():
        old = output / "autograded" / f"{_PARTIAL}-{journal_path(output, student).stem}"
        shutil.rmtree(old, ignore_errors=True)
        if place.exists():
            place.rename(old)
        new.rename(place)
        shutil.rmtree(old, ignore_errors=True)
    entry = journal_path(staging(output), student)
    if entry.exists():
        entry.replace(journal_path(output, student))

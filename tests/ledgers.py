"""Gradebooks for tests, made without grading anything."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from autograder.ledger.database import opened
from autograder.ledger.gradebook import enter_marks
from autograder.ledger.journal import Entry, write_entry
from autograder.ledger.ledger import Settled, settle


def write_gradebook(path: Path, entries: Iterable[Entry]) -> int:
    """Enter these into the database at `path`; how many it did not hold."""
    with opened(f"sqlite:///{path}") as session:
        known = {entry.student: entry for entry in entries}
        return enter_marks(session, known.values(), known.__getitem__)


def graded_folder(output: Path, entries: Iterable[Entry]) -> Settled:
    """A folder as `autograder grade` leaves it, but for notebooks."""
    (output / "journal").mkdir(parents=True, exist_ok=True)
    for entry in entries:
        write_entry(output, entry)
    return settle(output, make=True)

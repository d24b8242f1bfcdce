"""What a student has: a mark for each cell, what lateness costs, the sums. Every view of the ledger shows these.

A person's mark goes before the judge's, extra credit comes on top, as nbgrader reckons; what lateness costs stands in
the sums alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from sys import intern

from autograder.ledger.deadlines import Late
from autograder.ledger.journal import Entry


@dataclass(frozen=True)
class CellMark:
    """What a cell got."""

    score: float | None  # what counts; None: nobody has marked it yet
    by_person: bool = False
    max_score: float = 0.0
    auto: float | None = None  # the judge's
    manual: float | None = None  # a person's
    waits: bool = False  # for a person: nobody has marked it, or the work has changed since


def cell_mark(auto: float | None, manual: float | None, extra: float | None, most: float, waits: bool) -> CellMark:
    """The mark in one row of nbgrader's grades."""
    score = auto if manual is None else manual
    counts = None if score is None else score + (extra or 0.0)
    return CellMark(counts, manual is not None, most, auto, manual, waits or score is None)


@dataclass
class Marks:
    """What the ledger holds of one submission, by notebook and cell."""

    cells: dict[tuple[str, str], CellMark] = field(default_factory=dict)
    comments: dict[tuple[str, str], str] = field(default_factory=dict)
    penalties: dict[str, float] = field(default_factory=dict)
    late: Late = field(default_factory=Late)
    name: str = ""  # "" where nobody has said it
    email: str = ""

    def raw(self, notebook: str) -> float:
        """What a notebook earned, before anything is taken off."""
        return sum(mark.score or 0.0 for (name, _), mark in self.cells.items() if name == notebook)


@dataclass(slots=True)
class Total:
    """One student's sums: a row of totals.csv. `return` holds those of a whole class, so they are small."""

    student: str
    email: str = ""
    notebooks: dict[str, float] = field(default_factory=dict)  # before anything is taken off
    most: Mapping[str, float] = field(default_factory=dict)  # what there is to earn in each notebook
    penalty: float = 0.0
    to_mark: int = 0  # cells that wait for a person
    name: str = ""
    late: float | None = 0.0  # days; None: nobody knows when it was handed in
    attempt: int = 1

    @property
    def raw(self) -> float:
        """Before anything is taken off."""
        return sum(self.notebooks.values())

    @property
    def score(self) -> float:
        """What counts, to two decimals, never below 0."""
        return round(max(0.0, self.raw - self.penalty), 2)

    @property
    def max_score(self) -> float:
        """What there is to earn in all."""
        return sum(self.most.values())


@lru_cache(maxsize=64)
def _shared(most: tuple[tuple[str, float], ...]) -> Mapping[str, float]:
    """One mapping for all who can earn the same."""
    return dict(most)


@dataclass(frozen=True)
class GradedStudent:
    """What is known of one submission: what the judge said, and what it has in the end."""

    entry: Entry
    marks: Marks

    @property
    def total(self) -> Total:
        """The sums."""
        made, marks = Total(self.entry.student, self.marks.email, name=self.marks.name), self.marks
        most: dict[str, float] = {}
        for (name, _), mark in marks.cells.items():
            notebook = intern(name)  # else each student's has a text of its own
            made.notebooks[notebook] = made.notebooks.get(notebook, 0.0) + (mark.score or 0.0)
            most[notebook] = most.get(notebook, 0.0) + mark.max_score
            made.to_mark += mark.waits
        made.most = _shared(tuple(most.items()))
        made.penalty = sum(marks.penalties.values())
        made.late, made.attempt = marks.late.days, self.entry.attempt
        return made

"""The class report, for teachers: what went well, which mistakes are common, and who needs a look. report.html, .txt.

The same results give the same bytes: no time and no path is in it.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from math import fsum
from statistics import median
from typing import Any, Generic, TypeVar
from urllib.parse import quote

from lab.check.engine.causes import CAUSES

from autograder.course.layout import ASSIGNMENT, NOTEBOOKS
from autograder.course.notebooks import course_notebook
from autograder.ledger.marks import GradedStudent
from autograder.report.feedback.text import neutral
from autograder.report.naming import EITHER, NAMED, UNNAMED, Naming, how_named
from autograder.verdicts import CellResult, Verdict

# How a cell can have ended, for a class: a heading, a tone of the style sheet, and the verdicts that belong to it.
GROUPS: tuple[tuple[str, str, tuple[Verdict, ...]], ...] = (
    ("right", "good", (Verdict.PASSED,)),
    ("follow-through", "follow", (Verdict.FOLLOW_THROUGH,)),
    ("partly", "part", (Verdict.PARTIAL,)),
    ("wrong", "bad", (Verdict.WRONG, Verdict.TAMPERED)),
    ("error", "stop", (Verdict.ERROR,)),
    ("stopped", "stop2", (Verdict.TIMEOUT, Verdict.MEMORY, Verdict.CRASHED)),
    ("not written", "blank", ()),  # an error to the judge, since the stub raises one
    ("missing", "gone", (Verdict.MISSING,)),
    ("open", "wait", (Verdict.MANUAL, Verdict.GRADER_FAILURE)),
)
# What a person should look at, the gravest first.
_EYE = {
    Verdict.GRADER_FAILURE: "not graded, our fault",
    Verdict.TAMPERED: "check changed",
    Verdict.CRASHED: "Python ended",
    Verdict.MEMORY: "too much memory",
    Verdict.TIMEOUT: "timeout",
}
BINS = 10
MOST_CAUSES = 20
MOST_LISTED = 1000  # students that a page names: a browser still opens it


@dataclass(frozen=True)
class CellRow:
    """One graded cell over the whole class."""

    notebook: str
    cell: str
    points: float
    counts: tuple[int, ...]  # one for each of GROUPS
    mean: float  # marks, those who have none yet left out


@dataclass(frozen=True)
class CauseRow:
    """One cause, and how many students it cost marks."""

    function: str
    name: str
    hint: str
    students: int


@dataclass(frozen=True)
class Who:
    """A student, as the report shows them."""

    student: str
    name: str  # "" where nobody has said it
    page: str  # the address of their feedback page, "" where there is none

    @property
    def shown(self) -> str:
        """The name where there is one, and what the student is called in every table."""
        return f"{self.name} ({self.student})" if self.name and self.name != self.student else self.student


@dataclass(frozen=True)
class EyeRow:
    """A student whom a person should look at, and why."""

    student: Who
    reasons: tuple[str, ...]
    notes: tuple[str, ...]


T = TypeVar("T")


class Listed(Generic[T]):
    """The first of many, and how many there are."""

    def __init__(self) -> None:
        self.first: list[T] = []
        self.more = 0

    def add(self, one: T) -> None:
        """One more."""
        if len(self.first) < MOST_LISTED:
            self.first.append(one)
        else:
            self.more += 1

    def __len__(self) -> int:
        return len(self.first) + self.more

    def __iter__(self) -> Iterator[T]:
        return iter(self.first)


@dataclass
class _CellCount:
    """What one graded cell came to so far."""

    points: float
    counts: Counter[str] = field(default_factory=Counter)
    scores: array[float] = field(default_factory=lambda: array("d"))


class ClassReport:
    """What is said of a class: counted in one pass over its students, so that it may be of any size.

    Of lists of students, the first MOST_LISTED are kept, and how many there are.
    """

    def __init__(self, students: Iterable[GradedStudent], run: dict[str, Any], pages: Container[str] = ()) -> None:
        """`students`: sorted; `pages`: those of them whose feedback lies beside the report."""
        self.pages, self.seed, self.sandboxed = pages, run.get("seed"), run.get("sandboxed") is not False
        self.totals = array("d")  # everybody's marks, in the order of the students
        self.table: list[tuple[Who, list[float], float]] = []  # marks, notebook by notebook, and their sum
        self.to_mark = Listed[Who]()  # who has a written answer that nobody has marked
        self._grave, self._noted = Listed[EyeRow](), Listed[EyeRow]()
        self._cells: dict[tuple[str, str], _CellCount] = {}
        self._causes: Counter[tuple[str, str]] = Counter()
        self._hints: dict[tuple[str, str], Counter[str]] = {}
        self._named: Counter[str] = Counter()
        self._unwritten: Counter[str] = Counter()
        for student in students:
            self._count(student)

    def _count(self, student: GradedStudent) -> None:
        total = student.total.score
        self.totals.append(total)
        if len(self.table) < MOST_LISTED:
            self.table.append((self.who(student), self.marks(student), total))
        if any(mark.waits for mark in student.marks.cells.values()):
            self.to_mark.add(self.who(student))
        self._count_cells(student)
        self._count_causes(student)
        self._look(student)

    @property
    def count(self) -> int:
        """How many students."""
        return len(self.totals)

    def who(self, student: GradedStudent) -> Who:
        """How a student is shown."""
        called = student.entry.student
        page = f"feedback/{quote(called)}/{ASSIGNMENT}/index.html" if called in self.pages else ""
        return Who(neutral(called), neutral(student.marks.name), page)

    def _score(self, student: GradedStudent, notebook: str, row: CellResult) -> float | None:
        mark = student.marks.cells.get((notebook, row.cell))
        return mark.score if mark else row.score

    def _by_person(self, student: GradedStudent, notebook: str, row: CellResult) -> bool:
        mark = student.marks.cells.get((notebook, row.cell))
        return mark is not None and mark.by_person

    def marks(self, student: GradedStudent) -> list[float]:
        """The marks for each notebook, less what lateness costs."""
        return [student.marks.raw(name) - student.marks.penalties.get(name, 0.0) for name in NOTEBOOKS]

    @cached_property
    def points(self) -> list[float]:
        """What there is to earn in each notebook."""
        return [sum(cell.points for cell in course_notebook(name).graded) for name in NOTEBOOKS]

    @property
    def summary(self) -> dict[str, float]:
        """Mean, median, lowest and highest."""
        return {
            "mean": fsum(self.totals) / len(self.totals),
            "median": median(self.totals),
            "lowest": min(self.totals),
            "highest": max(self.totals),
        }

    @property
    def histogram(self) -> list[tuple[str, int]]:
        """How many students have how many marks, in tenths of what there is to earn."""
        most = sum(self.points)
        bins = Counter(min(max(int(BINS * total / most), 0), BINS - 1) for total in self.totals)
        width = most / BINS
        return [(f"{i * width:g}–{(i + 1) * width:g}", bins[i]) for i in range(BINS)]

    def _count_cells(self, student: GradedStudent) -> None:
        for result in student.entry.notebooks:
            for row in result.cells:
                at = self._cells.setdefault((result.notebook, row.cell), _CellCount(row.max_score))
                at.counts[self._group(student, result.notebook, row)] += 1
                score = self._score(student, result.notebook, row)
                if score is not None:
                    at.scores.append(score)

    @cached_property
    def cells(self) -> list[CellRow]:
        """A row for each graded cell, in the order of the course."""
        made = []
        for (notebook, cell), found in self._cells.items():
            average = fsum(found.scores) / len(found.scores) if found.scores else 0.0
            counts = tuple(found.counts[name] for name, _, _ in GROUPS)
            made.append(CellRow(notebook, cell, found.points, counts, average))
        order = list(NOTEBOOKS)
        return sorted(made, key=lambda row: order.index(row.notebook))

    def _group(self, student: GradedStudent, notebook: str, row: CellResult) -> str:
        if self._by_person(student, notebook, row):
            score = self._score(student, notebook, row) or 0.0
            return "right" if score >= row.max_score else "partly" if score > 0 else "wrong"
        if row.not_written:
            return "not written"
        return next(name for name, _, verdicts in GROUPS if row.verdict in verdicts)

    def _count_causes(self, student: GradedStudent) -> None:
        rows = [row for result in student.entry.notebooks for row in result.cells]
        self._unwritten.update({row.findings[0]["function"] for row in rows if row.not_written})
        first = [row.findings[0] for row in rows if row.findings and not row.not_written]
        self._named.update(how_named(finding["cause"]) for finding in first)
        seen: dict[tuple[str, str], str] = {}
        for finding in first:
            cause = (neutral(finding["function"]), neutral(finding["cause"]))
            seen.setdefault(cause, neutral(finding.get("hint") or ""))
        self._causes.update(seen.keys())
        for key, hint in seen.items():
            hints = self._hints.setdefault(key, Counter())
            if hint in hints or len(hints) < MOST_LISTED:
                hints[hint] += 1

    @cached_property
    def causes(self) -> list[CauseRow]:
        """The causes that cost most students marks, each with its hint."""
        ranked = sorted(self._causes.items(), key=lambda item: (-item[1], item[0]))[:MOST_CAUSES]
        return [
            CauseRow(
                function,
                cause_name(cause),
                max(self._hints[function, cause].items(), key=lambda x: (x[1], x[0]))[0],
                count,
            )
            for (function, cause), count in ranked
        ]

    @property
    def naming(self) -> Naming:
        """How many lost marks have a cause with a name, one of two, or none: what the error models do not know."""
        return [(how, self._named[how]) for how in (NAMED, EITHER, UNNAMED)]

    @property
    def unwritten(self) -> list[tuple[str, int]]:
        """What was left unwritten, and by how many students, in the order of the course."""
        found = self._unwritten
        return [(name, found[name]) for names in NOTEBOOKS.values() for name in names if found[name]]

    @property
    def groups(self) -> list[int]:
        """Which of GROUPS occur."""
        return [i for i in range(len(GROUPS)) if any(row.counts[i] for row in self.cells)]

    def _look(self, student: GradedStudent) -> None:
        reasons, notes = self._reasons(student), [*student.entry.notes]
        for result in student.entry.notebooks:
            notes += [f"{result.notebook}: {note}" for note in result.notes]
        if reasons or notes:
            shown = tuple(neutral(note)[:500] for note in notes)
            (self._grave if reasons else self._noted).add(EyeRow(self.who(student), tuple(reasons), shown))

    @property
    def eyes(self) -> list[EyeRow]:
        """Who needs a person's look, the gravest reasons first; not those who only wait for written marks."""
        return [*self._grave.first, *self._noted.first]

    @property
    def unlisted(self) -> int:
        """How many more need a look, or have notes."""
        return self._grave.more + self._noted.more

    def _reasons(self, student: GradedStudent) -> list[str]:
        cells = [(result.notebook, row) for result in student.entry.notebooks for row in result.cells]
        counts = Counter(row.verdict for notebook, row in cells if not self._by_person(student, notebook, row))
        found = [f"{counts[verdict]} × {words}" for verdict, words in _EYE.items() if counts[verdict]]
        for result in student.entry.notebooks:
            if any(note.startswith("damaged") for note in result.notes):
                found.insert(0, f"{result.notebook} damaged")
        return found


def cause_name(key: str) -> str:
    """A cause in words: of the table of causes, or the name of a known mistake."""
    return CAUSES[key].name if key in CAUSES else key.replace("_", " ")

"""The class report, for teachers: what went well, which mistakes are common, and who needs a look. report.html, .txt.

The same results give the same bytes: no time and no path is in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import mean, median
from typing import Any
from urllib.parse import quote

from lab.check.engine.causes import CAUSES
from lab.check.engine.examine import SAYS_LITTLE

from autograder.course.layout import ASSIGNMENT, NOTEBOOKS
from autograder.course.notebooks import course_notebook
from autograder.ledger.marks import GradedStudent
from autograder.report.feedback.text import neutral
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
NAMED, EITHER, UNNAMED = "named", "either … or …", "unnamed"
BINS = 10
MOST_CAUSES = 20


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


class ClassReport:
    """What is said of a class."""

    def __init__(self, students: Sequence[GradedStudent], run: dict[str, Any], pages: Collection[str] = ()) -> None:
        """`pages`: the students whose feedback lies beside the report."""
        self.pages = pages
        self.students, self.seed, self.sandboxed = students, run.get("seed"), run.get("sandboxed") is not False

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

    @cached_property
    def totals(self) -> list[float]:
        """Everybody's marks, in the order of the students."""
        return [student.total.score for student in self.students]

    @property
    def summary(self) -> dict[str, float]:
        """Mean, median, lowest and highest."""
        return {
            "mean": mean(self.totals),
            "median": median(self.totals),
            "lowest": min(self.totals),
            "highest": max(self.totals),
        }

    @property
    def histogram(self) -> list[tuple[str, int]]:
        """How many students have how many marks, in tenths of what there is to earn."""
        most = sum(self.points)
        bins = [min(max(int(BINS * total / most), 0), BINS - 1) for total in self.totals]
        width = most / BINS
        return [(f"{i * width:g}–{(i + 1) * width:g}", bins.count(i)) for i in range(BINS)]

    @cached_property
    def cells(self) -> list[CellRow]:
        """A row for each graded cell, in the order of the course."""
        rows: dict[tuple[str, str], list[tuple[GradedStudent, CellResult]]] = {}
        for student in self.students:
            for result in student.entry.notebooks:
                for row in result.cells:
                    rows.setdefault((result.notebook, row.cell), []).append((student, row))
        made = []
        for (notebook, cell), found in rows.items():
            counts = Counter(self._group(student, notebook, row) for student, row in found)
            scores = [s for s in (self._score(who, notebook, row) for who, row in found) if s is not None]
            average = mean(scores) if scores else 0.0
            row_counts = tuple(counts[name] for name, _, _ in GROUPS)
            made.append(CellRow(notebook, cell, found[0][1].max_score, row_counts, average))
        order = list(NOTEBOOKS)
        return sorted(made, key=lambda row: order.index(row.notebook))

    def _group(self, student: GradedStudent, notebook: str, row: CellResult) -> str:
        if self._by_person(student, notebook, row):
            score = self._score(student, notebook, row) or 0.0
            return "right" if score >= row.max_score else "partly" if score > 0 else "wrong"
        if row.not_written:
            return "not written"
        return next(name for name, _, verdicts in GROUPS if row.verdict in verdicts)

    @cached_property
    def causes(self) -> list[CauseRow]:
        """The causes that cost most students marks, each with its hint."""
        counts: Counter[tuple[str, str]] = Counter()
        hints: dict[tuple[str, str], Counter[str]] = {}
        for student in self.students:
            seen: dict[tuple[str, str], str] = {}
            for result in student.entry.notebooks:
                for row in result.cells:
                    for finding in () if row.not_written else row.findings[:1]:
                        seen.setdefault(
                            (neutral(finding["function"]), neutral(finding["cause"])),
                            neutral(finding.get("hint") or ""),
                        )
            counts.update(seen.keys())
            for key, hint in seen.items():
                hints.setdefault(key, Counter())[hint] += 1
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_CAUSES]
        return [
            CauseRow(
                function, cause_name(cause), max(hints[function, cause].items(), key=lambda x: (x[1], x[0]))[0], count
            )
            for (function, cause), count in ranked
        ]

    @cached_property
    def naming(self) -> list[tuple[str, int]]:
        """How many lost marks have a cause with a name, one of two, or none: what the error models do not know."""
        rows = (row for student in self.students for result in student.entry.notebooks for row in result.cells)
        first = (row.findings[0]["cause"] for row in rows if row.findings and not row.not_written)
        counts = Counter(how_named(cause) for cause in first)
        return [(how, counts[how]) for how in (NAMED, EITHER, UNNAMED)]

    @cached_property
    def unwritten(self) -> list[tuple[str, int]]:
        """What was left unwritten, and by how many students, in the order of the course."""
        counts: Counter[str] = Counter()
        for student in self.students:
            rows = (row for result in student.entry.notebooks for row in result.cells)
            counts.update({row.findings[0]["function"] for row in rows if row.not_written})
        return [(name, counts[name]) for names in NOTEBOOKS.values() for name in names if counts[name]]

    @property
    def groups(self) -> list[int]:
        """Which of GROUPS occur."""
        return [i for i in range(len(GROUPS)) if any(row.counts[i] for row in self.cells)]

    @cached_property
    def eyes(self) -> list[EyeRow]:
        """Who needs a person's look, the gravest reasons first; not those who only wait for written marks."""
        rows = []
        for student in self.students:
            reasons = self._reasons(student)
            notes = [*student.entry.notes]
            for result in student.entry.notebooks:
                notes += [f"{result.notebook}: {note}" for note in result.notes]
            if reasons or notes:
                shown = tuple(neutral(note)[:500] for note in notes)
                rows.append(EyeRow(self.who(student), tuple(reasons), shown))
        return sorted(rows, key=lambda row: (not row.reasons, row.student.student))

    def _reasons(self, student: GradedStudent) -> list[str]:
        cells = [(result.notebook, row) for result in student.entry.notebooks for row in result.cells]
        counts = Counter(row.verdict for notebook, row in cells if not self._by_person(student, notebook, row))
        found = [f"{counts[verdict]} × {words}" for verdict, words in _EYE.items() if counts[verdict]]
        for result in student.entry.notebooks:
            if any(note.startswith("damaged") for note in result.notes):
                found.insert(0, f"{result.notebook} damaged")
        return found

    @cached_property
    def to_mark(self) -> list[Who]:
        """Who has a written answer that nobody has marked."""
        return [
            self.who(student) for student in self.students if any(mark.waits for mark in student.marks.cells.values())
        ]

    @property
    def table(self) -> list[tuple[Who, list[float], float]]:
        """Everybody's marks, notebook by notebook."""
        return [
            (self.who(student), self.marks(student), total)
            for student, total in zip(self.students, self.totals, strict=True)
        ]


def cause_name(key: str) -> str:
    """A cause in words: of the table of causes, or the name of a known mistake."""
    return CAUSES[key].name if key in CAUSES else key.replace("_", " ")


def how_named(cause: str) -> str:
    """Whether a cause is a name, one of two, or none at all."""
    return EITHER if " | " in cause else UNNAMED if cause in SAYS_LITTLE else NAMED

"""scores.csv and totals.csv: the ledger as tables. The same marks give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from autograder.ledger.files import write_atomically
from autograder.ledger.marks import GradedStudent
from autograder.spreadsheets import made
from autograder.verdicts import Verdict

SCORES = ("student", "notebook", "cell", "score", "max_score", "verdict", "auto_score", "manual_score")
TOTALS = ("student", "name", "raw", "penalty", "score", "max_score", "to_mark", "late", "attempt")


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _scores(student: GradedStudent) -> Iterable[tuple[str, ...]]:
    verdicts = {(result.notebook, row.cell): row.verdict for result in student.entry.notebooks for row in result.cells}
    for (notebook, cell), mark in student.marks.cells.items():
        verdict = verdicts.get((notebook, cell), Verdict.MANUAL)
        numbers = (_number(mark.score), _number(mark.max_score), verdict.value)
        yield (student.entry.student, notebook, cell, *numbers, _number(mark.auto), _number(mark.manual))


def _total(student: GradedStudent) -> tuple[str, ...]:
    total = student.total
    sums = (f"{value:g}" for value in (round(total.raw, 2), round(total.penalty, 2), total.score, total.max_score))
    late = "" if total.late is None else f"{total.late:g}"
    return (total.student, total.name, *sums, str(total.to_mark), late, str(total.attempt))


def scores_table(students: Iterable[GradedStudent]) -> bytes:
    """scores.csv: a row for each graded cell, sorted by student, notebook and cell."""
    return made(SCORES, sorted(row for student in students for row in _scores(student)))


def totals_table(students: Iterable[GradedStudent]) -> bytes:
    """totals.csv: a row for each student, sorted."""
    return made(TOTALS, sorted(map(_total, students)))


def write_tables(output: Path, students: Iterable[GradedStudent]) -> None:
    """Write both, each where it says something else than before."""
    students = list(students)
    for name, data in (("scores.csv", scores_table(students)), ("totals.csv", totals_table(students))):
        path = output / name
        if not path.is_file() or path.read_bytes() != data:
            write_atomically(path, data)

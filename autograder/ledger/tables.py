"""scores.csv and totals.csv: the ledger as tables. The same marks give the same bytes.

They are written student by student, as a class of any size goes by; what stood there is replaced where it says
something else.
"""

from __future__ import annotations

import filecmp
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from autograder.ledger.marks import GradedStudent
from autograder.spreadsheets import write_rows
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


@contextmanager
def replaced(path: Path) -> Iterator[TextIO]:
    """A table to be written row by row: it takes the place of `path` when it is whole, and where it differs."""
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with partial.open("w", encoding="utf-8", errors="replace", newline="") as file:
            yield file
        if path.is_file() and filecmp.cmp(partial, path, shallow=False):
            partial.unlink()
        else:
            partial.replace(path)
    except BaseException:  # the disk is full, say: leave nothing half-written
        partial.unlink(missing_ok=True)
        raise


class Tables:
    """Both tables, being written. A context manager: they are there when it ends well."""

    def __init__(self, output: Path) -> None:
        self._output, self._open = output, ExitStack()

    def __enter__(self) -> Tables:
        self._scores = self._open.enter_context(replaced(self._output / "scores.csv"))
        self._totals = self._open.enter_context(replaced(self._output / "totals.csv"))
        write_rows(self._scores, [SCORES])
        write_rows(self._totals, [TOTALS])
        return self

    def __exit__(self, *error: object) -> None:
        self._open.__exit__(*error)  # type: ignore[arg-type]

    def add(self, student: GradedStudent) -> None:
        """The rows of one student; they come sorted."""
        write_rows(self._scores, sorted(_scores(student)))
        write_rows(self._totals, [_total(student)])

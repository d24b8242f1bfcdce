"""The rows that no engine needs to run for, and the last look at those of the engine: fail closed.

Whatever an engine returns, a submission ends with one row for each graded cell, in the course's order, and each
score is a number between 0 and the cell's maximum, or None where nobody has marked it yet.
"""

from __future__ import annotations

import math
from dataclasses import replace

from autograder.course.notebooks import Cell, Notebook, released_notebook, released_notebooks
from autograder.submission import Prepared, PreparedNotebook
from autograder.verdicts import NOT_HANDED_IN, CellResult, NotebookResult, Verdict

UNMARKED = (Verdict.MANUAL, Verdict.GRADER_FAILURE)


def manual_row(cell: Cell, prepared: PreparedNotebook) -> CellResult:
    """The row of a written answer: a person's to mark, unless there is none."""
    if prepared.notebook is None or cell.name in prepared.unanswered | prepared.absent:
        return CellResult(cell.name, Verdict.MISSING, 0.0, cell.points)
    return CellResult(cell.name, Verdict.MANUAL, None, cell.points)


def missing_notebook(prepared: PreparedNotebook) -> NotebookResult:
    """The result of a notebook that was not handed in or can't be read."""
    graded = released_notebook(prepared.name).graded
    cells = [CellResult(cell.name, Verdict.MISSING, 0.0, cell.points) for cell in graded]
    why = f"damaged: {prepared.damage}" if prepared.damage else NOT_HANDED_IN
    return NotebookResult(prepared.name, cells, None, [why, *prepared.notes])


def failed_notebook(name: str, why: str) -> NotebookResult:
    """The result of a notebook that *we* could not grade: no marks, and none lost."""
    graded = released_notebook(name).graded
    cells = [CellResult(cell.name, Verdict.GRADER_FAILURE, None, cell.points) for cell in graded]
    return NotebookResult(name, cells, None, [why])


def _checked(row: CellResult, cell: Cell, prepared: PreparedNotebook) -> CellResult:
    """One row, with a score that can't be more, less or other than it may be."""
    if row.verdict in UNMARKED:
        return replace(row, score=None, max_score=cell.points)
    score = row.score
    if not isinstance(score, (int, float)) or isinstance(score, bool) or not math.isfinite(score):
        score = 0.0
    score = float(min(max(score, 0.0), cell.points))
    verdict = row.verdict
    if cell.name in prepared.tampered and score < cell.points:
        verdict = Verdict.TAMPERED
    seconds = row.seconds if math.isfinite(row.seconds) and row.seconds >= 0 else 0.0
    return replace(row, score=score, max_score=cell.points, verdict=verdict, seconds=seconds)


def _complete(form: Notebook, prepared: PreparedNotebook, result: NotebookResult | None) -> NotebookResult:
    if prepared.notebook is None:
        return missing_notebook(prepared)
    if result is None:
        return failed_notebook(form.name, "the engine gave no result for this notebook")
    rows = {row.cell: row for row in reversed(result.cells)}  # of two rows for a cell, the first counts
    cells = []
    for cell in form.graded:
        if cell.role == "manual":
            cells.append(manual_row(cell, prepared))
        elif cell.name in rows:
            cells.append(_checked(rows[cell.name], cell, prepared))
        else:
            cells.append(CellResult(cell.name, Verdict.GRADER_FAILURE, None, cell.points))
    notes = list(dict.fromkeys([*prepared.notes, *result.notes]))
    return NotebookResult(form.name, cells, result.graded, notes)


def complete(prepared: Prepared, results: list[NotebookResult]) -> list[NotebookResult]:
    """The results of a submission, whole, in the order of the course."""
    by_name = {result.notebook: result for result in results}
    return [_complete(form, prepared.notebooks[name], by_name.get(name)) for name, form in released_notebooks().items()]

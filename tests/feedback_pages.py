"""Feedback pages for tests, without grading anything: graded notebooks, results and gradebook rows made by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from autograder.course.layout import NOTEBOOKS
from autograder.course.notebooks import course_notebook
from autograder.course.sources import without_hidden
from autograder.ledger.journal import Entry
from autograder.ledger.marks import CellMark, GradedStudent, Marks
from autograder.report.feedback.page import build, notebook_html
from autograder.verdicts import CellResult, NotebookResult, Verdict

HOSTILE = Path(__file__).parent / "hostile_feedback"
# One red pixel, as any drawing program writes it.
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
RAISED = [
    "\x1b[31m---------------------------------------------------------------------------\x1b[39m\n"
    "\x1b[31mValueError\x1b[39m                                Traceback (most recent call last)\n"
    "\x1b[36mCell\x1b[39m \x1b[32mIn[12]\x1b[39m\x1b[32m, line 2\x1b[39m, in \x1b[36msoftmax\x1b[39m(a)\n"
    "\x1b[32m      1\x1b[39m def softmax(a):\n\x1b[32m----> \x1b[39m\x1b[32m2\x1b[39m     return a @ a\n\n"
    "\x1b[31mValueError\x1b[39m: matmul: 3 is different from 5",
    "",
    "StudentCodeRaised: softmax: your code raised ValueError: matmul: 3 is different from 5",
    "Hint: Read the last line of the traceback first, then your line above.",
]
PATTERN = (("Pn0", "pPN", "npP"), ("Pp0", "pPP", "n?>"), (".x.", "..x", ".xx"))


def finding(**fields: Any) -> dict[str, Any]:
    """A finding as the journal holds it."""
    plain = {"function": "softmax", "cause": "unknown", "message": "the result at [0, 1] is not what it should be"}
    return {**plain, "hint": "", "case": "5 columns of 3 logits", "pattern": (), **fields}


def notebook(name: str, cells: Mapping[str, Mapping[str, Any]] = {}, extra: tuple[Any, ...] = ()) -> Any:
    """A graded notebook as on disk: some cells replaced by name, `extra` behind the first place to write in."""
    made, put = [], False
    for cell in course_notebook(name).cells:
        mark = cell.metadata.get("nbgrader", {})
        one = {
            "cell_type": cell.cell_type,
            "source": without_hidden(cell.master),
            "metadata": {"nbgrader": dict(mark)} if mark else {},
            "outputs": [],
        }
        if cell.role in ("solution", "manual"):
            one["source"] = f"def {cell.name}(*arguments):\n    return arguments[0]"
        made.append({**one, **cells.get(cell.name, {})})
        if cell.role == "solution" and not put:
            made += extra
            put = True
    return {"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def result(name: str, verdicts: Mapping[str, Verdict] = {}, found: Mapping[str, Any] = {}) -> NotebookResult:
    """The results of a notebook: full marks, but for the cells that `verdicts` names."""
    good = {Verdict.PASSED: 1.0, Verdict.FOLLOW_THROUGH: 1.0, Verdict.PARTIAL: 0.5}
    rows = []
    for exercise in course_notebook(name).exercises:
        for cell in exercise.graded:
            verdict = verdicts.get(cell.name, Verdict.PASSED if exercise.is_code else Verdict.MANUAL)
            unmarked = verdict in (Verdict.MANUAL, Verdict.GRADER_FAILURE)
            score = None if unmarked else good.get(verdict, 0.0) * cell.points
            rows.append(CellResult(cell.name, verdict, score, cell.points, 0.1, tuple(found.get(cell.name, ()))))
    return NotebookResult(name, rows)


def entry(student: str, results: list[NotebookResult], notes: list[str] | None = None) -> Entry:
    """A submission's entry in the journal; notebooks that `results` leaves out are all right."""
    known = {one.notebook: one for one in results}
    return Entry(student, "f", [known.get(name) or result(name) for name in NOTEBOOKS], {}, notes or [])


def marks_of(known: Entry) -> Marks:
    """What the gradebook says of it when no person has marked anything."""
    rows = [(one.notebook, row) for one in known.notebooks for row in one.cells]
    return Marks(
        {
            (name, row.cell): CellMark(row.score, False, row.max_score, row.score, None, row.score is None)
            for name, row in rows
        }
    )


def page(name: str, graded: Any, known: Entry, marks: Marks | None = None) -> str:
    """The feedback page as HTML."""
    return notebook_html(build(known.student, name, graded, known, marks or marks_of(known)))


def load_hostile(path: Path, server: str) -> dict[str, Any]:
    """One of the hostile files, the address of the counting server filled in."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8").replace("@SERVER@", server))
    return found


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    return (
        [text for one in value for text in _texts(one)] if isinstance(value, list) else [value] * isinstance(value, str)
    )


def hostile_student(found: Mapping[str, Any]) -> tuple[Any, GradedStudent]:
    """Everything hostile in a file put into every place of a page where a student's text may come to stand."""
    name, outputs = "07_fashion_mnist", found.get("outputs", [])
    texts = [*_texts(outputs), found.get("source", ""), found.get("markdown", "")]
    text = "\n".join(text for text in texts if text)[:20_000]
    source, written = found.get("source", text), found.get("markdown", text)
    extra = (
        {"cell_type": "code", "source": source, "metadata": {}, "outputs": outputs},
        {"cell_type": "markdown", "source": written, "metadata": {}},
        {"cell_type": "raw", "source": text, "metadata": {"format": "text/html"}},
    )
    cells = {
        "minibatches": {"source": source, "outputs": outputs},
        "test_minibatches": {"outputs": outputs},
        "explain": {"source": written, "cell_type": "markdown"},
    }
    fields = ("message", "hint", "case", "inputs", "expected", "got", "where", "function", "cause")
    bad = finding(**dict.fromkeys(fields, text), pattern=((text,), (text,), (text,)))
    results = result(name, {"test_minibatches": Verdict.WRONG}, {"test_minibatches": [bad]})
    results.notes = [f"damaged: {text}"]
    known = entry(text[:300] or "somebody", [results], [text])
    marks = marks_of(known)
    marks.comments[name, "minibatches"] = written
    return notebook(name, cells, extra), GradedStudent(known, marks)


def picture(alt: str = "A curve that falls.") -> dict[str, Any]:
    """An output that shows a picture."""
    shown = {"image/png": PNG, "text/plain": "<Figure>"}
    return {"output_type": "display_data", "data": shown, "metadata": {"image/png": {"alt": alt, "width": 300}}}

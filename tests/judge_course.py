"""Small submissions for tests of the judge: the course's own notebooks without figures, with cells replaced."""

from __future__ import annotations

import copy
from dataclasses import replace

import nbformat

from autograder.course.masters import master
from autograder.inside.serve import warm_up
from autograder.judge import judge_submission
from autograder.sandbox.limits import Limits
from autograder.submission import Prepared, PreparedNotebook
from tests.builder import _HIDDEN, _MARKER
from tests.judge_transport import ForkSandbox

QUICK = Limits(cell_seconds=3.0)


def notebook(name, cells=None, before=None):
    """The master `name` as a perfect student would hand it in, cells of figures and play left out.

    cells: grade_id -> what this student wrote, None: the cell is deleted. before: grade_id -> source of an extra cell.
    """
    made = copy.deepcopy(master(name))
    kept = []
    for cell in made.cells:
        marks = cell.metadata.get("nbgrader")
        if cell.cell_type != "code" or not marks:
            continue
        if marks["grade_id"] in (before or {}):
            kept.append(nbformat.v4.new_code_cell(before[marks["grade_id"]]))
        cell.source = _MARKER.sub("", _HIDDEN.sub("", cell.source)).rstrip("\n")
        if marks["grade_id"] in (cells or {}):
            cell.source = cells[marks["grade_id"]]
        if cell.source is not None:
            kept.append(cell)
    made.cells = kept
    return made


def prepare(notebooks):
    """name -> notebook (None: not handed in), as the pipeline gives them to the judge."""
    found = {}
    for name, content in notebooks.items():
        found[name] = PreparedNotebook(name, content)
        if content is not None:
            present = {c.metadata.get("nbgrader", {}).get("grade_id") for c in content.cells}
            named = (c.metadata.get("nbgrader", {}).get("grade_id") for c in master(name).cells)
            found[name].absent = {n for n in named if n and n not in present} - {"explain", "own_layer_why"}
    files = {f"{n}.ipynb": nbformat.writes(c).encode() for n, c in notebooks.items() if c is not None}
    return Prepared("ada", found, files)


def judge(notebooks, *, seed=7, limits=QUICK, follow_through=1.0, sandbox=None):
    """test cell -> CellResult, with the notebooks' results under their own names."""
    warm_up()
    results = judge_submission(sandbox or ForkSandbox(), prepare(notebooks), seed, limits, follow_through)
    rows = {row.cell: row for result in results for row in result.cells}
    return rows | {result.notebook: result for result in results}


def not_full(rows):
    """test cell -> verdict, of those that are not `passed`."""
    return {name: str(row.verdict) for name, row in rows.items() if hasattr(row, "cell") and row.verdict != "passed"}


def outputs(rows, name, cell):
    """What that cell of the graded notebook shows."""
    for found in rows[name].graded.cells:
        if found.metadata.get("nbgrader", {}).get("grade_id") == cell:
            return found.outputs
    raise KeyError(cell)


def text(shown):
    """All the text of some outputs."""
    parts = []
    for output in shown:
        parts += [output.get("text", ""), output.get("evalue", ""), *output.get("traceback", [])]
        parts += [v for k, v in output.get("data", {}).items() if k.startswith("text")]
    return "\n".join(parts)


def limits(**changes):
    """The tests' limits with changes."""
    return replace(QUICK, **changes)

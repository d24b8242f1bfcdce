"""The reference functions: the solution cells of the master notebooks, run. There is no second copy of them.

from autograder.course.reference import reference
reference().softmax(a)
"""

from __future__ import annotations

import linecache
from collections.abc import Iterator
from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np
from lab.parameters import Parameters
from nbformat import NotebookNode

from autograder.course.layout import NOTEBOOKS
from autograder.course.masters import master

# A value, not a function: made by minutes of training, and never needed as a reference.
_NOT_RUN = {"trained"}


def solution_cells(notebook: NotebookNode) -> Iterator[tuple[str, str]]:
    """(grade_id, source) of each cell where a student writes code, in order."""
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code" and marks.get("solution") and not marks.get("grade"):
            yield marks["grade_id"], cell.source


def run_cell(source: str, label: str, namespace: dict[str, Any]) -> None:
    """Run one cell's source; tracebacks through it show its lines under `label`."""
    linecache.cache[label] = (len(source), None, source.splitlines(keepends=True), label)
    exec(compile(source, label, "exec"), namespace)


@cache
def reference() -> SimpleNamespace:
    """Every function of the course, correct, as attributes."""
    namespace: dict[str, Any] = {"np": np, "Parameters": Parameters, "__name__": "reference"}
    for name in NOTEBOOKS:
        for grade_id, source in solution_cells(master(name)):
            if grade_id not in _NOT_RUN:
                run_cell(source, f"<solution {name}:{grade_id}>", namespace)
    return SimpleNamespace(**{n: namespace[n] for names in NOTEBOOKS.values() for n in names if n in namespace})

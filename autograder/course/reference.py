"""The reference functions: the solution cells of the master notebooks, run. There is no second copy of them.

from autograder.course.reference import reference
reference().<function>(…)
"""

from __future__ import annotations

import linecache
from functools import cache
from types import SimpleNamespace
from typing import Any

from autograder.course.layout import ARGUMENTS, RUN_ONCE, VALUES
from autograder.course.notebooks import course_notebooks
from autograder.course.sources import bound_names, imports, used_names


def run_cell(source: str, label: str, namespace: dict[str, Any]) -> None:
    """Run one cell's source; tracebacks through it show its lines under `label`."""
    linecache.cache[label] = (len(source), None, source.splitlines(keepends=True), label)
    exec(compile(source, label, "exec"), namespace)


@cache
def _imported() -> dict[str, Any]:
    """What the solution cells read of the imports in the locked cells."""
    namespace: dict[str, Any] = {}
    for form in course_notebooks().values():
        wanted = {read for cell in form.solutions.values() for read in used_names(cell.master)}
        for cell in form.locked:
            for statement in imports(cell.master):
                if bound_names(statement) & wanted:
                    exec(statement, namespace)
    return namespace


def surroundings(name: str) -> dict[str, Any]:
    """A namespace of this name, for solution cells to be run in."""
    return {**_imported(), "__name__": name}


@cache
def reference() -> SimpleNamespace:
    """Every function of the course, correct, as attributes."""
    namespace = surroundings("reference")
    for form in course_notebooks().values():
        for cell in form.solutions.values():
            if cell.name not in RUN_ONCE:
                run_cell(cell.master, f"<solution {form.name}:{cell.name}>", namespace)
    return SimpleNamespace(**{name: namespace[name] for name in (*ARGUMENTS, *VALUES) if name in namespace})

"""The judge's own namespace of a notebook: its locked cells and the reference functions, run once in each worker."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from functools import cache
from typing import Any
from unittest import mock

import numpy as np
from lab import mine

from autograder.course.declaration import declaration
from autograder.course.layout import FUNCTIONS, NOTEBOOKS
from autograder.course.notebooks import Notebook, course_notebook
from autograder.course.reference import reference, run_cell
from autograder.course.sources import bound_names, used_names
from autograder.judge.memory import uncounted


def _reference_functions(notebook: str) -> tuple[Any, ...]:
    return tuple(getattr(reference(), name) for name in NOTEBOOKS[notebook] if name in FUNCTIONS)


@contextlib.contextmanager
def _with_references() -> Iterator[None]:
    """In here the set-up cell's `mine.functions(…)` gives the reference functions, and prints go nowhere."""
    with mock.patch.object(mine, "functions", _reference_functions), contextlib.redirect_stdout(io.StringIO()):
        yield


def _run(found: Notebook, wanted: set[str]) -> dict[str, Any]:
    namespace: dict[str, Any] = {"__name__": "__main__", **vars(reference())}
    with _with_references(), uncounted():
        for cell in found.locked:
            if bound_names(cell.master) & wanted:
                run_cell(cell.master, f"<{found.name}: {cell.name}>", namespace)
    return namespace


@cache
def namespace_of(notebook: str) -> dict[str, Any]:
    """Everything that the test cells of `notebook` use and the student does not define. Copy it before use.

    Only the locked cells that bind such a name are run: the tests do not need all of the data in memory.
    """
    found = course_notebook(notebook)
    wanted = {name for test in found.tests.values() for name in used_names(test.master)}
    return _run(found, wanted - set(found.defined_in))


def large_arrays(notebook: str) -> dict[str, Any]:
    """The arrays of more than a megabyte that the locked cells of `notebook` bind, by name.

    Loaded anew each time: they are needed seldom, and may be too large to keep.
    """
    found = course_notebook(notebook)
    with declaration().loading_anew():
        everything = _run(found, {name for cell in found.locked for name in bound_names(cell.master)})
    return {n: a for n, a in everything.items() if isinstance(a, np.ndarray) and a.nbytes > 1 << 20}

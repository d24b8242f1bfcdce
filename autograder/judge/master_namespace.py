"""The judge's own namespace of a notebook: its locked cells and the reference functions, run once in each worker."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from functools import cache
from typing import Any
from unittest import mock

import numpy as np
from lab import data, mine

from autograder.course.layout import NOTEBOOKS
from autograder.course.reference import reference, run_cell
from autograder.course.tests import FUNCTIONS, Plan, bound_names, plan, used_names


def _reference_functions(notebook: str) -> tuple[Any, ...]:
    return tuple(getattr(reference(), name) for name in NOTEBOOKS[notebook] if name in FUNCTIONS)


@contextlib.contextmanager
def _with_references() -> Iterator[None]:
    """In here the set-up cell's `mine.functions(…)` gives the reference functions, and prints go nowhere."""
    with mock.patch.object(mine, "functions", _reference_functions), contextlib.redirect_stdout(io.StringIO()):
        yield


def _run(found: Plan, wanted: set[str]) -> dict[str, Any]:
    namespace: dict[str, Any] = {"__name__": "__main__", **vars(reference())}
    with _with_references():
        for cell, source in found.locked:
            if bound_names(source) & wanted:
                run_cell(source, f"<{found.name}: {cell}>", namespace)
    return namespace


@cache
def namespace_of(notebook: str) -> dict[str, Any]:
    """Everything that the test cells of `notebook` use and the student does not define. Copy it before use.

    Only the locked cells that bind such a name are run: the tests do not need the 60,000 images in memory.
    """
    found = plan(notebook)
    wanted = {name for test in found.tests.values() for name in used_names(test.source)}
    return _run(found, wanted - set(found.defined_in))


def large_arrays(notebook: str) -> dict[str, Any]:
    """The arrays of more than a megabyte that the locked cells of `notebook` bind, by name.

    Loaded anew each time: they are needed seldom, and may be too large to keep (judge/images.py).
    """
    found = plan(notebook)
    with mock.patch.object(data, "_half", data._half.__wrapped__):  # which keeps what it has read
        everything = _run(found, {name for _, source in found.locked for name in bound_names(source)})
    return {n: a for n, a in everything.items() if isinstance(a, np.ndarray) and a.nbytes > 1 << 20}

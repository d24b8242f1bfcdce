"""A function of a student's inside the reference solutions, and the test cells that hold it.

The namespace is a fresh one: the solution cells are run, then the cell under study, so that later functions call it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import CodeType
from typing import Any

import numpy as np
from lab import check
from lab.parameters import Parameters

from autograder.checks.mistakes import VALUES
from autograder.course.layout import NOTEBOOKS
from autograder.course.masters import master
from autograder.course.reference import reference, solution_cells

FUNCTIONS = tuple(name for names in NOTEBOOKS.values() for name in names if name not in VALUES)
# They cost seconds, or need the 60,000 images, and no other function uses what they give.
_NOT_RUN = frozenset(VALUES)


@dataclass(frozen=True)
class Test:
    """One test cell: `check.<name>` and `hidden.<name>` of a function."""

    __test__ = False  # not one of pytest's

    name: str  # "softmax_stable"
    of: str  # "softmax"
    notebook: str
    points: float

    @property
    def cell(self) -> str:
        """Its grade_id."""
        return f"test_{self.name}"

    def visible(self) -> Any:
        """The check that students run."""
        return getattr(check, self.name)

    def hidden(self) -> Any:
        """The check that marks."""
        return getattr(import_module(f"autograder.backpropagation.hidden.{self.notebook[3:]}"), self.name)


def _tests(notebook: str) -> Iterable[Test]:
    for cell in master(notebook).cells:
        marks = cell.metadata.get("nbgrader", {})
        if cell.cell_type == "code" and marks.get("grade") and not marks.get("solution"):
            name = marks["grade_id"].removeprefix("test_")
            of = max((f for f in NOTEBOOKS[notebook] if name == f or name.startswith(f"{f}_")), key=len)
            yield Test(name, of, notebook, float(marks["points"]))


@cache
def tests() -> tuple[Test, ...]:
    """Every test cell that a check marks, in the order of the course."""
    return tuple(test for notebook in NOTEBOOKS for test in _tests(notebook))


@cache
def tests_of(function: str) -> tuple[Test, ...]:
    """The test cells of one function."""
    return tuple(test for test in tests() if test.of == function)


@cache
def solution(function: str) -> str:
    """The source of the solution cell of a function."""
    cells = {grade_id: source for notebook in NOTEBOOKS for grade_id, source in solution_cells(master(notebook))}
    return cells[function]


@cache
def _compiled() -> tuple[CodeType, ...]:
    return tuple(compile(solution(f), f"<solution {f}>", "exec") for f in FUNCTIONS)


@cache
def compiled(source: str, label: str) -> CodeType:
    """A cell's code."""
    return compile(source, label, "exec")


def namespace(*cells: str) -> dict[str, Any]:
    """The reference solutions, run afresh, and then these cells: what they define takes the reference's place."""
    names: dict[str, Any] = {"np": np, "Parameters": Parameters, "__name__": "student"}
    for code in _compiled():
        exec(code, names)
    for cell in cells:
        exec(compiled(cell, "<student>"), names)
    return names


def function_of(cell: str, function: str) -> Any:
    """What a cell defines under the name of a function, inside the reference solutions."""
    return namespace(cell)[function]


@cache
def calls(function: str) -> frozenset[str]:
    """The course's functions that a reference function calls itself."""
    loads = (n.id for n in ast.walk(ast.parse(solution(function))) if isinstance(n, ast.Name))
    return frozenset(loads) & frozenset(FUNCTIONS) - {function}


@cache
def dependents(function: str) -> tuple[str, ...]:
    """The functions whose reference calls this one, directly or through others, in the order of the course."""
    found: list[str] = []
    for other in FUNCTIONS:
        if calls(other) & {function, *found}:
            found.append(other)
    return tuple(found)


__all__ = [
    "FUNCTIONS",
    "Test",
    "calls",
    "dependents",
    "function_of",
    "namespace",
    "reference",
    "solution",
    "tests",
    "tests_of",
]

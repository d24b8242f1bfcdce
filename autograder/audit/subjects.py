"""A function of a student's inside the reference solutions, and the test cells that hold it.

The namespace is a fresh one: the solution cells are run, then the cell under study, so that later functions call it.
"""

from __future__ import annotations

import ast
from functools import cache
from importlib import import_module
from types import CodeType
from typing import Any

from lab import check

from autograder.course.layout import FUNCTIONS
from autograder.course.notebooks import Cell, course_notebooks
from autograder.course.reference import reference, surroundings
from autograder.course.sources import hidden_module


def visible(test: Cell) -> Any:
    """The check that students run."""
    return getattr(check, test.check)


def hidden(test: Cell) -> Any:
    """The check that marks."""
    return getattr(import_module(hidden_module(test.master)), test.check)


@cache
def tests() -> tuple[Cell, ...]:
    """Every test cell that a check marks, in the order of the course."""
    return tuple(test for form in course_notebooks().values() for test in form.tests.values())


@cache
def tests_of(function: str) -> tuple[Cell, ...]:
    """The test cells of one function."""
    return tuple(test for test in tests() if test.function == function)


@cache
def solution(function: str) -> str:
    """The source of the solution cell of a function."""
    return next(form.solutions[function].master for form in course_notebooks().values() if function in form.solutions)


@cache
def _compiled() -> tuple[CodeType, ...]:
    return tuple(compile(solution(f), f"<solution {f}>", "exec") for f in FUNCTIONS)


@cache
def compiled(source: str, label: str) -> CodeType:
    """A cell's code."""
    return compile(source, label, "exec")


def namespace(*cells: str) -> dict[str, Any]:
    """The reference solutions, run afresh, and then these cells: what they define takes the reference's place."""
    names = surroundings("student")
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
    "calls",
    "dependents",
    "function_of",
    "hidden",
    "namespace",
    "reference",
    "solution",
    "tests",
    "tests_of",
    "visible",
]

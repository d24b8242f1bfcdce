"""Students mixed from right answers: every function written in one of the ways of tests/right_answers, drawn.

Each way is held alone (right.py), with the reference all around it. But functions call one another, and two that are
right may not be right together, or our check of a third may take for granted what only the reference does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from autograder.audit import right, subjects, trial
from autograder.course.notebooks import Cell

# An accepted form that another accepted form can't use. Then the judge's follow-through gives the marks.
_UNFIT = "'tuple' object has no attribute"
_SECONDS = 20.0  # of CPU time: some ways go through the examples one by one


@dataclass(frozen=True)
class Mixed:
    """One such student, and what the checks said of the functions that call others."""

    seed: int
    checks: int
    unfit: tuple[str, ...]  # tests that raised since theta is a plain tuple, and another function asks for theta.W
    failures: tuple[str, ...]  # "seed 7, test_train: …"; empty as it should be


@cache
def _ways(function: str) -> tuple[str, ...]:
    return tuple(name for of, name in right.answers() if of == function)


def chosen(seed: int) -> dict[str, str]:
    """Which way this student wrote each function in."""
    rng = np.random.default_rng(seed)
    return {function: str(rng.choice(_ways(function))) for function in subjects.FUNCTIONS}


def hold(seed: int) -> Mixed:
    """Mix a student, and hold each function that calls others to its visible and hidden checks."""
    ways = chosen(seed)
    with trial.silenced():
        names = subjects.namespace(*(right.source_of(function, way) for function, way in ways.items()))
    tests = [test for test in subjects.tests() if test.function in ways and subjects.calls(test.function)]
    seen = [
        (test, one)
        for test in tests
        for one in (
            trial.hidden(test, names[test.function], seed, _SECONDS),
            trial.visible(test, names[test.function], _SECONDS),
        )
    ]
    caught = [(_UNFIT in one.message, _said(seed, test, one, ways)) for test, one in seen if one.caught]
    unfit, failures = (tuple(said for is_unfit, said in caught if is_unfit is wanted) for wanted in (True, False))
    return Mixed(seed, len(seen), unfit, failures)


def _said(seed: int, test: Cell, one: trial.Trial, ways: dict[str, str]) -> str:
    of = ", ".join(
        f"{function} {ways[function]}" for function in sorted({test.function, *subjects.calls(test.function)})
    )
    return f"seed {seed}, {test.name}: {one.said}; {of}"

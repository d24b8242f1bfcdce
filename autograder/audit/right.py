"""Right answers written in other ways: each must have full marks, whatever the seed.

They are whole cells in tests/right_answers/<function>/, run inside the reference solutions. The reference itself is
among them, under the name "the course's own".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from autograder.audit import subjects, trial
from autograder.course.layout import ROOT

FOLDER = ROOT / "tests" / "right_answers"
OWN = "the course's own"


@dataclass(frozen=True)
class Held:
    """One right answer, held to every check of its function on some seeds."""

    function: str
    name: str
    seeds: int
    failures: tuple[str, ...]  # "seed 7, test_softmax: …"; empty as it should be


@cache
def answers() -> tuple[tuple[str, str], ...]:
    """(function, name of the file) of every right answer, the course's own included."""
    files = sorted((path.parent.name, path.stem) for path in FOLDER.glob("*/*.py"))
    return tuple((function, OWN) for function in subjects.FUNCTIONS) + tuple(files)


def path_of(function: str, name: str) -> Path:
    """The file of a right answer."""
    return FOLDER / function / f"{name}.py"


def source_of(function: str, name: str) -> str:
    """The cell."""
    return subjects.solution(function) if name == OWN else path_of(function, name).read_text(encoding="utf-8")


def value_of(function: str, name: str) -> Any:
    """What the cell defines, inside the reference solutions."""
    source = source_of(function, name)
    with trial.silenced():
        return subjects.function_of(source, function)


def hold(function: str, name: str, seeds: Iterable[int], visible: bool = True) -> Held:
    """Run the visible checks of a function once, and its hidden ones on every seed."""
    value, seeds = value_of(function, name), tuple(seeds)
    tests = subjects.tests_of(function)
    shown = [trial.visible(test, value) for test in tests] if visible else []
    failures = [f"visible {seen.test}: {seen.said}" for seen in shown if seen.caught]
    for seed in seeds:
        trials = [trial.hidden(test, value, seed) for test in tests]
        failures += [f"seed {seed}, {seen.test}: {seen.said}" for seen in trials if seen.caught]
    return Held(function, name, len(seeds), tuple(failures))

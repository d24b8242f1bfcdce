"""Green means green: whether a visible check fails wherever a hidden one does, for promises and for the models' pairs.

Single known mistakes have been held to both checks anyway (catalogue.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from autograder.audit import subjects, trial
from autograder.audit.catalogue import Caught
from autograder.backpropagation.promises import PROMISES
from autograder.checks import recognise
from autograder.checks.mistakes import catalogue, models

PAIRS_OF_EACH = 12  # of every function


@dataclass(frozen=True)
class Colours:
    """Where one wrong function is red: in the notebook, and for the grader."""

    name: str
    of: str
    hidden: tuple[str, ...]  # the test cells that cost marks
    visible: tuple[str, ...]  # those that are red in the notebook
    broken: tuple[str, ...] = ()  # checks that failed themselves

    @property
    def green(self) -> tuple[str, ...]:
        """The cells that are green in the notebook and cost marks: there should be none."""
        return tuple(cell for cell in self.hidden if cell not in self.visible)


def of_mistake(caught: Caught) -> Colours:
    """Those of a known mistake, from what is known of it."""
    tests = {test.check: test.name for test in subjects.tests_of(caught.of)}
    hidden = tuple(tests[name] for name, _ in caught.hidden)
    return Colours(caught.name, caught.of, hidden, tuple(tests[name] for name in caught.visible))


def _colours(name: str, of: str, value: Any, seed: int) -> Colours:
    known = set(catalogue())
    recognise.without |= known  # causes are scored elsewhere, and cost time
    try:
        pairs = [(t, trial.hidden(t, value, seed), trial.visible(t, value)) for t in subjects.tests_of(of)]
    finally:
        recognise.without -= known
    return Colours(
        name,
        of,
        tuple(test.name for test, hidden, _ in pairs if hidden.caught),
        tuple(test.name for test, _, visible in pairs if visible.caught),
        tuple(one.broken for _, *both in pairs for one in both if one.broken),
    )


def promise(number: int, seed: int) -> Colours:
    """Break one promise."""
    one = PROMISES[number]
    with trial.silenced():
        value = subjects.function_of(one.source(subjects.solution(one.of)), one.of)
    return _colours(f"{one.of}: {one.breaks}", one.of, value, seed)


def holds(colours: Colours, number: int) -> bool:
    """Whether both checks of a promise's cells failed."""
    one = PROMISES[number]
    cells = set(one.cells or (subjects.tests_of(one.of)[0].name,))
    return cells <= set(colours.hidden) and cells <= set(colours.visible)


@cache
def _pairs(of: str, seed: int) -> tuple[Any, ...]:
    found = [version for version in models()[of].versions() if len(version) == 2]
    chosen = np.random.default_rng([seed, len(found)]).permutation(len(found))[:PAIRS_OF_EACH]
    return tuple(found[int(i)] for i in chosen)


def pair(of: str, number: int, seed: int) -> Colours | None:
    """Make two known mistakes at once; None where the model has no such pair."""
    if number >= len(_pairs(of, seed)):
        return None
    version = _pairs(of, seed)[number]
    with trial.silenced():
        value = subjects.function_of(models()[of].source(version), of)
    return _colours(" + ".join(change.key for change in version), of, value, seed)

"""Holding a student's function to a hidden check: fresh cases, and the function's error model for what differs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from lab.check.engine.calling import Answer
from lab.check.engine.examine import Case, examine

from autograder.checks.lent import Loan, lend
from autograder.checks.recognise import KnownMistakes
from autograder.checks.seed import current_seed, rng
from autograder.course.layout import ARGUMENTS
from autograder.course.reference import reference


@dataclass(frozen=True)
class Check:
    """One check that compares a function with the reference on drawn cases."""

    name: str  # of the check: "<function>", or "<function>_<aspect>"
    of: str  # the function
    cases: Callable[[Any], Sequence[Case]]  # of what draws the inputs, such as the course's own `Draw`
    # What is held to the cases, made from the student's function: the function itself, or a way of using it.
    adapt: Callable[[Callable[..., Any]], Callable[..., Any]] = lambda function: function
    # Further inputs, which mark nobody: square ones, say, where a missing transpose gives numbers and not an exception.
    more: Callable[[Any], Sequence[Case]] = lambda draw: ()
    names: tuple[str, ...] = ()  # of what that takes, where it is not the function's arguments
    # How often a function that it is given must be called at least, from how often the reference calls it.
    least: Callable[[int], int] = lambda calls: min(calls, 1)

    @property
    def labels(self) -> tuple[str, ...]:
        """What a case's inputs are called."""
        return self.names or ARGUMENTS[self.of]


@lru_cache(maxsize=64)
def _drawn(check: Check, draws: Callable[[np.random.Generator], Any], seed: int) -> tuple[list[Loan], KnownMistakes]:
    """A check's inputs for one seed, and what is known of mistakes there: the same for everybody held to it."""
    loans = [lend(case, check.labels) for case in check.cases(draws(rng(check.name)))]
    for loan in loans:
        loan.ask(check.adapt(getattr(reference(), check.of)), check.least)
    return loans, KnownMistakes(check.of, check.adapt, lambda: check.more(draws(rng(f"{check.name}_more"))))


def hold(check: Check, function: Callable[..., Any], draws: Callable[[np.random.Generator], Any]) -> list[Answer]:
    """Raise CheckFailed unless `function` is right on cases drawn from the run's seed, by what is lent to it there.

    `draws` makes, from a generator, what the check's cases draw their inputs with.
    """
    loans, known = _drawn(check, draws, current_seed())
    for loan in loans:
        loan.start()

    cases = [loan.case for loan in loans]
    answers = examine(check.adapt(function), check.of, cases, labels=check.labels, known=known)
    for loan in loans:
        loan.examine(check.of)
    return answers

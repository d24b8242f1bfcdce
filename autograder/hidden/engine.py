"""Holding a student's function to a hidden check: fresh cases, and the catalogue of mistakes for what differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lab.check.calling import Answer, fresh
from lab.check.causes import Cause
from lab.check.examine import Case, examine

from autograder.hidden.inputs import Draw
from autograder.hidden.seed import rng

# Mistakes that the diagnosis must not know: the audit takes an entry out, to see what remains of the diagnosis.
without: set[str] = set()


@dataclass(frozen=True)
class Check:
    """One check that compares a function with the reference on drawn cases."""

    name: str  # "softmax_stable": of the check
    of: str  # "softmax": of the function
    labels: tuple[str, ...]  # the function's arguments by name
    cases: Callable[[Draw], Sequence[Case]]
    # What is held to the cases, made from the student's function: the function itself, or a way of using it.
    adapt: Callable[[Callable[..., Any]], Callable[..., Any]] = lambda function: function


def catalogued(
    function: str, case: Case, adapt: Callable[[Callable[..., Any]], Callable[..., Any]] = lambda wrong: wrong
) -> Mapping[Cause, Any]:
    """Return what each known mistake of `function` would give in `case`, to be worked out when asked for."""
    from autograder.diagnosis.registry import mistakes_of  # only a failed check needs it

    def imagine(wrong: Callable[..., Any]) -> Callable[[], Any]:
        return lambda: adapt(wrong)(*fresh(case.arguments), **fresh_keywords(case))

    known = [m for m in mistakes_of(function) if m.name not in without and callable(m.wrong)]
    return {Cause(m.name, m.effect, m.hint): imagine(m.wrong) for m in known}


def fresh_keywords(case: Case) -> dict[str, Any]:
    """Return copies of a case's keyword arguments."""
    return {name: fresh(value) for name, value in case.keywords.items()}


def hold(check: Check, function: Callable[..., Any]) -> list[Answer]:
    """Raise CheckFailed unless `function` is right on cases drawn from the run's seed."""
    cases = check.cases(Draw(rng(check.name)))

    def known(name: str, case: Case) -> Mapping[Cause, Any]:
        return catalogued(name, case, check.adapt)

    return examine(check.adapt(function), check.of, cases, labels=check.labels, known=known)

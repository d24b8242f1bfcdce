"""Is the cause that a check names the right one? Of single mistakes, of two at once, and of machine-made mutants.

A cause counts as named wrongly when it is not true of the function: a mistake of the catalogue whose function differs
from this one on inputs of the audit's own, or a general cause that does not come up again with fresh inputs. What a
check merely saw (an exception, a shape, inf, a changed argument) names no cause that could be wrong.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.audit import subjects, trial
from autograder.audit.catalogue import value_of
from autograder.audit.trial import Trial
from autograder.backpropagation import probes
from autograder.checks import recognise
from autograder.checks.mistakes import Mistake, catalogue, mistakes_of
from autograder.course.layout import VALUES

# What a check has seen, and not concluded.
SEEN = frozenset(
    {"unknown", "raised", "none_returned", "wrong_type", "wrong_length", "index_0", "shape", "not_finite"}
    | {"changed_input", "not_repeatable", "not_written", "timeout", "memory", "partial", "broken"}
    | {"accuses_right", "misses_wrong", "blames_another"}
)
FRESH = (11, 12)  # the seeds of the fresh inputs on which a general cause must come up again


@contextmanager
def _unknown(*mistakes: Mistake) -> Iterator[None]:
    """Take the entries of these out of the catalogue where a general cause covers them."""
    names = {m.name for m in mistakes if m.general}
    recognise.without |= names
    try:
        yield
    finally:
        recognise.without -= names


def is_right(mistake: Mistake, said: Trial | None) -> bool:
    """Whether a check said what is the matter: the general cause where there is one, else this very mistake."""
    if said is None:
        return False
    if mistake.general:
        return said.cause == mistake.general
    return mistake.name == said.cause or mistake.hint == said.hint


def _first(function: str, value: Any, seed: int) -> Trial | None:
    """What the first of a function's tests that fails says."""
    trials = (trial.hidden(test, value, seed) for test in subjects.tests_of(function))
    return next((t for t in trials if t.caught), None)


@dataclass(frozen=True)
class Named:
    """What was said of one mistake, or of two at once."""

    mistakes: tuple[str, ...]
    causes: tuple[str, ...]
    right: bool


def single(name: str, seed: int) -> Named:
    """Diagnose one mistake alone."""
    mistake = catalogue()[name]
    with _unknown(mistake):
        said = _first(mistake.of, value_of(mistake), seed)
    return Named((name,), (said.cause if said else "",), is_right(mistake, said))


def pairs(count: int, seed: int) -> list[tuple[str, str]]:
    """Draw pairs of mistakes in two different functions, the earlier function's first."""
    rng = np.random.default_rng([seed, count])
    names = [m.name for m in catalogue().values() if m.of not in VALUES]
    every = [(a, b) for a, b in itertools.combinations(names, 2) if catalogue()[a].of != catalogue()[b].of]
    return [every[i] for i in sorted(rng.choice(len(every), size=count, replace=False))]


def both(first: str, second: str, seed: int) -> Named:
    """Diagnose two mistakes in one student's notebooks: the later function calls the earlier one, wrong as it is.

    As the judge does it: where the later test fails, it is run again with the reference for earlier functions, and what
    that run says is about the later function alone.
    """
    earlier, later = catalogue()[first], catalogue()[second]
    with _unknown(earlier, later):
        names = subjects.namespace(earlier.source(), later.source())
        one = _first(earlier.of, names[earlier.of], seed)
        two = _first(later.of, names[later.of], seed)
        if two is not None:
            two = _first(later.of, value_of(later), seed) or two
    causes = tuple(t.cause if t else "" for t in (one, two))
    return Named((first, second), causes, is_right(earlier, one) and is_right(later, two))


def _is_it(mistake: Mistake, value: Any) -> bool:
    with trial.silenced(), trial.bounded(10 * trial.SECONDS):
        return probes.equal(mistake.of, value_of(mistake), value)


def false_cause(function: str, value: Any, said: Trial, seed: int) -> str:
    """The cause that was named wrongly; "" if what was said is true, or claims nothing."""
    if said.cause in catalogue():
        return "" if _is_it(catalogue()[said.cause], value) else said.cause
    if said.cause in SEEN:
        return ""
    [test] = [t for t in subjects.tests_of(function) if t.check == said.test]
    again = [trial.hidden(test, value, fresh) for fresh in FRESH if fresh != seed]
    return "" if all(t.cause == said.cause for t in again) else said.cause


def false_hint(function: str, value: Any, said: Trial) -> str:
    """The mistake whose hint was given although the function makes another; "" if there is none."""
    if said.cause in catalogue():
        return ""
    meant = [m for m in mistakes_of(function) if m.hint == said.hint]
    return meant[0].name if meant and not any(_is_it(m, value) for m in meant) else ""

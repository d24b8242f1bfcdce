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
from autograder.checks.mistakes import Mistake, catalogue, mistakes_of, models
from autograder.course.layout import VALUES

# What a check has seen, and not concluded.
SEEN = frozenset(
    {"unknown", "raised", "none_returned", "wrong_type", "wrong_length", "first_only", "dictionary"}
    | {"index_0", "shape", "not_finite"}
    | {"changed_input", "not_repeatable", "not_written", "timeout", "memory", "partial", "broken"}
    | {"accuses_right", "misses_wrong", "blames_another"}
)
FRESH = (11, 12)  # the seeds of the fresh inputs on which a general cause must come up again


@contextmanager
def _unknown(mistake: Mistake) -> Iterator[None]:
    """Take a mistake out of its model, and whatever says the same in other places of it."""
    names = {m.name for m in mistakes_of(mistake.of) if m.effect == mistake.effect}
    recognise.without |= names
    try:
        yield
    finally:
        recognise.without -= names


def is_right(mistake: Mistake, said: Trial | None) -> bool:
    """Whether a check said what is the matter: this very mistake, alone or in an "either … or …", or what it shows."""
    if said is None:
        return False
    same = {m.name for m in mistakes_of(mistake.of) if m.effect == mistake.effect}
    named = set(said.cause.split(" | ")) & same
    return bool(named) or said.hint == mistake.hint or said.cause in mistake.wrong.shows.split()


def _first(function: str, value: Any, seed: int) -> Trial | None:
    """What the first of a function's tests that fails says."""
    trials = (trial.hidden(test, value, seed) for test in subjects.tests_of(function))
    return next((t for t in trials if t.caught), None)


@dataclass(frozen=True)
class NamedCause:
    """What was said of one mistake, or of two at once."""

    mistakes: tuple[str, ...]
    causes: tuple[str, ...]
    right: bool


def single(name: str, seed: int) -> NamedCause:
    """Diagnose one mistake alone."""
    mistake = catalogue()[name]
    said = _first(mistake.of, value_of(mistake), seed)
    return NamedCause((name,), (said.cause if said else "",), is_right(mistake, said))


def taken_out(name: str, seed: int) -> NamedCause:
    """Diagnose one mistake that the model does not know: nothing false may be said of it."""
    mistake = catalogue()[name]
    with _unknown(mistake):
        said = _first(mistake.of, value_of(mistake), seed)
        false = false_cause(mistake.of, value_of(mistake), said, seed) if said else ""
    return NamedCause((name,), (said.cause if said else "",), not false)


def two(of: str, number: int, seed: int) -> NamedCause:
    """Diagnose a student who makes two mistakes in one function: both are to be named, or one; and nothing else."""
    every = list(models()[of].versions())
    pairs = [v for v in every if len(v) == 2] or every  # one slot alone makes no pair
    version = pairs[int(np.random.default_rng([seed, number, *of.encode()]).integers(len(pairs)))]
    said = _first(of, subjects.function_of(models()[of].source(version), of), seed)
    names = tuple(change.key for change in version)
    if said is None:
        return NamedCause(names, ("",), False)
    return NamedCause(names, (said.cause,), not false_cause(of, models()[of].function(version), said, seed))


def pairs(count: int, seed: int) -> list[tuple[str, str]]:
    """Draw pairs of mistakes in two different functions, the earlier function's first."""
    rng = np.random.default_rng([seed, count])
    names = [m.name for m in catalogue().values() if m.of not in VALUES]
    every = [(a, b) for a, b in itertools.combinations(names, 2) if catalogue()[a].of != catalogue()[b].of]
    return [every[i] for i in sorted(rng.choice(len(every), size=count, replace=False))]


def both(first: str, second: str, seed: int) -> NamedCause:
    """Diagnose two mistakes in one student's notebooks: the later function calls the earlier one, wrong as it is.

    As the judge does it: where the later test fails, it is run again with the reference for earlier functions, and what
    that run says is about the later function alone.
    """
    earlier, later = catalogue()[first], catalogue()[second]
    names = subjects.namespace(earlier.source(), later.source())
    one = _first(earlier.of, names[earlier.of], seed)
    two = _first(later.of, names[later.of], seed)
    if two is not None:
        two = _first(later.of, value_of(later), seed) or two
    causes = tuple(t.cause if t else "" for t in (one, two))
    return NamedCause((first, second), causes, is_right(earlier, one) and is_right(later, two))


def _is_true(function: str, cause: str, value: Any) -> bool:
    """Whether one of the versions that a cause names, or all its changes together, is this very function."""
    known = catalogue()
    alternatives = [tuple(known[key].change for key in part.split(" + ")) for part in cause.split(" | ")]
    model = models()[function]
    with trial.silenced(), trial.bounded(10 * trial.SECONDS):
        return any(probes.equal(function, model.function(version), value) for version in alternatives)


def _is_named(cause: str) -> bool:
    """Whether a cause is one of a model's."""
    return all(key in catalogue() for part in cause.split(" | ") for key in part.split(" + "))


def false_cause(function: str, value: Any, said: Trial, seed: int) -> str:
    """The cause that was named wrongly; "" if what was said is true, or claims nothing."""
    if said.cause in SEEN or said.cause.endswith("…"):
        return ""
    if _is_named(said.cause):
        return "" if _is_true(function, said.cause, value) else said.cause
    [test] = [t for t in subjects.tests_of(function) if t.check == said.test]
    again = [trial.hidden(test, value, fresh) for fresh in FRESH if fresh != seed]
    return "" if all(t.cause == said.cause for t in again) else said.cause


def false_hint(function: str, value: Any, said: Trial) -> str:
    """The mistake whose hint was given although the function makes another; "" if there is none."""
    if _is_named(said.cause) or said.cause.endswith("…"):
        return ""
    meant = [m for m in mistakes_of(function) if m.hint == said.hint]
    return meant[0].name if meant and not any(_is_true(function, m.name, value) for m in meant) else ""

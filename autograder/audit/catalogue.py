"""Every known mistake against every check of its function, and against the functions that come after it.

Strength has two parts: on how many seeds of five a hidden check catches it, and how far beyond the tolerance its worst
number lies, in powers of ten. A mistake that needs luck to be caught, or only just is, shows in these.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from lab.check.engine.calling import call
from lab.check.engine.closeness import Closeness, Comparison
from lab.check.engine.examine import Case

from autograder.audit import subjects, trial
from autograder.audit.trial import Trial
from autograder.backpropagation import record_checks
from autograder.backpropagation.hidden.inputs import Draw
from autograder.checks import recognise
from autograder.checks.mistakes import Mistake, catalogue
from autograder.checks.seed import rng, set_seed
from autograder.course.layout import VALUES
from autograder.course.notebooks import Cell

SEEDS = 5
STRUCTURE = math.inf  # another shape, another type, an exception: no number says how far


@dataclass(frozen=True)
class Caught:
    """How one mistake fared."""

    name: str
    of: str
    visible: tuple[str, ...]  # the visible checks that catch it
    hidden: tuple[tuple[str, int], ...]  # the hidden checks that do, and on how many seeds
    margin: float | None  # log10 of (distance / tolerance) of its worst number; None: no number is compared
    later: tuple[str, ...]  # later tests that fail because of it, and pass with the reference in its place
    charged: tuple[str, ...]  # later tests that would cost marks besides
    broken: tuple[str, ...]  # checks that failed themselves

    @property
    def seeds(self) -> int:
        """On how many seeds its best hidden check catches it."""
        return max((n for _, n in self.hidden), default=0)


def value_of(mistake: Mistake) -> Any:
    """What a student who made this mistake has under the exercise's name."""
    if mistake.of in VALUES:
        return mistake.model.function((mistake.change,))()
    return subjects.function_of(mistake.source(), mistake.of)


def _excess(close: Closeness, expected: Any, got: Any) -> float:
    e, g = np.asarray(expected, dtype=np.float64), np.asarray(got, dtype=np.float64)
    finite = np.isfinite(e)
    size = float(np.max(np.abs(e), where=finite, initial=0.0))
    with np.errstate(all="ignore"):
        ratio = np.abs(e - g) / (close.relative * np.abs(e) + close.floor * size + close.absolute)
    return float(np.max(np.nan_to_num(ratio, nan=math.inf, posinf=math.inf), initial=0.0))


def _margin_in(function: Callable[..., Any], case: Case) -> float:
    """How many tolerances the worst number of one case is off; 0 if none is."""
    try:
        answer = call("", function, case.arguments, keywords=dict(case.keywords))
        expected = case.adopt(case.expected, answer.value) if case.adopt else case.expected
    except Exception:
        return STRUCTURE
    comparison = Comparison(expected, answer.value, case.close, case.names)
    if comparison.right:
        return 0.0
    if comparison.mismatch or comparison.misshapen:
        return STRUCTURE
    return max(_excess(case.close, leaf.expected, leaf.got) for leaf in comparison.wrong)


@cache
def _cases(of: str) -> tuple[tuple[Any, Case], ...]:
    set_seed(1)
    found = [check for check in record_checks.checks() if check.of == of]
    return tuple((check, case) for check in found for case in check.cases(Draw(rng(check.name))))


def _margin(of: str, value: Any) -> float | None:
    """The largest margin over all cases of the checks that compare numbers."""
    with trial.silenced(), trial.bounded():
        margins = [_margin_in(check.adapt(value), case) for check, case in _cases(of)]
    known = [m for m in margins if m > 0]
    return math.log10(max(known)) if known else None


@cache
def _reference_passes(test: Cell) -> bool:
    return not trial.hidden(test, getattr(subjects.reference(), test.function), 1).caught


def _later(mistake: Mistake) -> tuple[list[str], list[str]]:
    """Later tests that fail with the wrong function in the student's notebooks: excused, and charged.

    As in the judge's follow-through: the test is run again with the reference in place of what came before.
    """
    if mistake.of in VALUES:
        return [], []
    excused: list[str] = []
    charged: list[str] = []
    for function in subjects.dependents(mistake.of):
        for test in subjects.tests_of(function):
            if trial.hidden(test, subjects.namespace(mistake.source())[function], 1).caught:
                (excused if _reference_passes(test) else charged).append(test.name)
    return excused, charged


def score(name: str, seed: int = 1) -> Caught:
    """Run one mistake against everything."""
    mistake = catalogue()[name]
    known = set(catalogue())
    recognise.without |= known  # causes are scored elsewhere, and cost time
    try:
        tests = subjects.tests_of(mistake.of)
        seen = [trial.visible(test, value_of(mistake)) for test in tests]
        hidden = [[trial.hidden(t, value_of(mistake), s) for s in range(seed, seed + SEEDS)] for t in tests]
        excused, charged = _later(mistake)
    finally:
        recognise.without -= known
    margin = None if mistake.of in VALUES else _margin(mistake.of, value_of(mistake))
    counts = [(trials[0].test, sum(t.caught for t in trials)) for trials in hidden]
    return Caught(
        name,
        mistake.of,
        tuple(t.test for t in seen if t.caught),
        tuple((test, n) for test, n in counts if n),
        margin,
        tuple(excused),
        tuple(charged),
        _broken([*seen, *(t for trials in hidden for t in trials)]),
    )


def _broken(trials: list[Trial]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f"{t.test}: {t.broken}" for t in trials if t.broken))

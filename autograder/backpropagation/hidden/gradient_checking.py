"""Hidden checks of notebook 05: numerical gradient, relative error, the gradient check, and the line-up of suspects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from lab.check.engine import plain
from lab.check.engine.causes import hint_for
from lab.check.engine.closeness import Closeness
from lab.check.engine.examine import Case
from lab.check.engine.findings import CheckFailed, Finding
from lab.check.examiners import numbers

from autograder.backpropagation.hidden import own_layer_checks as own
from autograder.backpropagation.hidden import suspects_evidence
from autograder.backpropagation.hidden.inputs import Array, Draw, Function, hold
from autograder.backpropagation.hidden.suspects_key import KEY
from autograder.checks.hold import Check
from autograder.checks.recognise import explained
from autograder.checks.seed import rng
from autograder.course.reference import reference

# Ours is a central difference with the same step, so only rounding parts the two: f is at most 100 and evaluated to
# some 10 roundings, 100 * 1e-15 / 1e-5 = 1e-8 of slopes of size 1 to 30. A one-sided difference is off by ε/2 |f''|,
# 5e-6 and more for f = mixed and steep; a step of another size by ε²/6 |f'''|, 1e-3 where ε is 0.1.
CENTRAL = Closeness(relative=1e-8, floor=2e-8, absolute=1e-9)
# A floor of 1e-9 under the denominator, beside entries of 1e-5, moves the result by 1e-4; the tiny entries of the last
# case allow one of 1e-10 (by 3 %), not one of 1e-8.
WITH_FLOOR = Closeness(relative=1e-4, absolute=1e-9)
MOVED = 1e-12  # a step forth and back in place leaves a rounding in x


def _numerical_case(draw: Draw, kind: Function, x: Array, epsilon: float | None) -> Case:
    f = draw.weighted(kind, x.size)
    arguments = (f, x) if epsilon is None else (f, x, epsilon)
    kind_of_x = "an array" if x.dtype.kind == "f" else "whole numbers, an array"
    shape = f"{kind_of_x} of shape {x.shape}" if x.ndim else "a single number, as an array of no dimensions"
    words = f"f = {kind.__name__} at {shape}" + ("" if epsilon is None else f", epsilon = {epsilon}")
    expected = reference().numerical_gradient(*arguments)
    return Case(words, arguments, expected, close=CENTRAL, unchanged_to=MOVED)


def numerical_gradient_cases(draw: Draw) -> list[Case]:
    """Functions of arrays of several shapes, with the default step and with others."""
    n, m, p = draw.sizes(3)
    return [
        _numerical_case(draw, plain.waves, draw.away_from_zero(n, m), None),
        _numerical_case(draw, plain.mixed, draw.away_from_zero(p), None),
        _numerical_case(draw, plain.steep, draw.away_from_zero(2, 3, 2), None),
        _numerical_case(draw, plain.waves, draw.away_from_zero(), None),
        _numerical_case(draw, plain.steep, draw.away_from_zero(3), 0.1),
        _numerical_case(draw, plain.waves, draw.away_from_zero(2, 2), 1e-3),
        _numerical_case(draw, plain.waves, draw.rng.permutation(6).reshape(2, 3) - 2, None),
    ]


def _error_case(words: str, analytic: Array, numeric: Array, close: Closeness = WITH_FLOOR) -> Case:
    right = reference().relative_error(analytic, numeric)
    return Case(words, (analytic, numeric), right, close=close, quiet=True)


def relative_error_cases(draw: Draw) -> list[Case]:
    """Gradients close and far apart, small and large, of opposite sign, and with zeros in one or both."""
    n, m, p = draw.sizes(3)
    numeric = draw.away_from_zero(n, m)
    near = numeric * (1 + 1e-3 * draw.rng.uniform(0.5, 1.0, (n, m)))
    mixed_sizes = draw.away_from_zero(p, 3) * np.logspace(-5, 3, 3)
    one_off = mixed_sizes.copy()
    one_off[1, 0] *= 1.5  # the wrong entry is among the smallest
    zeros = draw.away_from_zero(m)
    zeros[[0, 2]] = 0.0
    other = zeros * 1.25
    lone = zeros.copy()
    lone[0] = draw.away_from_zero()
    spoilt = draw.away_from_zero(n, m)
    spoilt[1, 0] = np.nan
    tiny = draw.away_from_zero(n) * 1e-8
    tiny[-1] = 2e-9  # the entry that is furthest off: a floor of 1e-8 under the denominator hides it
    return [
        _error_case(f"arrays of shape {(n, m)} that differ by about 0.1 %", near, numeric),
        _error_case(f"arrays of shape {(m, n)}, unrelated", draw.away_from_zero(m, n), draw.away_from_zero(m, n) * 3),
        _error_case("entries from 1e-5 to 1e3; one of the smallest is off by half", one_off, mixed_sizes),
        _error_case("the same, the other way round", mixed_sizes, one_off),
        _error_case("opposite signs", -numeric, numeric),
        _error_case("zeros in the same places, elsewhere 25 % apart", other, zeros),
        _error_case("a zero in one of the two only", lone, zeros),
        _error_case("a zero in the other only", zeros, 2 * lone),
        _error_case("equal arrays with zeros", zeros, zeros.copy()),
        _error_case("a NaN among the analytic entries", spoilt, numeric),
        _error_case("a NaN among the numeric entries", numeric, spoilt),
        _error_case("entries of about 1e-8", tiny * np.linspace(1, 1.5, n), tiny, Closeness(relative=5e-2)),
    ]


NUMERICAL = Check(
    "numerical_gradient",
    "numerical_gradient",
    numerical_gradient_cases,
    least=lambda calls: calls,  # a central difference takes two values of f for every entry
)
RELATIVE = Check("relative_error", "relative_error", relative_error_cases)
OWN_FORWARD = own.checks(own.FORWARD)["softplus"]  # the layer of the course's own solution: its mistakes have names
OWN_BACKWARD = own.checks(own.BACKWARD)["softplus"]


def numerical_gradient(numerical_gradient: Function) -> None:
    """Hold to central differences, entry by entry, with the step that is given."""
    hold(NUMERICAL, numerical_gradient)


def relative_error(relative_error: Function) -> None:
    """Hold to the largest |a - n| / max(|a|, |n|)."""
    hold(RELATIVE, relative_error)


def check_gradients(check_gradients: Function) -> None:
    """Hold to small numbers for right gradients, and a large one for each wrong tensor."""
    explained("check_gradients", _examine_check, check_gradients)


def _examine_check(check_gradients: Function) -> None:
    numbers.examine_check(check_gradients, rng("check_gradients"))


def own_layer_forward(own_layer_forward: Function) -> None:
    """Hold to the forward pass of one of the layers."""
    own.hold_forward(own_layer_forward)


def own_layer_backward(own_layer_backward: Function, own_layer_forward: Function | None = None) -> None:
    """Hold to the backward pass of one of the layers."""
    own.hold_backward(own_layer_backward, own_layer_forward)


POINTS = 5.0


def _line(answer: Any) -> int | None:
    """The line that an answer names, with evidence or without; -1 for what is no answer."""
    if isinstance(answer, Mapping):
        answer = answer.get("line", -1)
    if answer is None:
        return None
    if isinstance(answer, (int, np.integer)) and not isinstance(answer, bool):
        return int(answer)
    if isinstance(answer, str) and len(answer) < 10 and answer.strip().isdecimal():
        return int(answer)
    return -1


def _is_right(name: str, answer: Any) -> bool:
    line = _line(answer)
    return line in KEY[name].lines if KEY[name].lines else line is None


def _credit(name: str, answer: Any) -> float:
    """What an answer is worth, from 0 to 1: for a guilty one, half for the line, and half for the evidence."""
    if not _is_right(name, answer):
        return 0.0
    key = KEY[name]
    return (1 + suspects_evidence.share(name, answer, key.can_hide)) / 2 if key.lines else 1.0


def _blanket() -> int:
    """How many a student gets right, at best, who gives every suspect the same answer."""
    every = [None, *range(1, 30)]
    return max(sum(_is_right(name, answer) for name in KEY) for answer in every)


def suspects(suspects: Mapping[str, Any]) -> float:
    """Return the points: in proportion to what the answers are worth beyond what one answer for all would get."""
    if not isinstance(suspects, Mapping):
        message = "`suspects` should be a dict: a name, and None or the number of a line"
        raise CheckFailed(Finding("suspects", "wrong_type", message, hint_for("wrong_words", "suspects")))
    right = sum(name in suspects and _is_right(name, suspects[name]) for name in KEY)
    worth = sum(_credit(name, suspects[name]) for name in KEY if name in suspects)
    share = (worth - _blanket()) / (len(KEY) - _blanket())
    if share <= 0:
        message = f"{right} of {len(KEY)} are right, which the same answer for all would get as well"
        raise CheckFailed(Finding("suspects", "wrong_answers", message, hint_for("wrong_answers", "suspects")))
    return round(POINTS * share, 2)

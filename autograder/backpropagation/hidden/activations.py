"""Hidden checks of notebook 01: the activations and their derivatives, elementwise on any shape.

Inputs go from 1e-9 to ±1000. Only `logistic` has a check of its own for large inputs; for the others they are part of
the one check.
"""

from __future__ import annotations

import numpy as np
from lab.check.engine import plain
from lab.check.engine.examine import Case
from lab.check.examiners.stability import examine_overflow

from autograder.backpropagation.hidden import slack
from autograder.backpropagation.hidden.inputs import Array, Draw, Function, hold
from autograder.checks.hold import Check
from autograder.checks.recognise import KnownMistakes
from autograder.checks.seed import rng
from autograder.course.reference import reference


def _case(name: str, words: str, a: Array) -> Case:
    large = bool(np.any(np.abs(a) > 700))
    return Case(words, (a,), getattr(reference(), name)(a), large=large, close=slack.of(name))


def _ordinary(name: str, draw: Draw) -> list[Case]:
    n, m, p = draw.sizes(3)
    inputs = [
        (f"an array of shape ({n}, {m})", draw.away_from_zero(n, m) * 2),
        (f"{p} numbers in a row", draw.array(p)),
        (f"an array of shape ({m}, {p}, {n}), three-dimensional", draw.array(m, p, n) * 3),
        ("tiny numbers of either sign", draw.away_from_zero(p) * 1e-9),
        ("numbers between -30 and 30", np.linspace(-30, 30, 2 * p + 2) + 0.25),
    ]
    # A three-dimensional array is a long read on a visible card, and adds little.
    return [_case(name, words, a) for words, a in inputs if a.ndim < 3 or not draw.visible]


def _large(draw: Draw) -> Array:
    return np.array([-1000.0, -999.5, -800.0, -710.0, 710.0, 800.0, 999.5, 1000.0]) + draw.away_from_zero()


def logistic_cases(draw: Draw) -> list[Case]:
    """Ordinary inputs, and numbers as large as an unstable logistic is right for, too."""
    large = np.array([-690.0, -610.0, -510.0, 510.0, 610.0, 690.0]) + draw.away_from_zero(6)
    return [*_ordinary("logistic", draw), _case("logistic", "numbers from -700 to 700", large)]


def logistic_prime_cases(draw: Draw) -> list[Case]:
    """Ordinary and large inputs."""
    large = _case("logistic_prime", "numbers from -1000 to 1000", _large(draw))
    return [*_ordinary("logistic_prime", draw), large]


def tanh_prime_cases(draw: Draw) -> list[Case]:
    """Ordinary and large inputs: a tanh written out with exponentials is nan above 710."""
    large = _case("tanh_prime", "numbers from -1000 to 1000", _large(draw))
    return [*_ordinary("tanh_prime", draw), large]


def relu_cases(draw: Draw) -> list[Case]:
    """Ordinary and large inputs, and 0 itself."""
    large = _case("relu", "numbers from -1000 to 1000", _large(draw))
    return [*_ordinary("relu", draw), large, _case("relu", "numbers with zeros among them", _with_zeros(draw))]


def _with_zeros(draw: Draw) -> Array:
    a = draw.away_from_zero(draw.sizes(1)[0], 5)
    a[0, 1] = a[2, 3] = 0.0
    return a


def relu_prime_cases(draw: Draw) -> list[Case]:
    """Ordinary and large inputs, and 0 itself, where any slope from 0 to 1 is right."""
    at_kink = _with_zeros(draw)
    expected = np.where(at_kink == 0, np.nan, reference().relu_prime(at_kink))
    kink = Case("numbers with zeros among them", (at_kink,), expected, adopt=plain.any_slope)
    large = _case("relu_prime", "numbers from -1000 to 1000", _large(draw))
    return [*_ordinary("relu_prime", draw), large, kink]


LOGISTIC = Check("logistic", "logistic", logistic_cases)
LOGISTIC_PRIME = Check("logistic_prime", "logistic_prime", logistic_prime_cases)
TANH_PRIME = Check("tanh_prime", "tanh_prime", tanh_prime_cases)
RELU = Check("relu", "relu", relu_cases)
RELU_PRIME = Check("relu_prime", "relu_prime", relu_prime_cases)


def logistic(logistic: Function) -> None:
    """Hold to 1 / (1 + e^-a) on ordinary inputs."""
    hold(LOGISTIC, logistic)


def logistic_stable(logistic: Function) -> None:
    """Hold to finite, right values for large inputs, without an overflow on the way."""
    draw = Draw(rng("logistic_stable"))
    examine_overflow(logistic, _large(draw), known=KnownMistakes("logistic"))


def logistic_prime(logistic_prime: Function) -> None:
    """Hold to g(a) (1 - g(a))."""
    hold(LOGISTIC_PRIME, logistic_prime)


def tanh_prime(tanh_prime: Function) -> None:
    """Hold to 1 - tanh(a)²."""
    hold(TANH_PRIME, tanh_prime)


def relu(relu: Function) -> None:
    """Hold to max(0, a)."""
    hold(RELU, relu)


def relu_prime(relu_prime: Function) -> None:
    """Hold to the step from 0 to 1, anything between at 0."""
    hold(RELU_PRIME, relu_prime)

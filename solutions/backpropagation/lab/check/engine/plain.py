"""Functions that the visible checks pass on: smooth, with known derivatives, and no exercise's answer among them.

Recorded cases name them, so the names in `FUNCTIONS` must not change without recording anew.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def identity(a: Array) -> Array:
    """Give back a itself."""
    return a


def doubled(a: Array) -> Array:
    """2a."""
    return 2 * a


def arctan_prime(a: Array) -> Array:
    """1 / (1 + a²), the derivative of arctan."""
    return np.asarray(1 / (1 + a**2))


def bell(a: Array) -> Array:
    """e^(-a²)."""
    return np.asarray(np.exp(-(a**2)))


def bell_prime(a: Array) -> Array:
    """-2a e^(-a²), the derivative of bell."""
    return np.asarray(-2 * a * np.exp(-(a**2)))


def ramp(a: Array) -> Array:
    """0 up to -½, 1 from ½ on, and a straight line between: at the numbers worked by hand, ReLU's slope."""
    return np.asarray(np.interp(a, [-0.5, 0.5], [0.0, 1.0]))


def _weights(x: Array, given: Array | None) -> Array:
    # From 0.5 to 1.5, all different: no two entries of x count alike, so none can stand in for another.
    return (np.linspace(0.5, 1.5, np.size(x)) if given is None else given).reshape(np.shape(x))


def waves(x: Array, weights: Array | None = None) -> float:
    """A weighted sum of sines of the entries."""
    return float(np.sum(_weights(x, weights) * np.sin(x)))


def mixed(x: Array, weights: Array | None = None) -> float:
    """A product and a cube: every entry's slope depends on all the others."""
    total = np.sum(_weights(x, weights) * x)
    return float(total**2 + np.sum(x**3) / 3)


def steep(x: Array, weights: Array | None = None) -> float:
    """A sum of exponentials: its slope changes fast, so one-sided differences are well off."""
    return float(np.sum(np.exp(_weights(x, weights) * x)))


def any_slope(expected: Any, got: Any) -> Any:
    """Where `expected` is nan, any number from 0 to 1 is right: take the student's, if it is one."""
    student = np.asarray(got, dtype=np.float64)
    allowed = np.where((student >= 0) & (student <= 1), student, 0.5)
    return np.where(np.isnan(expected), allowed, expected)


def any_loss(expected: Any, got: Any) -> Any:
    """Where only zeros among the probabilities are at stake, any finite loss but 0: all else is for another check."""
    loss = np.asarray(got, dtype=np.float64)
    return loss if np.isfinite(loss).all() and abs(np.mean(loss)) > 1e-3 else expected


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "sin": np.sin,
    "cos": np.cos,
    "arctan": np.arctan,
    "arctan_prime": arctan_prime,
    "bell": bell,
    "bell_prime": bell_prime,
    "ramp": ramp,
    "identity": identity,
    "doubled": doubled,
    "waves": waves,
    "mixed": mixed,
    "steep": steep,
    "any_slope": any_slope,
    "any_loss": any_loss,
}

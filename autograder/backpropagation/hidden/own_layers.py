"""The layers of exercise 5.5, one of which each student derives: right forward and backward passes, and inputs.

Kept here, and not in `lab`, because students can read `lab`: there stand the formulas of the forward passes, in words
and symbols, and the numbers that are recorded from this module.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.backpropagation.hidden.inputs import Array, Draw
from autograder.course.reference import reference

SLOPE, SMOOTHING, KEPT, EPSILON = 0.1, 0.1, 0.8, 1e-5  # lab/own_layer.py says the same in its formulas
FAR = 1000.0  # logits that a stable formula bears


def _entries(draw: Draw, n: int, m: int) -> tuple[Array, None]:
    return draw.away_from_zero(n, m), None


def _columns_only(draw: Draw, n: int, m: int) -> tuple[Array, None]:
    return draw.array(n, m), None


def _matrix(draw: Draw, n: int, m: int) -> tuple[Array, Array]:
    return draw.array(n, m), draw.array(n, n)


def _mask(draw: Draw, n: int, m: int) -> tuple[Array, Array]:
    return draw.away_from_zero(n, m), np.asarray(draw.rng.random((n, m)) < KEPT, dtype=np.float64)


def _labels(draw: Draw, n: int, m: int) -> tuple[Array, Array]:
    return draw.array(n, m), draw.labels(n, m)


def _target(draw: Draw, n: int, m: int) -> tuple[Array, Array]:
    return draw.array(n, m), reference().one_hot(draw.labels(n, m), n)


def _apart(draw: Draw, n: int, m: int) -> tuple[Array, Array]:
    """Predictions and targets; no difference near 1, where Huber's two pieces meet, nor near 0."""
    target = draw.array(n, m)
    sizes = draw.rng.choice([0.3, 0.6, 1.4, 2.5], (n, m)) * draw.rng.choice([-1.0, 1.0], (n, m))
    return np.asarray(target + sizes), target


def _log_sum_exp(a: Array) -> Array:
    top = a.max(axis=0, keepdims=True)
    return np.asarray(top + np.log(np.sum(np.exp(a - top), axis=0, keepdims=True)))


def _softmax(a: Array) -> Array:
    return np.asarray(reference().softmax(a))


def _smoothed(a: Array, y: Array) -> Array:
    return np.asarray((1 - SMOOTHING) * reference().one_hot(y, len(a)) + SMOOTHING / len(a))


def _normed(a: Array) -> tuple[Array, Array]:
    spread = np.sqrt(a.var(axis=0, keepdims=True) + EPSILON)
    return (a - a.mean(axis=0, keepdims=True)) / spread, spread


def _norm_back(g: Array, a: Array, c: Any) -> Array:
    normed, spread = _normed(a)
    shared = g.mean(axis=0, keepdims=True) + normed * np.mean(g * normed, axis=0, keepdims=True)
    return np.asarray((g - shared) / spread)


def _unit_back(g: Array, a: Array, c: Any) -> Array:
    length = np.linalg.norm(a, axis=0, keepdims=True)
    unit = a / length
    return np.asarray((g - unit * np.sum(g * unit, axis=0, keepdims=True)) / length)


def _squared_back(g: Array, a: Array, c: Array) -> Array:
    p = _softmax(a)
    return np.asarray(g * p * (p - c - np.sum(p * (p - c), axis=0, keepdims=True)))


def _logistic(a: Array) -> Array:
    return np.asarray(reference().logistic(a))


def _huber(a: Array, c: Array) -> Array:
    away = np.abs(a - c)
    return np.asarray(np.sum(np.where(away <= 1, away**2 / 2, away - 0.5), axis=0, keepdims=True))


Backward = Callable[[Array, Array, Any], Array]


@dataclass(frozen=True)
class Layer:
    """One layer: its two passes, what they are given, and whether they must bear logits of ±1000."""

    name: str
    forward: Callable[[Array, Any], Array]
    backward: Backward
    given: Callable[[Draw, int, int], tuple[Array, Any]]
    lost: tuple[Backward, ...] = ()  # backward passes in which the surprising term is missing
    far: bool = False


LAYERS: dict[str, Layer] = {
    layer.name: layer
    for layer in (
        Layer("softplus", lambda a, c: np.logaddexp(0, a), lambda g, a, c: g * _logistic(a), _entries, far=True),
        Layer(
            "leaky_relu",
            lambda a, c: np.where(a > 0, a, SLOPE * a),
            lambda g, a, c: g * np.where(a > 0, 1.0, SLOPE),
            _entries,
            (lambda g, a, c: g * (a > 0),),
        ),
        Layer(
            "skip",
            lambda a, c: a + np.tanh(a),
            lambda g, a, c: g * (2 - np.tanh(a) ** 2),
            _entries,
            (lambda g, a, c: g * (1 - np.tanh(a) ** 2),),
        ),
        Layer(
            "scaled_residual",
            lambda a, c: (a + c @ np.tanh(a)) / np.sqrt(2),
            lambda g, a, c: (g + (1 - np.tanh(a) ** 2) * (c.T @ g)) / np.sqrt(2),
            _matrix,
            (
                lambda g, a, c: (1 - np.tanh(a) ** 2) * (c.T @ g) / np.sqrt(2),
                lambda g, a, c: g / np.sqrt(2),
            ),
        ),
        Layer(
            "layer_norm",
            lambda a, c: _normed(a)[0],
            _norm_back,
            _columns_only,
            (
                lambda g, a, c: g / _normed(a)[1],
                lambda g, a, c: (g - g.mean(axis=0, keepdims=True)) / _normed(a)[1],
            ),
        ),
        Layer(
            "unit_length",
            lambda a, c: a / np.linalg.norm(a, axis=0, keepdims=True),
            _unit_back,
            _columns_only,
            (lambda g, a, c: g / np.linalg.norm(a, axis=0, keepdims=True),),
        ),
        Layer(
            "swish",
            lambda a, c: a * _logistic(a),
            lambda g, a, c: g * _logistic(a) * (1 + a * _logistic(-a)),
            _entries,
            (lambda g, a, c: g * _logistic(a), lambda g, a, c: g * a * _logistic(a) * _logistic(-a)),
        ),
        Layer(
            "log_softmax",
            lambda a, c: a - _log_sum_exp(a),
            lambda g, a, c: g - _softmax(a) * np.sum(g, axis=0, keepdims=True),
            _columns_only,
            (lambda g, a, c: g * (1 - _softmax(a)), lambda g, a, c: g),
            far=True,
        ),
        Layer(
            "label_smoothing",
            lambda a, c: np.sum(_smoothed(a, c) * (_log_sum_exp(a) - a), axis=0, keepdims=True),
            lambda g, a, c: g * (_softmax(a) - _smoothed(a, c)),
            _labels,
            (lambda g, a, c: g * (_softmax(a) - reference().one_hot(c, len(a))),),
            far=True,
        ),
        Layer(
            "squared_error_at_softmax",
            lambda a, c: np.sum((_softmax(a) - c) ** 2, axis=0, keepdims=True) / 2,
            _squared_back,
            _target,
            (
                lambda g, a, c: g * (_softmax(a) - c),
                lambda g, a, c: g * (_softmax(a) - c) * _softmax(a) * (1 - _softmax(a)),
            ),
        ),
        Layer("huber", _huber, lambda g, a, c: g * np.clip(a - c, -1, 1), _apart, (lambda g, a, c: g * (a - c),)),
        Layer("dropout", lambda a, c: a * c / KEPT, lambda g, a, c: g * c / KEPT, _mask, (lambda g, a, c: g * c,)),
    )
}


def inputs(layer: Layer, draw: Draw) -> list[tuple[str, Array, Array, Any]]:
    """Draw what the passes are given: (in words, ∇ of what comes out, a, c). Several columns, one, and logits far out.

    The upstream gradient is drawn, too: a gradient of ones would hide a factor that is dropped.
    """
    found = []
    n, m, p = draw.sizes(3)
    for columns, rows, scale in ((m, n, 1.0), (1, p, 1.0), *(((3, p, FAR),) if layer.far else ())):
        a, c = layer.given(draw, rows, columns)
        a = a * scale
        grad = draw.away_from_zero(*layer.forward(a, c).shape)
        far = ", around ±1000" if scale > 1 else ""
        found.append((f"a of shape ({rows}, {columns}){far}", grad, a, c))
    return found

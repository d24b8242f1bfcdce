# Made by `make release` from solutions/backpropagation/lab/worked.py: edit that file, not this one.
"""The network that notebooks 03 and 04 work by hand: every number, as an array, with its source.

The text and the visible checks both take their numbers from here, so they cannot come apart.
All weights and biases of the last layer are multiples of c = ln 2: then every exp(a) is a power of two, and pencil
and paper are enough. Two examples are columns; column 0 is the example that the text works first.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from lab.parameters import Parameters

Array = npt.NDArray[Any]

LN2 = float(np.log(2.0))  # the text calls it c
SIZES = (4, 2, 3)  # n_0 inputs, n_1 hidden units with g = ReLU, n_2 classes with O = softmax


def _array(rows: list[list[float]]) -> Array:
    return np.array(rows, dtype=np.float64)


def theta() -> Parameters:
    """W_1 (2, 4), b_1 (2, 1), W_2 (3, 2), b_2 (3, 1): chosen, not computed."""
    W_1 = _array([[1, 0, -1, 1], [1, 1, -1, 0]])
    b_1 = _array([[1], [-1]])
    W_2 = LN2 * _array([[-1, 1], [1, -2], [1, 0]])
    b_2 = LN2 * _array([[1], [0], [-1]])
    return Parameters([None, W_1, W_2], [None, b_1, b_2])


def inputs() -> Array:
    """X = h_0, (4, 2): chosen."""
    return _array([[1, 0], [0, 2], [2, 0], [1, 1]])


def labels() -> Array:
    """y, (2,): chosen. The first example is of class 0, the second of class 2."""
    return np.array([0, 2])


# ── forward: notebook 03 ────────────────────────────────────────────────────────────


def a_1() -> Array:
    """b_1 + W_1 X. Column 0: (1 + 1-2+1, -1 + 1-2); column 1: (1 + 1, -1 + 2)."""
    return _array([[1, 2], [-2, 1]])


def h_1() -> Array:
    """ReLU of a_1: the -2 becomes 0."""
    return _array([[1, 2], [0, 1]])


def a_2() -> Array:
    """b_2 + W_2 h_1. Column 0: c(1-1, 0+1, -1+1); column 1: c(1-2+1, 0+2-2, -1+2)."""
    return LN2 * _array([[0, 0], [1, 0], [0, 1]])


def y_hat() -> Array:
    """Softmax of a_2: exp gives (1, 2, 1) and (1, 1, 2), each with sum 4."""
    return _array([[1, 1], [2, 1], [1, 2]]) / 4


def losses() -> Array:
    """-ln y_hat of the true class, (2,): -ln(1/4) = 2c and -ln(1/2) = c. Their mean is 3c/2."""
    return LN2 * np.array([2.0, 1.0])


# ── backward: notebook 04 ────────────────────────────────────────────────────────────


def grad_a_2() -> Array:
    """-(e(y) - y_hat), per example. Column 0: (1/4-1, 1/2, 1/4); column 1: (1/4, 1/4, 1/2-1)."""
    return _array([[-3, 1], [2, 1], [1, -2]]) / 4


def grad_W_2_each() -> tuple[Array, Array]:
    """grad_a_2 h_1ᵀ of each example by itself: the outer products with (1, 0) and with (2, 1)."""
    return _array([[-3, 0], [2, 0], [1, 0]]) / 4, _array([[2, 1], [2, 1], [-4, -2]]) / 4


def grad_W_2() -> Array:
    """Average the two outer products."""
    return _array([[-1, 1], [4, 1], [-3, -2]]) / 8


def grad_b_2() -> Array:
    """Average the two columns of grad_a_2."""
    return _array([[-2], [3], [-1]]) / 8


def grad_h_1() -> Array:
    """W_2ᵀ grad_a_2. Column 0: c(3/4+1/2+1/4, -3/4-1); column 1: c(-1/4+1/4-1/2, 1/4-1/2)."""
    return LN2 * _array([[6, -2], [-7, -1]]) / 4


def relu_prime_of_a_1() -> Array:
    """Slopes of ReLU at a_1 = ((1, 2), (-2, 1)): only the -2 is on the flat side."""
    return _array([[1, 1], [0, 1]])


def grad_a_1() -> Array:
    """grad_h_1 ⊙ g'(a_1): the -7c/4 is gated away."""
    return LN2 * _array([[6, -2], [0, -1]]) / 4


def grad_W_1_each() -> tuple[Array, Array]:
    """grad_a_1 xᵀ of each by itself: c(3/2, 0) with (1, 0, 2, 1), and c(-1/2, -1/4) with (0, 2, 0, 1)."""
    first = LN2 * _array([[6, 0, 12, 6], [0, 0, 0, 0]]) / 4
    second = LN2 * _array([[0, -4, 0, -2], [0, -2, 0, -1]]) / 4
    return first, second


def grad_W_1() -> Array:
    """Average the two outer products."""
    return LN2 * _array([[6, -4, 12, 4], [0, -2, 0, -1]]) / 8


def grad_b_1() -> Array:
    """Average the two columns of grad_a_1."""
    return LN2 * _array([[4], [-1]]) / 8


def grads() -> Parameters:
    """Whole gradient of the mean loss, as `back_propagation` returns it."""
    return Parameters([None, grad_W_1(), grad_W_2()], [None, grad_b_1(), grad_b_2()])


def g_prime(a: Array) -> Array:
    """Give the slopes that the text writes down, entry by entry; ValueError for a number that is not in a_1."""
    if not np.isin(a, a_1()).all():
        raise ValueError("lab.worked.g_prime knows the slopes at the numbers of a_1 only: 1, 2 and -2")
    return np.where(np.equal(a, -2), 0.0, 1.0)

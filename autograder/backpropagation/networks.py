"""Networks, losses and slopes for the probes: not the checks' own; equal widths and batches of one among them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from lab.parameters import Parameters
from numpy.typing import NDArray

from autograder.course.reference import reference

Array = NDArray[Any]
Rng = np.random.Generator
Function = Callable[..., Any]


@dataclass(frozen=True)
class Network:
    """A network with a forward pass."""

    sizes: list[int]
    theta: Parameters
    X: Array
    y: Array
    g: Function
    g_prime: Function
    h: list[Any]
    a: list[Any]
    y_hat: Array


def tensors(theta: Any, f: Callable[[Array], Any]) -> Parameters:
    """Apply f to every W_k and b_k."""
    return Parameters(*([None, *(f(w) for w in part[1:])] for part in theta))


def network(rng: Rng, L: int) -> Network:
    """Draw one of L layers, and run it forward."""
    r = reference()
    pairs = ((np.tanh, r.tanh_prime), (r.relu, r.relu_prime), (np.sin, np.cos), (r.logistic, r.logistic_prime))
    g, g_prime = pairs[int(rng.integers(4))]
    sizes = [int(n) for n in rng.integers(2, 7, L + 1)]
    m = int(rng.integers(1, 8))
    W = [None, *(rng.standard_normal((n, below)) for below, n in zip(sizes, sizes[1:], strict=False))]
    b = [None, *(rng.standard_normal((n, 1)) for n in sizes[1:])]
    theta, X = Parameters(W, b), rng.standard_normal((sizes[0], m))
    h, a, y_hat = r.forward_propagation(theta, X, g, r.softmax)
    return Network(sizes, theta, X, rng.integers(0, sizes[-1], m), g, g_prime, h, a, y_hat)


def problem_bowl(rng: Rng) -> tuple[Parameters, Function, Parameters]:
    """Draw parameters, a loss whose slopes are known, and these."""
    theta = network(rng, int(rng.integers(1, 4))).theta
    weights = tensors(theta, lambda w: rng.uniform(0.5, 2.0, w.shape))

    def loss(at: Any) -> float:
        pairs = zip((w for part in at for w in part[1:]), (c for part in weights for c in part[1:]), strict=True)
        return float(sum(np.sum(c * np.cos(w)) for w, c in pairs))

    grads = Parameters(
        *(
            [None, *(-c * np.sin(w) for w, c in zip(p[1:], q[1:], strict=True))]
            for p, q in zip(theta, weights, strict=True)
        )
    )
    return copy.deepcopy(theta), loss, grads


def slopes(theta: Any, kind: int) -> Parameters:
    """Slopes at theta: of a bowl, of waves, tiny ones, or none at all in the biases."""
    if kind == 3:
        return Parameters(tensors(theta, np.cos).W, tensors(theta, np.zeros_like).b)
    f = (lambda w: 1.5 * w - 0.2, np.sin, lambda w: 1e-5 * (2 + np.cos(w)))[kind]
    return tensors(theta, f)

"""Inputs for the checks: sizes that all differ, parameters with biases, labels, functions.

One set of builders serves twice: hidden checks draw from the run's seed; the visible checks' numbers are recorded from
a fixed one, rounded so that people can read them, and with functions that give no exercise away.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

import numpy as np
from lab.check.engine import plain
from lab.check.engine.calling import Answer
from lab.optimizers import each
from lab.parameters import Parameters
from numpy.typing import NDArray

from autograder.checks import hold as holding
from autograder.course.reference import reference

Array = NDArray[Any]
Function = Callable[..., Any]


class Activation(NamedTuple):
    """A function for the hidden layers, and its derivative."""

    name: str
    g: Function
    g_prime: Function


class Net(NamedTuple):
    """A network with a consistent forward pass: h[k] really is g(a[k])."""

    sizes: list[int]
    theta: Parameters
    X: Array
    y: Array
    h: list[Any]
    a: list[Any]
    y_hat: Array

    @property
    def m(self) -> int:
        """The number of examples."""
        return int(self.X.shape[1])


class Draw:
    """Draws inputs from one generator. `visible`: rounded numbers, and functions from `lab.check.engine.plain`."""

    def __init__(self, rng: np.random.Generator, *, visible: bool = False) -> None:
        self.rng, self.visible = rng, visible

    def sizes(self, count: int) -> list[int]:
        """Draw sizes from 3 to 8, no two alike: neither a 2 nor a 1, which could be a constant or no size at all."""
        return [int(n) for n in self.rng.choice(np.arange(3, 9), size=count, replace=False)]

    def array(self, *shape: int, spread: float = 1.0) -> Array:
        """Draw normal numbers."""
        numbers = spread * self.rng.standard_normal(shape)
        return np.asarray(np.round(numbers, 2) if self.visible else numbers)

    def away_from_zero(self, *shape: int) -> Array:
        """Draw numbers of either sign with magnitudes from 0.2 to 2: no kink and no vanishing entry is near."""
        numbers = self.rng.uniform(0.2, 2.0, shape) * self.rng.choice([-1.0, 1.0], shape)
        return np.asarray(np.round(numbers, 2) if self.visible else numbers)

    def labels(self, k: int, m: int) -> Array:
        """Draw labels from 0 … k-1, at least two different ones."""
        y = self.rng.integers(0, k, m)
        y[:2] = self.rng.choice(k, size=2, replace=False)[: min(m, 2)]
        return np.asarray(y)

    def probabilities(self, k: int, m: int) -> Array:
        """Draw columns that add up to 1, no entry below about 1/20 of 1/k."""
        p = self.rng.uniform(0.2, 2.0, (k, m))
        return np.asarray(p / p.sum(axis=0))

    def theta(self, sizes: list[int]) -> Parameters:
        """Draw parameters with biases that are not zero."""
        W: list[Any] = [None]
        b: list[Any] = [None]
        for below, n in zip(sizes, sizes[1:], strict=False):
            W.append(self.array(n, below, spread=1.5 / np.sqrt(below)))
            b.append(self.away_from_zero(n, 1))
        return Parameters(W, b)

    def activations(self) -> list[Activation]:
        """Return every activation of the course, or those of the visible checks."""
        if self.visible:
            return [
                Activation("sin", np.sin, np.cos),
                Activation("arctan", np.arctan, plain.arctan_prime),
                Activation("bell", plain.bell, plain.bell_prime),
            ]
        r = reference()
        return [
            Activation("tanh", np.tanh, r.tanh_prime),
            Activation("relu", r.relu, r.relu_prime),
            Activation("logistic", r.logistic, r.logistic_prime),
        ]

    def weighted(self, kind: Function, count: int) -> Function:
        """Return a function of `plain` with drawn weights, so that only calling it tells what it gives."""
        return kind if self.visible else partial(kind, weights=self.rng.uniform(0.5, 1.5, count))

    def moved(self, slopes: Function) -> Function:
        """Return slopes of `lab.check.examiners.steps` at theta stretched and moved by drawn numbers."""
        if self.visible:
            return slopes
        stretched, shifted = self.rng.uniform(0.8, 1.2), self.rng.uniform(-0.2, 0.2)
        return lambda theta: slopes(each(lambda w: stretched * w + shifted, theta))

    def outputs(self) -> list[tuple[str, Function]]:
        """Return functions that can stand for O: the course's, or those of the visible checks."""
        if self.visible:
            return [("arctan", np.arctan), ("bell", plain.bell), ("doubled", plain.doubled)]
        return [("softmax", reference().softmax), ("identity", plain.identity), ("logistic", reference().logistic)]

    def net(self, L: int, activation: Activation, *, square: bool = False) -> Net:
        """Draw a network of L layers and a batch, far enough from ReLU's kink, and run it forward.

        `square`: all widths and the number of examples are one.
        """
        for _ in range(100):
            *sizes, m = self.sizes(1) * (L + 2) if square else self.sizes(L + 2)
            theta, X = self.theta(sizes), self.array(sizes[0], m)
            h, a, y_hat = reference().forward_propagation(theta, X, activation.g, reference().softmax)
            # A probability of 1e-6 and more, and a kink further away than any step of a gradient check.
            nearest = min((float(np.min(np.abs(x))) for x in a[1:L]), default=1.0)
            if nearest > 1e-3 and float(np.min(y_hat)) > 1e-5:
                return Net(sizes, theta, X, self.labels(sizes[-1], m), h, a, y_hat)
        raise RuntimeError("no network with a usable forward pass in 100 draws")


def hold(check: holding.Check, function: Function) -> list[Answer]:
    """Raise CheckFailed unless `function` is right on fresh cases of `check`, drawn from the run's seed."""
    return holding.hold(check, function, Draw)

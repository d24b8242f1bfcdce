"""Hidden checks of notebook 06: one update, and several iterations of the algorithm against our own."""

from __future__ import annotations

import numpy as np
from lab.check.engine.examine import Case

from autograder.backpropagation.hidden.descent import (
    examine_defaults,
    examine_descent,
    examine_draws,
    examine_length,
)
from autograder.backpropagation.hidden.inputs import Draw, Function, hold
from autograder.checks.hold import Check
from autograder.checks.seed import rng
from autograder.course.reference import reference


def update_parameters_cases(draw: Draw) -> list[Case]:
    """Networks of three layers and of one, learning rates large and small."""
    cases = []
    for L, eta in ((3, 0.3), (1, 0.05)):
        sizes = draw.sizes(L + 1)
        theta, grads = draw.theta(sizes), draw.theta(sizes)
        expected = reference().update_parameters(theta, grads, eta)
        cases.append(Case(f"sizes {sizes}, eta = {eta}", (theta, grads, eta), expected))
    return cases


UPDATE = Check("update_parameters", "update_parameters", update_parameters_cases)


def update_parameters(update_parameters: Function) -> None:
    """Hold to θ - η∇θ, every tensor of it, in new arrays."""
    hold(UPDATE, update_parameters)


def gradient_descent(gradient_descent: Function) -> None:
    """Hold to our own iterations from the student's own start, for every activation; 1000 iterations by default."""
    draw = Draw(rng("gradient_descent"))
    tanh, relu, logistic = draw.activations()
    for L, activation, eta, steps in ((2, tanh, 0.5, 6), (3, relu, 0.05, 4), (2, logistic, 2.0, 3), (1, tanh, 0.2, 1)):
        *sizes, m = draw.sizes(L + 2)
        X, y = draw.array(sizes[0], m), draw.labels(sizes[-1], m)
        start = int(draw.rng.integers(1 << 31))
        examine_descent(gradient_descent, X, y, sizes, eta, steps, activation, start)
    X, y = draw.array(3, 4), np.array([0, 1, 1, 0])
    examine_draws(gradient_descent, X, y, [3, 2], int(draw.rng.integers(1 << 31)))
    examine_defaults(gradient_descent, X, y, [3, 3, 2], int(draw.rng.integers(1 << 31)))
    # One layer: a thousand iterations are the dearest thing that any check asks for.
    examine_length(gradient_descent, X, y, [3, 2], int(draw.rng.integers(1 << 31)))

"""Hidden checks of notebook 04: each step of the backward pass, and the pass as a whole.

The whole pass is held to the reference and, so that the two can't be wrong together, to central differences of our own
loss. Every forward pass is consistent (h really is g(a)), so it does no harm which of the two a student uses.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from lab.check.engine.examine import Case
from lab.parameters import Parameters

from autograder.backpropagation.hidden.gradients import examine_gradients
from autograder.backpropagation.hidden.inputs import Activation, Array, Draw, Function, Net, hold
from autograder.checks.hold import Check
from autograder.checks.seed import rng
from autograder.course.reference import reference


def output_gradient_cases(draw: Draw) -> list[Case]:
    """Probabilities of several shapes; among them some that are exactly 0 or 1."""
    k, m, n = draw.sizes(3)
    pairs = [
        (f"{m} columns of {k} probabilities", draw.probabilities(k, m), draw.labels(k, m)),
        (f"{n} columns of {m} probabilities", draw.probabilities(m, n), draw.labels(m, n)),
        (f"one column of {n} probabilities", draw.probabilities(n, 1), draw.labels(n, 1)),
    ]
    y = draw.labels(n, k)
    sure = reference().one_hot(np.roll(y, 1), n)
    pairs.append((f"{k} columns of {n} probabilities, each 0 or 1", sure, y.astype(np.int32)))
    return [
        Case(words, (y_hat, y), reference().output_gradient(y_hat, y), {"k": y_hat.shape[0], "m": y_hat.shape[1]})
        for words, y_hat, y in pairs
    ]


def parameter_gradients_cases(draw: Draw) -> list[Case]:
    """Batches of several sizes, one of them of a single example."""
    n, below, m, other = draw.sizes(4)
    sizes = ((n, below, m), (below, n, other), (n, below, 1))
    return [_parameter_gradients_case(draw, *size) for size in sizes]


def _parameter_gradients_case(draw: Draw, rows: int, columns: int, examples: int) -> Case:
    grad_a, h_below = draw.array(rows, examples), draw.away_from_zero(columns, examples)
    words = f"grad_a of shape {grad_a.shape}, h_below of shape {h_below.shape}"
    expected = tuple(reference().parameter_gradients(grad_a, h_below))
    sizes = {"m": examples, "n": rows}
    return Case(words, (grad_a, h_below), expected, sizes, names=("grad_W", "grad_b"))


def parameter_gradients_square(draw: Draw) -> list[Case]:
    """As many units as examples: a missing transpose gives numbers there, and no exception."""
    return [_parameter_gradients_case(draw, n, n, n) for n in draw.sizes(2)]


def hidden_gradient_cases(draw: Draw) -> list[Case]:
    """Weights that are not square."""
    n, below, m, other = draw.sizes(4)
    sizes = ((n, below, m), (below, n, other), (n, below, 1))
    return [_hidden_gradient_case(draw, *size) for size in sizes]


def _hidden_gradient_case(draw: Draw, rows: int, columns: int, examples: int) -> Case:
    W, grad_a = draw.array(rows, columns), draw.array(rows, examples)
    words = f"W of shape {W.shape}, grad_a of shape {grad_a.shape}"
    sizes = {"m": examples, "n": rows}
    return Case(words, (W, grad_a), reference().hidden_gradient(W, grad_a), sizes)


def hidden_gradient_square(draw: Draw) -> list[Case]:
    """As many units above as below, and as many examples: a missing transpose gives numbers there, and no exception."""
    return [_hidden_gradient_case(draw, n, n, n) for n in draw.sizes(2)]


def preactivation_gradient_cases(draw: Draw) -> list[Case]:
    """Every activation's derivative."""
    return [_preactivation_case(draw, activation, *draw.sizes(2)) for activation in draw.activations()]


def preactivation_gradient_square(draw: Draw) -> list[Case]:
    """As many units as examples: a matrix product gives numbers there, and no exception."""
    return [_preactivation_case(draw, activation, 4, 4) for activation in draw.activations()[:2]]


def _preactivation_case(draw: Draw, activation: Activation, n: int, m: int) -> Case:
    grad_h, a, g_prime = draw.away_from_zero(n, m), draw.away_from_zero(n, m), activation.g_prime

    expected = reference().preactivation_gradient(grad_h, a, g_prime)
    words = f"{m} columns of {n} entries, the derivative of {activation.name}"
    return Case(words, (grad_h, a, g_prime), expected, {"m": m, "n": n})


def _backward(net: Net, g_prime: Function) -> Any:
    grads = reference().back_propagation(net.theta, net.h, net.a, net.y_hat, net.y, g_prime)
    return Parameters(*grads)


def _net_case(net: Net, activation: Activation) -> Case:
    g_prime = activation.g_prime
    words = f"sizes {net.sizes}, {net.m} example{'s' * (net.m > 1)}, g = {activation.name}"
    arguments = (net.theta, net.h, net.a, net.y_hat, net.y, g_prime)
    return Case(words, arguments, _backward(net, g_prime), {"m": net.m})


def back_propagation_cases(draw: Draw) -> list[Case]:
    """Networks of one layer to four, every activation."""
    return [_net_case(net, activation) for net, activation in _nets(draw)]


def equal_widths(draw: Draw) -> list[Case]:
    """Layers as wide as the input, a batch as large: a shape that fits nowhere else fits here. And two layers."""
    first, _, third = draw.activations()
    nets = [(draw.net(L, first, square=True), first) for L in (2, 3)]
    nets += [(draw.net(2, activation), activation) for activation in (first, third)]
    return [_net_case(net, activation) for net, activation in nets]


def _nets(draw: Draw) -> list[tuple[Net, Activation]]:
    first, second, third = draw.activations()
    depths = [(3, first), (4, second), (2, third), (1, first)]
    if draw.visible:
        depths = [(3, first), (2, third)]
    return [(draw.net(L, activation), activation) for L, activation in depths]


OUTPUT_GRADIENT = Check("output_gradient", "output_gradient", output_gradient_cases)
PARAMETER_GRADIENTS = Check(
    "parameter_gradients", "parameter_gradients", parameter_gradients_cases, more=parameter_gradients_square
)
HIDDEN_GRADIENT = Check("hidden_gradient", "hidden_gradient", hidden_gradient_cases, more=hidden_gradient_square)
PREACTIVATION_GRADIENT = Check(
    "preactivation_gradient",
    "preactivation_gradient",
    preactivation_gradient_cases,
    more=preactivation_gradient_square,
)
BACK_PROPAGATION = Check("back_propagation", "back_propagation", back_propagation_cases, more=equal_widths)


def output_gradient(output_gradient: Function) -> None:
    """Hold to -(e(y) - ŷ), a column for each example."""
    hold(OUTPUT_GRADIENT, output_gradient)


def parameter_gradients(parameter_gradients: Function) -> None:
    """Hold to the means over the batch of ∇_{a_k} h_{k-1}ᵀ and ∇_{a_k}."""
    hold(PARAMETER_GRADIENTS, parameter_gradients)


def hidden_gradient(hidden_gradient: Function) -> None:
    """Hold to W_kᵀ ∇_{a_k}."""
    hold(HIDDEN_GRADIENT, hidden_gradient)


def preactivation_gradient(preactivation_gradient: Function) -> None:
    """Hold to ∇_{h_k} ⊙ g′(a_k)."""
    hold(PREACTIVATION_GRADIENT, preactivation_gradient)


def back_propagation(back_propagation: Function) -> None:
    """Hold to the reference's gradients, and to central differences of our own loss."""
    answers = hold(BACK_PROPAGATION, back_propagation)
    draw = Draw(rng(BACK_PROPAGATION.name))  # the same networks again
    for (net, activation), answer in zip(_nets(draw), answers, strict=True):
        examine_gradients("back_propagation", _loss(net, activation.g), net.theta, answer.value, draw.rng)


def _loss(net: Net, g: Function) -> Any:
    def loss(theta: Parameters) -> float:
        y_hat: Array = reference().forward_propagation(theta, net.X, g, reference().softmax)[2]
        return float(reference().cross_entropy(y_hat, net.y))

    return loss

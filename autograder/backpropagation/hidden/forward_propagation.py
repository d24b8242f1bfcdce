"""Hidden checks of notebook 03: initial parameters by their statistics, and the forward pass by its every array."""

from __future__ import annotations

import math
from dataclasses import replace

from lab.check.engine.examine import Case
from lab.check.examiners import initial
from lab.parameters import Parameters

from autograder.backpropagation.hidden.inputs import Activation, Array, Draw, Function, hold
from autograder.checks.hold import Check
from autograder.checks.recognise import explained
from autograder.checks.seed import rng
from autograder.course.reference import reference

NAMES = ("h", "a", "y_hat")


def _case(words: str, theta: Parameters, X: Array, g: Function, O: Function) -> Case:
    expected = tuple(reference().forward_propagation(theta, X, g, O))
    sizes = {"m": X.shape[1]}
    return Case(words, (theta, X, g, O), expected, sizes, names=NAMES)


def _net_case(draw: Draw, L: int, m: int, activation: Activation, output: tuple[str, Function]) -> Case:
    sizes = [n for n in draw.sizes(min(L + 2, 6)) if n != m][: L + 1]
    words = f"sizes {sizes}, {m} example{'s' * (m > 1)}, g = {activation.name}, O = {output[0]}"
    return _case(words, draw.theta(sizes), draw.array(sizes[0], m), activation.g, output[1])


def forward_propagation_cases(draw: Draw) -> list[Case]:
    """One ordinary family: three layers, one activation, one output function, batches of different size."""
    activation, output = draw.activations()[0], draw.outputs()[0]
    m, other = draw.sizes(2)
    return [_net_case(draw, 3, m, activation, output), _net_case(draw, 3, other, activation, output)]


def forward_propagation_general_cases(draw: Draw) -> list[Case]:
    """Every activation, several output functions, one layer to five, a batch of one, tiny inputs."""
    first, second, third = draw.activations()
    softmax, identity, other = draw.outputs()
    m = draw.sizes(1)[0]
    tiny = draw.theta([5, 3, 4])
    deep = [] if draw.visible else [_net_case(draw, 4, 9, third, other)]
    cases = [
        _net_case(draw, 2, m, second, softmax),
        _net_case(draw, 1, m, second, identity),
        _net_case(draw, 1, m + 1, third, softmax),
        *deep,
        _net_case(draw, 3, 1, first, identity),
        _case("sizes [5, 3, 4], 7 examples of tiny inputs", tiny, draw.array(5, 7) * 1e-6, first.g, softmax[1]),
    ]
    # An argument that is changed in place has cost its marks in the other cell.
    return [replace(case, unchanged_to=math.inf) for case in cases]


def equal_widths(draw: Draw) -> list[Case]:
    """Layers as wide as the input, a batch as large: a shape that fits nowhere else fits here. And two layers."""
    activation, output = draw.activations()[0], draw.outputs()[0]
    n, m, other = draw.sizes(3)
    square = [draw.theta([n] * (L + 1)) for L in (2, 3)]
    cases = [
        _case(f"{len(theta.W) - 1} layers of {n} units, {n} examples", theta, draw.array(n, n), activation.g, output[1])
        for theta in square
    ]
    return [*cases, _net_case(draw, 2, m, activation, output), _net_case(draw, 2, other, activation, output)]


# Whoever always takes this family's g and O has lost the marks of the general check, and keeps these.
FORWARD = Check(
    "forward_propagation",
    "forward_propagation",
    forward_propagation_cases,
    more=equal_widths,
    least=lambda calls: 0,
)
GENERAL = Check(
    "forward_propagation_general", "forward_propagation", forward_propagation_general_cases, more=equal_widths
)


def initialize_parameters(initialize_parameters: Function) -> None:
    """Hold to zero biases, and weights of mean 0 and a spread of about 1/√n_{k-1}, whatever the scheme."""
    explained("initialize_parameters", _examine_initial, initialize_parameters)


def _examine_initial(initialize_parameters: Function) -> None:
    seed = int(rng("initialize_parameters").integers(1 << 31))
    initial.examine_initial(initialize_parameters, seed, visible=False)


def forward_propagation(forward_propagation: Function) -> None:
    """Hold to h, a and y_hat of a network of three layers."""
    hold(FORWARD, forward_propagation)


def forward_propagation_general(forward_propagation: Function) -> None:
    """Hold to the same for every activation, any output function and any depth."""
    hold(GENERAL, forward_propagation)

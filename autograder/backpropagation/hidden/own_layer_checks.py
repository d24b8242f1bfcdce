"""Hidden checks of exercise 5.5: a function is held to the layer that it comes nearest to, whoever's layer that is.

Which layer a student was to derive follows from the id, which the checks don't know, and no mark hangs on it. Where
right work is for another layer than the id draws, a remark tells the person who grades.
"""

from __future__ import annotations

from functools import cache, partial
from typing import Any

from lab import own_layer
from lab.check.engine.causes import Cause, add
from lab.check.engine.closeness import Closeness
from lab.check.engine.examine import Case, examine
from lab.check.examiners.own_layer import nearest, right_for

from autograder.backpropagation.hidden.inputs import Draw, Function, hold
from autograder.backpropagation.hidden.own_layers import LAYERS, Layer, inputs
from autograder.checks.hold import Check
from autograder.checks.remarks import remark
from autograder.checks.seed import rng
from autograder.course.layout import ARGUMENTS

FORWARD, BACKWARD = "own_layer_forward", "own_layer_backward"
# Means, roots and exponentials in another order: some ten roundings; of a difference of numbers near 1000 less is left.
CLOSE, CLOSE_FAR = Closeness(relative=1e-8), Closeness(relative=1e-6, absolute=1e-9)
add(
    Cause(
        "path_lost",
        "a path from a to what comes out is lost",
        "Move one entry of a a little. In which entries of what comes out does that show, and along which paths?",
    ),
)


def _case(name: str, layer: Layer, drawn: tuple[str, Any, Any, Any]) -> Case:
    words, grad, a, c = drawn
    close = CLOSE_FAR if "1000" in words else CLOSE
    words = f"{own_layer.LAYERS[layer.name].title}, {words}"
    sizes = {"n": a.shape[0], "m": a.shape[1]}
    if name == FORWARD:
        return Case(words, (a, c), layer.forward(a, c), sizes, close=close, quiet=layer.far)
    lost = {f"path_lost:{i}": wrong(grad, a, c) for i, wrong in enumerate(layer.lost)}
    return Case(words, (grad, a, c), layer.backward(grad, a, c), sizes, lost, close=close, quiet=layer.far)


def cases(name: str, layer: Layer, draw: Draw) -> list[Case]:
    """Give the cases of one pass of one layer."""
    return [_case(name, layer, drawn) for drawn in inputs(layer, draw)]


@cache
def checks(name: str) -> dict[str, Check]:
    """A check for each layer, by its name. `name`: own_layer_forward or own_layer_backward."""
    return {layer.name: Check(name, name, partial(cases, name, layer)) for layer in LAYERS.values()}


def hold_forward(function: Function) -> None:
    """Raise CheckFailed unless `function` is the forward pass of a layer; the failure is the nearest one's."""
    found = nearest(FORWARD, function, _drawn(FORWARD))
    _hold(FORWARD, function, found)
    remark(partial(_of_another, found))


def hold_backward(function: Function, forward: Function | None) -> None:
    """The same for a backward pass: of the layer whose forward pass the student has; where that is wrong, of any."""
    found = forward and right_for(FORWARD, forward, _drawn(FORWARD))
    _hold(BACKWARD, function, found or nearest(BACKWARD, function, _drawn(BACKWARD)))


def _drawn(name: str) -> dict[str, list[Case]]:
    return {layer: list(check.cases(Draw(rng(name)))) for layer, check in checks(name).items()}


def _hold(name: str, function: Function, found: str) -> None:
    if found == "softplus":  # the layer of the course's own solution: only of its mistakes there is a model
        hold(checks(name)[found], function)
    else:
        examine(function, name, _drawn(name)[found], labels=ARGUMENTS[name])


def _of_another(found: str, student: str) -> str:
    drawn = own_layer.drawn(student).name
    return "" if found == drawn else f"own_layer_forward is right for {found}; the id {student} draws {drawn}"

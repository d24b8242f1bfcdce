"""The four optimizers of the course by their flags, gd, momentum, nag and adam, and what their steps are written with.

The only place that says which flag means which function, and which learning rate suits it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lab.parameters import Parameters


@dataclass(frozen=True)
class Optimizer:
    """One way to take a step."""

    flag: str  # what the course's own assignment calls it on the command line
    function: str  # the function of notebook 07 that takes the step
    title: str  # for legends and tables
    eta: float  # a learning rate that suits it, for mini-batches of Fashion-MNIST


OPTIMIZERS: dict[str, Optimizer] = {
    optimizer.flag: optimizer
    for optimizer in (
        Optimizer("gd", "gd_step", "gradient descent", 0.1),
        Optimizer("momentum", "momentum_step", "momentum", 0.1),
        Optimizer("nag", "nesterov_step", "Nesterov", 0.1),
        Optimizer("adam", "adam_step", "Adam", 0.002),
    )
}


def each(f: Callable[..., Any], *parameters: tuple[Any, Any]) -> Parameters:
    """Apply `f` to every W_k and every b_k, k = 1 … L, of one or more structures of theta's shape.

    `each(np.maximum, one, other)` takes the larger of each pair of entries. Index 0 stays None. The arguments may
    be plain tuples; the answer is always `Parameters`.
    """
    W, b = (
        [None, *(f(*tensors) for tensors in zip(*(p[half][1:] for p in parameters), strict=True))] for half in (0, 1)
    )
    return Parameters(W, b)


Step = Callable[..., tuple[Any, Any]]


def cooled(step: Step, steps: int) -> Step:
    """Make a step whose learning rate falls from `eta` to almost 0, along a straight line, within `steps` steps.

    It is called as `step` is, and keeps how far it has come in its state, beside the state of `step`.
    """

    def cooled_step(theta: Any, gradient: Callable[[Any], Any], state: Any, eta: float) -> tuple[Any, Any]:
        taken, inner = (0, None) if state is None else state
        theta, inner = step(theta, gradient, inner, eta * max(0.0, 1 - taken / steps))
        return theta, (taken + 1, inner)

    return cooled_step

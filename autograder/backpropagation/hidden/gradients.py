"""Holding gradients to central differences of a loss: along a random direction first, then entry by entry.

A direction needs two losses for a whole tensor; only where it disagrees are the entries looked at, to name the worst.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from lab.check.engine.causes import hint_for
from lab.check.engine.findings import CheckFailed, Finding
from lab.parameters import Parameters
from numpy.typing import NDArray

Array = NDArray[Any]
Loss = Callable[[Parameters], float]

STEP = 1e-5
# The error of a central difference with step s of a loss of size 1: s²/6 |f'''| from truncation, with |f'''| up to
# some 100 for our networks 2e-9, and 2e-16/s = 2e-11 from rounding. Slopes along a unit direction are 0.01 to 1.
RELATIVE, FLOOR = 1e-5, 1e-8


def _moved(theta: Parameters, part: str, k: int, tensor: Array) -> Parameters:
    tensors = list(getattr(theta, part))
    tensors[k] = tensor
    return theta._replace(**{part: tensors})


def difference(loss: Loss, theta: Parameters, part: str, k: int, direction: Array) -> float:
    """Return the slope of `loss` at theta along `direction`, in the tensor `part`[k], by central differences."""
    tensor = getattr(theta, part)[k]
    above = loss(_moved(theta, part, k, tensor + STEP * direction))
    below = loss(_moved(theta, part, k, tensor - STEP * direction))
    return (above - below) / (2 * STEP)


def agree(numeric: float, analytic: float) -> bool:
    """Whether two slopes are the same, up to the error of a central difference; NaN is never."""
    if not np.isfinite([numeric, analytic]).all():
        return False
    return bool(abs(numeric - analytic) <= RELATIVE * max(abs(numeric), abs(analytic)) + FLOOR)


def _tensors(theta: Parameters) -> Iterator[tuple[str, int]]:
    for part in theta._fields:
        for k in range(1, len(getattr(theta, part))):
            yield part, k


def worst_entry(loss: Loss, theta: Parameters, grad: Array, part: str, k: int) -> tuple[int, ...] | None:
    """Return the index of the entry whose slope is furthest from `grad`'s; None if all agree."""
    worst: tuple[int, ...] | None = None
    furthest = 0.0
    for index in np.ndindex(grad.shape):
        unit = np.zeros(grad.shape)
        unit[index] = 1.0
        numeric = difference(loss, theta, part, k, unit)
        distance = float(abs(numeric - grad[index]))
        if not agree(numeric, float(grad[index])) and not distance <= furthest:
            worst, furthest = index, distance
    return worst


def examine_gradients(name: str, loss: Loss, theta: Parameters, grads: Any, rng: np.random.Generator) -> None:
    """Raise CheckFailed, naming the worst entry, unless every tensor of `grads` is the slope of `loss`."""
    for part, k in _tensors(theta):
        grad = np.asarray(Parameters(*grads)._asdict()[part][k], dtype=np.float64)
        direction = rng.standard_normal(grad.shape)
        direction /= np.linalg.norm(direction)
        if agree(difference(loss, theta, part, k, direction), float(np.sum(grad * direction))):
            continue
        index = worst_entry(loss, theta, grad, part, k)
        if index is not None:
            message = f"{part}[{k}] is not the slope of the loss, by central differences; worst at {list(index)}"
            hint = hint_for("unknown", name)
            raise CheckFailed(Finding(name, "unknown", message, hint, index=index, where=f"{part}[{k}]"))

"""Holding `check_gradients` to its purpose: small numbers for right gradients, a large one for each wrong tensor.

Any structure of numbers will do. Where it is the text's own (a number for each tensor), the right one must be large.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from ..parameters import Parameters
from .calling import Answer, call, show
from .causes import hint_for
from .findings import CheckFailed, Finding

NAME = "check_gradients"
LABELS = ("loss", "theta", "grads")
# Right: our loss is about 10, so a central difference with step 1e-5 errs by 10 * 2e-16 / 1e-5 = 2e-10, against slopes
# of 3e-5 and more: by 1e-5 at most. Wrong: a slope taken twice gives ½, or 1/3 when measured by |a| + |n|.
SMALL, LARGE = 1e-3, 1e-2


def _tensors(theta: Parameters) -> Iterator[tuple[str, int]]:
    for k in range(1, len(theta.W)):
        yield "W", k
        yield "b", k


def problem(rng: np.random.Generator) -> tuple[Callable[[Any], float], Parameters, Parameters]:
    """Return a loss, parameters, and the loss's gradients there; those of b_1 are small beside all others."""
    sizes = [3, 4, 2]
    W: list[Any] = [None]
    b: list[Any] = [None]
    for below, n in zip(sizes, sizes[1:], strict=False):
        W.append(rng.uniform(0.2, 1.0, (n, below)) * rng.choice([-1.0, 1.0], (n, below)))
        b.append(rng.uniform(0.2, 1.0, (n, 1)) * rng.choice([-1.0, 1.0], (n, 1)))
    theta = Parameters(W, b)
    weight = {(part, k): 1.0 + 0.3 * i for i, (part, k) in enumerate(_tensors(theta))}
    weight["b", 1] = 1e-4

    def loss(theta: Any) -> float:
        named = Parameters(*theta)
        return float(sum(c * np.sum(np.sin(getattr(named, part)[k])) for (part, k), c in weight.items()))

    grads = Parameters(
        [None, *(weight["W", k] * np.cos(W[k]) for k in range(1, len(W)))],
        [None, *(weight["b", k] * np.cos(b[k]) for k in range(1, len(b)))],
    )
    return loss, theta, grads


def numbers(value: Any) -> list[float]:
    """Collect every number in a value of any structure."""
    if value is None or isinstance(value, str):
        return []
    if isinstance(value, dict):
        return [x for part in value.values() for x in numbers(part)]
    if isinstance(value, (list, tuple)):
        return [x for part in value for x in numbers(part)]
    array = np.asarray(value)
    return [float(x) for x in array.ravel()] if array.dtype.kind in "biuf" else []


def _by_tensor(value: Any, theta: Parameters) -> dict[tuple[str, int], float]:
    """The number of each tensor, if the answer has the text's form; else nothing."""
    if not (isinstance(value, (list, tuple)) and len(value) == 2):
        return {}
    parts = dict(zip("Wb", value, strict=True))
    if any(not isinstance(p, (list, tuple)) or len(p) != len(theta.W) for p in parts.values()):
        return {}
    found = {(part, k): numbers(parts[part][k]) for part, k in _tensors(theta)}
    return {key: max(x) for key, x in found.items()} if all(found.values()) else {}


def _fail(cause: str, message: str, where: str = "") -> None:
    raise CheckFailed(Finding(NAME, cause, message, hint_for(cause, NAME, where), "sizes [3, 4, 2]", where=where))


def _ask(function: Callable[..., Any], loss: Any, theta: Parameters, grads: Parameters) -> Answer:
    words = "sizes [3, 4, 2]"
    answer = call(NAME, function, (loss, theta, grads), labels=LABELS, case=words, unchanged_to=1e-9)
    show(NAME, [answer])
    if answer.changed:
        _fail("changed_input", f"{answer.changed} was changed by the call", answer.changed)
    if answer.value is None:
        _fail("none_returned", "the result is None")
    found = numbers(answer.value)
    if not found:
        _fail("wrong_type", "there is no number in the result")
    if not np.isfinite(found).all():
        _fail("not_finite", "a number of the result is nan or inf")
    return answer


def _with(grads: Parameters, part: str, k: int, tensor: Any) -> Parameters:
    tensors = list(getattr(grads, part))
    tensors[k] = tensor
    return grads._replace(**{part: tensors})


def _falsified(grads: Parameters) -> Iterator[tuple[str, int, Parameters, str]]:
    """Gradients that are wrong in one tensor: twice as large, of the other sign, or so that the errors cancel."""
    for part, k in _tensors(grads):
        yield part, k, _with(grads, part, k, 2 * getattr(grads, part)[k]), "is twice the right gradient"
    last = len(grads.b) - 1
    yield "b", last, _with(grads, "b", last, -grads.b[last]), "has the opposite sign"
    W = grads.W[1].copy()
    W[0, :2] += np.array([0.5, -0.5]) * np.abs(W[0, 0])
    yield "W", 1, _with(grads, "W", 1, W), "is wrong in two entries"


def examine_check(function: Callable[..., Any], rng: np.random.Generator) -> None:
    """Raise CheckFailed unless `function(loss, theta, grads)` tells right gradients from wrong ones."""
    loss, theta, grads = problem(rng)
    largest = max(numbers(_ask(function, loss, theta, grads).value))
    if not largest < SMALL:
        _fail("accuses_right", f"the gradients are right, and the largest error is {largest:.3g}")
    for part, k, wrong, how in _falsified(grads):
        answer = _ask(function, loss, theta, wrong).value
        where = f"{part}[{k}]"
        if not max(numbers(answer)) > LARGE:
            _fail("misses_wrong", f"grads.{where} {how}, and no error is large", where)
        each = _by_tensor(answer, theta)
        if each and not (each[part, k] > LARGE and all(x < SMALL for key, x in each.items() if key != (part, k))):
            _fail("blames_another", f"only grads.{where} is wrong, and the errors say otherwise", where)

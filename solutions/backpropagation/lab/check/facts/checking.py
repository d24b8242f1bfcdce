"""Facts about the gradient check: at which points f is asked, and what a relative error may not depend on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..engine.facts import Fact, Failure, alike, observe

Array = NDArray[Any]
TINY = 1e-13  # a step of 1e-9 and more is a move, what rounding leaves is none


def points(failure: Failure) -> Fact | None:
    """Where f was asked: how many entries had moved, which way, and how far."""
    f, x, *rest = failure.arguments
    epsilon = float(rest[0]) if rest else 1e-5
    asked: list[Any] = []

    def listening(z: Any) -> Any:
        asked.append(np.array(z, dtype=np.float64))
        return f(z)

    failure.again(listening, x, *rest)
    here = np.asarray(x, dtype=np.float64)
    if not asked:
        return Fact("f is never asked", "Who tells you how f changes when one entry moves?")
    other = next((z for z in asked if z.shape != here.shape), None)
    if other is not None:
        hint = "f wants the whole array, in which one entry has moved. What do you give it?"
        return Fact(f"f is asked about an array of shape {other.shape}, and x has shape {here.shape}", hint)
    return _moves([z - here for z in asked], here, epsilon)


def _moves(moves: Sequence[Array], x: Array, epsilon: float) -> Fact | None:
    away = [d for d in moves if np.any(np.abs(d) > TINY)]
    if not away:
        return Fact(
            "f is only ever asked at x itself", "You move an entry. Is the array that moves the one that f gets?"
        )
    several = next((d for d in away if np.sum(np.abs(d) > TINY) > 1), None)
    if several is not None:
        count = int(np.sum(np.abs(several) > TINY))
        hint = (
            "A partial derivative moves one entry, and all others stay at x. What moves in yours, and is it taken back?"
        )
        return Fact(f"f is asked where {count} entries have moved at once", hint)
    steps = np.array([d[np.abs(d) > TINY][0] for d in away])
    if np.all(steps > 0) or np.all(steps < 0):
        side = "above" if steps[0] > 0 else "below"
        once = ", and at x" if len(away) < len(moves) else ""
        return Fact(
            f"f is asked at points {side} x only{once}", "Between which two points does a central difference lie?"
        )
    far = [s for s in np.abs(steps) if not np.isclose(s, epsilon, rtol=1e-3, atol=1e-11)]
    if far:
        return Fact(
            f"an entry moves by {far[0]:.3g}, with ε = {epsilon:g}", "By how much should an entry move, each way?"
        )
    if len({int(np.argmax(np.abs(d))) for d in away}) < x.size:
        return Fact("not every entry is moved", "How many partial derivatives has an array of this shape?")
    return Fact(
        "f is asked at the right points: what is done with its values afterwards is not right",
        "Put the two values of f into your quotient by hand: which is taken off which, and what is divided?",
    )


# The relative error


def _one(failure: Failure, a: Any, n: Any) -> float | None:
    got = failure.number(np.asarray(a, dtype=np.float64), np.asarray(n, dtype=np.float64))
    return got if got is not None and np.isfinite(got) else None


def across(failure: Failure) -> Fact | None:
    """The error of the whole is not the largest that the student's own function gives for the entries alone."""
    a, n = failure.arguments
    whole = _one(failure, a, n)
    each = [_one(failure, x.reshape(1), y.reshape(1)) for x, y in zip(np.ravel(a), np.ravel(n), strict=True)]
    known = [x for x in each if x is not None]
    if whole is None or len(known) < 2 or alike(whole, max(known)):
        return None
    how = "larger" if whole > max(known) else "smaller"
    return Fact(
        f"it is {how} than the largest of the errors that your own function gives for the entries one by one",
        "The text takes a quotient for each entry, then the largest of them. What do you take, and in which order?",
    )


def scale(failure: Failure) -> Fact | None:
    """A relative error does not change with the unit."""
    a, n = failure.arguments
    here, there = _one(failure, a, n), _one(failure, 1024 * a, 1024 * n)
    if not here or there is None or abs(there / here - 1) < 1e-3:
        return None
    return Fact(
        f"with both gradients 1024 times as large, your number is {there / here:.4g} times as large",
        "A relative error knows no unit. By what is the difference divided?",
    )


def swapped(failure: Failure) -> Fact | None:
    """Neither of the two gradients has a special part."""
    a, n = failure.arguments
    here, there = _one(failure, a, n), _one(failure, n, a)
    if here is None or there is None or alike(here, there):
        return None
    return Fact(
        "with the two gradients exchanged, your number is another one",
        "Neither of the two has a special part in the text's formula. Which one has, in yours?",
    )


def turned(failure: Failure) -> Fact | None:
    """Opposite signs everywhere: 2, the largest that can be."""
    got = _one(failure, [1.0, 3.0], [-1.0, -3.0])
    if got is None or alike(got, 2.0):
        return None
    return Fact(
        f"for a gradient and its opposite, your number is {got:.4g}, and the formula gives 2",
        "Put 1 and −1 into the formula, and into your line. Where do the two part?",
    )


# The gradient check: it may compute its slopes by itself


def _tensors(theta: Any) -> list[Array]:
    return [np.asarray(x, dtype=np.float64) for part in theta for x in part[1:]]


def _of_another_shape(asked: Sequence[Sequence[Array]], theta: Any) -> str:
    """Say "W[3] has shape (4, 3), and should have (2, 4)", of the first theta that has a tensor of another shape."""
    labels = [f"{part}[{k}]" for part, tensors in zip("Wb", theta, strict=True) for k in range(1, len(tensors))]
    right = [x.shape for x in _tensors(theta)]
    for one in asked:
        for label, shape, tensor in zip(labels, right, one, strict=False):
            if tensor.shape != shape:
                return f"{label} has shape {tensor.shape}, and should have {shape}"
    return ""


def points_of_the_loss(failure: Failure) -> Fact | None:
    """Where the loss was asked: how many entries of theta had moved, and which way."""
    loss, theta, grads = failure.arguments
    here = np.concatenate([x.ravel() for x in _tensors(theta)])
    asked: list[list[Array]] = []

    def listening(at: Any) -> Any:
        asked.append([x.copy() for x in _tensors(at)])
        return loss(at)

    failure.again(listening, theta, grads)
    if not asked:
        return Fact("the loss is never asked", "Who tells you how the loss changes when one entry moves?")
    other = _of_another_shape(asked, theta)
    if other:
        hint = (
            "A moved tensor takes the place of the one that it was made from. At which index do you put it, each time?"
        )
        return Fact(f"the loss is asked about a theta whose {other}", hint)
    moves = [np.concatenate([x.ravel() for x in one]) - here for one in asked]
    away = [d for d in moves if np.any(np.abs(d) > TINY)]
    if not away:
        return Fact("the loss is never asked at a moved theta", "Into which theta do you put the moved tensor?")
    if any(np.sum(np.abs(d) > TINY) > 1 for d in away):
        hint = "One entry moves at a time, away from theta. From which point does yours start, and where is it next?"
        return Fact("the loss is asked where several entries have moved at once", hint)
    steps = np.array([d[np.abs(d) > TINY][0] for d in away])
    if len(away) == len(moves) and (np.all(steps > 0) or np.all(steps < 0)):
        side = "above" if steps[0] > 0 else "below"
        return Fact(
            f"the loss is asked at points {side} theta only", "Between which two points does the difference lie?"
        )
    if len({int(np.argmax(np.abs(d))) for d in away}) < here.size:
        return Fact("some entries of theta are never moved", "Which tensors, and which entries, do your loops visit?")
    return None


def verdicts(failure: Failure) -> Fact | None:
    """Answers of 0 and 1 only, for right gradients and for wrong ones."""
    loss, theta, grads = failure.arguments
    twice = type(grads)(*([None, *(2 * x for x in part[1:])] for part in grads))
    answers = [failure.again(loss, theta, g) for g in (grads, twice)]
    numbers = {float(x) for answer in answers for part in answer for x in part[1:]}
    if numbers != {0.0, 1.0}:
        return None
    return Fact(
        "your answers are 0 and 1 only", "What is asked for, of each tensor: a verdict, or how large its error is?"
    )


observe("check_gradients", verdicts, points_of_the_loss)
observe("numerical_gradient", points)
observe("relative_error", scale, across, swapped, turned)

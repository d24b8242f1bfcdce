# Made by `make release` from solutions/backpropagation/lab/check/gradient_descent.py: edit that file, not this one.
"""Visible checks of notebook 06: one step, and the algorithm, by what must hold of any right descent.

The start is the student's own draw, so no numbers can be recorded for it. Instead: the loss falls along each step as
fast as only the gradient makes it fall, the first step is in proportion to η, and nothing else moves theta.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from ..course import ARGUMENTS
from .engine.apart import listed
from .engine.calling import call
from .engine.causes import Cause, add
from .engine.findings import refuse
from .engine.plain import arctan_prime
from .engine.reading import read
from .engine.recorded_cases import passed
from .examiners.training import shapes_of
from .facts import descending as descending

Function = Callable[..., Any]
NAME = "gradient_descent"
SIZES = [4, 5, 3]
WORDS = f"sizes {SIZES}, 7 examples, g = sin"
LABELS = ARGUMENTS[NAME]
SMALL = 1e-5  # a learning rate: the loss then falls by η‖∇‖² up to η/2 ∇ᵀH∇, with |H| of about 1 by 1e-5 of it
_X = np.random.default_rng(408).standard_normal((SIZES[0], 7))
SINE: dict[str, Any] = {"g": np.sin, "g_prime": np.cos}
add(
    Cause(
        "stops_after_one", "it ends after one iteration", "How often does your loop run? Look at where `return` stands."
    ),
    Cause("stops_by_itself", "it stops by itself", "Who decides how many iterations there are: you, or the caller?"),
    Cause("changes_by_itself", "more than the steps", "What changes η, or theta, besides the one line of the update?"),
    Cause("input_unused", "an input makes no difference", "Which of your lines uses all of X, and each label?"),
    Cause(
        "two_thetas",
        "gradients of two thetas",
        "All gradients of an iteration belong to one θ. Is a W changed before another gradient still needs it?",
    ),
    Cause("other_default", "another default", "What does the first line of the function, as handed out, promise?"),
)


def _run(function: Function, eta: float, steps: int | None, seed: int | None = 4, **others: Any) -> tuple[Any, Any]:
    """All parameters after some iterations, in a row, and the losses. None: left to the default; also g and g_prime."""
    X, y = others.pop("X", _X), np.array([0, 2, 1, 1, 0, 2, 2])
    given = {"max_iterations": steps, "rng": None if seed is None else np.random.default_rng(seed), **others}
    keywords = {name: value for name, value in given.items() if value is not None}
    answer = call(NAME, function, (X, y, SIZES, eta), labels=LABELS, case=WORDS, keywords=keywords)
    if answer.changed and answer.changed != "rng":
        refuse(NAME, WORDS, "changed_input", f"{answer.changed} was changed by the call", answer.changed)
    arrays = read(NAME, WORDS, (shapes_of(SIZES), np.zeros(0)), answer.value, ("theta", "losses"))
    losses = np.asarray(arrays.pop("losses"), dtype=np.float64)
    theta = np.concatenate([np.ravel(np.asarray(array, dtype=np.float64)) for array in arrays.values()])
    if not (np.isfinite(theta).all() and np.isfinite(losses).all()):
        refuse(NAME, WORDS, "not_finite", "theta or a loss is nan or inf")
    _examine_length(losses.size, steps)
    return theta, losses


def _examine_length(losses: int, steps: int | None) -> None:
    if steps is None and losses not in (1000, 1001):
        message = f"without max_iterations there should be 1000 iterations, and there are {losses} losses"
        refuse(NAME, WORDS, "other_default", message)
    if steps is not None and losses not in (steps, steps + 1):
        cause = "stops_after_one" if losses == 1 else "stops_by_itself" if losses < steps else "steps_off"
        are = "there is 1" if losses == 1 else f"there are {losses}"
        message = f"after {steps} iterations there should be {steps} losses, and {are}"
        refuse(NAME, WORDS, cause, message, "losses")


def _near(x: Any, y: Any, relative: float) -> bool:
    return bool(np.linalg.norm(x - y) <= relative * np.linalg.norm(y))


def gradient_descent(gradient_descent: Function) -> None:
    """Check exercise 6.2."""
    _run(gradient_descent, SMALL, 3, **SINE)
    start = _examine_start(gradient_descent)
    thetas = [start, *(_run(gradient_descent, SMALL, steps, **SINE)[0] for steps in (1, 2, 3))]
    losses = _run(gradient_descent, SMALL, 4, **SINE)[1]
    _examine_moves(start, thetas[1])
    _examine_first_step(gradient_descent, start, (thetas[1] - start) / SMALL, losses[0])
    _examine_inputs(gradient_descent, losses[0])
    for t in range(3):
        _examine_drop(losses[t] - losses[t + 1], thetas[t + 1] - thetas[t], t)
    _examine_steps(gradient_descent, start)
    _examine_defaults(gradient_descent, start)
    passed(NAME, "starts, steps and losses are those of gradient descent")


def _examine_start(function: Function) -> Any:
    """The start: no step is taken for 0 iterations, and none for η = 0, however long."""
    start, again, other = (_run(function, 0.5, 0, seed=seed, **SINE)[0] for seed in (4, 4, 5))
    if start.tobytes() != again.tobytes():
        refuse(NAME, WORDS, "not_repeatable", "the same rng gives another start each time", "theta")
    if start.tobytes() == other.tobytes():
        refuse(NAME, WORDS, "same_start", "two generators give the same start", "theta")
    if _run(function, 0.5, 0, None)[0].tobytes() == _run(function, 0.5, 0, None)[0].tobytes():
        refuse(NAME, WORDS, "same_start", "without rng, two calls have the same start", "theta")
    still, resting = (_run(function, 0.0, steps, **SINE)[0] for steps in (120, 0))
    if not _near(still, resting, 1e-12):
        refuse(NAME, WORDS, "changes_by_itself", "theta moves although eta is 0", "theta")
    if not _near(resting, start, 1e-12):
        refuse(NAME, WORDS, "steps_off", "theta moves although max_iterations is 0", "theta")
    return start


def _places() -> Iterator[tuple[str, slice]]:
    """Where each tensor stands in what `_run` gives."""
    at = 0
    for part, tensors in zip("Wb", shapes_of(SIZES), strict=True):
        for k, tensor in enumerate(tensors[1:], 1):
            yield f"{part}[{k}]", slice(at, at := at + tensor.size)


def _examine_moves(start: Any, end: Any) -> None:
    """Every tensor is renewed."""
    for label, here in _places():
        if not np.any(end[here] != start[here]):
            refuse(NAME, WORDS, "never_moves", f"{label} is never updated", label)


def _examine_inputs(function: Function, loss: float) -> None:
    """Each row of X counts, example by example and beside its label: with the row turned round the loss is another."""
    for i in range(len(_X)):
        turned = _X.copy()
        turned[i] = turned[i, ::-1]
        if abs(_run(function, SMALL, 1, X=turned, **SINE)[1][0] - loss) < 1e-9:
            refuse(NAME, WORDS, "input_unused", f"the loss is the same when row {i} of X is turned round", "X")


def _examine_first_step(function: Function, start: Any, slope: Any, loss: float) -> None:
    """The first step is η times the slope, for every η, and the slope is that of the loss."""
    large = (_run(function, 0.5, 1, **SINE)[0] - start) / 0.5
    least = 1e-8 * np.linalg.norm(slope)
    off = [label for label, here in _places() if not np.linalg.norm((large - slope)[here]) <= least]
    if 0 < len(off) < len(list(_places())):
        message = f"with another learning rate, the first step of {listed(off)} is not longer in proportion"
        refuse(NAME, WORDS, "two_thetas", f"{message}; that of the others is", off[0])
    if off:
        refuse(NAME, WORDS, "eta_ignored", "with another learning rate, the first step is not longer in proportion")
    other = (_run(function, SMALL, 1, g=np.arctan, g_prime=arctan_prime)[0] - start) / SMALL
    if _near(other, slope, 1e-9):
        refuse(NAME, WORDS, "hard_coded_g", "another g and g_prime make no difference")
    _examine_slope(function, slope, loss, SINE)


def _examine_slope(function: Function, slope: Any, loss: float, functions: dict[str, Any]) -> None:
    """Along its own slope s a loss falls by ‖s‖²; the differences below are exact to h², 1e-8 for h = 1e-4."""
    h = 1e-4
    one, two = (float(_run(function, eta, 2, **functions)[1][1]) for eta in (h, 2 * h))
    fall = (3 * loss - 4 * one + two) / (2 * h)
    expected = float(slope @ slope)
    if fall < 0:
        refuse(NAME, WORDS, "uphill", "the loss rises, however small the learning rate")
    # A loss kept from log(0) by an epsilon of 1e-7 has a slope that is off by up to 1e-5 of it.
    if not abs(fall / expected - 1) < 2e-4:
        message = f"along the first step the loss falls {fall / expected:.5g} times as fast as along its slope"
        refuse(NAME, WORDS, "not_the_slope", message)


def _examine_drop(drop: float, step: Any, t: int) -> None:
    """For a step -η∇ the loss falls by ‖step‖²/η."""
    expected = float(step @ step) / SMALL
    if not abs(drop / expected - 1) < 1e-3:
        message = (
            f"in iteration {t + 1} the loss falls by {drop / expected:.4g} times what its step along the slope gives"
        )
        refuse(NAME, WORDS, "not_the_slope" if t == 0 else "changes_by_itself", message, "losses")


def _examine_steps(function: Function, start: Any) -> None:
    """Two iterations take you twice as far as one, and yet, however long, not to the digit."""
    near, far = (_run(function, SMALL, steps, **SINE)[0] - start for steps in (1, 2))
    if not _near(far, 2 * near, 1e-2):
        refuse(NAME, WORDS, "steps_off", "two iterations do not take you about twice as far as one")
    long, longer = (_run(function, 0.5, steps, **SINE)[0] - start for steps in (1, 2))
    if _near(longer, 2 * long, 1e-6):
        message = "the second step is exactly the first one again, however long the steps are"
        refuse(NAME, WORDS, "stale_gradient", message)


def _examine_defaults(function: Function, start: Any) -> None:
    """Without g and g_prime those of one function; without max_iterations 1000, all of them alike."""
    tiny = 1e-7
    one, losses = _run(function, tiny, 1)
    _examine_slope(function, (one - start) / tiny, float(losses[0]), {})
    end, _ = _run(function, tiny, None)
    # The gradient changes by 1000 η|H|, 1e-4 of it, on the way.
    if not _near(end - start, 1000 * (one - start), 1e-2):
        refuse(NAME, WORDS, "changes_by_itself", "1000 iterations do not take you 1000 times as far as one", "theta")

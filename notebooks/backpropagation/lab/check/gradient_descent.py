# Made by `make release` from solutions/backpropagation/lab/check/gradient_descent.py: edit that file, not this one.
"""Visible checks of notebook 06: one step, and the algorithm, by what must hold of any right descent.

The start is the student's own draw, so no numbers can be recorded for it. Instead: the loss falls by η‖step/η‖² for a
small η (true of the gradient, and of nothing else), steps grow with η and add up, and every tensor moves.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..course import ARGUMENTS
from ..parameters import Parameters
from .engine.calling import call
from .engine.causes import hint_for
from .engine.closeness import Mismatch, leaves
from .engine.findings import CheckFailed, Finding
from .engine.plain import arctan_prime
from .engine.recorded_cases import hold, passed

Function = Callable[..., Any]
NAME = "gradient_descent"
SIZES = [4, 5, 3]
WORDS = f"sizes {SIZES}, 7 examples, g = sin"
LABELS = ARGUMENTS[NAME]


def update_parameters(update_parameters: Function) -> None:
    """Check exercise 6.1."""
    hold("update_parameters", update_parameters)


def _fail(cause: str, message: str, where: str = "") -> None:
    raise CheckFailed(Finding(NAME, cause, message, hint_for(cause, NAME, where), WORDS, where=where))


def _run(
    function: Function, eta: float, steps: int, g: Function = np.sin, g_prime: Function = np.cos, seed: int = 4
) -> Any:
    X = np.random.default_rng(408).standard_normal((SIZES[0], 7))
    y = np.array([0, 2, 1, 1, 0, 2, 2])
    keywords = {"max_iterations": steps, "g": g, "g_prime": g_prime, "rng": np.random.default_rng(seed)}
    answer = call(NAME, function, (X, y, SIZES, eta), labels=LABELS, case=WORDS, keywords=keywords)
    if answer.changed:
        _fail("changed_input", f"{answer.changed} was changed by the call", answer.changed)
    pairs = list(zip(SIZES, SIZES[1:], strict=False))
    shapes = Parameters(
        [None, *(np.zeros((n, below)) for below, n in pairs)], [None, *(np.zeros((n, 1)) for _, n in pairs)]
    )
    losses = np.zeros(steps)
    try:
        found = leaves((shapes, losses), answer.value, ("theta", "losses"))
    except Mismatch as mismatch:
        _fail(mismatch.cause, mismatch.message, mismatch.label)
        raise
    return _tidy(found, steps)


def _tidy(found: list[Any], steps: int) -> tuple[dict[str, Any], Any]:
    """The tensors by name, and the losses; shapes and lengths are right."""
    tensors = {leaf.label: leaf for leaf in found if leaf.expected is not None}
    losses = tensors.pop("losses").got
    if losses.shape not in ((steps,), (steps + 1,)):
        _fail("wrong_length", f"after {steps} iterations there are {losses.size} losses", "losses")
    for label, leaf in tensors.items():
        if leaf.got.shape != leaf.expected.shape:
            _fail("shape", f"{label} should have shape {leaf.expected.shape}, and has {leaf.got.shape}", label)
    arrays = {label: np.asarray(leaf.got, dtype=np.float64) for label, leaf in tensors.items()}
    if not all(np.isfinite(x).all() for x in (*arrays.values(), losses)):
        _fail("not_finite", "theta or a loss is nan or inf")
    return arrays, losses


def _flat(tensors: dict[str, Any]) -> Any:
    return np.concatenate([x.ravel() for x in tensors.values()])


def _near(x: Any, y: Any, relative: float) -> bool:
    return bool(np.linalg.norm(x - y) <= relative * np.linalg.norm(y))


def gradient_descent(gradient_descent: Function) -> None:
    """Check exercise 6.2."""
    start = _examine_start(gradient_descent)
    small = 1e-4
    one, _ = _run(gradient_descent, small, 1)
    for label in start:
        if not np.any(one[label] != start[label]):
            _fail("never_moves", f"{label} is never updated", label)
    step = _flat(one) - _flat(start)
    _examine_steps(gradient_descent, _flat(start), step, small)
    losses = _run(gradient_descent, small, 2)[1]
    _examine_slope(float(losses[0] - losses[1]), step, small)
    other, _ = _run(gradient_descent, small, 1, np.arctan, arctan_prime)
    if _near(_flat(other) - _flat(start), step, 1e-9):
        _fail("hard_coded_g", "another g and g_prime make no difference")
    passed(NAME, "starts, steps and losses are those of gradient descent")


def _examine_start(function: Function) -> dict[str, Any]:
    starts: list[dict[str, Any]] = [_run(function, 0.0, 1, seed=seed)[0] for seed in (4, 4, 5)]
    start, again, other = starts
    if _flat(start).tobytes() != _flat(again).tobytes():
        _fail("not_repeatable", "the same rng gives another start each time", "theta")
    if _flat(start).tobytes() == _flat(other).tobytes():
        _fail("not_random", "two generators give the same start", "theta")
    return start


def _examine_steps(function: Function, start: Any, step: Any, eta: float) -> None:
    # A step's gradient differs from the last one's by η|H| of it, |H| about 1: for η = 1e-4 by far less than 1 %.
    if not _near(_flat(_run(function, 2 * eta, 1)[0]) - start, 2 * step, 1e-2):
        _fail("eta_ignored", "with twice the learning rate, the first step is not twice as long")
    if not _near(_flat(_run(function, eta, 2)[0]) - start, 2 * step, 1e-2):
        _fail("steps_off", "two iterations do not take you about twice as far as one")
    long, longer = (_flat(_run(function, 0.5, steps)[0]) - start for steps in (1, 2))
    if _near(longer, 2 * long, 1e-6):
        _fail("stale_gradient", "the second step is exactly the first one again, however long the steps are")


def _examine_slope(drop: float, step: Any, eta: float) -> None:
    """For the gradient ∇, step = -η∇ and the loss falls by η‖∇‖² = ‖step‖²/η, up to η/2 ∇ᵀH∇: well within 2 %."""
    expected = float(step @ step) / eta
    if drop < 0:
        _fail("uphill", "the loss rises, however small the learning rate")
    if not abs(drop / expected - 1) < 0.02:
        _fail("not_the_slope", f"the loss falls by {drop / expected:.3g} times what such a step along its slope gives")

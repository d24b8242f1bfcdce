"""Visible checks of notebook 06: one step, and the algorithm, by what must hold of any right descent.

The start is the student's own draw, so no numbers can be recorded for it. Instead: the loss falls by η‖step/η‖² for a
small η (true of the gradient, and of nothing else), steps grow with η and add up, and every tensor moves.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from ..course import ARGUMENTS
from .engine.calling import call
from .engine.findings import refuse
from .engine.plain import arctan_prime
from .engine.reading import read
from .engine.recorded_cases import hold, passed
from .examiners.training import shapes_of

Function = Callable[..., Any]
NAME = "gradient_descent"
SIZES = [4, 5, 3]
WORDS = f"sizes {SIZES}, 7 examples, g = sin"
LABELS = ARGUMENTS[NAME]


def update_parameters(update_parameters: Function) -> None:
    """Check exercise 6.1."""
    hold("update_parameters", update_parameters)


def _run(
    function: Function, eta: float, steps: int, g: Function = np.sin, g_prime: Function = np.cos, seed: int = 4
) -> Any:
    X = np.random.default_rng(408).standard_normal((SIZES[0], 7))
    y = np.array([0, 2, 1, 1, 0, 2, 2])
    keywords = {"max_iterations": steps, "g": g, "g_prime": g_prime, "rng": np.random.default_rng(seed)}
    answer = call(NAME, function, (X, y, SIZES, eta), labels=LABELS, case=WORDS, keywords=keywords)
    if answer.changed:
        refuse(NAME, WORDS, "changed_input", f"{answer.changed} was changed by the call", answer.changed)
    arrays = read(NAME, WORDS, (shapes_of(SIZES), np.zeros(0)), answer.value, ("theta", "losses"))
    losses = arrays.pop("losses")
    if losses.shape not in ((steps,), (steps + 1,)):
        refuse(NAME, WORDS, "wrong_length", f"after {steps} iterations there are {losses.size} losses", "losses")
    arrays = {label: np.asarray(array, dtype=np.float64) for label, array in arrays.items()}
    if not all(np.isfinite(x).all() for x in (*arrays.values(), losses)):
        refuse(NAME, WORDS, "not_finite", "theta or a loss is nan or inf")
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
            refuse(NAME, WORDS, "never_moves", f"{label} is never updated", label)
    step = _flat(one) - _flat(start)
    _examine_steps(gradient_descent, _flat(start), step, small)
    losses = _run(gradient_descent, small, 2)[1]
    _examine_slope(float(losses[0] - losses[1]), step, small)
    other, _ = _run(gradient_descent, small, 1, np.arctan, arctan_prime)
    if _near(_flat(other) - _flat(start), step, 1e-9):
        refuse(NAME, WORDS, "hard_coded_g", "another g and g_prime make no difference")
    passed(NAME, "starts, steps and losses are those of gradient descent")


def _examine_start(function: Function) -> dict[str, Any]:
    starts: list[dict[str, Any]] = [_run(function, 0.0, 1, seed=seed)[0] for seed in (4, 4, 5)]
    start, again, other = starts
    if _flat(start).tobytes() != _flat(again).tobytes():
        refuse(NAME, WORDS, "not_repeatable", "the same rng gives another start each time", "theta")
    if _flat(start).tobytes() == _flat(other).tobytes():
        refuse(NAME, WORDS, "not_random", "two generators give the same start", "theta")
    return start


def _examine_steps(function: Function, start: Any, step: Any, eta: float) -> None:
    # A step's gradient differs from the last one's by η|H| of it, |H| about 1: for η = 1e-4 by far less than 1 %.
    if not _near(_flat(_run(function, 2 * eta, 1)[0]) - start, 2 * step, 1e-2):
        refuse(NAME, WORDS, "eta_ignored", "with twice the learning rate, the first step is not twice as long")
    if not _near(_flat(_run(function, eta, 2)[0]) - start, 2 * step, 1e-2):
        refuse(NAME, WORDS, "steps_off", "two iterations do not take you about twice as far as one")
    long, longer = (_flat(_run(function, 0.5, steps)[0]) - start for steps in (1, 2))
    if _near(longer, 2 * long, 1e-6):
        refuse(
            NAME, WORDS, "stale_gradient", "the second step is exactly the first one again, however long the steps are"
        )


def _examine_slope(drop: float, step: Any, eta: float) -> None:
    """For the gradient ∇, step = -η∇ and the loss falls by η‖∇‖² = ‖step‖²/η, up to η/2 ∇ᵀH∇: well within 2 %."""
    expected = float(step @ step) / eta
    if drop < 0:
        refuse(NAME, WORDS, "uphill", "the loss rises, however small the learning rate")
    if not abs(drop / expected - 1) < 0.02:
        refuse(
            NAME,
            WORDS,
            "not_the_slope",
            f"the loss falls by {drop / expected:.3g} times what such a step along its slope gives",
        )

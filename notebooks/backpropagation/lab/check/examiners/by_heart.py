# Made by `make release` from solutions/backpropagation/lab/check/examiners/by_heart.py: edit that file, not this one.
"""The cheapest check of a whole training loop: it must learn a few images by heart, with plain gradient descent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from numpy.typing import NDArray

from ..engine.causes import Cause, add
from ..engine.findings import refuse
from .training import NAME, TrainingProblem, WatchedStep, run

# Tried with 50 images, plain gradient descent and every usual scheme of initial weights: in the end all 50 are right,
# and the loss is below 0.02.
UNITS, ETA, STEPS, CLASSES = 32, 0.2, 200, 10
ENOUGH = 0.2  # of the loss: a probability of 0.82 for the right class; a fresh network has 2.3
add(
    Cause(
        "not_by_heart",
        "it can't learn a few images by heart",
        "The loss of 50 images must go to 0. Are X, y and the gradient of one step those of the same mini-batch?",
    )
)


def examine_by_heart(train: Callable[..., Any], X: NDArray[Any], y: NDArray[Any], seed: int) -> None:
    """Train on these images alone, all of them in each mini-batch; raises CheckFailed unless the loss goes to 0."""
    problem = TrainingProblem(X, y, [len(X), UNITS, CLASSES], STEPS, len(y), ETA, seed)
    losses = run(train, problem, WatchedStep(pull=ETA)).losses
    if not losses[-1] < ENOUGH:
        message = f"after {STEPS} steps on {len(y)} images alone, the loss is {losses[-1]:.3g}, from {losses[0]:.3g}"
        refuse(NAME, problem.words, "not_by_heart", f"{message}; it should be near 0")

"""The questions of notebook 7: steps of an epoch, what momentum remembers, and Adam's first step."""

from __future__ import annotations

import numpy as np

from .question import Question, question


@question
def steps_of_an_epoch(rng: np.random.Generator) -> Question:
    """How many mini-batches an epoch has."""
    m, whole = int(rng.choice([32, 64, 128])), int(rng.integers(8, 20))
    left = int(rng.integers(3, m // 2))
    N = whole * m + left
    return Question(
        asked=f"N = {N:,} examples, mini-batches of {m}. How many steps has an epoch?",
        right=float(whole + 1),
        why=f"The last one takes the remaining {left}.",
        hints=[
            (float(whole), "What becomes of the examples that are left over?"),
            (N / m, "There is no part of a step."),
        ],
        otherwise="How often do the mini-batches fit, and what is left?",
        given={"N": N, "m": m},
    )


@question
def momentum_remembers(rng: np.random.Generator) -> Question:
    """U after three steps with a gradient that stays the same."""
    eta, beta, slope = 0.1, float(rng.choice([0.5, 0.8, 0.9])), float(rng.choice([2.0, 3.0, -4.0]))
    right = eta * slope * (1 + beta + beta**2)
    return Question(
        asked=f"The gradient is {slope:g} at every step, η = {eta:g}, β = {beta:g}. What is u after the third step?",
        right=right,
        why=f"On its way to η/(1 − β) times the gradient, {eta * slope / (1 - beta):.4g}.",
        hints=[
            (eta * slope, "That is u after the first step."),
            (eta * slope * (1 + beta), "That is u after the second step."),
            (eta * slope * (1 + beta + beta**2 + beta**3), "That is one step too many: before the first, u is 0."),
            (3 * eta * slope, "The earlier gradients count less and less."),
        ],
        otherwise="u is 0 before the first step; then three times: β times u, plus η times the gradient.",
        given={"eta": eta, "beta": beta, "slope": slope},
    )


@question
def first_step_of_adam(rng: np.random.Generator) -> Question:
    """Where Adam's first step takes an entry, whatever the size of its gradient."""
    start, eta = float(rng.choice([0.3, -0.7, 1.2])), float(rng.choice([0.01, 0.1]))
    slope = float(rng.choice([1000.0, -0.02, 0.5, -40.0]))
    step = eta * float(np.sign(slope))
    return Question(
        asked=f"An entry is {start:g}, its gradient {slope:g}. What is it after Adam's first step, with η = {eta:g}?",
        right=start - step,
        why="û/√v̂ is +1 or −1: of the gradient only the sign has counted.",
        hints=[
            (start - eta * slope, "That is gradient descent. What does Adam divide by?"),
            (start + step, "Downhill is the other way."),
            (start - step * 0.1 / np.sqrt(0.001), "That is the step without the hats."),
            (-step, "That is how far it moves. Where does it start?"),
        ],
        otherwise="Work out û and v̂ for t = 1, hats and all: what do they leave of the gradient in û/√v̂?",
        given={"start": start, "slope": slope, "eta": eta},
    )

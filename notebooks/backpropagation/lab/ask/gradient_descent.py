# Made by `make release` from solutions/backpropagation/lab/ask/gradient_descent.py: edit that file, not this one.
"""The questions of notebook 6: one step by hand, and the learning rate at which a valley throws you out."""

from __future__ import annotations

import numpy as np

from .question import Question, question


@question
def one_step(rng: np.random.Generator) -> Question:
    """One entry of θ after a step."""
    theta, gradient = float(rng.choice([1.5, 2.0, -1.0, -2.5])), float(rng.choice([3.0, -4.0, 5.0, -2.0]))
    eta = float(rng.choice([0.1, 0.2, 0.05]))
    return Question(
        asked=f"An entry is {theta:g}, its gradient {gradient:g}, and η = {eta:g}. What is the entry after a step?",
        right=theta - eta * gradient,
        why="Against the gradient, by η times its size.",
        hints=[
            (theta + eta * gradient, "That way the loss rises."),
            (-eta * gradient, "That is the step. Where does it start?"),
            (theta - gradient, "Where is η?"),
        ],
        otherwise="The new θ is the old one, less η times the gradient.",
        given={"theta": theta, "gradient": gradient, "eta": eta},
    )


@question
def largest_learning_rate(rng: np.random.Generator) -> Question:
    """Where gradient descent begins to diverge in a valley of known curvatures."""
    gentle, steep = float(rng.choice([0.5, 1.0, 2.0])), float(rng.choice([8.0, 10.0, 16.0, 20.0, 50.0]))
    return Question(
        asked=(
            f"A loss has curvature {gentle:g} in one direction and {steep:g} in the other. Above which η does gradient "
            "descent diverge?"
        ),
        right=2 / steep,
        why="The steepest direction sets the limit, and the gentle one must live with it.",
        hints=[
            (2 / gentle, "With that η, what becomes of the other direction?"),
            (1 / steep, "With that η one step takes you to the bottom. How much further can you go?"),
            (
                2 / (gentle + steep),
                "That is the best η for both. At which one does a step lead further out than the last?",
            ),
        ],
        otherwise="A step multiplies θ by 1 − ηc. For which η is that below −1, and for which curvature first?",
        given={"gentle": gentle, "steep": steep},
    )

"""The questions of notebook 5: a central difference by hand, and what a whole gradient of them costs."""

from __future__ import annotations

import numpy as np

from .question import Question, different, question


@question
def central_difference(rng: np.random.Generator) -> Question:
    """A slope of a cube, from two values."""
    x, step = int(rng.integers(2, 6)), float(rng.choice([0.5, 1.0, 2.0]))
    return Question(
        asked=f"f(x) = x³. What is the central difference at x = {x} with ε = {step:g}?",
        right=3 * x**2 + step**2,
        why=f"The slope is {3 * x**2}; the rest is ε²f‴/6 = ε².",
        hints=[
            (3.0 * x**2, "That is the slope itself. A central difference with so large an ε is not quite that."),
            (3 * x**2 + 3 * x * step + step**2, "That is the forward difference. A central one steps to both sides."),
            (2 * (3 * x**2 + step**2), "From x − ε to x + ε it is twice ε."),
        ],
        otherwise="Take (x + ε)³ − (x − ε)³, and divide by the distance between the two points.",
        given={"x": x, "step": step},
    )


@question
def evaluations(rng: np.random.Generator) -> Question:
    """How often the loss is asked for a numerical gradient."""
    n = different(rng, 3, 3, 9)
    count = n[1] * n[0] + n[1] + n[2] * n[1] + n[2]
    return Question(
        asked=f"A network has the sizes {n}. How many values of the loss does a numerical gradient of all of θ take?",
        right=2.0 * count,
        why="Two for each parameter, whatever else: that is why nobody trains with it.",
        hints=[
            (float(count), "That is the number of parameters. How many values does one central difference take?"),
            (2.0 * (count - n[1] - n[2]), "The biases are parameters, too."),
        ],
        otherwise="Count the parameters: the entries of every W_k and every b_k. Then the values for each.",
        given={"sizes": n},
    )

# Made by `make release` from solutions/backpropagation/lab/ask/forward_propagation.py: edit that file, not this one.
"""The questions of notebook 3: shapes and counts of a network, and what a layer does to the size of numbers."""

from __future__ import annotations

import math

import numpy as np

from .question import Question, different, question


@question
def shape_of_W(rng: np.random.Generator) -> Question:
    """The shape of a weight matrix in the middle of a network."""
    n = different(rng, 4, 2, 9)
    return Question(
        asked=f"A network has the sizes {n}, so L = 3. Which shape has W_2?",
        right=(n[2], n[1]),
        why="A row for each unit that it leads to, a column for each unit that it comes from.",
        hints=[
            ((n[1], n[2]), "Which of the two indices of a weight says where it leads?"),
            ((n[1], n[0]), "That is W_1. The sizes begin with n_0, the inputs."),
            ((n[3], n[2]), "That is W_3. The sizes begin with n_0, the inputs."),
            ((n[2], 1), "That is b_2."),
        ],
        otherwise="W_2 leads from layer 1 to layer 2. The sizes begin with n_0.",
        given={"sizes": n},
    )


@question
def number_of_parameters(rng: np.random.Generator) -> Question:
    """How many numbers theta holds."""
    n = different(rng, 4, 2, 9)
    weights, biases = sum(a * b for a, b in zip(n, n[1:], strict=False)), sum(n[1:])
    return Question(
        asked=f"How many numbers does θ hold, for a network with the sizes {n}?",
        right=float(weights + biases),
        why="Training will move each one of them, at every step.",
        hints=[
            (float(weights), "These are the weights. What else does θ hold?"),
            (float(biases), "These are the biases. What else does θ hold?"),
            (float(weights + sum(n)), "The inputs have no bias: nothing computes them."),
            (float(weights + 3), "A layer has a bias for each of its units."),
        ],
        otherwise="Count the entries of W_1, W_2, W_3, then those of b_1, b_2, b_3.",
        given={"sizes": n},
    )


@question
def growth_of_the_mean_square(rng: np.random.Generator) -> Question:
    """By what a layer multiplies the mean square of what it gets."""
    n, spread = int(rng.choice([60, 200, 300, 500])), float(rng.choice([0.02, 0.05, 0.2, 0.3]))
    return Question(
        asked=(
            f"A layer has {n} inputs, and weights of mean 0 and spread σ = {spread}. By which factor does it multiply "
            "the mean square of its inputs?"
        ),
        right=n * spread**2,
        why="With one factor a layer, even a factor near 1 adds up over ten layers. Which spread makes it exactly 1?",
        hints=[
            (n * spread, "It is the variances that add up: σ², not σ."),
            (spread**2, "That is what one term contributes. A sum has one for each input."),
            (math.sqrt(n) * spread, "That is the factor of the spread. The mean square has its square."),
            (math.sqrt(spread), "σ is the spread already; its square is the variance."),
        ],
        otherwise="The variance of the sum is the number of its terms, times σ², times the mean square.",
        given={"n": n, "spread": spread},
    )

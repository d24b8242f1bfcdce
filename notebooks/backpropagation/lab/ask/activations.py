# Made by `make release` from solutions/backpropagation/lab/ask/activations.py: edit that file, not this one.
"""The questions of notebook 1: what is derived there, for one number."""

from __future__ import annotations

import numpy as np

from .question import Question, question


@question
def logistic_of_minus(rng: np.random.Generator) -> Question:
    """What g(−a) is where g(a) is known."""
    g = int(rng.integers(55, 96)) / 100
    return Question(
        asked=f"The logistic function has the value g(a) = {g} at a certain a. What is g(−a)?",
        right=1 - g,
        why="So half of the graph is enough: the other half follows from it.",
        hints=[
            (g, "That would be a graph that is the same on both sides of 0. This one rises all the way."),
            (-g, "g is never negative. Compare your two fractions: what do g(a) and g(−a) add up to?"),
            (1 / g, "The exponential turns over, e^(−a) = 1/e^a; the whole fraction does not."),
        ],
        otherwise="Write g(−a) as a fraction, and multiply its numerator and denominator by e^(−a).",
        given={"g": g},
    )


@question
def slope_of_logistic(rng: np.random.Generator) -> Question:
    """The slope of the logistic function where its value is known."""
    g = int(rng.choice([n for n in range(11, 90) if n not in range(45, 56)])) / 100
    return Question(
        asked=f"At a certain a the logistic function has the value g(a) = {g}. How steep is it there?",
        right=g * (1 - g),
        why="You needed no a, and no exponential: the value alone says how steep the function is.",
        hints=[
            (1 - g, "That is the second fraction alone. The slope is a product of two."),
            (g * g, "The second fraction has e^(−a) in its numerator: it is not g(a) again."),
            (0.25, "That is the largest slope that there is, where g(a) is ½."),
            (-g * (1 - g), "The function rises everywhere. How many minus signs has the chain rule brought?"),
        ],
        otherwise="Split the fraction in two, and write each of them with g(a) alone.",
        given={"g": g},
    )


@question
def slope_of_tanh(rng: np.random.Generator) -> Question:
    """The slope of tanh where its value is known."""
    g = int(rng.choice([2, 3, 4, 6, 7, 8])) / 10 * int(rng.choice([-1, 1]))
    shown = f"{g}".replace("-", "−")
    return Question(
        asked=f"At a certain a the value of tanh is tanh(a) = {shown}. How steep is tanh there?",
        right=1 - g * g,
        why="Again the value alone says how steep the function is; its sign plays no part.",
        hints=[
            (g * (1 - g), "That is how the logistic function does it. What did the quotient rule give here?"),
            (1 - g, "Look at the quotient again: both of its terms are squares."),
            (g * g, "That is the second term alone."),
            (1 + g * g, "Look at the sign between the two terms of the quotient rule."),
        ],
        otherwise="Divide both terms of the quotient rule by cosh², and remember what sinh/cosh is.",
        given={"g": g},
    )


@question
def run_across_the_kink(rng: np.random.Generator) -> Question:
    """Rise over run of ReLU from one side of its kink to the other."""
    left, right = (int(n) for n in rng.choice(np.arange(1, 8), 2, replace=False))
    return Question(
        asked=f"Go from a = −{left} to a = {right} on the graph of ReLU. What is rise over run?",
        right=right / (left + right),
        why="It is neither 0 nor 1: a slope that is measured across the kink is nobody's slope.",
        hints=[
            (1.0, f"The graph does not rise all the way: what is ReLU of −{left}?"),
            ((right - left) / (left + right), f"ReLU of −{left} is not −{left}."),
            (right / abs(right - left), f"How far is it from −{left} to {right}?"),
        ],
        otherwise="The rise is the difference of the two values of ReLU, the run that of the two a.",
        given={"left": left, "right": right},
    )

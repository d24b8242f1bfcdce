"""The error model of the trained network."""

from __future__ import annotations

from autograder.backpropagation.models.declare import model, slot, wrong

TRAINED = model(
    """
    def trained():
        return {parameters}
    """,
    parameters=slot(
        "None",
        "Your network guesses. Has it been trained, and is it the trained theta that you keep?",
        not_at_all=wrong(
            "initialize_parameters([784, 32, 10], np.random.default_rng(0))",
            "random parameters: about 10 % right",
            shows="too_few_right",
        ),
    ),
)

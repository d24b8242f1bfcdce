"""The error model of the suspects."""

from __future__ import annotations

from autograder.backpropagation.models.declare import model, slot, wrong

SUSPECTS = model(
    """
    def suspects():
        return {answers}
    """,
    answers=slot(
        "{}",
        "Run your check_gradients on each of them: some errors are far above 1e-2.",
        all_innocent=wrong("dict.fromkeys(lineup)", "every pass is said to be right", shows="wrong_answers"),
    ),
)

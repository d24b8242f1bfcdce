"""Known mistakes in `trained` (notebook 07)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import initialize_parameters, np


@mistake(
    "trained",
    effect="random parameters: about 10 % right",
    hint="Your network guesses. Has it been trained, and is it the trained theta that you keep?",
    general="too_few_right",
)
def trained_not_at_all():
    return initialize_parameters([784, 32, 10], np.random.default_rng(0))

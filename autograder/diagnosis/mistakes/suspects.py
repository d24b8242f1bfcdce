"""Known mistakes in `suspects` (notebook 05)."""
# mypy: ignore-errors

from lab.suspects import lineup

from autograder.checks.mistakes import mistake


@mistake(
    "suspects",
    effect="every pass is said to be right",
    hint="Run your check_gradients on each of them: some errors are far above 1e-2.",
    general="wrong_answers",
)
def suspects_all_innocent():
    return dict.fromkeys(lineup)

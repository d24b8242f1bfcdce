"""Known mistakes in `squared_error` (notebook 02)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import np


@mistake(
    "squared_error",
    effect="twice as large: the ½ is missing",
    hint="Compare your formula with the definition, factor by factor.",
    general="ratio_2",
    seen=19,
)
def squared_error_without_half(y_hat, target):
    return np.mean(np.sum((y_hat - target) ** 2, axis=0))


@mistake(
    "squared_error",
    effect="n times too small: the mean over every entry",
    hint="The square of a norm is a sum over the entries of one column. What do you average over?",
    general="ratio_1_over_k",
)
def squared_error_averaged_over_entries(y_hat, target):
    return np.mean((y_hat - target) ** 2) / 2


@mistake(
    "squared_error",
    effect="m times too large: the sum over the batch",
    hint="Twice the batch, twice your loss. Which mean is missing?",
    general="ratio_m",
    seen=17,
)
def squared_error_summed(y_hat, target):
    return np.sum((y_hat - target) ** 2) / 2


@mistake(
    "squared_error",
    effect="the norm, not its square",
    hint="Double the error: the loss should be four times as large. Yours only doubles.",
)
def squared_error_of_the_norm(y_hat, target):
    return np.mean(np.sqrt(np.sum((y_hat - target) ** 2, axis=0))) / 2


@mistake(
    "squared_error",
    effect="absolute differences",
    hint="Double the error: the loss should be four times as large. Yours only doubles.",
)
def squared_error_absolute(y_hat, target):
    return np.mean(np.sum(np.abs(y_hat - target), axis=0)) / 2


@mistake(
    "squared_error",
    effect="the caller's target is overwritten",
    hint="`-=` writes into the array that the caller still needs. Make a new one.",
    general="changed_input",
    seen=44,
)
def squared_error_overwrites_its_target(y_hat, target):
    target -= y_hat
    return np.mean(np.sum(target**2, axis=0)) / 2


@mistake(
    "squared_error",
    effect="the square of the summed error: errors cancel",
    hint="An error of +1 and one of −1 give you 0. Square first, or add first?",
)
def squared_error_adds_before_squaring(y_hat, target):
    return np.mean(np.sum(y_hat - target, axis=0) ** 2) / 2


@mistake(
    "squared_error",
    effect="one number an example",
    hint="The loss is one number. What has to happen with the numbers of the examples?",
    general="shape",
)
def squared_error_of_each_example(y_hat, target):
    return np.sum((y_hat - target) ** 2, axis=0) / 2

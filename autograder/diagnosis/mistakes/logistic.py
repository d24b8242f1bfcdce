"""Known mistakes in `logistic` (notebook 01)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import np


@mistake(
    "logistic",
    effect="1 − σ(a): falls where it should rise",
    hint="Is your logistic near 1 for large a, or near 0? Look at the sign inside the exponential.",
)
def logistic_falls(a):
    return 1 / (1 + np.exp(a))


@mistake(
    "logistic",
    effect="right values, an overflow warning for large negative a",
    hint="For a = −1000 you ask for exp(1000), which no float can hold. Which form of the formula never needs it?",
    general="overflow",
    seen=7,
)
def logistic_overflows_below(a):
    return 1 / (1 + np.exp(-a))


@mistake(
    "logistic",
    effect="nan for large a: inf / inf",
    hint="For a = 1000 both the top and the bottom of your fraction are infinite. Divide them by something first.",
    general="overflow",
)
def logistic_overflows_above(a):
    return np.exp(a) / (1 + np.exp(a))


@mistake(
    "logistic",
    effect="values between −1 and 1",
    hint="The logistic's values lie between 0 and 1. Which function have you written that reaches −1?",
)
def logistic_is_tanh(a):
    return np.tanh(a)


@mistake(
    "logistic",
    effect="exp(a): unbounded",
    hint="Your values grow beyond 1. Read the denominator once more: it has two terms.",
)
def logistic_without_the_one(a):
    return 1 / np.exp(-np.minimum(a, 700.0))


@mistake(
    "logistic",
    effect="σ(2a): twice as steep",
    hint="At 0 you are right, and further out too steep. What stands in the exponent beside a?",
)
def logistic_too_steep(a):
    return 1 / (1 + np.exp(-2 * a))


@mistake(
    "logistic",
    effect="the caller's array is negated",
    hint="After the call the caller's array had changed. Which of your lines writes into `a` itself?",
    general="changed_input",
    seen=9,
)
def logistic_negates_its_input(a):
    np.negative(a, out=a)
    return 1 / (1 + np.exp(np.minimum(a, 700.0)))


@mistake(
    "logistic",
    effect="flat beyond ±3",
    hint="You cut the input off to avoid overflow, and cut too early: the tails of your curve are flat.",
)
def logistic_clipped_too_early(a):
    return 1 / (1 + np.exp(-np.clip(a, -3, 3)))


@mistake(
    "logistic",
    effect="only about seven digits are right",
    hint="Your result has too few digits: somewhere the numbers pass through float32.",
    general="float32",
)
def logistic_in_single_precision(a):
    small = np.exp(-np.abs(a))
    return (np.where(a >= 0, 1.0, small) / (1 + small)).astype(np.float32)

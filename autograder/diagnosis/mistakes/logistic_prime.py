"""Known mistakes in `logistic_prime` (notebook 01)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import logistic, np


@mistake(
    "logistic_prime",
    effect="a(1 − a): a is taken for σ(a)",
    hint="σ′ = σ(1 − σ) is written in terms of σ. What does your function receive: a, or σ(a)?",
    seen=23,
)
def logistic_prime_of_the_activation(a):
    return a * (1 - a)


@mistake(
    "logistic_prime",
    effect="σ(1 + σ)",
    hint="Your slope is never smaller than the logistic itself, but far out the curve is flat. Check a sign.",
)
def logistic_prime_plus(a):
    s = logistic(a)
    return s * (1 + s)


@mistake(
    "logistic_prime",
    effect="σ²",
    hint="Your slope is not symmetric about 0, and the curve's slope is. One of the two factors is not the right one.",
)
def logistic_prime_squared(a):
    return logistic(a) ** 2


@mistake(
    "logistic_prime",
    effect="1 − σ: a factor is missing",
    hint="For very negative a your slope is 1, but there the curve is flat. A factor is missing.",
)
def logistic_prime_one_factor(a):
    return 1 - logistic(a)


@mistake(
    "logistic_prime",
    effect="σ(σ − 1): negative",
    hint="Can the slope of a rising curve be negative?",
    general="ratio_minus_1",
)
def logistic_prime_negative(a):
    s = logistic(a)
    return s * (s - 1)


@mistake(
    "logistic_prime",
    effect="1 − σ²: tanh's formula",
    hint="That is the form of another function's derivative, which you will need two exercises on.",
)
def logistic_prime_by_tanhs_rule(a):
    return 1 - logistic(a) ** 2


@mistake(
    "logistic_prime",
    effect="σ′(σ(a)): applied twice",
    hint="How many times does the logistic act on a in your formula?",
    general="wrong_argument",
    seen=23,
)
def logistic_prime_twice(a):
    s = logistic(logistic(a))
    return s * (1 - s)


@mistake(
    "logistic_prime",
    effect="a constant ¼: the slope at 0 everywhere",
    hint="Your slope is the same everywhere, so it does not depend on a. Where should a come in?",
    seen=22,
)
def logistic_prime_constant(a):
    return np.full(np.shape(a), 0.25)

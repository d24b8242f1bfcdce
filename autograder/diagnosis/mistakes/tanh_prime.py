"""Known mistakes in `tanh_prime` (notebook 01)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import np


@mistake(
    "tanh_prime",
    effect="1 − a²: a is taken for tanh(a)",
    hint="1 − h² is right where h = tanh(a). What does your function receive?",
    seen=23,
)
def tanh_prime_of_the_activation(a):
    return 1 - np.asarray(a) ** 2


@mistake(
    "tanh_prime",
    effect="1 − tanh(a): not squared",
    hint="The slope of tanh is the same at a and at −a. Is yours?",
)
def tanh_prime_not_squared(a):
    return 1 - np.tanh(a)


@mistake(
    "tanh_prime",
    effect="1 + tanh²: at least 1",
    hint="Far out tanh is flat, and your slope there is 2. Check a sign.",
)
def tanh_prime_plus(a):
    return 1 + np.tanh(a) ** 2


@mistake(
    "tanh_prime",
    effect="negative everywhere",
    hint="Can the slope of a rising curve be negative?",
    general="ratio_minus_1",
)
def tanh_prime_negative(a):
    return np.tanh(a) ** 2 - 1


@mistake(
    "tanh_prime",
    effect="1/cosh: not squared",
    hint="Right at 0, too wide further out. Your formula needs one more power.",
)
def tanh_prime_sech_not_squared(a):
    return 1 / np.cosh(np.clip(a, -700, 700))


@mistake(
    "tanh_prime",
    effect="nan beyond about 710: inf / inf",
    hint="You build tanh from exponentials, and they overflow. NumPy has a tanh that does not.",
    general="overflow",
    seen=11,
)
def tanh_prime_from_exponentials(a):
    t = (np.exp(a) - np.exp(-a)) / (np.exp(a) + np.exp(-a))
    return 1 - t**2


@mistake(
    "tanh_prime",
    effect="t(1 − t): the logistic's formula",
    hint="That is the logistic's rule with tanh put in. Derive it once for tanh.",
)
def tanh_prime_by_the_logistics_rule(a):
    t = np.tanh(a)
    return t * (1 - t)

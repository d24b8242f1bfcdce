"""Known mistakes in `relu_prime` (notebook 01)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import np


@mistake(
    "relu_prime",
    effect="1 everywhere",
    hint="What is the slope of the flat half?",
    seen=24,
)
def relu_prime_is_one(a):
    return np.ones(np.shape(a))


@mistake(
    "relu_prime",
    effect="the caller's array is overwritten",
    hint="The array you write the 0s and 1s into is the caller's own, and back propagation still needs it.",
    general="changed_input",
    seen=26,
)
def relu_prime_in_place(a):
    a[a <= 0] = 0
    a[a > 0] = 1
    return a


@mistake(
    "relu_prime",
    effect="the function itself",
    hint="For a = 3 you return 3. What is the slope there?",
)
def relu_prime_is_relu(a):
    return np.maximum(0.0, a)


@mistake("relu_prime", effect="1 where it should be 0, and the other way", hint="Which half is the flat one?")
def relu_prime_on_the_wrong_side(a):
    return (a < 0).astype(float)


@mistake(
    "relu_prime",
    effect="a small slope below 0",
    hint="Below 0 relu is exactly flat. Your derivative belongs to a leaky relative of it.",
)
def relu_prime_leaks(a):
    return np.where(a > 0, 1.0, 0.01)


@mistake("relu_prime", effect="−1 below 0", hint="Below 0 you return −1: is relu falling there, or flat?")
def relu_prime_is_sign(a):
    return np.sign(a)


@mistake(
    "relu_prime",
    effect="the kink sits at 1",
    hint="For a = 0.5 you return 0. At which a does the slope change?",
)
def relu_prime_kink_at_one(a):
    return (a > 1).astype(float)

"""Known mistakes in `relu` (notebook 01)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import np


@mistake(
    "relu",
    effect="the caller's array is overwritten",
    hint="np.maximum's third argument is where it writes. Whose array is that?",
    general="changed_input",
    seen=9,
)
def relu_writes_into_its_input(a):
    return np.maximum(0, a, a)


@mistake(
    "relu",
    effect="the caller's negative entries become 0",
    hint="After the call the caller's array had changed. Work on a copy, or let NumPy make the new array.",
    general="changed_input",
    seen=9,
)
def relu_zeroes_its_input(a):
    a[a < 0] = 0
    return a


@mistake("relu", effect="|a|", hint="What should come out for a = −2, and what does?")
def relu_is_abs(a):
    return np.abs(a)


@mistake(
    "relu",
    effect="a small slope below 0",
    hint="Below 0 the function of this exercise is exactly 0. Yours still leaks.",
)
def relu_leaks(a):
    return np.where(a > 0, a, 0.01 * a)


@mistake("relu", effect="min(0, a)", hint="You keep the wrong half: which side should pass unchanged?")
def relu_keeps_the_wrong_half(a):
    return np.minimum(0, a)


@mistake(
    "relu",
    effect="1 where it should be a",
    hint="For a = 3 you return 1. That is the slope of the function, not the function.",
)
def relu_is_a_step(a):
    return (a > 0).astype(float)


@mistake("relu", effect="flat above 1", hint="For a = 3 you return 1. Is this function bounded above?")
def relu_clipped_at_one(a):
    return np.clip(a, 0, 1)


@mistake(
    "relu",
    effect="one number for the whole array",
    hint="One number came back for a whole array: the maximum is to be taken entry by entry.",
    general="shape",
)
def relu_of_the_maximum(a):
    return max(0.0, float(np.max(a)))

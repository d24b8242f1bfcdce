"""Mistakes in notebook 01: the activations and their derivatives."""

from autograder.diagnosis.names import logistic, np
from autograder.diagnosis.registry import mistake


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
    general="changed_inputs",
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
    return logistic(a).astype(np.float32)


@mistake(
    "logistic_prime",
    effect="a(1 − a): a is taken for σ(a)",
    hint="σ′ = σ(1 − σ) is written in terms of σ. What does your function receive: a, or σ(a)?",
    general="wrong_argument",
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


@mistake(
    "tanh_prime",
    effect="1 − a²: a is taken for tanh(a)",
    hint="1 − h² is right where h = tanh(a). What does your function receive?",
    general="wrong_argument",
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


@mistake(
    "relu",
    effect="the caller's array is overwritten",
    hint="np.maximum's third argument is where it writes. Whose array is that?",
    general="changed_inputs",
    seen=9,
)
def relu_writes_into_its_input(a):
    return np.maximum(0, a, a)


@mistake(
    "relu",
    effect="the caller's negative entries become 0",
    hint="After the call the caller's array had changed. Work on a copy, or let NumPy make the new array.",
    general="changed_inputs",
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
    general="changed_inputs",
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

# Made by `make release` from solutions/backpropagation/lab/check/engine/causes.py: edit that file, not this one.
"""The causes that a check can name, and the hint for each: one table, used by visible and hidden checks.

A key is stable: tests, feedback pages and the audit speak of "ratio_m". A hint leads to the line and does not give it
away; it may use {function}, {where} and {ratio}.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cause:
    """A name for what went wrong, in words that can follow "It looks as if …", and a hint."""

    key: str
    name: str
    hint: str = ""


_TABLE = (
    Cause("unknown", "differs here", "Work out this one entry by hand, and print each step of yours beside it."),
    Cause("not_written", "it is not written yet", "Replace the `raise NotImplementedError` by your own lines."),
    Cause(
        "raised",
        "your code raised an error",
        "Read the last line of the traceback first, then your line above.",
    ),
    Cause("endless", "it does not end", "Which loop goes on for ever? What changes in each round, and what ends it?"),
    Cause(
        "none_returned",
        "nothing is returned",
        "Does every way through {function} end with a `return`, and of what you made? `append` and `print` give None.",
    ),
    Cause("wrong_type", "another type of value", "Compare what you return with the last line of the docstring."),
    Cause("truth_values", "True and False", "A comparison gives True and False. How do they become 1 and 0?"),
    Cause("warned", "a warning on the way", "For which entries does NumPy warn, and what do you compute for them?"),
    Cause(
        "wrong_length",
        "another number of parts",
        "Count the parts that the docstring promises, index 0 included.",
    ),
    Cause("first_only", "only the first layer", "How often does your loop run? Look at where `return` stands."),
    Cause(
        "dictionary",
        "a dictionary",
        'What you call "W1" is W[1] here. Return the parts themselves, in the order of the docstring\'s last line.',
    ),
    Cause(
        "index_0",
        "index 0 is in use",
        "The lecture counts layers from 1: what stands at index 0 of your lists?",
    ),
    Cause(
        "shape",
        "another shape",
        "Write the shape of every factor beside it, and see where the two part ways.",
    ),
    Cause(
        "transposed",
        "transposed",
        "Rows and columns have changed places. Which factor should be turned round?",
    ),
    Cause(
        "flat",
        "a dimension got lost",
        "The numbers are right. After which of your lines is the array no longer of the shape that you promise?",
    ),
    Cause(
        "axis_dropped",
        "an axis of length 1 got lost",
        "The numbers are right. Which line drops the axis, as a sum does unless told otherwise, or never makes it?",
    ),
    Cause("not_summed", "the examples are not averaged", "Your answer still has a column for each example."),
    Cause(
        "summed_all",
        "everything is summed",
        "A sum without an axis adds up everything. Over what should it run?",
    ),
    Cause(
        "float32",
        "float32 on the way",
        "Some step of yours rounds to 32 bits; exercises 01 to 06 use float64.",
    ),
    Cause(
        "integers",
        "cut to integers",
        "Your result takes integers only: in what kind of array do you store it?",
    ),
    Cause("rounded", "rounded", "The check compares unrounded numbers."),
    Cause(
        "not_finite",
        "inf or nan",
        "Which step gives inf or nan first? Feed it the numbers at this place, one by one.",
    ),
    Cause(
        "overflow",
        "overflow",
        "The exponential of a large number overflows. Can it be given only small ones?",
    ),
    Cause(
        "zero_by_zero",
        "0 / 0",
        "0 / 0 is nan. At this place, which numbers come to 0 before you divide, and what would keep one above 0?",
    ),
    Cause("all_zero", "all zeros", "Print what you have after each line: from which on is it 0?"),
    Cause(
        "constant",
        "the same number everywhere",
        "Print what you have after each line: from which on is it all one number?",
    ),
    Cause(
        "ratio_minus_1",
        "the opposite sign",
        "The size is right and the sign is not. Write the difference out once more.",
    ),
    Cause("ratio_2", "twice the right value", "Where does a 2 come in, or where was a ½ meant to take it away?"),
    Cause("ratio_half", "half the right value", "Where does a ½ come in that the formula does not have?"),
    Cause(
        "ratio_m",
        "m times the right value",
        "m is the number of examples: is a mean meant where you have a sum?",
    ),
    Cause(
        "ratio_1_over_m",
        "1/m of the right value",
        "You divide by the number of examples once more than is asked.",
    ),
    Cause("ratio_n", "n times the right value", "n is the number of rows: over what should the mean run?"),
    Cause(
        "ratio_1_over_n",
        "1/n of the right value",
        "You divide by the number of rows: over what should the mean run?",
    ),
    Cause(
        "ratio_ln10",
        "ln 10 times the right value",
        "ln 10 = 2.3026 is what turns one base of logarithm into another.",
    ),
    Cause("ratio_1_over_ln10", "1/ln 10 of the right value", "The course's logarithm is the natural one."),
    Cause(
        "ratio_ln2",
        "ln 2 times the right value",
        "ln 2 = 0.6931 is what turns one base of logarithm into another.",
    ),
    Cause("ratio_1_over_ln2", "1/ln 2 of the right value", "The course's logarithm is the natural one."),
    Cause(
        "ratio",
        "a constant times the right value",
        "Every entry is {ratio} times the right one. What has that size?",
    ),
    Cause(
        "hard_coded_m",
        "a fixed number instead of m",
        "You divide by the same number for batches of different size.",
    ),
    Cause(
        "offset",
        "off by a constant",
        "Every entry is off by the same amount: what is added that should not be?",
    ),
    Cause("reversed", "in reverse order", "The values are right and in reverse order."),
    Cause(
        "shifted",
        "shifted by one",
        "Each value stands one place away from where it belongs: check your indices.",
    ),
    Cause(
        "permuted",
        "in another order",
        "The values are right, but in other places: follow one of them by hand.",
    ),
    Cause(
        "changed_input",
        "changes its argument",
        "{where} was changed in place. Work on a copy, or make a new array.",
    ),
    Cause(
        "not_repeatable",
        "another answer each time",
        "What is kept from an earlier call, or drawn from elsewhere than the rng, where one is given?",
    ),
    Cause(
        "no_g_prime",
        "g′ is missing",
        "Between h and a lies the activation g: what does the chain rule ask for?",
    ),
    Cause(
        "not_centred",
        "the mean is not 0",
        "Which distribution do you draw from, and around which number does it lie?",
    ),
    Cause(
        "wrong_spread",
        "too wide or too narrow",
        "The spread should fall as more inputs come in. On what does yours depend, and how?",
    ),
    Cause("biases_not_zero", "biases are not zero", "The weights break the symmetry. What do biases start from?"),
    Cause("not_random", "not random", "Units that start equal stay equal. What makes yours differ?"),
    Cause("ratio_k", "k times the right value", "k is the number of classes: over what should the mean run?"),
    Cause("ratio_1_over_k", "1/k of the right value", "You divide by the number of classes: over what runs the mean?"),
    Cause(
        "accuses_right",
        "right gradients are accused",
        "Which two tensors do you hold beside each other: a gradient, and the numerical gradient of the same one?",
    ),
    Cause("misses_wrong", "a wrong gradient gets by", "Is {where} measured by its own size, or beside larger ones?"),
    Cause("blames_another", "another tensor is blamed", "Which tensor do you move, and with which do you compare?"),
    Cause("not_answered", "no answer yet", "Run each of them through your own check_gradients; then read it."),
    Cause("never_moves", "a tensor is never updated", "Follow {where} through one iteration: which line renews it?"),
    Cause("eta_ignored", "the learning rate is not used", "How long is your step, and what does η do to it?"),
    Cause("steps_off", "another number of steps", "Count the updates for max_iterations = 1, and then for 2."),
    Cause("stale_gradient", "an old gradient is used", "For which θ is the gradient of the second step worked out?"),
    Cause("uphill", "uphill", "The gradient points uphill. Which way do you go?"),
    Cause("not_the_slope", "not this loss's gradient", "Are loss and gradient those of the same θ, and of one mean?"),
    Cause("hard_coded_g", "g is not used", "Which g and g′ do your forward and backward passes get?"),
    Cause("wrong_answers", "too few are right", "Which suspects does your check_gradients accuse, in which tensors?"),
    Cause(
        "wrong_words",
        "not one of the words",
        "Give the number of a line and its two cases in the form that exercise 5.4 shows, or None.",
    ),
)
CAUSES: dict[str, Cause] = {cause.key: cause for cause in _TABLE}


def cause_of(key: str) -> Cause:
    """The cause of that key; KeyError for a key of no cause."""
    return CAUSES[key]


def add(*causes: Cause) -> None:
    """Let the checks of a notebook bring causes of their own. ValueError for a key that means something else."""
    for cause in causes:
        if CAUSES.setdefault(cause.key, cause) != cause:
            raise ValueError(f"two causes are called {cause.key!r}")


def hint_for(key: str | Cause, function: str, where: str = "", ratio: str = "") -> str:
    """The hint for a cause in that function, filled in."""
    cause = key if isinstance(key, Cause) else CAUSES[key]
    text = cause.hint
    for field, value in (("{function}", function), ("{where}", where or "The argument"), ("{ratio}", ratio)):
        text = text.replace(field, value)
    return text

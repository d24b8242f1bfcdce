"""Known mistakes in `softmax` (notebook 02)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import logistic, np


@mistake(
    "softmax",
    effect="the whole array sums to 1, so each column sums to about 1/m",
    hint="Over how many numbers does your sum run? One example is one column.",
    general="wrong_axis",
    seen=5,
)
def softmax_sums_everything(a):
    e = np.exp(a - np.max(a))
    return e / np.sum(e)


@mistake(
    "softmax",
    effect="rows sum to 1: normalised over the batch",
    hint="Your rows sum to 1. Should the classes of one example compete, or the examples of one class?",
    general="wrong_axis",
    seen=6,
)
def softmax_over_the_batch(a):
    e = np.exp(a - np.max(a, axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


@mistake(
    "softmax",
    effect="nan for logits of 1000",
    hint="exp(1000) does not fit into a float. What may you subtract from a column without changing its softmax?",
    general="overflow",
    seen=7,
)
def softmax_without_shift(a):
    e = np.exp(a)
    return e / e.sum(axis=0, keepdims=True)


@mistake(
    "softmax",
    effect="nan in columns whose logits all lie far below the largest of the batch",
    hint="You shift every column by the same number. In a column far below it every exponential is 0.",
    general="overflow",
)
def softmax_shifted_by_the_batch(a):
    e = np.exp(a - np.max(a))
    return e / e.sum(axis=0, keepdims=True)


@mistake(
    "softmax",
    effect="the caller's logits are shifted",
    hint="`-=` writes into the array that the caller still needs. Make a new one.",
    general="changed_input",
    seen=10,
)
def softmax_shifts_its_input(a):
    a -= a.max(axis=0, keepdims=True)
    e = np.exp(a)
    return e / e.sum(axis=0, keepdims=True)


@mistake(
    "softmax",
    effect="softmax of logistic(a): all probabilities close to each other",
    hint="The logits go into the exponential as they are. What have you applied to them first?",
    seen=8,
)
def softmax_of_the_logistic(a):
    a = logistic(a)
    e = np.exp(a - a.max(axis=0, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)


@mistake(
    "softmax",
    effect="columns sum to more than 1: divided by the largest instead of the sum",
    hint="The largest entry of each of your columns is exactly 1. What should a column add up to?",
)
def softmax_divided_by_the_largest(a):
    return np.exp(a - a.max(axis=0, keepdims=True))


@mistake(
    "softmax",
    effect="log-probabilities: negative numbers",
    hint="You return logarithms of probabilities. The loss takes the logarithm later.",
)
def softmax_is_log_softmax(a):
    shifted = a - a.max(axis=0, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=0, keepdims=True))


@mistake(
    "softmax",
    effect="the smallest logit gets the largest probability",
    hint="Raise one logit: its probability should rise, and yours falls.",
)
def softmax_of_minus_a(a):
    e = np.exp(-a - (-a).max(axis=0, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)


@mistake(
    "softmax",
    effect="powers of 2 instead of e",
    hint="The order is right and the numbers are too even. What is the base of your exponential?",
)
def softmax_with_base_two(a):
    e = 2.0 ** (a - a.max(axis=0, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)


@mistake(
    "softmax",
    effect="each row shifted by its own maximum: columns come out wrong",
    hint="Softmax does not change if a column is shifted by one number. You shift each of its entries by another.",
)
def softmax_shifted_along_the_wrong_axis(a):
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=0, keepdims=True)


@mistake(
    "softmax",
    effect="the sum keeps no dimension along the batch: shapes do not fit",
    hint="Look at the shape of your sum beside the shape of the exponentials, for 3 classes and 5 examples.",
    general="raised",
    seen=6,
)
def softmax_sum_without_keepdims(a):
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1)

"""Mistakes in notebook 02: softmax, one-hot vectors and the losses."""

from autograder.diagnosis.names import logistic, np, one_hot, softmax
from autograder.diagnosis.registry import mistake


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
    general="changed_inputs",
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
    return softmax(logistic(a))


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
    return np.log(softmax(a))


@mistake(
    "softmax",
    effect="the smallest logit gets the largest probability",
    hint="Raise one logit: its probability should rise, and yours falls.",
)
def softmax_of_minus_a(a):
    return softmax(-a)


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


@mistake(
    "one_hot",
    effect="an example a row",
    hint="One example is one column. What is the shape of what you return?",
    general="transposed",
)
def one_hot_in_rows(y, k):
    return np.eye(k)[y]


@mistake(
    "one_hot",
    effect="the 1 sits one class too early",
    hint="The first class is called 0. Where does your vector of class 0 have its 1?",
)
def one_hot_counts_from_one(y, k):
    return np.eye(k)[:, np.asarray(y) - 1]


@mistake(
    "one_hot",
    effect="as many rows as the largest label of the batch needs",
    hint="This batch has no example of the last class, and your vectors are short. Where does the length come from?",
    general="shape",
)
def one_hot_as_long_as_the_largest_label(y, k):
    return np.eye(int(np.max(y)) + 1)[:, y]


@mistake(
    "one_hot",
    effect="−1 instead of 0",
    hint="Every entry but one should be 0. Yours are −1.",
)
def one_hot_of_minus_ones(y, k):
    return 2 * np.eye(k)[:, y] - 1


@mistake("one_hot", effect="0 at the class, 1 elsewhere", hint="You have marked the classes that it is not.")
def one_hot_inverted(y, k):
    return 1 - np.eye(k)[:, y]


@mistake(
    "one_hot",
    effect="every column is that of the first label",
    hint="All your columns are the same. Which label does each of them use?",
)
def one_hot_of_the_first_label(y, k):
    e = np.zeros((k, len(y)))
    e[y[0], :] = 1
    return e


@mistake(
    "one_hot",
    effect="0.9 at the class, the rest shared: smoothed labels",
    hint="The 1 should be exactly 1. Softened labels are a trick for another day.",
)
def one_hot_smoothed(y, k):
    return 0.9 * np.eye(k)[:, y] + 0.1 / k


@mistake(
    "one_hot",
    effect="whole rows are 1",
    hint="Indexing with y alone selects whole rows. Each column needs its own 1: which index is missing?",
)
def one_hot_sets_whole_rows(y, k):
    e = np.zeros((k, len(y)))
    e[y] = 1
    return e


@mistake(
    "cross_entropy",
    effect="m times too large: the sum over the batch",
    hint="Twice the batch, twice your loss. The lecture's loss does not grow with the batch.",
    general="ratio_m",
    seen=17,
)
def cross_entropy_summed(y_hat, y):
    return -np.sum(np.log(y_hat[y, np.arange(len(y))]))


@mistake(
    "cross_entropy",
    effect="smaller by ln 10",
    hint="Which logarithm does the derivation differentiate, and which one have you called?",
    general="ratio_1_over_ln10",
    seen=14,
)
def cross_entropy_with_log10(y_hat, y):
    return -np.mean(np.log10(y_hat[y, np.arange(len(y))]))


@mistake(
    "cross_entropy",
    effect="larger by 1/ln 2",
    hint="Which logarithm does the derivation differentiate, and which one have you called?",
    general="ratio_1_over_ln2",
    seen=14,
)
def cross_entropy_with_log2(y_hat, y):
    return -np.mean(np.log2(y_hat[y, np.arange(len(y))]))


@mistake(
    "cross_entropy",
    effect="negative",
    hint="The logarithm of a probability is negative. Should the loss be?",
    general="ratio_minus_1",
)
def cross_entropy_negative(y_hat, y):
    return np.mean(np.log(y_hat[y, np.arange(len(y))]))


@mistake(
    "cross_entropy",
    effect="k times too small: the mean over every entry",
    hint="Your mean also counts the zeros. How many examples are there, and how many numbers do you average?",
    general="ratio_1_over_k",
)
def cross_entropy_averaged_over_entries(y_hat, y):
    return -np.mean(one_hot(y, y_hat.shape[0]) * np.log(np.maximum(y_hat, 1e-300)))


@mistake(
    "cross_entropy",
    effect="adds the other classes' (1 − y) log(1 − ŷ)",
    hint="You have added a term for the classes that it is not. It belongs to a loss for two classes.",
)
def cross_entropy_for_two_classes(y_hat, y):
    e, p = one_hot(y, y_hat.shape[0]), np.clip(y_hat, 1e-300, 1 - 1e-16)
    return -np.mean(np.sum(e * np.log(p) + (1 - e) * np.log(1 - p), axis=0))


@mistake(
    "cross_entropy",
    effect="nan where a wrong class has probability 0: 0 · log 0",
    hint="0 times log 0 is nan. Take the logarithm only of the probabilities that count.",
    general="nan",
    seen=15,
)
def cross_entropy_of_zero_times_log_zero(y_hat, y):
    return -np.mean(np.sum(one_hot(y, y_hat.shape[0]) * np.log(y_hat), axis=0))


@mistake(
    "cross_entropy",
    effect="log(1 − ŷ) of the true class: punishes being right",
    hint="A perfect answer gives you the largest loss. Whose logarithm do you take?",
)
def cross_entropy_of_the_complement(y_hat, y):
    return -np.mean(np.log(1 - y_hat[y, np.arange(len(y))] + 1e-300))


@mistake(
    "cross_entropy",
    effect="the first example only",
    hint="Change the second example: your loss stays as it was.",
)
def cross_entropy_of_the_first_example(y_hat, y):
    return -np.log(y_hat[y[0], 0])


@mistake(
    "cross_entropy",
    effect="divided by 50, whatever the batch",
    hint="Divide by the size of the batch that you are given, not by the size you happened to have.",
    seen=37,
)
def cross_entropy_for_batches_of_fifty(y_hat, y):
    return -np.sum(np.log(y_hat[y, np.arange(len(y))])) / 50


@mistake(
    "cross_entropy",
    effect="half",
    hint="A factor ½ belongs to the other loss, where it cancels a 2. Nothing cancels here.",
    general="ratio_half",
)
def cross_entropy_halved(y_hat, y):
    return -np.mean(np.log(y_hat[y, np.arange(len(y))])) / 2


@mistake(
    "cross_entropy",
    effect="a large constant inside the logarithm",
    hint="What you add inside the logarithm, to be safe, is large enough to change the loss.",
)
def cross_entropy_with_a_large_epsilon(y_hat, y):
    return -np.mean(np.log(y_hat[y, np.arange(len(y))] + 0.01))


@mistake(
    "cross_entropy",
    effect="every probability of a class instead of each example's own",
    hint="Indexing rows with y alone picks whole rows. Each example needs one number, from its own column.",
)
def cross_entropy_of_whole_rows(y_hat, y):
    return -np.mean(np.log(np.maximum(y_hat[y], 1e-300)))


@mistake(
    "cross_entropy",
    effect="1 − ŷ of the true class: no logarithm",
    hint="Being sure and wrong should cost more and more without bound. Does your loss have a bound?",
)
def cross_entropy_without_logarithm(y_hat, y):
    return np.mean(1 - y_hat[y, np.arange(len(y))])


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
    general="changed_inputs",
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

"""Known mistakes in `cross_entropy` (notebook 02)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import np, one_hot


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
    general="not_finite",
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
    general="hard_coded_m",
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

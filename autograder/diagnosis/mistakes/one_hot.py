"""Known mistakes in `one_hot` (notebook 02)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import np


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

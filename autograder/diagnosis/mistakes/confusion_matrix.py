"""Known mistakes in `confusion_matrix` (notebook 07)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import np


@mistake(
    "confusion_matrix",
    effect="rows are the predicted classes",
    hint="Which index comes first, the true class or the predicted one?",
    general="transposed",
)
def confusion_matrix_transposed(y, y_hat, k):
    counts = np.zeros((k, k), dtype=int)
    np.add.at(counts, (y_hat.argmax(axis=0), y), 1)
    return counts


@mistake(
    "confusion_matrix",
    effect="shares instead of counts",
    hint="Your numbers add up to 1. What should they add up to?",
    general="ratio_1_over_m",
)
def confusion_matrix_of_shares(y, y_hat, k):
    counts = np.zeros((k, k), dtype=int)
    np.add.at(counts, (y, y_hat.argmax(axis=0)), 1)
    return counts / counts.sum()


@mistake(
    "confusion_matrix", effect="mistakes are not counted", hint="Off the diagonal all is 0. Is your network perfect?"
)
def confusion_matrix_of_the_right_ones(y, y_hat, k):
    counts = np.zeros((k, k), dtype=int)
    for true, guess in zip(y, y_hat.argmax(axis=0)):
        if true == guess:
            counts[true, guess] += 1
    return counts


@mistake("confusion_matrix", effect="at most 1 in each cell", hint="NumPy adds only once where an index is repeated.")
def confusion_matrix_counts_once(y, y_hat, k):
    counts = np.zeros((k, k), dtype=int)
    counts[y, y_hat.argmax(axis=0)] += 1
    return counts


@mistake(
    "confusion_matrix",
    effect="the largest of each row instead of each column",
    hint="One example is one column. Along which axis do its classes compete?",
    seen=6,
)
def confusion_matrix_along_the_wrong_axis(y, y_hat, k):
    counts = np.zeros((k, k), dtype=int)
    guess = y_hat.argmax(axis=1) % k
    for true, predicted in zip(y, guess):
        counts[true, predicted] += 1
    return counts


@mistake(
    "confusion_matrix",
    effect="too small where the last class does not occur",
    hint="This batch has no example of the last class. Where does the size come from?",
    general="shape",
)
def confusion_matrix_as_large_as_the_largest_label(y, y_hat, k):
    k = int(max(y)) + 1
    counts = np.zeros((k, k), dtype=int)
    guess = np.minimum(y_hat.argmax(axis=0), k - 1)
    np.add.at(counts, (y, guess), 1)
    return counts

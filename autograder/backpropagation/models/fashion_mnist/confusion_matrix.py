"""The error model of the confusion matrix."""

from __future__ import annotations

from autograder.backpropagation.models.declare import model, slot, wrong

FIRST = "Which index comes first, the true class or the predicted one?"

CONFUSION_MATRIX = model(
    """
    def confusion_matrix(y, y_hat, k):
        {size}
        counts = np.zeros((k, k), dtype=int)
        guess = {guess}
        {count}
        {result}
    """,
    size=slot(
        "",
        "This batch has no example of the last class. Where does the size come from?",
        as_large_as_the_largest_label=wrong(
            "k, y_hat = int(max(y)) + 1, y_hat[: int(max(y)) + 1]", "too small where the last class does not occur"
        ),
        always_ten=wrong("k = max(10, k)", "at least ten classes, whatever k is", "Is k used?", seen=37, cost=1.5),
    ),
    guess=slot(
        "y_hat.argmax(axis=0)",
        "One example is one column. Along which axis do its classes compete?",
        along_the_wrong_axis=wrong(
            "np.resize(y_hat.argmax(axis=1), len(y)) % k",
            "the largest of each row instead of each column",
            seen=6,
        ),
        of_the_smallest=wrong(
            "y_hat.argmin(axis=0)", "the smallest probability is taken for the guess", "Which class is predicted?"
        ),
        counts_from_one=wrong(
            "(y_hat.argmax(axis=0) + 1) % k",
            "the predicted class is counted from 1",
            "The first class is called 0.",
            cost=1.5,
        ),
        is_the_label=wrong("np.asarray(y)", "the true class is taken for the guess", "Where does ŷ come in?"),
    ),
    count=slot(
        "np.add.at(counts, (y, guess), 1)",
        "Which cell does an example count in, and how often?",
        transposed=wrong("np.add.at(counts, (guess, y), 1)", "rows are the predicted classes", FIRST),
        of_the_right_ones=wrong(
            "np.add.at(counts, (y[y == guess], guess[y == guess]), 1)",
            "mistakes are not counted",
            "Off the diagonal all is 0. Is your network perfect?",
        ),
        of_the_wrong_ones=wrong(
            "np.add.at(counts, (y[y != guess], guess[y != guess]), 1)",
            "only mistakes are counted",
            "On the diagonal all is 0. Where are those that are right?",
        ),
        counts_once=wrong(
            "counts[y, guess] += 1",
            "at most 1 in each cell",
            "What happens in your line where the same pair comes twice? `+=` adds once where an index is repeated.",
        ),
        first_only=wrong(
            "np.add.at(counts, (y[:1], guess[:1]), 1)",
            "only the first example is counted",
            "How often does your loop run? Look at where `return` stands.",
        ),
        skips_the_first=wrong(
            "np.add.at(counts, (y[1:], guess[1:]), 1)",
            "the first example is left out",
            "Where does your loop begin?",
            cost=1.5,
        ),
        skips_the_last=wrong(
            "np.add.at(counts, (y[:-1], guess[:-1]), 1)",
            "the last example is left out",
            "Where does your loop end?",
            cost=1.5,
        ),
    ),
    result=slot(
        "return counts",
        "What should your numbers add up to?",
        of_shares=wrong(
            "return counts / counts.sum()",
            "shares instead of counts",
            "Your numbers add up to 1. What should they add up to?",
        ),
        of_shares_of_rows=wrong(
            "return counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)",
            "shares of each row instead of counts",
            "Your rows add up to 1. What should they add up to?",
        ),
        of_shares_of_rows_unguarded=wrong(
            "return counts / counts.sum(axis=1, keepdims=True)",
            "shares of each row instead of counts",
            "Your rows add up to 1. What should they add up to?",
        ),
        of_shares_of_columns=wrong(
            "return counts / np.maximum(counts.sum(axis=0, keepdims=True), 1)",
            "shares of each column instead of counts",
            cost=1.5,
        ),
        of_the_diagonal=wrong("return np.diag(counts)", "the diagonal alone", "Where are the mistakes?", cost=1.5),
        of_accuracy=wrong(
            "return np.trace(counts) / len(y)",
            "one number: the share that is right",
            "What is asked for: one number?",
            cost=1.5,
        ),
    ),
    wholes={
        "of_classes_that_occur": wrong(
            """
            def confusion_matrix(y, y_hat, k):
                classes, positions = np.unique(y, return_inverse=True)
                counts = np.zeros((len(classes), len(classes)), dtype=int)
                np.add.at(counts, (positions, np.minimum(y_hat.argmax(axis=0), len(classes) - 1)), 1)
                return counts
            """,
            "only classes that occur in the batch have a row and a column",
            "A class without an example still has its row. Where does the size come from?",
        ),
    },
)

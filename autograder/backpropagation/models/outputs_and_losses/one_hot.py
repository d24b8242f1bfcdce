"""The error model of one_hot."""

from __future__ import annotations

from autograder.backpropagation.models.declare import model, slot, wrong

FIRST = "The first class is called 0. Where does your vector of class 0 have its 1?"

ONE_HOT = model(
    """
    def one_hot(y, k):
        m = len(y)
        e = np.zeros(({rows}, {columns}))
        {set}
        {result}
    """,
    rows=slot(
        "k",
        "Where does the length of your vectors come from?",
        as_long_as_the_largest_label=wrong(
            "int(np.max(y)) + 1",
            "as many rows as the largest label of the batch needs",
            "This batch has no example of the last class, and your vectors are short. Where does the length come from?",
        ),
        one_row_too_many=wrong("k + 1", "one row too many", "How many classes are there, if the first is called 0?"),
        always_ten=wrong("max(10, k)", "at least ten rows, whatever k is", "Is k used?", seen=37),
    ),
    columns=slot(
        "m",
        "One example is one column. How many are there?",
        one_column_too_many=wrong("m + 1", "one column too many", cost=2),
    ),
    set=slot(
        "e[y, np.arange(m)] = 1",
        "In which row, and in which column, does each example have its 1?",
        counts_from_one=wrong(
            "e[np.asarray(y, dtype=int) - 1, np.arange(m)] = 1", "the 1 sits one class too early", FIRST
        ),
        counts_too_far=wrong(
            "e[(np.asarray(y, dtype=int) + 1) % k, np.arange(m)] = 1", "the 1 sits one class too late", FIRST
        ),
        of_minus_ones=wrong(
            "e[...] = -1\ne[y, np.arange(m)] = 1",
            "−1 instead of 0",
            "Every entry but one should be 0. Yours are −1.",
        ),
        inverted=wrong(
            "e[...] = 1\ne[y, np.arange(m)] = 0",
            "0 at the class, 1 elsewhere",
            "You have marked the classes that it is not.",
        ),
        of_the_first_label=wrong(
            "e[y[0], :] = 1",
            "every column is that of the first label",
            "All your columns are the same. Which label does each of them use?",
        ),
        of_the_last_label=wrong("e[y[-1], :] = 1", "every column is that of the last label", cost=1.5),
        last_example_only=wrong(
            "e[y[-1], -1] = 1", "only the last example has its 1", "Is something overwritten in a loop?"
        ),
        first_example_only=wrong(
            "e[y[0], 0] = 1", "only the first example has its 1", "Where does your `return` stand?"
        ),
        smoothed=wrong(
            "e[...] = 0.1 / k\ne[y, np.arange(m)] += 0.9",
            "0.9 at the class, the rest shared: smoothed labels",
            "The 1 should be exactly 1. Softened labels are a trick for another day.",
        ),
        sets_whole_rows=wrong(
            "e[y] = 1",
            "whole rows are 1",
            "Your rows are full of 1s. Print your indices and their shapes: which places do they pick?",
        ),
        indices_swapped=wrong(
            "e[np.arange(m) % k, np.asarray(y, dtype=int) % m] = 1",
            "row and column are swapped",
            "Which index comes first: the row, or the column?",
            shows="raised",
        ),
        holds_the_label=wrong(
            "e[y, np.arange(m)] = y", "the label itself stands where the 1 belongs", "What should stand there?"
        ),
        cumulative=wrong(
            "e[...] = np.arange(k)[:, None] <= np.asarray(y)", "1 up to the class, and not in its row alone", cost=1.5
        ),
        nothing_set=wrong("", "every entry is 0", "Is the array that you fill the one that you return?", evident=True),
    ),
    result=slot(
        "return e",
        "One example is one column. What is the shape of what you return?",
        in_rows=wrong("return e.T", "an example a row"),
        reshaped=wrong(
            "return e.T.reshape(e.shape)",
            "rows were made columns by reshape, which leaves all numbers in their order",
            "All numbers stand in their old order, cut anew. What turns a row into a column?",
            cost=1.5,
        ),
        in_reverse=wrong("return e[::-1]", "the classes stand in reverse order", cost=1.5),
        flat=wrong("return e.ravel()", "one long row", cost=1.5),
    ),
    wholes={
        "of_classes_that_occur": wrong(
            """
            def one_hot(y, k):
                classes, positions = np.unique(y, return_inverse=True)
                return np.eye(len(classes))[:, positions]
            """,
            "only classes that occur in the batch get a row",
            "A class without an example still has its row. Where does the number of rows come from?",
        ),
    },
)

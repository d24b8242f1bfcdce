"""The error model of the squared error."""

from __future__ import annotations

from autograder.backpropagation.models.declare import model, slot, wrong

SQUARE = "Double the error: the loss should be four times as large. Yours only doubles."

SQUARED_ERROR = model(
    """
    def squared_error(y_hat, target):
        k, m = target.shape
        {first}
        squares = {power}
        {result}
    """,
    first=slot(
        "",
        "Which of the two arrays do you change on the way?",
        one_hot_target=wrong("target = (target > 0.5) * 1.0", "the target is turned into 0s and 1s first", cost=2),
        sign_lost=wrong("y_hat = np.abs(y_hat)", "the sign of ŷ is lost", cost=2),
    ),
    power=slot(
        "(y_hat - target) ** 2",
        "Take one column by hand: the differences, their squares. At which of the two do you part?",
        absolute=wrong("np.abs(y_hat - target)", "absolute differences instead of squares", SQUARE),
        signed=wrong(
            "y_hat - target",
            "the differences are not squared: errors cancel",
            "An error of +1 and one of −1 give you 0.",
        ),
        of_the_norm=wrong(
            "np.sqrt(np.sum((y_hat - target) ** 2, axis=0, keepdims=True))",
            "the norm of each example, not its square",
            SQUARE,
        ),
        adds_before_squaring=wrong(
            "np.sum(y_hat - target, axis=0, keepdims=True) ** 2",
            "the square of the summed error: errors cancel",
            "An error of +1 and one of −1 give you 0. Square first, or add first?",
        ),
        difference_of_squares=wrong(
            "y_hat**2 - target**2", "ŷ² − t² instead of (ŷ − t)²", "What is squared in your line?"
        ),
        sum_of_both=wrong("(y_hat + target) ** 2", "ŷ + t instead of ŷ − t", cost=1.5),
        cubed=wrong("np.abs(y_hat - target) ** 3", "the third power", cost=2),
        weighted=wrong("target * (y_hat - target) ** 2", "the target multiplies the squares", cost=1.5),
    ),
    result=slot(
        "return np.sum(squares) / m / 2",
        "Compare your formula with the definition, factor by factor.",
        without_half=wrong("return np.sum(squares) / m", "twice as large: the ½ is missing", seen=19),
        averaged_over_entries=wrong(
            "return np.mean(squares) / 2",
            "n times too small: the mean over every entry",
            "The square of a norm is a sum over the entries of one column. What do you average over?",
        ),
        mean_of_all_without_half=wrong(
            "return np.mean(squares)",
            "the mean over every entry, and without the ½",
            "The square of a norm is a sum over one column. What do you average over, and where is the ½?",
        ),
        divided_by_rows=wrong(
            "return np.sum(squares) / k / 2",
            "divided by the number of rows instead of m",
            "Examples are columns. Which entry of the shape counts them?",
        ),
        divided_by_rows_without_half=wrong(
            "return np.sum(squares) / k",
            "divided by the number of rows instead of m, and without the ½",
            "Examples are columns. Which entry of the shape counts them, and where is the ½?",
            cost=1.5,
        ),
        summed=wrong(
            "return np.sum(squares) / 2",
            "m times too large: the sum over the batch",
            "Twice the batch, twice your loss. Which mean is missing?",
            seen=17,
        ),
        plain_sum=wrong(
            "return np.sum(squares)",
            "the sum over the batch, and without the ½",
            "Compare with the definition: where are the mean, and the ½?",
        ),
        halved_twice=wrong(
            "return np.sum(squares) / m / 4", "half as large", "How often does the ½ come in?", cost=1.5
        ),
        divided_twice=wrong("return np.sum(squares) / m**2 / 2", "divided by m twice", "Count the divisions.", seen=18),
        negative=wrong("return -np.sum(squares) / m / 2", "negative", "Can a square be negative?", cost=1.5),
        root_without_half=wrong(
            "return np.sqrt(np.sum(squares) / m)", "the root of the mean, and without the ½", SQUARE
        ),
        root=wrong("return np.sqrt(np.sum(squares) / m / 2)", "the root of the loss", SQUARE),
        root_of_the_mean=wrong("return np.sqrt(np.mean(squares))", "the root of the mean over all entries", SQUARE),
        norm_of_all=wrong(
            "return np.sqrt(np.sum(squares)) / m / 2", "one norm over all examples, not its square", SQUARE
        ),
        half_norm_of_all=wrong("return np.sqrt(np.sum(squares)) / 2", "half of one norm over all examples", SQUARE),
        of_each_example=wrong(
            "return np.sum(squares, axis=0) / 2",
            "one number an example",
            "The loss is one number. What has to happen with the numbers of the examples?",
        ),
        of_each_row=wrong(
            "return np.mean(squares, axis=1) / 2", "one number a row", "The loss is one number. What is left to add up?"
        ),
        of_each_entry=wrong("return squares / 2", "one number an entry", "The loss is one number. What is missing?"),
    ),
    wholes={
        "overwrites_its_target": wrong(
            """
            def squared_error(y_hat, target):
                target -= y_hat
                return np.mean(np.sum(target**2, axis=0)) / 2
            """,
            "the caller's target is overwritten",
            "`-=` writes into the array that the caller still needs. Make a new one.",
            seen=44,
            shows="changed_input",
        ),
    },
)

"""The error models of notebook 02: softmax, one-hot vectors and the two losses."""

from __future__ import annotations

from autograder.backpropagation.models.declare import Model, model, slot, wrong

CUT = "large logits are cut off instead of shifted: they all count the same"
CUT_HINT = "Logits of 1000 and 990 differ. What may you subtract from a column without changing its softmax?"
SUM = "Over how many numbers does your sum run? One example is one column."

SOFTMAX = model(
    """
    def softmax(a):
        {first}
        axis = {axis}
        e = {base}(a - {shift})
        total = {total}
        {result}
    """,
    first=slot(
        "",
        "The logits go into the exponential as they are. What have you applied to them first?",
        of_the_logistic=wrong(
            "a = logistic(a)", "softmax of logistic(a): all probabilities lie close together", seen=8
        ),
        of_tanh=wrong("a = np.tanh(a)", "softmax of tanh(a): all probabilities lie close together", seen=8),
        of_relu=wrong("a = np.maximum(a, 0)", "softmax of relu(a): negative logits count as 0", seen=8),
        of_absolute=wrong("a = np.abs(a)", "softmax of |a|", cost=1.5),
        of_minus_a=wrong(
            "a = -a",
            "the smallest logit gets the largest probability",
            "Raise one logit: its probability should rise, and yours falls.",
        ),
        of_scaled=wrong("a = a / len(a)", "the logits are divided by their number first", cost=1.5),
        cut_off_at_700=wrong("a = np.clip(a, -700, 700)", CUT, CUT_HINT),
        cut_off_at_500=wrong("a = np.clip(a, -500, 500)", CUT, CUT_HINT),
        cut_off_above_700=wrong("a = np.minimum(a, 700)", CUT, CUT_HINT, cost=1.5),
        cut_off_above_600=wrong("a = np.minimum(a, 600)", CUT, CUT_HINT, cost=1.5),
        shifts_its_input=wrong(
            "a -= a.max(axis=0, keepdims=True)",
            "the caller's logits are shifted",
            "`-=` writes into the array that the caller still needs. Make a new one.",
            seen=10,
            shows="changed_input",
        ),
    ),
    axis=slot(
        "0",
        SUM,
        over_the_batch=wrong(
            "1",
            "rows sum to 1: normalised over the batch",
            "Your rows sum to 1. Should the classes of one example compete, or the examples of one class?",
            seen=6,
        ),
        sums_everything=wrong("None", "the whole array sums to 1, so each column sums to about 1/m", SUM, seen=5),
    ),
    base=slot(
        "np.exp",
        "What is the base of your exponential, and what becomes of its value?",
        with_base_two=wrong(
            "np.exp2",
            "powers of 2 instead of e",
            "The order is right and the numbers are too even. What is the base of your exponential?",
        ),
        with_base_ten=wrong("(lambda x: 10.0 ** x)", "powers of 10 instead of e", cost=1.5),
        without_exponential=wrong(
            "(lambda x: x)", "the exponential is missing", "What makes a logit a positive number?"
        ),
        exponential_minus_one=wrong("np.expm1", "e^a − 1 instead of e^a", cost=2),
    ),
    shift=slot(
        "np.max(a, axis=axis, keepdims=True)",
        "What may you subtract from a column without changing its softmax?",
        without_shift=wrong(
            "0",
            "nothing is subtracted: nan for logits of 1000",
            "exp(1000) does not fit into a float. What may you subtract from a column without changing its softmax?",
            seen=7,
            shows="overflow",
        ),
        shifted_by_the_batch=wrong(
            "np.max(a)",
            "every column is shifted by the same number: nan in columns far below the largest",
            "You shift every column by the same number. In a column far below it every exponential is 0.",
            shows="overflow",
        ),
        shifted_along_the_wrong_axis=wrong(
            "np.max(a, axis=1, keepdims=True)",
            "each row is shifted by its own largest: columns come out wrong",
            "Softmax does not change if a column is shifted by one number. You shift each of its entries by another.",
        ),
        shifted_up=wrong(
            "-np.max(a, axis=axis, keepdims=True)",
            "the largest logit is added, not subtracted",
            "Which way do you shift? For logits of 1000 the exponent should be at most 0.",
            shows="overflow",
        ),
        shifted_by_the_mean=wrong(
            "np.mean(a, axis=axis, keepdims=True)",
            "the mean is subtracted, which is not enough for logits far apart",
            shows="overflow",
            cost=1.5,
        ),
        shifted_by_the_smallest=wrong(
            "np.min(a, axis=axis, keepdims=True)",
            "the smallest is subtracted, which is not enough for logits far apart",
            shows="overflow",
            cost=1.5,
        ),
    ),
    total=slot(
        "np.sum(e, axis=axis, keepdims=True)",
        SUM,
        sums_everything_below=wrong("np.sum(e)", "the whole array sums to 1: the sum has no axis", SUM, seen=5),
        sums_rows_below=wrong(
            "np.sum(e, axis=1, keepdims=True)",
            "the sum runs along each row, over the batch",
            "Your rows sum to 1. Should the classes of one example compete, or the examples of one class?",
            seen=6,
        ),
        sum_without_keepdims=wrong(
            "np.sum(e, axis=1)",
            "the sum runs over the batch and lies along the wrong axis",
            "Look at the shape of your sum beside the shape of the exponentials, for 3 classes and 5 examples.",
            seen=6,
            shows="raised",
        ),
        divided_by_the_mean=wrong(
            "np.mean(e, axis=axis, keepdims=True)", "columns sum to k: divided by the mean instead of the sum"
        ),
        divided_by_the_largest=wrong(
            "np.max(e, axis=axis, keepdims=True)",
            "the largest entry of each column is 1: divided by it, or not at all, instead of by the sum",
            "The largest entry of each of your columns is exactly 1. What should a column add up to?",
        ),
        divided_by_the_norm=wrong(
            "np.sqrt(np.sum(e**2, axis=axis, keepdims=True))", "columns have length 1, not sum 1", cost=1.5
        ),
        divided_by_logits=wrong(
            "np.sum(a, axis=axis, keepdims=True)", "divided by the sum of the logits, not of the exponentials"
        ),
        divided_by_another_column=wrong(
            "np.sum(e[:, :1], axis=axis, keepdims=True)", "every column is divided by the sum of the first", cost=1.5
        ),
        unshifted_sum=wrong(
            "np.sum(np.exp(a), axis=axis, keepdims=True)",
            "the shift is above the line only: below it the logits are not shifted",
            "You shift the logits above the line. What stands below it?",
        ),
        divided_twice=wrong("np.sum(e, axis=axis, keepdims=True) * len(e)", "divided by k besides", cost=1.5),
        with_large_epsilon=wrong("(np.sum(e, axis=axis, keepdims=True) + 1)", "1 is added to the sum", cost=1.5),
    ),
    result=slot(
        "return e / total",
        "What do you return: probabilities, of the shape that came in?",
        is_log_softmax=wrong(
            "return np.log(e / total)",
            "log-probabilities: negative numbers",
            "You return logarithms of probabilities. The loss takes the logarithm later.",
        ),
        without_the_sum=wrong(
            "return e * np.exp(np.max(a, axis=0, keepdims=True))",
            "the exponentials themselves: nothing is divided",
            "What should a column add up to?",
        ),
        is_the_logistic=wrong(
            "return logistic(a)",
            "the logistic, entry by entry: nothing is normalised",
            "What should a column add up to?",
        ),
        is_the_logistic_turned_round=wrong(
            "return logistic(-a)",
            "the logistic of −a, entry by entry: nothing is normalised",
            "What should a column add up to?",
            cost=1.5,
        ),
        transposed=wrong("return (e / total).T", "transposed: an example a row", "One example is one column."),
        upside_down=wrong("return total / e", "the fraction stands upside down", cost=1.5),
        rounded_up=wrong("return np.where(e / total > 0.5, 1.0, 0.0)", "0 and 1 instead of probabilities", cost=1.5),
    ),
)

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
            "Indexing with y alone selects whole rows. Each column needs its own 1: which index is missing?",
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

MEAN = "Twice the batch, twice your loss. The lecture's loss does not grow with the batch."
BASE = "Which logarithm does the derivation differentiate, and which one have you called?"

CROSS_ENTROPY = model(
    """
    def cross_entropy(y_hat, y):
        k, m = y_hat.shape
        e = np.eye(k)[:, y]
        p = {chosen}
        terms = {log}
        {result}
    """,
    chosen=slot(
        "y_hat[y, np.arange(m)]",
        "Whose probability enters the loss, one for each example?",
        of_the_first_example=wrong(
            "y_hat[y[0], 0] * np.ones(m)",
            "the first example only",
            "Change the second example: your loss stays as it was.",
        ),
        of_the_last_example=wrong(
            "y_hat[y[-1], -1] * np.ones(m)",
            "the last example only",
            "Change the first example: your loss stays as it was. Is something overwritten in a loop?",
        ),
        of_whole_rows=wrong(
            "np.maximum(y_hat[y], 1e-300)",
            "every probability of a class instead of each example's own",
            "Indexing rows with y alone picks whole rows. Each example needs one number, from its own column.",
        ),
        of_the_guess=wrong(
            "y_hat.max(axis=0)",
            "the largest probability, not that of the true class",
            "Whose probability do you take: the predicted class's, or the true one's?",
        ),
        of_the_complement=wrong(
            "1 - y_hat[y, np.arange(m)] + 1e-300",
            "log(1 − ŷ) of the true class: punishes being right",
            "A perfect answer gives you the largest loss. Whose logarithm do you take?",
        ),
        of_all_entries=wrong(
            "np.maximum(y_hat, 1e-300)",
            "the logarithms of all probabilities, y does not enter",
            "Where does y come in?",
        ),
        counts_from_one=wrong(
            "y_hat[np.asarray(y, dtype=int) - 1, np.arange(m)]",
            "the probability of the class one too early",
            "The first class is called 0.",
        ),
        with_a_large_epsilon=wrong(
            "y_hat[y, np.arange(m)] + 0.01",
            "a large constant inside the logarithm",
            "What you add inside the logarithm, to be safe, is large enough to change the loss.",
        ),
        with_a_thousandth=wrong(
            "y_hat[y, np.arange(m)] + 0.001",
            "0.001 is added inside the logarithm",
            "What you add inside the logarithm, to be safe, is large enough to change the loss.",
        ),
        with_a_ten_thousandth=wrong(
            "y_hat[y, np.arange(m)] + 0.0001",
            "0.0001 is added inside the logarithm",
            "What you add inside the logarithm, to be safe, is large enough to change the loss.",
        ),
        with_a_larger_epsilon=wrong(
            "y_hat[y, np.arange(m)] + 0.1",
            "0.1 is added inside the logarithm",
            "What you add inside the logarithm, to be safe, is large enough to change the loss.",
            cost=1.5,
        ),
        softmax_again=wrong(
            "softmax(y_hat)[y, np.arange(m)]",
            "softmax once more: ŷ holds probabilities already",
            "ŷ are probabilities already. What do you do to them first?",
            seen=8,
        ),
    ),
    log=slot(
        "np.log(p)",
        BASE,
        with_log10=wrong("np.log10(p)", "smaller by ln 10: the logarithm of base 10", BASE, seen=14),
        with_log2=wrong("np.log2(p)", "larger by 1/ln 2: the logarithm of base 2", BASE, seen=14),
        with_log1p=wrong("np.log1p(p)", "ln(1 + p) instead of ln p", BASE, cost=1.5),
        without_logarithm=wrong(
            "p - 1",
            "1 − ŷ of the true class: no logarithm",
            "Being sure and wrong should cost more and more without bound. Does your loss have a bound?",
        ),
        of_plain_probabilities=wrong(
            "p", "the probabilities themselves: no logarithm", "What stands between the probability and the mean?"
        ),
        for_two_classes=wrong(
            "np.log(p) + np.sum((1 - e) * np.log(1 - np.minimum(y_hat, 1 - 1e-16)), axis=0)",
            "adds the other classes' (1 − y) log(1 − ŷ)",
            "You have added a term for the classes that it is not. It belongs to a loss for two classes.",
        ),
        of_zero_times_log_zero=wrong(
            "np.sum(e * np.log(y_hat), axis=0)",
            "nan where a wrong class has probability 0: 0 · log 0",
            "0 times log 0 is nan. Take the logarithm only of the probabilities that count.",
            seen=15,
            shows="not_finite",
        ),
        weighted_by_label=wrong(
            "y * np.log(p)", "each logarithm is multiplied by the label's number", "What is e(y), and what is y?"
        ),
        entropy_of_the_guess=wrong(
            "np.sum(y_hat * np.log(np.maximum(y_hat, 1e-300)), axis=0)",
            "ŷ log ŷ: y does not enter",
            "Which of the two stands before the logarithm, e(y) or ŷ?",
        ),
        roles_swapped=wrong(
            "np.sum(y_hat * np.log(np.clip(e, 1e-12, None)), axis=0)",
            "e(y) and ŷ have changed places: the logarithm is that of e(y)",
            "Of which of the two do you take the logarithm?",
        ),
        roles_swapped_tiny=wrong(
            "np.sum(y_hat * np.log(np.clip(e, 1e-15, None)), axis=0)",
            "e(y) and ŷ have changed places: the logarithm is that of e(y)",
            "Of which of the two do you take the logarithm?",
        ),
        of_all_pairs=wrong(
            "np.sum(e.T @ np.log(np.maximum(y_hat, 1e-300))) / m",
            "every example meets the labels of all the others: a matrix product of all pairs",
            "Each example has its own label. What does `@` pair with what?",
        ),
        logarithm_of_the_mean=wrong(
            "np.log(np.mean(p))", "the logarithm of the mean instead of the mean of the logarithms", cost=1.5
        ),
    ),
    result=slot(
        "return -np.mean(terms)",
        "The loss is the mean over the examples. Over what does yours run, and with which sign?",
        summed=wrong("return -np.sum(terms)", "m times too large: the sum over the batch", MEAN, seen=17),
        negative=wrong(
            "return np.mean(terms)", "negative", "The logarithm of a probability is negative. Should the loss be?"
        ),
        summed_and_negative=wrong(
            "return np.sum(terms)",
            "the sum over the batch, and negative",
            "Two things: the sign, and the mean.",
            cost=2.5,
        ),
        averaged_over_entries=wrong(
            "return -np.sum(terms) / y_hat.size",
            "k times too small: the mean over every entry",
            "Your mean also counts the zeros. How many examples are there, and how many numbers do you average?",
        ),
        averaged_over_classes=wrong(
            "return -np.sum(terms) / k",
            "divided by the number of classes instead of m",
            "Examples are columns. Which entry of the shape counts them?",
        ),
        for_batches_of_fifty=wrong(
            "return -np.sum(terms) / 50",
            "divided by 50, whatever the batch",
            "Divide by the size of the batch that you are given, not by the size you happened to have.",
            seen=37,
        ),
        halved=wrong(
            "return -np.mean(terms) / 2",
            "half",
            "A factor ½ belongs to the other loss, where it cancels a 2. Nothing cancels here.",
        ),
        doubled=wrong("return -2 * np.mean(terms)", "twice as large", "Where does the 2 come from?", cost=1.5),
        averaged_twice=wrong("return -np.mean(terms) / m", "divided by m twice", "Count the divisions.", seen=18),
        of_each_example=wrong(
            "return -terms", "one number an example", "The loss is one number. What becomes of the examples' numbers?"
        ),
        each_divided_by_m=wrong(
            "return -terms / m", "one number an example, not added up", "The loss is one number. What is missing?"
        ),
        back_to_probability=wrong("return np.exp(-np.mean(terms))", "e to the loss", cost=2),
        largest=wrong("return -np.min(terms)", "the largest instead of the mean", cost=2),
    ),
)

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
        SQUARE,
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

MODELS: tuple[Model, ...] = (SOFTMAX, ONE_HOT, CROSS_ENTROPY, SQUARED_ERROR)

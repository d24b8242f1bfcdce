"""The error model of softmax."""

from __future__ import annotations

from autograder.backpropagation.models.declare import model, slot, wrong

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
            shows="zero_by_zero",
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
            "np.mean(e, axis=axis, keepdims=True)",
            "columns sum to k: divided by the mean instead of the sum",
            "Your columns add up to k. By what is an exponential divided?",
        ),
        divided_by_the_largest=wrong(
            "np.max(e, axis=axis, keepdims=True)",
            "the largest entry of each column is 1: divided by it, or not at all, instead of by the sum",
            "The largest entry of each of your columns is exactly 1. What should a column add up to?",
        ),
        divided_by_the_norm=wrong(
            "np.sqrt(np.sum(e**2, axis=axis, keepdims=True))",
            "columns have length 1, not sum 1",
            "The squares of your columns add up to 1. What should add up to 1?",
            cost=1.5,
        ),
        divided_by_logits=wrong(
            "np.sum(a, axis=axis, keepdims=True)",
            "divided by the sum of the logits, not of the exponentials",
            "Of which numbers is your sum: of the logits, or of what the exponential makes of them?",
        ),
        divided_by_another_column=wrong(
            "np.sum(e[:, :1], axis=axis, keepdims=True)",
            "every column is divided by the sum of the first",
            "Each column has a sum of its own. By which sum is the second column divided?",
            cost=1.5,
        ),
        unshifted_sum=wrong(
            "np.sum(np.exp(a), axis=axis, keepdims=True)",
            "the shift is above the line only: below it the logits are not shifted",
            "You shift the logits above the line. What stands below it?",
        ),
        divided_twice=wrong(
            "np.sum(e, axis=axis, keepdims=True) * len(e)",
            "divided by k besides",
            "What do your columns add up to? By what are they divided, and how often?",
            cost=1.5,
        ),
        with_large_epsilon=wrong(
            "(np.sum(e, axis=axis, keepdims=True) + 1)",
            "1 is added to the sum",
            "Your columns add up to less than 1. What stands below the line, besides the sum?",
            cost=1.5,
        ),
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
        shifted_below_only=wrong(
            "return np.exp(a) / total",
            "the shift is below the line only: above it the logits are not shifted",
            "You shift the logits below the line. What stands above it?",
            shows="overflow",
            cost=1.5,
            alone=True,
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

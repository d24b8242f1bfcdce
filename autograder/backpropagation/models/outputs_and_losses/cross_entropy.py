"""The error model of the cross-entropy."""

from __future__ import annotations

from autograder.backpropagation.models.declare import model, slot, wrong

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
            "np.log(np.mean(p))",
            "the logarithm of the mean instead of the mean of the logarithms",
            "Each example has a loss of its own. Which comes first: the logarithm, or the mean?",
            cost=1.5,
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
        first_over_m=wrong(
            "return -terms[0] / m",
            "the first example's loss alone, divided by m",
            "Change the second example: your loss stays as it was. Where does your `return` stand?",
        ),
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

"""The error model of the relative error."""

from __future__ import annotations

from autograder.backpropagation.models.declare import model, slot, wrong

BELOW = "Which of the two sizes does the text divide by?"
NORMS = "A small entry that is all wrong barely moves your number. The text divides entry by entry."

RELATIVE_ERROR = model(
    """
    def relative_error(analytic, numeric):
        a, n = np.asarray(analytic, dtype=np.float64), np.asarray(numeric, dtype=np.float64)
        {first}
        above = {above}
        scale = {below}
        with np.errstate(invalid="ignore", divide="ignore"):
            errors = above / {safe}
        {result}
    """,
    first=slot(
        "",
        "Which entries do you compare?",
        of_the_first=wrong(
            "a, n = a.ravel()[:1], n.ravel()[:1]",
            "the first entry only",
            "Change the last entry: your number stays as it was.",
        ),
        of_sums=wrong("a, n = np.sum(a), np.sum(n)", "the sums are compared, not the entries", NORMS, cost=1.5),
    ),
    above=slot(
        "np.abs(a - n)",
        "What stands above the line?",
        signed=wrong("(a - n)", "the sign is kept: too small a gradient looks perfect", "What if a is smaller than n?"),
        signed_other_way=wrong(
            "(n - a)", "the sign is kept: too large a gradient looks perfect", "What if a is larger than n?"
        ),
        difference_of_sizes=wrong(
            "np.abs(np.abs(a) - np.abs(n))",
            "signs are ignored in the difference",
            "What if a and n have opposite signs?",
        ),
        squared=wrong(
            "(a - n) ** 2", "the difference is squared", "Compare what stands above the line with the text.", cost=1.5
        ),
        sum_above=wrong("np.abs(a + n)", "a + n instead of a − n", cost=1.5),
    ),
    below=slot(
        "np.maximum(np.abs(a), np.abs(n))",
        BELOW,
        of_the_sum=wrong(
            "np.abs(a) + np.abs(n)",
            "divided by |a| + |n| instead of the larger",
            "That is another definition of the same idea. Which denominator does the text use?",
        ),
        of_the_mean=wrong(
            "(np.abs(a) + np.abs(n)) / 2",
            "divided by the mean of |a| and |n| instead of the larger",
            "That is another definition of the same idea. Which denominator does the text use?",
        ),
        of_a_only=wrong("np.abs(a)", "divided by |a| alone", "Swap the two gradients: the answer should be the same."),
        of_n_only=wrong("np.abs(n)", "divided by |n| alone", "Swap the two gradients: the answer should be the same."),
        of_the_smaller=wrong("np.minimum(np.abs(a), np.abs(n))", "divided by the smaller of the two", BELOW),
        of_the_largest_entry=wrong(
            "np.max(np.maximum(np.abs(a), np.abs(n)), initial=0.0)",
            "divided by the largest entry of all: a wrong small entry disappears",
            NORMS,
        ),
        of_the_largest_sum=wrong(
            "np.max(np.abs(a) + np.abs(n), initial=0.0)",
            "divided by the largest |a| + |n| of all: a wrong small entry disappears",
            NORMS,
        ),
        of_a_where_not_0=wrong(
            "np.where(a == 0, np.abs(n), np.abs(a))",
            "divided by |a| alone, but where that is 0",
            "Swap the two gradients: the answer should be the same.",
        ),
        of_n_where_not_0=wrong(
            "np.where(n == 0, np.abs(a), np.abs(n))",
            "divided by |n| alone, but where that is 0",
            "Swap the two gradients: the answer should be the same.",
        ),
        of_a_with_its_sign=wrong("a", "divided by a, sign and all", "What if a is negative?", cost=1.5),
        of_n_with_its_sign=wrong("n", "divided by n, sign and all", "What if n is negative?", cost=1.5),
        of_the_size_of_the_sum=wrong("np.abs(a + n)", "divided by |a + n|", BELOW, cost=1.5),
        signed_scale=wrong("np.maximum(a, n)", "divided by the larger of a and n, sign and all", BELOW, cost=1.5),
        absolute=wrong(
            "np.ones(np.shape(a))",
            "absolute: not divided at all",
            "Multiply both gradients by 1000: your number grows. A relative error should not.",
        ),
    ),
    safe=slot(
        "np.where(scale == 0, 1.0, scale)",
        "What happens where both are 0, and what where both are tiny?",
        of_zero_is_nan=wrong(
            "scale", "nan where both are 0", "Two zeros agree. What does 0 / 0 give you?", seen=15, shows="not_finite"
        ),
        with_a_floor=wrong(
            "np.maximum(1e-8, scale)",
            "gradients below 1e-8 always look right",
            "Gradients of size 1e-9 that differ by a factor two pass. What have you added to be safe?",
        ),
        with_an_epsilon=wrong(
            "(scale + 1e-8)",
            "1e-8 is added below the line: gradients of that size always look right",
            "Gradients of size 1e-9 that differ by a factor two pass. What have you added to be safe?",
        ),
        with_a_large_floor=wrong(
            "np.maximum(1e-5, scale)",
            "gradients below 1e-5 always look right",
            "Gradients of size 1e-6 that differ by a factor two pass. What have you added to be safe?",
            cost=1.5,
        ),
    ),
    result=slot(
        "return float(np.max(errors, initial=0.0))",
        "The answer is one number: the worst. How do you get from the entries to it?",
        averaged=wrong(
            "return float(np.mean(errors))",
            "the mean instead of the largest",
            "One wrong entry among a thousand: what does your number say?",
        ),
        summed=wrong(
            "return float(np.sum(errors))", "the sum instead of the largest", "How large can your number become?"
        ),
        smallest=wrong("return float(np.min(errors))", "the smallest instead of the largest", cost=1.5),
        in_percent=wrong(
            "return float(100 * np.max(errors, initial=0.0))",
            "in percent",
            "Opposite gradients give 2 by the formula. What do you get, and why?",
        ),
        halved=wrong(
            "return float(np.max(errors, initial=0.0) / 2)",
            "half",
            "Opposite gradients give 2 by the formula.",
            cost=1.5,
        ),
        of_each=wrong(
            "return errors", "one number an entry", "The answer is one number: the worst. Which reduction is missing?"
        ),
        as_yes_or_no=wrong(
            "return float(np.max(errors, initial=0.0) > 1e-2)",
            "0 or 1 instead of the error",
            "What is asked for: a number, or a verdict?",
            cost=1.5,
        ),
        of_norms=wrong(
            "size = max(map(np.linalg.norm, (a, n)))\nreturn float(np.linalg.norm(above) / size) if size else 0.0",
            "one ratio of norms: a wrong small entry disappears behind the large ones",
            NORMS,
        ),
        of_norms_added=wrong(
            "size = np.linalg.norm(a) + np.linalg.norm(n)\nreturn float(np.linalg.norm(above) / size) if size else 0.0",
            "one ratio of norms, by their sum: a wrong small entry disappears behind the large ones",
            NORMS,
        ),
        of_norm_of_numeric=wrong(
            "size = np.linalg.norm(n)\nreturn float(np.linalg.norm(above) / size) if size else 0.0",
            "one ratio of norms, by that of n: a wrong small entry disappears behind the large ones",
            NORMS,
        ),
        of_norms_of_the_sum=wrong(
            "size = np.linalg.norm(a + n)\nreturn float(np.linalg.norm(above) / size) if size else 0.0",
            "one ratio of norms, by that of a + n: a wrong small entry disappears behind the large ones",
            NORMS,
        ),
        norm_alone=wrong(
            "return float(np.linalg.norm(above))",
            "the length of the difference: not divided by anything",
            "Multiply both gradients by 1000: your number grows. A relative error should not.",
        ),
        of_means=wrong(
            "size = np.mean(np.abs(a))\nreturn float(np.mean(above) / size) if size else 0.0",
            "a mean over a mean: a wrong small entry disappears",
            NORMS,
        ),
        of_means_of_both=wrong(
            "size = np.mean(np.abs(a) + np.abs(n))\nreturn float(np.mean(above) / size) if size else 0.0",
            "a mean over a mean: a wrong small entry disappears",
            NORMS,
            cost=1.5,
        ),
        of_means_of_numeric=wrong(
            "size = np.mean(np.abs(n))\nreturn float(np.mean(above) / size) if size else 0.0",
            "a mean over a mean: a wrong small entry disappears",
            NORMS,
            cost=1.5,
        ),
        of_sums_of_both=wrong(
            "size = np.sum(np.abs(a)) + np.sum(np.abs(n))\nreturn float(np.max(above) / size) if size else 0.0",
            "the largest difference over a sum of all: a wrong small entry disappears",
            NORMS,
            cost=1.5,
        ),
        of_norm_of_analytic=wrong(
            "size = np.linalg.norm(a)\nreturn float(np.linalg.norm(above) / size) if size else 0.0",
            "one ratio of norms, by that of a: a wrong small entry disappears behind the large ones",
            NORMS,
            cost=1.5,
        ),
    ),
)

"""Known mistakes in `relative_error` (notebook 05)."""
# mypy: ignore-errors

from autograder.checks.mistakes import mistake
from autograder.checks.names import np


@mistake(
    "relative_error",
    effect="divided by |a| + |n| instead of the larger",
    hint="That is another definition of the same idea. Which denominator does the text use?",
)
def relative_error_of_the_sum(analytic, numeric):
    a, n = np.asarray(analytic, dtype=float), np.asarray(numeric, dtype=float)
    scale = np.abs(a) + np.abs(n)
    return float(np.max(np.abs(a - n) / np.where(scale == 0, 1, scale)))


@mistake(
    "relative_error",
    effect="nan where both are 0",
    hint="Two zeros agree. What does 0 / 0 give you?",
    general="not_finite",
    seen=15,
)
def relative_error_of_zero_is_nan(analytic, numeric):
    a, n = np.asarray(analytic, dtype=float), np.asarray(numeric, dtype=float)
    with np.errstate(invalid="ignore"):
        return float(np.max(np.abs(a - n) / np.maximum(np.abs(a), np.abs(n))))


@mistake(
    "relative_error",
    effect="the mean instead of the largest",
    hint="One wrong entry among a thousand: what does your number say?",
)
def relative_error_averaged(analytic, numeric):
    a, n = np.asarray(analytic, dtype=float), np.asarray(numeric, dtype=float)
    scale = np.maximum(np.abs(a), np.abs(n))
    return float(np.mean(np.abs(a - n) / np.where(scale == 0, 1, scale)))


@mistake(
    "relative_error",
    effect="one ratio of norms: a wrong small entry disappears behind the large ones",
    hint="A small entry that is all wrong barely moves your number. The text divides entry by entry.",
)
def relative_error_of_norms(analytic, numeric):
    a, n = np.asarray(analytic, dtype=float), np.asarray(numeric, dtype=float)
    scale = max(np.linalg.norm(a), np.linalg.norm(n))
    return float(np.linalg.norm(a - n) / scale) if scale else 0.0


@mistake(
    "relative_error", effect="the sign is kept: too small a gradient looks perfect", hint="What if a is smaller than n?"
)
def relative_error_signed(analytic, numeric):
    a, n = np.asarray(analytic, dtype=float), np.asarray(numeric, dtype=float)
    scale = np.maximum(np.abs(a), np.abs(n))
    return float(np.max((a - n) / np.where(scale == 0, 1, scale)))


@mistake(
    "relative_error",
    effect="absolute: not divided at all",
    hint="Multiply both gradients by 1000: your number grows. A relative error should not.",
)
def relative_error_absolute(analytic, numeric):
    a, n = np.asarray(analytic, dtype=float), np.asarray(numeric, dtype=float)
    return float(np.max(np.abs(a - n)))


@mistake("relative_error", effect="divided by |a| alone", hint="Swap the two gradients: the answer should be the same.")
def relative_error_of_a_only(analytic, numeric):
    a, n = np.asarray(analytic, dtype=float), np.asarray(numeric, dtype=float)
    return float(np.max(np.abs(a - n) / np.where(a == 0, 1, np.abs(a))))


@mistake(
    "relative_error",
    effect="gradients below 1e-8 always look right",
    hint="Gradients of size 1e-9 that differ by a factor two pass. What have you added to be safe?",
)
def relative_error_with_a_floor(analytic, numeric):
    a, n = np.asarray(analytic, dtype=float), np.asarray(numeric, dtype=float)
    return float(np.max(np.abs(a - n) / np.maximum(1e-8, np.maximum(np.abs(a), np.abs(n)))))


@mistake("relative_error", effect="the first entry only", hint="Change the last entry: your number stays as it was.")
def relative_error_of_the_first(analytic, numeric):
    a, n = np.asarray(analytic, dtype=float), np.asarray(numeric, dtype=float)
    a, n = a.ravel()[0], n.ravel()[0]
    scale = max(abs(a), abs(n))
    return float(abs(a - n) / scale) if scale else 0.0


@mistake(
    "relative_error", effect="divided by the smaller of the two", hint="Which of the two sizes does the text divide by?"
)
def relative_error_of_the_smaller(analytic, numeric):
    a, n = np.asarray(analytic, dtype=float), np.asarray(numeric, dtype=float)
    scale = np.minimum(np.abs(a), np.abs(n))
    return float(np.max(np.abs(a - n) / np.where(scale == 0, 1, scale)))


@mistake(
    "relative_error",
    effect="in percent",
    hint="Opposite gradients give 2 by the formula. What do you get, and why?",
    general="ratio",
)
def relative_error_in_percent(analytic, numeric):
    a, n = np.asarray(analytic, dtype=float), np.asarray(numeric, dtype=float)
    scale = np.maximum(np.abs(a), np.abs(n))
    return float(100 * np.max(np.abs(a - n) / np.where(scale == 0, 1, scale)))


@mistake(
    "relative_error",
    effect="one number an entry",
    hint="The answer is one number: the worst. Which reduction is missing?",
    general="shape",
)
def relative_error_of_each(analytic, numeric):
    a, n = np.asarray(analytic, dtype=float), np.asarray(numeric, dtype=float)
    scale = np.maximum(np.abs(a), np.abs(n))
    return np.abs(a - n) / np.where(scale == 0, 1, scale)

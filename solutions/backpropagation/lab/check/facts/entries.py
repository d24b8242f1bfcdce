"""Facts about what works entry by entry or column by column: activations, softmax, one_hot, single gradients."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..engine.facts import Fact, Failure, Observer, alike, observe

Array = NDArray[Any]


def _wrong_mask(failure: Failure) -> tuple[Array, Array, Array] | None:
    """The right answer, the student's, and where they differ; None for another shape."""
    comparison = failure.comparison
    if comparison is None or not comparison.wrong or comparison.misshapen or comparison.mismatch:
        return None
    leaf = comparison.wrong[0]
    assert leaf.expected is not None and leaf.got is not None
    return leaf.expected, leaf.got, comparison.close.wrong(leaf.expected, leaf.got)


def _entries_meet(failure: Failure) -> bool:
    """Whether a wrong entry is another one when its input comes alone."""
    found = _wrong_mask(failure)
    x = np.asarray(failure.arguments[0])
    if found is None or found[1].shape != x.shape or x.size < 2:
        return False
    at = tuple(np.argwhere(found[2])[0])
    alone = failure.array(x[at].reshape(1))
    return alone is not None and alone.size == 1 and not alike(alone.reshape(()), found[1][at])


def alone(failure: Failure) -> Fact | None:
    """An entry's answer depends on the entries beside it."""
    if not _entries_meet(failure):
        return None
    return Fact(
        "given alone, the same number has another answer",
        "An entry's answer should depend on that entry alone. Which step of yours looks at the whole array?",
    )


def sides(failure: Failure) -> Fact | None:
    """Right on one side of 0, wrong on the other; or near 0, or far from it."""
    found = _wrong_mask(failure)
    x = np.asarray(failure.arguments[0], dtype=np.float64)
    if found is None or found[2].shape != x.shape or found[2].all():
        return None
    wrong_ones, right_ones = x[found[2]], x[~found[2]]
    regions = {
        "it is right above 0, and wrong below": wrong_ones.max() < 0 and right_ones.min() >= 0,
        "it is right below 0, and wrong above": wrong_ones.min() > 0 and right_ones.max() <= 0,
        "it is right near 0, and wrong further out": np.abs(right_ones).max() < np.abs(wrong_ones).min(),
        "it is right far out, and wrong near 0": np.abs(right_ones).min() > np.abs(wrong_ones).max(),
    }
    words = next((text for text, holds in regions.items() if holds), "")
    return Fact(words, "What does your line give on the wrong side? Put one such number in by hand.") if words else None


def even(failure: Failure) -> Fact | None:
    """A slope of a curve that is point-symmetric is the same at a and at −a."""
    x = np.asarray(failure.arguments[0], dtype=np.float64)
    there, back = failure.array(x), failure.array(-x)
    if there is None or back is None or there.shape != x.shape:
        return None
    curve = "The curve is as steep at a as at −a"
    if not alike(there, back):
        return Fact(
            "your slope at a is another than at −a",
            f"{curve}. Put 2 and −2 into your line: where do the two part?",
        )
    return None


def complements(failure: Failure) -> Fact | None:
    """g(−a) = 1 − g(a)."""
    x = np.asarray(failure.arguments[0], dtype=np.float64)
    there, back = failure.array(x), failure.array(-x)
    if there is None or back is None or alike(there + back, np.ones_like(there)):
        return None
    middle = failure.number(np.zeros(1))
    half = middle is not None and alike(middle, 0.5)
    hint = "Put a and −a into your line by hand, say 2 and −2: which of the two comes out wrong, and at which step?"
    return Fact(
        "your g(a) and g(−a) do not add up to 1", hint if half else "Put a = 0 into your line: it should give ½."
    )


def _slopes(steepest: float, text: str) -> Observer:
    where = f"the steepest one is {text}. Put in a = 0, then a large one: what does each term of yours give?"

    def too_steep(failure: Failure) -> Fact | None:
        got = np.asarray(failure.got, dtype=np.float64)
        if got.shape != np.shape(failure.arguments[0]):
            return None
        if np.any(got < -1e-9):
            return Fact("some of your slopes are negative", f"The curve never falls, and {where}")
        if np.any(got > steepest + 1e-9):
            return Fact(f"some of your slopes are above {text}", f"Of all slopes {where}")
        return None

    return too_steep


def signs(failure: Failure) -> Fact | None:
    """Every sign is right (or every one wrong), and no size is."""
    found = _wrong_mask(failure)
    if found is None or found[0].size < 6:
        return None
    right, got, off = found
    counts = off & (right != 0)
    if not np.isfinite(got).all() or counts.sum() < 6 or np.any(got[~counts & (right == 0)] != 0):
        return None
    same, other = np.sign(got[counts]) == np.sign(right[counts]), np.sign(got[counts]) == -np.sign(right[counts])
    if off[right != 0].all() and same.all():
        return Fact(
            "every sign is right, and every size is not",
            "Divide one of your entries by what the formula gives there, then another: what is it that differs?",
        )
    if off[right != 0].all() and other.all():
        return Fact("every sign is turned round, and the sizes are others, too", "Which way round is your difference?")
    return None


def columns(failure: Failure) -> Fact | None:
    """An example's answer depends on the other examples: its column comes out otherwise when it comes alone."""
    whole = np.asarray(failure.got)
    first = [x for x in failure.arguments]
    m = np.asarray(first[0]).shape[-1]
    cut = [x[..., :1] if isinstance(x, np.ndarray) and x.ndim and x.shape[-1] == m else x for x in first]
    one = failure.array(*cut)
    if m < 2 or one is None or whole.ndim != 2 or one.shape != (len(whole), 1) or whole.shape[1] != m:
        return None
    if alike(one[:, 0], whole[:, 0]):
        return None
    return Fact(
        "an example's column comes out otherwise when the example comes alone",
        "Examples do not know of one another. Which step of yours runs over all of them, or counts them?",
    )


# softmax, one_hot, the output's gradient


def _each_by_itself(failure: Failure) -> bool:
    """Whether a row stays as it is when all others change, the first one and the last."""
    a, got = np.asarray(failure.arguments[0], dtype=np.float64), failure.got
    for row in (0, -1):
        others = np.ones((len(a), 1), dtype=bool)
        others[row] = False
        moved = failure.array(a + others * np.linspace(0.3, 0.7, a.shape[1]))
        if moved is None or not alike(moved[row], np.asarray(got)[row]):
            return False
    return len(a) > 1


def sums_of_columns(failure: Failure) -> Fact | None:
    """The probabilities of an example add up to 1."""
    a, got = np.asarray(failure.arguments[0]), np.asarray(failure.got, dtype=np.float64)
    if got.shape != a.shape or not np.isfinite(got).all() or alike(got.sum(axis=0), np.ones(got.shape[1])):
        return None
    if _each_by_itself(failure):
        return Fact(
            "your columns do not add up to 1; each entry depends on its own logit alone",
            "By what is an exponential divided, so that the probabilities of one example add up to 1?",
        )
    if alike(got.sum(axis=1), np.ones(len(got))):
        hint = "The classes of one example share 1 among them. Along which axis do yours?"
        return Fact("your columns do not add up to 1 (your rows do)", hint)
    with np.errstate(all="ignore"):
        scaled = got / np.exp(a - a.max(axis=0))  # one number a column, if only the divisor is another
    if alike(scaled, np.broadcast_to(scaled[:1], scaled.shape)):
        hint = "Within a column your numbers stand to each other as they should. By what is a column divided?"
        return Fact("your columns do not add up to 1", hint)
    return Fact(
        "your columns do not add up to 1, and their entries do not stand to each other as exponentials do",
        "Take one column by hand: the exponentials, their sum, the quotients. At which of the three do you part?",
    )


def shifts(failure: Failure) -> Fact | None:
    """Adding one number to a column changes nothing."""
    a = np.asarray(failure.arguments[0], dtype=np.float64)
    there, moved = failure.array(a), failure.array(a + 1.0)
    if there is None or moved is None or alike(there, moved):
        return None
    return Fact(
        "your answer changes when 1 is added to every logit",
        "Softmax depends on the differences of logits alone. Which step, before the exponential or after, spoils that?",
    )


def cut_off(failure: Failure) -> Fact | None:
    """Logits that are larger than others, and count the same."""
    a = np.asarray(failure.arguments[0], dtype=np.float64)
    got = failure.array(a)
    if got is None or got.shape != a.shape or np.max(np.abs(a)) < 100:
        return None
    moved = failure.array(a + 0.5 * (a == a.max(axis=0)))
    if moved is None or not np.isfinite(got).all() or not alike(got, moved) or len(a) < 2:
        return None
    if np.all(got.max(axis=0) > 1 - 1e-9):  # alone at the top already: raising it further may change nothing
        return None
    return Fact(
        "raising the largest logits of this input changes nothing",
        "Some step makes one number of all large logits. May differences between logits be cut off?",
    )


def order_of_columns(failure: Failure) -> Fact | None:
    """The largest logit has the largest probability."""
    a, got = np.asarray(failure.arguments[0], dtype=np.float64), np.asarray(failure.got, dtype=np.float64)
    if got.shape != a.shape or np.array_equal(a.argmax(axis=0), got.argmax(axis=0)):
        return None
    return Fact("the largest logit does not get the largest probability", "Raise one logit: which way does yours go?")


def k_unused(failure: Failure) -> Fact | None:
    """With another number of classes the answer keeps its shape."""
    *rest, k = failure.arguments
    here, there = np.asarray(failure.got), failure.array(*rest, k + 2)
    if there is None or here.shape != there.shape or here.ndim != 2:
        return None
    return Fact(
        "with k two larger, your answer keeps its shape",
        "A class that does not occur in this batch still has its place. Where does your size come from?",
    )


def zero_sums(failure: Failure) -> Fact | None:
    """ŷ and e(y) both add up to 1 in a column, so their difference adds up to 0."""
    y_hat, got = np.asarray(failure.arguments[0]), np.asarray(failure.got, dtype=np.float64)
    if got.shape != y_hat.shape or alike(got.sum(axis=0) + 1.0, np.ones(got.shape[1])):
        return None
    return Fact(
        "your columns do not add up to 0",
        "ŷ and e(y) both add up to 1 in each column. For one example, set your column beside the two of them.",
    )


def labels_unused(failure: Failure) -> Fact | None:
    """With other labels nothing changes."""
    y_hat, y = failure.arguments[:2]
    other = (np.asarray(y) + 1) % len(y_hat)
    there = failure.array(y_hat, other)
    if there is None or not alike(there, failure.got):
        return None
    return Fact("with other labels your answer is the same", "Where does y come in?")


def zero_where_sure(failure: Failure) -> Fact | None:
    """Where ŷ is e(y) already, the gradient is 0."""
    y_hat, y = failure.arguments[:2]
    sure = np.eye(len(y_hat))[:, np.asarray(y)]
    there = failure.array(sure, y)
    if there is None or there.shape != sure.shape or not np.any(np.abs(there) > 1e-9):
        return None
    return Fact(
        "where ŷ is exactly e(y), your gradient is not 0",
        "Nothing is left to improve there. Which term of yours stays?",
    )


def linear(failure: Failure) -> Fact | None:
    """Twice the incoming gradient, twice the answer; of the argument that is a gradient."""
    at = 1 if np.shape(failure.arguments[0]) != np.shape(failure.arguments[1]) else 0
    doubled = [2 * x if i == at else x for i, x in enumerate(failure.arguments)]
    there = failure.array(*doubled)
    if there is None or there.shape != np.shape(failure.got) or alike(there, 2 * np.asarray(failure.got)):
        return None
    return Fact(
        "with twice the incoming gradient, your answer is not twice as large",
        "The incoming gradient enters once, as a factor. What else happens to it?",
    )


def slope_given(failure: Failure) -> Fact | None:
    """What g′ is asked about."""
    if failure.comparison is None:
        return None
    grad_h, a, g_prime = failure.arguments
    asked: list[Array] = []

    def listening(x: Any) -> Any:
        asked.append(np.array(x))
        return g_prime(x)

    failure.again(grad_h, a, listening)
    if not asked:
        return Fact("g′ is never asked", "Between h and a lies the activation, whichever is given. What is its slope?")
    if any(x.shape == a.shape and np.array_equal(x, a) for x in asked):
        return None
    where = "grad_h" if any(x.shape == grad_h.shape and np.array_equal(x, grad_h) for x in asked) else "no a"
    return Fact(f"what g′ is given is {where}", "At which point is the slope wanted?")


ELEMENTWISE = (alone, sides)
observe("logistic", alone, complements, sides)
observe("logistic_prime", alone, even, _slopes(0.25, "¼"), sides)
observe("tanh_prime", alone, even, _slopes(1.0, "1"), sides)
observe("relu", *ELEMENTWISE)
observe("relu_prime", alone, _slopes(1.0, "1"), sides)
observe("softmax", cut_off, sums_of_columns, columns, order_of_columns, shifts)
observe("one_hot", k_unused)
observe("output_gradient", labels_unused, columns, signs, zero_sums, zero_where_sure)
observe("hidden_gradient", columns, linear, signs)
observe("preactivation_gradient", slope_given, columns, linear, signs)

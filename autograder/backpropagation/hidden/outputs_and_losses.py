"""Hidden checks of notebook 02: softmax, one-hot vectors and the two losses.

Each aspect costs once: softmax and cross_entropy are held to ordinary numbers here, and to logits of ±1000 and
probabilities of exactly 0 and 1 in a check of their own.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from lab.check.engine import plain
from lab.check.engine.closeness import Closeness
from lab.check.engine.examine import Case

from autograder.backpropagation.hidden import slack
from autograder.backpropagation.hidden.inputs import Array, Draw, Function, hold
from autograder.checks.hold import Check
from autograder.course.reference import reference

WITH_EPSILON = slack.of("cross_entropy")
# -log(1 - 1e-6) is 1e-6: what a small epsilon in the logarithm makes of a loss of exactly 0.
ALMOST_ZERO = Closeness(relative=2e-5, absolute=1e-5)
# Of probabilities of 1e-4 an epsilon of 1e-7 takes a thousandth, of their logarithms of 9 then 1e-4.
FAINT = Closeness(relative=5e-4)
ANYHOW = math.inf  # an argument that is changed in place has cost its marks in the other cell


def _softmax_case(words: str, a: Array) -> Case:
    k, m = a.shape
    return Case(words, (a,), reference().softmax(a), {"k": k, "m": m}, close=slack.of("softmax"))


def _large_logits(words: str, a: Array) -> Case:
    """A case that asks for stability alone: who sums along another axis, or in place, has paid in the other cell."""
    return replace(_softmax_case(words, a), large=True, quiet=True, also=_other_sums(a), unchanged_to=ANYHOW)


def _other_sums(a: Array) -> tuple[Array, ...]:
    """What a softmax gives that is shifted soundly and goes along the wrong axis; or that is turned round."""
    shifted = [np.exp(a - np.max(a, axis=axis, keepdims=True)) for axis in (0, 1, None)]
    with np.errstate(invalid="ignore"):
        along = [e / np.sum(e, axis=1, keepdims=True) for e in shifted]
        return (*along, reference().softmax(a).T, shifted[1] / np.sum(shifted[1], axis=0, keepdims=True))


def softmax_cases(draw: Draw) -> list[Case]:
    """Columns of ordinary logits."""
    k, m, n = draw.sizes(3)
    return [
        _softmax_case(f"{m} columns of {k} logits", draw.array(k, m, spread=2)),
        _softmax_case(f"{n} columns of {m} logits", draw.array(m, n)),
        _softmax_case(f"one column of {n} logits", draw.array(n, 1)),
        _softmax_case(f"{k} columns of {n} tiny logits", draw.away_from_zero(n, k) * 1e-9),
        _softmax_case(
            f"{k} columns of {m} logits, each column on another level", draw.array(m, k) + 3.0 * np.arange(k)
        ),
    ]


def softmax_square(draw: Draw) -> list[Case]:
    """As many logits as examples: a sum along the wrong axis gives numbers there, and no exception."""
    k, m = draw.sizes(2)
    return [_softmax_case(f"{n} columns of {n} logits", draw.array(n, n)) for n in (k, m)]


def softmax_stable_cases(draw: Draw) -> list[Case]:
    """Logits of ±1000, also far apart within a column and from column to column."""
    k, m = draw.sizes(2)
    spread = draw.array(k, m)
    levels, depths = np.linspace(-1000, 1000, m), np.linspace(-1000, 1000, k)[:, None]
    return [
        _large_logits("logits near 1000", spread + 1000),
        _large_logits("logits near -1000", spread - 1000),
        _large_logits("columns near -1000 beside columns near 1000", spread + levels),
        _large_logits("logits from -1000 to 1000 in one column", spread + depths),
    ]


def one_hot_cases(draw: Draw) -> list[Case]:
    """Labels of several integer types, some classes without an example."""
    k, m, n = draw.sizes(3)
    some = np.append(draw.labels(k - 1, m - 1), 0)
    cases = [
        (draw.labels(k, m), k, f"{m} labels, {k} classes"),
        (some, k + 6, f"{m} labels, {k + 6} classes, the last ones without an example"),
        (draw.labels(m, n).astype(np.uint8), m, f"{n} labels of dtype uint8, {m} classes"),
        (draw.labels(n, k).astype(np.int32), n, f"{k} labels of dtype int32, {n} classes"),
        (np.array([k - 1]), k, f"one label, {k} classes"),
        (draw.labels(2, n), 2, f"{n} labels, 2 classes"),
    ]
    # True and False are taken, too: whoever computes with e(y) takes differences and products, and they serve for both.
    return [
        Case(words, (y, k), right := reference().one_hot(y, k), {"k": k, "m": len(y)}, also=(right.astype(bool),))
        for y, k, words in cases
    ]


def _loss_case(words: str, y_hat: Array, y: Array, close: Closeness) -> Case:
    sizes = {"k": y_hat.shape[0], "m": y_hat.shape[1]}
    return Case(words, (y_hat, y), reference().cross_entropy(y_hat, y), sizes, close=close)


def cross_entropy_cases(draw: Draw) -> list[Case]:
    """Probabilities that are neither 0 nor 1."""
    k, m, n = draw.sizes(3)
    shapes = [(k, m), (m, n), (n, k), (k, 1)]
    ordinary = [
        _loss_case(f"{m} columns of {k} probabilities", draw.probabilities(k, m), draw.labels(k, m), WITH_EPSILON)
        for k, m in shapes
    ]
    y = draw.labels(k, n)
    faint = draw.probabilities(k, n)
    faint[y, np.arange(n)] = 1e-4 * draw.rng.uniform(1, 3, n)
    return [*ordinary, _loss_case("true classes with probabilities of about 1e-4", faint / faint.sum(axis=0), y, FAINT)]


def cross_entropy_certain_cases(draw: Draw) -> list[Case]:
    """Probabilities of exactly 1 for the true class and exactly 0 for the others; and 0 beside others.

    The first loss is 0, in every base and with every factor: a wrong factor has cost its marks in the other test. So
    the second may be any but 0, which shows that the first was worked out.
    """
    k, m = draw.sizes(2)
    y = draw.labels(k, m)
    sure = reference().one_hot(y, k)
    share = np.round(draw.rng.uniform(0.3, 0.7, m), 2)
    torn = share * sure + (1 - share) * np.roll(sure, 1, axis=0)
    unsure = _loss_case("two classes share the probability, all others have exactly 0", torn, y, WITH_EPSILON)
    certain = _loss_case("each true class has probability exactly 1", sure, y, ALMOST_ZERO)
    certain = replace(certain, also=(np.zeros(m), np.zeros(1)))  # no number, but one for each example, or an array
    return [replace(certain, unchanged_to=ANYHOW), replace(unsure, adopt=plain.any_loss, unchanged_to=ANYHOW)]


def squared_error_cases(draw: Draw) -> list[Case]:
    """Targets that are one-hot vectors, and others; all losses are well away from 0, but for one."""
    k, m, n = draw.sizes(3)
    pairs = [
        (f"{m} columns of {k} numbers", draw.array(k, m), draw.away_from_zero(k, m)),
        (f"{n} columns of {m} numbers", draw.array(m, n, spread=3), draw.array(m, n)),
        (f"one column of {k} numbers", draw.away_from_zero(k, 1), draw.array(k, 1)),
    ]
    y = draw.labels(n, k)
    pairs.append((f"{k} columns of {n} probabilities", draw.probabilities(n, k), reference().one_hot(y, n)))
    same = draw.array(k, n)
    pairs.append(("a prediction that is its target", same, same.copy()))
    return [
        Case(words, (y_hat, t), reference().squared_error(y_hat, t), {"k": t.shape[0], "m": t.shape[1]})
        for words, y_hat, t in pairs
    ]


SOFTMAX = Check("softmax", "softmax", softmax_cases, more=softmax_square)
SOFTMAX_STABLE = Check("softmax_stable", "softmax", softmax_stable_cases)
ONE_HOT = Check("one_hot", "one_hot", one_hot_cases)
CROSS_ENTROPY = Check("cross_entropy", "cross_entropy", cross_entropy_cases)
CERTAIN = Check("cross_entropy_certain", "cross_entropy", cross_entropy_certain_cases)
SQUARED_ERROR = Check("squared_error", "squared_error", squared_error_cases)


def softmax(softmax: Function) -> None:
    """Hold to softmax of each column, for ordinary logits."""
    hold(SOFTMAX, softmax)


def softmax_stable(softmax: Function) -> None:
    """Hold to softmax of each column, for logits of ±1000."""
    hold(SOFTMAX_STABLE, softmax)


def one_hot(one_hot: Function) -> None:
    """Hold to a column for each label, as floats, integers or booleans."""
    hold(ONE_HOT, one_hot)


def cross_entropy(cross_entropy: Function) -> None:
    """Hold to the mean of -ln(probability of the true class)."""
    hold(CROSS_ENTROPY, cross_entropy)


def cross_entropy_certain(cross_entropy: Function) -> None:
    """Hold to the same where probabilities are exactly 0 or 1."""
    hold(CERTAIN, cross_entropy)


def squared_error(squared_error: Function) -> None:
    """Hold to the mean over the examples of half the squared distance."""
    hold(SQUARED_ERROR, squared_error)

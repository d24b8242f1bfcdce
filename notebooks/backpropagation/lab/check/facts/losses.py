# Made by `make release` from solutions/backpropagation/lab/check/facts/losses.py: edit that file, not this one.
"""Facts about the two losses and the confusion matrix: what another batch does to them."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..engine.facts import Fact, Failure, alike, observe


def _twice(x: Any) -> Any:
    return np.concatenate([x, x], axis=-1)


def _two(failure: Failure, *other: Any) -> tuple[float, float] | None:
    """The loss here, and that of other arguments, where both are numbers other than 0."""
    here, there = failure.number(*failure.arguments), failure.number(*other)
    return (here, there) if here and there and np.isfinite([here, there]).all() else None


def doubled_batch(failure: Failure) -> Fact | None:
    """With every example twice, a mean stays as it is."""
    y_hat, other = failure.arguments
    found = _two(failure, _twice(y_hat), _twice(other))
    if found is None or alike(*found):
        return None
    ratio = found[1] / found[0]
    if alike(ratio, 2.0):
        return Fact(
            "with every example twice, your loss is twice as large",
            "The loss is a mean: with every example twice it stays. Work out one example, then the same one twice.",
        )
    hint = "A mean of what each example costs stays as it is. Work out two examples, then the same two twice, by hand."
    return Fact(f"with every example twice, your loss is {ratio:.4g} times as large", hint)


def zero(failure: Failure) -> Fact | None:
    """The loss is 0, whatever the prediction."""
    if failure.number(*failure.arguments) != 0.0:
        return None
    return Fact("it is 0, whatever comes in", "Print what you have after each line: from which on is it 0?")


def wrong_classes(failure: Failure) -> Fact | None:
    """The probabilities of the classes that it is not change hands: the loss stays."""
    y_hat, y = (np.asarray(x) for x in failure.arguments)
    k, m = y_hat.shape
    others = np.array([[i for i in range(k) if i != label] for label in y]).T
    moved = y_hat.copy()
    moved[others, np.arange(m)] = y_hat[np.roll(others, 1, axis=0), np.arange(m)]
    found = _two(failure, moved, y)
    if k < 3 or found is None or alike(*found):
        return None
    return Fact(
        "it changes when the probabilities of wrong classes change places",
        "For each example one probability counts. Which others do you let in?",
    )


def sure(failure: Failure) -> Fact | None:
    """Whoever is sure and right has no loss."""
    y_hat, y = failure.arguments
    got = failure.number(np.eye(len(y_hat))[:, np.asarray(y)], y)
    if got is None or not np.isfinite(got) or abs(got) < 1e-7:
        return None
    return Fact(
        f"where every true class has probability 1, your loss is {got:.3g}, and not 0",
        "Put that probability, 1, into your line: which term gives a number other than 0?",
    )


def logarithm(failure: Failure) -> Fact | None:
    """Half the probability costs ln 2 more."""
    k, y = 4, np.array([1])
    p = np.array([[0.2], [0.4], [0.3], [0.1]])
    half = np.array([[0.3], [0.2], [0.4], [0.1]])
    here, there = failure.number(p, y), failure.number(half, y)
    if here is None or there is None or abs(there - here - np.log(2)) < 1e-6 or len(p) != k:
        return None
    return Fact(
        f"half the true class's probability should cost ln 2 = 0.693 more, and costs {there - here:.3g}",
        "Of what do you take the logarithm, and what stands outside it?",
    )


def doubled_error(failure: Failure) -> Fact | None:
    """Twice the difference, four times the loss."""
    y_hat, target = failure.arguments
    found = _two(failure, target + 2 * (y_hat - target), target)
    if found is None or alike(found[1], 4 * found[0]):
        return None
    return Fact(
        f"with twice the error, your loss is {found[1] / found[0]:.4g} times as large, and not 4 times",
        "A square makes 4 of a 2. Take one error by hand, then twice it: at which step do you part?",
    )


def moved_together(failure: Failure) -> Fact | None:
    """Adding the same to prediction and target changes nothing."""
    y_hat, target = failure.arguments
    found = _two(failure, y_hat + 1.0, target + 1.0)
    if found is None or alike(*found):
        return None
    return Fact(
        "it changes when prediction and target are both moved by 1",
        "Only the difference of the two should count. Where does one of them come in by itself?",
    )


def doubled_rows(failure: Failure) -> Fact | None:
    """With every row twice, the square of a norm doubles."""
    y_hat, target = failure.arguments
    found = _two(failure, np.vstack([y_hat, y_hat]), np.vstack([target, target]))
    if found is None or alike(found[1], 2 * found[0]):
        return None
    return Fact(
        f"with every row twice, your loss is {found[1] / found[0]:.4g} times as large, and not twice",
        "A norm's square is a sum over the rows. Work out one column by hand: what do its rows add to it?",
    )


def counts(failure: Failure) -> Fact | None:
    """Counts are whole numbers that add up to the number of examples."""
    y, _, k = failure.arguments
    got = np.asarray(failure.got, dtype=np.float64)
    if got.shape != (k, k):
        return None
    if np.any(got != np.round(got)):
        return Fact(
            "your numbers are no whole numbers", "What is asked for is how often. With which line do fractions come in?"
        )
    if got.sum() != len(y):
        hint = "Every example counts once. Which are lost, or counted twice?"
        return Fact(f"your numbers add up to {got.sum():g}, for {len(y)} examples", hint)
    return None


def diagonal(failure: Failure) -> Fact | None:
    """With ŷ = e(y) there are no mistakes, and nothing stands off the diagonal."""
    y, _, k = failure.arguments
    got = failure.array(y, np.eye(k)[:, np.asarray(y)], k)
    if got is None or got.shape != (k, k) or not np.any(got - np.diag(np.diag(got))):
        return None
    hint = "How do you get from a column of probabilities to one class?"
    return Fact("for a network that is always right, numbers stand off your diagonal", hint)


observe("cross_entropy", zero, wrong_classes, doubled_batch, sure, logarithm)
observe("squared_error", zero, doubled_batch, doubled_error, moved_together, doubled_rows)


def _k_unused(failure: Failure) -> Fact | None:
    y, y_hat, k = failure.arguments
    got = failure.got
    wide = np.vstack([y_hat, np.zeros((1, y_hat.shape[1]))])
    there = failure.array(y, wide, k + 1)
    if there is None or np.shape(got) != there.shape or np.ndim(got) != 2:
        return None
    return Fact(
        "with one class more, your answer keeps its shape",
        "A class that does not occur in this batch still has a row and a column. Where does your size come from?",
    )


observe("confusion_matrix", _k_unused, counts, diagonal)

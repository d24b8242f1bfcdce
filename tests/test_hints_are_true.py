"""A hint that says how the numbers behave ("yours only doubles") says so of every mistake that it is given to."""

import numpy as np
import pytest

from autograder.checks.mistakes import catalogue
from autograder.checks.recognise import silenced

RNG = np.random.default_rng(3)
Y_HAT, TARGET = RNG.random((3, 5)) + 0.1, RNG.random((3, 5)) + 0.1
LOGITS = RNG.normal(size=(4, 5))
P, LABELS = np.exp(LOGITS) / np.exp(LOGITS).sum(axis=0), np.array([0, 3, 2, 1, 0])


def close(x, y):
    return np.allclose(x, y, rtol=1e-9)


# The words of a hint, and what must hold of a function f whose mistake has it.
CLAIMS = {
    ("squared_error", "Yours only doubles."): lambda f: close(
        f(TARGET + 2 * (Y_HAT - TARGET), TARGET), 2 * np.asarray(f(Y_HAT, TARGET))
    ),
    ("squared_error", "Twice the batch, twice your loss."): lambda f: close(
        f(np.hstack([Y_HAT, Y_HAT]), np.hstack([TARGET, TARGET])), 2 * f(Y_HAT, TARGET)
    ),
    ("cross_entropy", "Twice the batch, twice your loss."): lambda f: close(
        f(np.hstack([P, P]), np.hstack([LABELS, LABELS])), 2 * f(P, LABELS)
    ),
    ("softmax", "Your rows sum to 1."): lambda f: close(f(LOGITS).sum(axis=1), 1),
    ("softmax", "The largest entry of each of your columns is exactly 1."): lambda f: close(f(LOGITS).max(axis=0), 1),
    ("softmax", "Your columns add up to k."): lambda f: close(f(LOGITS).sum(axis=0), len(LOGITS)),
    ("softmax", "Your columns add up to less than 1."): lambda f: np.all(f(LOGITS).sum(axis=0) < 1),
    ("softmax", "The squares of your columns add up to 1."): lambda f: close((f(LOGITS) ** 2).sum(axis=0), 1),
    ("logistic", "Your entries sum to 1."): lambda f: close(f(LOGITS).sum(), 1),
    ("logistic", "Your values grow beyond 1."): lambda f: f(np.array([5.0]))[0] > 1,
    ("relu", "For a = 3 you return 1."): lambda f: close(f(np.array([3.0])), 1),
    ("relu_prime", "For a = 3 you return 3."): lambda f: close(f(np.array([3.0])), 3),
    ("relu_prime", "For a = 0.5 you return 0."): lambda f: close(f(np.array([0.5])), 0),
    ("tanh_prime", "At 0 you return 0."): lambda f: close(f(np.array([0.0])), 0),
    ("logistic_prime", "For large a you return 1."): lambda f: close(f(np.array([30.0])), 1),
    ("one_hot", "All your columns are the same."): lambda f: close(np.ptp(f(LABELS, 4), axis=1), 0),
}


@pytest.mark.parametrize(("function", "words"), CLAIMS, ids=lambda part: part)
def test_what_a_hint_says_of_the_numbers_holds_of_each_mistake_that_has_it(function, words):
    hinted = [m for m in catalogue().values() if m.of == function and words in m.hint]
    assert hinted, "no hint says this any more: take the row out"
    for mistake in hinted:
        with silenced():
            assert CLAIMS[function, words](mistake.model.function((mistake.change,))), mistake.name

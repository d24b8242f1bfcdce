"""In a browser NumPy can't warn of an overflow; the checks see one all the same, by looking at NumPy's functions."""

from __future__ import annotations

import numpy as np
import pytest
from lab import check
from lab.check.engine import unwarned
from lab.check.engine.calling import call

from autograder.course.reference import reference

A = np.array([-1000.0, 0.0, 1000.0])


class Silent:
    """A function of NumPy's that never warns, as in a browser."""

    def __init__(self, function):
        self.function, self.nin = function, function.nin

    def __call__(self, *given, **keywords):
        with np.errstate(all="ignore"):
            return self.function(*given, **keywords)

    def __getattr__(self, name):
        return getattr(self.function, name)


@pytest.fixture(autouse=True)
def browser(monkeypatch):
    for name in (*unwarned._GROW, *unwarned._DIVIDE):
        monkeypatch.setattr(np, name, Silent(getattr(np, name)))
    monkeypatch.setattr(unwarned, "numpy_warns", lambda: False)


def warnings_of(function, *arguments):
    return call("f", function, arguments).warnings


@pytest.mark.parametrize(
    ("function", "warning"),
    [
        (lambda a: 1 / (1 + np.exp(-a)), "RuntimeWarning: overflow encountered in exp"),
        (lambda a: np.log(np.where(a > 0, a, 0)), "RuntimeWarning: divide by zero encountered in log"),
        (lambda a: np.divide(a - a, a - a), "RuntimeWarning: invalid value encountered in divide"),
    ],
)
def test_what_numpy_would_warn_of_is_warned_of(function, warning):
    assert warnings_of(function, A) == (warning,)


def quietly(a):
    with np.errstate(over="ignore"):
        return np.exp(a)


@pytest.mark.parametrize(
    "function",
    [
        quietly,
        lambda a: np.exp(np.full(3, np.inf)),
        lambda a: np.exp(a, where=a < 0, out=np.zeros(3)),
        lambda a: np.exp(-np.abs(a)),
        lambda a: np.multiply(np.array(["x", 2], dtype=object), 2),
        lambda a: np.multiply.outer(a, a),
    ],
)
def test_what_numpy_would_not_warn_of_is_not_warned_of(function):
    assert warnings_of(function, A) == ()


@pytest.mark.parametrize(
    "naive",
    [
        lambda a: 1 / (1 + np.exp(-a)),
        lambda a: np.where(a >= 0, 1 / (1 + np.exp(-a)), np.exp(a) / (1 + np.exp(a))),
    ],
)
def test_an_overflow_on_the_way_to_right_numbers_fails_the_check(naive):
    with pytest.raises(check.CheckFailed, match="overflow"):
        check.logistic_stable(naive)


def test_the_right_answer_passes_and_numpy_is_as_it_was():
    before = np.exp
    check.logistic_stable(reference().logistic)
    assert np.exp is before


def test_here_numpy_warns_itself(monkeypatch):
    monkeypatch.undo()
    unwarned.numpy_warns.cache_clear()
    assert unwarned.numpy_warns()

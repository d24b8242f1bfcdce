"""How far a right function may lie from the reference: as far as no function that uses it can tell."""

from __future__ import annotations

import numpy as np
import pytest
from lab.check.engine.closeness import EXACT

from autograder.audit import subjects, trial
from autograder.backpropagation.hidden.slack import SLACK, page
from autograder.course.layout import ROOT

SHARE = 0.9  # of the slack: the rest is for rounding
DIRECTIONS = {"more": 1.0, "less": -1.0, "either way": 0.0}  # 0: by turns
CASES = [(name, way) for name in SLACK for way in DIRECTIONS]


def off(name: str, way: str, value):
    """A value, moved by most of the slack of a function: by what goes beyond rounding."""
    close, value = SLACK[name].close, np.asarray(value, dtype=np.float64)
    sign = DIRECTIONS[way] or (-1.0) ** np.arange(value.size).reshape(value.shape)
    room = (close.relative - EXACT.relative) * np.abs(value) + (close.absolute - EXACT.absolute)
    return value + sign * SHARE * room


def moved(name: str, way: str):
    """The reference, off by most of its slack."""
    right = getattr(subjects.reference(), name)
    return lambda *arguments: off(name, way, right(*arguments))


def user_of(name: str, way: str, user: str):
    """The reference of a function that uses it, with the moved one by name or as g_prime."""
    names = subjects.namespace()
    names[name] = moved(name, way)

    def with_moved_slope(*arguments, **keywords):
        given = keywords.get("g_prime")
        if given and float(given(np.array([-1.0]))[0]):  # relu's slope has no slack: a kink is near wherever it is 0
            keywords["g_prime"] = lambda a: off(name, way, given(a))
        return names[user](*arguments, **keywords)

    return with_moved_slope if name.endswith("_prime") else names[user]


@pytest.mark.parametrize(("name", "way"), CASES)
def test_a_function_that_is_off_by_nearly_all_of_its_slack_has_full_marks(name, way):
    for test in subjects.tests_of(name):
        for seed in range(3):
            assert trial.hidden(test, moved(name, way), seed).said == " ()"
        assert trial.visible(test, moved(name, way)).said == " ()"


@pytest.mark.whole_class
@pytest.mark.parametrize(("name", "way"), CASES)
def test_and_so_has_whoever_uses_it(name, way):
    for user in SLACK[name].users:
        function = user_of(name, way, user)
        for test in subjects.tests_of(user):
            seen = [trial.hidden(test, function, seed) for seed in range(10)] + [trial.visible(test, function)]
            assert [one.said for one in seen if one.caught] == []


def test_its_users_are_functions_that_call_it():
    for name, slack in SLACK.items():
        given = {"gradient_descent"} if name.endswith("_prime") else set()  # as g_prime
        assert slack.users and set(slack.users) <= {*subjects.dependents(name), *given}


def test_float32_is_no_slack():
    single = subjects.function_of(
        "def softmax(a):\n    e = np.exp((a - a.max(axis=0)).astype(np.float32))\n    return e / e.sum(axis=0)\n",
        "softmax",
    )
    assert all(trial.hidden(subjects.tests_of("softmax")[0], single, seed).caught for seed in range(5))


def test_the_page_says_what_holds_now():
    assert (ROOT / "docs" / "numerical_slack.md").read_text(encoding="utf-8") == page(), "autograder release"

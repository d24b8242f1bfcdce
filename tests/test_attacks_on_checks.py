"""No answer breaks a check: whatever a function returns, in whichever of its calls, the check says that it is wrong.

A check that breaks leaves its marks open for a person to give (`grader_failure`): whoever could do that at will would
rather do that than be wrong. So every check of the course, visible and hidden, is run on a function that is right up
to one of its calls, and from then on gives something odd. Each answer is one that can come across the wire.
"""

from __future__ import annotations

import warnings
import zlib

import numpy as np
import pytest
from lab.parameters import Parameters

from autograder.checks.seed import set_seed
from autograder.course.layout import VALUES
from autograder.course.notebooks import course_notebooks
from autograder.course.reference import reference
from autograder.judge.marks import mark
from autograder.judge.master_namespace import namespace_of
from autograder.judge.proxies import Proxy, student_error
from autograder.judge.run_test import CheckOutcome, run_test
from autograder.wire import Opaque

pytestmark = pytest.mark.whole_class

TESTS = {test.name: (name, test) for name, form in course_notebooks().items() for test in form.tests.values()}


def nested(depth):
    value = 0
    for _ in range(depth):
        value = [value]
    return value


THETA = Parameters([None, np.zeros((2, 2))], [None, np.zeros((2, 1))])
ODD = {
    "None": None,
    "True": True,
    "a number": 5,
    "a number too large for a float": 10**400,
    "nan": float("nan"),
    "a complex number": 1j,
    "a text": "x",
    "digits": "9" * 5000,
    "bytes": b"x",
    "an object": Opaque("Odd"),
    "a function": Proxy("f", lambda *arguments: 5),
    "nothing in a list": [],
    "nothing in a tuple": (),
    "a dict": {1: 2, "a": np.zeros(2)},
    "lists in lists": nested(30),
    "one number as an array": np.array(3.0),
    "an empty array": np.zeros((0, 3)),
    "an array of 32 dimensions": np.zeros((1,) * 32),
    "an array of complex numbers": np.zeros((3, 3), complex),
    "an array of truths": np.ones((2, 2), bool),
    "an array of halves": np.full((3, 2), np.nan, np.float16),
    "the smallest integers": np.full((2, 2), -(2**63)),
    "numbers that overflow": np.full((5, 5), 1e308),
    "a generator": np.random.default_rng(1),
    "parameters of nothing": Parameters(None, None),
    "parameters without layers": Parameters([], []),
    "parameters of unequal parts": Parameters([None, np.zeros((2, 2))], [None]),
    "parameters of texts": Parameters("ab", "cd"),
    "parameters of odd things": Parameters([None, [1, [2]]], [None, {}]),
    "parameters of other shapes": THETA,
    "theta and a state": (THETA, None),
    "theta and odd losses": (THETA, [None] * 5),
    "theta and nan": (THETA, [float("nan")] * 4),
    "a pair of objects": (Opaque("A"), Opaque("B")),
    "three of nothing": (None, None, None),
    "texts": ["a"] * 5,
    "lists of unequal length": [[1, 2], [3]],
    "a mixed list": [1, None, "a"],
    "integers too large": [10**400] * 3,
    "pairs": [(np.zeros((3, 2)), np.zeros(2))] * 3,
    "odd pairs": [(1, 2), (None, None)],
    "many numbers": [0.0] * 5000,
}
RAISED = ("StopIteration", "AssertionError", "KeyError", "AttributeError", "TimeoutError", "MemoryError", "CheckFailed")


def odd_answers():
    """A function of no arguments for each odd answer, by name."""
    answers = {name: (lambda value=value: value) for name, value in ODD.items()}
    for kind in RAISED:

        def answer(kind=kind):
            raise student_error({"kind": kind, "name": kind, "text": "x"})

        answers[f"raises {kind}"] = answer
    return answers


def judged(test, notebook, value):
    """The mark of one test cell, run as the judge runs it, on `value` in place of the student's."""
    outcome = run_test(test.master, "<test>", namespace_of(notebook) | {test.function: value}, CheckOutcome())
    return mark(outcome, test.points, test.function)


def from_call_on(function, call, answer):
    """`function`, until its call number `call`; from then on, `answer`. Counts its calls in `.calls`."""

    def changing(*arguments, **keywords):
        changing.calls += 1
        return function(*arguments, **keywords) if changing.calls <= call else answer()

    changing.calls = 0
    return changing


@pytest.fixture(autouse=True)
def quiet():
    set_seed(3)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        yield


@pytest.mark.parametrize("cell", [cell for cell, (_, test) in TESTS.items() if test.function not in VALUES])
def test_no_answer_in_any_call_breaks_a_check(cell):
    notebook, test = TESTS[cell]
    right = from_call_on(getattr(reference(), test.function), 10**9, None)
    assert judged(test, notebook, right).verdict == "passed"
    answers = odd_answers()
    # All answers in the first call and in the last; in those between, a few each, others for each check.
    draw = np.random.default_rng(zlib.crc32(cell.encode()))
    few = 3 if right.calls < 100 else 1
    between = {call: draw.choice([*answers], few, replace=False) for call in range(1, right.calls - 1)}
    calls = {0: [*answers], right.calls - 1: [*answers]} | dict(list(between.items())[:: 1 + right.calls // 15])
    broken = {}
    for call, names in calls.items():
        for name in names:
            found = judged(test, notebook, from_call_on(getattr(reference(), test.function), call, answers[name]))
            if found.score is None:
                broken[call, name] = found.note
    assert broken == {}


@pytest.mark.parametrize("cell", [cell for cell, (_, test) in TESTS.items() if test.function in VALUES])
def test_no_value_breaks_a_check(cell):
    notebook, test = TESTS[cell]
    names = ("ash", "birch", "cedar", "elm")
    values = {**ODD, "odd answers": {n: v for n, v in zip(names, ("9" * 5000, 10**400, [1], np.zeros(2)), strict=True)}}
    broken = {
        name: found.note for name, value in values.items() if (found := judged(test, notebook, value)).score is None
    }
    assert broken == {}
    assert all(judged(test, notebook, value).score == 0 for value in values.values())

"""Whatever stands in an answer, there is a verdict; and right numbers in a form that is as good keep their marks.

Each odd value of `odd_values` is put in every place of what every function of the course returns: whole, part, entry.
The hidden check gets it over the wire, as in the judge; the visible one as it is, as in a student's own kernel.
The suite takes every value as a whole answer, and of those inside a share, of about 160 for each function;
EVERY_ODD_VALUE=1 takes all.
"""

from __future__ import annotations

import json
import os
import warnings
import zlib
from collections.abc import Callable, Iterable
from typing import Any
from unittest import mock

import numpy as np
import pytest
from lab.check.engine.findings import CheckFailed

from autograder.audit import subjects
from autograder.checks import recognise
from autograder.checks.seed import set_seed
from autograder.course.notebooks import Cell
from autograder.course.reference import reference
from autograder.judge.marks import mark
from autograder.judge.notebook import clean_finding
from autograder.judge.run_test import CheckOutcome
from autograder.verdicts import Verdict
from tests.odd_values import ARRAYS, ODD, PAIRS, SCALARS, crossed, places, plain, reformed, with_odd

pytestmark = pytest.mark.sandbox

TESTS = {test.check: test for test in subjects.tests() if test.function not in {"suspects", "trained"}}
Function = Callable[..., Any]


@pytest.fixture(autouse=True)
def quiet():
    set_seed(3)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        yield


def right(test: Cell) -> Function:
    """The reference; it takes its own answers back in any form, and gives lists in place of iterators."""
    function = getattr(reference(), test.function)

    def answer(*arguments: Any, **keywords: Any) -> Any:
        value = function(*map(plain, arguments), **keywords)
        return list(value) if test.function == "minibatches" else value

    return answer


def verdict_of(test: Cell, check: Function, function: Function) -> tuple[Verdict, str]:
    """The judge's verdict on a check of that function, all that is said of it included."""
    outcome = CheckOutcome()
    try:
        outcome.value = check(function)
    except BaseException as raised:
        outcome.raised = raised
    found = mark(outcome, test.points, test.function)
    json.dumps([clean_finding(finding) for finding in found.findings])
    return found.verdict, found.note


def said(check: Function, function: Function) -> str:
    """What a student sees of a check that breaks in their own kernel; "" for one that passes or says what is wrong."""
    try:
        check(function)
    except CheckFailed as failed:
        failed._render_traceback_()
    except NotImplementedError:
        pass
    except Exception as broken:
        return f"{type(broken).__name__}: {broken}"
    return ""


def odd_from(test: Cell, path: tuple[int, ...], name: str, call: int = 0) -> Function:
    """Right up to its call of that number; from then on with an odd value in that place."""
    function, calls = right(test), iter(range(10**9))

    def answer(*arguments: Any, **keywords: Any) -> Any:
        value = function(*arguments, **keywords)
        return value if next(calls) < call else with_odd(value, path, ODD[name]())

    return answer


def first_answer(test: Cell) -> Any:
    """What the reference gives in the first call of the hidden check."""
    answers: list[Any] = []

    def keeping(*arguments: Any, **keywords: Any) -> Any:
        answers.append(right(test)(*arguments, **keywords))
        return answers[-1]

    subjects.hidden(test)(keeping)
    return answers[0]


def in_turn(name: str, path: tuple[int, ...], odd: str, share: int) -> bool:
    """Whether a value in a place is among the one in `share` that is taken: others for each function and place."""
    return "EVERY_ODD_VALUE" in os.environ or zlib.crc32(repr((name, path, odd)).encode()) % share == 0


def taken(test: Cell, share: int, most: int = 160) -> list[tuple[tuple[int, ...], str]]:
    """Places of an answer, and values to put there: one in `share` of all, or fewer where that is more than `most`."""
    found = places(first_answer(test))
    share = max(share, len(found) * len(ODD) // most)
    return [(path, odd) for path in found for odd in ODD if in_turn(test.check, path, odd, share)]


def hidden_verdicts(test: Cell, call: int, some: Iterable[tuple[tuple[int, ...], str]]) -> dict[Any, str]:
    """Where the hidden check gave no verdict, and why: the value and its place."""
    broken = {}
    for path, odd in some:
        found, note = verdict_of(test, subjects.hidden(test), crossed(odd_from(test, path, odd, call)))
        if found == Verdict.GRADER_FAILURE:
            broken[path, odd] = note
    return broken


WHOLE = [((), odd) for odd in ODD]


@pytest.mark.parametrize("name", TESTS)
def test_an_odd_value_in_any_place_ends_with_a_verdict(name):
    with mock.patch.multiple(
        recognise, models=dict, mistakes_of=lambda function: []
    ):  # they take most of the time: below
        assert hidden_verdicts(TESTS[name], 0, {*WHOLE, *taken(TESTS[name], 5)}) == {}


@pytest.mark.parametrize("name", TESTS)
def test_an_odd_value_in_a_later_call_ends_with_a_verdict_and_its_mistake_may_be_named(name):
    assert hidden_verdicts(TESTS[name], 1, taken(TESTS[name], 40)) == {}


@pytest.mark.parametrize("name", TESTS)
def test_a_student_s_own_check_says_what_is_wrong_and_never_breaks(name):
    test, broken = TESTS[name], {}
    for path, odd in {*WHOLE, *taken(test, 5)}:
        # an endless answer is endless in a kernel, too; what fails when looked at raises as the student's code does
        if "end" not in odd and "fails" not in odd:
            message = said(subjects.visible(test), odd_from(test, path, odd))
            if message:
                broken[path, odd] = message
    assert broken == {}


# Answers that a form can't be put on: a step's state goes back to the student's own function, which may want arrays.
KEEPS_STATE = {"momentum_step", "nesterov_step", "adam_step"}


def in_form(test: Cell, arrays: str = "", scalars: str = "", pairs: str = "", lists: str = "") -> Function:
    """The reference with its answers in another form."""
    same: Function = lambda value: value  # noqa: E731
    chosen = (
        ARRAYS.get(arrays, same),
        SCALARS.get(scalars, same),
        PAIRS.get(pairs, tuple),
        {"a tuple": tuple}.get(lists, list),
    )
    function = right(test)

    def answer(*arguments: Any, **keywords: Any) -> Any:
        value = function(*arguments, **keywords)
        if test.function in KEEPS_STATE:
            return reformed(value[0], *chosen), value[1]
        return reformed(value, *chosen)

    return answer


FORMS = [
    *({"arrays": name} for name in ARRAYS),
    *({"scalars": name} for name in SCALARS),
    *({"pairs": name} for name in PAIRS),
    {"lists": "a tuple"},
    {"arrays": "lists", "scalars": "an array of no dimensions", "pairs": "a list"},
    {"arrays": "strides", "scalars": "a long double", "pairs": "a named tuple of their own", "lists": "a tuple"},
]


@pytest.mark.parametrize("name", TESTS)
def test_right_numbers_in_another_form_keep_their_marks(name):
    test, lost = TESTS[name], {}
    for form in FORMS:
        for seen, check, function in (
            ("hidden", subjects.hidden(test), crossed(in_form(test, **form))),
            ("visible", subjects.visible(test), in_form(test, **form)),
        ):
            found, note = verdict_of(test, check, function)
            if found != Verdict.PASSED:
                lost[seen, *form.values()] = (found, note)
    assert lost == {}


def test_there_are_enough_odd_values_and_every_function_of_the_course_is_held_to_them():
    assert len(ODD) >= 75
    assert {test.function for test in TESTS.values()} == set(subjects.FUNCTIONS)

"""Recognising a known mistake: only after a failure, only where all its numbers are the student's, and in good time."""

import contextlib
import time
from types import SimpleNamespace

import numpy as np
import pytest
from lab.check.engine.examine import Case, examine
from lab.check.engine.findings import CheckFailed, Finding, StudentCodeRaised

from autograder.audit import subjects
from autograder.audit.catalogue import value_of
from autograder.checks import recognise
from autograder.checks.mistakes import Mistake, catalogue
from autograder.checks.seed import set_seed


def known(name, wrong, of="doubled"):
    return Mistake(name, of, f"what {name} does", f"The hint for {name}.", "", None, wrong)


@pytest.fixture
def entries(monkeypatch):
    """A catalogue of the test's own."""
    found = []
    monkeypatch.setattr(recognise, "mistakes_of", lambda function: tuple(found))
    return found


def held(student, *arguments, expected=lambda x: 2 * x):
    cases = [Case(f"case {i}", (a,), expected(a)) for i, a in enumerate(arguments or (np.arange(3.0), np.arange(5.0)))]
    with pytest.raises(CheckFailed) as caught:
        examine(student, "doubled", cases, known=recognise.catalogued)
    return caught.value.findings[0]


def test_the_mistake_that_gives_these_numbers_is_named_and_its_hint_given(entries):
    entries += [known("squared", lambda x: x**2), known("cubed", lambda x: x**3)]
    finding = held(lambda x: x * x * x)
    assert (finding.cause, finding.hint) == ("cubed", "The hint for cubed.")


def test_a_mistake_that_gives_them_in_some_cases_only_is_not_named(entries):
    entries.append(known("squared", lambda x: x**2))
    assert held(lambda x: x**2 if x.size < 4 else x**3).cause == "unknown"


def test_of_two_mistakes_that_give_the_same_numbers_neither_is_named(entries):
    entries += [known("squared", lambda x: x**2), known("times_itself", lambda x: x * x)]
    assert held(lambda x: x**2).cause == "unknown"


def test_a_mistake_that_raises_or_changes_its_argument_does_no_harm(entries):
    def raises(x):
        raise RuntimeError

    def changes(x):
        x += 100
        return x

    entries += [known("raises", raises), known("changes", changes), known("squared", lambda x: x**2)]
    assert held(lambda x: x**2).cause == "squared"


def test_what_a_mistake_prints_or_warns_of_is_not_shown(entries, capfd):
    def noisy(x):
        print("something")
        return np.log(x - 10)

    entries += [known("noisy", noisy), known("squared", lambda x: x**2)]
    assert held(lambda x: x**2).cause == "squared"
    assert capfd.readouterr() == ("", "")


def test_a_mistake_that_keeps_something_starts_empty_each_time():
    def keeps(x, kept=[]):  # noqa: B006  (it is the mistake)
        kept.append(x)
        return len(kept)

    first = recognise.anew(keeps)
    assert (first(0), first(0)) == (1, 2)
    assert recognise.anew(keeps)(0) == 1


def test_a_right_function_never_asks_the_catalogue(monkeypatch):
    monkeypatch.setattr(recognise, "mistakes_of", lambda function: pytest.fail("asked"))
    set_seed(5)
    for test in subjects.tests():
        if test.function in subjects.FUNCTIONS:
            subjects.hidden(test)(getattr(subjects.reference(), test.function))


def test_a_failed_check_costs_little_more_than_one_that_passes():
    """The judge's time, on a class in which everybody is wrong."""
    set_seed(1)
    wrong = {m.of: value_of(m) for m in catalogue().values() if m.of in subjects.FUNCTIONS}
    for function, value in wrong.items():
        started = time.process_time()
        for test in subjects.tests_of(function):
            with contextlib.suppress(CheckFailed):  # not every test of a function sees every mistake
                subjects.hidden(test)(value)
        assert time.process_time() - started < 2.0, function


def test_a_hint_for_an_exception_needs_a_mistake_that_does_the_same_in_every_case(entries):
    def fails_on_five(x):
        return x**2 if x.size < 5 else x[7]

    entries.append(known("fails_on_five", fails_on_five))
    for student, hint in ((fails_on_five, "The hint for fails_on_five."), (lambda x: x[7], "")):
        finding = held(student)
        assert finding.cause == "raised"
        assert (finding.hint == "The hint for fails_on_five.") == bool(hint)


def failing(cause, message):
    def examine_it(function):
        if function is not right:
            raise CheckFailed(Finding("train", cause, message(function), "A general hint."))

    return examine_it


def right():
    pass


def explained(examine_it, student):
    with pytest.raises(CheckFailed) as caught:
        recognise.explained("train", examine_it, student)
    return caught.value.findings[0]


def test_where_behaviour_is_watched_the_one_mistake_that_fails_in_the_same_words_lends_its_hint(entries):
    entries += [known("two", lambda: 2), known("three", lambda: 3)]
    finding = explained(failing("steps", lambda f: f"{f()} steps"), lambda: 3)
    assert (finding.cause, finding.hint) == ("steps", "The hint for three.")


def test_where_several_fail_in_the_same_words_none_does(entries):
    entries += [known("two", lambda: 2), known("also_two", lambda: 2)]
    assert explained(failing("steps", lambda f: f"{f()} steps"), lambda: 2).hint == "A general hint."


def test_a_student_s_own_exception_is_left_as_it_is(entries):
    error = StudentCodeRaised(Finding("train", "raised", "no"))

    def examine_it(function):
        raise error

    with pytest.raises(StudentCodeRaised) as caught:
        recognise.explained("train", examine_it, right)
    assert caught.value is error


def test_looking_for_a_mistake_ends_in_time_and_then_names_none(entries, monkeypatch):
    clock = iter(range(0, 1000, 2))
    monkeypatch.setattr(recognise, "time", SimpleNamespace(process_time=lambda: next(clock)))
    entries += [known(f"m{i}", lambda: 2) for i in range(50)]
    assert explained(failing("steps", lambda f: "steps"), lambda: 2).hint == "A general hint."


def test_an_entry_can_be_taken_out(entries):
    entries.append(known("squared", lambda x: x**2))
    recognise.without.add("squared")
    try:
        assert held(lambda x: x**2).cause == "unknown"
    finally:
        recognise.without.clear()

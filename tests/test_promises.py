"""What the text promises: a wrong function that breaks one promise alone is failed by both checks of its cell."""

from __future__ import annotations

from functools import cache

import pytest

from autograder.audit import subjects, trial
from autograder.backpropagation import promises
from autograder.backpropagation.promises import PROMISES
from autograder.checks.promise import cell, first, instead, promise, result, uncovered
from autograder.course.layout import ARGUMENTS, ROOT
from autograder.course.notebooks import course_notebooks
from autograder.course.sentences import sentences
from tests.written_functions import loaded

SEEDS = range(3)
EACH = [(one, test) for one in PROMISES for test in subjects.tests_of(one.of)]
IDS = [f"{test.name}-{one.argument or one.words}" for one, test in EACH]


@cache
def broken(number: int):
    """The wrong function of a promise."""
    one = PROMISES[number]
    return loaded(one.source(subjects.solution(one.of)), one.of)


def held_by(one) -> tuple[str, ...]:
    return one.cells or (subjects.tests_of(one.of)[0].name,)


@pytest.mark.whole_class
@pytest.mark.parametrize(("one", "test"), EACH, ids=IDS)
def test_a_broken_promise_fails_both_checks_of_its_cells_and_costs_nothing_elsewhere(one, test, nobody_names_mistakes):
    function = broken(PROMISES.index(one))
    hidden = [trial.hidden(test, function, seed) for seed in SEEDS]
    visible = trial.visible(test, function)
    assert not [seen.broken for seen in (*hidden, visible) if seen.broken]
    if test.name in held_by(one):
        assert all(seen.caught for seen in hidden) and visible.caught
    else:
        assert [seen.said for seen in hidden if seen.caught] == []


def test_every_sentence_and_every_argument_has_one():
    assert list(promises.missing()) == []


def test_the_page_says_what_holds_now():
    page = (ROOT / "docs" / "promises.md").read_text(encoding="utf-8")
    assert page == promises.page(), "autograder release"
    assert page.count("\n| ") >= len(PROMISES)


def test_there_is_one_for_each_argument_of_each_function():
    pairs = {(one.of, one.argument) for one in PROMISES}
    assert {(function, name) for function, names in ARGUMENTS.items() for name in names} <= pairs


def test_what_sounds_like_a_promise_and_is_none_still_stands_in_the_text():
    said = [text for form in course_notebooks().values() for of in form.solutions for text in sentences(form, of)]
    assert [words for words in promises.ADVICE if not any(words in text for text in said)] == []


def test_a_sentence_or_an_argument_without_a_wrong_version_is_listed():
    form = course_notebooks()["01_activations"]
    kept = [one for one in PROMISES if not (one.of == "relu" and "stays" in one.words)]
    [complaint] = uncovered(form, "relu", kept, {})
    assert complaint == "no wrong version of relu breaks what its text says: 'it stays as it is.'"
    without = [one for one in PROMISES if not (one.of == "relu" and one.argument)]
    assert "no wrong version of relu breaks what its text says of the argument a" in list(
        uncovered(form, "relu", without, {})
    )
    quoted = promise("relu", "it flies", "", cell(""))
    assert list(uncovered(form, "relu", [*PROMISES, quoted], {})) == [
        "the text of 01_activations does not say what a promise of relu quotes: 'it flies'"
    ]


def test_a_wrong_version_is_made_of_the_solution_by_one_change():
    solution = 'def double(x, by=2):\n    """Twice x."""\n    return by * x\n'
    names: dict[str, object] = {}
    exec(instead(("by * x", "by + x"))("double", solution), names)
    assert names["double"](5) == 7
    exec(first("by = 3")("double", solution), names)
    assert names["double"](5) == 15
    exec(result("-result")("double", solution), names)
    assert names["double"](5) == -10
    with pytest.raises(ValueError, match="the solution has 'y' 0 times, not once"):
        instead(("y", "z"))("triple", "def triple(x): pass")

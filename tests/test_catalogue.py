"""The catalogue of mistakes: over every function, wrong as it says, and with a hint that a teacher would give."""

import ast
import re

import pytest
from lab.check.engine.causes import CAUSES

from autograder.audit import subjects, trial
from autograder.audit.catalogue import value_of
from autograder.backpropagation import probes
from autograder.checks.mistakes import catalogue, mistake, mistakes_of
from autograder.course.layout import NOTEBOOKS, VALUES

pytestmark = pytest.mark.slow

MISTAKES = list(catalogue().values())
# Rows of the list of mistakes seen in students' code that can't be made here, and why.
CANNOT_OCCUR = {
    25: "the output's own derivative is part of softmax with cross-entropy",
    35: "g_prime is given: there is no name of an activation that could be unknown",
    38: "the course has no L2 term",
    39: "the course has no L2 term",
    48: "a zip is a right answer to minibatches, and nothing is unpickled",
}


def test_there_are_well_over_a_hundred_over_every_function_that_students_write():
    assert len(MISTAKES) >= 100
    for names in NOTEBOOKS.values():
        for name in names:
            assert len(mistakes_of(name)) >= (1 if name in VALUES else 6), name


def test_every_mistake_seen_in_students_code_is_there_unless_it_cannot_occur():
    assert {m.seen for m in MISTAKES if m.seen} == set(range(1, 49)) - set(CANNOT_OCCUR)


def test_two_mistakes_of_one_name_are_refused():
    def relu_is_abs(a):
        return a

    with pytest.raises(ValueError, match="two mistakes are called 'relu_is_abs'"):
        mistake("relu", effect="", hint="")(relu_is_abs)


@pytest.mark.parametrize("known", MISTAKES, ids=lambda m: m.name)
def test_the_wrong_code_is_the_student_s_cell_under_the_exercise_s_name(known):
    [*_, last] = ast.parse(known.source()).body
    bound = last.name if isinstance(last, ast.FunctionDef) else last.targets[0].id
    assert bound == known.of


@pytest.mark.parametrize("known", [m for m in MISTAKES if m.of not in VALUES], ids=lambda m: m.name)
def test_as_a_cell_it_does_what_it_does_in_the_catalogue_and_does_not_call_itself(known):
    with trial.silenced(), trial.bounded(20):
        for use in probes.uses_of(known.of)[:2]:
            here, cell = probes.outcome(use, known.wrong), probes.outcome(use, value_of(known))
            assert here[1] != "RecursionError"
            assert probes.same(known.of, here, cell) or known.general == "not_repeatable"


# Its numbers are right, and NumPy has to warn on the way to them: the probes look at numbers.
WRONG_NUMBERS = [m for m in MISTAKES if m.of not in VALUES and m.name != "logistic_overflows_below"]


@pytest.mark.parametrize("known", WRONG_NUMBERS, ids=lambda m: m.name)
def test_a_mistake_is_wrong_on_inputs_that_are_not_the_checks(known):
    with trial.silenced(), trial.bounded(20):
        assert probes.changes(known.of, value_of(known))


def test_a_general_cause_is_one_that_checks_can_name():
    unknown = {m.name: m.general for m in MISTAKES if m.general and m.general not in CAUSES}
    assert unknown == {}


def test_a_hint_is_a_teacher_s_sentence_or_two():
    for known in MISTAKES:
        assert not re.match(r"[a-z]{2,} ", known.hint), known.name  # but it may begin with a symbol, or with code
        assert known.hint.endswith((".", "?")), known.name
        assert len(known.hint) <= 120, known.name
        assert known.effect, known.name


def test_a_hint_never_holds_a_line_of_the_solution():
    for known in MISTAKES:
        solution = "" if known.of in VALUES else subjects.solution(known.of)
        code = {line.strip() for line in solution.splitlines() if len(line.strip()) > 12}
        assert not [line for line in code if line in known.hint], known.name
        assert not re.search(r"np\.\w+\(.*\)", known.hint), known.name

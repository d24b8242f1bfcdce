"""The error models: over every function, right as its solution, wrong as they say, and with a teacher's hints."""

import ast
import re
from functools import cache

import pytest
from lab.check.engine.causes import CAUSES

from autograder.audit import subjects, trial
from autograder.audit.catalogue import value_of
from autograder.backpropagation import probes
from autograder.checks.mistakes import catalogue, mistakes_of, models
from autograder.checks.model import Model, slot, wrong
from autograder.course.layout import NOTEBOOKS, VALUES

pytestmark = pytest.mark.slow
MISTAKES = list(catalogue().values())
FUNCTIONS = [name for name in models() if name not in VALUES]
# Rows of the list of mistakes seen in students' code that can't be made here, and why.
CANNOT_OCCUR = {
    25: "the output's own derivative is part of softmax with cross-entropy",
    38: "the course has no L2 term",
    39: "the course has no L2 term",
    48: "a zip is a right answer to minibatches, and nothing is unpickled",
}


@cache
def outcomes(function):
    """What each version with one change gives on the probes' inputs, by change."""
    model = models()[function]
    with trial.silenced(), trial.bounded(60):
        return {
            change: [probes.outcome(use, model.function((change,))) for use in probes.uses_of(function)]
            for change in model.changes
        }


def same(function, one, other):
    return all(probes.same(function, x, y) for x, y in zip(one, other, strict=True))


@cache
def right(function):
    with trial.silenced():
        solution = getattr(subjects.reference(), function)
        return [probes.outcome(use, solution) for use in probes.uses_of(function)]


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_search_through_all_of_a_model_is_short(function):
    """In versions, of which the dearest take a millisecond: a failed check costs about a second at most."""
    assert 0 < len(list(models()[function].versions())) <= 3_000


def test_what_is_too_dear_to_run_is_looked_for_alone():
    model = models()["gradient_descent"]
    versions = [v for v in model.versions() if any(model.wrong_of(c).alone for c in v)]
    assert [len(v) for v in versions] == [1]


# Each template, and what stands in its slots


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_template_with_its_own_code_in_every_slot_is_the_solution(function):
    with trial.silenced():
        ours = [probes.outcome(use, models()[function].function()) for use in probes.uses_of(function)]
    assert same(function, right(function), ours)


@pytest.mark.parametrize("function", FUNCTIONS)
def test_no_change_leaves_the_function_right(function):
    """But for what warns on the way to right numbers: the probes look at numbers."""
    model = models()[function]
    unchanged = [c.key for c, found in outcomes(function).items() if same(function, right(function), found)]
    assert [
        key for c in model.changes for key in unchanged if c.key == key and model.wrong_of(c).shows != "warned"
    ] == []


@pytest.mark.parametrize("function", FUNCTIONS)
def test_changes_that_do_the_same_have_the_same_words_unless_all_they_do_is_raise_or_change_an_argument(function):
    model, found = models()[function], outcomes(function)
    pairs = [(a, b) for i, a in enumerate(model.changes) for b in model.changes[i + 1 :] if a.effect != b.effect]
    seen = ("raised", "changed_input")
    alike = [(a.key, b.key) for a, b in pairs if same(function, found[a], found[b])]
    assert [pair for pair in alike if catalogue()[pair[0]].wrong.shows not in seen] == []


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_change_uses_no_name_that_a_student_s_cell_does_not_have(function):
    raised = {c.key: x for c, found in outcomes(function).items() for kind, x in found if kind == "raises"}
    assert {key: x for key, x in raised.items() if x in ("NameError", "UnboundLocalError", "RecursionError")} == {}


@pytest.mark.parametrize("known", [m for m in MISTAKES if m.of not in VALUES], ids=lambda m: m.name)
def test_the_student_s_cell_does_what_the_version_does(known):
    with trial.silenced(), trial.bounded(20):
        for use in probes.uses_of(known.of)[:2]:
            here = probes.outcome(use, known.model.function((known.change,)))
            cell = probes.outcome(use, value_of(known))
            assert probes.same(known.of, here, cell) or known.wrong.shows == "not_repeatable"


@pytest.mark.parametrize("known", MISTAKES, ids=lambda m: m.name)
def test_a_source_defines_the_exercise_s_name(known):
    [*_, last] = ast.parse(known.source()).body
    assert (last.name if isinstance(last, ast.FunctionDef) else last.targets[0].id) == known.of


# What is in them


def test_every_exercise_has_a_model():
    assert set(models()) == {name for names in NOTEBOOKS.values() for name in names}
    for names in NOTEBOOKS.values():
        for name in names:
            assert len(mistakes_of(name)) >= (1 if name in VALUES else 6), name


def test_every_mistake_seen_in_students_code_is_there_unless_it_cannot_occur():
    assert {m.wrong.seen for m in MISTAKES if m.wrong.seen} == set(range(1, 49)) - set(CANNOT_OCCUR)


def test_what_a_mistake_shows_is_a_cause_that_checks_can_name():
    for test in subjects.tests():
        subjects.hidden(test)  # loaded, it brings the causes of its own
    shown = {cause for m in MISTAKES for cause in m.wrong.shows.split()}
    assert shown - {"warned"} <= set(CAUSES)


def test_a_hint_is_a_teacher_s_sentence_or_two():
    for known in MISTAKES:
        assert not re.match(r"[a-z]{2,} ", known.hint), known.name  # but it may begin with a symbol, or with code
        assert known.hint.endswith((".", "?", ":")), known.name
        assert len(known.hint) <= 120, known.name
        assert known.effect, known.name


def test_no_words_hold_a_line_of_the_solution_or_of_a_template():
    for known in MISTAKES:
        solution = "" if known.of in VALUES else subjects.solution(known.of)
        code = {line.strip() for line in (solution + known.model.source()).splitlines() if len(line.strip()) > 12}
        for words in (known.hint, known.effect):
            assert not [line for line in code if line in words], known.name
            assert not re.search(r"np\.\w+\(.*\)", words), known.name


# The form itself


def toy(**slots):
    template = """
    def scaled(x, by=2):
        {first}
        return {value}
    """
    every = {
        "first": slot("", "What happens first?", moved=wrong("x = x + 1", "one is added")),
        "value": slot("by * x", "How often?", once=wrong("x", "nothing is multiplied"), thrice=wrong("3 * x", "3")),
    }
    from autograder.checks.model import model

    return model(template, dict, None, **{**every, **slots})


def versions(model):
    return ["+".join(change.key for change in version) for version in model.versions()]


def test_versions_come_cheapest_first_and_a_pair_has_one_change_in_each_of_two_slots():
    assert versions(toy()) == [
        "scaled_moved",
        "scaled_once",
        "scaled_thrice",
        "scaled_moved+scaled_once",
        "scaled_moved+scaled_thrice",
    ]


def test_what_costs_too_much_is_no_version():
    dear = toy(first=slot("", "?", moved=wrong("x = x + 1", "one is added", cost=2)))
    assert versions(dear)[-1] == "scaled_moved"
    assert "+" not in "".join(versions(dear))


def test_a_version_as_code_and_as_a_function_are_one():
    model = toy()
    for version in ((), *model.versions()):
        names = {}
        exec(model.source(version), names)
        assert names["scaled"](5) == model.function(version)(5)
    assert model.function((model.changes[0], model.changes[2]))(5) == 18


def test_a_version_keeps_nothing_from_an_earlier_one():
    keeping = Model("def kept(x, seen=[]):\n    seen.append(x)\n    return len(seen)", {}, {}, dict)
    assert keeping.function()(1) == keeping.function()(1) == 1


def test_names_can_be_given_in_place_of_the_scope_s():
    asking = Model("def asking():\n    return answer()", {}, {}, lambda: {"answer": lambda: 1})
    assert asking.function()() == 1
    assert asking.function(given={"answer": lambda: 2})() == 2

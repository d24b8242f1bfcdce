"""What the audit does: subjects, trials, mutants, probes, and mutants against checks."""

import ast
import time

import numpy as np
import pytest
from lab.check.engine.findings import CheckFailed, Finding

from autograder.audit import (
    catalogue,
    diagnosis,
    mutants,
    mutation,
    right,
    run,
    subjects,
    trial,
)
from autograder.backpropagation import probes, survivors
from autograder.checks.mistakes import catalogue as known_mistakes
from autograder.checks.mistakes import models
from tests.audit_page import SAID_OTHERWISE

pytestmark = pytest.mark.whole_class


# The subjects


def test_every_test_cell_of_the_course_is_known_and_worth_its_points():
    assert len(subjects.tests()) == 36
    assert sum(test.points for test in subjects.tests()) == 95  # and 5 by hand


def test_a_wrong_function_is_called_by_the_later_ones():
    names = subjects.namespace("def logistic(a):\n    return 7.0\n")
    assert names["logistic_prime"](0.0) == 7.0 * (1 - 7.0)


def test_dependents_are_found_through_others():
    assert set(subjects.dependents("output_gradient")) >= {"back_propagation", "gradient_descent", "train"}
    assert subjects.dependents("train") == ()


# A trial


def relu_test():
    [test] = subjects.tests_of("relu")
    return test


def test_a_function_that_never_ends_counts_as_caught():
    def endless(value):
        while True:
            try:
                while True:
                    pass
            except Exception:
                pass

    started = time.process_time()
    seen = trial.attempt(endless, relu_test(), None, seconds=0.3)
    assert (seen.caught, seen.cause) == (True, "timeout")
    assert time.process_time() - started < 1


def test_a_check_that_fails_itself_is_reported_as_a_hole():
    seen = trial.attempt(lambda value: 1 / 0, relu_test(), None)
    assert seen.broken == "ZeroDivisionError: division by zero"


def test_partial_marks_count_as_caught_and_full_marks_do_not():
    assert trial.attempt(lambda value: 0.5, relu_test(), None).caught
    assert not trial.attempt(lambda value: 1.0, relu_test(), None).caught
    assert not trial.attempt(lambda value: None, relu_test(), None).caught


def test_the_first_finding_is_what_a_check_said():
    def check(value):
        raise CheckFailed(Finding("relu", "offset", "off", "A hint."), Finding("relu", "unknown", "more"))

    seen = trial.attempt(check, relu_test(), None)
    assert (seen.cause, seen.message, seen.hint) == ("offset", "off", "A hint.")


# Mutants


def test_there_are_enough_mutants_of_every_kind_and_every_function():
    assert len(mutants.mutants()) >= 400
    assert {m.function for m in mutants.mutants()} == set(subjects.FUNCTIONS)
    kinds = {m.kind for m in mutants.mutants()}
    asked_for = {"operator", "constant", "comparison", "index", "axis", "keyword dropped", "transpose", "line dropped"}
    assert asked_for | {"name", "call dropped", "arguments swapped", "sign", "loop", "order"} <= kinds


def test_every_mutant_is_another_program_under_another_name():
    assert len({m.source for m in mutants.mutants()}) == len(mutants.mutants())
    assert len({m.key for m in mutants.mutants()}) == len(mutants.mutants())
    for function in subjects.FUNCTIONS:
        solution = ast.unparse(mutants._without_docstring(subjects.solution(function))).strip()
        assert solution not in {m.source.strip() for m in mutants.mutants_of(function)}


@pytest.mark.parametrize(
    ("function", "after"),
    [
        ("softmax", "np.sum(e, axis=1, keepdims=True)"),
        ("softmax", "np.sum(e, axis=0)"),
        ("hidden_gradient", "return W @ grad_a"),
        ("preactivation_gradient", "return grad_h"),
        ("tanh_prime", "1 + np.tanh(a) ** 2"),
        ("back_propagation", "range(L, 1, -1)"),
        ("update_parameters", "W[k] + eta * grad_W[k]"),
        ("squared_error", "np.sum((y_hat - target) ** 2)"),
    ],
)
def test_the_mistakes_that_students_make_are_among_them(function, after):
    assert any(after in m.source for m in mutants.mutants_of(function))


def test_mutants_are_the_same_in_every_run():
    function = "softmax"
    again = mutants.mutants_of.__wrapped__(function)
    assert again == mutants.mutants_of(function)


# Probes


@pytest.mark.parametrize("function", subjects.FUNCTIONS)
def test_the_probes_find_no_change_in_a_right_answer(function):
    """Written otherwise, its roundings differ: these must not count. Free choices are excepted."""
    free = {"initialize_parameters", "minibatches", "train", "gradient_descent", "check_gradients", "logistic"}
    free |= {"own_layer_backward"}  # softplus's is the logistic function
    with trial.silenced():
        assert not probes.changes(function, right.value_of(function, right.OWN))
        others = [name for of, name in right.answers() if of == function and name != right.OWN]
        for name in others if function not in free | {"cross_entropy", "adam_step", "numerical_gradient"} else ():
            assert not probes.changes(function, right.value_of(function, name)), name


def test_the_probes_see_a_change_that_only_extreme_inputs_show():
    with trial.silenced():
        assert probes.changes("tanh_prime", lambda a: 1 - ((np.exp(a) - np.exp(-a)) / (np.exp(a) + np.exp(-a))) ** 2)


def test_the_probes_see_a_changed_argument_and_a_kept_one():
    assert probes.changes("relu", lambda a: np.maximum(0, a, out=a) if np.ndim(a) else np.maximum(0, a))


# Mutants against checks, and causes


def judged(function, part):
    [mutant] = [m for m in mutants.mutants_of(function) if part in m.change.split(" → ")[1]]
    return mutation.judge(mutant, 1)


def test_a_mutant_that_is_caught_says_by_what_and_with_which_cause():
    found = judged("hidden_gradient", "return -(W.T @ grad_a)")
    assert (found.changes, found.caught, found.cause, found.false_cause) == (
        True,
        "hidden_gradient",
        "hidden_gradient_sign",
        "",
    )


def test_a_cause_that_is_not_true_is_found_out():
    said = trial.Trial("relu", True, "relu_leaks")
    assert diagnosis.false_cause("relu", np.abs, said, 1) == "relu_leaks"
    assert diagnosis.false_cause("relu", np.abs, trial.Trial("relu", True, "relu_is_abs"), 1) == ""
    assert diagnosis.false_cause("relu", np.abs, trial.Trial("relu", True, "offset"), 1) == "offset"
    assert diagnosis.false_cause("relu", np.abs, trial.Trial("relu", True, "unknown"), 1) == ""


def test_a_hint_for_another_mistake_is_found_out():
    hint = known_mistakes()["relu_leaks"].hint
    assert diagnosis.false_hint("relu", np.abs, trial.Trial("relu", True, "offset", hint=hint)) == "relu_leaks"
    hint = known_mistakes()["relu_is_abs"].hint
    assert diagnosis.false_hint("relu", np.abs, trial.Trial("relu", True, "offset", hint=hint)) == ""


def test_every_survivor_is_explained_and_every_explanation_has_its_survivor():
    """The audit finds them all; here, that those explained do change a number, and do pass."""
    by_key = {m.key: m for m in mutants.mutants()}
    for key, why in survivors.REASONS.items():
        found = mutation.judge(by_key[key], run.SEED)
        assert found.changes, key
        assert not found.caught, key
        assert len(why) > 60


@pytest.mark.parametrize("name", list(known_mistakes())[::24])
def test_a_known_mistake_is_caught_and_diagnosed(name):
    found = catalogue.score(name)
    assert found.seeds == catalogue.SEEDS
    assert found.charged == ()
    assert found.broken == ()
    assert diagnosis.single(name, 3).right or name in SAID_OTHERWISE


def test_two_mistakes_at_once_are_both_named():
    said = diagnosis.both("output_gradient_sign", "back_propagation_without_g_prime", 1)
    assert said.right
    assert said.causes == ("output_gradient_sign", "back_propagation_without_g_prime")


def test_of_a_mistake_that_its_model_does_not_know_nothing_false_is_said():
    said = diagnosis.taken_out("output_gradient_sign", 1)
    assert said.right
    assert said.causes == ("ratio_minus_1",)


def test_two_mistakes_in_one_function_are_drawn_the_same_for_the_same_seed():
    said = diagnosis.two("softmax", 0, 1)
    assert said == diagnosis.two("softmax", 0, 1)
    assert len(said.mistakes) == 2
    assert said.right


def test_a_cause_of_two_changes_is_true_of_a_function_that_makes_both():
    both = tuple(known_mistakes()[f"softmax_{name}"].change for name in ("with_base_two", "is_log_softmax"))
    value = models()["softmax"].function(both)
    cause = " + ".join(change.key for change in both)
    assert diagnosis.false_cause("softmax", value, trial.Trial("softmax", True, cause), 1) == ""
    assert diagnosis.false_cause("softmax", value, trial.Trial("softmax", True, both[0].key), 1) == both[0].key


def test_pairs_are_of_different_functions_and_the_same_for_the_same_seed():
    drawn = diagnosis.pairs(50, 4)
    assert drawn == diagnosis.pairs(50, 4)
    assert len(set(drawn)) == 50
    assert all(known_mistakes()[a].of != known_mistakes()[b].of for a, b in drawn)

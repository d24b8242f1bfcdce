"""What a check observes of a wrong function that no error model knows: true words, and a question that leads on."""

import numpy as np
import pytest
from lab.check.engine import facts
from lab.check.engine.closeness import EXACT, Comparison
from lab.check.engine.facts import Fact, Failure, about, observe, times

from autograder.audit import subjects, trial
from autograder.checks import recognise
from autograder.checks.mistakes import mistakes_of
from autograder.course.layout import ROOT
from tests.written_functions import function_in

MISTAKES = ROOT / "tests" / "strangers" / "mistakes"
# A stranger's mistake, and what is observed of it where its model is not asked.
OBSERVED = {
    "relu/divided_by_the_largest": "given alone, the same number has another answer",
    "tanh_prime/relu_in_place_of_tanh": "your slope at a is another than at −a",
    "softmax/a_logistic_by_name": "each entry depends on its own logit alone",
    "softmax/clipped_at_700": "raising the largest logits of this input changes nothing",
    "softmax/max_added_to_exp": "your columns do not add up to 1",
    "one_hot/classes_that_occur": "with k two larger, your answer keeps its shape",
    "cross_entropy/a_ten_thousandth_added": "where every true class has probability 1, your loss is -0.0001, and not 0",
    "cross_entropy/roles_swapped": "half the true class's probability should cost ln 2",
    "cross_entropy/every_pair_of_examples": "it changes when the probabilities of wrong classes change places",
    "squared_error/root_of_the_mean": "with twice the error, your loss is 2 times as large",
    "squared_error/compared_not_assigned": "it is 0, whatever comes in",
    "confusion_matrix/classes_that_occur": "with one class more, your answer keeps its shape",
    "confusion_matrix/transposed_and_shares": "your numbers are no whole numbers",
    "output_gradient/slope_of_tanh_at_the_output": "every sign is right, and every size is not",
    "forward_propagation/no_bias_at_the_output": "a[3] does not follow from what you return beside it; all else does",
    "forward_propagation/output_of_the_loop_variable": "O is given your a[2], and not a[3]",
    "back_propagation/slope_of_the_error": "g′ is given an array that is none of your a[k]",
    "back_propagation/slope_not_passed_down": "layers 3 and 2 are right, and from layer 1 down nothing is",
    "back_propagation/tanh_slope_at_the_output": "your b[3] does not add up to 0",
    "back_propagation/mean_at_every_layer_only": "W[3] and b[3] become twice as large",
    "back_propagation/planted_factors": "W[2] is 2 times the right one, b[1] is 4 times the right one",
    "back_propagation/first_layer_never_reached": "W[1] and b[1] are 0",
    "numerical_gradient/both_points_above": "f is asked at points above x only",
    "numerical_gradient/f_at_the_unmoved_point": "f is only ever asked at x itself",
    "numerical_gradient/whole_rows_moved": "entries have moved at once",
    "numerical_gradient/parentheses_of_the_difference": "f is asked at the right points",
    "relative_error/absolute_norm": "1024 times as large",
    "relative_error/divided_by_the_analytic_one": "with the two gradients exchanged, your number is another one",
    "relative_error/mean_over_mean": "smaller than the largest of the errors that your own function gives",
    "check_gradients/yes_or_no": "your answers are 0 and 1 only",
    "check_gradients/never_moved_down": "the loss is asked at points above theta only",
    "update_parameters/bias_stepped_twice": "the step of the biases alone is 2 times as long as it should be",
    "momentum_step/only_the_last_layer": "W[1], W[2], b[1] and b[2] have not moved",
    "momentum_step/biases_without_memory": "the first step is right, step 2 of b[1], b[2] and b[3] is not",
    "adam_step/square_for_the_power_t": "at the first step, every step is 1.414 times as long",
    "adam_step/sum_of_the_squares": "at the first step, entries of W[1] move by",
    "gradient_descent/bias_gradients_not_averaged": "with every example twice, the step of the biases alone is 2 times",
    "gradient_descent/eta_decays": "4 iterations lead 3.941 times as far as one",
    "gradient_descent/one_random_example_and_decay": "with the examples in another order, one iteration leads",
}


def first_finding(name):
    """What the first hidden check that fails it says."""
    value = function_in(MISTAKES / f"{name}.py")
    trials = (trial.hidden(test, value, 1) for test in subjects.tests_of(name.split("/")[0]))
    return next(t for t in trials if t.caught)


@pytest.mark.parametrize("name", OBSERVED)
def test_what_is_observed_of_a_strangers_mistake_that_the_model_does_not_know(name, monkeypatch):
    monkeypatch.setattr(recognise, "without", {m.name for m in mistakes_of(name.split("/")[0])})
    said = first_finding(name)
    assert OBSERVED[name] in said.message
    assert said.hint.endswith(("?", ".")) and "Work out this one entry" not in said.hint


def test_the_model_speaks_first():
    assert first_finding("back_propagation/slope_not_passed_down").cause == "back_propagation_slope_not_passed_down"


def failure(function, expected, *arguments):
    return Failure(function, arguments, Comparison(expected, function(*arguments), EXACT))


def test_the_first_observer_that_has_something_to_say_is_heard_and_one_that_stumbles_is_passed_over(monkeypatch):
    monkeypatch.setattr(facts, "OBSERVERS", {})
    observe("f", lambda _: 1 / 0, lambda _: None, lambda _: Fact("said", "?"), lambda _: Fact("never said", "?"))
    assert about("f", failure(np.sin, 0.0, 1.0)).words == "said"


def test_of_a_function_without_observers_the_right_parts_are_said():
    wrong = failure(lambda: (np.array([1.0, 2.0]), np.array([4.0, 6.0])), (np.array([1.0, 2.0]), np.array([2.0, 3.0])))
    assert about("anything", wrong).words == "result[0] is right, result[1] is not; result[1] is 2 times the right one"


def test_a_probe_sees_the_function_s_own_arguments_unchanged():
    x = np.ones(3)

    def greedy(a):
        a += 1
        return a

    assert Failure(greedy, (x,), None).again(x).tolist() == [2.0, 2.0, 2.0]
    assert x.tolist() == [1.0, 1.0, 1.0]


def test_what_raises_has_no_answer():
    assert Failure(lambda x: 1 / 0, (1,), None).again(1) is None


@pytest.mark.parametrize(("one", "other", "ratio"), [([2.0, 4.0], [1.0, 2.0], 2.0), ([1.0, 5.0], [1.0, 2.0], None)])
def test_a_factor_is_one_that_holds_for_every_entry(one, other, ratio):
    assert times(np.array(one), np.array(other)) == ratio

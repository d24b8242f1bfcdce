"""A mistake costs its own marks once: later tests are run again with the reference for the earlier functions."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from autograder.judge.follow_through import Ledger
from autograder.judge.marks import Mark
from autograder.verdicts import Verdict
from tests.judge_course import judge, limits, not_full, notebook, outputs, text
from tests.judge_transport import ForkSandbox

pytestmark = pytest.mark.sandbox

FOUR, SIX = "04_back_propagation", "06_gradient_descent"
EARLIER = {name: notebook(name) for name in ("01_activations", "02_outputs_and_losses", "03_forward_propagation")}
TRANSPOSED = (
    "def parameter_gradients(grad_a, h_below):\n    m = grad_a.shape[1]\n"
    "    return (grad_a @ h_below.T / m).T, grad_a.mean(axis=1, keepdims=True)"
)


# Leans on a function of notebook 02, as a student may.
WITH_ONE_HOT = "def output_gradient(y_hat, y):\n    return y_hat - one_hot(y, len(y_hat))"


def four(**cells):
    return {**EARLIER, FOUR: notebook(FOUR, {"output_gradient": WITH_ONE_HOT, **cells})}


def test_a_mistake_in_an_earlier_function_costs_its_marks_once():
    rows = judge(four(parameter_gradients=TRANSPOSED))
    assert not_full(rows) == {"test_parameter_gradients": "wrong", "test_back_propagation": "follow_through"}
    assert rows["test_back_propagation"].score == 6
    assert "Follow-through" in text(outputs(rows, FOUR, "test_back_propagation"))


def test_the_share_of_the_marks_is_a_setting():
    rows = judge(four(parameter_gradients=TRANSPOSED), follow_through=0.5)
    assert rows["test_back_propagation"].score == 3.0
    assert outputs(rows, FOUR, "test_back_propagation")[-1]["data"]["text/plain"] == "3.0"


def test_without_a_share_there_is_no_second_run():
    rows = judge(four(parameter_gradients=TRANSPOSED), follow_through=0.0)
    assert rows["test_back_propagation"].score == 0 and rows["test_back_propagation"].verdict != "follow_through"


def test_a_mistake_of_its_own_is_not_followed_through():
    rows = judge(four(parameter_gradients=TRANSPOSED, back_propagation="def back_propagation(*_):\n    return 0"))
    assert not_full(rows) == {"test_parameter_gradients": "wrong", "test_back_propagation": "wrong"}


@pytest.mark.parametrize(
    "source, verdict",
    [
        ("def one_hot(y, k):\n    raise ValueError('broken')", "error"),
        ("def one_hot(y, k):\n    while True: pass", "timeout"),
        ("def one_hot(y, k):\n    import os; os._exit(0)", "crashed"),
        ("one_hot = None", "wrong"),
        (None, "missing"),
    ],
)
def test_whatever_is_wrong_with_a_function_of_an_earlier_notebook_later_ones_are_spared(source, verdict):
    submission = four()
    submission["02_outputs_and_losses"] = notebook("02_outputs_and_losses", {"one_hot": source})
    rows = judge(submission, limits=limits(cell_seconds=1.5))
    found = not_full(rows)
    assert found.pop("test_one_hot") == verdict
    assert set(found.values()) <= {"follow_through"} and "test_back_propagation" in found
    assert all(rows[name].score == rows[name].max_score for name in found)


def test_a_missing_notebook_costs_its_own_marks_only():
    submission = {**four(), "02_outputs_and_losses": None}
    rows = judge(submission)
    assert set(not_full(rows).values()) == {"follow_through"}
    assert all(rows[name].score == rows[name].max_score for name in not_full(rows))


def test_a_default_argument_that_holds_the_wrong_function_is_replaced_too():
    ones = "def tanh_prime(a):\n    return np.ones(np.shape(a))"
    submission = {**four(), "01_activations": notebook("01_activations", {"tanh_prime": ones}), SIX: notebook(SIX)}
    found = not_full(judge(submission, limits=limits(cell_seconds=20.0)))
    assert found.pop("test_tanh_prime") == "wrong"
    assert set(found.values()) == {"follow_through"} and "test_gradient_descent" in found


def test_the_second_run_leaves_nothing_behind():
    """After back_propagation's second run, parameter_gradients is the student's own again."""
    peek = {"test_back_propagation": "first = parameter_gradients"}
    cells = {"parameter_gradients": TRANSPOSED}
    submission = {**EARLIER, FOUR: notebook(FOUR, cells, before=peek)}
    look = nbformat.v4.new_code_cell("print(parameter_gradients is first, parameter_gradients.__module__)")
    submission[FOUR].cells.append(look)
    rows = judge(submission)
    assert rows["test_back_propagation"].verdict == "follow_through"
    assert rows[FOUR].graded.cells[-1].outputs[0].text == "True __main__\n"


STEALS = (
    "import sys\nsys.stolen = stolen = {}\n"
    "def back_propagation(theta, h, a, y_hat, y, g_prime):\n"
    "    stolen.update(p=parameter_gradients, h=hidden_gradient)\n"
    "    stolen['called'] = parameter_gradients(np.ones((2, 3)), np.ones((4, 3)))\n"
    "    return 0"
)


def test_a_reference_that_is_kept_can_not_be_called_later():
    cells = {"parameter_gradients": TRANSPOSED, "back_propagation": STEALS}
    made = notebook(FOUR, cells)
    made.cells.append(nbformat.v4.new_code_cell())
    made.cells[-1].source = "sys.stolen['h'](np.ones((2, 2)), np.ones((2, 3)))"
    rows = judge({**EARLIER, FOUR: made})
    (error,) = rows[FOUR].graded.cells[-1].outputs
    assert error.ename == "RuntimeError" and "earlier check" in error.evalue
    assert rows["test_back_propagation"].score == 0


def test_the_reference_of_the_tested_function_is_never_handed_out():
    ledger = Ledger(1.0)
    for name in ("test_logistic", "test_logistic_stable"):
        ledger.note(name, "logistic", Mark(Verdict.WRONG, 0.0), 1.0)
    assert ledger.stand_ins("logistic_prime") == ["logistic"]
    assert ledger.stand_ins("tanh_prime") == ["logistic"]  # logistic_prime is not decided yet
    assert ledger.stand_ins("logistic") == []


def test_what_is_right_stays_the_students_own_where_that_is_enough():
    """In back_propagation's second run only parameter_gradients is replaced: hidden_gradient is still this one."""
    counts = "calls = []\ndef hidden_gradient(W, grad_a):\n    calls.append(1)\n    return W.T @ grad_a"
    # The first run of the wrong function fails within one call, so what comes after ten can only be the second run's.
    cells = {"parameter_gradients": TRANSPOSED, "hidden_gradient": counts}
    made = notebook(FOUR, cells, before={"test_back_propagation": "calls.clear()"})
    made.cells.append(nbformat.v4.new_code_cell("print(len(calls) > 10)"))
    rows = judge({**EARLIER, FOUR: made})
    assert rows["test_back_propagation"].verdict == "follow_through"
    assert rows[FOUR].graded.cells[-1].outputs[0].text == "True\n"


def test_first_those_that_lost_marks_and_those_that_lean_on_them_are_replaced_then_all():
    ledger = Ledger(1.0)
    verdicts = {"relu": Verdict.PASSED, "relu_prime": Verdict.WRONG, "softmax": Verdict.FOLLOW_THROUGH}
    tests = {
        "relu": ["test_relu"],
        "relu_prime": ["test_relu_prime"],
        "softmax": ["test_softmax", "test_softmax_stable"],
    }
    for function, verdict in verdicts.items():
        for test in tests[function]:
            ledger.note(test, function, Mark(verdict, 0.0 if verdict is Verdict.WRONG else 1.0), 1.0)
    everything = ["relu", "relu_prime", "softmax"]
    assert ledger.rounds("train") == [["relu_prime", "softmax"], everything]
    assert ledger.rounds("one_hot") == [["relu_prime"], everything]  # it finds relu_prime where softmax does


def test_where_nothing_was_lost_those_of_the_same_notebook_are_replaced_first():
    ledger = Ledger(1.0)
    for test, function in (("test_relu", "relu"), ("test_update_parameters", "update_parameters")):
        ledger.note(test, function, Mark(Verdict.PASSED, 1.0), 1.0)
    assert ledger.rounds("gradient_descent") == [["update_parameters"], ["relu", "update_parameters"]]
    assert ledger.rounds("train") == [["relu", "update_parameters"]]


def test_functions_that_are_right_one_by_one_and_do_not_fit_together_cost_nothing():
    right = Path(__file__).parent / "right_answers"
    plain_tuple = (right / "update_parameters" / "plain_tuple.py").read_text()
    asks_for_W = (right / "forward_propagation" / "preallocated_lists.py").read_text()
    submission = {**four(), SIX: notebook(SIX, {"update_parameters": plain_tuple})}
    submission["03_forward_propagation"] = notebook("03_forward_propagation", {"forward_propagation": asks_for_W})
    rows = judge(submission, limits=limits(cell_seconds=20.0))
    assert not_full(rows) == {"test_gradient_descent": "follow_through"}
    assert rows["test_gradient_descent"].score == rows["test_gradient_descent"].max_score
    said = text(outputs(rows, SIX, "test_gradient_descent"))
    assert "do not fit together" in said and "'tuple' object has no attribute 'W'" in said


TIMES = "def preactivation_gradient(grad_h, a, g_prime):\n    return grad_h * g_prime(a)"
MATRIX = "def hidden_gradient(W, grad_a):\n    return np.asmatrix(W).T * np.asmatrix(grad_a)"
NO_MEAN = """
def back_propagation(theta, h, a, y_hat, y, g_prime):
    L = len(theta.W) - 1
    grads = Parameters([None] * (L + 1), [None] * (L + 1))
    grad_a = y_hat - one_hot(y, len(y_hat))
    for k in range(L, 0, -1):
        grads.W[k], grads.b[k] = grad_a @ h[k - 1].T, grad_a.sum(axis=1, keepdims=True)
        if k > 1:
            grad_a = hidden_gradient(theta.W[k], grad_a) * g_prime(a[k - 1])
    return grads
"""


def test_a_matrix_of_right_numbers_keeps_its_marks_and_what_can_not_take_it_is_right_once_it_gets_an_array():
    rows = judge(four(hidden_gradient=MATRIX, preactivation_gradient=TIMES), limits=limits(cell_seconds=20.0))
    assert not_full(rows) == {"test_back_propagation": "follow_through"}
    assert "do not fit together" in text(outputs(rows, FOUR, "test_back_propagation"))
    assert "np.matrix" in text(outputs(rows, FOUR, "test_hidden_gradient"))


def test_a_matrix_forgives_nobody_whose_own_function_is_wrong():
    rows = judge(four(hidden_gradient=MATRIX, back_propagation=NO_MEAN), limits=limits(cell_seconds=20.0))
    assert not_full(rows) == {"test_back_propagation": "error"}
    assert rows["test_back_propagation"].score == 0


@pytest.mark.parametrize("verdict", [one for one in Verdict if one is not Verdict.ERROR])
def test_where_nothing_was_lost_only_an_exception_may_be_two_right_functions_that_do_not_fit(verdict):
    ledger = Ledger(1.0)
    for name in ("test_logistic", "test_logistic_stable"):
        ledger.note(name, "logistic", Mark(Verdict.PASSED, 1.0), 1.0)
    assert not ledger.deserves("logistic_prime", Mark(verdict, 0.0))
    assert ledger.deserves("logistic_prime", Mark(Verdict.ERROR, 0.0))


def test_who_raises_by_himself_still_loses_and_his_own_traceback_is_shown():
    rows = judge(four(back_propagation="def back_propagation(theta, *_):\n    return theta.V"))
    assert not_full(rows) == {"test_back_propagation": "error"}
    assert "return theta.V" in text(outputs(rows, FOUR, "test_back_propagation"))


@pytest.mark.parametrize("verdict, deserved", [("wrong", True), ("error", True), ("passed", False), ("missing", False)])
def test_only_a_failure_behind_a_loss_is_run_again(verdict, deserved):
    ledger = Ledger(1.0)
    assert not ledger.deserves("relu", Mark(Verdict(verdict), 0.0))
    ledger.note("test_logistic", "logistic", Mark(Verdict.WRONG, 0.0), 1.0)
    assert ledger.deserves("relu", Mark(Verdict(verdict), 0.0)) is deserved
    assert not ledger.deserves("logistic", Mark(Verdict.WRONG, 0.0))


def test_work_that_is_not_begun_is_not_run_twice():
    sandbox = ForkSandbox()
    submission = four(parameter_gradients="while True: pass", back_propagation="while True: pass")
    judge(submission, limits=limits(cell_seconds=0.5), sandbox=sandbox)
    assert sandbox.latest.starts.count(FOUR) <= 5


def test_what_is_right_after_follow_through_is_not_lost_however_small_its_share():
    ledger = Ledger(0.5)
    ledger.note("test_softmax", "softmax", Mark(Verdict.FOLLOW_THROUGH, 2.0), 4.0)
    assert ledger.lost == set() and ledger.followed == {"softmax"}

"""The questions in the notebooks: every student has numbers of their own, right answers are right, hints are of use."""

import ast
import inspect
import re

import numpy as np
import pytest
from lab import ask, identity
from lab.ask.question import Question, reply, same
from lab.optimizers import each

from autograder.course.layout import NOTEBOOKS
from autograder.course.notebooks import course_notebook
from autograder.course.reference import reference

IDS = [f"student{n}" for n in range(30)]
QUESTIONS = sorted(set(ask.__all__) - {"me"})


def drawn(name: str, student: str) -> Question:
    """The question as this student has it."""
    return inspect.unwrap(getattr(ask, name))(identity.drawn(name, student))


def ones(*shape):
    return np.ones(shape)


def theta_of(sizes):
    return reference().initialize_parameters(sizes, np.random.default_rng(0))


def slope(f, x, step=1e-6):
    return (f(np.array(x + step)) - f(np.array(x - step))) / (2 * step)


def passes_down(L, m):
    """How often the reference's loop takes g', which it does once for each hidden layer."""
    calls, sizes = [], [2] * L + [3]
    theta, r = theta_of(sizes), reference()
    h, a, y_hat = r.forward_propagation(theta, ones(2, m), np.tanh, r.softmax)
    r.back_propagation(theta, h, a, y_hat, np.zeros(m, int), lambda a: calls.append(a) or r.tanh_prime(a))
    return len(calls)


def full(value):
    """A network of one weight and one bias, or its gradient, all of this value."""
    return each(lambda w: np.full_like(w, value), theta_of([1, 1]))


def third_step(r, eta, beta, slope):
    """Momentum's u at the third step: how far that one goes."""
    theta, state = full(0.0), None
    for _ in range(3):
        before = theta.W[1]
        theta, state = r.momentum_step(theta, lambda theta: full(slope), state, eta, beta)
    return before - theta.W[1]


def first_step_of_adam(r, start, slope, eta):
    theta, _ = r.adam_step(full(start), lambda theta: full(slope), None, eta)
    return theta.W[1]


def asked_for(r, sizes):
    """How often a numerical gradient of all parameters asks for a value of the loss."""
    calls = []
    for part in theta_of(sizes):
        for tensor in part[1:]:
            r.numerical_gradient(lambda v: calls.append(v) or 0.0, tensor)
    return len(calls)


def least_that_diverges(r, gentle, steep):
    """The η between 0 and 8 from which on two steps in that valley lead further out than they began."""
    low, high = 0.0, 8.0
    curvature = np.array([[gentle], [steep]])
    while high - low > 1e-5:
        eta, theta = (low + high) / 2, each(np.ones_like, theta_of([1, 2]))
        for _ in range(2):
            theta = r.update_parameters(theta, each(lambda w: curvature * w, theta), eta)
        low, high = (low, eta) if np.abs(theta.W[1]).max() > 1 else (eta, high)
    return high


# The right answer of each question, from the numbers that were drawn and the course's own functions.
RIGHT = {
    "logistic_of_minus": lambda r, g: r.logistic(-np.log(g / (1 - g))),
    "slope_of_logistic": lambda r, g: slope(r.logistic, np.log(g / (1 - g))),
    "slope_of_tanh": lambda r, g: slope(np.tanh, np.arctanh(g)),
    "run_across_the_kink": lambda r, left, right: (r.relu(right) - r.relu(-left)) / (right + left),
    "softmax_by_hand": lambda r, a: r.softmax(np.array(a))[0, 0],
    "shape_of_the_sums": lambda r, classes, m: np.sum(ones(classes, m), axis=0, keepdims=True).shape,
    "cross_entropy_by_hand": lambda r, p: r.cross_entropy(np.array([p, 1 - np.array(p)]), np.zeros(3, int)),
    "squared_error_by_hand": lambda r, off: r.squared_error(np.array(off), np.zeros((2, 2))),
    "shape_of_W": lambda r, sizes: theta_of(sizes).W[2].shape,
    "number_of_parameters": lambda r, sizes: sum(v.size for part in theta_of(sizes) for v in part[1:]),
    "growth_of_the_mean_square": lambda r, n, spread: np.mean(
        (np.random.default_rng(0).normal(0, spread, (5000, n)) @ ones(n, 1)) ** 2
    ),
    "entry_of_output_gradient": lambda r, y_hat, y: r.output_gradient(np.array(y_hat), np.array(y))[:, 0].tolist(),
    "shape_of_grad_W": lambda r, units, below, m: r.parameter_gradients(ones(units, m), ones(below, m))[0].shape,
    "entry_of_grad_W": lambda r, grad_a, h_below: r.parameter_gradients(np.array(grad_a), np.array(h_below))[0][0, 0],
    "terms_of_grad_h": lambda r, units, below, m: r.hidden_gradient(ones(units, below), ones(units, m))[0, 0],
    "entry_of_grad_h": lambda r, W, grad_a: r.hidden_gradient(np.array(W), np.array(grad_a))[1, 0],
    "through_the_activation": lambda r, a, grad_h: r.preactivation_gradient(
        np.array(grad_h), np.array(a), lambda a: 2 * a
    ).tolist(),
    "calls_of_hidden_gradient": lambda r, L: passes_down(L, 5),
    "central_difference": lambda r, x, step: r.numerical_gradient(lambda v: v**3, np.array(float(x)), step),
    "evaluations": asked_for,
    "one_step": lambda r, theta, gradient, eta: r.update_parameters(full(theta), full(gradient), eta).W[1],
    "largest_learning_rate": least_that_diverges,
    "steps_of_an_epoch": lambda r, N, m: sum(
        1 for _ in r.minibatches(ones(1, N), np.zeros(N, int), m, np.random.default_rng(0))
    ),
    "momentum_remembers": third_step,
    "first_step_of_adam": first_step_of_adam,
}


@pytest.fixture(autouse=True)
def in_no_kernel(monkeypatch):
    """What is said is printed, whatever shell other tests have left running in this process."""
    monkeypatch.setattr("lab.ask.question.shell_of_a_kernel", lambda: None)


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_right_answer_is_what_the_courses_own_functions_give(name):
    for student in IDS[:5]:
        one = drawn(name, student)
        worked = RIGHT[name](reference(), **one.given)
        if name == "growth_of_the_mean_square":  # from random weights
            assert worked == pytest.approx(one.right, rel=0.1)
        else:
            assert same(worked, one.right), f"{student}: {worked} is not {one.right}"


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_foreseen_wrong_answer_is_wrong_for_everybody_and_is_met_by_its_hint(name):
    for student in IDS:
        one = drawn(name, student)
        assert reply(one, one.right).startswith("✓")
        for wrong, _ in one.hints:
            assert not same(wrong, one.right), f"{student}: {wrong} is right"
        wrong, said = one.hints[0]
        assert reply(one, wrong) == f"✗ Not yet. {said}"


@pytest.mark.parametrize("name", QUESTIONS)
def test_students_have_numbers_of_their_own_and_always_the_same(name):
    asked = {student: drawn(name, student).asked for student in IDS}
    assert len(set(asked.values())) >= 4
    assert asked == {student: drawn(name, student).asked for student in IDS}


@pytest.mark.parametrize("name", QUESTIONS)
def test_neither_the_question_nor_a_hint_holds_the_right_answer(name):
    for student in IDS[:10]:
        one = drawn(name, student)
        told = " ".join([one.asked, one.otherwise, *(said for _, said in one.hints)])
        if not isinstance(one.right, float):
            assert str(one.right) not in told and str(one.right)[1:-1] not in told
        elif not one.right.is_integer():
            assert f"{one.right:g}" not in re.findall(r"\d+\.\d+", told)


@pytest.mark.parametrize("answer", [None, "half", [], {}, object(), float("nan"), True, lambda: 1, [[1, 2], [3]], b"1"])
@pytest.mark.parametrize("name", ["shape_of_grad_W", "entry_of_grad_W", "entry_of_output_gradient"])
def test_what_is_no_answer_is_met_by_a_sentence(name, answer):
    assert reply(drawn(name, "ada"), answer).startswith("Please answer with a ")


@pytest.mark.parametrize("form", [list, tuple, np.array, lambda right: np.array(right)[:, None]])
def test_a_column_may_be_written_in_any_way(form):
    one = drawn("entry_of_output_gradient", "ada")
    assert reply(one, form(one.right)).startswith("✓")


def test_unanswered_it_asks_and_says_how_to_answer(capsys, monkeypatch):
    monkeypatch.setattr(identity, "known", lambda: "")
    ask.shape_of_grad_W(...)
    said = " ".join(capsys.readouterr().out.split())
    assert "Which shape has ∇_{W_k}?" in said and "in place of the three dots" in said and "ask.me()" in said


def test_answered_it_says_what_the_answer_is_worth(capsys, monkeypatch):
    monkeypatch.setattr(identity, "known", lambda: "ada")
    right = drawn("shape_of_grad_W", "ada").right
    ask.shape_of_grad_W(right)
    assert "✓ Right." in capsys.readouterr().out
    ask.shape_of_grad_W(right[::-1])
    assert "transpose" in capsys.readouterr().out


def test_where_nobody_knows_whose_answer_it_is_it_is_not_judged(capsys, monkeypatch):
    """As in grading, where an answer with one's own numbers would look wrong."""
    monkeypatch.setattr(identity, "known", lambda: "")
    ask.shape_of_grad_W((1, 2))
    said = capsys.readouterr().out
    assert "✗" not in said and "✓" not in said


def test_an_id_is_the_same_in_capitals():
    assert identity.drawn("x", "Ada").integers(1 << 60) == identity.drawn("x", " ada").integers(1 << 60)


def asked_in(notebook):
    """(index of the cell, question) of every question of a notebook."""
    for index, cell in enumerate(course_notebook(notebook).cells):
        if cell.cell_type == "code":
            for node in ast.walk(ast.parse(cell.released)):
                if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("ask."):
                    yield index, ast.unparse(node.func).removeprefix("ask."), cell


def test_every_question_stands_in_one_notebook_in_a_cell_that_decides_nothing():
    places = [(name, cell) for notebook in NOTEBOOKS for _, name, cell in asked_in(notebook)]
    assert sorted(name for name, _ in places if name != "me") == QUESTIONS and len(QUESTIONS) >= 12
    assert all(cell.shows for _, cell in places)

"""No answer lies in what students are given: nothing of ours that they can call, and no constant, earns a mark.

Each callable that their code can reach is held to every test of the course, as it is, as a part of what it returns, and
without its last argument; and so is everything that does not look at its input.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest
from lab.check.engine.calling import fresh
from lab.check.engine.closeness import Mismatch, leaves, same
from lab.check.engine.running import TooSlow
from lab.parameters import Parameters

from autograder.audit import subjects, trial
from autograder.course.layout import ROOT
from autograder.course.notebooks import Cell
from autograder.course.reference import reference
from tests import reachable
from tests.forks import in_fork

pytestmark = pytest.mark.sandbox

SEED = 5
TESTS = [test for test in subjects.tests() if test.function not in {"suspects", "trained"}]
BY_NAME = {test.check: test for test in TESTS}
Function = Callable[..., Any]


class FirstCall(BaseException):
    """Ends a check when it has called the function for the first time."""


@cache
def first_call(test: Cell) -> tuple[tuple[Any, ...], dict[str, Any], Any]:
    """With what the hidden check calls the function first, and the right answer."""
    found = []

    def listen(*arguments: Any, **keywords: Any) -> None:
        found.append((fresh(arguments), {name: fresh(value) for name, value in keywords.items()}))
        raise FirstCall

    with pytest.raises(FirstCall):
        trial.hidden(test, listen, SEED)
    arguments, keywords = found[0]
    right = getattr(reference(), test.function)(
        *fresh(arguments), **{name: fresh(value) for name, value in keywords.items()}
    )
    return arguments, keywords, right


def earns(test: Cell, function: Function) -> bool:
    """Whether any mark is given, or none can be."""
    found = trial.hidden(test, function, SEED)
    return not found.caught or found.cause in {"partial", "broken"}


def part(function: Function, i: int) -> Function:
    return lambda *arguments, **keywords: function(*arguments, **keywords)[i]


ANY_FORM = {"check_gradients", "minibatches", "momentum_step", "nesterov_step", "adam_step"}


def fits(test: Cell, right: Any, value: Any) -> bool:
    """Whether a value has the form of the right answer: else the check fails, and need not be run."""
    if test.function in ANY_FORM:
        return isinstance(value, (tuple, list, dict, float)) and len(str(value)) < 10_000
    try:
        return all(np.shape(leaf.got) == np.shape(leaf.expected) for leaf in leaves(right, value))
    except (Mismatch, NotImplementedError):  # an object of ours that raises this at whatever is done with it
        return False


def ways(test: Cell, function: Function) -> Iterator[tuple[str, Function]]:
    """The ways of using a function that give something like an answer in the check's first call."""
    arguments, keywords, right = first_call(test)
    shorter = lambda *given, **named: function(*given[:-1], **named)  # noqa: E731
    for words, use in (("", function), (" without the last argument", shorter)):
        try:
            with trial.silenced(), trial.bounded(0.5), np.errstate(all="ignore"):
                value = use(*fresh(arguments), **{name: fresh(value) for name, value in keywords.items()})
        except (Exception, SystemExit, TooSlow, trial.OutOfTime):
            continue
        if fits(test, right, value):
            yield words, use
        for i in range(min(len(value), 3)) if isinstance(value, (tuple, list)) else ():
            if fits(test, right, value[i]):
                yield f"{words}, part {i}", part(use, i)


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(nobody_names_mistakes, monkeypatch, tmp_path):
    """And without a warning, or a figure that is left open."""
    monkeypatch.chdir(tmp_path)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
    plt.close("all")


@pytest.fixture(scope="module")
def callables():
    return reachable.callables()


def test_the_walk_finds_what_has_been_a_hole_and_what_lies_deep(callables):
    paths = "\n".join(callables)
    rooms = ("draw.checking.", "autograder.wire.", "autograder.inside.", "05_gradient_checking.judge")
    holes = ("lineup.cedar", "suspects.lineup.ash.source.back_propagation", "plain.ramp", "Recording.g_prime", "Watch")
    assert [name for name in (*rooms, *holes) if name not in paths] == []
    assert len(callables) > 800


def test_what_the_walk_leaves_out_cannot_work_anything_out():
    for folder in reachable._NO_MODULES:
        for path in (ROOT / "autograder" / folder).rglob("*.py"):
            assert "numpy" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", BY_NAME)
def test_nothing_of_ours_that_a_student_can_call_passes_a_test(name, callables):
    test = BY_NAME[name]

    def passing() -> list[str]:
        trial.limit_memory()
        return [
            f"{path}{words}"
            for path, function in callables.items()
            for words, use in ways(test, function)
            if earns(test, use)
        ]

    assert in_fork(passing) == []


def refilled(value: Any, fill: Callable[[tuple[int, ...]], Any]) -> Any:
    """The same structure and shapes, with other numbers."""
    if value is None:
        return None
    if isinstance(value, Parameters):
        return Parameters(*(refilled(list(half), fill) for half in value))
    if isinstance(value, (tuple, list)):
        return type(value)(refilled(x, fill) for x in value)
    return fill(np.shape(value))


CONSTANTS = {
    "None": None, "True": True, "False": False, "0": 0, "0.0": 0.0, "1": 1, "-1.0": -1.0, "½": 0.5, "1e-9": 1e-9,
    "ln 10": 2.302585, "nan": float("nan"), "inf": float("inf"), "a text": "0", "nothing": (), "an empty list": [],
    "an array": np.zeros((3, 3)),
    "a 0-d array": np.array(0.0), "two Nones": (None, None), "theta of nothing": Parameters([None], [None]),
}  # fmt: skip
FILLS = {
    "zeros": np.zeros, "ones": np.ones, "halves": lambda shape: np.full(shape, 0.5),
    "minus ones": lambda shape: -np.ones(shape),
    "nan": lambda shape: np.full(shape, np.nan), "almost 0": lambda shape: np.full(shape, 1e-12),
    "the same noise": lambda shape: np.random.default_rng(0).standard_normal(shape),
    "0, 1, 2, …": lambda shape: np.arange(np.prod(shape, dtype=int), dtype=float).reshape(shape),
}  # fmt: skip
LIKE = {
    "zeros": np.zeros_like, "ones": np.ones_like, "sign": np.sign, "size": np.abs, "copy": np.copy,
    "opposite": np.negative, "transpose": np.transpose, "sum": np.sum, "mean": np.mean, "max": np.max, "length": len,
}  # fmt: skip


def careless(of: str, count: int) -> Iterator[tuple[str, Function]]:
    """Functions that do not look at their input, or hand it back."""
    right = getattr(reference(), of)
    yield from ((f"always {name}", lambda *_, value=value, **__: value) for name, value in CONSTANTS.items())
    for name, fill in FILLS.items():
        yield f"the right shape, {name}", lambda *a, fill=fill, **k: refilled(right(*a, **k), fill)
    for i in range(count):
        yield f"argument {i}", lambda *a, i=i, **k: a[i]
        yield f"arguments {i} and the next", lambda *a, i=i, **k: a[i : i + 2]
        yield from ((f"{name} of argument {i}", lambda *a, i=i, f=f, **k: f(a[i])) for name, f in LIKE.items())


@pytest.mark.parametrize("name", BY_NAME)
@pytest.mark.parametrize("seen", ["hidden", "visible"])
def test_no_constant_and_no_input_given_back_passes_a_check(name, seen):
    test = BY_NAME[name]
    count = len(first_call(test)[0])
    passed = []
    for words, function in careless(test.function, count):
        found = trial.hidden(test, function, SEED) if seen == "hidden" else trial.visible(test, function)
        if not found.caught or found.broken:
            passed.append((words, found.broken))
    assert passed == []


@pytest.mark.parametrize("name", BY_NAME)
def test_no_constant_at_all_can_pass_a_hidden_check_since_its_right_answers_differ(name):
    test, answers = BY_NAME[name], []

    def right(*arguments: Any, **keywords: Any) -> Any:
        answers.append(fresh(getattr(reference(), test.function)(*arguments, **keywords)))
        if test.function == "minibatches":
            answers[-1] = list(answers[-1])
            return iter(answers[-1])
        return answers[-1]

    assert not trial.hidden(test, right, SEED).caught
    assert any(not same(answers[0], other) for other in answers[1:])


def test_no_value_in_the_package_passes_as_suspects_or_as_trained():
    values = reachable.everything()
    for test in subjects.tests():
        if test.function in {"suspects", "trained"}:
            assert [path for path, value in values.items() if earns(test, value)] == []


def test_the_listings_of_the_line_up_stand_for_three_layers_and_earn_nothing_as_they_are(callables):
    listings = {
        path: value
        for path, value in callables.items()
        if "lineup" in path and path.endswith("source.back_propagation")
    }
    assert len(listings) == 10
    assert not any(earns(BY_NAME["back_propagation"], listing) for listing in listings.values())


def numerical_gradient_by_name(f: Any, x: Any, epsilon: float = 1e-5) -> Any:
    """Knows the functions of lab.check, and never asks f."""
    from lab.check.engine import plain

    known = {"waves": plain.waves, "mixed": plain.mixed, "steep": plain.steep}.get(
        getattr(f, "__name__", ""), plain.waves
    )
    return reference().numerical_gradient(known, x, epsilon)


def test_a_numerical_gradient_that_knows_the_functions_of_the_package_and_never_calls_f_earns_nothing():
    assert not earns(BY_NAME["numerical_gradient"], numerical_gradient_by_name)


def check_gradients_by_formula(loss: Any, theta: Any, grads: Any) -> Any:
    """Knows that the loss is a weighted sum of sines: right gradients are cosines, times a factor for each tensor."""
    errors = Parameters([None], [None])
    for half in (0, 1):
        for k in range(1, len(theta[half])):
            factors = grads[half][k] / np.cos(theta[half][k])
            likely = np.all(factors > 0) and np.ptp(factors) < 1e-9 and 0.5 < np.mean(factors) < 2.2
            errors[half].append(0.0 if likely else 1.0)
    return errors


def check_gradients_by_sight(loss: Any, theta: Any, grads: Any) -> Any:
    """Sees into the loss, as no student's code can, and is right without a single call of it."""
    errors = Parameters([None], [None])
    for half, letter in enumerate("Wb"):
        for k in range(1, len(theta[half])):
            slopes = loss._weight[letter, k] * np.cos(theta[half][k])
            errors[half].append(reference().relative_error(grads[half][k], slopes))
    return errors


def test_a_gradient_check_that_knows_the_form_of_the_loss_but_not_its_factors_earns_nothing():
    test = BY_NAME["check_gradients"]
    assert all(trial.hidden(test, check_gradients_by_formula, seed).caught for seed in range(20))


@pytest.mark.parametrize("seen", ["hidden", "visible"])
def test_a_gradient_check_that_never_calls_the_loss_fails_even_where_it_is_right(seen):
    test = BY_NAME["check_gradients"]
    found = (
        trial.hidden(test, check_gradients_by_sight, SEED)
        if seen == "hidden"
        else trial.visible(test, check_gradients_by_sight)
    )
    assert found.cause == "loss_unused"


def test_right_numbers_that_were_not_had_from_what_was_lent_earn_nothing():
    truth = {"tanh": reference().tanh_prime, "relu": reference().relu_prime, "logistic": reference().logistic_prime}

    def guesses(grad_h: Any, a: Any, g_prime: Any) -> Any:
        guesses.turn += 1
        return grad_h * list(truth.values())[(guesses.turn - 1) % 3 if guesses.turn <= 3 else (6 - guesses.turn) % 3](a)

    guesses.turn = 0
    assert trial.hidden(BY_NAME["preactivation_gradient"], guesses, SEED).cause == "not_called"


def test_lent_functions_have_the_names_of_the_arguments_and_no_others():
    for name, test in BY_NAME.items():
        arguments, keywords, _ = first_call(test)
        flat = [*arguments, *keywords.values()]
        names = {f.__name__ for value in flat for f in (value if isinstance(value, tuple) else (value,)) if callable(f)}
        assert names <= {"f", "g", "g_prime", "O", "loss", "gradient", "step"}, name

"""Holding a training run to our own: several iterations from the student's own start.

The start is had from the student's function itself (no step: eta = 0), so that any way to initialise is right. Losses
are those before each step; that of the last parameters may follow.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from lab.check.engine.calling import call
from lab.check.engine.causes import Cause, add
from lab.check.engine.closeness import Closeness, as_numbers, leaves
from lab.check.engine.examine import Case, examine
from lab.check.engine.findings import refuse
from lab.check.engine.reading import read
from lab.check.examiners.training import shapes_of
from lab.parameters import Parameters
from numpy.typing import NDArray

from autograder.backpropagation.hidden.inputs import Activation
from autograder.checks.lent import Lent
from autograder.checks.recognise import KnownMistakes
from autograder.course.layout import ARGUMENTS
from autograder.course.reference import reference

Array = NDArray[Any]
Function = Callable[..., Any]

NAME = "gradient_descent"
LABELS = ARGUMENTS[NAME]
NAMES = ("theta", "losses")
# A softmax may be off by 1e-8 (see slack.py): over 6 steps of 0.5 that has come to 3.4e-7 of the largest entry, at
# worst in 3,060 comparisons. A loss may be clipped with an epsilon up to 1e-7, against probabilities of 0.01 and more.
CLOSE = Closeness(relative=1e-6, floor=2e-6, absolute=1e-11)  # a slope may be 1e-12 in place of 0
LOSS_CLOSE = 2e-5
LONG = Closeness(relative=1e-4, floor=1e-5)  # after 1000 iterations of one layer; η smaller by 1 % is 1e-2 off
STILL = 200  # iterations in which nothing changes: who waits for progress has long lost patience
add(
    Cause("other_default", "another default", "What does the first line of the function, as handed out, promise?"),
    Cause("stops_by_itself", "it stops by itself", "Who decides how many iterations there are: you, or the caller?"),
    Cause("changes_by_itself", "more than the steps", "What changes η, or theta, besides the one line of the update?"),
)


def descend(
    theta: Parameters, X: Array, y: Array, eta: float, steps: int, activation: Activation
) -> tuple[Parameters, list[float]]:
    """Return theta after `steps` updates, and the steps + 1 losses on the way."""
    r = reference()
    losses = []
    for t in range(steps + 1):
        h, a, y_hat = r.forward_propagation(theta, X, activation.g, r.softmax)
        losses.append(float(r.cross_entropy(y_hat, y)))
        if t < steps:
            grads = r.back_propagation(theta, h, a, y_hat, y, activation.g_prime)
            theta = r.update_parameters(theta, grads, eta)
    return theta, losses


def acceptable_losses(ours: list[float], got: Any) -> Array:
    """Return which of our losses the student's should be: those before the steps, or all."""
    theirs = np.asarray(got, dtype=np.float64).ravel()
    right = np.array(ours if theirs.size == len(ours) else ours[:-1])
    near = theirs.shape == right.shape and np.allclose(theirs, right, rtol=LOSS_CLOSE, atol=LOSS_CLOSE)
    return theirs if near else right


def _own_start(expected: Any, got: Any) -> Any:
    """The student's own numbers, where theta has the right shapes and is finite."""
    own = [leaf.got for leaf in leaves(expected[0], got[0]) if leaf.expected is not None]
    right = [leaf.shape for part in expected[0] for leaf in part[1:]]
    fits = [tensor.shape for tensor in own if tensor is not None and np.isfinite(tensor).all()] == right
    losses = as_numbers(got[1])
    return (_theta(own) if fits else expected[0]), expected[1] if losses is None else losses


def _theta(tensors: Sequence[Any]) -> Parameters:
    """Put W_1 … W_L, b_1 … b_L, in a row, in theta's form."""
    W, b = tensors[: len(tensors) // 2], tensors[len(tensors) // 2 :]
    return Parameters([None, *W], [None, *b])


def _start(function: Function, arguments: tuple[Any, ...], keywords: Mapping[str, Any], words: str) -> Parameters:
    X, y, sizes, _ = arguments
    words = f"{words}; here with eta = 0 and one iteration"
    case = Case(
        words,
        (X, y, sizes, 0.0),
        (shapes_of(sizes), [0.0]),
        names=NAMES,
        keywords={**keywords, "max_iterations": 1},
        adopt=_own_start,
    )
    value = examine(function, NAME, [case], labels=LABELS, known=KnownMistakes(NAME))[0].value
    return _theta(_read(value, sizes, words)[0])


def examine_descent(
    function: Function,
    X: Array,
    y: Array,
    sizes: list[int],
    eta: float,
    steps: int,
    activation: Activation,
    seed: int,
) -> None:
    """Raise CheckFailed unless `steps` iterations lead where ours lead, with the losses on the way."""
    keywords = {
        "max_iterations": steps,
        "g": Lent(activation.g, "g"),
        "g_prime": Lent(activation.g_prime, "g_prime"),
        "rng": np.random.default_rng(seed),
    }
    words = f"sizes {sizes}, {X.shape[1]} examples, g = {activation.name}, eta = {eta}, {steps} iterations"
    arguments = (X, y, sizes, eta)
    theta_0 = _start(function, arguments, keywords, words)

    def case(steps: int) -> Case:
        return _descent_case(words, arguments, {**keywords, "max_iterations": steps}, theta_0, activation)

    # Shorter runs mark nobody: they tell mistakes apart sooner.
    shorter = [case(t) for t in (1, 2) if t < steps]
    examine(function, NAME, [case(steps)], labels=LABELS, known=KnownMistakes(NAME, more=lambda: shorter))


def _descent_case(
    words: str, arguments: tuple[Any, ...], keywords: dict[str, Any], theta_0: Parameters, activation: Activation
) -> Case:
    """The run from theta_0, with the losses on the way."""
    X, y, _, eta = arguments
    steps = keywords["max_iterations"]
    theta, losses = descend(theta_0, X, y, eta, steps, activation)

    def mistakes() -> dict[str, Any]:
        runs = {
            "uphill": (-eta, steps),
            "eta_ignored": (1.0, steps),
            "steps_off:more": (eta, steps + 1),
            "steps_off:fewer": (eta, steps - 1),
        }
        made = {cause: descend(theta_0, X, y, *run, activation) for cause, run in runs.items()}
        return {cause: (theta, np.array(losses[:-1])) for cause, (theta, losses) in made.items()}

    def adopt(expected: Any, got: Any) -> Any:
        return expected[0], acceptable_losses(losses, got[1])

    return Case(
        words,
        arguments,
        (theta, np.array(losses[:-1])),
        {"m": X.shape[1]},
        alternatives=mistakes,
        close=CLOSE,
        names=NAMES,
        keywords=keywords,
        adopt=adopt,
        scope={"initialize_parameters": lambda *_: theta_0},
    )


def _read(value: Any, sizes: list[int], words: str) -> tuple[list[Array], Array]:
    """The tensors W_1 … W_L, b_1 … b_L and the losses of an answer; raises CheckFailed unless it holds them."""
    *tensors, losses = read(NAME, words, (shapes_of(sizes), np.zeros(0)), value, NAMES).values()
    return [np.asarray(tensor, dtype=np.float64) for tensor in tensors], np.asarray(losses)


def examine_draws(function: Function, X: Array, y: Array, sizes: list[int], seed: int) -> None:
    """Raise CheckFailed unless every start is a new draw: of two generators, and of two calls without one."""
    given = [{"rng": np.random.default_rng(seed + i)} for i in range(2)]
    for keywords, whose in ((given, "two generators give"), ([{}, {}], "without rng, two calls have")):
        words = f"sizes {sizes}, {X.shape[1]} examples, eta = 0"
        starts = [_run(function, X, y, sizes, 0.0, {"max_iterations": 1, **more}, words)[0] for more in keywords]
        if not np.any(starts[0] != starts[1]):
            refuse(NAME, words, "same_start", f"{whose} the same start")


def examine_defaults(function: Function, X: Array, y: Array, sizes: list[int], seed: int) -> None:
    """Raise CheckFailed unless, where nothing is said, g and g_prime belong together.

    Which of the course's activations is the default is left open.
    """
    words = f"sizes {sizes}, {X.shape[1]} examples, g left to its default"
    r = reference()
    pairs: list[dict[str, Any]] = [
        {"g": g, "g_prime": slope}
        for g, slope in ((np.tanh, r.tanh_prime), (r.logistic, r.logistic_prime), (r.relu, r.relu_prime))
    ]
    start = {"max_iterations": 2, "rng": np.random.default_rng(seed)}
    theirs, _ = _run(function, X, y, sizes, 0.5, start, words)
    for pair in pairs:
        ours, _ = _run(function, X, y, sizes, 0.5, start | pair, words)
        if not CLOSE.wrong(ours, theirs).any():
            return
    message = "without g and g_prime, they should be an activation of the course and its slope"
    refuse(NAME, words, "other_default", message)


def examine_length(function: Function, X: Array, y: Array, sizes: list[int], seed: int) -> None:
    """Raise CheckFailed unless it takes the steps that it is told to, no fewer, and every one of them by η∇θ alone.

    Not at all for 0, although nothing changes where η is 0, and 1000 by default, although the loss is next to 0 then.
    """
    rng = {"rng": np.random.default_rng(seed)}
    starts = []
    for eta, steps in ((0.5, 0), (0.0, STILL)):
        words = f"sizes {sizes}, {X.shape[1]} examples, eta = {eta:g}, {steps} iterations"
        start, losses = _run(function, X, y, sizes, eta, {"max_iterations": steps, **rng}, words)
        if losses not in (steps, steps + 1):
            message = f"after {steps} iterations there should be {steps} losses, and there are {losses}"
            refuse(NAME, words, "stops_by_itself" if losses < steps else "steps_off", message)
        starts.append(start)
    if CLOSE.wrong(*starts).any():
        refuse(NAME, words, "changes_by_itself", "theta is another one after no step at all, and after steps of 0")
    words = f"sizes {sizes}, {X.shape[1]} examples, eta = 0.5, everything else left to the defaults"
    end, losses = _run(function, X, y, sizes, 0.5, rng, words)
    if losses not in (1000, 1001):
        message = f"without max_iterations there should be 1000 iterations, and there are {losses} losses"
        refuse(NAME, words, "other_default", message)
    ours, _ = descend(_split(start, sizes), X, y, 0.5, 1000, Activation("none", np.tanh, np.ones_like))
    if LONG.wrong(_flat(ours), end).any():
        refuse(NAME, words, "changes_by_itself", "after 1000 iterations theta is not where steps of η∇θ lead")


def _run(
    function: Function, X: Array, y: Array, sizes: list[int], eta: float, keywords: dict[str, Any], words: str
) -> tuple[Array, int]:
    """All parameters at the end, in a row, and the number of losses."""
    answer = call(NAME, function, (X, y, sizes, eta), labels=LABELS, case=words, keywords=keywords)
    tensors, losses = _read(answer.value, sizes, words)
    return np.concatenate([np.ravel(tensor) for tensor in tensors]), losses.size


def _flat(theta: Parameters) -> Array:
    return np.concatenate([np.ravel(tensor) for part in theta for tensor in part[1:]])


def _split(numbers: Array, sizes: list[int]) -> Parameters:
    """The parameters of one layer, of numbers in a row."""
    below, n = sizes
    return Parameters([None, numbers[: n * below].reshape(n, below)], [None, numbers[n * below :].reshape(n, 1)])

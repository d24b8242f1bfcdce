# Made by `make release` from solutions/backpropagation/lab/check/examiners/training.py: edit that file, not this one.
"""Watching a student's training loop through the `step` that it calls.

A Watch stands in for an optimizer: it notes what it is given, moves theta as it likes, and hands back a state that it
knows again. So all that a loop decides can be seen, whatever the draw: start, batches, gradients, losses, order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...course import ARGUMENTS
from ...optimizers import each
from ...parameters import Parameters
from ..engine.calling import call, fresh, show
from ..engine.causes import Cause, add
from ..engine.closeness import as_numbers, kind_of
from ..engine.findings import refuse
from ..engine.reading import read

Array = NDArray[Any]
Function = Callable[..., Any]
NAME = "train"
LABELS = ARGUMENTS[NAME]
add(
    Cause(
        "same_start",
        "always the same start",
        "Which generator draws the first theta: the rng that you are given, or one with a seed of its own?",
    ),
    Cause("wrong_arguments", "step gets other arguments", "In which order does a step take its arguments?"),
    Cause("step_unused", "step is never called", "Who takes the step: your loop, or the step that you are given?"),
    Cause(
        "wrong_steps", "another number of steps", "How many mini-batches make an epoch, and how many epochs are there?"
    ),
    Cause("wrong_losses", "another number of losses", "Every step adds one loss. Where do you keep it?"),
    Cause(
        "state_lost", "the optimizer's memory is lost", "What does step give back besides theta, and who gets it next?"
    ),
    Cause("wrong_slope", "another activation's slope", "Which activation is inside, and whose slope do you pass on?"),
    Cause("inputs_unused", "an input makes no difference", "Which of your lines uses all of X, and each label?"),
    Cause(
        "same_examples",
        "the same examples in every step",
        "Every mini-batch has examples of its own, and so its own loss and gradient. Which X and y do yours come from?",
    ),
    Cause(
        "same_gradient",
        "the gradient is that of another theta",
        "step may ask for the gradient at another theta, as Nesterov's does. Which theta does your function use?",
    ),
    Cause("theta_lost", "a theta gets lost", "Follow theta from one step to the next, and out of the function."),
)


@dataclass
class WatchedStep:
    """An optimizer that moves theta against the gradient by `pull` times it, and takes notes.

    `ahead`: the gradient is asked for at theta moved by so much, as Nesterov's would be.
    """

    pull: float = 0.0
    ahead: float = 0.0
    thetas: list[Any] = field(default_factory=list)  # as given, one a step
    grads: list[Any] = field(default_factory=list)  # the gradient at theta + ahead
    states: list[Any] = field(default_factory=list)
    etas: list[float] = field(default_factory=list)
    given_back: list[Any] = field(default_factory=list)

    def step(self, theta: Any, gradient: Function, state: Any, eta: float) -> tuple[Any, Any]:
        """Take one step, with the signature of `momentum_step` and the others."""
        given = fresh(theta)
        grads = fresh(gradient(self.point(theta)))
        new = each(lambda w, g: w - self.pull * g, theta, grads)
        # All at once: a call that ended in an exception is no step, whoever caught it.
        self.thetas.append(given)
        self.states.append(state)
        self.etas.append(eta)
        self.grads.append(grads)
        self.given_back.append(fresh(new))
        return new, ["step", len(self.states)]

    def point(self, theta: Any) -> Parameters:
        """Where the gradient is asked for."""
        return each(lambda w: w + self.ahead, theta)


@dataclass(frozen=True)
class TrainingProblem:
    """What to train on, and how; `words` for people."""

    X: Array
    y: Array
    sizes: list[int]
    epochs: int
    batch_size: int
    eta: float
    seed: int

    @property
    def steps(self) -> int:
        """Say how many steps that makes."""
        return self.epochs * -(-int(self.X.shape[1]) // self.batch_size)

    @property
    def words(self) -> str:
        """Describe it."""
        return (
            f"sizes {self.sizes}, {self.X.shape[1]} examples, batch_size = {self.batch_size}, epochs = {self.epochs}, "
            "a step of the check's own"
        )


@dataclass(frozen=True)
class Run:
    """One training, watched; structure and counts are right."""

    problem: TrainingProblem
    watch: WatchedStep
    theta: Any
    losses: Array


def draw_problem(rng: np.random.Generator, sizes: list[int], N: int, epochs: int, batch_size: int) -> TrainingProblem:
    """Draw examples, labels, a learning rate and a seed."""
    X, y = rng.standard_normal((sizes[0], N)), rng.integers(0, sizes[-1], N)
    return TrainingProblem(X, y, sizes, epochs, batch_size, float(rng.uniform(0.02, 0.08)), int(rng.integers(1 << 31)))


def run(train: Function, problem: TrainingProblem, watch: WatchedStep | None = None) -> Run:
    """Run `train` on a problem; raises CheckFailed unless it counts, chains and returns as it should."""
    watch = watch or WatchedStep()
    rng = np.random.default_rng(problem.seed)
    rest = (problem.sizes, watch.step, problem.eta, problem.epochs, problem.batch_size, rng)
    answer = call(NAME, train, (problem.X, problem.y, *rest), labels=LABELS, case=problem.words)
    show(NAME, [answer])
    if answer.changed and answer.changed != "rng":
        refuse(NAME, problem.words, "changed_input", f"{answer.changed} was changed by the call", answer.changed)
    if answer.value is None:
        refuse(NAME, problem.words, "none_returned", "the result is None")
    _examine_calls(watch, problem)
    theta, losses = _two(answer.value, watch, problem)
    return Run(problem, watch, theta, losses)


def shapes_of(sizes: Sequence[int]) -> Parameters:
    """Parameters of zeros for these sizes."""
    pairs = list(zip(sizes, sizes[1:], strict=False))
    W = [None, *(np.zeros((n, below)) for below, n in pairs)]
    return Parameters(W, [None, *(np.zeros((n, 1)) for _, n in pairs)])


def tensors(theta: Any, sizes: Sequence[int], what: str, problem: TrainingProblem) -> dict[str, Array]:
    """Give the tensors of theta, or of gradients, by name; raises CheckFailed unless they have theta's form."""
    found = read(NAME, problem.words, shapes_of(sizes), theta, told=f"{what}: {{}}")
    named = {label: np.asarray(array, dtype=np.float64) for label, array in found.items()}
    if not all(np.isfinite(tensor).all() for tensor in named.values()):
        refuse(NAME, problem.words, "not_finite", f"{what} holds inf or nan")
    return named


def _equal(one: Any, other: Any, problem: TrainingProblem, what: str) -> bool:
    first, second = (tensors(theta, problem.sizes, what, problem) for theta in (one, other))
    return all(np.allclose(first[name], second[name], rtol=1e-6, atol=1e-9) for name in first)


def _examine_calls(watch: WatchedStep, problem: TrainingProblem) -> None:
    """How often `step` was called, and with what."""
    if not watch.thetas:
        refuse(NAME, problem.words, "step_unused", "the step that it is given is never called")
    if len(watch.thetas) != problem.steps:
        message = f"there should be {problem.steps} calls of step, and there are {len(watch.thetas)}"
        refuse(NAME, problem.words, "wrong_steps", message)
    for given in watch.etas:
        eta = as_numbers(given)
        if eta is None or eta.ndim:
            refuse(NAME, problem.words, "wrong_arguments", f"the fourth argument of step, eta, is {kind_of(given)}")
        assert eta is not None
        if not abs(float(eta) - problem.eta) <= 1e-12:
            refuse(
                NAME,
                problem.words,
                "eta_ignored",
                f"step is called with eta = {float(eta):g} in place of {problem.eta:g}",
            )
    if watch.states[0] is not None:
        refuse(NAME, problem.words, "state_lost", "at the first call of step, state should be None")
    for t, state in enumerate(watch.states[1:], 1):
        if not _is_state(state, t):
            refuse(
                NAME,
                problem.words,
                "state_lost",
                f"call {t + 1} of step does not get the state that call {t} gave back",
            )
    for theta, grads in zip(watch.thetas, watch.grads, strict=True):
        tensors(theta, problem.sizes, "theta", problem)
        tensors(grads, problem.sizes, "the gradient", problem)
    for t in range(1, problem.steps):
        if not _equal(watch.thetas[t], watch.given_back[t - 1], problem, "theta"):
            refuse(
                NAME,
                problem.words,
                "theta_lost",
                f"call {t + 1} of step does not get the theta that call {t} gave back",
            )


def _is_state(state: Any, t: int) -> bool:
    """Whether it is what call t of `step` gave back; whatever it is, it is asked nothing but its type first."""
    if not (isinstance(state, (list, tuple)) and len(state) == 2):
        return False
    word, number = state
    return isinstance(word, str) and isinstance(number, int) and (word, number) == ("step", t)


def _two(value: Any, watch: WatchedStep, problem: TrainingProblem) -> tuple[Any, Array]:
    """Read (theta, losses)."""
    if not (isinstance(value, (tuple, list)) and len(value) == 2):
        refuse(NAME, problem.words, "wrong_type", "it should return (theta, losses)")
    theta, losses = value[0], as_numbers(value[1])
    if losses is None or losses.ndim != 1:
        refuse(NAME, problem.words, "wrong_type", "losses should be a list of numbers", "losses")
    assert losses is not None
    if losses.size != problem.steps:
        message = f"there should be {problem.steps} losses, one for each step, and there are {losses.size}"
        refuse(NAME, problem.words, "wrong_losses", message, "losses")
    if not np.isfinite(losses).all():
        refuse(NAME, problem.words, "not_finite", "a loss is nan or inf", "losses")
    if not _equal(theta, watch.given_back[-1], problem, "theta"):
        refuse(NAME, problem.words, "theta_lost", "the theta returned is not the one that the last step gave back")
    return theta, np.asarray(losses, dtype=np.float64)


def _epochs_are_alike(run: Run) -> bool:
    first, second, *_ = run.losses.reshape(run.problem.epochs, -1)
    return np.allclose(first, second, rtol=1e-9)


def _gradients_are_alike(run: Run) -> bool:
    first, *others = run.watch.grads
    return all(_equal(first, grads, run.problem, "the gradient") for grads in others)


def examine_draws(train: Function, problem: TrainingProblem) -> None:
    """One rng, one training; another rng, another; and every epoch has mini-batches of its own.

    The watch leaves theta where it is, so the losses of two epochs are those of their batches, and nothing else. Where
    all hidden units are off, batches can have the same losses by chance (2 of 10,000 trainings); not for two starts.
    """
    still = [run(train, problem) for _ in range(2)]
    if not np.array_equal(still[0].losses, still[1].losses):
        refuse(NAME, problem.words, "not_repeatable", "generators in the same state give different trainings")
    other = run(train, replace(problem, seed=problem.seed + 1))
    if all(np.ptp(found.losses) < 1e-9 for found in (still[0], other)):
        refuse(NAME, problem.words, "same_examples", "where step leaves theta as it is, every step has the same loss")
    if all(_gradients_are_alike(found) for found in (still[0], other)):
        message = "where step leaves theta as it is, every step has the same gradient"
        refuse(NAME, problem.words, "same_examples", message)
    if all(_epochs_are_alike(found) for found in (still[0], other)):
        message = "where step leaves theta as it is, the second epoch has the losses of the first, one by one"
        refuse(NAME, problem.words, "same_order", message)
    ahead = run(train, problem, WatchedStep(ahead=0.5))
    if all(
        _equal(*pair, problem, "the gradient") for pair in zip(still[0].watch.grads, ahead.watch.grads, strict=True)
    ):
        message = "step asks for the gradient at another theta, and is given that of its own"
        refuse(NAME, problem.words, "same_gradient", message)
    if _equal(still[0].watch.thetas[0], other.watch.thetas[0], problem, "theta"):
        refuse(NAME, problem.words, "same_start", "two different generators give the same first theta")


def examine_slopes(train: Function, problem: TrainingProblem) -> None:
    """All examples in one batch: the gradients must be the slopes of the losses, along the way that theta goes.

    Moving against the gradient by a small pull p lowers the loss by p‖∇‖², up to p²/2 ∇ᵀH∇: with p = 1e-3 and a
    curvature of about 5, by 0.3 % of it. Even a loss in float32, with its rounding of 1e-7, is good to 0.1 %.
    """
    pull = 1e-3
    seen = run(train, problem, WatchedStep(pull))
    for t in range(problem.steps - 1):
        grads = tensors(seen.watch.grads[t], problem.sizes, "the gradient", problem)
        still = next((name for name, g in grads.items() if not g.any()), "")
        if still:
            refuse(NAME, problem.words, "never_moves", f"the gradient of {still} is 0 everywhere", still)
        promised = pull * sum(float(np.sum(g**2)) for g in grads.values())
        drop = float(seen.losses[t] - seen.losses[t + 1])
        if not abs(drop - promised) <= 0.02 * promised:
            message = f"the loss falls by {drop / promised:.3g} times what its gradient promises"
            refuse(NAME, problem.words, "not_the_slope", message)


def examine_inputs(train: Function, problem: TrainingProblem) -> None:
    """Each row of X counts, example by example and beside its label: with the row turned round the loss is another.

    So do the labels: with every example in the next class the loss is another, too.
    """
    loss = run(train, problem).losses[0]
    for i in range(len(problem.X)):
        turned = problem.X.copy()
        turned[i] = turned[i, ::-1]
        other = run(train, replace(problem, X=turned)).losses[0]
        if abs(other - loss) < 1e-9:
            message = f"the first loss is the same when row {i} of X is turned round"
            refuse(NAME, problem.words, "inputs_unused", message, "X")
    moved = run(train, replace(problem, y=(problem.y + 1) % problem.sizes[-1])).losses[0]
    if abs(moved - loss) < 1e-9:
        message = "the first loss is the same when every example has another class"
        refuse(NAME, problem.words, "inputs_unused", message, "y")

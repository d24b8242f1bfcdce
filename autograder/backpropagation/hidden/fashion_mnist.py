"""Hidden checks of notebook 07: mini-batches, optimizer steps, the training loop, the trained network, its confusions.

Nothing here asks for one random draw: batches and training are held to what any draw must give, and gradients and
losses to the reference at whatever theta the student's own loop has come to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from lab import data
from lab.check.engine.causes import Cause, add
from lab.check.engine.closeness import Closeness
from lab.check.engine.examine import Case, examine
from lab.check.engine.findings import refuse
from lab.check.examiners import batches, steps, training
from lab.check.examiners.training import Run, TrainingProblem, WatchedStep
from lab.check.fashion_mnist import BAR, MARGIN, accuracy_of, read_theta, require_accuracy
from lab.optimizers import each
from lab.parameters import Parameters

from autograder.backpropagation.hidden.inputs import Array, Draw, Function, hold
from autograder.checks.hold import Check
from autograder.checks.recognise import explained
from autograder.checks.seed import rng
from autograder.course.reference import reference

# Adam with ε added to √v before the bias correction (as its paper also has it) has an ε 31.6 times as large at the
# first step, 22 times at the second and so on: over 5 steps of η = 0.1 with slopes of 0.5, 2e-7 in theta.
ADAM = Closeness(relative=1e-6, floor=1e-6)
# With slopes of 5e-4 that is 1e-4 in theta after two steps; ε inside the root takes 2 % off each, 4e-3.
ADAM_FAINT = Closeness(relative=2e-4, floor=2e-4)
# Whoever always works in float32, as suits the images, is right, too: rounding of 6e-8 at each of some 100 operations.
# The steps amplify nothing, since each is compared at the theta that it was given.
GRADIENT = Closeness(relative=1e-4, floor=1e-5)
# A loss may be kept from log(0) by an epsilon up to 1e-7, against probabilities of 0.01 and more.
LOSS = Closeness(relative=2e-5, absolute=1e-7)

add(
    Cause(
        "piled_up", "earlier gradients are left in it", "Where do you add gradients up, and where do they begin anew?"
    )
)


def _step_case(
    draw: Draw,
    name: str,
    L: int,
    slopes: Sequence[Function],
    eta: float,
    count: int,
    further: tuple[float, ...] = (),
    close: Closeness = ADAM,
) -> Case:
    sizes = draw.sizes(L + 1)
    theta = draw.theta(sizes)
    arguments = (theta, tuple(draw.moved(f) for f in slopes), eta, count, further)
    expected = steps.walk(name, getattr(reference(), name))(*arguments)
    others = f", then {', '.join(f'{x:g}' for x in further)}" if further else ""
    words = f"sizes {sizes}, {count} steps with eta = {eta:g}{others}"
    tensors = 2 * L

    def brief(parts: int) -> tuple[Any, ...]:
        return (*arguments[:3], -(-parts // tensors), further)

    return Case(words, arguments, expected, close=close, names=steps.names(theta, count), brief=brief)


def momentum_cases(draw: Draw, name: str = "momentum_step") -> list[Case]:
    """Several steps with changing slopes, the usual β and another one."""
    exact = Closeness()
    return [
        _step_case(draw, name, 3, (steps.ripples, steps.bowl), 0.3, 4, close=exact),
        _step_case(draw, name, 1, (steps.bowl,), 0.05, 3, (0.7,), close=exact),
        _step_case(draw, name, 2, (steps.half_flat,), 0.1, 2, (0.0,), close=exact),
    ]


def _epsilon_case(draw: Draw, slopes: Function, further: tuple[float, ...]) -> Case:
    """A case in which ε counts; it may come in after the bias correction, as in the text, or before, as in the paper.

    Before: û / ((√v + ε) / √(1 - β₂ᵗ)) is the text's form with ε / √(1 - β₂ᵗ) in place of ε.
    """
    beta1, beta2, epsilon = further or (0.9, 0.999, 1e-8)
    case = _step_case(draw, "adam_step", 2, (slopes,), 0.1, 3, further)
    theta, (moved, *_), *_ = case.arguments
    state, tensors = None, []
    for t in range(1, 4):
        before = epsilon / np.sqrt(1 - beta2**t)
        theta, state = reference().adam_step(theta, moved, state, 0.1, beta1, beta2, before)
        tensors += steps.flat(theta)
    return replace(case, also=(tuple(tensors),))


def adam_cases(draw: Draw) -> list[Case]:
    """Several steps, usual and other βs, slopes that are tiny or exactly 0, another ε."""
    name = "adam_step"
    return [
        _step_case(draw, name, 3, (steps.raised, steps.lowered, steps.raised), 0.1, 5),
        _step_case(draw, name, 1, (steps.raised, steps.lowered), 0.05, 4, (0.8, 0.95)),
        _step_case(draw, name, 2, (steps.half_flat,), 0.02, 3),
        _step_case(draw, name, 2, (steps.faint,), 0.1, 2, close=ADAM_FAINT),
        _epsilon_case(draw, steps.whisper, ()),
        _epsilon_case(draw, steps.raised, (0.9, 0.99, 0.5)),
    ]


def decay_cases(draw: Draw) -> list[Case]:
    """Networks of three layers and of one, λ large, small and 0."""
    cases = []
    for L, decay in ((3, 0.3), (1, 0.004), (2, 0.0)):
        sizes = draw.sizes(L + 1)
        theta, grads = draw.theta(sizes), draw.theta(sizes)
        expected = reference().add_weight_decay(theta, grads, decay)
        cases.append(Case(f"sizes {sizes}, decay = {decay}", (theta, grads, decay), expected))
    return cases


def confusion_matrix_cases(draw: Draw) -> list[Case]:
    """More examples than cells, so that some cells count several; then a last class that never occurs; one example."""
    k, n, few = draw.sizes(3)
    cases = []
    for classes, m, highest in ((k, 60, k), (n, 40, n - 1), (few, 1, few)):
        y = draw.rng.integers(0, highest, m)
        # Right for about half of the examples, as a network is that has learnt something.
        leaning = reference().one_hot(y, classes) * (draw.rng.random(m) < 0.5)
        y_hat = draw.probabilities(classes, m) + leaning
        y_hat[highest:] /= 8  # a class that does not occur is hardly ever predicted, either
        y_hat /= y_hat.sum(axis=0)
        words = f"{m} example{'s' * (m > 1)}, {classes} classes" + ", the last one absent" * (highest < classes)
        expected = reference().confusion_matrix(y, y_hat, classes)
        sizes = {"k": classes, "m": m}
        cases.append(Case(words, (y, y_hat, classes), expected, sizes))
    return cases


STEP_LABELS = ("theta", "gradients", "eta", "steps", "further arguments")


def _step_check(name: str, cases: Any) -> Check:
    return Check(name, name, cases, adapt=partial(steps.walk, name), names=STEP_LABELS)


MOMENTUM = _step_check("momentum_step", momentum_cases)
NESTEROV = _step_check("nesterov_step", partial(momentum_cases, name="nesterov_step"))
ADAM_STEP = _step_check("adam_step", adam_cases)
DECAY = Check("add_weight_decay", "add_weight_decay", decay_cases)
CONFUSION = Check("confusion_matrix", "confusion_matrix", confusion_matrix_cases)


def minibatches(minibatches: Function) -> None:
    """Hold to every example once an epoch, with its label, in an order drawn from rng."""
    explained("minibatches", _examine_minibatches, minibatches)


def _examine_minibatches(minibatches: Function) -> None:
    batches.examine_batches(minibatches, rng("minibatches"))


def momentum_step(momentum_step: Function) -> None:
    """Hold to u ← βu + η∇θ, θ ← θ − u, over several steps."""
    steps.examine_walk(lambda: hold(MOMENTUM, momentum_step))


def nesterov_step(nesterov_step: Function) -> None:
    """Hold to the same with the gradient at θ − βu."""
    steps.examine_walk(lambda: hold(NESTEROV, nesterov_step))


def adam_step(adam_step: Function) -> None:
    """Hold to Adam with bias correction, over several steps."""
    steps.examine_walk(lambda: hold(ADAM_STEP, adam_step))


def train(train: Function) -> None:
    """Hold to the reference's gradients and losses at every theta that the loop comes to, and to sound mini-batches."""
    explained("train", _examine_train, train)


def _examine_train(train: Function) -> None:
    source = rng("train")
    draw = Draw(source)
    sizes = draw.sizes(4)
    training.examine_draws(train, training.draw_problem(source, sizes, N=26, epochs=2, batch_size=6))
    whole = training.draw_problem(source, sizes, N=7, epochs=4, batch_size=7)
    for watch in (WatchedStep(pull=0.2), WatchedStep(pull=0.1, ahead=0.05)):
        _examine_whole_batches(training.run(train, whole, watch))
    parts = training.draw_problem(source, draw.sizes(3), N=11, epochs=2, batch_size=4)
    _examine_epochs(training.run(train, parts))
    larger = training.draw_problem(source, draw.sizes(2), N=5, epochs=2, batch_size=8)
    _examine_whole_batches(training.run(train, larger))


def add_weight_decay(add_weight_decay: Function) -> None:
    """Hold to ∇ + λW for the weights, and the biases' gradients as they are."""
    hold(DECAY, add_weight_decay)


def _slope_and_loss(
    problem: TrainingProblem, theta: Parameters, g_prime: Function | None = None
) -> tuple[Parameters, float]:
    """The reference's gradient and loss on all examples at theta."""
    r = reference()
    h, a, y_hat = r.forward_propagation(theta, problem.X, r.relu, r.softmax)
    grads = r.back_propagation(theta, h, a, y_hat, problem.y, g_prime or r.relu_prime)
    return Parameters(*grads), float(r.cross_entropy(y_hat, problem.y))


def _slope_like(problem: TrainingProblem, theta: Parameters, got: Sequence[Any]) -> tuple[Parameters, float]:
    """The gradient and loss at theta; where a hidden pre-activation is exactly 0, with the slope there that `got` took.

    As long as biases are 0, an example that turns all units of a layer off meets the next one's kink. Any slope from 0
    to 1 is right there (relu_prime's own check says so); the three that anybody takes are tried.
    """
    r = reference()
    h, a, y_hat = r.forward_propagation(theta, problem.X, r.relu, r.softmax)
    at_kink = any(np.any(layer == 0) for layer in a[1:-1])
    slopes = [partial(_relu_prime_with, at_0) for at_0 in (0.0, 0.5, 1.0)] if at_kink else [r.relu_prime]
    tried = [Parameters(*r.back_propagation(theta, h, a, y_hat, problem.y, slope)) for slope in slopes]
    loss = float(r.cross_entropy(y_hat, problem.y))
    return min(tried, key=lambda ours: _distance(ours, got)), loss


def _relu_prime_with(at_0: float, a: Array) -> Array:
    return np.heaviside(a, at_0)


def _distance(ours: Parameters, got: Sequence[Any]) -> float:
    return max(float(np.max(np.abs(x - y))) for x, y in zip(steps.flat(ours), got, strict=True))


def _wrong_slopes(problem: TrainingProblem, theta: Parameters, so_far: Parameters) -> dict[str, Any]:
    """What the gradient is with another function's slope inside, or with all earlier ones in it."""
    r = reference()
    others = {"wrong_slope:tanh": r.tanh_prime, "wrong_slope:logistic": r.logistic_prime, "no_g_prime": np.ones_like}
    slopes = {cause: _slope_and_loss(problem, theta, g_prime)[0] for cause, g_prime in others.items()}
    return {**slopes, "piled_up": so_far}


def _hold_value(problem: TrainingProblem, words: str, expected: Any, got: Any, close: Closeness, **more: Any) -> None:
    """Compare a value of the loop's with ours, and name the cause as for any other function."""
    case = Case(f"{problem.words}: {words}", (), expected, {"m": problem.X.shape[1]}, close=close, **more)
    examine(lambda: got, training.NAME, [case])


def _as_parameters(theta: Any) -> Parameters:
    return Parameters(*([None, *(np.asarray(x, dtype=np.float64) for x in part[1:])] for part in theta))


def _examine_whole_batches(run: Run) -> None:
    """Every mini-batch holds all examples: each gradient and loss is ours at that theta."""
    problem, watch, losses = run.problem, run.watch, []
    so_far = None
    for t in range(problem.steps):
        theta = _as_parameters(watch.thetas[t])
        point = watch.point(theta)
        there, loss_there = _slope_like(problem, point, steps.flat(watch.grads[t]))
        _, loss_here = _slope_and_loss(problem, theta)
        so_far = there if so_far is None else each(np.add, so_far, there)
        known = partial(_wrong_slopes, problem, point, so_far)
        _hold_value(problem, f"the gradient at step {t + 1}", there, watch.grads[t], GRADIENT, alternatives=known)
        # The loss may come from the forward pass that the gradient needs anyway, at the point ahead.
        got = float(run.losses[t])
        losses.append(min(loss_here, loss_there, key=lambda ours: abs(ours - got)))
    _hold_value(problem, "the losses", np.array(losses), run.losses, LOSS)


def _examine_epochs(run: Run) -> None:
    """The watch has left theta where it was: over an epoch, gradients and losses average to those of all examples."""
    problem, N = run.problem, run.problem.X.shape[1]
    per_epoch = problem.steps // problem.epochs
    sizes = [min(problem.batch_size, N - i * problem.batch_size) for i in range(per_epoch)]
    weights: Array = np.array(sizes) / N
    start = _as_parameters(run.watch.thetas[0])
    for epoch in range(problem.epochs):
        part = slice(epoch * per_epoch, (epoch + 1) * per_epoch)
        grads = [steps.flat(g) for g in run.watch.grads[part]]
        mean = [sum(w * g for w, g in zip(weights, tensor, strict=True)) for tensor in zip(*grads, strict=True)]
        ours, loss = _slope_like(problem, start, mean)
        _refuse_piled_up(problem, grads, weights, steps.flat(ours))
        words = f"over epoch {epoch + 1}, weighted by the mini-batches' sizes, the mean"
        _hold_value(problem, f"{words} gradient", tuple(steps.flat(ours)), tuple(mean), GRADIENT, names=_names(ours))
        _hold_value(problem, f"{words} loss", loss, float(weights @ run.losses[part]), LOSS)


def _refuse_piled_up(problem: TrainingProblem, grads: Sequence[Any], weights: Array, ours: Sequence[Any]) -> None:
    """Each gradient holds the earlier ones of the epoch, if they are right once those are taken off."""
    every = list(zip(*grads, strict=True))
    means = [sum(w * g for w, g in zip(weights, tensor, strict=True)) for tensor in every]
    apart = [weights[0] * t[0] + sum(w * (t[i + 1] - t[i]) for i, w in enumerate(weights[1:])) for t in every]
    wrong, right = (
        any(GRADIENT.wrong(x, np.asarray(y)).any() for x, y in zip(ours, found, strict=True))
        for found in (means, apart)
    )
    if wrong and not right:
        message = "each gradient holds those of the mini-batches before it as well"
        refuse(training.NAME, problem.words, "piled_up", message)


def _names(theta: Parameters) -> tuple[str, ...]:
    return tuple(f"{part}[{k}]" for part in theta._fields for k in range(1, len(theta.W)))


def trained(trained: Any) -> None:
    """Hold to the accuracy that these parameters reach on the test images, by the reference's forward pass."""
    X, y = data.fashion_mnist_test()
    W, b = read_theta(trained)
    r = reference()
    # As precise as the images: in float64 this would cost five times as much.
    theta = Parameters(*([None, *(tensor.astype(X.dtype) for tensor in part)] for part in (W, b)))
    require_accuracy(accuracy_of(r.forward_propagation(theta, X, r.relu, r.softmax)[2], y), BAR - MARGIN, "test")


def confusion_matrix(confusion_matrix: Function) -> None:
    """Hold to counts by true class, down, and predicted class, across."""
    hold(CONFUSION, confusion_matrix)

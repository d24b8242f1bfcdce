"""Holding `check_gradients` to its purpose: small numbers for right gradients, a large one for each wrong tensor.

Any structure will do in which each tensor has numbers of its own. Where it is the text's, the right one must be large.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ...course import ARGUMENTS
from ...parameters import Parameters
from ..engine.calling import Answer, call, show
from ..engine.causes import Cause, add
from ..engine.closeness import as_numbers
from ..engine.facts import Failure, about
from ..engine.findings import CheckFailed, refuse

NAME = "check_gradients"
SIZES = (2, 3, 1)  # few parameters: each costs two calls of the loss, in every question
_WORDS = f"sizes {list(SIZES)}"
LABELS = ARGUMENTS[NAME]
add(
    Cause("loss_unused", "the loss is not asked", "Who tells you how the loss changes when one entry moves?"),
    Cause("one_for_all", "one number for several tensors", "Which number of yours says that it is W_1 that is wrong?"),
)
# Right: our loss is below 20, so a central difference with step 1e-5 errs by 20 * 2e-16 / 1e-5 = 4e-10, against slopes
# of 4e-5 and more: by 1e-5 at most. Wrong: a slope taken twice gives ½, or 1/3 when measured by |a| + |n|.
SMALL, LARGE = 1e-3, 1e-2
RIGHT = 3  # how often right gradients come, among six wrong ones


def _tensors(theta: Parameters) -> Iterator[tuple[str, int]]:
    for k in range(1, len(theta.W)):
        yield "W", k
        yield "b", k


class Loss:
    """The sum over the tensors of c · Σ sin, with a factor c for each; counts its calls."""

    def __init__(self, weight: dict[tuple[str, int], float]) -> None:
        self.__name__ = self.__qualname__ = "loss"
        self.calls = 0
        self._weight = weight

    def __call__(self, theta: Any) -> float:
        """Its value at theta."""
        self.calls += 1
        named = Parameters(*theta)
        return float(sum(c * np.sum(np.sin(getattr(named, part)[k])) for (part, k), c in self._weight.items()))


def problem(rng: np.random.Generator) -> tuple[Loss, Parameters, Parameters]:
    """Return a loss, parameters, and the loss's gradients there; those of b_1 are small beside all others."""
    sizes = list(SIZES)
    W: list[Any] = [None]
    b: list[Any] = [None]
    for below, n in zip(sizes, sizes[1:], strict=False):
        W.append(rng.uniform(0.2, 1.0, (n, below)) * rng.choice([-1.0, 1.0], (n, below)))
        b.append(rng.uniform(0.2, 1.0, (n, 1)) * rng.choice([-1.0, 1.0], (n, 1)))
    theta = Parameters(W, b)
    # Drawn, too: what no call of the loss has told, nobody knows.
    weight = {tensor: float(rng.uniform(0.8, 2.0)) for tensor in _tensors(theta)}
    weight["b", 1] *= 1e-4

    grads = Parameters(
        [None, *(weight["W", k] * np.cos(W[k]) for k in range(1, len(W)))],
        [None, *(weight["b", k] * np.cos(b[k]) for k in range(1, len(b)))],
    )
    return Loss(weight), theta, grads


def numbers(value: Any) -> list[float]:
    """Collect every number in a value of any structure."""
    if value is None or isinstance(value, str):
        return []
    if isinstance(value, dict):
        return [x for part in value.values() for x in numbers(part)]
    if isinstance(value, (list, tuple)):
        return [x for part in value for x in numbers(part)]
    array = as_numbers(value)
    return [] if array is None else [float(x) for x in array.ravel()]


def _by_tensor(value: Any, theta: Parameters) -> dict[tuple[str, int], float]:
    """The number of each tensor, if the answer has the text's form; else nothing."""
    if not (isinstance(value, (list, tuple)) and len(value) == 2):
        return {}
    parts = dict(zip("Wb", value, strict=True))
    if any(not isinstance(p, (list, tuple)) or len(p) != len(theta.W) for p in parts.values()):
        return {}
    found = {(part, k): numbers(parts[part][k]) for part, k in _tensors(theta)}
    return {key: max(x) for key, x in found.items()} if all(found.values()) else {}


def _ask(function: Callable[..., Any], loss: Loss, theta: Parameters, grads: Parameters) -> Answer:
    answer = call(NAME, function, (loss, theta, grads), labels=LABELS, case=_WORDS, unchanged_to=1e-9)
    show(NAME, [answer])
    if answer.changed:
        refuse(NAME, _WORDS, "changed_input", f"{answer.changed} was changed by the call", answer.changed)
    if answer.value is None:
        refuse(NAME, _WORDS, "none_returned", "the result is None")
    found = numbers(answer.value)
    if not found:
        refuse(NAME, _WORDS, "wrong_type", "there is no number in the result")
    if not np.isfinite(found).all():
        refuse(NAME, _WORDS, "not_finite", "a number of the result is nan or inf")
    return answer


def _with(grads: Parameters, part: str, k: int, tensor: Any) -> Parameters:
    tensors = list(getattr(grads, part))
    tensors[k] = tensor
    return grads._replace(**{part: tensors})


@dataclass(frozen=True)
class _Trial:
    """One question to a gradient check: gradients that are right, or wrong in one tensor."""

    loss: Loss
    theta: Parameters
    grads: Parameters
    wrong: tuple[str, int] | None = None  # which tensor
    how: str = ""


def _right(rng: np.random.Generator) -> _Trial:
    return _Trial(*problem(rng))


def _scaled(rng: np.random.Generator, part: str, k: int, factor: float, how: str) -> _Trial:
    loss, theta, grads = problem(rng)
    return _Trial(loss, theta, _with(grads, part, k, factor * getattr(grads, part)[k]), (part, k), how)


def _cancelling(rng: np.random.Generator) -> _Trial:
    """Two entries are wrong so that their errors cancel in a sum."""
    loss, theta, grads = problem(rng)
    W = grads.W[1].copy()
    W[0, :2] += np.array([0.5, -0.5]) * np.abs(W[0, 0])
    return _Trial(loss, theta, _with(grads, "W", 1, W), ("W", 1), "is wrong in two entries")


def _trials(rng: np.random.Generator) -> list[_Trial]:
    """Right gradients, and wrong ones, each of a problem of its own: no answer can be learnt from another question."""
    twice, opposite = "is twice the right gradient", "has the opposite sign"
    tensors = list(_tensors(problem(rng)[1]))
    return [
        *(_right(rng) for _ in range(RIGHT)),
        *(_scaled(rng, part, k, 2.0, twice) for part, k in tensors),
        _scaled(rng, "b", tensors[-1][1], -1.0, opposite),
        _cancelling(rng),
    ]


def examine_check(function: Callable[..., Any], rng: np.random.Generator) -> None:
    """Raise CheckFailed unless `function(loss, theta, grads)` tells right gradients from wrong ones.

    They come in any order: who answers "small" and "large" by counting the calls is right once in 84 times.
    """
    trials = _trials(rng)
    answers: dict[int, Any] = {}
    for i in rng.permutation(len(trials)):
        trial = trials[i]
        answers[i] = _ask(function, trial.loss, trial.theta, trial.grads).value
    for i, trial in enumerate(trials):
        try:
            _judge(trial, answers[i])
        except CheckFailed as failed:
            raise _observed(failed, function, trial) from None
    _examine_each(trials, [answers[i] for i in range(len(trials))])
    tensors = len(list(_tensors(trials[0].theta)))
    fewest = min(trial.loss.calls for trial in trials)
    if fewest < tensors:
        refuse(NAME, _WORDS, "loss_unused", f"loss is called {fewest} times, for {tensors} tensors")


def _observed(failed: CheckFailed, function: Callable[..., Any], trial: _Trial) -> CheckFailed:
    """The same, with what can be observed of the function in the trial that it failed."""
    fact = about(NAME, Failure(function, (trial.loss, trial.theta, trial.grads), None))
    if fact is None:
        return failed
    [finding] = failed.findings
    return CheckFailed(replace(finding, message=f"{finding.message}: {fact.words}", hint=fact.hint))


def _examine_each(trials: list[_Trial], answers: list[Any]) -> None:
    """Which numbers are large must tell which tensor is wrong."""
    large: dict[int, tuple[str, int]] = {}
    for trial, answer in zip(trials, answers, strict=True):
        if trial.wrong is None:
            continue
        for place in (i for i, x in enumerate(numbers(answer)) if x > LARGE):
            other = large.setdefault(place, trial.wrong)
            if other != trial.wrong:
                (part, k), (first, j) = trial.wrong, other
                message = f"the same number is large when grads.{first}[{j}] is wrong and when grads.{part}[{k}] is"
                refuse(NAME, _WORDS, "one_for_all", message, f"{part}[{k}]")


def _judge(trial: _Trial, answer: Any) -> None:
    largest = max(numbers(answer))
    if trial.wrong is None:
        if not largest < SMALL:
            refuse(NAME, _WORDS, "accuses_right", f"the gradients are right, and the largest error is {largest:.3g}")
        return
    part, k = trial.wrong
    where = f"{part}[{k}]"
    if not largest > LARGE:
        refuse(NAME, _WORDS, "misses_wrong", f"grads.{where} {trial.how}, and no error is large", where)
    each = _by_tensor(answer, trial.theta)
    if each and not (each[part, k] > LARGE and all(x < SMALL for key, x in each.items() if key != (part, k))):
        refuse(NAME, _WORDS, "blames_another", f"only grads.{where} is wrong, and the errors say otherwise", where)

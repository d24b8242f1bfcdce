"""Facts about one step and many: which tensors move, how far beside the right step, and where gradients are taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ..engine.apart import listed
from ..engine.facts import Fact, Failure, Observer, alike, observe, parts, times

HOW = {-1.0: "goes the other way", 0.0: "is missing"}
FOLLOW = "Follow one of these through your loop: which line renews it, and does the loop come there?"
NEAR = 1e-4  # so that an ε of Adam does not hide a factor
FACTOR = "What does your line multiply the gradient by, and how often?"
FIRST_STEPS = {
    "momentum_step": "Before the first step u is 0: θ moves by η∇θ and by nothing else. What else comes in, in yours?",
    "nesterov_step": "Before the first step u is 0: θ moves by η∇θ and by nothing else. What else comes in, in yours?",
    "adam_step": "At the first step û is the gradient and √v̂ its size, so the step is η. What are t, û and v̂ in yours?",
}


def _tensors(theta: Any) -> dict[str, Any]:
    return {f"{part}[{k}]": x for part, tensors in zip("Wb", theta, strict=True) for k, x in enumerate(tensors) if k}


def _step(ratio: float) -> str:
    return HOW.get(round(ratio, 6), f"is {ratio:.4g} times as long as it should be")


def _lengths(before: dict[str, Any], right: dict[str, Any], got: dict[str, Any], when: str, hint: str) -> Fact | None:
    """How long each tensor's step is, beside the right one."""
    if any(np.shape(got[label]) != np.shape(right[label]) for label in before):
        return None
    stays = [label for label in before if alike(got[label] + 1.0, before[label] + 1.0)]
    if stays and len(stays) < len(before):
        have = "has" if len(stays) == 1 else "have"
        return Fact(f"{when}{listed(stays)} {have} not moved", FOLLOW)
    ratios = {label: times(got[label] - x, right[label] - x, NEAR) for label, x in before.items()}
    off = {label: round(r, 6) for label, r in ratios.items() if r is not None and abs(r - 1) > NEAR}
    values = sorted(set(off.values()))
    if not off or None in ratios.values() or len(values) > 2:
        return None
    said = [f"{_whose([x for x in off if off[x] == v], before)} {_step(v)}" for v in values]
    return Fact(f"{when}{', '.join(said)}", hint)


def _whose(labels: Sequence[str], every: dict[str, Any]) -> str:
    if len(labels) == len(every):
        return "every step"
    for part, name in (("W", "weights"), ("b", "biases")):
        if labels == [label for label in every if label.startswith(part)]:
            return f"the step of the {name} alone"
    return f"the step of {listed(labels)}"


def one_update(failure: Failure) -> Fact | None:
    """How far each tensor moves in update_parameters."""
    assert failure.comparison is not None
    before, right, got = map(_tensors, (failure.arguments[0], failure.comparison.expected, failure.got))
    return _lengths(before, right, got, "", FACTOR)


def _first_step(name: str) -> Observer:
    def first_step(failure: Failure) -> Fact | None:
        """How far each tensor moves in an optimizer's first step; the answer holds all tensors after every step."""
        assert failure.comparison is not None
        before = _tensors(failure.arguments[0])
        right, got = (
            dict(zip(before, answer[: len(before)], strict=True))
            for answer in (failure.comparison.expected, failure.got)
        )
        return _lengths(before, right, got, "at the first step, ", FIRST_STEPS[name])

    return first_step


def uneven(failure: Failure) -> Fact | None:
    """At Adam's first step every entry moves by about η, however large its gradient."""
    before, eta = _tensors(failure.arguments[0]), failure.arguments[2]
    for (label, x), after in zip(before.items(), failure.got, strict=False):
        moved = np.abs(after - x)
        if np.isfinite(moved).all() and moved.max() > 1.5 * moved.min() and moved.max() > 0.01 * eta:
            words = (
                f"at the first step, entries of {label} move by {moved.min():.3g} to {moved.max():.3g}; η is {eta:g}"
            )
            hint = "û/√v̂ is 1 or −1 then, entry by entry. Work out both for one such entry, beside the formula."
            return Fact(words, hint)
    return None


def where_asked(failure: Failure) -> Fact | None:
    """At the second step the gradient is taken at θ (momentum, Adam); nowhere else."""
    theta, gradients, eta, steps, further = failure.arguments
    asked: list[dict[str, Any]] = []

    def listening(at: Any, gradient: Any) -> Any:
        asked.append(_tensors(at))
        return gradient(at)

    heard = tuple((lambda at, g=g: listening(at, g)) for g in gradients)
    answer = failure.again(theta, heard, eta, steps, further)
    size = len(_tensors(theta))
    if answer is None or len(asked) != steps or steps < 2:
        return None
    after_one = answer[:size]
    if all(alike(x, y) for x, y in zip(asked[1].values(), after_one, strict=True)):
        return None
    return Fact("at the second step, the gradient is not taken at θ", "At which point does the text take the gradient?")


def by_steps(failure: Failure) -> Fact | None:
    """Right after the first steps, and wrong from a certain one on."""
    comparison = failure.comparison
    if comparison is None or comparison.mismatch or comparison.misshapen:
        return None
    off = {leaf.label.rpartition(" ")[2] for leaf in comparison.wrong}
    every = list(dict.fromkeys(leaf.label.rpartition(" ")[2] for leaf in comparison.leaves))
    first = next(i for i, step in enumerate(every) if step in off)
    if first == 0:
        return None
    tensors = sorted({leaf.label.split(" ")[0] for leaf in comparison.wrong})
    whole = sorted({leaf.label.split(" ")[0] for leaf in comparison.leaves})
    whose = "" if tensors == whole else f" of {listed(tensors)}"
    count = "the first step is right" if first == 1 else f"{first} steps are right"
    hint = "What is kept after the first step, and how does it come into the second? Print both beside the formula."
    return Fact(f"{count}, step {every[first]}{whose} is not", hint)


observe("update_parameters", one_update, parts)
observe("momentum_step", _first_step("momentum_step"), where_asked, by_steps)
observe("nesterov_step", _first_step("nesterov_step"), by_steps)
observe("adam_step", _first_step("adam_step"), uneven, where_asked, by_steps)


# Gradient descent: asked again with other batches, from the same start


def _after(failure: Failure, X: Any, y: Any, iterations: int, eta: float | None = None) -> dict[str, Any]:
    """Every tensor after so many iterations."""
    return _run(failure, X, y, iterations, eta)[0]


def _run(failure: Failure, X: Any, y: Any, iterations: int, eta: float | None = None) -> tuple[dict[str, Any], Any]:
    """The same, and the losses."""
    _, _, sizes, usual = failure.arguments
    theta, losses = failure.again(X, y, sizes, usual if eta is None else eta, max_iterations=iterations)
    return {label: np.asarray(x, dtype=np.float64) for label, x in _tensors(theta).items()}, losses


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(np.allclose(x, other[label], rtol=1e-7, atol=1e-10) for label, x in one.items())


def repeated(failure: Failure) -> Fact | None:
    """With the same generator, the same run."""
    X, y, *_ = failure.arguments
    one, two = (_after(failure, X, y, 1) for _ in range(2))
    if _same(one, two):
        return None
    return Fact("the same generator gives another run each time", "What else is drawn at random, and from where?")


def every_example(failure: Failure) -> Fact | None:
    """The order of the examples does not count, and one iteration takes one step on all of them."""
    X, y, *_ = failure.arguments
    if _same(_after(failure, X, y, 1), _after(failure, X[:, ::-1], y[::-1], 1)):
        return None
    return Fact(
        "with the examples in another order, one iteration leads elsewhere",
        "One iteration is one step, with the mean gradient of all examples. On which does yours step, and how often?",
    )


def doubled_batch(failure: Failure) -> Fact | None:
    """With every example twice, a mean gradient stays as it is."""
    X, y, *_ = failure.arguments
    start, here = _after(failure, X, y, 1, 0.0), _after(failure, X, y, 1)
    there = _after(failure, np.concatenate([X, X], axis=1), np.concatenate([y, y]), 1)
    hint = "A mean gradient stays as it is when every example comes twice. Print yours, and the step, for both."
    return _lengths(start, here, there, "with every example twice, ", hint)


def stays(failure: Failure) -> Fact | None:
    """With η = 0 theta stays where it starts, however many iterations there are."""
    X, y, *_ = failure.arguments
    if _same(_after(failure, X, y, 1, 0.0), _after(failure, X, y, 3, 0.0)):
        return None
    return Fact(
        "with η = 0, theta is another one after 3 iterations than after 1",
        "Only a step may move theta. Which other line of your loop gives it new values?",
    )


def one_theta(failure: Failure) -> Fact | None:
    """In one iteration, twice the η is twice the step, of every tensor: all gradients belong to one θ."""
    X, y, _, eta = failure.arguments
    start, once, twice = (_after(failure, X, y, 1, e) for e in (0.0, eta, 2 * eta))
    steps = {label: (once[label] - x, twice[label] - x) for label, x in start.items()}
    off = [label for label, (one, two) in steps.items() if not np.allclose(two, 2 * one, rtol=1e-6, atol=1e-12)]
    if not off or len(off) == len(steps):
        return None
    hint = "All gradients of an iteration belong to one θ. Is a W changed before another gradient still needs it?"
    return Fact(f"with twice the η, the first step of {listed(off)} is not twice as long; the others are", hint)


def one_loss(failure: Failure) -> Fact | None:
    """The losses of all iterations are the same, and θ moves."""
    X, y, *_ = failure.arguments
    here, losses = _run(failure, X, y, 4)
    if len(losses) < 2 or np.ptp(np.asarray(losses, dtype=np.float64)) > 0 or _same(here, _after(failure, X, y, 1)):
        return None
    return Fact(
        "every iteration has the same loss, though θ moves",
        "A new θ has a new forward pass. Which of your lines run once, and which in every iteration?",
    )


SMALL = 1e-6  # a learning rate so small that the gradient stays what it is over a few iterations
STEP = (
    "Every iteration takes a step of η times its own gradient. Print both in each round, with the length of the step."
)


def small_steps(failure: Failure) -> Fact | None:
    """With a tiny learning rate all iterations lead equally far, and one iteration is one step."""
    X, y, *_ = failure.arguments
    start, *runs = (_after(failure, X, y, n, e) for n, e in ((1, 0.0), (1, SMALL), (2, SMALL), (4, SMALL)))
    one, two, four = (_distance(start, run) for run in runs)
    if not np.isfinite(four) or one <= 0 or (abs(two / one - 2) < 1e-3 and abs(four / one - 4) < 1e-3):
        return None
    further = two - one  # what the second iteration adds
    if further > 0 and abs((four - two) / further - 2) < 1e-3:
        words = f"max_iterations = 1 leads {one / further:.3g} times as far as each further iteration"
        hint = "How many rounds does your loop take for max_iterations = 1, and for 2? Count the steps."
        return Fact(f"with a tiny learning rate, {words}", hint)
    return Fact(
        f"with a tiny learning rate, 4 iterations lead {four / one:.4g} times as far as one, and not 4 times", STEP
    )


def _distance(one: dict[str, Any], other: dict[str, Any]) -> float:
    return float(np.linalg.norm([np.linalg.norm(x - one[label]) for label, x in other.items()]))


def losses_beside(failure: Failure) -> Fact | None:
    """The losses are the right ones, an iteration too early or too late."""
    assert failure.comparison is not None
    leaf = next((leaf for leaf in failure.comparison.wrong if leaf.label == "losses"), None)
    if leaf is None or leaf.expected is None or leaf.got is None or leaf.expected.size < 3:
        return None
    right, got = leaf.expected, leaf.got
    if alike(got[:-1], right[1:]):
        words = "losses[0] is the loss of θ_1, losses[1] that of θ_2, and so on"
        return Fact(words, "Of which θ is losses[0]? What has your loop done to it by then?")
    if alike(got[1:], right[:-1]):
        return Fact("from losses[1] on, each is the loss of the iteration before", "Which loss does round t keep?")
    return None


observe(
    "gradient_descent",
    *(losses_beside, one_loss, repeated, stays, every_example, doubled_batch, one_theta, small_steps, parts),
)

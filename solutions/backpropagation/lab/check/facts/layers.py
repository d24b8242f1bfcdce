"""Facts about the two passes: which line breaks, what O and g′ are given, how far down all is right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..engine.apart import listed
from ..engine.facts import Fact, Failure, alike, observe, parts, times

Array = NDArray[Any]


class Listening:
    """A function that remembers what it was given."""

    def __init__(self, function: Any) -> None:
        self._function = function
        self.asked: list[Array] = []

    def __call__(self, x: Any) -> Any:
        """Remember, and give what the function gives."""
        self.asked.append(np.array(x))
        return self._function(x)

    def heard(self, x: Any) -> bool:
        """Whether it was given this array."""
        return any(one.shape == np.shape(x) and np.array_equal(one, x) for one in self.asked)


# The forward pass


def output_given(failure: Failure) -> Fact | None:
    """What O is given, by the student's own lists."""
    if failure.comparison is None:
        return None
    theta, X, g, O = failure.arguments
    listening = Listening(O)
    answer = failure.again(theta, X, g, listening)
    if answer is None:
        return None
    if not listening.asked:
        return Fact("O is never asked", "ŷ is what the output function makes of a_L. Which function do you call there?")
    h, a, _ = answer
    last, L = listening.asked[-1], len(theta[0]) - 1
    if len(a) > L and alike(last, a[L]):
        return None
    found = [f"{name}[{k}]" for name, x in (("a", a), ("h", h)) for k in range(1, len(x)) if alike(last, x[k])]
    if not found or len(a) <= L:
        return None
    return Fact(
        f"O is given your {found[0]}, and not a[{L}]",
        "ŷ = O(a_L). Which array do you hand to O, and which index has it?",
    )


def broken_line(failure: Failure) -> Fact | None:
    """The lines of the slide that do not hold between the student's own h, a and ŷ, where it is only a few of them."""
    (W, b), X, g, O = failure.arguments
    h, a, y_hat = failure.got
    L = len(W) - 1
    if len(h) != L or len(a) != L + 1:
        return None
    lines = {"h[0]": alike(h[0], X)}
    for k in range(1, L + 1):
        lines[f"a[{k}]"] = alike(a[k], b[k] + W[k] @ h[k - 1])
        if k < L:
            lines[f"h[{k}]"] = alike(h[k], g(a[k]))
    lines["y_hat"] = alike(y_hat, O(a[L]))
    broken = [label for label, holds in lines.items() if not holds]
    if not broken or len(broken) == len(lines):
        return None
    does = "does" if len(broken) == 1 else "do"
    words = f"{listed(broken)} {does} not follow from what you return beside it; all else does"
    return Fact(words, _line(broken, L))


def _line(broken: Sequence[str], L: int) -> str:
    """The question about the broken lines."""
    if broken == [f"a[{L}]"]:
        return f"The line for a_{L}, the last one, differs from those in your loop. In which term: W, h or b?"
    if all(label.startswith("a") for label in broken):
        return "a_k = b_k + W_k h_{k−1}. Set X to 0, then b: which of the two terms is not as it should be?"
    if all(label.startswith("h") for label in broken):
        return "h_k is made of a_k alone. What do you store in h, and when?"
    return f"Put your own numbers into the slide's line for {broken[0]}. Which term differs?"


# The backward pass


def doubled_batch(failure: Failure) -> Fact | None:
    """With every example twice, a mean stays as it is."""
    theta, h, a, y_hat, y, g_prime = failure.arguments

    def twice(xs: Sequence[Any]) -> list[Any]:
        return [None if x is None else np.concatenate([x, x], axis=1) for x in xs]

    there = failure.again(theta, twice(h), twice(a), twice([y_hat])[0], np.concatenate([y, y]), g_prime)
    ratios = {}
    for part, mine, other in zip("Wb", failure.got, there, strict=True):
        for k in range(1, len(mine)):
            ratio = times(other[k], mine[k])
            ratios[f"{part}[{k}]"] = ratio if ratio is None else round(ratio, 6)
    return _growing(ratios)


def _growing(ratios: dict[str, float | None]) -> Fact | None:
    grown = {label: r for label, r in ratios.items() if r is not None and r not in (0.0, 1.0)}
    if not grown or len(set(grown.values())) > 3:
        return None
    said = [
        _become([label for label, x in grown.items() if x == r], len(ratios), r)
        for r in sorted(set(grown.values()), reverse=True)
    ]
    return Fact(
        f"with every example twice, {', and '.join(said)}",
        "A mean stays as it is when every example comes twice. Count, for each of them, how often you divide by m.",
    )


HOW = {2.0: "twice as large", 0.5: "half as large", 0.25: "a quarter", 0.125: "an eighth", 4.0: "four times as large"}


def _become(labels: Sequence[str], every: int, ratio: float) -> str:
    who = "all" if len(labels) == every else listed(labels)
    return f"{who} become{'s' * (len(labels) == 1)} {HOW.get(ratio, f'{ratio:.3g} times as large')}"


def slopes_given(failure: Failure) -> Fact | None:
    """Which arrays g′ is given: each hidden layer's a, and nothing else."""
    if failure.comparison is None:
        return None
    *rest, g_prime = failure.arguments
    _, h, a, y_hat, _ = rest
    L = len(a) - 1
    listening = Listening(g_prime)
    failure.again(*rest, listening)
    if L < 2:
        return None
    if not listening.asked:
        return Fact("g′ is never asked", "Between h and a lies the activation, whichever is given. What is its slope?")
    known = {f"a[{k}]": a[k] for k in range(1, L + 1)} | {f"h[{k}]": h[k] for k in range(len(h))} | {"y_hat": y_hat}
    named = [next((n for n, x in known.items() if alike(one, x)), "") for one in listening.asked]
    if "" in named:
        return Fact(
            "g′ is given an array that is none of your a[k]", "At which point is the slope wanted, on the slide?"
        )
    strange = sorted({name for name in named if name[0] != "a" or name == f"a[{L}]"})
    if strange:
        return Fact(
            f"g′ is given {listed(strange)}", "At which points is the slope wanted, on the slide, and in which layers?"
        )
    missing = [f"a[{k}]" for k in range(1, L) if f"a[{k}]" not in named]
    if missing:
        return Fact(
            f"g′ is never given {listed(missing)}",
            "Each hidden layer has a slope of its own. Print k, and what g′ is given, in every round.",
        )
    return None


def below_the_first(failure: Failure) -> Fact | None:
    """The slide's last two lines at k = 1, too: g′ is asked for the slope at a_0, which there is not."""
    if failure.comparison is not None:
        return None
    *rest, g_prime = failure.arguments
    listening = Listening(g_prime)
    failure.again(*rest, listening)
    if not any(one.dtype == object for one in listening.asked):
        return None
    return Fact(
        "g′ is asked for the slope at a[0], and there is no a_0",
        "The slide's last two lines lead from layer k down to layer k − 1. At k = 1 there is none below: where should "
        "they end?",
    )


def _layers(comparison: Any) -> tuple[list[int], list[int]]:
    """The layers whose gradients are right, W and b, and those of which both are wrong."""
    off = {leaf.label for leaf in (*comparison.wrong, *comparison.misshapen)}
    every = sorted({int(leaf.label[2:-1]) for leaf in comparison.leaves})
    fine = [k for k in every if f"W[{k}]" not in off and f"b[{k}]" not in off]
    return fine, [k for k in every if f"W[{k}]" in off and f"b[{k}]" in off]


def untouched(failure: Failure) -> Fact | None:
    """Layers whose gradients are 0 all over."""
    comparison = failure.comparison
    if comparison is None or comparison.mismatch:
        return None
    empty = [x.label for x in (*comparison.misshapen, *comparison.wrong) if x.got is not None and not np.any(x.got)]
    if not empty or len(empty) == len(comparison.leaves):
        return None
    return Fact(
        f"{listed(empty)} {'is' if len(empty) == 1 else 'are'} 0",
        "Which line of yours fills them? Print k, and what it puts there, in every round.",
    )


def downwards(failure: Failure) -> Fact | None:
    """Right from the last layer down to one, and wrong below it."""
    comparison = failure.comparison
    if comparison is None or comparison.mismatch or not comparison.leaves:
        return None
    fine, off = _layers(comparison)
    L = max([*fine, *off], default=0)
    if not off or len(fine) + len(off) != L:
        return None
    if fine and max(off) < min(fine):
        lowest = min(fine)
        layers = listed([str(k) for k in reversed(fine)])
        said = f"layers {layers} are" if len(fine) > 1 else f"layer {layers} is"
        words = f"{said} right, and from layer {max(off)} down nothing is"
        if lowest == L:
            return Fact(words, "What happens on the way down from the last layer: which weights, which slope, where?")
        hint = (
            f"Down to layer {lowest} all is right. In the next step down, is it the gradient, the weights or the slope?"
        )
        return Fact(words, hint)
    if off == [L]:
        hint = "Those below start from the same gradient, and are right. What do you do to the last layer's own lines?"
        return Fact("only the last layer is wrong", hint)
    return None


def start(failure: Failure) -> Fact | None:
    """The last layer is wrong already, its W and its b: what the pass starts from, or how it averages."""
    comparison = failure.comparison
    if comparison is None or comparison.mismatch or not comparison.leaves:
        return None
    L = len(failure.got[0]) - 1
    last = next(leaf for leaf in comparison.leaves if leaf.label == f"b[{L}]")
    if last.got is None or not {f"W[{L}]", f"b[{L}]"} <= {leaf.label for leaf in comparison.wrong}:
        return None
    if last.got.size > 1 and abs(float(np.sum(last.got))) > 1e-9:
        return Fact(
            f"your b[{L}] does not add up to 0, as ŷ − e(y) does in every column",
            "For one example, set what your pass starts from beside ŷ − e(y). Then follow it to b_L: what comes in?",
        )
    return Fact(
        "the last layer is wrong already",
        "All else is made from the last layer's gradient. Work out W_L's and b_L's for one example: where do you part?",
    )


observe("forward_propagation", output_given, broken_line)
observe("back_propagation", below_the_first, untouched, slopes_given, downwards, doubled_batch, start, parts)
observe("parameter_gradients", parts)

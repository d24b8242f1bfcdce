# Made by `make release` from solutions/backpropagation/lab/explore/walk.py: edit that file, not this one.
"""The steps of `explore.network`: what each of the student's functions returned, in the order of the algorithms.

For the network worked by hand each step is held beside the numbers of lab.worked; no gradient is worked out here.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from lab import worked
from lab.explore.stage import NotDrawn, what_happened
from lab.explore.svg import subscript
from lab.figures import number
from lab.keys import KEYS

Array = np.ndarray[Any, Any]
Product = Sequence[tuple[str, str]]  # names of arrays, each with the sign before it; "W₂ᵀ" is the transpose
BACKWARD = ("output_gradient", "parameter_gradients", "hidden_gradient", "preactivation_gradient")
# The way back through the network worked by hand: whose function, formula, what it is called with, what comes, product.
_BACK: tuple[tuple[int, str, tuple[str, ...], tuple[str, ...], Product], ...] = (
    (0, "∇a₂ = −(e(y) − ŷ)", ("ŷ", "y"), ("∇a₂",), [("", "∇a₂"), ("from", "ŷ")]),
    (1, "∇W₂ = ∇a₂ h₁ᵀ, ∇b₂ = ∇a₂", ("∇a₂", "h₁"), ("∇W₂", "∇b₂"), [("", "∇W₂"), ("=", "∇a₂"), ("·", "h₁ᵀ")]),
    (2, "∇h₁ = W₂ᵀ ∇a₂", ("W₂", "∇a₂"), ("∇h₁",), [("", "∇h₁"), ("=", "W₂ᵀ"), ("·", "∇a₂")]),
    (3, "∇a₁ = ∇h₁ ⊙ g′(a₁)", ("∇h₁", "a₁", "g′"), ("∇a₁",), [("", "∇a₁"), ("=", "∇h₁"), ("⊙ g′ of", "a₁")]),
    (1, "∇W₁ = ∇a₁ h₀ᵀ, ∇b₁ = ∇a₁", ("∇a₁", "h₀"), ("∇W₁", "∇b₁"), [("", "∇W₁"), ("=", "∇a₁"), ("·", "h₀ᵀ")]),
)


@dataclass
class Step:
    """One step: its formula, whose function it is, which arrays are new, the product they come from, what to say."""

    formula: str
    function: str = ""
    made: tuple[str, ...] = ()
    product: Product = ()
    words: list[str] = field(default_factory=list)


@dataclass
class Walk:
    """A network, one example, and all that has been computed of it, by name: "a₁", "∇W₂"; the steps that led there."""

    L: int
    example: int
    known: dict[str, Any]
    by_hand: dict[str, Array]  # the recorded numbers, if there are any
    steps: list[Step] = field(default_factory=list)
    differs: int | None = None  # the first step whose numbers are not those by hand

    def array(self, name: str) -> Array:
        """A known array, or the transpose of one."""
        array: Array = self.known[name.removesuffix("ᵀ")]
        return array.T if name.endswith("ᵀ") else array

    def shape(self, name: str) -> tuple[int, int]:
        """The shape that the array of this name must have, for one example: the gradient of v has v's shape."""
        letter, digits = name.removeprefix("∇")[0], [c for c in name if c in "₀₁₂₃₄"]
        k = "₀₁₂₃₄".index(digits[0]) if digits else self.L
        rows, columns = self.known[f"W{subscript(max(k, 1))}"].shape
        return (rows, columns) if letter == "W" else (columns if k == 0 else rows, 1)

    def take(self, step: Step, values: dict[str, Any]) -> None:
        """Add a step, and what came of it by name. NotDrawn if that has not the shape it must have."""
        self.steps.append(step)
        product, step.product = step.product, ()  # nothing is multiplied if what came can't be used
        for name, value in values.items():
            self.known[name] = matrix(name, value, self.shape(name))
            if step.function:
                self._compare(step, name)
        step.product = product

    def _compare(self, step: Step, name: str) -> None:
        """Say of a new array whether it is that worked by hand, and where it first differs."""
        value, right = self.known[name], self.by_hand.get(name)
        if not np.isfinite(value).all():
            step.words.append(f"⚠ {name} holds what is no finite number.")
        if right is None:
            return
        apart = np.argwhere(~np.isclose(value, right, rtol=1e-6, atol=1e-9))
        if not len(apart):
            step.words.append(f"✓ {name} is as worked by hand.")
            return
        i, j = apart[0]
        at = f"row {i + 1}, column {j + 1}" if right.shape[1] > 1 else f"row {i + 1}"
        numbers = f"yours {number(value[i, j])}, by hand {number(right[i, j])}"
        step.words.append(f"✗ {name} differs first at {at}: {numbers}.")
        if self.differs in (None, len(self.steps) - 1):
            self.differs = len(self.steps) - 1
            step.words.append(f"This is the first step that differs: look into {step.function}.")
        else:
            step.words.append(f"It is computed from step {self.differs + 1}, which differs already: look there first.")


def matrix(name: str, value: Any, shape: tuple[int, int]) -> Array:
    """What a function returned, as an array of numbers of the shape it must have. NotDrawn says what it is instead."""
    try:
        array = np.array(value, dtype=np.float64)
    except (TypeError, ValueError):
        raise NotDrawn(f"{name} should be an array of numbers, and is of type {type(value).__name__}.") from None
    if array.shape != shape:
        theirs = " × ".join(map(str, array.shape)) or "one number"
        raise NotDrawn(f"{name} should have the shape {shape[0]} × {shape[1]}, and has {theirs}.")
    return array


def called(name: str, function: Any, *arguments: Any) -> Any:
    """The function's answer, of copies of the arguments. NotDrawn tells what it raised; a stub's error goes through."""
    try:
        return function(*(np.copy(value) if isinstance(value, np.ndarray) else value for value in arguments))
    except NotImplementedError:
        raise
    except Exception as error:
        raise NotDrawn(f"Your {name} raised {what_happened(error)}") from error


def begin(theta: Any, X: Any, example: int) -> Walk:
    """The walk before its first step. NotDrawn if the network is too large for its numbers to be read."""
    W, b = worked.theta() if theta is None else theta
    sizes = [np.shape(W[1])[1], *(len(w) for w in W[1:])]
    if max(sizes) > 6 or len(sizes) > 5 or sum(np.size(w) for w in W[1:]) > 70:
        limit = "at most 4 layers of at most 6 units, and 70 weights"
        raise NotDrawn(f"The sizes {sizes} are too many numbers for one picture: {limit}.")
    X = worked.inputs() if X is None else np.asarray(X, dtype=np.float64)
    known: dict[str, Any] = {"h₀": matrix("X", X[:, [example]], (sizes[0], 1))}
    for k in range(1, len(W)):
        known |= {f"W{subscript(k)}": np.asarray(W[k], float), f"b{subscript(k)}": np.asarray(b[k], float)}
    return Walk(len(W) - 1, example, known, _by_hand(example) if theta is None else {})


def _by_hand(example: int) -> dict[str, Array]:
    columns = {"a₁": worked.a_1(), "h₁": worked.h_1(), "a₂": worked.a_2(), "ŷ": worked.y_hat()}
    columns |= dict.fromkeys(("∇a₂", "∇b₂"), worked.grad_a_2()) | dict.fromkeys(("∇a₁", "∇b₁"), worked.grad_a_1())
    columns["∇h₁"] = worked.grad_h_1()
    each = {"∇W₂": worked.grad_W_2_each()[example], "∇W₁": worked.grad_W_1_each()[example]}
    return {name: array[:, [example]] for name, array in columns.items()} | each


def forward(walk: Walk, X: Any, theta: Any, function: Any, g: Any, O: Any) -> None:
    """The steps of forward_propagation, with the student's numbers, or without a function those worked by hand."""
    said, values = ("forward_propagation" if function else ""), dict(walk.by_hand)
    if function:
        X, theta = (worked.inputs(), worked.theta()) if theta is None else (X, theta)
        values = _returned(walk, called(said, function, theta, X, g, O))
    for k in range(1, walk.L + 1):
        s, below = subscript(k), f"h{subscript(k - 1)}"
        out, bend = ("ŷ", "O") if k == walk.L else (f"h{s}", "g")
        product = [("", f"a{s}"), ("=", f"b{s}"), ("+", f"W{s}"), ("·", below)]
        step = Step(f"a{s} = b{s} + W{s} {below}", said, (f"a{s}",), product)
        walk.take(step, {f"a{s}": values[f"a{s}"]})
        step = Step(f"{out} = {bend}(a{s})", said, (out,), [("", out), (f"= {bend} of", f"a{s}")])
        walk.take(step, {out: values[out]})


def _returned(walk: Walk, answer: Any) -> dict[str, Any]:
    """What forward_propagation returned of the example, by name."""
    try:
        h, a, y_hat = answer
        found = {f"a{subscript(k)}": a[k] for k in range(1, walk.L + 1)}
        found |= {f"h{subscript(k)}": h[k] for k in range(1, walk.L)} | {"ŷ": y_hat}
        return {name: np.asarray(value)[:, [walk.example]] for name, value in found.items()}
    except (TypeError, ValueError, IndexError, KeyError) as error:
        raise NotDrawn(f"forward_propagation should return (h, a, y_hat), an example a column: {error}.") from None


def backward(walk: Walk, functions: Sequence[Any]) -> None:
    """The walk back through the two layers of the network worked by hand, as far as the functions go."""
    walk.known |= {"y": worked.labels()[[walk.example]], "g′": worked.g_prime}
    for i, formula, takes, made, product in _BACK:
        if i >= len(functions) or (made[-1] == "∇b₁" and len(functions) < 4):
            continue
        step = Step(formula, BACKWARD[i], made, product)
        answer = called(step.function, functions[i], *(walk.known[name] for name in takes))
        if len(made) == 2 and not (isinstance(answer, tuple | list) and len(answer) == 2):
            raise NotDrawn("parameter_gradients should return two arrays, (grad_W, grad_b).")
        walk.take(step, dict(zip(made, answer if len(made) == 2 else [answer], strict=True)))


def whole_gradient(walk: Walk, function: Any, theta: Any, y: Any, g_prime: Any) -> None:
    """What the student's back_propagation returns for this one example, a step for each layer from the top."""
    theta, y = (worked.theta(), worked.labels()) if theta is None else (theta, y)
    h = [walk.known[f"h{subscript(k)}"] for k in range(walk.L)]
    a = [None, *(walk.known[f"a{subscript(k)}"] for k in range(1, walk.L + 1))]
    y = np.asarray(y)[[walk.example]]
    grads = called("back_propagation", function, theta, h, a, walk.known["ŷ"], y, g_prime)
    for k in range(walk.L, 0, -1):
        s = subscript(k)
        try:
            made = {f"∇W{s}": grads[0][k], f"∇b{s}": grads[1][k], f"∇a{s}": grads[1][k]}  # ∇a is ∇b, of one example
        except (TypeError, IndexError, KeyError):
            raise NotDrawn(f"back_propagation should return two lists, with an entry for layer {k} in each.") from None
        walk.take(Step(f"∇W{s} and ∇b{s}", "back_propagation", tuple(made), [("", f"∇W{s}"), (" ", f"∇b{s}")]), made)


def entries(walk: Walk, g_prime: Any) -> str:
    """A list to unfold: each weight whose gradient is known, and the terms that meet in it.

    The terms are pairs of numbers that the student's functions returned; what they come to is their number, too.
    """
    items = ""
    for k in range(walk.L, 0, -1):
        s, known = subscript(k), walk.known
        for i, j in np.ndindex(walk.shape(f"W{s}") if {f"∇W{s}", f"∇b{s}", f"∇a{s}"} <= known.keys() else (0, 0)):
            below, u, v = f"h{subscript(k - 1)}", subscript(i + 1), subscript(j + 1)
            terms = f"{number(known[f'∇a{s}'][i, 0])} · {number(known[below][j, 0])}"
            words = f"= ∇a{s},{u} · {below},{v} = {terms}. Your function: {number(known[f'∇W{s}'][i, j])}. "
            data = f"data-edge='{k},{i + 1},{j + 1}' data-entry='W{s},{u}{v}'"
            items += f"<li {data}><b>∂𝓛/∂W{s},{u}{v}</b> {html.escape(words + _arrives(walk, k, i, g_prime))}</li>"
    summary = f"<summary {KEYS}>Follow one entry of the gradient</summary>"
    return f"<details class='follow'>{summary}<ul>{items}</ul></details>" if items else ""


def _arrives(walk: Walk, k: int, i: int, g_prime: Any) -> str:
    """What comes to unit i of layer k from the layer above, path by path."""
    if k == walk.L:
        return ""
    s, up, u, known = subscript(k), subscript(k + 1), subscript(i + 1), walk.known
    pairs = enumerate(zip(known[f"W{up}"][:, i], known[f"∇a{up}"][:, 0], strict=True), 1)
    terms = [f"W{up},{subscript(r)}{u} ∇a{up},{subscript(r)} = {number(w)} · {number(grad)}" for r, (w, grad) in pairs]
    said = f"To unit {i + 1} lead {len(terms)} paths: {'; '.join(terms)}. "
    said += f"Your functions: ∇h{s},{u} = {number(known[f'∇h{s}'][i, 0])}; " if f"∇h{s}" in known else ""
    slope = np.broadcast_to(called("g_prime", g_prime, known[f"a{s}"]), known[f"a{s}"].shape)[i, 0]
    return f"{said}through g′(a{s},{u}) = {number(slope)} to ∇a{s},{u} = {number(known[f'∇a{s}'][i, 0])}."

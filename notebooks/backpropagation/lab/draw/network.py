# Made by `make release` from solutions/backpropagation/lab/draw/network.py: edit that file, not this one.
"""The network itself: its layers for any sizes, and the one worked by hand (lab.worked), with its numbers."""

from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np

from lab import worked
from lab.draw.style import BLUE, GREEN, INK, MUTED, ORANGE, PAPER, Array, Axes, Function
from lab.figures import drawing, number, tell

FEW = 6  # a layer with more units than this is drawn as the first few, three dots, and the last


def _sheet(height: float) -> Axes:
    """A blank sheet, whose coordinates are inches from the lower left."""
    _, ax = plt.subplots(figsize=(7.6, height), layout="none")
    ax.set(position=(0, 0, 1, 1), xlim=(0, 7.6), ylim=(0, height))
    ax.set_axis_off()
    return ax


def _wires(ax: Axes, x: tuple[float, float], y_0: Array, y_1: Array) -> None:
    """Lines from each height at the left to each at the right."""
    ax.plot(x, [np.repeat(y_0, len(y_1)), np.tile(y_1, len(y_0))], "-", color=MUTED, linewidth=0.6, alpha=0.5)


@drawing
def layers(sizes: Sequence[int]) -> Axes:
    """The network of these sizes [n_0, …, n_L]: its layers, what each holds, and the shape of each W_k and b_k."""
    L, half = len(sizes) - 1, 0.185 * min(max(sizes), FEW)
    ax, step, below = _sheet(1.85 + 2 * half), 6.2 / max(1, L), np.array([])
    kinds = [
        ("input", "$h_0 = x$", GREEN),
        *[("hidden", "$a_{}$, $h_{}$", BLUE)] * (L - 1),
        ("output", "$a_{}$, $ŷ$", ORANGE),
    ]
    for k, (n, (role, name, colour)) in enumerate(zip(sizes, kinds, strict=False)):
        x, y = 0.7 + step * k, 1.05 + half + 0.37 * ((min(n, FEW) - 1) / 2 - np.arange(min(n, FEW)))
        if n > FEW:
            ax.text(x, y[-2], "⋮", ha="center", va="center", size=15)
            y = np.delete(y, -2)
        ax.plot(np.full(len(y), x), y, "o", color=PAPER, markeredgecolor=colour, mew=1.6, markersize=17, zorder=3)
        ax.text(x, 1.2 + 2 * half, f"{role}\n{name.format(k, k)}", ha="center", size=10.9)
        ax.text(x, 0.72, f"$n_{k}$ = {n}", ha="center")
        if k > 0:
            _wires(ax, (x - step, x), below, y)
            ax.text(x - step / 2, 0.18, f"$W_{k}$: {n} × {sizes[k - 1]}\n$b_{k}$: {n} × 1", ha="center")
            tell(ax, f"shape of W_{k}", [n, sizes[k - 1]])
        below = y
    return ax


WIDE, HIGH, PITCH = 0.62, 0.34, 0.86  # of one number's box, in inches; from one unit of a layer to the next
_PLACES = {  # of a vector: its title, its left edge, and the foot of its first box, from the top
    "x": ("$x = h_0$", 0.24, 0.87),
    "a_1": ("$a_1$", 2.73, 0.87 + PITCH),
    "h_1": ("$h_1$", 2.73 + WIDE, 0.87 + PITCH),
    "a_2": ("$a_2$", 5.98, 0.87 + PITCH / 2),
    "y_hat": ("$ŷ$", 5.98 + WIDE, 0.87 + PITCH / 2),
}


def _write(ax: Axes, name: str, matrix: Array, left: float, top: float, pitch: float, look: str = "") -> None:
    """The numbers of a matrix in boxes; the first column stands a little apart. look: "", old, new (gradients)."""
    edge, face, ink = {"": (BLUE, PAPER, INK), "old": (ORANGE, PAPER, ORANGE), "new": (PAPER, ORANGE, "white")}[look]
    for (i, j), value in np.ndenumerate(matrix):
        x, y = left + j * WIDE + (0.1 if j else 0), top - i * pitch
        ax.add_patch(plt.Rectangle((x, y), WIDE, HIGH, facecolor=face, edgecolor=edge, zorder=2))
        text = number(round(value, 2)) if abs(value) < 1000 else number(value, 1)
        ax.text(x + WIDE / 2, y + HIGH / 2, text, ha="center", va="center", color=ink, size=9.4)
    tell(ax, f"{'∇_' if look else ''}{name}{', new' if look == 'new' else ''}", matrix.ravel())


def _draw(values: dict[str, Array], gradients: dict[str, Array], newest: Sequence[str] = ()) -> Axes:
    """The network with its numbers, and beneath it the matrices; each gradient under what it is the gradient of."""
    bottom = 2.9 if {"W_1", "W_2"} & {*gradients} else 1.5
    height = 4.1 + bottom
    ax = _sheet(height)
    feet = {name: height - foot for name, (_, _, foot) in _PLACES.items()}
    for left, right in (("x", "a_1"), ("h_1", "a_2")):
        y_0, y_1 = (feet[name] + HIGH / 2 - PITCH * np.arange(len(values[name])) for name in (left, right))
        _wires(ax, (_PLACES[left][1] + WIDE, _PLACES[right][1]), y_0, y_1)
    for name, (title, left_edge, _) in _PLACES.items():
        ax.text(left_edge + WIDE / 2, height - 0.35, title, ha="center", size=12)
        _write(ax, name, values[name], left_edge, feet[name], PITCH)
    for k, left_edge in ((1, 0.4), (2, 4.1)):
        ax.text(left_edge, bottom + 0.08, f"$b_{k}$ and $W_{k}$")
        _write(ax, f"b_{k} and W_{k}", values[f"W_{k}"], left_edge, bottom - HIGH, HIGH)
        if f"W_{k}" in gradients:
            ax.text(left_edge, bottom - 1.32, f"$∇_{{b_{k}}}$ and $∇_{{W_{k}}}$")
    for name, gradient in gradients.items():
        place = (4.1 if name == "W_2" else 0.4, bottom - 1.42, HIGH)
        left_edge, foot, pitch = place if "W" in name else (_PLACES[name][1], feet[name], PITCH)
        _write(ax, name, gradient, left_edge, foot - HIGH, pitch, "new" if name in newest else "old")
    if gradients:
        ax.text(4.97, height - 0.33, "orange: gradients (filled: new)", ha="center", color=ORANGE, size=9.4)
    return ax


def _values(h: Sequence[Any], a: Sequence[Any], y_hat: Array, example: int) -> dict[str, Array]:
    """The numbers of one example of a forward pass through the network of lab.worked."""
    theta, columns = worked.theta(), {"x": h[0], "a_1": a[1], "h_1": h[1], "a_2": a[2], "y_hat": y_hat}
    values = {name: np.asarray(array)[:, [example]] for name, array in columns.items()}
    return values | {f"W_{k}": np.hstack([theta.b[k], theta.W[k]]) for k in (1, 2)}


@drawing
def forward(forward_propagation: Function, g: Function, O: Function, example: int = 0) -> Axes:
    """The worked network with the values that the student's `forward_propagation` gives one example in its nodes."""
    h, a, y_hat = forward_propagation(worked.theta(), worked.inputs(), g, O)
    return _draw(_values(h, a, y_hat, example), {})


@drawing
def walk(*steps: Function, example: int = 0) -> Axes:
    """The worked network, forward in blue, backward in orange, as far as the given functions go.

    steps: output_gradient, parameter_gradients, hidden_gradient, preactivation_gradient, in this order, or the first
    few of them. What the last one computed stands out. example: 0 or 1, a column of `lab.worked`.
    """
    h, a = [worked.inputs(), worked.h_1()], [None, worked.a_1(), worked.a_2()]
    values, got = _values(h, a, worked.y_hat(), example), {}
    if len(steps) > 0:
        got["a_2"] = steps[0](values["y_hat"], worked.labels()[[example]])
    if len(steps) > 1:
        got["W_2"] = np.hstack(steps[1](got["a_2"], values["h_1"])[::-1])
    if len(steps) > 2:
        got["h_1"] = steps[2](worked.theta().W[2], got["a_2"])
    if len(steps) > 3:  # with the slopes as the text writes them down: the walk needs no function of another notebook
        got["a_1"] = steps[3](got["h_1"], values["a_1"], worked.g_prime)
        got["W_1"] = np.hstack(steps[1](got["a_1"], values["x"])[::-1])
    return _draw(values, got, ((), ("a_2",), ("W_2",), ("h_1",), ("a_1", "W_1"))[len(steps)])

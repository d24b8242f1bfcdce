# Made by `make release` from solutions/backpropagation/lab/draw/network.py: edit that file, not this one.
"""The network itself: its layers for any sizes, and the one worked by hand, with its numbers forward and back.

`layers(sizes)` draws circles and shapes. `walk(*steps)` draws the network of lab.worked for its first example: the
values of the forward pass, and as many gradients as the functions that it is given can compute.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from lab import worked
from lab.draw import style
from lab.draw.canvas import sheet

if TYPE_CHECKING:
    from lab.draw.axes import Axes

Array = npt.NDArray[Any]

FEW = 6  # a layer with more units than this is drawn as the first few, three dots, and the last


# ── layers ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _heights(n: int) -> list[float]:
    """Where the circles of a layer of n units stand, from the top, around 0."""
    shown = min(n, FEW)
    return [(shown - 1) / 2 - i for i in range(shown)]


def _circles(ax: Axes, x: float, n: int, colour: str) -> None:
    ys = _heights(n)
    if n > FEW:
        ax.write(x, ys.pop(FEW - 2), "⋮", ha="center", va="center", size=20)
    ax.dots([x] * len(ys), ys, style.PAPER, size=11.5, edge=colour, width=2.2)


def _wires(x: float, step: float, n_below: int, n: int) -> list[Array]:
    return [
        np.array([(x, below), (x + step, above)])
        for i, below in enumerate(_heights(n_below))
        for j, above in enumerate(_heights(n))
        if not (n_below > FEW and i == FEW - 2) and not (n > FEW and j == FEW - 2)  # the dots have no wires
    ]


def _layer_names(k: int, L: int) -> tuple[str, str]:
    if k == 0:
        return "$h_0 = x$", "input"
    if k == L:
        return f"$a_{{{k}}}$, $ŷ$", "output"
    return f"$a_{{{k}}}$, $h_{{{k}}}$", "hidden"


@style.drawing
def layers(sizes: Sequence[int]) -> None:
    """The network of these sizes [n_0, …, n_L]: its layers, what each holds, and the shape of each W_k and b_k."""
    L, step = len(sizes) - 1, 2.2
    tallest = min(max(sizes), FEW)
    top, bottom = tallest / 2 + 0.35, -tallest / 2 - 0.2
    fig, ax = sheet(height=1.6 + 0.36 * tallest)
    ax.x.limits, ax.y.limits = (-0.8, step * L + 0.8), (bottom - 1.9, top + 1.2)
    wires = [wire for k in range(1, L + 1) for wire in _wires(step * (k - 1), step, sizes[k - 1], sizes[k])]
    ax.lines(wires, style.MUTED, width=0.7, alpha=0.5)
    for k, n in enumerate(sizes):
        x = step * k
        _circles(ax, x, n, style.GREEN if k == 0 else style.ORANGE if k == L else style.BLUE)
        name, role = _layer_names(k, L)
        ax.write(x, top, f"{role}\n{name}", ha="center", va="bottom", size=14.5)
        ax.write(x, bottom, f"$n_{{{k}}}$ = {n}", ha="center", va="top")
        if k > 0:
            shapes = f"$W_{{{k}}}$: {n} × {sizes[k - 1]}\n$b_{{{k}}}$: {n} × 1"
            ax.write(x - step / 2, bottom - 0.55, shapes, ha="center", va="top")
    listed = ", ".join(f"W_{k} is {sizes[k]} by {sizes[k - 1]}" for k in range(1, L + 1))
    style.show(
        fig,
        alt=f"A network with layers of {', '.join(map(str, sizes))} units from input to output. {listed}.",
    )


# ── the walk ──────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class _Walk:
    """All numbers of one example of lab.worked; the gradients appear as the steps compute them."""

    values: dict[str, Array]
    gradients: dict[str, Array] = field(default_factory=dict)
    newest: tuple[str, ...] = ()

    def add(self, **new: Any) -> None:
        for name, value in new.items():
            self.gradients[name] = np.asarray(value, dtype=float)
        self.newest = tuple(new)


def _with_values(h: Sequence[Any], a: Sequence[Any], y_hat: Array, example: int) -> _Walk:
    """The walk's start: column `example` of a forward pass through the network of lab.worked."""
    theta = worked.theta()
    columns = {"x": h[0], "a_1": a[1], "h_1": h[1], "a_2": a[2], "y_hat": y_hat}
    values = {name: np.asarray(array)[:, [example]] for name, array in columns.items()}
    return _Walk(values | {f"W_{k}": np.hstack([theta.b[k], theta.W[k]]) for k in (1, 2)})


def _take(walk: _Walk, steps: Sequence[Callable[..., Any]], label: Array) -> None:
    """Run the student's functions, in the lecture's order, on this one example."""
    W_2, got = worked.theta().W[2], walk.gradients
    if len(steps) > 0:
        walk.add(a_2=steps[0](walk.values["y_hat"], label))
    if len(steps) > 1:
        walk.add(W_2=np.hstack(steps[1](got["a_2"], walk.values["h_1"])[::-1]))
    if len(steps) > 2:
        walk.add(h_1=steps[2](W_2, got["a_2"]))
    if len(steps) > 3:
        # the slopes as the text writes them down, so that the walk needs no function of another notebook
        walk.add(a_1=steps[3](got["h_1"], walk.values["a_1"], worked.g_prime))
        second_turn = np.hstack(steps[1](got["a_1"], walk.values["x"])[::-1])
        walk.add(a_1=got["a_1"], W_1=second_turn)


_X = {"x": 0.55, "1": 3.35, "2": 6.6}  # where the layers stand, in inches from the left
_CELL = (0.62, 0.34)  # one number: width and height


def _short(value: float) -> str:
    """Two decimals, without the zeros that say nothing: 1.04, 0.5, −2, 0."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")


def _number(ax: Axes, x: float, y: float, value: float, look: str) -> None:
    """One number in a box; `look`: value, new (a gradient just computed) or old (one computed before)."""
    width, height = _CELL
    edge, face, ink, weight = {
        "value": (style.BLUE, style.PAPER, style.INK, ""),
        "new": (style.PAPER, style.ORANGE, "#ffffff", "bold"),
        "old": (style.ORANGE, style.PAPER, style.ORANGE, ""),
    }[look]
    ax.boxes([(x - width / 2, y - height / 2, width, height)], face, edge=edge, width=1.4)
    ax.write(x, y, _short(value), ha="center", va="center", colour=ink, size=12.5, face=weight)


def _column(ax: Axes, walk: _Walk, name: str, x: float, ys: Sequence[float]) -> None:
    """The values of one vector down a layer, and their gradients just beneath where they are known."""
    for i, y in enumerate(ys if name in walk.gradients else ()):
        look = "new" if name in walk.newest else "old"
        _number(ax, x, y - _CELL[1], float(walk.gradients[name][i, 0]), look)
    for i, y in enumerate(ys):
        _number(ax, x, y, float(walk.values[name][i, 0]), "value")


def _matrix(ax: Axes, numbers: Array, x: float, top: float, title: str, look: str) -> None:
    """b_k beside W_k (or their gradients) as a grid of numbers centred on x, with its title above."""
    width, height = _CELL
    columns = numbers.shape[1]
    left = x - (columns * width + 0.1) / 2 + width / 2
    ax.write(left - width / 2, top + 0.06, title, va="bottom", size=13.5)
    for i, row in enumerate(numbers):
        for j, value in enumerate(row):
            _number(ax, left + j * width + (0.1 if j else 0), top - height * (i + 0.5), float(value), look)


def _draw_layers(ax: Axes, walk: _Walk, top: float) -> None:
    pitch = 0.86
    spots = {n: [top - pitch * (i + (4 - n) / 2) for i in range(n)] for n in (2, 3, 4)}
    half = _CELL[0] / 2
    for (x_0, ys_0), (x_1, ys_1) in (
        ((_X["x"] + half, spots[4]), (_X["1"] - 2 * half, spots[2])),
        ((_X["1"] + 2 * half, spots[2]), (_X["2"] - 2 * half, spots[3])),
    ):
        wires = [np.array([(x_0, y_0), (x_1, y_1)]) for y_0 in ys_0 for y_1 in ys_1]
        ax.lines(wires, style.MUTED, width=0.8, alpha=0.6)
    _column(ax, walk, "x", _X["x"], spots[4])
    for layer, pair, n in (("1", ("a_1", "h_1"), 2), ("2", ("a_2", "y_hat"), 3)):
        for side, name in zip((-half, half), pair, strict=True):
            _column(ax, walk, name, _X[layer] + side, spots[n])


def _draw_headings(ax: Axes, y: float) -> None:
    half = _CELL[0] / 2
    for x, text in (
        (_X["x"], "$x = h_0$"),
        (_X["1"] - half, "$a_1$"),
        (_X["1"] + half, "$h_1$"),
        (_X["2"] - half, "$a_2$"),
        (_X["2"] + half, "$ŷ$"),
    ):
        ax.write(x, y, text, ha="center", va="bottom", size=16)


def _describe(walk: _Walk, example: int) -> str:
    listed = [
        f"the gradient of {name} is " + ", ".join(_short(value) for value in array.ravel())
        for name, array in walk.gradients.items()
        if name in walk.newest
    ]
    start = f"The network worked by hand, with the numbers of example {example + 1} in its nodes"
    return f"{start}; newly computed: {'; '.join(listed)}." if listed else f"{start}."


def _show(numbers: _Walk, example: int) -> None:
    below_the_layers = 2.9 if {"W_1", "W_2"} & set(numbers.gradients) else 1.5
    height = 4.1 + below_the_layers
    fig, ax = sheet(height)
    _draw_headings(ax, height - 0.42)
    _draw_layers(ax, numbers, height - 0.72)
    for name, x in (("W_1", 1.95), ("W_2", 5.0)):
        k = name[-1]
        _matrix(ax, numbers.values[name], x, below_the_layers, f"$b_{k}$ and $W_{k}$", "value")
        if name in numbers.gradients:
            look = "new" if name in numbers.newest else "old"
            title = f"$∇_{{b_{k}}}$ and $∇_{{W_{k}}}$"
            _matrix(ax, numbers.gradients[name], x, below_the_layers - 1.42, title, look)
    if numbers.gradients:
        middle = (_X["1"] + _X["2"]) / 2
        ax.write(middle, height - 0.4, "orange: gradients (filled: new)", ha="center", colour=style.ORANGE, size=12.5)
    style.show(fig, alt=_describe(numbers, example))


@style.drawing
def forward(
    forward_propagation: Callable[..., Any], g: Callable[[Array], Array], O: Callable[[Array], Array], example: int = 0
) -> None:
    """The worked network with the values that the student's `forward_propagation` gives one example in its nodes."""
    h, a, y_hat = forward_propagation(worked.theta(), worked.inputs(), g, O)
    _show(_with_values(h, a, y_hat, example), example)


@style.drawing
def walk(*steps: Callable[..., Any], example: int = 0) -> None:
    """The worked network, forward in blue, backward in orange, as far as the given functions go.

    steps: output_gradient, parameter_gradients, hidden_gradient, preactivation_gradient, in this order, or the first
    few of them. What the last one computed stands out. example: 0 or 1, a column of `lab.worked`.
    """
    h, a = [worked.inputs(), worked.h_1()], [None, worked.a_1(), worked.a_2()]
    numbers = _with_values(h, a, worked.y_hat(), example)
    _take(numbers, steps, worked.labels()[[example]])
    _show(numbers, example)

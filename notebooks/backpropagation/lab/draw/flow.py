# Made by `make release` from solutions/backpropagation/lab/draw/flow.py: edit that file, not this one.
"""What flows through a network: shapes forward, spreads of activations, outer products, gradients on their way back.

Every function takes the student's own functions and draws what they return.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from lab import worked
from lab.draw import style
from lab.draw.canvas import WIDTH, sheet
from lab.parameters import Parameters

if TYPE_CHECKING:
    from lab.draw.axes import Axes

Array = npt.NDArray[Any]
Function = Callable[..., Any]


# ── shapes ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _unit(theta: Parameters, m: int) -> float:
    """Inches for the square root of an entry: roots, so that sides of 10 and of 784 fit in one picture."""
    longest = max(m, *(max(W_k.shape) for W_k in theta[0][1:]))
    return float(min(0.34, 1.9 / np.sqrt(longest)))


def _size(array: Array, unit: float) -> tuple[float, float]:
    """How wide and how high the box of a matrix is."""
    rows, columns = array.shape
    return unit * float(np.sqrt(columns)), unit * float(np.sqrt(rows))


def _slot(array: Array, unit: float) -> float:
    return max(_size(array, unit)[0], 0.72)  # room for the shape's text


def _box(ax: Axes, x: float, y: float, array: Array, name: str, colour: str, unit: float) -> None:
    """A matrix as a box centred on (x, y), its name above and its shape beneath."""
    (width, height), (rows, columns) = _size(array, unit), array.shape
    box = (x - width / 2, y - height / 2, width, height)
    ax.boxes([box], colour, alpha=0.2)
    ax.outline(box, colour, width=1.7)
    ax.write(x, y + height / 2 + 0.05, name, ha="center", va="bottom", size=14.5)
    ax.write(x, y - height / 2 - 0.06, f"{rows} × {columns}", ha="center", va="top", size=12)


def _row(k: int, L: int, theta: Parameters, h: Sequence[Any], a: Sequence[Any], y_hat: Array) -> list[Any]:
    """One layer, from left to right: (sign before it, name, matrix, colour)."""
    last = k == L
    after = f"$ŷ$ = $O$($a_{{{k}}}$)" if last else f"$h_{{{k}}}$ = $g$($a_{{{k}}}$)"
    return [
        ("", f"$a_{{{k}}}$", a[k], style.BLUE),
        ("=", f"$b_{{{k}}}$", theta[1][k], style.PURPLE),
        ("+", f"$W_{{{k}}}$", theta[0][k], style.PURPLE),
        (" ", "$h_0$ = $X$" if k == 1 else f"$h_{{{k - 1}}}$", h[k - 1], style.GREEN),
        ("→", after, y_hat if last else h[k], style.ORANGE if last else style.GREEN),
    ]


@style.drawing
def shapes(theta: Parameters, h: Sequence[Any], a: Sequence[Any], y_hat: Array) -> None:
    """The matrices of a forward pass as boxes, a row for each layer: a_k = b_k + W_k h_{k-1}, then h_k or y_hat."""
    L = len(theta[0]) - 1
    unit = _unit(theta, y_hat.shape[1])
    rows = [_row(k, L, theta, h, a, y_hat) for k in range(1, L + 1)]
    slots = [max(_slot(row[i][2], unit) for row in rows) for i in range(5)]
    heights = [max(_size(array, unit)[1] for _, _, array, _ in row) + 0.75 for row in rows]
    gap = min(0.62, (WIDTH - 0.3 - sum(slots)) / 4)
    left = (WIDTH - sum(slots) - 4 * gap) / 2
    fig, ax = sheet(height=sum(heights))
    for k, row in enumerate(rows):
        x, y = left, sum(heights[k:]) - heights[k] / 2
        for i, (sign, name, array, colour) in enumerate(row):
            ax.write(x - gap / 2, y, sign, ha="center", va="center", size=17)
            _box(ax, x + slots[i] / 2, y, array, name, colour, unit)
            x += slots[i] + gap
    listed = "; ".join(
        f"a_{k} {a[k].shape} = b_{k} + W_{k} {theta[0][k].shape} times h_{k - 1} {h[k - 1].shape}"
        for k in range(1, L + 1)
    )
    style.show(fig, alt=f"Matrix shapes layer by layer: {listed}. In each product the inner sizes are equal.")


# ── initialisation ────────────────────────────────────────────────────────────────────────────────────────────────


def _ridge(ax: Axes, values: Array, k: int, colour: str) -> None:
    """A histogram of one layer's activations, standing on the line y = k, the tallest bar 0.85 high."""
    counts, edges = np.histogram(values, bins=np.linspace(-1, 1, 81))
    outline = k + 0.85 * counts / counts.max()
    x, steps = np.repeat(edges, 2)[1:-1], np.repeat(outline, 2)
    ax.area(x, k, steps, colour, alpha=0.75)
    ax.write(1.06, k + 0.28, f"{values.std():.2g}".replace("-", "−"), size=12, va="center")


@style.drawing
def spreads(
    initialize_parameters: Function,
    forward_propagation: Function,
    factors: Sequence[float] = (0.2, 1, 5),
    depth: int = 7,
    width: int = 100,
) -> None:
    """How h_1, h_2, … spread in a deep tanh network, with the student's weights multiplied by each of `factors`."""
    rng = np.random.default_rng(3)
    X = rng.standard_normal((width, 200))
    W, b = initialize_parameters([width] * (depth + 1) + [10], rng)
    fig, axes = style.figure(1, len(factors), height=420, share_y=True)
    told = []
    for ax, factor, colour in zip(axes, factors, (style.PURPLE, style.GREEN, style.ORANGE), strict=False):
        scaled = Parameters([None] + [factor * W_k for W_k in W[1:]], b)
        h, _, _ = forward_propagation(scaled, X, np.tanh, lambda a: a)
        for k in range(1, depth + 1):
            _ridge(ax, h[k], k, colour)
        style.label(ax, "entries of $h_k$", "layer $k$" if ax is axes[0] else "", f"weights × {factor:g}")
        ax.x.limits, ax.y.limits = (-1.08, 1.95), (0.85, depth + 1.1)
        ax.x.ticks, ax.y.ticks = (-1, 0, 1), range(1, depth + 1)
        ax.write(1.06, depth + 0.98, "spread", size=12, colour=style.MUTED, va="center")
        told.append(
            f"weights times {factor:g}: from {h[1].std():.2g} in layer 1 to {h[depth].std():.2g} in layer {depth}"
        )
    style.show(fig, alt="Histograms of each layer's activations. Standard deviation, " + "; ".join(told) + ".")


def _heat_map(ax: Axes, array: Array, limit: float) -> None:
    """A matrix as cells, red above 0 and blue below; rows and columns are counted from 1."""
    rows, columns = array.shape
    colours = style.map_colours(array, style.DIVERGING, -limit, limit)
    ax.picture(colours, (0.5, columns + 0.5, rows + 0.5, 0.5))
    ax.x.ticks, ax.y.ticks, ax.y.limits = range(1, columns + 1), range(1, rows + 1), (rows + 0.5, 0.5)


def _different_rows(array: Array) -> int:
    return len(np.unique(np.round(array, 12), axis=0))


@style.drawing
def symmetry(initialize_parameters: Function, forward_propagation: Function) -> None:
    """h_1 of six hidden units on twelve examples: all weights equal to 0.3 beside the student's initialisation."""
    rng = np.random.default_rng(4)
    X = rng.standard_normal((5, 12))
    drawn = initialize_parameters([5, 6, 3], rng)
    equal = Parameters([None] + [np.full_like(W_k, 0.3) for W_k in drawn[0][1:]], drawn[1])
    fig, axes = style.figure(1, 2, height=250, share_y=True)
    told = []
    for ax, theta, title in ((axes[0], equal, "every weight 0.3"), (axes[1], drawn, "your initialisation")):
        h, _, _ = forward_propagation(theta, X, np.tanh, lambda a: a)
        _heat_map(ax, h[1], 1.0)
        style.label(ax, "example", "hidden unit" if ax is axes[0] else "", title)
        told.append(f"{title}: {_different_rows(h[1])} different rows of 6")
    axes[1].bar = (style.DIVERGING, -1, 1, "$h_1$")
    style.show(fig, alt=f"Two maps of hidden activations, units by examples. {'; '.join(told)}.")


# ── backward ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _numbered(ax: Axes, array: Array, title: str, limit: float) -> None:
    """A matrix as coloured cells with the numbers in them."""
    _heat_map(ax, array, limit)
    for (i, j), value in np.ndenumerate(array):
        ink = "#ffffff" if abs(value) > 0.7 * limit else style.INK
        ax.write(j + 1, i + 1, f"{value:.3g}".replace("-", "−"), ha="center", va="center", colour=ink)
    ax.x.ticks, ax.y.ticks = [], []
    ax.square, ax.frame, ax.title, ax.centred = True, False, title, True


@style.drawing
def outer_products(parameter_gradients: Function) -> None:
    """∇_{W_2} of the worked network: example 1 by itself, example 2 by itself, and both in one call."""
    grad_a, h = worked.grad_a_2(), worked.h_1()
    each = [np.asarray(parameter_gradients(grad_a[:, [i]], h[:, [i]])[0]) for i in (0, 1)]
    both = np.asarray(parameter_gradients(grad_a, h)[0])
    fig, axes = style.figure(1, 3, height=255, width=600)
    for ax, array, title in zip(
        axes, (*each, both), ("example 1: $∇_{W_2}$", "example 2: $∇_{W_2}$", "both, one call"), strict=True
    ):
        _numbered(ax, array, title, 1.0)
    told = "; ".join(str(array.round(3).tolist()) for array in (*each, both))
    style.show(fig, alt=f"Three matrices, the gradient of W_2 from example 1, from example 2, and from both: {told}.")


@style.drawing
def vanishing(
    initialize_parameters: Function,
    forward_propagation: Function,
    back_propagation: Function,
    O: Function,
    activations: Mapping[str, tuple[Function, Function]],
    depth: int = 10,
) -> None:
    """The size of ∇_{W_k} down a deep network, for each activation of `activations`: name -> (g, g_prime)."""
    rng = np.random.default_rng(5)
    sizes = [50] * depth + [10]
    X, y = rng.standard_normal((50, 100)), rng.integers(0, 10, 100)
    theta = initialize_parameters(sizes, rng)
    fig, ax = style.figure(height=345)
    ax.y.log = True
    told = []
    looks = zip(style.COLOURS, style.DASHES, "osD^v", strict=False)
    for (name, (g, g_prime)), (colour, dash, mark) in zip(activations.items(), looks, strict=False):
        h, a, y_hat = forward_propagation(theta, X, g, O)
        grad_W, _ = back_propagation(theta, h, a, y_hat, y, g_prime)
        size = [float(np.sqrt(np.mean(np.square(grad_W[k])))) for k in range(1, depth + 1)]
        ax.line(range(1, depth + 1), size, colour, dash, mark=mark, size=4.2, label=name)
        told.append(f"{name}: {size[-1]:.1e} in layer {depth}, {size[0]:.1e} in layer 1")
    style.label(ax, "layer $k$ (the gradient comes from the right)", "root mean square of $∇_{W_k}$")
    ax.x.ticks = range(1, depth + 1)
    ax.legend("lower right")
    style.show(fig, alt="Size of the gradient of the weights by layer. " + "; ".join(told) + ".")


@style.drawing
def twins(
    initialize_parameters: Function,
    forward_propagation: Function,
    back_propagation: Function,
    O: Function,
    g: Function,
    g_prime: Function,
) -> None:
    """∇_{W_1} when all weights start equal, beside ∇_{W_1} from the student's initialisation."""
    rng = np.random.default_rng(4)
    X, y = rng.standard_normal((5, 12)), rng.integers(0, 3, 12)
    drawn = initialize_parameters([5, 4, 3], rng)
    equal = Parameters([None] + [np.full_like(W_k, 0.3) for W_k in drawn[0][1:]], drawn[1])
    fig, axes = style.figure(1, 2, height=240)
    pictures = []
    for theta in (equal, drawn):
        h, a, y_hat = forward_propagation(theta, X, g, O)
        grads = back_propagation(theta, h, a, y_hat, y, g_prime)
        pictures.append(np.asarray(grads[0][1]))
    for ax, picture, title in zip(axes, pictures, ("every weight 0.3", "your initialisation"), strict=True):
        _heat_map(ax, picture, float(abs(picture).max()) or 1.0)
        style.label(ax, "input", "hidden unit", f"$∇_{{W_1}}$, {title}")
    rows = [_different_rows(picture) for picture in pictures]
    style.show(
        fig,
        alt="Two maps of the gradient of W_1, a row for each of 4 hidden units. "
        f"With equal weights {rows[0]} different rows, with the student's initialisation {rows[1]}.",
    )

# Made by `make release` from solutions/backpropagation/lab/draw/activations.py: edit that file, not this one.
"""Figures of notebook 01: what a neuron bends, g beside its slope g′, and what slopes do to a deep network.

Every curve is computed from the functions that are passed in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from lab.draw import style

if TYPE_CHECKING:
    from lab.draw.axes import Axes

Array = np.ndarray[Any, np.dtype[Any]]
Elementwise = Callable[[Array], Array]

_COLOURS = {"logistic": style.BLUE, "tanh": style.GREEN, "relu": style.ORANGE}


@style.drawing
def neuron(g: Elementwise) -> None:
    """Draw g(w x + b) over x for a few weights w (left) and biases b (right): what one neuron can do."""
    fig, axes = style.figure(1, 2, height=300, share_y=True)
    x = np.linspace(-6, 6, 241)
    settings: tuple[list[tuple[float, float]], ...] = (
        [(0.5, 0), (1, 0), (4, 0)],
        [(2, 6), (2, 0), (2, -6)],
    )
    for ax, pairs in zip(axes, settings, strict=True):
        for (w, b), colour, dash in zip(pairs, style.COLOURS, style.DASHES, strict=False):
            ax.line(x, g(w * x + b), colour, dash, label=f"w = {w}, b = {b}".replace("-", "−"))
        ax.y.limits = (-0.08, 1.62)  # room for the legend above the curves
        ax.legend("upper left")
    style.label(axes[0], "input x", "h = g(w x + b)", "The weight makes the step steeper …")
    style.label(axes[1], "input x", "", "… and the bias moves it along x")
    style.show(
        fig,
        alt="Left: three rising curves through the same point, steeper for larger weights. "
        "Right: three copies of one curve, moved along the x axis by the bias.",
    )


def _rise_over_run(g: Elementwise, a: Array) -> Array:
    """Measure the slope of g at a from two points of its curve, a hair to either side."""
    step = 1e-4
    return (g(a + step) - g(a - step)) / (2 * step)


def _curve(ax: Axes, g: Elementwise, name: str, touched: Array) -> None:
    """Draw g, with a short tangent at each point that `touched` names."""
    a = np.linspace(-5, 5, 501)
    ax.line(a, g(a), _COLOURS[name])
    heights, slopes = g(touched), _rise_over_run(g, touched)
    reach = 0.65 / np.hypot(1, slopes)
    left, right = (touched - reach, heights - slopes * reach), (touched + reach, heights + slopes * reach)
    ax.lines(np.stack([np.stack(left, 1), np.stack(right, 1)], 1), style.INK, width=2.4)
    ax.dots(touched, heights, style.INK)


def _slope(ax: Axes, g: Elementwise, g_prime: Elementwise, name: str, touched: Array) -> None:
    """Draw g′ as a line, and as dots the slopes of the tangents that `_curve` draws."""
    a = np.linspace(-5, 5, 501)
    kinked = name == "relu"  # no line up the step at 0, where relu has no slope
    for part in (a[a < 0], a[a > 0]) if kinked else (a,):
        ax.line(part, g_prime(part), _COLOURS[name])
    ax.dots(touched, _rise_over_run(g, touched), style.INK)
    ax.y.limits = (-0.08, 1.12)


@style.drawing
def beside(g: Elementwise, g_prime: Elementwise, name: str) -> None:
    """Draw g with tangents, and beside it g′ with the slopes of these tangents: they must lie on the line.

    name: "logistic", "tanh" or "relu".
    """
    fig, axes = style.figure(1, 2, height=290)
    touched = np.array([-3.0, -1.5, -0.75, 0.75, 1.5, 3.0]) if name == "relu" else np.arange(-3.0, 4, 1.5)
    _curve(axes[0], g, name, touched)
    _slope(axes[1], g, g_prime, name, touched)
    style.label(axes[0], "pre-activation a", "g(a)", f"{name}, and its tangents at {len(touched)} points")
    style.label(axes[1], "pre-activation a", "g′(a)", "line: your g′; dots: the tangents")
    top = float(np.max(g_prime(np.linspace(-5, 5, 501))))
    style.show(
        fig,
        alt=f"Left: the curve of {name} with tangents at {len(touched)} points. Right: its slope, at most {top:.2f}; "
        "if the slope function is right, the tangents' slopes lie on its curve.",
    )


@style.drawing
def together(logistic: Elementwise, slopes: dict[str, Elementwise], relu: Elementwise) -> None:
    """Draw the three activations in one picture and their slopes in another, on the same axes.

    slopes: {"logistic": logistic_prime, "tanh": tanh_prime, "relu": relu_prime}.
    """
    fig, axes = style.figure(1, 2, height=310)
    a = np.linspace(-4, 4, 402)  # no point at 0, the kink
    middle = np.insert(a, 201, np.nan)  # and no line across it: relu's slope jumps
    curves: dict[str, Elementwise] = {"logistic": logistic, "tanh": lambda a: np.tanh(a), "relu": relu}
    for dash, (name, g) in zip(style.DASHES, curves.items(), strict=False):
        axes[0].line(a, g(a), _COLOURS[name], dash, label=name)
        axes[1].line(middle, np.insert(slopes[name](a), 201, np.nan), _COLOURS[name], dash, label=name)
    axes[0].y.limits = (-1.15, 2.3)
    axes[1].y.limits = (-0.05, 1.1)
    axes[1].level(0.25, style.MUTED, width=1)
    axes[1].write(-3.95, 0.27, "¼")
    for ax in axes:
        ax.legend("upper left")
    style.label(axes[0], "pre-activation a", "g(a)", "three activations …")
    style.label(axes[1], "pre-activation a", "g′(a)", "… and how much each lets through")
    style.show(
        fig,
        alt="Left: logistic rises from 0 to 1, tanh from -1 to 1, relu is 0 and then a straight line. "
        "Right: the logistic's slope is a low bump of height one quarter, tanh's a bump of height 1, "
        "relu's a step from 0 to 1.",
    )


def _paths(g_prime: Elementwise, depth: int, count: int) -> Array:
    """Multiply slopes down `count` paths: row K holds the products over the first K layers, row 0 is all ones.

    The pre-activations are drawn from a normal distribution of mean 0 and spread 1: an ordinary, healthy network.
    """
    a = np.random.default_rng(48).standard_normal((depth, count))
    return np.vstack([np.ones(count), np.cumprod(g_prime(a), axis=0)])


@style.drawing
def depth(slopes: dict[str, Elementwise], layers: int = 12, count: int = 30) -> None:
    """Draw the product of slopes along paths through ever more layers, a panel for each activation.

    slopes: {"logistic": logistic_prime, "tanh": tanh_prime, "relu": relu_prime}.
    """
    fig, axes = style.figure(1, len(slopes), height=345, share_y=True)
    K = np.arange(layers + 1)
    for ax, (name, g_prime) in zip(axes, slopes.items(), strict=True):
        ax.y.log, ax.y.limits, ax.x.limits = True, (1e-11, 30), (-0.6, layers + 0.6)
        products = _paths(g_prime, layers, count)
        alive = np.where(products > 0, products, np.nan)  # a log axis has no place for 0: the path ends
        ax.lines((np.stack([K, path], 1) for path in alive.T), _COLOURS[name], width=1.3, alpha=0.55)
        _note_ends(ax, name, products)
        ax.x.ticks = range(0, layers + 1, 2)
        style.label(ax, "layers K", "", name)
    axes[0].line(K, 0.25**K, style.INK, "--", width=2)
    axes[0].write(5.2, 4e-3, "at most\n(¼)$^K$", va="center", size=12)
    axes[0].y.label = "product of the slopes"
    style.show(fig, alt=_depth_in_words(slopes, layers, count))


def _note_ends(ax: Axes, name: str, products: Array) -> None:
    """Write how many paths still let something through, where some do not."""
    layers, count = len(products) - 1, products.shape[1]
    alive = (products > 0).sum(axis=1)
    if alive[-1] == count:
        return
    last = np.array([np.flatnonzero(path > 0)[-1] for path in products.T])
    ax.dots(last, products[last, np.arange(count)], style.INK, "x", size=4, width=1.5)
    for K in range(0, layers + 1, 2):
        ax.write(K, 0.1, str(alive[K]), ha="center", va="top", size=12)
    ax.write(0, 2e-3, f"paths still open, of {count}\n×: the next slope is 0", va="top", size=12)


def _depth_in_words(slopes: dict[str, Elementwise], layers: int, count: int) -> str:
    parts = []
    for name, g_prime in slopes.items():
        products = _paths(g_prime, layers, count)[-1]
        open_paths = products[products > 0]
        middle = f", their median product {np.median(open_paths):.1e}" if len(open_paths) else ""
        parts.append(f"{name}: {len(open_paths)} of {count} paths still open after {layers} layers{middle}")
    return "The product of slopes over depth, on a logarithmic axis. " + "; ".join(parts) + "."

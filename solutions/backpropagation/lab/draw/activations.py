"""Figures of notebook 01: what a neuron bends, g beside its slope g′, and what slopes do to a deep network.

Every curve is computed from the functions that are passed in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from lab.draw import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Array = np.ndarray[Any, np.dtype[Any]]
Elementwise = Callable[[Array], Array]

_COLOURS = {"logistic": style.BLUE, "tanh": style.GREEN, "relu": style.ORANGE}


@style.drawing
def neuron(g: Elementwise) -> None:
    """Draw g(w x + b) over x for a few weights w (left) and biases b (right): what one neuron can do."""
    fig, axes = style.figure(1, 2, height=3.1, sharey=True)
    x = np.linspace(-6, 6, 241)
    settings: tuple[list[tuple[float, float]], ...] = (
        [(0.5, 0), (1, 0), (4, 0)],
        [(2, 6), (2, 0), (2, -6)],
    )
    for ax, pairs in zip(axes, settings, strict=True):
        for w, b in pairs:
            ax.plot(x, g(w * x + b), label=f"w = {w}, b = {b}".replace("-", "−"))
        ax.set_ylim(-0.08, 1.62)  # room for the legend above the curves
        ax.legend(loc="upper left")
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
    ax.plot(a, g(a), "-", color=_COLOURS[name])
    heights, slopes = g(touched), _rise_over_run(g, touched)
    for at, height, slope in zip(touched, heights, slopes, strict=True):
        reach = 0.65 / np.hypot(1, slope)
        ax.plot([at - reach, at + reach], [height - slope * reach, height + slope * reach], "-", color=style.INK)
    ax.plot(touched, heights, "o", color=style.INK, markersize=5)


def _slope(ax: Axes, g: Elementwise, g_prime: Elementwise, name: str, touched: Array) -> None:
    """Draw g′ as a line, and as dots the slopes of the tangents that `_curve` draws."""
    a = np.linspace(-5, 5, 501)
    kinked = name == "relu"  # no line up the step at 0, where relu has no slope
    for part in (a[a < 0], a[a > 0]) if kinked else (a,):
        ax.plot(part, g_prime(part), "-", color=_COLOURS[name])
    ax.plot(touched, _rise_over_run(g, touched), "o", color=style.INK, markersize=5)
    ax.set_ylim(-0.08, 1.12)


@style.drawing
def beside(g: Elementwise, g_prime: Elementwise, name: str) -> None:
    """Draw g with tangents, and beside it g′ with the slopes of these tangents: they must lie on the line.

    name: "logistic", "tanh" or "relu".
    """
    fig, axes = style.figure(1, 2, height=3)
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
    fig, axes = style.figure(1, 2, height=3.2)
    a = np.linspace(-4, 4, 402)  # no point at 0, the kink
    middle = np.insert(a, 201, np.nan)  # and no line across it: relu's slope jumps
    curves: dict[str, Elementwise] = {"logistic": logistic, "tanh": lambda a: np.tanh(a), "relu": relu}
    for dashes, (name, g) in zip(style.DASHES, curves.items(), strict=False):
        axes[0].plot(a, g(a), dashes, color=_COLOURS[name], label=name)
        axes[1].plot(middle, np.insert(slopes[name](a), 201, np.nan), dashes, color=_COLOURS[name], label=name)
    axes[0].set_ylim(-1.15, 2.3)
    axes[1].axhline(0.25, color=style.MUTED, linewidth=1, linestyle="-")
    axes[1].text(-3.95, 0.27, "¼", color=style.INK)
    for ax in axes:
        ax.legend(loc="upper left")
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
    fig, axes = style.figure(1, len(slopes), height=3.6, sharey=True)
    K = np.arange(layers + 1)
    for ax, (name, g_prime) in zip(axes, slopes.items(), strict=True):
        products = _paths(g_prime, layers, count)
        alive = np.where(products > 0, products, np.nan)  # a log axis has no place for 0: the path ends
        ax.plot(K, alive, "-", color=_COLOURS[name], linewidth=1, alpha=0.55)
        _note_ends(ax, name, products)
        ax.set_yscale("log")
        ax.set_ylim(1e-11, 30)
        ax.set_xlim(-0.6, layers + 0.6)
        style.label(ax, "layers K", "", name)
    axes[0].plot(K, 0.25**K, "--", color=style.INK, linewidth=1.5)
    axes[0].text(5.2, 4e-3, "at most\n$(1/4)^K$", va="center", fontsize=9)
    axes[0].set_ylabel("product of the slopes")
    style.show(fig, alt=_depth_in_words(slopes, layers, count))


def _note_ends(ax: Axes, name: str, products: Array) -> None:
    """Write how many paths still let something through, where some do not."""
    layers, count = len(products) - 1, products.shape[1]
    alive = (products > 0).sum(axis=1)
    if alive[-1] == count:
        return
    last = [np.flatnonzero(path > 0)[-1] for path in products.T]
    ax.plot(last, products[last, range(count)], "x", color=style.INK, markersize=6)
    for K in range(0, layers + 1, 2):
        ax.text(K, 0.1, str(alive[K]), ha="center", va="top", fontsize=9)
    ax.text(0, 2e-3, f"paths still open, of {count}\n×: the next slope is 0", va="top", fontsize=9)


def _depth_in_words(slopes: dict[str, Elementwise], layers: int, count: int) -> str:
    parts = []
    for name, g_prime in slopes.items():
        products = _paths(g_prime, layers, count)[-1]
        open_paths = products[products > 0]
        middle = f", their median product {np.median(open_paths):.1e}" if len(open_paths) else ""
        parts.append(f"{name}: {len(open_paths)} of {count} paths still open after {layers} layers{middle}")
    return "The product of slopes over depth, on a logarithmic axis. " + "; ".join(parts) + "."

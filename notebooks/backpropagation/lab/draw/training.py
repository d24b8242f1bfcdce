# Made by `make release` from solutions/backpropagation/lab/draw/training.py: edit that file, not this one.
"""Figures of notebook 07 about training: noise of mini-batches, paths in a valley, learning curves, confusions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from lab.draw import style
from lab.optimizers import OPTIMIZERS
from lab.parameters import Parameters

if TYPE_CHECKING:
    from lab.draw.axes import Axes

Array = np.ndarray[Any, np.dtype[Any]]
Step = Callable[..., tuple[Any, Any]]

_LOOKS = {flag: (style.COLOURS[i], style.DASHES[i]) for i, flag in enumerate(OPTIMIZERS)}
_STEEP = 100.0  # how much more curved the valley is across than along
_START = (-9.0, 0.5)
# What suits this valley, each near the best that its optimizer can do here in 50 steps.
_VALLEY_ETAS = {"gd": 0.019, "momentum": 0.005, "nag": 0.005, "adam": 0.3}


def _flat(grads: Any) -> Array:
    return np.concatenate([np.ravel(tensor) for part in grads for tensor in part[1:]])


@style.drawing
def gradient_noise(
    gradient: Callable[[Array, Array], Any], X: Array, y: Array, rng: np.random.Generator, repeats: int = 10
) -> None:
    """Draw how far the gradient of a mini-batch is from that of all of X, for batches of 1, 4, 16, … examples.

    gradient(X_batch, y_batch) gives ∇θ. Each dot is a mini-batch drawn anew; the line is proportional to 1/√m.
    """
    whole = _flat(gradient(X, y))
    sizes = [4**i for i in range(5)]
    errors = np.empty((len(sizes), repeats))
    for i, m in enumerate(sizes):
        for j in range(repeats):
            chosen = rng.choice(X.shape[1], m, replace=False)
            errors[i, j] = np.linalg.norm(_flat(gradient(X[:, chosen], y[chosen])) - whole) / np.linalg.norm(whole)
    fig, ax = style.figure(height=300)
    ax.x.log = ax.y.log = True
    ax.dots(np.repeat(sizes, repeats), errors.ravel(), style.BLUE, size=2.8, alpha=0.6)
    middle = float(np.exp(np.mean(np.log(errors * np.sqrt(sizes)[:, None]))))
    line = middle / np.sqrt(sizes)
    ax.line(sizes, line, style.ORANGE, "--")
    ax.write(sizes[2] * 1.2, line[2] * 1.25, "proportional to 1/√m", colour=style.ORANGE)
    ax.x.ticks, ax.x.texts = sizes, [str(m) for m in sizes]
    style.label(ax, "examples in the mini-batch, m", "relative error of ∇θ", "Four times the work, half the noise")
    style.show(
        fig,
        alt=f"Dots fall along a straight line from a relative error of about {line[0]:.1f} for one example to "
        f"{line[-1]:.2f} for {sizes[-1]}: the error is proportional to one over the square root of m.",
    )


def _descend(step: Step, eta: float, count: int) -> Array:
    """Take `count` steps in the valley, with W_1 and b_1 as its two coordinates."""

    def gradient(theta: Any) -> Parameters:
        return Parameters([None, 1.0 * theta[0][1]], [None, _STEEP * theta[1][1]])

    theta: Any = Parameters([None, np.array([[_START[0]]])], [None, np.array([[_START[1]]])])
    state, path = None, [_START]
    for _ in range(count):
        theta, state = step(theta, gradient, state, eta)
        path.append((float(theta[0][1][0, 0]), float(theta[1][1][0, 0])))
    return np.array(path)


def _bowl(x: Array, y: Array) -> Array:
    """Give the loss in the valley."""
    return (x**2 + _STEEP * y**2) / 2


def _valley(ax: Axes, path: Array, flag: str) -> None:
    around = np.linspace(0, 2 * np.pi, 121)
    for loss in 0.5 * 2.3 ** np.arange(-1, 7):  # where the loss is this, there is an ellipse
        ax.line(np.sqrt(2 * loss) * np.cos(around), np.sqrt(2 * loss / _STEEP) * np.sin(around), style.GRID, width=1.3)
    ax.line(path[:, 0], path[:, 1], _LOOKS[flag][0], width=1.6, mark="o", size=2.4)
    ax.dots(0, 0, style.INK, "+", size=7, width=1.5)
    ax.x.grid = ax.y.grid = False
    ax.x.limits, ax.y.limits, ax.y.ticks = (-10, 4.5), (-0.85, 0.85), (-0.5, 0, 0.5)


@style.drawing
def valley(steps: Mapping[str, Step], count: int = 50) -> None:
    """Draw `count` steps of each optimizer in a valley 100 times as steep across as along. steps: by flag."""
    fig, axes = style.figure(2, 2, height=450, share_x=True, share_y=True)
    told = []
    for ax, (flag, step) in zip(np.ravel(axes), steps.items(), strict=False):
        eta, title = _VALLEY_ETAS[flag], OPTIMIZERS[flag].title
        path = _descend(step, eta, count)
        _valley(ax, path, flag)
        loss = float(_bowl(*path[-1]))
        ax.title = f"{title}, η = {eta:g}: down to {loss:.2g}"
        told.append(f"{title} down to {loss:.2g}")
    for ax in axes[1]:
        ax.x.label = "along the valley"
    for ax in axes[:, 0]:
        ax.y.label = "across (drawn wider)"
    style.show(
        fig,
        alt=f"Four maps of one long narrow valley, each with the path of {count} steps of an optimizer towards its "
        f"lowest point, from a loss of {float(_bowl(*map(np.array, _START))):.0f}: {'; '.join(told)}.",
    )


def _smoothed(losses: Sequence[float], window: int) -> tuple[Array, Array]:
    """Give the mean over each `window` steps in a row, and the step in their middle."""
    values = np.asarray(losses, dtype=np.float64)
    window = max(1, min(window, values.size))
    return np.arange(values.size - window + 1) + window / 2, np.convolve(values, np.ones(window) / window, "valid")


@style.drawing
def curves(losses: Mapping[str, Sequence[float]], accuracies: Mapping[str, float], window: int = 25) -> None:
    """Draw the learning curves, by flag, side by side with the test accuracies. Each point: a mean over 25 steps."""
    fig, (ax, bars) = style.figure(1, 2, height=340, ratios=[1.9, 1])
    for flag, values in losses.items():
        colour, dash = _LOOKS[flag]
        ax.line(*_smoothed(values, window), colour, dash, width=2, label=OPTIMIZERS[flag].title)
    ax.y.log, ax.y.ticks = True, [0.3, 0.4, 0.6, 0.8, 1.0, 1.5, 2.0]
    ax.legend("upper right")
    style.label(ax, "mini-batch steps", f"loss, mean over {window} steps", "the same start for all")
    flags = list(accuracies)[::-1]
    for i, flag in enumerate(flags):
        percent = 100 * accuracies[flag]
        bars.dots(percent, i, _LOOKS[flag][0], size=5.5)
        bars.write(percent, i, f"{accuracies[flag]:.1%}", ha="center", va="bottom", offset=(0, 8))
    bars.y.ticks, bars.y.texts = range(len(flags)), [OPTIMIZERS[flag].title for flag in flags]
    bars.y.limits, bars.x.margin = (-0.5, len(flags) - 0.3), 0.25
    style.label(bars, "test images right, in %", "", "at the end")
    told = ", ".join(f"{OPTIMIZERS[flag].title} {share:.1%}" for flag, share in accuracies.items())
    style.show(fig, alt=f"Left: the losses fall fast at first, then slowly. Right, test accuracies at the end: {told}.")


@style.drawing
def confusion(counts: Array, names: Sequence[str]) -> None:
    """Draw a confusion matrix: the true class down, the predicted one across; shades for the mistakes only."""
    counts = np.asarray(counts)
    mistakes = counts.astype(float)
    np.fill_diagonal(mistakes, np.nan)
    fig, ax = style.figure(height=520)
    k, most = len(names), float(np.nanmax(mistakes)) or 1.0
    ax.picture(style.map_colours(mistakes, style.SEQUENTIAL, 0, most), (-0.5, k - 0.5, k - 0.5, -0.5))
    for i, j in np.ndindex(*counts.shape):
        dark = i != j and counts[i, j] < 0.55 * most
        ink, face = "#ffffff" if dark else style.INK, "bold" if i == j else ""
        ax.write(j, i, f"{counts[i, j]:g}", ha="center", va="center", size=11.5, face=face, colour=ink)
    ax.x.ticks, ax.x.texts, ax.x.angle = range(k), list(names), 40
    ax.y.ticks, ax.y.texts, ax.y.limits = range(k), list(names), (k - 0.5, -0.5)
    style.label(ax, "predicted class", "true class")
    ax.square = True
    ax.bar = (style.SEQUENTIAL, 0, most, "mistakes")
    worst = divmod(int(np.nanargmax(mistakes)), len(names))
    style.show(
        fig,
        alt=f"Ten by ten numbers; most of each row stands on the diagonal. The most frequent mistake: "
        f"{names[worst[0]]} taken for {names[worst[1]]}, {counts[worst]:g} times.",
    )

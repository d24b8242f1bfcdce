# Made by `make release` from solutions/backpropagation/lab/draw/descent.py: edit that file, not this one.
"""The figures of notebook 06: steps down a parabola, the first-order promise, learning curves, decision boundaries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from lab.draw import style
from lab.parameters import Parameters

if TYPE_CHECKING:
    from lab.draw.axes import Axes

Array = NDArray[np.float64]
Function = Callable[..., Any]

MARKS = ("o", "^", "s", "D", "v", "P")
_FILLS = (style.SKY, style.AMBER, "#7cc9a9", "#d8a6c9", "#c2c6cf", "#e8b79b")
_EDGES = (style.BLUE, style.ORANGE, style.GREEN, style.PURPLE, style.MUTED, style.INK)


def _path(update_parameters: Function, eta: float, start: float, steps: int) -> Array:
    """θ_0, θ_1, … on the loss ½θ², whose gradient is θ, by the student's own step."""
    theta = Parameters([None, np.array([[start]])], [None, np.zeros((1, 1))])
    path = [start]
    for _ in range(steps):
        grads = Parameters([None, np.array(theta[0][1], copy=True)], [None, np.zeros((1, 1))])
        theta = update_parameters(theta, grads, eta)
        path.append(float(theta[0][1][0, 0]))
    return np.array(path)


@style.drawing
def parabola(update_parameters: Function, etas: Sequence[float], steps: int = 6, start: float = -1.0) -> None:
    """Steps of update_parameters on 𝓛(θ) = ½θ², a panel for each η."""
    fig, axes = style.figure(1, len(etas), height=270)
    ends = []
    for ax, eta in zip(np.atleast_1d(axes), etas, strict=True):
        path = _path(update_parameters, eta, start, steps)
        reach = max(1.2, float(np.max(np.abs(path))) * 1.05)
        grid = np.linspace(-reach, reach, 200)
        ax.line(grid, grid**2 / 2, style.MUTED, width=1.6)
        ax.line(path, path**2 / 2, style.BLUE, width=1.4, mark="o")
        ax.dots(path[0], path[0] ** 2 / 2, style.ORANGE, size=5)
        style.label(ax, "θ", "loss ½ θ²" if eta == etas[0] else "", f"η = {eta:g}")
        ax.y.limits = (-0.05 * reach**2, 0.55 * reach**2)
        ends.append(f"with η = {eta:g} θ is {path[-1]:.3g}")
    style.show(fig, alt=f"Steps from θ = {start:g} on a parabola. After {steps} steps, " + "; ".join(ends) + ".")


@style.drawing
def promise(update_parameters: Function, loss: Function, theta: Any, grads: Any) -> None:
    """How much one step really lowers the loss, beside the η‖∇‖² that the first order promises, against η."""
    squared_norm = sum(float(np.sum(np.square(g))) for part in grads for g in part[1:])
    etas = np.logspace(-3, 1, 81)
    here = float(loss(theta))
    gained = np.array([here - float(loss(update_parameters(theta, grads, eta))) for eta in etas])
    fig, axes = style.figure(1, 2, height=325)
    best, best_eta = float(np.max(gained)), float(etas[int(np.argmax(gained))])
    axes[0].x.limits = (0, 4.5 * best_eta)
    axes[0].y.limits = (min(-0.4 * abs(best), -0.1), max(2.2 * abs(best), 0.1))
    axes[0].line(etas, etas * squared_norm, style.MUTED, "--", label="promised: η ‖∇‖²")
    axes[0].line(etas, gained, style.BLUE, label="what one step really gains")
    axes[0].legend("upper right")
    style.label(axes[0], "learning rate η", "the loss falls by", "One step from $θ_0$")
    axes[1].x.log = True
    axes[1].line(etas, gained / (etas * squared_norm), style.BLUE)
    axes[1].level(1, style.MUTED, "--", width=1.6)
    axes[1].y.limits = (-0.6, 1.2)
    style.label(axes[1], "learning rate η (logarithmic)", "gained / promised", "Kept for small η, broken for large")
    for ax in axes:
        ax.level(0, style.INK, width=1)
    style.show(
        fig,
        alt=f"The loss gained by one step against the learning rate. For small rates it is what the first order "
        f"promises (the ratio is {gained[0] / (etas[0] * squared_norm):.3f} at η = {etas[0]:g}); it is largest, "
        f"{best:.2f}, near η = {best_eta:.2g}, and falls behind the promise after that.",
    )


@style.drawing
def learning_curves(runs: Mapping[str, Sequence[float]], title: str = "The loss of $θ_t$") -> None:
    """The loss against the iteration t, on a logarithmic scale, a curve for each named run."""
    fig, ax = style.figure(height=375)
    ax.y.log = True
    said = []
    for index, (name, losses) in enumerate(runs.items()):
        values = np.asarray(losses, dtype=np.float64)
        colour, dash = style.COLOURS[index % 6], style.DASHES[index % 6]
        ax.line(np.arange(values.size), values, colour, dash, width=1.8, label=name)
        said.append(f"{name}: from {values[0]:.3g} to {values[-1]:.3g}")
    ax.legend("outside")
    style.label(ax, "iteration t", "loss (logarithmic)", title)
    style.show(fig, alt=f"Learning curves. {'; '.join(said)}.")


def scatter(ax: Axes, X: Array, y: Array, size: float = 3) -> None:
    """The examples, each class with a colour and a mark of its own."""
    for c in range(int(np.max(y)) + 1):
        mark, colour = MARKS[c % 6], _EDGES[c % 6]
        ax.dots(X[0, y == c], X[1, y == c], colour, mark, size=size, edge=style.PAPER, width=0.6)
    ax.square = True
    ax.x.grid = ax.y.grid = False


@style.drawing
def examples(X: Array, y: Array) -> None:
    """Two-dimensional examples, coloured by class."""
    fig, ax = style.figure(width=430, height=400)
    scatter(ax, X, y, size=4.2)
    style.label(ax, "$x_1$", "$x_2$", f"{X.shape[1]} examples, {int(np.max(y)) + 1} classes")
    style.show(fig, alt=f"{X.shape[1]} points in the plane: {int(np.max(y)) + 1} arms that wind around the origin.")


def _finer(scores: Array, times: int) -> Array:
    """Numbers on a square grid (…, n, n), on one `times` as fine, by straight lines between neighbours."""
    n = scores.shape[-1]
    at = np.arange((n - 1) * times + 1) / times
    low = np.minimum(at.astype(int), n - 2)
    part = at - low
    rows = scores[..., low, :] * (1 - part)[:, None] + scores[..., low + 1, :] * part[:, None]
    return np.asarray(rows[..., low] * (1 - part) + rows[..., low + 1] * part)


def _regions(ax: Axes, predict: Function, half: float) -> None:
    """Fill the square of half-width `half` by the class that predict finds likeliest, and draw where it changes."""
    ticks = np.linspace(-half, half, 61)
    grid = np.stack([axis.ravel() for axis in np.meshgrid(ticks, ticks[::-1])])
    scores = np.asarray(predict(grid))
    # Between the grid's points logarithms of probabilities are nearly straight, and so say where two are equal.
    logarithms = np.log(np.maximum(scores, 1e-300)).reshape(-1, ticks.size, ticks.size)
    winner = np.argmax(_finer(logarithms, 5), axis=0)
    fills = np.array([[int(fill[i : i + 2], 16) for i in (1, 3, 5)] for fill in _FILLS])
    colours = (0.45 * fills + 0.55 * 252).astype(np.uint8)[winner % len(fills)]
    changes = np.zeros(winner.shape, dtype=bool)
    down, across = winner[1:] != winner[:-1], winner[:, 1:] != winner[:, :-1]
    for side in (slice(1, None), slice(None, -1)):  # two points wide, so that no part of it is lost on the page
        changes[side] |= down
        changes[:, side] |= across
    colours[changes] = [int(style.INK[i : i + 2], 16) for i in (1, 3, 5)]
    ax.picture(colours, (-half, half, -half, half))


@style.drawing
def boundaries(predictors: Mapping[str, Function], X: Array, y: Array, columns: int = 3) -> None:
    """Decision regions, a panel for each predict(points) -> probabilities (classes, points), and the examples."""
    count = len(predictors)
    rows = -(-count // columns)
    fig, axes = style.figure(rows, columns, height=(700 / columns + 42) * rows + 30, share_x=True, share_y=True)
    panels = np.ravel(axes)
    half = float(np.max(np.abs(X))) * 1.1
    said = []
    for ax, (name, predict) in zip(panels, predictors.items(), strict=False):
        _regions(ax, predict, half)
        scatter(ax, X, y, size=2.6 if columns < 4 else 2.1)
        right = float(np.mean(np.argmax(np.asarray(predict(X)), axis=0) == y))
        ax.title = f"{name}\n{right:.0%} right"
        said.append(f"{name}: {right:.0%} of the examples right")
    for ax in panels[count:]:
        ax.shown = False
    for row in range(rows):
        panels[row * columns].y.label = "$x_2$"
    for ax in panels[-columns:]:
        ax.x.label = "$x_1$"
    style.show(fig, alt=f"Decision regions in the plane. {'; '.join(said)}.")

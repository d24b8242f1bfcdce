"""The figures of notebook 06: steps down a parabola, the first-order promise, learning curves, decision boundaries."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from lab.draw import style
from lab.parameters import Parameters

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Array = NDArray[np.float64]
Function = Callable[..., Any]

MARKERS = ("o", "^", "s", "D", "v", "P")
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
    fig, axes = style.figure(1, len(etas), height=2.8, squeeze=False)
    ends = []
    for ax, eta in zip(axes[0], etas, strict=True):
        path = _path(update_parameters, eta, start, steps)
        reach = max(1.2, float(np.max(np.abs(path))) * 1.05)
        grid = np.linspace(-reach, reach, 200)
        ax.plot(grid, grid**2 / 2, color=style.MUTED, linestyle="-", lw=1.2)
        ax.plot(path, path**2 / 2, "o-", color=style.BLUE, ms=4, lw=1)
        ax.plot(path[0], path[0] ** 2 / 2, "o", color=style.ORANGE, ms=7)
        style.label(ax, "θ", "loss ½ θ²" if ax is axes[0][0] else "", f"η = {eta:g}")
        ax.set_ylim(-0.05 * reach**2, 0.55 * reach**2)
        ends.append(f"with η = {eta:g} θ is {path[-1]:.3g}")
    style.show(fig, alt=f"Steps from θ = {start:g} on a parabola. After {steps} steps, " + "; ".join(ends) + ".")


@style.drawing
def promise(update_parameters: Function, loss: Function, theta: Any, grads: Any) -> None:
    """How much one step really lowers the loss, beside the η‖∇‖² that the first order promises, against η."""
    squared_norm = sum(float(np.sum(np.square(g))) for part in grads for g in part[1:])
    etas = np.logspace(-3, 1, 41)
    here = float(loss(theta))
    gained = np.array([here - float(loss(update_parameters(theta, grads, eta))) for eta in etas])
    fig, axes = style.figure(1, 2, height=3.4)
    axes[0].plot(etas, etas * squared_norm, color=style.MUTED, linestyle="--", label="promised: η ‖∇‖²")
    axes[0].plot(etas, gained, color=style.BLUE, linestyle="-", label="what one step really gains")
    best, best_eta = float(np.max(gained)), float(etas[int(np.argmax(gained))])
    axes[0].set(xlim=(0, 4.5 * best_eta), ylim=(min(-0.4 * abs(best), -0.1), max(2.2 * abs(best), 0.1)))
    axes[0].legend(loc="upper right", handlelength=1.6)
    style.label(axes[0], "learning rate η", "the loss falls by", "One step from $θ_0$")
    axes[1].semilogx(etas, gained / (etas * squared_norm), color=style.BLUE, linestyle="-")
    axes[1].axhline(1, color=style.MUTED, linestyle="--", lw=1.2)
    axes[1].set_ylim(-0.6, 1.2)
    style.label(axes[1], "learning rate η (logarithmic)", "gained / promised", "Kept for small η, broken for large")
    for ax in axes:
        ax.axhline(0, color=style.INK, lw=0.8, linestyle="-")
    style.show(
        fig,
        alt=f"The loss gained by one step against the learning rate. For small rates it is what the first order "
        f"promises (the ratio is {gained[0] / (etas[0] * squared_norm):.3f} at η = {etas[0]:g}); it is largest, "
        f"{best:.2f}, near η = {best_eta:.2g}, and falls behind the promise after that.",
    )


@style.drawing
def learning_curves(runs: Mapping[str, Sequence[float]], title: str = "The loss of $θ_t$") -> None:
    """The loss against the iteration t, on a logarithmic scale, a curve for each named run."""
    fig, ax = style.figure(height=3.9)
    said = []
    for index, (name, losses) in enumerate(runs.items()):
        values = np.asarray(losses, dtype=np.float64)
        shown = np.where(np.isfinite(values) & (values > 0), values, np.nan)
        ax.semilogy(shown, color=style.COLOURS[index % 6], linestyle=style.DASHES[index % 6], lw=1.4, label=name)
        said.append(f"{name}: from {values[0]:.3g} to {values[-1]:.3g}")
    ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))
    style.label(ax, "iteration t", "loss (logarithmic)", title)
    style.show(fig, alt=f"Learning curves. {'; '.join(said)}.")


def scatter(ax: Axes, X: Array, y: Array, size: float = 14) -> None:
    """The examples, each class with a colour and a marker of its own."""
    for c in range(int(np.max(y)) + 1):
        ax.scatter(
            X[0, y == c],
            X[1, y == c],
            s=size,
            marker=MARKERS[c % 6],
            color=_EDGES[c % 6],
            edgecolors=style.PAPER,
            linewidths=0.4,
        )
    ax.set_aspect("equal")
    ax.grid(False)


@style.drawing
def examples(X: Array, y: Array) -> None:
    """Two-dimensional examples, coloured by class."""
    fig, ax = style.figure(width=4.6, height=4.2)
    scatter(ax, X, y, size=22)
    style.label(ax, "$x_1$", "$x_2$", f"{X.shape[1]} examples, {int(np.max(y)) + 1} classes")
    style.show(fig, alt=f"{X.shape[1]} points in the plane: {int(np.max(y)) + 1} arms that wind around the origin.")


def _regions(ax: Axes, predict: Function, half: float) -> None:
    """Fill the square of half-width `half` by the class that predict finds likeliest, and draw where it changes."""
    from matplotlib.colors import ListedColormap

    ticks = np.linspace(-half, half, 161)
    grid = np.stack([axis.ravel() for axis in np.meshgrid(ticks, ticks)])
    scores = np.asarray(predict(grid))
    winner = np.argmax(scores, axis=0).reshape(ticks.size, ticks.size)
    classes = scores.shape[0]
    extent = (-half, half, -half, half)
    ax.imshow(
        winner,
        origin="lower",
        extent=extent,
        cmap=ListedColormap(_FILLS[:classes]),
        vmin=-0.5,
        vmax=classes - 0.5,
        alpha=0.45,
        interpolation="nearest",
    )
    for c in range(classes):
        if 0 < np.count_nonzero(winner == c) < winner.size:
            ax.contour(ticks, ticks, winner == c, levels=[0.5], colors=style.INK, linewidths=0.7)


@style.drawing
def boundaries(predictors: Mapping[str, Function], X: Array, y: Array, columns: int = 3) -> None:
    """Decision regions, a panel for each predict(points) -> probabilities (classes, points), and the examples."""
    count = len(predictors)
    rows = -(-count // columns)
    fig, axes = style.figure(rows, columns, height=2.75 * rows, squeeze=False, sharex=True, sharey=True)
    half = float(np.max(np.abs(X))) * 1.1
    said = []
    for ax, (name, predict) in zip(axes.flat, predictors.items(), strict=False):
        _regions(ax, predict, half)
        scatter(ax, X, y, size=9)
        right = float(np.mean(np.argmax(np.asarray(predict(X)), axis=0) == y))
        ax.set_title(f"{name}\n{right:.0%} right", fontsize=10)
        said.append(f"{name}: {right:.0%} of the examples right")
    for ax in axes.flat[count:]:
        ax.set_visible(False)
    for ax in axes[-1]:
        ax.set_xlabel("$x_1$")
    for ax in axes[:, 0]:
        ax.set_ylabel("$x_2$")
    style.show(fig, alt=f"Decision regions in the plane. {'; '.join(said)}.")

# Made by `make release` from solutions/backpropagation/lab/draw/descent.py: edit that file, not this one.
"""The figures of notebook 06: steps down a parabola, the first-order promise, learning curves, examples."""

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np

from lab.draw import style
from lab.draw.style import BLUE, COLOURS, INK, MUTED, ORANGE, PAPER, Array, Axes, Function
from lab.figures import drawable, drawing, label, largest, tell
from lab.parameters import Parameters


@drawing
def parabola(update_parameters: Function, etas: Sequence[float], steps: int = 6, start: float = -1.0) -> Axes:
    """Steps of update_parameters on 𝓛(θ) = ½θ², whose gradient is θ. An Axes for each η."""
    _, axes = plt.subplots(1, len(etas), figsize=(7.6, 2.8), squeeze=False)
    for ax, eta in zip(axes[0], etas, strict=True):
        theta, path = Parameters([None, np.array([[start]])], [None, np.zeros((1, 1))]), [start]
        for _ in range(steps):
            grads = Parameters([None, theta[0][1].copy()], [None, np.zeros((1, 1))])
            theta = update_parameters(theta, grads, eta)
            path.append(float(theta[0][1][0, 0]))
        far = 1.05 * largest(np.abs(path), 1.15)
        curve = np.linspace(-far, far, 200)
        ax.plot(curve, curve**2 / 2, "-", color=MUTED, linewidth=1.2)
        ax.plot(path, np.square(path) / 2, "o-", color=BLUE, linewidth=1)
        ax.plot(start, start**2 / 2, "o", color=ORANGE, markersize=7.5)
        tell(ax, f"θ_0 to θ_{steps}", path)
        ax.set(xlabel="θ", title=f"η = {eta:g}", ylim=(-0.05 * far**2, 0.55 * far**2))
    axes[0, 0].set_ylabel("loss ½ θ²")
    return axes[0]


@drawing
def promise(update_parameters: Function, loss: Function, theta: Any, grads: Any) -> Axes:
    """How much one step really lowers the loss, beside the η‖∇‖² that the first order promises. Two Axes."""
    squared_norm = sum(float(np.sum(np.square(g))) for part in grads for g in part[1:])
    etas, here = np.logspace(-3, 1, 81), np.asarray(loss(theta)).item()
    gained = np.array([here - np.asarray(loss(update_parameters(theta, grads, eta))).item() for eta in etas])
    best = etas[np.argmax(np.where(np.isnan(gained), -np.inf, gained))]
    _, axes = plt.subplots(1, 2, figsize=(7.6, 3.4))
    axes[0].plot(etas, etas * squared_norm, "--", color=MUTED, label="promised: η ‖∇‖²")
    axes[0].plot(etas, gained, "-", color=BLUE, label="what one step really gains")
    axes[0].set(xlim=(0, 4.5 * best), ylim=(-largest(0.4 * gained, 0.1), largest(2.2 * gained, 0.1)))
    axes[0].set(xlabel="learning rate η", ylabel="the loss falls by", title="One step from $θ_0$")
    axes[0].legend(loc="upper right")
    axes[1].plot(etas, drawable(gained / (etas * squared_norm)), "-", color=BLUE, label="gained / promised")
    axes[1].axhline(1, color=MUTED, linestyle="--", linewidth=1.2)
    axes[1].set(xscale="log", xlim=(1e-3, 10), ylim=(-0.6, 1.2), title="Kept for small η, broken for large")
    axes[1].set(xlabel="learning rate η (logarithmic)", ylabel="gained / promised")
    for ax in axes:
        ax.axhline(0, color=INK, linestyle="-", linewidth=0.75)
    return axes


@drawing
def learning_curves(runs: Mapping[str, Sequence[float]], title: str = "The loss of $θ_t$") -> Axes:
    """The loss against the iteration t, a curve for each named run. At a × a loss is followed by no number."""
    figure, ax = plt.subplots(figsize=(7.6, 3.9))
    for name, losses in runs.items():
        values = np.array(losses, dtype=float).ravel()
        [line] = ax.plot(np.arange(values.size), values, label=label(name), linewidth=1.4)
        if np.isnan(values).any():
            end = int(np.argmax(np.isnan(values)))
            line.set_label(f"{line.get_label()}\n(no number at t = {end})")
            ax.plot(np.arange(end)[-1:], values[:end][-1:], "x", color=line.get_color(), markersize=9)
    lines = sum(1 + str(line.get_label()).count("\n") for line in ax.lines)
    figure.set_figheight(max(3.9, 0.7 + 0.18 * lines))  # room for the legend
    style.scale(ax, [line.get_ydata() for line in ax.lines], "loss")
    ax.set(xlabel="iteration t", title=label(title))
    ax.legend(*ax.get_legend_handles_labels(), loc="center left", bbox_to_anchor=(1.01, 0.5))
    return ax


def _scatter(ax: Axes, X: Array, y: Array, size: float) -> None:
    """The examples, each class with a colour and a mark of its own."""
    for i, c in enumerate(np.unique(y)):
        look = {"color": COLOURS[i % 6], "markeredgecolor": PAPER, "markeredgewidth": 0.5, "markersize": size}
        ax.plot(X[0, y == c], X[1, y == c], "o^sDvP"[i % 6], **look)
    ax.set_aspect("equal")
    ax.grid(False)


@drawing
def examples(X: Array, y: Array) -> Axes:
    """Two-dimensional examples, coloured by class."""
    figure, ax = plt.subplots(figsize=(4.5, 4.2))
    _scatter(ax, X, y, size=6.5)
    ax.set(xlabel="$x_1$", ylabel="$x_2$", title=f"{X.shape[1]} examples, {len(np.unique(y))} classes")
    figure.set_label(f"Points in the plane: {', '.join(f'{np.sum(y == c)} of class {c}' for c in np.unique(y))}.")
    return ax

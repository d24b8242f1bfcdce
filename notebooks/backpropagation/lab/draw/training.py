# Made by `make release` from solutions/backpropagation/lab/draw/training.py: edit that file, not this one.
"""Figures of notebook 07 about training: noise of mini-batches, paths in a valley, learning curves, confusions."""

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np

from lab.draw import style
from lab.draw.style import BLUE, COLOURS, INK, ORANGE, Array, Axes, Function, cells
from lab.figures import drawable, drawing, label, largest, number, tell
from lab.optimizers import OPTIMIZERS
from lab.parameters import Parameters

_STEEP = 100.0  # how much more curved the valley is across than along
_VALLEY_ETAS = {"gd": 0.019, "momentum": 0.005, "nag": 0.005, "adam": 0.3}  # each near its best in 50 steps


@drawing
def gradient_noise(gradient: Function, X: Array, y: Array, rng: np.random.Generator, repeats: int = 10) -> Axes:
    """How far gradient(X_batch, y_batch) is from that of all of X, for `repeats` batches of 1, 4, 16, … examples."""

    def flat(chosen: Any) -> Array:
        return np.concatenate([np.ravel(g) for part in gradient(X[:, chosen], y[chosen]) for g in part[1:]])

    whole, sizes = flat(slice(None)), [m for m in (1, 4, 16, 64, 256) if m <= X.shape[1]]
    errors = np.empty((len(sizes), repeats))
    for i, j in np.ndindex(errors.shape):
        apart = flat(rng.choice(X.shape[1], sizes[i], replace=False)) - whole
        errors[i, j] = drawable(np.linalg.norm(apart) / np.linalg.norm(whole))
    _, ax = plt.subplots()
    ax.plot(sizes, errors, "o", color=BLUE, markersize=4.2, alpha=0.6)
    middle = np.exp(np.mean(np.log(errors * np.sqrt(sizes)[:, np.newaxis])))
    ax.plot(sizes, middle / np.sqrt(sizes), "--", color=ORANGE)
    ax.text(0.98, 0.9, "line: proportional to 1/√m", color=ORANGE, ha="right", transform=ax.transAxes)
    style.scale(ax, [errors], "relative error of ∇θ")
    ax.set(xscale="log", xlabel="examples in the mini-batch, m", title="Four times the work, half the noise")
    ax.set_xticks(sizes, [str(m) for m in sizes])
    for m, row in zip(sizes, errors, strict=True):
        tell(ax, f"m = {m}", row)
    return ax


def _descend(step: Function, eta: float, count: int) -> Array:
    """Take `count` steps in the valley, with W_1 and b_1 as its two coordinates."""

    def gradient(theta: Any) -> Parameters:
        return Parameters([None, 1.0 * theta[0][1]], [None, _STEEP * theta[1][1]])

    theta, state, path = Parameters([None, np.array([[-9.0]])], [None, np.array([[0.5]])]), None, [(-9.0, 0.5)]
    for _ in range(count):
        theta, state = step(theta, gradient, state, eta)
        path.append((float(theta[0][1][0, 0]), float(theta[1][1][0, 0])))
    return np.array(path)


def _title(flag: str) -> str:
    return OPTIMIZERS[flag].title if flag in OPTIMIZERS else label(flag)


@drawing
def valley(steps: Mapping[str, Function], count: int = 50) -> Axes:
    """`count` steps of each optimizer in a valley 100 times as steep across as along. An Axes for each flag."""
    _, axes = plt.subplots(2, 2, figsize=(7.6, 4.7), sharex=True, sharey=True)
    x, y = np.meshgrid(np.linspace(-10, 4.5, 100), np.linspace(-0.85, 0.85, 60))
    for ax in axes.flat[len(steps) :]:
        ax.set_visible(False)
    for ax, (flag, step), colour in zip(axes.flat, steps.items(), COLOURS, strict=False):
        eta = _VALLEY_ETAS.get(flag, 0.005)
        path = _descend(step, eta, count)
        loss = number((path[-1, 0] ** 2 + _STEEP * path[-1, 1] ** 2) / 2, 2)
        ax.contour(x, y, (x**2 + _STEEP * y**2) / 2, 0.5 * 2.3 ** np.arange(-1, 7), colors=style.GRID, linewidths=1)
        ax.plot(path[:, 0], path[:, 1], "o-", color=colour, linewidth=1.2, markersize=3.6)
        ax.plot(0, 0, "+", color=INK, markersize=10)
        ax.set(title=f"{_title(flag)}, η = {eta:g}: loss {loss}", xlim=(-10, 4.5), ylim=(-0.85, 0.85))
        ax.set(xlabel="along the valley", ylabel="across (drawn wider)", yticks=(-0.5, 0, 0.5))
        ax.grid(False)
        ax.label_outer()
    return axes.ravel()[: max(1, len(steps))]


@drawing
def curves(losses: Mapping[str, Sequence[float]], accuracies: Mapping[str, float], window: int = 25) -> Axes:
    """Learning curves by flag, each point a mean over `window` steps; beside them the test accuracies. Two Axes."""
    _, axes = plt.subplots(1, 2, figsize=(7.6, 3.55), width_ratios=[1.9, 1])
    for flag, values in losses.items():
        wide = max(1, min(window, len(values)))
        means = np.convolve(values, np.ones(wide) / wide, "valid") if len(values) else np.empty(0)
        axes[0].plot(np.arange(len(means)) + wide / 2, means, label=_title(flag), linewidth=1.5)
    style.scale(axes[0], [line.get_ydata() for line in axes[0].lines], f"loss, mean over {window} steps")
    axes[0].set(xlabel="mini-batch steps", title="the same start for all")
    axes[0].legend(*axes[0].get_legend_handles_labels(), loc="upper right")
    for i, (flag, share) in enumerate(accuracies.items()):
        axes[1].plot(100 * share, i, "o", color=COLOURS[i % 6], markersize=8)
        axes[1].annotate(f"{share:.1%}", (100 * share, i), (0, 7), textcoords="offset points", ha="center")
        tell(axes[1], _title(flag), [100 * share])
    axes[1].set_yticks(range(len(accuracies)), [_title(flag) for flag in accuracies])
    axes[1].set(xlabel="test images right, in %", title="at the end", ylim=(len(accuracies) - 0.5, -0.7))
    axes[1].margins(x=0.25)
    return axes


@drawing
def confusion(counts: Array, names: Sequence[str]) -> Axes:
    """A confusion matrix: the true class down, the predicted one across; shades for the mistakes only."""
    k, texts = len(names), [label(name) for name in names]
    mistakes = np.where(np.eye(k) > 0, np.nan, counts)
    figure, ax = plt.subplots(figsize=(7.6, 5.4))
    image = cells(ax, mistakes, [[f"{n:g}" for n in row] for row in counts], vmin=0, vmax=largest(mistakes, 1))
    style.colour_bar(ax, image, "mistakes")
    ax.set_xticks(range(k), texts, rotation=40, ha="right", rotation_mode="anchor")
    ax.set_yticks(range(k), texts)
    ax.set(xlabel="predicted class", ylabel="true class", aspect="equal")
    told = f"{number(np.nansum(np.diag(counts)), 9)} of {number(np.nansum(counts), 9)} are on the diagonal"
    if np.nansum(mistakes) > 0:
        i, j = divmod(int(np.nanargmax(mistakes)), k)
        told += f"; the most frequent mistake: {names[i]} taken for {names[j]}, {counts[i, j]:g} times"
    figure.set_label(f"A table of {k} true by {k} predicted classes: {told}.")
    return ax

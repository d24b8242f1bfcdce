# Made by `make release` from solutions/backpropagation/lab/draw/training.py: edit that file, not this one.
"""Figures of notebook 07 about training: noise of mini-batches, learning curves, confusions."""

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np

from lab.draw import style
from lab.draw.style import BLUE, COLOURS, ORANGE, Array, Axes, Function, cells
from lab.figures import drawable, drawing, label, largest, number, tell
from lab.optimizers import OPTIMIZERS


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


def _title(flag: str) -> str:
    return OPTIMIZERS[flag].title if flag in OPTIMIZERS else label(flag, 18)


@drawing
def curves(losses: Mapping[str, Sequence[float]], accuracies: Mapping[str, float], window: int = 25) -> Axes:
    """Learning curves by flag, each point a mean over `window` steps; beside them the accuracies. Two Axes."""
    _, axes = plt.subplots(1, 2, figsize=(7.6, max(3.55, 0.36 * len(losses))), width_ratios=[1.9, 1])
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
    axes[1].set(xlabel="validation images right, in %", title="at the end", ylim=(len(accuracies) - 0.5, -0.7))
    axes[1].margins(x=0.25)
    return axes


@drawing
def confusion(counts: Array, names: Sequence[str]) -> Axes:
    """A confusion matrix: the true class down, the predicted one across; shades for the mistakes only."""
    k, texts, counts = len(names), [label(name, 20) for name in names], np.asarray(counts)
    mistakes = np.where(np.eye(k) > 0, np.nan, counts)
    figure, ax = plt.subplots(figsize=(7.6, 5.4))
    image = cells(
        ax, mistakes, [[number(n, 2) for n in row] for row in counts], texts, vmin=0, vmax=largest(mistakes, 1)
    )
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

"""Figures of notebook 07 about training: noise of mini-batches, paths in a valley, learning curves, confusions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from lab.draw import style
from lab.optimizers import OPTIMIZERS
from lab.parameters import Parameters

if TYPE_CHECKING:
    from matplotlib.axes import Axes

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
    gradient: Callable[[Array, Array], Any], X: Array, y: Array, rng: np.random.Generator, repeats: int = 12
) -> None:
    """Draw how far the gradient of a mini-batch is from that of all of X, for batches of 1, 4, 16, … examples.

    gradient(X_batch, y_batch) gives ∇θ. Each dot is a mini-batch drawn anew; the line is proportional to 1/√m.
    """
    whole = _flat(gradient(X, y))
    sizes = [4**i for i in range(6)]
    errors = np.empty((len(sizes), repeats))
    for i, m in enumerate(sizes):
        for j in range(repeats):
            chosen = rng.choice(X.shape[1], m, replace=False)
            errors[i, j] = np.linalg.norm(_flat(gradient(X[:, chosen], y[chosen])) - whole) / np.linalg.norm(whole)
    fig, ax = style.figure(height=3.1)
    ax.loglog(np.repeat(sizes, repeats), errors.ravel(), "o", color=style.BLUE, markersize=4, alpha=0.6)
    middle = float(np.exp(np.mean(np.log(errors * np.sqrt(sizes)[:, None]))))
    line = middle / np.sqrt(sizes)
    ax.loglog(sizes, line, "--", color=style.ORANGE)
    ax.text(sizes[2] * 1.2, line[2] * 1.25, r"$\propto 1/\sqrt{m}$", color=style.ORANGE)
    ax.set_xticks(sizes, [str(m) for m in sizes])
    ax.minorticks_off()
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
    x, y = np.meshgrid(np.linspace(-10, 4.5, 150), np.linspace(-0.85, 0.85, 90))
    ax.contour(x, y, _bowl(x, y), 0.5 * 2.3 ** np.arange(-1, 7), colors=[style.GRID], linewidths=1, linestyles="-")
    ax.plot(path[:, 0], path[:, 1], "-o", color=_LOOKS[flag][0], markersize=3, linewidth=1.2)
    ax.plot(0, 0, "+", color=style.INK, markersize=10)
    ax.grid(False)
    ax.set(xlim=(-10, 4.5), ylim=(-0.85, 0.85))


@style.drawing
def valley(steps: Mapping[str, Step], count: int = 50) -> None:
    """Draw `count` steps of each optimizer in a valley 100 times as steep across as along. steps: by flag."""
    fig, axes = style.figure(2, 2, height=4.6, sharex=True, sharey=True)
    told = []
    for ax, (flag, step) in zip(np.ravel(axes), steps.items(), strict=False):
        eta, title = _VALLEY_ETAS[flag], OPTIMIZERS[flag].title
        path = _descend(step, eta, count)
        _valley(ax, path, flag)
        loss = float(_bowl(*path[-1]))
        ax.set_title(f"{title}, η = {eta:g}: down to {loss:.2g}")
        told.append(f"{title} down to {loss:.2g}")
    for ax in axes[1]:
        ax.set_xlabel("along the valley")
    for ax in axes[:, 0]:
        ax.set_ylabel("across (drawn wider)")
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
    fig, (ax, bars) = style.figure(1, 2, height=3.5, width_ratios=[2.2, 1])
    for flag, values in losses.items():
        colour, dashes = _LOOKS[flag]
        ax.plot(*_smoothed(values, window), color=colour, linestyle=dashes, label=OPTIMIZERS[flag].title, linewidth=1.6)
    ax.set_yscale("log")
    ticks = [0.3, 0.4, 0.6, 0.8, 1.0, 1.5, 2.0]
    ax.set_yticks(ticks, [f"{tick:g}" for tick in ticks])
    ax.minorticks_off()
    ax.legend()
    style.label(ax, "mini-batch steps", f"loss, mean over {window} steps", "the same start for all")
    flags = list(accuracies)[::-1]
    for i, flag in enumerate(flags):
        bars.plot(100 * accuracies[flag], i, "o", color=_LOOKS[flag][0], markersize=8)
        bars.annotate(
            f"{accuracies[flag]:.1%}", (100 * accuracies[flag], i), (0, 9), textcoords="offset points", ha="center"
        )
    bars.set_yticks(range(len(flags)), [OPTIMIZERS[flag].title for flag in flags])
    bars.set(ylim=(-0.5, len(flags) - 0.3))
    bars.margins(x=0.25)
    style.label(bars, "test images right, in %", "", "at the end")
    told = ", ".join(f"{OPTIMIZERS[flag].title} {share:.1%}" for flag, share in accuracies.items())
    style.show(fig, alt=f"Left: the losses fall fast at first, then slowly. Right, test accuracies at the end: {told}.")


@style.drawing
def confusion(counts: Array, names: Sequence[str]) -> None:
    """Draw a confusion matrix: the true class down, the predicted one across; shades for the mistakes only."""
    counts = np.asarray(counts)
    mistakes = counts.astype(float)
    np.fill_diagonal(mistakes, np.nan)
    fig, ax = style.figure(height=5.2)
    seen = ax.imshow(mistakes, cmap=style.SEQUENTIAL, vmin=0)
    ax.grid(False)
    bright = np.nanmax(mistakes) * 0.55
    for i, j in np.ndindex(*counts.shape):
        dark = i != j and counts[i, j] < bright
        weight = "bold" if i == j else "normal"
        ax.text(j, i, f"{counts[i, j]:g}", ha="center", va="center", fontsize=8.5, fontweight=weight,
                color="white" if dark else style.INK)  # fmt: skip
    ax.set_xticks(range(len(names)), names, rotation=40, ha="right")
    ax.set_yticks(range(len(names)), names)
    style.label(ax, "predicted class", "true class")
    fig.colorbar(seen, ax=ax, label="mistakes", shrink=0.8)
    worst = divmod(int(np.nanargmax(mistakes)), len(names))
    style.show(
        fig,
        alt=f"Ten by ten numbers; most of each row stands on the diagonal. The most frequent mistake: "
        f"{names[worst[0]]} taken for {names[worst[1]]}, {counts[worst]:g} times.",
    )

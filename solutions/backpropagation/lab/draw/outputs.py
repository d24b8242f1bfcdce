"""Figures of notebook 02: softmax as bars, e(y) as a picture, and what each loss makes of a prediction.

Every bar, cell and curve is computed from the functions that are passed in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from lab.draw import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Array = np.ndarray[Any, np.dtype[Any]]
Softmax = Callable[[Array], Array]
Loss = Callable[[Array, Array], float]


def _bars(ax: Axes, heights: Array, colour: str, form: str, moved: int | None = None) -> None:
    """Draw a bar for each entry, its number at its end; the bar `moved` is hatched."""
    bars = ax.bar(range(len(heights)), heights, color=colour, width=0.75)
    if moved is not None:
        bars[moved].set(hatch="///", edgecolor=style.PAPER, linewidth=0)
    ax.bar_label(bars, [form.format(v).replace("-", "−") for v in heights], padding=2, fontsize=8.5)
    ax.set_xticks(range(len(heights)), [f"{j}" for j in range(len(heights))])
    ax.grid(visible=False, axis="x")
    ax.axhline(0, color=style.MUTED, linewidth=0.8, linestyle="-")


def _columns(softmax: Softmax, logits: Array, titles: Sequence[str], moved: int | None, alt: str) -> None:
    """Draw each column of `logits` as bars, and under it its softmax."""
    fig, axes = style.figure(2, logits.shape[1], height=4.2, sharey="row")
    probabilities = softmax(logits)
    low, high = min(float(logits.min()), 0.0), max(float(logits.max()), 0.0)
    room = 0.2 * (high - low)
    for j, title in enumerate(titles):
        _bars(axes[0, j], logits[:, j], style.SKY, "{:.3g}", moved)
        _bars(axes[1, j], probabilities[:, j], style.AMBER, "{:.2f}", moved)
        axes[0, j].set_title(title, fontsize=9.5)
        axes[1, j].set_xlabel("class")
    axes[0, 0].set_ylim(low - (room if low < 0 else 0), high + room)
    axes[1, 0].set_ylim(0, 1.17)
    axes[0, 0].set_ylabel("logit a")
    axes[1, 0].set_ylabel("softmax(a)")
    style.show(fig, alt=alt)


@style.drawing
def bars(softmax: Softmax) -> None:
    """Draw three logits and their softmax, five times, while the middle logit rises from −2 to 4."""
    rising = np.array([-2.0, 0.0, 1.0, 2.0, 4.0])
    logits = np.vstack([np.full(5, 2.0), rising, np.zeros(5)])
    titles = [f"$a_1$ = {a:g}".replace("-", "−") for a in rising]
    p = softmax(logits)
    alt = (
        "Five pairs of bar charts: above, three logits, of which the middle one rises from -2 to 4; below, their "
        f"softmax. The middle class's probability rises from {p[1, 0]:.2f} to {p[1, -1]:.2f}, and those of the "
        "other two fall, keeping their ratio."
    )
    _columns(softmax, logits, titles, 1, alt)


@style.drawing
def shift_and_scale(softmax: Softmax, logits: Sequence[float] = (2.0, 1.0, 0.0)) -> None:
    """Draw the softmax of a, of a moved up and down by a constant, and of a stretched and squeezed."""
    a = np.array(logits)
    columns = [a, a + 3, a - 3, 3 * a, a / 3]
    titles = ["a", "a + 3", "a − 3", "3 a", "a / 3"]
    alt = (
        "Five pairs of bar charts: logits above, softmax below. Adding 3 to all logits or taking 3 away leaves the "
        "softmax as it was; three times the logits make it sharper, a third of them flatter."
    )
    _columns(softmax, np.stack(columns, axis=1), titles, None, alt)


def _cells(ax: Axes, values: Array, form: str, title: str) -> None:
    """Draw a matrix as coloured cells with a number in each."""
    ax.imshow(values, cmap=style.SEQUENTIAL, vmin=0, vmax=1, aspect="auto")
    for (i, j), value in np.ndenumerate(values):
        ax.text(j, i, form.format(value), ha="center", va="center", color="k" if value > 0.55 else "w")
    ax.set_xticks(range(values.shape[1]))
    ax.set_yticks(range(values.shape[0]))
    ax.grid(visible=False)
    style.label(ax, "example (a column each)", "class (a row each)", title)


@style.drawing
def labels(one_hot: Callable[[Array, int], Array], softmax: Softmax) -> None:
    """Draw e(y) for six labels beside the predictions of a net that is not trained: random logits."""
    y = np.array([2, 0, 3, 3, 1, 2])
    y_hat = softmax(np.random.default_rng(2).normal(0, 1.5, (4, len(y))))
    e = one_hot(y, 4)
    fig, axes = style.figure(1, 2, height=3)
    _cells(axes[0], e, "{:.0f}", f"e(y) for y = {y.tolist()}")
    _cells(axes[1], y_hat, "{:.2f}", "ŷ from random logits")
    style.show(
        fig,
        alt=f"Two grids of 4 rows and 6 columns. Left, e(y) for the labels {y.tolist()}: in each column a single 1, "
        "in the row of its label. Right, predicted probabilities: each column adds up to 1.",
    )


@style.drawing
def surprise(cross_entropy: Loss) -> None:
    """Draw the loss of one example over the probability given to its true class."""
    p = np.linspace(0.002, 1, 400)
    fig, ax = style.figure(height=3.2)
    ax.plot(p, [_one(cross_entropy, q) for q in p], "-", color=style.BLUE)
    for q, text in (
        (1.0, "certain and right"),
        (0.5, "even chance"),
        (0.1, "one in ten"),
        (0.01, "one in a hundred"),
    ):
        loss = _one(cross_entropy, q)
        ax.plot(q, loss, "o", color=style.INK, markersize=5)
        side = "right" if q == 1 else "left"
        ax.annotate(
            f"{text}: {abs(loss):.2f}", (q, loss), (0, 16) if q == 1 else (9, 5), ha=side, textcoords="offset points"
        )
    style.label(ax, "probability given to the true class", "cross-entropy of this example")
    ax.set_ylim(-0.2, 6.4)
    style.show(
        fig,
        alt="The loss falls from above 6 for a probability near 0, steeply at first, to 0 for a probability of 1. "
        "At one half it is 0.69, at one tenth 2.30, at one hundredth 4.61.",
    )


def _one(cross_entropy: Loss, probability: float) -> float:
    return float(cross_entropy(np.array([[probability], [1 - probability]]), np.array([0])))


@style.drawing
def two_losses(
    softmax: Softmax, one_hot: Callable[[Array, int], Array], cross_entropy: Loss, squared_error: Loss
) -> None:
    """Draw both losses, and how steep they are, over the logit of the true class; the other class's logit is 0."""
    y = np.array([0])

    def entropy(z: float) -> float:
        return float(cross_entropy(softmax(np.array([[z], [0.0]])), y))

    def squared(z: float) -> float:
        return float(squared_error(softmax(np.array([[z], [0.0]])), one_hot(y, 2)))

    fig, axes = style.figure(1, 2, height=3.3)
    z, step = np.linspace(-8, 8, 161), 1e-4
    for loss, name, dashes in ((entropy, "cross-entropy", "-"), (squared, "squared error", "--")):
        axes[0].plot(z, [loss(at) for at in z], dashes, label=name)
        slope = [(loss(at + step) - loss(at - step)) / (2 * step) for at in z]
        axes[1].plot(z, slope, dashes, label=name)
    for ax in axes:
        ax.axvspan(-8, -4, color=style.AMBER, alpha=0.18, linewidth=0)
        ax.legend(loc="upper right" if ax is axes[0] else "lower right")
    style.label(axes[0], "logit of the true class", "loss", "shaded: confident and wrong")
    style.label(axes[1], "logit of the true class", "slope of the loss", "what gradient descent gets to see")
    style.show(
        fig,
        alt="Left: for a confident wrong answer the cross-entropy grows as a straight line, while the squared error "
        "levels off at 1. Right: there the slope of the cross-entropy is about -1, that of the squared error near 0.",
    )

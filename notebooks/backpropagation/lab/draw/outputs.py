# Made by `make release` from solutions/backpropagation/lab/draw/outputs.py: edit that file, not this one.
"""Figures of notebook 02: softmax as bars, e(y) as a picture, and what each loss makes of a prediction.

Every bar, cell and curve is computed from the functions that are passed in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from lab.draw import style

if TYPE_CHECKING:
    from lab.draw.axes import Axes

Array = np.ndarray[Any, np.dtype[Any]]
Softmax = Callable[[Array], Array]
Loss = Callable[[Array, Array], float]


def _bars(ax: Axes, heights: Array, colour: str, form: str, moved: int | None = None) -> None:
    """Draw a bar for each entry, its number at its end; the bar `moved` has an edge."""
    for j, height in enumerate(heights):
        edge = style.INK if j == moved else ""
        ax.boxes([(j - 0.375, min(height, 0), 0.75, abs(height))], colour, edge=edge, width=1.6)
        text, up = form.format(height).replace("-", "−"), height >= 0
        ax.write(j, height, text, ha="center", va="bottom" if up else "top", size=11.5, offset=(0, 1 if up else -4))
    ax.x.ticks, ax.x.grid, ax.x.limits = range(len(heights)), False, (-0.6, len(heights) - 0.4)
    ax.level(0, style.MUTED, width=1)


def _columns(softmax: Softmax, logits: Array, titles: Sequence[str], moved: int | None, alt: str) -> None:
    """Draw each column of `logits` as bars, and under it its softmax."""
    fig, axes = style.figure(2, logits.shape[1], height=400, share_y="row")
    probabilities = softmax(logits)
    low, high = min(float(logits.min()), 0.0), max(float(logits.max()), 0.0)
    room = 0.2 * (high - low)
    for j, title in enumerate(titles):
        _bars(axes[0, j], logits[:, j], style.SKY, "{:.3g}", moved)
        _bars(axes[1, j], probabilities[:, j], style.AMBER, "{:.2f}", moved)
        axes[0, j].title = title
        axes[1, j].x.label = "class"
    axes[0, 0].y.limits = (low - (room if low < 0 else 0), high + room)
    axes[1, 0].y.limits = (0, 1.17)
    axes[0, 0].y.label = "logit a"
    axes[1, 0].y.label = "softmax(a)"
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
    rows, columns = values.shape
    ax.picture(style.map_colours(values, style.SEQUENTIAL, 0, 1), (-0.5, columns - 0.5, rows - 0.5, -0.5))
    for (i, j), value in np.ndenumerate(values):
        ink = "#000000" if value > 0.55 else "#ffffff"
        ax.write(j, i, form.format(value), ha="center", va="center", colour=ink)
    ax.x.ticks, ax.y.ticks, ax.y.limits = range(columns), range(rows), (rows - 0.5, -0.5)
    style.label(ax, "example (a column each)", "class (a row each)", title)


@style.drawing
def labels(one_hot: Callable[[Array, int], Array], softmax: Softmax) -> None:
    """Draw e(y) for six labels beside the predictions of a net that is not trained: random logits."""
    y = np.array([2, 0, 3, 3, 1, 2])
    y_hat = softmax(np.random.default_rng(2).normal(0, 1.5, (4, len(y))))
    e = one_hot(y, 4)
    fig, axes = style.figure(1, 2, height=290)
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
    p = np.linspace(0.002, 1, 200)
    fig, ax = style.figure(height=310)
    ax.line(p, [_one(cross_entropy, q) for q in p], style.BLUE)
    for q, text in (
        (1.0, "certain and right"),
        (0.5, "even chance"),
        (0.1, "one in ten"),
        (0.01, "one in a hundred"),
    ):
        loss = _one(cross_entropy, q)
        ax.dots(q, loss, style.INK)
        ha, offset = ("right", (0, 20)) if q == 1 else ("left", (11, 6))
        ax.write(q, loss, f"{text}: {abs(loss):.2f}", ha=ha, offset=offset)
    style.label(ax, "probability given to the true class", "cross-entropy of this example")
    ax.y.limits = (-0.2, 6.4)
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

    fig, axes = style.figure(1, 2, height=315)
    z, step = np.linspace(-8, 8, 81), 1e-4
    looks = ((entropy, "cross-entropy", style.BLUE, "-"), (squared, "squared error", style.ORANGE, "--"))
    for loss, name, colour, dash in looks:
        axes[0].line(z, [loss(at) for at in z], colour, dash, label=name)
        slope = [(loss(at + step) - loss(at - step)) / (2 * step) for at in z]
        axes[1].line(z, slope, colour, dash, label=name)
    for ax in axes:
        ax.band(-8, -4, style.AMBER)
        ax.legend("upper right" if ax is axes[0] else "lower right")
    style.label(axes[0], "logit of the true class", "loss", "shaded: confident and wrong")
    style.label(axes[1], "logit of the true class", "slope of the loss", "what gradient descent gets to see")
    style.show(
        fig,
        alt="Left: for a confident wrong answer the cross-entropy grows as a straight line, while the squared error "
        "levels off at 1. Right: there the slope of the cross-entropy is about -1, that of the squared error near 0.",
    )

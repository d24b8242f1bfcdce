# Made by `make release` from solutions/backpropagation/lab/draw/outputs.py: edit that file, not this one.
"""Figures of notebook 02: softmax as bars, e(y) as a picture, and what each loss makes of a prediction."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np

from lab.draw.style import AMBER, INK, MUTED, SKY, Array, Axes, Function, cells
from lab.figures import drawing, number, reach, tell


def _short(value: float, form: str) -> str:
    """A number in this form, or with two digits where that would be long."""
    return f"{value:{form if abs(value) < 1000 else '.2g'}}"


def _columns(softmax: Function, logits: Array, titles: Sequence[str], moved: int | None = None) -> Axes:
    """Draw each column of `logits` as bars, and under it its softmax; the bar `moved` has an edge."""
    k, m = logits.shape
    x = np.arange(k) + (k + 1) * np.arange(m)[:, np.newaxis]
    edges, size = [INK if i == moved else "none" for i in range(k)], min(8.6, 150 / x.size)
    y_hat = softmax(logits)
    if np.shape(y_hat) != (k, m):
        raise ValueError(f"of logits of shape {(k, m)} the softmax has the shape {np.shape(y_hat)}")
    _, axes = plt.subplots(2, 1, figsize=(7.6, 4.2), sharex=True)
    for ax, values, colour, form in ((axes[0], logits, SKY, ".3g"), (axes[1], y_hat, AMBER, ".2f")):
        for j, title in enumerate(titles):
            bars = ax.bar(x[j], values[:, j], 0.8, color=colour, edgecolor=edges)
            texts = [_short(round(value, 2), form).replace("-", "−") for value in values[:, j]]
            ax.bar_label(bars, texts, padding=1, size=size, in_layout=False)
            tell(ax, title, texts)
        ax.axhline(0, color=MUTED, linewidth=0.75, linestyle="-")
        ax.margins(x=0.02, y=0.2)
        ax.grid(axis="x", visible=False)
    for at, title in zip(x.mean(axis=1), titles, strict=True):
        axes[0].text(at, 1.03, title, ha="center", size=10.9, transform=axes[0].get_xaxis_transform())
    reach(axes[1], 0, 1.17)
    axes[0].set_ylabel("logit a")
    axes[1].set(ylabel="softmax(a)", xlabel="class", xticks=x.ravel(), xticklabels=[*range(k)] * m)
    return axes


@drawing
def bars(softmax: Function) -> Axes:
    """Three logits and their softmax, five times, while the middle logit rises from −2 to 4. Two Axes."""
    rising = np.array([-2.0, 0.0, 1.0, 2.0, 4.0])
    logits = np.vstack([np.full(5, 2.0), rising, np.zeros(5)])
    return _columns(softmax, logits, [f"$a_1$ = {number(a)}" for a in rising], moved=1)


@drawing
def shift_and_scale(softmax: Function, logits: Sequence[float] = (2.0, 1.0, 0.0)) -> Axes:
    """The softmax of a, of a moved up and down by a constant, and of a stretched and squeezed. Two Axes."""
    a = np.array(logits, dtype=float)
    columns = np.stack([a, a + 3, a - 3, 3 * a, a / 3], axis=1)
    return _columns(softmax, columns, ["a", "a + 3", "a − 3", "3 a", "a / 3"])


@drawing
def labels(one_hot: Function, softmax: Function) -> Axes:
    """e(y) for six labels, beside the predictions of a net that is not trained: random logits. Two Axes."""
    y, logits = np.array([2, 0, 3, 3, 1, 2]), np.random.default_rng(2).normal(0, 1.5, (4, 6))
    _, axes = plt.subplots(1, 2, figsize=(7.6, 3.0))
    e, y_hat = np.asarray(one_hot(y, 4), dtype=float), softmax(logits)
    titles = (f"e(y) for y = {y.tolist()}", "ŷ from random logits")
    for ax, values, form, title in zip(axes, (e, y_hat), (".3g", ".2f"), titles, strict=True):
        texts = [[_short(value, form) for value in row] for row in values]
        cells(ax, values, texts, [f"class {i}" for i in range(len(texts))], vmin=0, vmax=1)
        ax.set(xlabel="example (a column each)", ylabel="class (a row each)", title=title)
        ax.set(xticks=range(6), yticks=range(4))
    return axes


@drawing
def surprise(cross_entropy: Function) -> Axes:
    """The loss of one example, over the probability given to its true class."""
    named = {1.0: "certain and right", 0.5: "even chance", 0.1: "one in ten", 0.01: "one in a hundred"}
    p = np.sort([*np.linspace(0.002, 1, 199, endpoint=False), *named])
    loss = {q: float(cross_entropy(np.array([[q], [1 - q]]), np.array([0]))) for q in p}
    _, ax = plt.subplots()
    ax.plot(p, [*loss.values()], label="cross-entropy")
    for q, name in named.items():
        close = q == 0.01 and not abs(loss[0.01] - loss[0.1]) > 0.5  # of two that would stand in each other's way
        place = {"xytext": (0, 14), "ha": "right"} if q == 1 else {"xytext": (8, 4 + 16 * close)}
        ax.plot(q, loss[q], "o", color=INK)
        text = f"{name}: {loss[q]:.2f}".replace("-0.00", "0.00")
        ax.annotate(text, (q, loss[q]), textcoords="offset points", in_layout=False, **place)
        tell(ax, f"at {q:g}", [loss[q]])
    reach(ax, -0.2, 6.4)
    ax.set(xlabel="probability given to the true class", ylabel="cross-entropy of this example")
    return ax


@drawing
def two_losses(softmax: Function, one_hot: Function, cross_entropy: Function, squared_error: Function) -> Axes:
    """Both losses, and how steep they are, over the logit of the true class; the other's logit is 0. Two Axes."""
    z, step, y = np.linspace(-8, 8, 81), 1e-4, np.array([0])
    _, axes = plt.subplots(1, 2)
    for name, loss, target in (("cross-entropy", cross_entropy, y), ("squared error", squared_error, one_hot(y, 2))):
        at = {by: np.array([loss(softmax(np.array([[a], [0.0]])), target) for a in z + by]) for by in (-step, 0, step)}
        axes[0].plot(z, at[0], label=name)
        axes[1].plot(z, (at[step] - at[-step]) / (2 * step), label=name)
    for ax, place in zip(axes, ("upper right", "lower right"), strict=True):
        ax.axvspan(-8, -4, color=AMBER, alpha=0.18, linewidth=0)
        ax.legend(loc=place)
        ax.set_xlabel("logit of the true class")
    axes[0].set(ylabel="loss", title="shaded: confident and wrong")
    axes[1].set(ylabel="slope of the loss", title="what gradient descent gets to see")
    return axes

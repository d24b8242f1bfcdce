# Made by `make release` from solutions/backpropagation/lab/draw/images.py: edit that file, not this one.
"""Figures of notebook 07 that show pictures: the data, what the first layer looks for, the worst mistakes.

An image is a column of 784 numbers, row of pixels after row of pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from lab.draw import style

if TYPE_CHECKING:
    from lab.draw.axes import Axes

Array = np.ndarray[Any, np.dtype[Any]]
SIDE = 28


def _mosaic(columns: Array, across: int, empty: float) -> Array:
    """Lay images, a column each, out in rows of `across`, with a gap of two pixels; `empty` fills the gaps."""
    down = -(-columns.shape[1] // across)
    step = SIDE + 2
    sheet = np.full((down * step - 2, across * step - 2), empty)
    for i, image in enumerate(columns.T):
        top, left = i // across * step, i % across * step
        sheet[top : top + SIDE, left : left + SIDE] = image.reshape(SIDE, SIDE)
    return sheet


def _show(ax: Axes, sheet: Array, colours: str, low: float, high: float) -> None:
    """Show a sheet of pixels, each as high as it is wide, without scales."""
    rows, columns = sheet.shape
    ax.picture(style.map_colours(sheet, colours, low, high), (0, columns, rows, 0))
    ax.y.limits = (rows, 0)
    ax.x.ticks, ax.y.ticks = [], []
    ax.square, ax.frame = True, False


@style.drawing
def gallery(X: Array, y: Array, names: Sequence[str], across: int = 14) -> None:
    """Draw the first `across` images of every class, a row for each."""
    chosen = np.concatenate([np.flatnonzero(y == label)[:across] for label in range(len(names))])
    fig, ax = style.figure(height=462)
    _show(ax, _mosaic(X[:, chosen], across, empty=np.nan), "gray", 0, 1)
    ax.y.ticks = np.arange(len(names)) * (SIDE + 2) + SIDE / 2
    ax.y.texts = [f"{i}  {name}" for i, name in enumerate(names)]
    style.show(
        fig,
        alt=f"Ten rows of {across} small grey pictures on black, one row for each class: {', '.join(names)}. "
        "Pullovers, coats and shirts look much alike.",
    )


@style.drawing
def weights(theta: tuple[Sequence[Any], Sequence[Any]], across: int = 16) -> None:
    """Draw every row of theta's W_1 as the picture that it is: what its unit adds up, and what it subtracts."""
    W_1 = np.asarray(theta[0][1])
    limit = float(np.quantile(np.abs(W_1), 0.995))
    fig, ax = style.figure(height=50 + 620 * -(-len(W_1) // across) / across)
    _show(ax, _mosaic(W_1.T, across, empty=np.nan), style.DIVERGING, -limit, limit)
    ax.title = f"the {len(W_1)} rows of $W_1$"
    ax.bar = (style.DIVERGING, -limit, limit, "weight of a pixel")
    style.show(
        fig,
        alt=f"{len(W_1)} small pictures, one for each hidden unit: red where a bright pixel drives it, blue where a "
        "bright pixel holds it back. Some show outlines of clothes, shoes or bags; others look like noise.",
    )


@style.drawing
def confidently_wrong(X: Array, y: Array, y_hat: Array, names: Sequence[str], count: int = 12) -> None:
    """Draw the `count` images that the network is surest of, and wrong: largest probability of a wrong class."""
    guess, sure = y_hat.argmax(axis=0), y_hat.max(axis=0)
    worst = np.argsort(np.where(guess == y, -1.0, sure))[::-1][:count]
    rows = -(-count // 6)
    fig, axes = style.figure(rows, 6, height=165 * rows)
    for ax, i in zip(np.ravel(axes), worst, strict=False):
        _show(ax, X[:, i].reshape(SIDE, SIDE), "gray", 0, 1)
        ax.write(SIDE / 2, 0, f"{sure[i]:.2%}\n{names[guess[i]]}", ha="center", va="bottom", size=12, offset=(0, 4))
        ax.write(SIDE / 2, SIDE, f"is: {names[y[i]]}", ha="center", va="top", size=12, offset=(0, -6))
        ax.title, ax.x.label = " \n ", " "  # the room for these
    for ax in np.ravel(axes)[len(worst) :]:
        ax.shown = False
    told = "; ".join(f"{names[y[i]]} taken for {names[guess[i]]}" for i in worst)
    style.show(fig, alt=f"The {count} test images with the surest wrong answers. Left to right: {told}.")

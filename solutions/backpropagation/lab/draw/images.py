"""Figures of notebook 07 that show pictures: the data, what the first layer looks for, the worst mistakes.

An image is a column of 784 numbers, row of pixels after row of pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from lab.draw import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

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


def _bare(ax: Axes) -> None:
    ax.grid(False)
    ax.tick_params(length=0)
    for spine in ax.spines.values():
        spine.set_visible(False)


@style.drawing
def gallery(X: Array, y: Array, names: Sequence[str], across: int = 14) -> None:
    """Draw the first `across` images of every class, a row for each."""
    chosen = np.concatenate([np.flatnonzero(y == label)[:across] for label in range(len(names))])
    fig, ax = style.figure(height=4.85)
    ax.imshow(_mosaic(X[:, chosen], across, empty=np.nan), cmap="gray", vmin=0, vmax=1)
    _bare(ax)
    ax.set_xticks([])
    ax.set_yticks(np.arange(len(names)) * (SIDE + 2) + SIDE / 2, [f"{i}  {name}" for i, name in enumerate(names)])
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
    fig, ax = style.figure(height=0.35 + style.WIDTH * 0.9 * -(-len(W_1) // across) / across)
    seen = ax.imshow(_mosaic(W_1.T, across, empty=np.nan), cmap=style.DIVERGING, vmin=-limit, vmax=limit)
    _bare(ax)
    ax.set_xticks([])
    ax.set_yticks([])
    ax.set_title(f"the {len(W_1)} rows of $W_1$")
    fig.colorbar(seen, ax=ax, label="weight of a pixel", fraction=0.03, pad=0.01, shrink=0.9)
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
    fig, axes = style.figure(-(-count // 6), 6, height=1.7 * -(-count // 6))
    for ax in np.ravel(axes):
        _bare(ax)
        ax.set(xticks=[], yticks=[])
    for ax, i in zip(np.ravel(axes), worst, strict=False):
        ax.imshow(X[:, i].reshape(SIDE, SIDE), cmap="gray", vmin=0, vmax=1)
        ax.set_title(f"{sure[i]:.2%} {names[guess[i]]}", fontsize=8.5, loc="center")
        ax.set_xlabel(f"is: {names[y[i]]}", fontsize=8.5)
    told = "; ".join(f"{names[y[i]]} taken for {names[guess[i]]}" for i in worst)
    style.show(fig, alt=f"The {count} test images with the surest wrong answers. Left to right: {told}.")

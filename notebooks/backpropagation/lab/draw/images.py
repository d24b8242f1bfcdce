# Made by `make release` from solutions/backpropagation/lab/draw/images.py: edit that file, not this one.
"""Figures of notebook 07 that show images (a column of 784 numbers each): data, first layer, worst mistakes."""

from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt
import numpy as np

from lab.draw.style import DIVERGING, Array, Axes, colour_bar
from lab.figures import drawing, label, number

SIDE = 28


def _mosaic(ax: Axes, images: Array, across: int, gap: int = 2, under: int = 2, **colours: Any) -> Any:
    """Show images, a column each, in rows of `across`; between them is nothing. `colours` as imshow takes them."""
    rows = max(1, -(-images.shape[1] // across))
    sheet = np.full((rows * (SIDE + under) - under, across * (SIDE + gap) - gap), np.nan)
    for i, image in enumerate(images.T):
        top, left = i // across * (SIDE + under), i % across * (SIDE + gap)
        sheet[top : top + SIDE, left : left + SIDE] = image.reshape(SIDE, SIDE)
    ax.spines[:].set_visible(False)
    ax.grid(False)
    ax.tick_params(length=0)
    ax.set(xticks=[], yticks=[])
    return ax.imshow(sheet, **colours)


@drawing
def gallery(X: Array, y: Array, names: Sequence[str], across: int = 14) -> Axes:
    """The first `across` images of every class, a row for each."""
    figure, ax = plt.subplots(figsize=(7.6, 4.8))
    sheet = np.full((SIDE**2, len(names) * across), np.nan)
    for c in range(len(names)):
        chosen = np.flatnonzero(np.asarray(y) == c)[:across]
        sheet[:, c * across : c * across + len(chosen)] = X[:, chosen]
    _mosaic(ax, sheet, across, cmap="gray", vmin=0, vmax=1)
    texts = [f"{c}  {label(name)}" for c, name in enumerate(names)]
    ax.set_yticks(np.arange(len(names)) * (SIDE + 2) + SIDE / 2, texts)
    figure.set_label(f"Small grey pictures on black, a row for each class: {', '.join(map(str, names))}.")
    return ax


@drawing
def weights(theta: tuple[Sequence[Any], Sequence[Any]], across: int = 16) -> Axes:
    """Every row of theta's W_1 as the picture that it is: what its unit adds up, and what it subtracts."""
    W_1 = theta[0][1]
    finite = W_1[np.isfinite(W_1)] if np.isfinite(W_1).any() else np.zeros(1)
    limit = np.quantile(np.abs(finite), 0.995) or 1.0
    figure, ax = plt.subplots(figsize=(7.6, max(1.8, 0.6 + 6.4 * -(-len(W_1) // across) / across)))
    colour_bar(ax, _mosaic(ax, W_1.T, across, cmap=DIVERGING, vmin=-limit, vmax=limit), "weight of a pixel")
    ax.set_title(f"the {len(W_1)} rows of $W_1$")
    between = (
        f"from {number(finite.min(), 2)} to {number(finite.max(), 2)}"
        if np.isfinite(W_1).any()
        else "that are no numbers"
    )
    told = f"Small pictures, one for each hidden unit, of weights {between}: red "
    figure.set_label(f"{told}where a bright pixel drives the unit, blue where it holds it back.")
    return ax


@drawing
def confidently_wrong(X: Array, y: Array, y_hat: Array, names: Sequence[str], count: int = 12) -> Axes:
    """The `count` images that the network is surest of, and wrong: largest probability of a wrong class."""
    guess, sure = y_hat.argmax(axis=0), y_hat.max(axis=0)
    wrong = np.flatnonzero(guess != y)
    worst = wrong[np.argsort(-sure[wrong], kind="stable")][:count]
    gap, under = 7, 21  # pixels: the room for the texts
    figure, ax = plt.subplots(figsize=(7.6, 1.85 * max(1, -(-len(worst) // 6))))
    _mosaic(ax, X[:, worst], 6, gap, under, cmap="gray", vmin=0, vmax=1)
    for place, i in enumerate(worst):
        top, middle = place // 6 * (SIDE + under), place % 6 * (SIDE + gap) + SIDE / 2
        ax.text(middle, top - 1.5, f"{100 * sure[i]:.4g}%\n{label(names[guess[i]])}", ha="center", va="bottom", size=9)
        ax.text(middle, top + SIDE + 1, f"is: {label(names[y[i]])}", ha="center", va="top", size=9)
    told = "; ".join(f"{names[y[i]]} taken for {names[guess[i]]}" for i in worst)
    figure.set_label(
        f"The {len(worst)} images with the surest wrong answers. Left to right: {told or 'there are none'}."
    )
    return ax

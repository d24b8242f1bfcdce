# Made by `make release` from solutions/backpropagation/lab/draw/network.py: edit that file, not this one.
"""The layers of a network of any sizes, and what each holds; `explore.network` steps through one with its numbers."""

from collections.abc import Sequence

import matplotlib.pyplot as plt
import numpy as np

from lab.draw.style import BLUE, GREEN, MUTED, ORANGE, PAPER, Array, Axes
from lab.figures import drawing, tell

FEW = 6  # a layer with more units than this is drawn as the first few, three dots, and the last


def _sheet(height: float) -> Axes:
    """A blank sheet, whose coordinates are inches from the lower left."""
    _, ax = plt.subplots(figsize=(7.6, height), layout="none")
    ax.set(position=(0, 0, 1, 1), xlim=(0, 7.6), ylim=(0, height))
    ax.set_axis_off()
    return ax


def _wires(ax: Axes, x: tuple[float, float], y_0: Array, y_1: Array) -> None:
    """Lines from each height at the left to each at the right."""
    ax.plot(x, [np.repeat(y_0, len(y_1)), np.tile(y_1, len(y_0))], "-", color=MUTED, linewidth=0.6, alpha=0.5)


@drawing
def layers(sizes: Sequence[int]) -> Axes:
    """The network of these sizes [n_0, …, n_L]: its layers, what each holds, and the shape of each W_k and b_k."""
    L, half = len(sizes) - 1, 0.185 * min(max(sizes), FEW)
    step, below = 6.2 / max(1, L), np.array([])
    low, size = 0.42 * (L > 5), min(9.75, 13 * step)  # of many layers the shapes stand in two rows, and small
    ax = _sheet(1.85 + low + 2 * half)
    kinds = [
        ("input", "$h_0 = x$", GREEN),
        *[("hidden", "$a_{{{0}}}$, $h_{{{0}}}$", BLUE)] * (L - 1),
        ("output", "$a_{{{0}}}$, $ŷ$", ORANGE),
    ]
    for k, (n, (role, name, colour)) in enumerate(zip(sizes, kinds, strict=False)):
        x, y = 0.7 + step * k, 1.05 + low + half + 0.37 * ((min(n, FEW) - 1) / 2 - np.arange(min(n, FEW)))
        if n > FEW:
            ax.text(x, y[-2], "⋮", ha="center", va="center", size=15)
            y = np.delete(y, -2)
        ax.plot(np.full(len(y), x), y, "o", color=PAPER, markeredgecolor=colour, mew=1.6, markersize=17, zorder=3)
        ax.text(x, 1.2 + low + 2 * half, f"{role}\n{name.format(k)}", ha="center", size=1.12 * size)
        ax.text(x, 0.72 + low, f"$n_{{{k}}}$ = {n}", ha="center", size=size)
        if k > 0:
            _wires(ax, (x - step, x), below, y)
            shapes = f"$W_{{{k}}}$: {n} × {sizes[k - 1]}\n$b_{{{k}}}$: {n} × 1"
            ax.text(x - step / 2, 0.18 + low * (k % 2), shapes, ha="center", size=size)
            tell(ax, f"shape of W_{k}", [n, sizes[k - 1]])
        below = y
    return ax

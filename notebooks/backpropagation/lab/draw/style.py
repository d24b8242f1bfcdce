# Made by `make release` from solutions/backpropagation/lab/draw/style.py: edit that file, not this one.
"""What the figures share: the colours of lab.mplstyle, scales, cells with numbers in them, labels."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import matplotlib as mpl
import numpy as np
from numpy.typing import NDArray

from lab.figures import LOOK, tell

PAPER, INK, MUTED, GRID = (LOOK[key] for key in ("figure.facecolor", "text.color", "axes.edgecolor", "grid.color"))
COLOURS = LOOK["axes.prop_cycle"].by_key()["color"]
BLUE, ORANGE, GREEN, PURPLE, SKY, AMBER = COLOURS[:6]  # the last two: for areas, too light for thin lines
DIVERGING = "RdBu_r"  # the colour map for signed numbers; the style sheet's own is for amounts

Array = NDArray[Any]
Axes = Any  # matplotlib.axes.Axes, or an array of them
Function = Callable[..., Any]


def scale(ax: Axes, values: Iterable[Array], name: str) -> None:
    """Make the heights logarithmic if all of `values` are above 0, else linear; say in their label which."""
    known = np.concatenate([np.empty(0), *map(np.ravel, values)])
    low, high = (float(f(known)) if np.isfinite(known).any() else 1.0 for f in (np.nanmin, np.nanmax))
    alike = low < high <= 1.05 * low  # both scales look the same then, and one has better ticks
    kind = "log" if np.any(known > 0) and not np.any(known <= 0) and not alike else "linear"
    ax.set(yscale=kind, ylabel=f"{name} ({kind.replace('log', 'logarithmic')})")
    if kind == "log" and high < 30 * low:  # too little for powers of ten
        ax.yaxis.set_major_locator(mpl.ticker.LogLocator(subs=(1, 2, 3, 5, 7)))
        ax.yaxis.set_major_formatter("{x:g}")
        ax.yaxis.set_minor_formatter("")


def cells(ax: Axes, values: Array, texts: Any = (), names: Sequence[str] = (), **colours: Any) -> Any:
    """A matrix as coloured cells with texts in them; names: of its rows. `colours` as imshow takes them."""
    image = ax.imshow(values, aspect="auto", **colours)
    ax.grid(False)
    longest, wide = max((len(text) for row in texts for text in row), default=1), ax.get_position().width
    size = min(
        mpl.rcParams["font.size"], 72 * wide * ax.figure.get_figwidth() / np.shape(values)[1] / (0.72 * longest + 0.3)
    )
    for i, row in enumerate(texts):
        tell(ax, str(names[i]) if names else f"row {i + 1}", filter(None, row))
        for j, text in enumerate(row):
            *rgb, alpha = image.to_rgba(values[i, j])
            ink = "white" if alpha > 0 and np.dot(rgb, (0.3, 0.59, 0.11)) < 0.5 else INK
            ax.text(j, i, text, ha="center", va="center", color=ink, size=size, clip_on=True)
    return image


def colour_bar(ax: Axes, image: Any, name: str = "") -> None:
    """The colours of an image with their scale, to the right of it and as high."""
    ax.figure.colorbar(image, cax=ax.inset_axes([1.02, 0, 0.025, 1]), label=name).outline.set_visible(False)

"""The look that all figures share: one paper, one ink, colours that every eye can tell apart, alternative text.

    @style.drawing
    def slopes(g, g_prime):
        fig, axes = style.figure(1, 2, height=3.2)
        ...
        style.show(fig, alt="What a reader who can't see the picture needs to know.")

`drawing` puts the look around the function, and says so in one line, instead of a traceback, when a function that
the figure is drawn from isn't written yet. Matplotlib is loaded when something is drawn, not before.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Figures are opaque cards: Jupyter doesn't tell a picture whether the page is dark, and dark ink on a card of its own
# reads well on both. The contrast of INK on PAPER is 15:1, of MUTED 6:1.
PAPER, INK, MUTED, GRID = "#fcfcfa", "#1f2430", "#5c6370", "#d9dce3"
# Okabe and Ito's palette (2008), which people with any colour vision can tell apart. The first four are dark enough
# for thin lines; never let colour alone carry the meaning.
BLUE, ORANGE, GREEN, PURPLE = "#0072b2", "#d55e00", "#008a64", "#a8508a"
SKY, AMBER = "#56b4e9", "#e69f00"
COLOURS = (BLUE, ORANGE, GREEN, PURPLE, SKY, AMBER)
DASHES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (1, 1)))
SEQUENTIAL, DIVERGING = "cividis", "RdBu_r"  # colour maps: amounts; signed numbers, centred on 0

WIDTH = 7.6  # inches; 730 pixels on the page
_DPI, _PAGE_DPI = 144, 96  # drawn finer than shown, for sharp screens

_P = ParamSpec("_P")
_R = TypeVar("_R")


def _look() -> dict[str, Any]:
    from cycler import cycler

    return {
        "figure.facecolor": PAPER,
        "axes.facecolor": PAPER,
        "savefig.facecolor": PAPER,
        "text.color": INK,
        "axes.labelcolor": INK,
        "axes.edgecolor": MUTED,
        "xtick.color": MUTED,
        "ytick.color": MUTED,
        "xtick.labelcolor": INK,
        "ytick.labelcolor": INK,
        "grid.color": GRID,
        "grid.linewidth": 0.8,
        "axes.grid": True,
        "axes.axisbelow": True,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.titlesize": 11,
        "axes.titlelocation": "left",
        "axes.labelsize": 10.5,
        "font.size": 10,
        "legend.frameon": False,
        "legend.fontsize": 9.5,
        "lines.linewidth": 2,
        "axes.prop_cycle": cycler(color=COLOURS, linestyle=DASHES),
    }


def drawing(draw: Callable[_P, _R]) -> Callable[_P, _R | None]:
    """Decorate a function that draws: gives it the look, and a calm line in place of an unwritten function's error."""

    @functools.wraps(draw)
    def drawn(*args: _P.args, **kwargs: _P.kwargs) -> _R | None:
        import matplotlib

        try:
            with matplotlib.rc_context(_look()):
                return draw(*args, **kwargs)
        except NotImplementedError as unwritten:
            print(f"This figure is drawn from your own functions, and one is not written yet. {unwritten}".rstrip())
            return None

    return drawn


def figure(rows: int = 1, columns: int = 1, *, width: float = WIDTH, height: float = 3.2, **subplots: Any) -> tuple[Figure, Any]:
    """A new figure and its axes: one Axes, or an array of them as `plt.subplots` gives.

    It belongs to nobody but the caller: pyplot never sees it, so nothing is left open and nothing is shown twice.
    """
    from matplotlib.figure import Figure

    fig = Figure(figsize=(width, height), dpi=_DPI, layout="constrained")
    return fig, fig.subplots(rows, columns, **subplots)


def label(ax: Axes, x: str, y: str, title: str = "") -> None:
    """Name both axes, and say above them what is to be seen."""
    ax.set_xlabel(x)
    ax.set_ylabel(y)
    if title:
        ax.set_title(title)


def png(fig: Figure) -> bytes:
    """The figure as a picture."""
    picture = io.BytesIO()
    fig.savefig(picture, format="png", dpi=_DPI)
    return picture.getvalue()


def show(fig: Figure, alt: str) -> None:
    """Show the figure, with `alt` for those who can't see it: what the picture says, in a sentence or two."""
    from IPython.display import display

    width, height = (round(inches * _PAGE_DPI) for inches in fig.get_size_inches())
    display(
        {"image/png": png(fig), "text/plain": f"[figure: {alt}]"},
        raw=True,
        metadata={"image/png": {"alt": alt, "width": width, "height": height}},
    )

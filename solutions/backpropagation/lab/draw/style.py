"""The look that all figures share: one paper and ink, colours every eye can tell apart, alternative text.

    @style.drawing
    def slopes(g, g_prime):
        fig, axes = style.figure(1, 2, height=3.2)
        ...
        style.show(fig, alt="What a reader who can't see the picture needs to know.")

`drawing` puts the look around the function. When a function that the figure is drawn from isn't written yet,
it says so in one line instead of a traceback. Matplotlib is loaded when something is drawn, not before.
"""

from __future__ import annotations

import base64
import functools
import html
import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# Figures are opaque cards: Jupyter doesn't tell a picture whether the page is dark, and dark ink on a card of
# its own reads well on both. The contrast of INK on PAPER is 15:1, of MUTED 6:1.
PAPER, INK, MUTED, GRID = "#fcfcfa", "#1f2430", "#5c6370", "#d9dce3"
# After Okabe and Ito (2008), whose colours people with any colour vision can tell apart; these four are dark
# enough for thin lines. Never let colour alone carry the meaning: label lines, or dash them.
BLUE, ORANGE, GREEN, PURPLE = "#0072b2", "#d55e00", "#008a64", "#a8508a"
SKY, AMBER = "#56b4e9", "#e69f00"  # for areas and bars: too light for thin lines
COLOURS = (BLUE, ORANGE, GREEN, PURPLE, SKY, AMBER)
DASHES = ("-", "--", "-.", ":", (0, (5, 1)), (0, (1, 1)))
SEQUENTIAL, DIVERGING = "cividis", "RdBu_r"  # colour maps: for amounts; for signed numbers, centred on 0

WIDTH = 7.6  # inches; 730 pixels on the page
_DPI, _PAGE_DPI = 144, 96  # drawn finer than shown, for sharp screens

_P = ParamSpec("_P")
_R = TypeVar("_R")


@functools.cache
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
    """Give a function that draws the look; in place of an unwritten function's error, a calm line."""

    @functools.wraps(draw)
    def drawn(*args: _P.args, **kwargs: _P.kwargs) -> _R | None:
        import matplotlib

        try:
            with matplotlib.rc_context(_look()):
                return draw(*args, **kwargs)
        except NotImplementedError as unwritten:
            print(f"This figure needs a function that you have not written yet. {unwritten}".rstrip())
            return None

    return drawn


def figure(
    rows: int = 1, columns: int = 1, *, width: float = WIDTH, height: float = 3.2, **subplots: Any
) -> tuple[Figure, Any]:
    """Make a figure and its axes: one Axes, or an array of them as `plt.subplots` gives. Sizes in inches.

    It belongs to nobody but the caller: pyplot never sees it, so nothing stays open or is shown twice.
    """
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    layout = ConstrainedLayoutEngine(w_pad=0.1, h_pad=0.1)  # inches: a margin inside the card
    fig = Figure(figsize=(width, height), dpi=_DPI, layout=layout)
    return fig, fig.subplots(rows, columns, **subplots)


def label(ax: Axes, x: str, y: str, title: str = "") -> None:
    """Name both axes, and say above them what is to be seen."""
    ax.set_xlabel(x)
    ax.set_ylabel(y)
    if title:
        ax.set_title(title)


def png(fig: Figure) -> bytes:
    """Draw the figure into a PNG picture."""
    picture = io.BytesIO()
    fig.savefig(picture, format="png", dpi=_DPI)
    return picture.getvalue()


def show(fig: Figure, alt: str) -> None:
    """Show the figure, with `alt` for those who can't see it: what it says, in a sentence or two.

    JupyterLab gives a bare picture no alternative text, so it gets an <img> that has one. The picture also
    goes along by itself, for whoever takes no HTML: a feedback page, for one.
    """
    from IPython.display import display

    picture = base64.b64encode(png(fig)).decode()
    width, height = (round(inches * _PAGE_DPI) for inches in fig.get_size_inches())
    img = (
        f'<img src="data:image/png;base64,{picture}" alt="{html.escape(alt, quote=True)}" '
        f'width="{width}" style="max-width: 100%; height: auto; border-radius: 6px">'
    )
    display(
        {"text/html": img, "image/png": picture, "text/plain": f"[figure: {alt}]"},
        raw=True,
        metadata={"image/png": {"alt": alt, "width": width, "height": height}},
    )

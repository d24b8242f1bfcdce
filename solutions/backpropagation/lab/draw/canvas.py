"""A blank sheet to draw boxes, wires and numbers on: one Axes without axes, over the whole figure.

No layout engine measures its texts, which would take as long as drawing them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.draw import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


def sheet(height: float) -> tuple[Figure, Axes]:
    """A figure of the usual width and this height, and its Axes, whose coordinates are inches from the lower left."""
    fig, ax = style.figure(height=height)
    fig.set_layout_engine("none")
    ax.set_position((0, 0, 1, 1))
    ax.set(xlim=(0, style.WIDTH), ylim=(0, height))
    ax.axis("off")
    return fig, ax

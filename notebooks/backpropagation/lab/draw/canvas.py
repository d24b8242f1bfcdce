# Made by `make release` from solutions/backpropagation/lab/draw/canvas.py: edit that file, not this one.
"""A blank sheet to draw boxes, wires and numbers on: one panel without scales, over the whole figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.draw import style

if TYPE_CHECKING:
    from lab.draw.axes import Axes
    from lab.draw.figure import Figure


WIDTH = 7.6  # inches


def sheet(height: float) -> tuple[Figure, Axes]:
    """A figure of the usual width and this height, and its panel, whose coordinates are inches from the lower left."""
    fig, ax = style.figure(height=height / WIDTH * style.WIDTH)
    fig.bare = True
    ax.x.limits, ax.y.limits = (0.0, WIDTH), (0.0, height)
    return fig, ax

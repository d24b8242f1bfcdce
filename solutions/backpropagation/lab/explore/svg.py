"""A small SVG picture: boxes, lines, texts and dots on the paper of the course's figures, in the colours of lab.draw.

It is written by hand since a picture of Matplotlib's takes 20 times the bytes, and a figure that moves has many.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from html import escape
from typing import Any

from lab.draw.style import INK, PAPER

ON_LINES = {"stroke": PAPER, "stroke_width": 3.5, "paint_order": "stroke"}  # of a text where lines cross: a rim
FONT = "DejaVu Sans, Verdana, sans-serif"


def subscript(index: int) -> str:
    """A number as Unicode writes it below the line: 12 is ₁₂."""
    return str(index).translate(str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"))


def _attributes(more: dict[str, Any]) -> str:
    return "".join(f' {name.strip("_").replace("_", "-")}="{escape(str(value))}"' for name, value in more.items())


class Picture:
    """The marks of a picture, in the order in which they are drawn; y points down. Further attributes as keywords."""

    def __init__(self, width: float, height: float) -> None:
        """Begin with empty paper of this size, in pixels."""
        self.width, self.height = width, height
        self.marks: list[str] = []

    def text(self, x: float, y: float, text: str, size: float = 11, colour: str = INK, **more: Any) -> None:
        """Write a text whose middle is at (x, y); text_anchor="start" begins there instead."""
        more |= {"fill": colour} if colour != INK else {}
        more |= {"font_size": f"{size:g}"} if size != 11 else {}
        self.marks.append(f'<text x="{x:.1f}" y="{y + 0.35 * size:.1f}"{_attributes(more)}>{escape(text)}</text>')

    def line(self, points: Iterable[tuple[float, float]], colour: str, width: float = 1.5, **more: Any) -> None:
        """Draw a line through the points."""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        look = f'fill="none" stroke="{colour}" stroke-width="{width:.2f}"'
        self.marks.append(f'<polyline points="{path}" {look}{_attributes(more)}/>')

    def group(self, marks: Iterable[str], **more: Any) -> None:
        """Add marks that share attributes, which are then written once."""
        self.marks.append(f"<g{_attributes(more)}>{''.join(marks)}</g>")

    def box(self, x: float, y: float, wide: float, high: float, edge: str, face: str = "none", **more: Any) -> None:
        """Draw a box whose upper left corner is (x, y)."""
        place = f'x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"'
        self.marks.append(f'<rect {place} fill="{face}" stroke="{edge}"{_attributes(more)}/>')

    def dot(self, x: float, y: float, radius: float, colour: str, **more: Any) -> None:
        """Draw a dot with its middle at (x, y)."""
        place = f'cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{colour}" stroke="{PAPER}"'
        self.marks.append(f"<circle {place}{_attributes(more)}/>")

    def address(self) -> str:
        """The whole picture as the address of an image, which every notebook shows and keeps."""
        size = f'viewBox="0 0 {self.width:g} {self.height:g}" width="{self.width:g}" height="{self.height:g}"'
        paper = f'<rect width="100%" height="100%" fill="{PAPER}"/>'
        look = f'font-family="{FONT}" font-size="11" text-anchor="middle" fill="{INK}"'
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {look}>{paper}{"".join(self.marks)}</svg>'
        return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"

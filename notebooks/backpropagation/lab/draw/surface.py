# Made by `make release` from solutions/backpropagation/lab/draw/surface.py: edit that file, not this one.
"""A sheet of pixels to draw on: lines, areas, marks, pictures and text, and the PNG of it all.

Straight on Agg, the renderer beneath Matplotlib: a figure takes milliseconds, where Matplotlib's own axes, ticks and
texts take a fifth of a second. Coordinates are pixels of the page from the lower left corner, sizes as well; the sheet
has `SCALE` times as many, for sharp screens.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from lab.draw import letters

Array = NDArray[Any]
Clip = tuple[float, float, float, float]  # left, bottom, right, top

SCALE = 1.5

DASHES: dict[str, tuple[float, ...]] = {
    "-": (),
    "--": (4.2, 2.2),
    "-.": (6, 2, 1.4, 2),
    ":": (1.3, 2.2),
    "long": (8, 2.4),
    "fine": (2.4, 1.4),
}  # in units of the line's width

_CIRCLE = 4 / 3 * (np.sqrt(2) - 1)  # where the control points of a quarter circle stand


class _Shape(NamedTuple):
    vertices: Array
    codes: Array | None


def _polygon(*corners: tuple[float, float]) -> _Shape:
    return _Shape(np.array([*corners, corners[0]]), np.array([1, *[2] * (len(corners) - 1), 79], np.uint8))


def _circle() -> _Shape:
    c = _CIRCLE
    points = [(1, 0), (1, c), (c, 1), (0, 1), (-c, 1), (-1, c), (-1, 0)]
    points += [(-1, -c), (-c, -1), (0, -1), (c, -1), (1, -c), (1, 0)]
    return _Shape(np.array(points, float), np.array([1] + [4] * 12, np.uint8))


# Marks, as wide as a circle of radius 1.
_MARKS = {
    "o": _circle(),
    "s": _polygon((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)),
    "^": _polygon((-1, -0.8), (1, -0.8), (0, 1.05)),
    "v": _polygon((-1, 0.8), (1, 0.8), (0, -1.05)),
    "D": _polygon((-1.15, 0), (0, -1.15), (1.15, 0), (0, 1.15)),
    "P": _polygon((-0.35, -1), (0.35, -1), (0.35, -0.35), (1, -0.35), (1, 0.35), (0.35, 0.35), (0.35, 1),
                  (-0.35, 1), (-0.35, 0.35), (-1, 0.35), (-1, -0.35), (-0.35, -0.35)),
    "x": _Shape(np.array([(-1, -1), (1, 1), (-1, 1), (1, -1)], float), np.array([1, 2, 1, 2], np.uint8)),
    "+": _Shape(np.array([(-1, 0), (1, 0), (0, -1), (0, 1)], float), np.array([1, 2, 1, 2], np.uint8)),
}  # fmt: skip


def rgb(colour: str) -> tuple[float, float, float]:
    """The parts of "#rrggbb", each from 0 to 1."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


class Surface:
    """A sheet of `width` × `height` pixels of the page, filled with one colour."""

    def __init__(self, width: float, height: float, paper: str) -> None:
        from matplotlib.backends.backend_agg import RendererAgg

        self.size = round(width * SCALE), round(height * SCALE)
        self._agg = RendererAgg(*self.size, 72)  # at 72 dots an inch, a point is a pixel
        self.pixels: Array = np.asarray(self._agg.buffer_rgba())
        whole = self.pixels.view(np.uint32)  # a pixel at a time, which is ten times as quick
        whole[:] = np.array([*(round(255 * part) for part in rgb(paper)), 255], np.uint8).view(np.uint32)

    def _pen(self, colour: str, width: float, dash: str, alpha: float, clip: Clip | None, snap: bool | None) -> Any:
        from matplotlib.backend_bases import GraphicsContextBase
        from matplotlib.transforms import Bbox

        pen = GraphicsContextBase()
        pen.set_alpha(alpha)
        pen.set_foreground((*rgb(colour), alpha), isRGBA=True)
        pen.set_linewidth(width * SCALE)
        pen.set_capstyle("butt")
        pen.set_joinstyle("round")
        pen.set_snap(snap)
        if DASHES[dash]:
            pen.set_dashes(0, [part * width * SCALE for part in DASHES[dash]])
        if clip:
            left, bottom, right, top = (edge * SCALE for edge in clip)
            pen.set_clip_rectangle(Bbox([[left, bottom], [right, top]]))
        return pen

    def _path(self, pen: Any, vertices: Array, codes: Array | None, face: tuple[float, ...] | None) -> None:
        from matplotlib.path import Path
        from matplotlib.transforms import IdentityTransform

        self._agg.draw_path(pen, Path(vertices * SCALE, codes), IdentityTransform(), face)

    def lines(
        self,
        lines: Iterable[Array],
        colour: str,
        width: float = 1.0,
        *,
        dash: str = "-",
        alpha: float = 1.0,
        clip: Clip | None = None,
        snap: bool | None = False,
    ) -> None:
        """Draw lines, each an array (n, 2) of points; NaN leaves a gap. snap: straight lines on whole pixels."""
        listed = [np.asarray(line, float) for line in lines if len(line) > 1]
        if not listed:
            return
        codes = np.full(sum(map(len, listed)), 2, np.uint8)
        codes[np.cumsum([0, *map(len, listed[:-1])])] = 1
        pen = self._pen(colour, width, dash, alpha, clip, snap)
        self._path(pen, np.concatenate(listed), codes if len(listed) > 1 else None, None)

    def fill(
        self,
        areas: Iterable[Array],
        colour: str,
        *,
        edge: str = "",
        width: float = 0.0,
        alpha: float = 1.0,
        clip: Clip | None = None,
        snap: bool | None = None,
    ) -> None:
        """Fill areas, each an array (n, 2) of corners, all in one colour; with an edge, if `edge` names its colour."""
        listed = [np.asarray(area, float) for area in areas]
        if not listed:
            return
        vertices = np.concatenate([np.vstack([area, area[:1]]) for area in listed])
        codes = np.concatenate([np.array([1, *[2] * (len(area) - 1), 79], np.uint8) for area in listed])
        pen = self._pen(edge or colour, width if edge else 0.0, "-", alpha, clip, snap)
        self._path(pen, vertices, codes, (*rgb(colour), alpha))

    def marks(
        self,
        points: Array,
        shape: str,
        size: float,
        colour: str,
        *,
        edge: str = "",
        width: float = 1.0,
        alpha: float = 1.0,
        clip: Clip | None = None,
    ) -> None:
        """Draw a mark of radius `size` at every point of (n, 2); those that are not finite are left out."""
        from matplotlib.path import Path
        from matplotlib.transforms import Affine2D

        points = np.asarray(points, float)
        points = points[np.isfinite(points).all(axis=1)]
        open_shape = shape in "x+"
        pen = self._pen(edge or colour, width if edge or open_shape else 0.0, "-", alpha, clip, False)
        form, scaled = Affine2D().scale(size * SCALE), Affine2D().scale(SCALE)
        face = None if open_shape else (*rgb(colour), alpha)
        self._agg.draw_markers(pen, Path(*_MARKS[shape]), form, Path(points), scaled, face)

    def write(self, texts: Sequence[Text]) -> None:
        """Write texts; those of one colour together."""
        for colour in dict.fromkeys(text.colour for text in texts):
            parts = [part for text in texts if text.colour == colour for part in text.outlines()]
            vertices = np.concatenate([part[0] for part in parts]) if parts else np.empty((0, 2))
            if len(vertices):
                pen = self._pen(colour, 0.0, "-", 1.0, None, False)
                self._path(pen, vertices, np.concatenate([part[1] for part in parts]), rgb(colour))

    def picture(self, colours: Array, clip: Clip, alpha: float = 1.0) -> None:
        """Show `colours`, (rows, columns, 3) bytes, the first row on top, in this rectangle: a cell for each."""
        height = self.size[1]
        left, right = round(clip[0] * SCALE), round(clip[2] * SCALE)
        top, bottom = height - round(clip[3] * SCALE), height - round(clip[1] * SCALE)
        rows = (np.arange(bottom - top) + 0.5) / (bottom - top) * len(colours)
        columns = (np.arange(right - left) + 0.5) / (right - left) * colours.shape[1]
        shown = colours[rows.astype(int)[:, None], columns.astype(int)]
        below = self.pixels[top:bottom, left:right, :3]
        below[:] = shown if alpha == 1 else (alpha * shown + (1 - alpha) * below).round()

    def png(self) -> bytes:
        """The picture as a PNG file."""
        width, height = self.size
        rows = np.zeros((height, 1 + 3 * width), np.uint8)  # the 0 before each row: stored as it is
        for channel in range(3):
            rows[:, 1 + channel :: 3] = self.pixels[:, :, channel]
        header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
        density = struct.pack(">IIB", *[round(96 * SCALE / 0.0254)] * 2, 1)
        # Level 2: half the time of the usual level 6, and files 5 % larger.
        chunks = ((b"IHDR", header), (b"pHYs", density), (b"IDAT", zlib.compress(rows.tobytes(), 2)), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


class Text(NamedTuple):
    """A text to write: where, how large (in pixels), and how it hangs on its point."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    ha: str = "left"  # left, center, right
    va: str = "baseline"  # baseline (of the last line), top, center, bottom
    look: str = ""  # "", "bold" or "italic"
    angle: float = 0.0  # degrees, counterclockwise, around the point

    def outlines(self) -> list[tuple[Array, Array]]:
        """The outlines of its lines, in place: (vertices, codes) each."""
        lines = self.text.split("\n")
        drop = letters.LINE * (len(lines) - 1)
        first = {
            "baseline": drop,
            "top": -letters.CAP_HEIGHT,
            "center": (drop - letters.CAP_HEIGHT) / 2,
            "bottom": drop + letters.DESCENT,
        }[self.va]
        turn = np.deg2rad(self.angle)
        rotation = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]]) * self.size
        placed = []
        for number, line in enumerate(lines):
            shape = letters.outline(line, self.look)
            shift = {"left": 0.0, "center": -shape.width / 2, "right": -shape.width}[self.ha]
            start = (shift, first - letters.LINE * number)
            placed.append(((shape.vertices + start) @ rotation + (self.x, self.y), shape.codes))
        return placed

# Made by `make release` from solutions/backpropagation/lab/draw/axes.py: edit that file, not this one.
"""One panel of a figure: what is drawn in it, in the numbers of the data, and the two scales that place it.

What is to be drawn is collected first. Only when the whole figure is drawn are the limits known, and the ticks, and how
much room their texts need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lab.draw import look, ticks
from lab.draw.surface import Clip, Surface, Text

Array = NDArray[Any]
Item = Callable[[Surface, "Axes"], None]


@dataclass
class Scale:
    """One direction of a panel: which numbers it shows, and where on the page."""

    label: str = ""
    log: bool = False
    limits: tuple[float, float] | None = None  # None: what is drawn, and a margin
    ticks: Sequence[float] | None = None  # None: round numbers
    texts: Sequence[str] | None = None
    named: bool = True  # whether ticks have texts
    grid: bool = True
    angle: float = 0.0  # of the texts
    margin: float = 0.05
    seen: list[Array] = field(default_factory=list)  # all that is drawn
    start: float = 0.0  # pixels of the page
    length: float = 100.0

    def see(self, numbers: Any) -> None:
        """Let `numbers` count for the limits."""
        flat = np.ravel(np.asarray(numbers, float))
        flat = flat[np.isfinite(flat) & ((flat > 0) | (not self.log))]
        if flat.size:
            self.seen.append(np.array([flat.min(), flat.max()]))

    def settle(self, length: float) -> None:
        """Fix the limits, and the ticks for a side of about `length` pixels."""
        if self.limits is None:
            self.limits = self._limits()
        if self.ticks is None:
            find = ticks.logarithmic if self.log else ticks.linear
            low, high = sorted(self.limits)
            self.ticks, texts = find(low, high, max(2, round(length / look.TICK_EVERY)))
            self.texts = texts if self.texts is None else self.texts
        elif self.texts is None:
            self.texts = [ticks.plain(f"{tick:g}") for tick in self.ticks]

    def _limits(self) -> tuple[float, float]:
        low, high = (float(f(self.seen)) for f in (np.min, np.max)) if self.seen else (0.0, 1.0)
        if self.log:
            low, high = np.log10(low), np.log10(high)
        room = self.margin * ((high - low) or 1.0)
        low, high = low - room, high + room
        return (10.0**low, 10.0**high) if self.log else (low, high)

    def at(self, numbers: Any) -> Array:
        """Where numbers are on the page; NaN for what a logarithmic scale has no place for."""
        assert self.limits is not None
        low, high = self.limits
        values = np.asarray(numbers, float)
        if self.log:
            values = np.log10(np.where(values > 0, values, np.nan))
            low, high = np.log10(low), np.log10(high)
        return np.asarray(self.start + (values - low) / (high - low) * self.length)


class Axes:
    """A panel. All coordinates are the data's; sizes and widths are pixels."""

    def __init__(self) -> None:
        self.x, self.y = Scale(), Scale()
        self.title = ""
        self.centred = False  # whether the title stands over the middle
        self.frame = True
        self.square = False  # whether a unit is as long across as it is up
        self.legend_at = ""
        self.bar: tuple[str, float, float, str] | None = None  # a colour bar: map, lowest, highest, label
        self.shown = True
        self.entries: list[tuple[str, Callable[[Surface, float, float], None]]] = []  # of the legend
        self.texts: list[Callable[[], Text]] = []
        self._items: list[Item] = []
        self._open: tuple[Any, list[Array], Item] | None = None  # the last boxes: of one look, they are one item

    # ── what can be drawn ──

    def line(
        self,
        x: Any,
        y: Any,
        colour: str,
        dash: str = "-",
        *,
        width: float = 2.4,
        alpha: float = 1.0,
        label: str = "",
        mark: str = "",
        size: float = 3.6,
        seen: bool = True,
    ) -> None:
        """A line through points, and a mark on each if `mark` names one. seen: whether it counts for the limits."""
        x, y = np.broadcast_arrays(np.asarray(x, float), np.asarray(y, float))
        if seen:
            self.x.see(x)
            self.y.see(y)

        def draw(surface: Surface, axes: Axes) -> None:
            points = axes.place(x, y)
            surface.lines([points], colour, width, dash=dash, alpha=alpha, clip=axes.clip())
            if mark:
                surface.marks(axes.inside(points), mark, size, colour, alpha=alpha)

        def sample(surface: Surface, left: float, middle: float) -> None:
            ends = np.array([[left, middle], [left + look.SAMPLE, middle]])
            surface.lines([ends], colour, width, dash=dash)
            if mark:
                surface.marks(ends.mean(axis=0, keepdims=True), mark, size, colour)

        self._items.append(draw)
        if label:
            self.entries.append((label, sample))

    def lines(self, lines: Iterable[Any], colour: str, *, width: float = 1.0, alpha: float = 1.0) -> None:
        """Many lines of one look, each (n, 2)."""
        arrays = [np.asarray(line, float) for line in lines]
        for array in arrays:
            self.x.see(array[:, 0])
            self.y.see(array[:, 1])
        self._items.append(
            lambda surface, axes: surface.lines(
                [axes.place(a[:, 0], a[:, 1]) for a in arrays], colour, width, alpha=alpha, clip=axes.clip()
            )
        )

    def dots(
        self,
        x: Any,
        y: Any,
        colour: str,
        mark: str = "o",
        *,
        size: float = 3.6,
        edge: str = "",
        width: float = 1.0,
        alpha: float = 1.0,
        label: str = "",
    ) -> None:
        """A mark at each point."""
        x, y = (np.atleast_1d(array) for array in np.broadcast_arrays(np.asarray(x, float), np.asarray(y, float)))
        self.x.see(x)
        self.y.see(y)

        def sample(surface: Surface, left: float, middle: float) -> None:
            spot = np.array([[left + look.SAMPLE / 2, middle]])
            surface.marks(spot, mark, size, colour, edge=edge, width=width)

        self._items.append(
            lambda surface, axes: surface.marks(
                axes.inside(axes.place(x, y)), mark, size, colour, edge=edge, width=width, alpha=alpha
            )
        )
        if label:
            self.entries.append((label, sample))

    def boxes(
        self,
        boxes: Iterable[tuple[float, float, float, float]],
        colour: str,
        *,
        edge: str = "",
        width: float = 0.0,
        alpha: float = 1.0,
    ) -> None:
        """Rectangles (left, bottom, width, height)."""
        added = [np.array([(x, y), (x + w, y), (x + w, y + h), (x, y + h)], float) for x, y, w, h in boxes]
        for corner in added:
            self.x.see(corner[:, 0])
            self.y.see(corner[:, 1])
        kind = (colour, edge, width, alpha)
        if self._open and self._open[0] == kind and self._items[-1] is self._open[2]:
            self._open[1].extend(added)
            return
        corners = added
        self._items.append(
            lambda surface, axes: surface.fill(
                [axes.place(c[:, 0], c[:, 1]) for c in corners],
                colour,
                edge=edge,
                width=width,
                alpha=alpha,
                clip=axes.clip(1),
                snap=True,
            )
        )
        self._open = (kind, corners, self._items[-1])

    def outline(self, box: tuple[float, float, float, float], colour: str, *, width: float = 1.5) -> None:
        """A rectangle's four sides."""
        x, y, w, h = box
        self.lines([[(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y), (x + w, y)]], colour, width=width)

    def area(self, x: Any, low: Any, high: Any, colour: str, *, alpha: float = 1.0) -> None:
        """What lies between two curves over x."""
        x, low, high = np.broadcast_arrays(np.asarray(x, float), np.asarray(low, float), np.asarray(high, float))
        self.x.see(x)
        self.y.see([low, high])
        around = np.concatenate([x, x[::-1]]), np.concatenate([low, high[::-1]])
        self._items.append(
            lambda surface, axes: surface.fill([axes.place(*around)], colour, alpha=alpha, clip=axes.clip())
        )

    def band(self, left: float, right: float, colour: str, *, alpha: float = 0.18) -> None:
        """A strip from the bottom to the top."""

        def draw(surface: Surface, axes: Axes) -> None:
            x_0, x_1 = axes.x.at([left, right])
            _, bottom, _, top = axes.clip()
            corners = np.array([(x_0, bottom), (x_1, bottom), (x_1, top), (x_0, top)])
            surface.fill([corners], colour, alpha=alpha, clip=axes.clip())

        self._items.append(draw)

    def level(self, y: float, colour: str, dash: str = "-", *, width: float = 1.2) -> None:
        """A line across, at height y."""

        def draw(surface: Surface, axes: Axes) -> None:
            left, _, right, _ = axes.clip()
            ends = np.array([(left, axes.y.at(y)), (right, axes.y.at(y))], float)
            surface.lines([ends], colour, width, dash=dash, clip=axes.clip(1), snap=True)

        self._items.append(draw)

    def upright(self, x: float, colour: str, dash: str = "-", *, width: float = 1.2) -> None:
        """A line from the bottom to the top, at x."""

        def draw(surface: Surface, axes: Axes) -> None:
            _, bottom, _, top = axes.clip()
            ends = np.array([(axes.x.at(x), bottom), (axes.x.at(x), top)], float)
            surface.lines([ends], colour, width, dash=dash, clip=axes.clip(1), snap=True)

        self._items.append(draw)

    def picture(self, colours: Array, extent: tuple[float, float, float, float], *, alpha: float = 1.0) -> None:
        """Colours (rows, columns, 3), row 0 on top, over (left, right, bottom, top)."""
        left, right, bottom, top = extent
        self.x.see((left, right))
        self.y.see((bottom, top))
        self.x.margin = self.y.margin = 0.0
        self.x.grid = self.y.grid = False

        def draw(surface: Surface, axes: Axes) -> None:
            (x_0, x_1), (y_0, y_1) = axes.x.at((left, right)), axes.y.at((bottom, top))
            surface.picture(colours, (float(x_0), float(y_0), float(x_1), float(y_1)), alpha)

        self._items.append(draw)

    def write(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = look.TEXT,
        colour: str = look.INK,
        ha: str = "left",
        va: str = "baseline",
        face: str = "",
        offset: tuple[float, float] = (0, 0),
    ) -> None:
        """A text at a point, moved by `offset` pixels. face: "", "bold" or "italic"."""
        self.texts.append(
            lambda: Text(
                float(self.x.at(x)) + offset[0], float(self.y.at(y)) + offset[1], text, size, colour, ha, va, face
            )
        )

    def legend(self, where: str) -> None:
        """Say which label is which: "upper left", …, or "outside", to the right of the panel."""
        self.legend_at = where

    # ── placing it ──

    def place(self, x: Any, y: Any) -> Array:
        """The points of the page, (n, 2), for data."""
        return np.stack([self.x.at(x), self.y.at(y)], axis=-1)

    def inside(self, points: Array) -> Array:
        """Those of the points of the page that lie in the panel."""
        left, bottom, right, top = self.clip(0.5)
        x, y = points[:, 0], points[:, 1]
        return points[(x >= left) & (x <= right) & (y >= bottom) & (y <= top)]

    def clip(self, more: float = 0.0) -> Clip:
        """The panel's rectangle on the page, and `more` pixels around it."""
        x, y = self.x, self.y
        return x.start - more, y.start - more, x.start + x.length + more, y.start + y.length + more

    def draw_items(self, surface: Surface) -> None:
        """Draw what has been collected, in that order."""
        for item in self._items:
            item(surface, self)

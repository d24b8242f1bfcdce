# Made by `make release` from solutions/backpropagation/lab/draw/figure.py: edit that file, not this one.
"""A figure: panels in rows and columns, each given the room that its texts need, drawn into a PNG.

Texts are measured exactly (lab.draw.letters), so one pass is enough and nothing overlaps.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from lab.draw import letters, look
from lab.draw.axes import Array, Axes, Scale
from lab.draw.colours import table
from lab.draw.surface import Surface, Text

_BAR = 12.0  # the width of a colour bar
_APART = 12.0  # at least so far are panels apart


class Figure:
    """Panels on a card, `width` × `height` pixels of the page. share_x, share_y: one scale, named once."""

    def __init__(
        self,
        rows: int,
        columns: int,
        width: float,
        height: float,
        *,
        share_x: bool = False,
        share_y: bool | str = False,
        ratios: Sequence[float] = (),
    ) -> None:
        self.size = width, height
        self.axes = np.array([[Axes() for _ in range(columns)] for _ in range(rows)], dtype=object)
        self._share_x, self._share_y = share_x, share_y
        self._ratios = np.array(ratios or [1.0] * columns)
        self.bare = False  # a sheet: one panel over the whole card, without scales

    def png(self) -> bytes:
        """Draw it all."""
        surface = Surface(*self.size, look.PAPER)
        panels = [axes for axes in self.axes.flat if axes.shown]
        if self.bare:
            self._cover()
        else:
            self._share()
            self._lay_out()
        texts: list[Text] = []
        for axes in panels:
            if not self.bare:
                _grid(surface, axes)
            axes.draw_items(surface)
            if not self.bare:
                texts += _scales(surface, axes) + _legend(surface, axes) + _colour_bar(surface, axes)
            texts += [text() for text in axes.texts]
        surface.write(texts)
        return surface.png()

    def _cover(self) -> None:
        for scale, length in zip((self.axes[0, 0].x, self.axes[0, 0].y), self.size, strict=True):
            scale.start, scale.length = 0.0, length

    def _share(self) -> None:
        """Give the panels that share a scale the limits of them all, and name its ticks once."""
        groups: list[list[Scale]] = [[axes.x for axes in self.axes.flat]] if self._share_x else []
        if self._share_y:
            rows = self.axes if self._share_y == "row" else [self.axes.ravel()]
            groups += [[axes.y for axes in row] for row in rows]
        for group in groups:
            limits = next((scale.limits for scale in group if scale.limits), None)
            everything = [seen for scale in group for seen in scale.seen]
            for scale in group:
                scale.limits, scale.seen = limits, everything
        if self._share_x:
            for axes in self.axes[:-1].flat:
                axes.x.named = False
        if self._share_y:
            for axes in self.axes[:, 1:].flat:
                axes.y.named = False

    def _lay_out(self) -> None:
        """Place every panel: room for texts first, what remains in equal (or the given) shares."""
        (width, height), (rows, columns) = self.size, self.axes.shape
        for axes in self.axes.flat:
            axes.x.settle(width / columns * 0.8)
            axes.y.settle(height / rows * 0.75)
        insets = np.array([[_insets(axes) for axes in row] for row in self.axes])  # left, right, bottom, top
        left, right = insets[:, :, 0].max(axis=0), insets[:, :, 1].max(axis=0)
        bottom, top = insets[:, :, 2].max(axis=1), insets[:, :, 3].max(axis=1)
        right[:-1], bottom[:-1] = np.maximum(right[:-1], _APART), np.maximum(bottom[:-1], _APART)
        inner = (width - 2 * look.PAD - (left + right).sum()) * self._ratios / self._ratios.sum()
        tall = (height - 2 * look.PAD - (bottom + top).sum()) / rows
        x = look.PAD + np.cumsum(left + right + inner) - right - inner
        y = height - look.PAD - np.cumsum(top + bottom + tall) + bottom
        for (i, j), axes in np.ndenumerate(self.axes):
            axes.x.start, axes.x.length = float(x[j]), float(inner[j])
            axes.y.start, axes.y.length = float(y[i]), float(tall)
            if axes.square:
                _make_square(axes)


def _make_square(axes: Axes) -> None:
    """Shrink the longer side, so that a unit is as long across as it is up."""
    assert axes.x.limits is not None and axes.y.limits is not None
    across, up = (abs(scale.limits[1] - scale.limits[0]) for scale in (axes.x, axes.y))  # type: ignore[index]
    unit = min(axes.x.length / across, axes.y.length / up)
    for scale, length, back in ((axes.x, unit * across, 0.5), (axes.y, unit * up, 0.5)):
        scale.start += (scale.length - length) * back
        scale.length = length


def _insets(axes: Axes) -> tuple[float, float, float, float]:
    """The room that the texts around a panel need: left, right, bottom, top."""
    if not axes.shown:
        return 0.0, 0.0, 0.0, 0.0
    x, y = axes.x, axes.y
    left = _tick_room(y) + (look.LABEL * 1.5 if y.label else 0.0)
    bottom = _tick_height(x) + (letters.height(x.label, look.LABEL) + look.GAP if x.label else 0.0)
    top = letters.height(axes.title, look.TITLE) + look.GAP if axes.title else look.GAP
    right = 6.0
    if axes.bar:
        right += 8 + _BAR + look.TICK + look.GAP + 34 + look.LABEL * 1.5
    if axes.legend_at == "outside":
        right += look.SAMPLE + 16 + max(letters.width(name, look.TEXT) for name, _ in axes.entries)
    return max(left, 6.0), right, bottom, top


def _tick_room(y: Scale) -> float:
    if not (y.named and y.texts):
        return 0.0
    return max(letters.width(text, look.SMALL) for text in y.texts) + look.TICK + look.GAP


def _tick_height(x: Scale) -> float:
    if not (x.named and x.texts):
        return 0.0
    turn = np.deg2rad(x.angle)
    wide = max(letters.width(text, look.SMALL) for text in x.texts) * abs(np.sin(turn))
    tall = max(letters.height(text, look.SMALL) for text in x.texts)
    return float(wide + tall * abs(np.cos(turn)) + look.TICK + look.GAP)


def _visible(scale: Scale) -> list[tuple[float, str]]:
    """Where on the page the ticks are, and their texts; those outside the limits left out."""
    assert scale.ticks is not None and scale.texts is not None
    spots = scale.at(scale.ticks)
    pairs = zip(np.atleast_1d(spots), scale.texts, strict=True)
    low, high = scale.start - 0.5, scale.start + scale.length + 0.5
    return [(float(spot), text) for spot, text in pairs if low <= spot <= high]


def _grid(surface: Surface, axes: Axes) -> None:
    left, bottom, right, top = axes.clip()
    lines: list[Array] = []
    if axes.x.grid:
        lines += [np.array([(x, bottom), (x, top)]) for x, _ in _visible(axes.x)]
    if axes.y.grid:
        lines += [np.array([(left, y), (right, y)]) for y, _ in _visible(axes.y)]
    surface.lines(lines, look.GRID, 1.0, snap=True)


def _scales(surface: Surface, axes: Axes) -> list[Text]:
    """Draw the two axes and their ticks; give the texts beside them."""
    left, bottom, right, top = axes.clip()
    texts: list[Text] = []
    if axes.frame:
        marks = [np.array([(left, top), (left, bottom), (right, bottom)])]
        marks += [np.array([(x, bottom), (x, bottom - look.TICK)]) for x, _ in _visible(axes.x)]
        marks += [np.array([(left, y), (left - look.TICK, y)]) for y, _ in _visible(axes.y)]
        surface.lines(marks, look.MUTED, 1.0, snap=True)
    reach = look.TICK + look.GAP
    if axes.x.named:
        hang = ("right", "top") if axes.x.angle else ("center", "top")
        texts += [
            Text(x, bottom - reach, text, look.SMALL, look.INK, *hang, angle=axes.x.angle)
            for x, text in _visible(axes.x)
        ]
    if axes.y.named:
        texts += [Text(left - reach, y, text, look.SMALL, look.INK, "right", "center") for y, text in _visible(axes.y)]
    return texts + _names(axes)


def _names(axes: Axes) -> list[Text]:
    """The names of both axes, and the title."""
    left, bottom, right, top = axes.clip()
    texts = []
    if axes.x.label:
        below = bottom - _tick_height(axes.x) - look.GAP
        texts.append(Text((left + right) / 2, below, axes.x.label, look.LABEL, look.INK, "center", "top"))
    if axes.y.label:
        beside = left - _tick_room(axes.y) - look.LABEL * 0.55
        middle = (bottom + top) / 2
        texts.append(Text(beside, middle, axes.y.label, look.LABEL, look.INK, "center", "baseline", angle=90))
    if axes.title:
        x, ha = ((left + right) / 2, "center") if axes.centred else (left, "left")
        texts.append(Text(x, top + look.GAP, axes.title, look.TITLE, look.INK, ha, "bottom"))
    return texts


def _legend(surface: Surface, axes: Axes) -> list[Text]:
    if not axes.legend_at:
        return []
    left, bottom, right, top = axes.clip()
    line = look.TEXT * 1.45
    wide = look.SAMPLE + 8 + max(letters.width(name, look.TEXT) for name, _ in axes.entries)
    tall = line * len(axes.entries)
    where = axes.legend_at
    x = right + 14 if where == "outside" else right - wide - 6 if "right" in where else left + 10
    y = bottom + 6 + tall if "lower" in where else (bottom + top + tall) / 2 if where == "outside" else top - 4
    texts = []
    for number, (name, sample) in enumerate(axes.entries):
        middle = y - line * (number + 0.5)
        sample(surface, x, middle)
        texts.append(Text(x + look.SAMPLE + 8, middle, name, look.TEXT, look.INK, "left", "center"))
    return texts


def _colour_bar(surface: Surface, axes: Axes) -> list[Text]:
    """Draw the colours of the panel's map beside it, with their scale."""
    if not axes.bar:
        return []
    name, low, high, label = axes.bar
    _, bottom, right, top = axes.clip()
    bar = Axes()
    bar.x.start, bar.x.length, bar.y.start, bar.y.length = right + 14, _BAR, bottom, top - bottom
    bar.x.limits, bar.y.limits = (0, 1), (low, high)
    bar.y.settle(bar.y.length)
    surface.picture(table(name)[::-1, np.newaxis], bar.clip())
    edge, reach = right + 14 + _BAR, look.TICK + look.GAP
    ticks = _visible(bar.y)
    surface.lines([np.array([(edge, y), (edge + look.TICK, y)]) for y, _ in ticks], look.MUTED, 1.0, snap=True)
    texts = [Text(edge + reach, y, text, look.SMALL, look.INK, "left", "center") for y, text in ticks]
    beside = edge + reach + max((letters.width(text, look.SMALL) for _, text in ticks), default=0) + look.LABEL
    texts.append(Text(beside, (bottom + top) / 2, label, look.LABEL, look.INK, "center", "baseline", angle=90))
    return texts

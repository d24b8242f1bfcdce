"""Text as outlines, measured exactly and filled like any other shape.

Matplotlib's own text takes a millisecond for each label. Here every letter is fetched from the font once, and a label
is its letters' outlines side by side: some microseconds, and a whole figure's labels are filled in one go.

Between dollar signs, as in "loss of $θ_{t+1}$", letters are italic, `_` sets the next letter or {group} lower and
smaller, and `^` higher.
"""

from __future__ import annotations

import functools
import string
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator

Array = NDArray[Any]

_EM = 100  # the size that outlines are fetched at
_FILES = {"": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf", "italic": "DejaVuSans-Oblique.ttf"}  # Matplotlib's own
CAP_HEIGHT, DESCENT, LINE = 0.73, 0.21, 1.28  # of the size: a capital letter, a tail, from one line to the next
_SMALLER = 0.72  # what stands lower or higher
_SHIFTS = {"_": -0.17, "^": 0.36}


class Outline(NamedTuple):
    """The shape of a text whose size is 1, from its origin at the left end of the base line."""

    vertices: Array  # (n, 2)
    codes: Array  # (n,), those of matplotlib.path.Path
    width: float


@functools.cache
def _font(look: str) -> Any:
    import matplotlib
    from matplotlib.ft2font import FT2Font

    font = FT2Font(str(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / _FILES[look]))
    font.set_size(_EM, 72)
    return font


def _no_hinting() -> Any:
    """The flag that asks for the outline as it was designed; Matplotlib has moved it."""
    from matplotlib import ft2font

    flags: Any = getattr(ft2font, "LoadFlags", None)
    return flags.NO_HINTING if flags else vars(ft2font)["LOAD_NO_HINTING"]


@functools.cache
def _letter(character: str, look: str) -> Outline:
    font = _font(look)
    if not font.get_char_index(ord(character)):  # a label may be of a student's choice
        character = " " if character.isspace() else "\N{REPLACEMENT CHARACTER}"
    glyph = font.load_char(ord(character), flags=_no_hinting())
    vertices, codes = font.get_path()
    return Outline(np.asarray(vertices) / _EM, np.asarray(codes), glyph.linearHoriAdvance / 65536 / _EM)


def warm_up() -> None:
    """Fetch the usual letters of every look, for a process that many others are forked from."""
    for look in _FILES:
        for character in string.ascii_letters + string.digits + string.punctuation:
            _letter(character, look)
    _font.cache_clear()  # a font reads its file when a letter is asked for, and a fork may have closed that


def _group(text: str, start: int) -> tuple[str, int]:
    """What `_` or `^` applies to, and where the text goes on after it: one letter, or all within braces."""
    if not text.startswith("{", start):
        return text[start : start + 1], start + 1
    depth, end = 1, start + 1
    while depth and end < len(text):
        depth += {"{": 1, "}": -1}.get(text[end], 0)
        end += 1
    return text[start + 1 : end - 1], end


def _letters(text: str, look: str, size: float, rise: float) -> Iterator[tuple[str, str, float, float]]:
    """Every letter of a formula, with the face it is set in, its size and its height over the base line."""
    at = 0
    while at < len(text):
        if text[at] in _SHIFTS:
            inner, end = _group(text, at + 1)
            yield from _letters(inner, look, size * _SMALLER, rise + size * _SHIFTS[text[at]])
            at = end
        else:
            yield text[at], "italic" if text[at].isalpha() and not look else look, size, rise
            at += 1


def _set(line: str, look: str) -> Iterator[tuple[str, str, float, float]]:
    for number, part in enumerate(line.split("$")):
        yield from _letters(part, look, 1.0, 0.0) if number % 2 else ((c, look, 1.0, 0.0) for c in part)


@functools.lru_cache(maxsize=4096)
def outline(line: str, look: str = "") -> Outline:
    """The outline of one line of text. look: "" (upright), "bold" or "italic"."""
    vertices, codes, x = [], [], 0.0
    for character, face, size, rise in _set(line, look):
        letter = _letter(character, face)
        if len(letter.codes):
            vertices.append(letter.vertices * size + (x, rise))
            codes.append(letter.codes)
        x += letter.width * size
    if not vertices:
        return Outline(np.empty((0, 2)), np.empty(0, np.uint8), x)
    return Outline(np.concatenate(vertices), np.concatenate(codes), x)


def width(text: str, size: float, look: str = "") -> float:
    """How wide the text is: the widest of its lines."""
    return size * max(outline(line, look).width for line in text.split("\n"))


def height(text: str, size: float) -> float:
    """How high the text is, from the lowest tail to the top of the first line's capitals."""
    return size * (CAP_HEIGHT + DESCENT + LINE * text.count("\n"))

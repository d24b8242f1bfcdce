"""A formula of the staff's as a drawing: Matplotlib's mathtext, its glyphs as outlines in an SVG. No script, no font.

What mathtext does not know stays as it was written.
"""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup, escape

MOST = 2_000  # characters of one formula
_UNITS = 10.0  # of the drawing to an em
_STEPS = 20  # into which an em is divided, by which a drawing hangs below the line


@lru_cache(maxsize=512)
def drawn(tex: str, block: bool = False) -> Markup | None:
    """`tex`, without its dollars, as an <svg>; None where it can't be drawn."""
    if len(tex) > MOST:
        return None
    from matplotlib.font_manager import FontProperties
    from matplotlib.mathtext import MathTextParser
    from matplotlib.textpath import TextPath

    size, source = FontProperties(size=_UNITS), f"${tex.strip()}$"
    try:
        _, _, depth, *_ = MathTextParser("path").parse(source, dpi=72, prop=size)
        path = TextPath((0, 0), source, prop=size)
    except (ValueError, RuntimeError, RecursionError, KeyError, IndexError):
        return None
    box = path.get_extents()
    width, top, below = max(box.x1, 0.1) + 0.5, max(box.y1, 0.1) + 0.3, max(depth, -box.y0, 0.0) + 0.3
    drop = round(below / _UNITS * _STEPS)
    return Markup('<svg class="formula{} drop{}" role="img" aria-label="{}" width="{}em" height="{}em" viewBox="{}">'
                  '<path d="{}"/></svg>').format(
        " block" if block else "", min(drop, 4 * _STEPS), escape(tex.strip()), f"{width / _UNITS:.2f}",
        f"{(top + below) / _UNITS:.2f}", f"0 {-top:.2f} {width:.2f} {top + below:.2f}", _outline(path),
    )  # fmt: skip


def _outline(path: object) -> str:
    """A path as SVG has it, its y axis turned round; mathtext's outlines have lines and curves only."""
    from matplotlib.path import Path

    assert isinstance(path, Path)
    letters = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C"}
    parts = []
    for points, code in path.iter_segments(simplify=False):
        if code == Path.CLOSEPOLY:
            parts.append("Z")
        else:
            pairs = (f"{x:.2f} {-y:.2f}" for x, y in zip(points[::2], points[1::2], strict=True))
            parts.append(letters[code] + " ".join(pairs))
    return "".join(parts)

"""Draws the patterns of a finding: the right answer's beside the student's, wrong entries struck out.

Pictures of ours, made of a fixed set of letters (see lab.check.engine.pattern), so nothing of a student's is in them.
Signs are drawn in each entry: colour says nothing that a sign does not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lab.check.engine.pattern import CLASSES, COLUMNS, ROWS, WRONG
from markupsafe import Markup

_SIZE = 15  # of an entry, in units of the drawing
_NAMES = {"<": "mm", "N": "m2", "n": "m1", "0": "z", "p": "p1", "P": "p2", ">": "pp", "?": "q"}
_ON = {"N": " on-dark", "P": " on-dark", "<": " on-far", ">": " on-far"}
_PLUS, _MINUS = "M{x4} {y7}h6M{x7} {y4}v6", "M{x4} {y7}h6"
_SIGNS = {
    "P": _PLUS, "p": _PLUS, "N": _MINUS, "n": _MINUS, "0": "M{x7} {y7}h.1",
    ">": "M{x4} {y10}l3 -6l3 6z", "<": "M{x4} {y4}l3 6l3 -6z", "?": "M{x4} {y4}h6v6h-6z",
}  # fmt: skip
_STRUCK = "M{x1} {y1}h12v12h-12zl12 12"


@dataclass(frozen=True)
class Map:
    """One picture and what stands under it."""

    title: str
    drawing: Markup


def _at(form: str, row: int, column: int) -> str:
    x, y = column * _SIZE, row * _SIZE
    places = {f"x{k}": x + k for k in (1, 4, 7, 10, 13)} | {f"y{k}": y + k for k in (1, 4, 7, 10, 13)}
    return form.format(**places)


def _paths(rows: Sequence[str]) -> str:
    """A path for the ground of each class, and one for its signs."""
    grounds: dict[str, list[str]] = {}
    signs: dict[str, list[str]] = {}
    for i, row in enumerate(rows):
        for j, letter in enumerate(row):
            grounds.setdefault(letter, []).append(f"M{j * _SIZE} {i * _SIZE}h14v14h-14z")
            signs.setdefault(letter, []).append(_at(_SIGNS[letter], i, j))
    drawn = [
        f'<path class="{_NAMES[letter]}" d="{"".join(grounds[letter])}"/>' for letter in CLASSES if letter in grounds
    ]
    drawn += [f'<path class="sign{_ON.get(x, "")}" d="{"".join(signs[x])}"/>' for x in CLASSES if x in signs]
    return "".join(drawn)


def _drawing(rows: Sequence[str], label: str, crosses: Sequence[str] = ()) -> Markup:
    width, height = len(rows[0]) * _SIZE, len(rows) * _SIZE
    shown = 1.8 if width <= 8 * _SIZE else 1.2  # pixels for a unit: a small matrix is drawn large
    over = "".join(
        _at(_STRUCK, i, j) for i, row in enumerate(crosses) for j, letter in enumerate(row) if letter == WRONG
    )
    crossed = f'<path class="cross" d="{over}"/>' if over else ""
    size = f'width="{width * shown:g}" height="{height * shown:g}" viewBox="-1 -1 {width + 1} {height + 1}"'
    head = f'<svg class="map" role="img" {size}'
    return Markup(head) + Markup(' aria-label="{}">').format(label) + Markup(_paths(rows) + crossed + "</svg>")


def _counted(rows: Sequence[str]) -> str:
    counts = Counter("".join(rows))
    return ", ".join(f"{counts[letter]} {name}" for letter, name in CLASSES.items() if counts[letter])


def _is_map(rows: Any, letters: str) -> bool:
    return (
        isinstance(rows, (list, tuple))
        and 0 < len(rows) <= ROWS
        and all(isinstance(row, str) and 0 < len(row) <= COLUMNS and set(row) <= set(letters) for row in rows)
        and len({len(row) for row in rows}) == 1
    )


def legend(pattern: Any) -> list[tuple[Markup, str]]:
    """Each class that the maps use, drawn, with its name."""
    used = {letter for map_ in pattern[:2] for row in map_ for letter in row}
    box = '<svg class="key" aria-hidden="true" width="15" height="15" viewBox="-1 -1 16 16">'
    return [(Markup(f"{box}{_paths([letter])}</svg>"), name) for letter, name in CLASSES.items() if letter in used]


def maps(pattern: Any) -> list[Map]:
    """The two pictures of a finding's `pattern`; none if it holds no pattern."""
    if not isinstance(pattern, (list, tuple)) or len(pattern) != 3:
        return []
    right, got, wrong = pattern
    shapes = {(len(rows), len(rows[0])) for rows in pattern if rows}
    if not (_is_map(right, "".join(CLASSES)) and _is_map(got, "".join(CLASSES)) and _is_map(wrong, ".x")):
        return []
    if len(shapes) != 1:
        return []
    crossed, size = "".join(wrong).count(WRONG), sum(map(len, wrong))
    rows = sorted({str(i) for i, row in enumerate(wrong) if WRONG in row}, key=int)
    where = f"wrong in row{'s' * (len(rows) > 1)} {', '.join(rows)}: {crossed} of {size} entries"
    return [
        Map("The right answer's pattern", _drawing(right, f"Pattern of the right answer: {_counted(right)}.")),
        Map("Yours, wrong entries struck out", _drawing(got, f"Your answer: {_counted(got)}; {where}.", wrong)),
    ]

"""Reads any notebook file into plain cells, or says why it can't be read. Nothing that a file holds may break this.

nbformat's own reader refuses a whole notebook for one odd field; a student keeps the marks of every cell that can
be made out, so this takes what it can and builds each cell anew from a closed set of fields.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from autograder.grading.decoding import DamagedError, decode
from autograder.pictures import apart

__all__ = ["DamagedError", "PlainCell", "clean", "read_cells"]

MAX_CELLS = 3_000  # a page that the formgrader shows in seconds; the longest of the course's has some fifty
MAX_CODE = 1_000_000  # characters in one cell; the longest honest one has some thousands
MAX_TEXT = 4_500_000  # characters of all cells: a hundred times the longest honest notebook, and shown in seconds
MAX_PICTURES = 48_000_000  # characters of the pictures in them: a photograph of a telephone's takes 17 million
_TYPES = {"code": "code", "markdown": "markdown", "raw": "raw", "heading": "markdown"}


@dataclass
class PlainCell:
    """What we take from a cell that somebody else wrote."""

    cell_type: str
    source: str
    id: str = ""
    marks: dict[str, Any] = field(default_factory=dict)  # metadata.nbgrader, as found
    attachments: dict[str, dict[str, str]] = field(default_factory=dict)


def clean(text: str) -> str:
    """Text that can be stored: one kind of line end, and lone halves of surrogate pairs replaced."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-8", "replace").decode("utf-8")


def _raw_cells(notebook: Any) -> list[Any]:
    """The list of cells, of a notebook of format 4 or 3."""
    if not isinstance(notebook, dict):
        raise DamagedError("the file holds JSON, but no notebook")
    cells = notebook.get("cells")
    if cells is None and isinstance(notebook.get("worksheets"), list):
        sheets = [sheet for sheet in notebook["worksheets"] if isinstance(sheet, dict)]
        cells = [c for sheet in sheets if isinstance(sheet.get("cells"), list) for c in sheet["cells"]]
    if not isinstance(cells, list):
        raise DamagedError("the notebook has no list of cells")
    return cells


def _named(cell: Any) -> bool:
    """Whether it says that it is a cell of the course's."""
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    return isinstance(metadata, dict) and "nbgrader" in metadata


def _enough(cells: list[Any], notes: list[str]) -> list[Any]:
    """Of more cells than anybody writes, those that the course released, and the first of the others."""
    if len(cells) <= MAX_CELLS:
        return cells
    notes.append(f"the notebook has {len(cells):,} cells; of those that are the student's own, the first were read")
    named = [index for index, cell in enumerate(cells) if _named(cell)][:MAX_CELLS]
    others = [index for index, cell in enumerate(cells) if not _named(cell)][: MAX_CELLS - len(named)]
    return [cells[index] for index in sorted(named + others)]


def _source(cell: dict[str, Any]) -> str | None:
    source = cell.get("source", cell.get("input"))
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    return clean(source) if isinstance(source, str) else None


def _attachments(cell: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Pictures pasted into a text cell; only what is named and typed as nbformat says."""
    found = cell.get("attachments")
    if not isinstance(found, dict):
        return {}
    return {
        clean(name): {clean(kind): clean(data) for kind, data in bundle.items()}
        for name, bundle in found.items()
        if isinstance(bundle, dict) and all(isinstance(data, str) for data in bundle.values())
    }


def _cell(cell: Any) -> PlainCell | None:
    """One cell, None if nothing can be made of it."""
    source = _source(cell) if isinstance(cell, dict) else None
    if source is None:
        return None
    kind = cell.get("cell_type")
    known = _TYPES.get(kind, "") if isinstance(kind, str) else ""
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = cell.get("id")
    made = PlainCell(
        known or "raw", source, name if isinstance(name, str) else "", marks if isinstance(marks, dict) else {}
    )
    if not known and not made.id and not made.marks:
        return None  # neither what it is nor which it is
    if made.cell_type == "markdown":
        made.source, made.attachments = apart(made.source, _attachments(cell))
    return made


class _Room:
    """What one notebook may still take."""

    def __init__(self) -> None:
        self._left, self._pictures_left = MAX_TEXT, MAX_PICTURES

    def refuses(self, cell: PlainCell) -> bool:
        """Whether a cell is too big; of pictures that are too big only the words stay."""
        size = len(cell.source)
        pictures = sum(len(data) for bundle in cell.attachments.values() for data in bundle.values())
        if size > self._left or (size > MAX_CODE and cell.cell_type != "markdown"):
            return True
        self._left -= size
        if pictures > self._pictures_left:
            cell.attachments = {name: {} for name in cell.attachments}
        else:
            self._pictures_left -= pictures
        return False


def read_cells(data: bytes) -> tuple[list[PlainCell], list[str]]:
    """The cells of a notebook file, and notes on what could not be read. Raises DamagedError."""
    value, why = decode(data)
    notes = [f"damaged: {why}"] if why else []
    cells, lost, room = [], [], _Room()
    for number, raw in enumerate(_enough(_raw_cells(value), notes), 1):
        cell = _cell(raw)
        if cell is None:
            lost.append(f"cell {number} can't be read and was left out")
        elif room.refuses(cell):
            lost.append(f"cell {number} is too big ({len(cell.source):,} characters) and was left out")
        else:
            cells.append(cell)
    if len(lost) > 5:
        lost = [*lost[:5], f"and {len(lost) - 5} more cells that can't be read"]
    return cells, notes + lost

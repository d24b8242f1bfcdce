"""Reads any notebook file into plain cells, or says why it can't be read. Nothing that a file holds may break this.

nbformat's own reader refuses a whole notebook for one odd field; a student keeps the marks of every cell that can
be made out, so this takes what it can and builds each cell anew from a closed set of fields.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

MAX_CELLS = 3_000
MAX_SOURCE = 1_000_000  # characters in one cell; the longest honest one has some thousands
_TYPES = {"code": "code", "markdown": "markdown", "raw": "raw", "heading": "markdown"}


class DamagedError(ValueError):
    """The file can't be read as a notebook; the message says why, in words for a student."""


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


def _text(data: bytes) -> str:
    if not data.strip():
        raise DamagedError("the file is empty")
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DamagedError(f"the file is not text (at byte {error.start})") from None


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        if "<<<<<<<" in text and ">>>>>>>" in text:
            raise DamagedError("the file holds an unsolved merge conflict") from None
        raise DamagedError(f"the file is not JSON, or is cut off: {error.msg}, line {error.lineno}") from None
    except RecursionError:
        raise DamagedError("the file is nested too deeply") from None
    except ValueError as error:  # an integer of thousands of digits
        raise DamagedError(f"the file holds a value that can't be read: {error}") from None


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
    if len(cells) > MAX_CELLS:
        raise DamagedError(f"the notebook has {len(cells)} cells, more than {MAX_CELLS}")
    return cells


def _source(cell: dict[str, Any]) -> str | None:
    source = cell.get("source", cell.get("input"))
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    return clean(source) if isinstance(source, str) and len(source) <= MAX_SOURCE else None


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
    if not isinstance(cell, dict):
        return None
    kind, source = cell.get("cell_type"), _source(cell)
    if not isinstance(kind, str) or kind not in _TYPES or source is None:
        return None
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    name = cell.get("id")
    return PlainCell(
        _TYPES[kind],
        source,
        name if isinstance(name, str) else "",
        marks if isinstance(marks, dict) else {},
        _attachments(cell) if kind == "markdown" else {},
    )


def read_cells(data: bytes) -> tuple[list[PlainCell], list[str]]:
    """The cells of a notebook file, and notes on those that could not be read. Raises DamagedError."""
    cells, notes = [], []
    for number, raw in enumerate(_raw_cells(_json(_text(data))), 1):
        cell = _cell(raw)
        if cell is None:
            notes.append(f"cell {number} can't be read and was left out")
        else:
            cells.append(cell)
    if len(notes) > 5:
        notes = [*notes[:5], f"and {len(notes) - 5} more cells that can't be read"]
    return cells, notes

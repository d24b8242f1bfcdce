# Made by `make release` from solutions/backpropagation/lab/progress.py: edit that file, not this one.
"""How far a notebook is, read from its file as it was last saved: what is written, and which checks passed.

Nothing is run here, and nothing decides a mark: it is what `hand_in` shows you before you hand in.
"""

from __future__ import annotations

import ast
import hashlib
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lab.course import NOTEBOOKS

# The line that stands in an exercise until you write it.
_STUB = re.compile(r"^\s*(raise NotImplementedError\(|\w+ = mine\.not_written\()[\"']Exercise ", re.MULTILINE)


@dataclass(frozen=True)
class CheckCell:
    """One check cell, as it was last saved."""

    source: str
    count: int | None  # the number in brackets beside it: which run of its kernel it was; None: it was not run
    passed: bool


@dataclass
class Progress:
    """One notebook, as it was last saved."""

    notebook: str
    path: Path
    missing: bool = False
    damage: str = ""  # why it can't be read; "" if it can
    saved: float = 0.0  # seconds since 1970
    size: int = 0  # of the file, in bytes
    written: dict[str, bool] = field(default_factory=dict)  # each exercise, and whether it is more than its stub
    checks: list[CheckCell] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)  # cells that were changed, or that Python can't read
    cells: list[tuple[dict[str, Any], str]] | None = None  # (nbgrader metadata, source); None: can't be read

    @property
    def stubs(self) -> list[str]:
        """The exercises that are not written yet."""
        return [name for name, written in self.written.items() if not written]


def source_of(cell: dict[str, Any]) -> str:
    """The text of a cell, which on disk is a list of lines."""
    source = cell.get("source", "")
    return "".join(map(str, source)) if isinstance(source, list) else str(source)


def _marks(cell: dict[str, Any]) -> dict[str, Any]:
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return marks if isinstance(marks, dict) else {}


def checksum(cell: dict[str, Any]) -> str:
    """What nbgrader writes into a cell that it hands out: of its text, and of all that says what it is."""
    marks = _marks(cell)
    solution, grade = bool(marks.get("solution")), bool(marks.get("grade"))
    locked = not solution and (grade or bool(marks.get("locked")))
    parts = [
        source_of(cell),
        str(cell.get("cell_type")),
        str(grade),
        str(solution),
        str(locked),
        str(marks["grade_id"]),
    ]
    if grade:
        points = marks.get("points")
        parts.append(str(float(points)) if isinstance(points, int | float) else str(points))
    return hashlib.md5("".join(parts).encode("utf-8", "replace")).hexdigest()


def _unreadable(source: str) -> str:
    """Why Python can't read a cell, "" if it can; IPython's own lines (%time, !ls) are left out."""
    plain = "\n".join("pass" if line.lstrip()[:1] in ("%", "!", "?") else line for line in source.splitlines())
    for text in (source, plain):
        try:
            ast.parse(text)
            return ""
        except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
            line = getattr(error, "lineno", None)
            why = f"line {line} can't be read by Python ({getattr(error, 'msg', error)})"
    return why


def _passed(cell: dict[str, Any]) -> bool:
    outputs = cell.get("outputs")
    failed = any(isinstance(o, dict) and o.get("output_type") == "error" for o in outputs or [])
    return cell.get("execution_count") is not None and not failed


def _look_at(cell: dict[str, Any], found: Progress) -> None:
    """Note what one cell says."""
    marks, source = _marks(cell), source_of(cell)
    name = str(marks.get("grade_id", ""))
    if not name:
        return
    unchanged = checksum(cell) == marks.get("checksum")
    if marks.get("solution"):
        stub = unchanged or bool(_STUB.search(source))
        found.written[name] = found.written.get(name, False) or not stub
        if cell.get("cell_type") == "code" and (why := _unreadable(source)):
            found.complaints.append(f"{name}: {why}")
    elif not unchanged and "checksum" in marks:
        found.complaints.append(f"{name}: this cell of the course was changed; grading uses the course's own")
    if marks.get("grade") and not marks.get("solution"):
        count = cell.get("execution_count")
        found.checks.append(CheckCell(source, count if isinstance(count, int) else None, _passed(cell)))


def _cells(path: Path) -> list[dict[str, Any]]:
    """The cells of a notebook file. Raises ValueError, which says what is wrong, or OSError."""
    try:
        content = json.loads(path.read_bytes())
    except (ValueError, RecursionError) as error:
        raise ValueError(f"not a notebook that can be read ({error})") from None
    cells = content.get("cells") if isinstance(content, dict) else None
    if not isinstance(cells, list):
        raise ValueError("no notebook of the kind that Jupyter writes today")
    return [cell for cell in cells if isinstance(cell, dict)]


def look(notebook: str, path: Path) -> Progress:
    """How far a notebook is. Never raises, whatever the file holds."""
    found = Progress(notebook, path, written=dict.fromkeys(NOTEBOOKS[notebook], False))
    try:
        status = path.stat()
        found.saved, found.size = status.st_mtime, status.st_size
        cells = _cells(path)
    except FileNotFoundError:
        found.missing = True
    except (OSError, ValueError) as error:
        found.damage = str(error)
    else:
        for cell in cells:
            _look_at(cell, found)
        found.cells = [(_marks(cell), source_of(cell)) for cell in cells]
    return found

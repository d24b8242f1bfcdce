"""What the course released, cell by cell: the form that every submission is laid over.

The students' form comes from notebooks/, so that grading needs none of nbgrader's machinery; the marks come from the
masters. The two must agree: a release that is not current is refused before anything is graded.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from autograder.course.layout import NOTEBOOKS, RELEASED
from autograder.course.masters import master
from autograder.errors import UserError

HIDDEN = re.compile(r"^### BEGIN HIDDEN TESTS$.*?^### END HIDDEN TESTS$\n?", re.MULTILINE | re.DOTALL)
DEFAULT_LIMIT = 30.0  # seconds of wall time for a cell that sets no `limit`


@dataclass(frozen=True)
class TemplateCell:
    """One cell of a released notebook."""

    id: str
    role: str  # "locked", "solution", "test", "manual", or "plain"
    cell_type: str
    source: str  # as released: a stub where the student writes, no hidden tests
    metadata: dict[str, Any] = field(hash=False)
    master_source: str = ""  # with hidden tests

    @property
    def name(self) -> str:
        """Its grade_id; for a plain cell its id."""
        return str(self.metadata.get("nbgrader", {}).get("grade_id", self.id))

    @property
    def points(self) -> float:
        """Its marks; 0 for a cell that is not graded."""
        return float(self.metadata.get("nbgrader", {}).get("points", 0))

    @property
    def graded(self) -> bool:
        """Whether it is a row of the marks."""
        return self.role in ("test", "manual")

    @property
    def limit(self) -> float:
        """Seconds of wall time that it may take."""
        return float(self.metadata.get("limit", DEFAULT_LIMIT))


@dataclass(frozen=True)
class Template:
    """One released notebook."""

    name: str
    cells: tuple[TemplateCell, ...]
    metadata: dict[str, Any] = field(hash=False)

    @cached_property
    def by_name(self) -> dict[str, TemplateCell]:
        """Its cells by grade_id, those that have none by id."""
        return {cell.name: cell for cell in self.cells}

    @cached_property
    def by_id(self) -> dict[str, TemplateCell]:
        """Its cells by cell id."""
        return {cell.id: cell for cell in self.cells}

    @property
    def graded(self) -> list[TemplateCell]:
        """The cells with marks, in order."""
        return [cell for cell in self.cells if cell.graded]


def role_of(metadata: dict[str, Any]) -> str:
    """What a cell is, from its nbgrader metadata."""
    marks = metadata.get("nbgrader")
    if not marks:
        return "plain"
    if marks["grade"]:
        return "manual" if marks["solution"] else "test"
    return "solution" if marks["solution"] else "locked"


def _stale(name: str, why: str) -> UserError:
    remedy = "Run  .venv/bin/autograder release  first; students work on what is in notebooks/."
    return UserError(f"{RELEASED / name}.ipynb is not what solutions/ releases.", why, remedy)


def _released_cells(name: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((RELEASED / f"{name}.ipynb").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _stale(name, str(error)) from error
    return found


@cache
def template(name: str) -> Template:
    """The template of notebook `name`. Raises UserError when notebooks/ is not current."""
    released, cells = _released_cells(name), []
    masters = master(name).cells
    if [cell["id"] for cell in released["cells"]] != [cell.id for cell in masters]:
        raise _stale(name, "Its cells are not the master's.")
    for found, original in zip(released["cells"], masters, strict=True):
        source, role = "".join(found["source"]), role_of(original.metadata)
        if role != "solution" and role != "manual" and source != HIDDEN.sub("", original.source).rstrip("\n"):
            raise _stale(name, f"Its cell {found['id']} differs.")
        if role_of(found["metadata"]) != role:
            raise _stale(name, f"Its cell {found['id']} is no {role} cell.")
        cells.append(TemplateCell(found["id"], role, found["cell_type"], source, found["metadata"], original.source))
        if cells[-1].points != original.metadata.get("nbgrader", {}).get("points", 0):
            raise _stale(name, f"Its cell {found['id']} has other points.")
    return Template(name, tuple(cells), released["metadata"])


def templates() -> dict[str, Template]:
    """Every notebook's template, in the order of the course."""
    return {name: template(name) for name in NOTEBOOKS}

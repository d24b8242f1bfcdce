"""The one model of the course: Notebooks, their Cells, and the Exercises that these make up.

`course_notebook(name)` is made from the master alone; `released_notebook(name)` is the same, held to what stands in
notebooks/. Nothing else decides what a cell is.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

from nbformat import NotebookNode

from autograder.course.layout import NOTEBOOKS, RELEASED
from autograder.course.masters import master
from autograder.course.sources import ANSWER_HERE, bound_names, stub, used_names, without_hidden, without_solution
from autograder.errors import UserError

WRITTEN_BY_STUDENTS = ("solution", "manual")
OURS_ALONE = ("locked", "test")
GRADED = ("test", "manual")


@dataclass(frozen=True)
class Cell:
    """One cell of a master notebook. What its header in the script said stands here, and is read nowhere else."""

    notebook: str
    id: str
    cell_type: str  # "code" or "markdown"
    role: str  # "locked", "solution", "test", "manual" (an answer that a person marks), or "plain"
    name: str  # its grade_id; of a plain cell its id
    points: float  # 0: it is not graded
    limit: float | None  # seconds that it may take, None: what every cell may
    exercise: str  # "1.4", of a cell where students write; else ""
    master: str  # its source, solution and hidden tests included
    released: str  # its source in the students' notebook: a stub where they write, no hidden tests
    metadata: dict[str, Any] = field(hash=False)  # as nbgrader has it
    shows: bool = False  # it only shows something: nothing that decides marks reads what it binds
    needs: tuple[str, ...] = ()  # of a test: the student's names that it uses, ("relu",)

    @property
    def graded(self) -> bool:
        """Whether it is a row of the marks."""
        return self.role in GRADED

    @property
    def is_code_of_students(self) -> bool:
        """Whether a student writes code in it."""
        return self.role == "solution" and self.cell_type == "code"

    @property
    def function(self) -> str:
        """Of a test: what it tests."""
        return self.needs[0] if self.needs else ""

    @property
    def check(self) -> str:
        """Of a test: the name of its checks, `check.<name>` and `hidden.<name>`."""
        return self.name.removeprefix("test_")


@dataclass(frozen=True)
class Exercise:
    """One thing that a student writes, and the cells that mark it."""

    cell: Cell  # where it is written
    graded: tuple[Cell, ...]  # its tests; the cell itself, if a person marks it

    @property
    def name(self) -> str:
        """What is written: "softmax"."""
        return self.cell.name

    @property
    def number(self) -> str:
        """As the text has it: "2.1"."""
        return self.cell.exercise

    @property
    def is_code(self) -> bool:
        """Whether it is code, and no answer in words."""
        return self.cell.role == "solution"

    @property
    def title(self) -> str:
        """What the feedback calls it."""
        return f"{self.number} {self.name if self.is_code else 'Your written answer'}".strip()


@dataclass(frozen=True)
class Notebook:
    """One notebook of the course."""

    name: str  # "02_outputs_and_losses"
    cells: tuple[Cell, ...]
    metadata: dict[str, Any] = field(hash=False)

    @property
    def number(self) -> str:
        """Its number, as in "02"."""
        return self.name.split("_")[0]

    @cached_property
    def title(self) -> str:
        """Its heading without the number: "Outputs and losses"."""
        heading = re.search(r"^# (?:[\d ]*· *)?(.*)$", self.cells[0].master, re.MULTILINE) if self.cells else None
        return heading[1].strip() if heading else self.name

    @cached_property
    def by_name(self) -> dict[str, Cell]:
        """Its cells by grade_id, those that have none by id."""
        return {cell.name: cell for cell in self.cells}

    @cached_property
    def by_id(self) -> dict[str, Cell]:
        """Its cells by cell id."""
        return {cell.id: cell for cell in self.cells}

    def recognise(self, name: object, cell_id: object = None) -> Cell | None:
        """The cell that goes by this nbgrader name, failing that by this id; None if none does."""
        known = self.by_name.get(name) if isinstance(name, str) else None
        return known or (self.by_id.get(cell_id) if isinstance(cell_id, str) else None)

    def recognise_node(self, node: Any) -> Cell | None:
        """The cell that this one of a notebook file is; None for any other, whatever is in it."""
        metadata = node.get("metadata")
        marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
        return self.recognise(marks.get("grade_id") if isinstance(marks, dict) else None, node.get("id"))

    @property
    def graded(self) -> list[Cell]:
        """The cells with marks, in order."""
        return [cell for cell in self.cells if cell.graded]

    @cached_property
    def tests(self) -> dict[str, Cell]:
        """The test cells by name, in order."""
        return {cell.name: cell for cell in self.cells if cell.role == "test"}

    @cached_property
    def solutions(self) -> dict[str, Cell]:
        """The cells where a student writes code by name, in order."""
        return {cell.name: cell for cell in self.cells if cell.is_code_of_students}

    @cached_property
    def locked(self) -> tuple[Cell, ...]:
        """The code that is ours, and that students' code builds on."""
        return tuple(cell for cell in self.cells if cell.role == "locked" and cell.cell_type == "code")

    @cached_property
    def defined_in(self) -> dict[str, str]:
        """Name -> the solution cell that binds it."""
        return {name: cell.name for cell in self.solutions.values() for name in bound_names(cell.master)}

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        """What students write, in order; each test stands under the function that it tests."""
        written = {cell.name: cell for cell in self.cells if cell.role in WRITTEN_BY_STUDENTS}
        graded: dict[str, list[Cell]] = {name: [c] if c.role == "manual" else [] for name, c in written.items()}
        above = ""
        for cell in self.cells:
            above = cell.name if cell.name in written else above
            if cell.role == "test":
                graded[cell.function if cell.function in written else above].append(cell)
        return tuple(Exercise(cell, tuple(graded[name])) for name, cell in written.items())


def role_of(metadata: Any) -> str:
    """What a cell is, from its nbgrader metadata."""
    marks = metadata.get("nbgrader")
    if not marks:
        return "plain"
    if marks["grade"]:
        return "manual" if marks["solution"] else "test"
    return "solution" if marks["solution"] else "locked"


def _cell(notebook: str, node: NotebookNode) -> Cell:
    role, marks, limit = role_of(node.metadata), node.metadata.get("nbgrader", {}), node.metadata.get("limit")
    name, exercise = str(marks.get("grade_id", node.id)), str(node.metadata.get("exercise", ""))
    source = without_hidden(node.source).rstrip("\n")
    if role in WRITTEN_BY_STUDENTS:
        line = stub(name, exercise, node.source) if node.cell_type == "code" else ANSWER_HERE
        source = without_solution(node.source, line)
    return Cell(
        notebook, node.id, node.cell_type, role, name,
        points=float(marks.get("points", 0)),
        limit=None if limit is None else float(limit),
        exercise=exercise,
        master=node.source,
        released=source,
        metadata=node.metadata,
        shows=bool(node.metadata.get("shows")),
    )  # fmt: skip


def read_notebook(name: str, made: NotebookNode) -> Notebook:
    """The model of one master notebook."""
    cells = [_cell(name, node) for node in made.cells]
    form = Notebook(name, tuple(cells), made.metadata)
    told = [
        replace(cell, needs=tuple(n for n in used_names(cell.master) if n in form.defined_in))
        if cell.role == "test"
        else cell
        for cell in cells
    ]
    return Notebook(name, tuple(told), made.metadata)


@cache
def course_notebook(name: str) -> Notebook:
    """Notebook `name` ("01_activations"), from its master."""
    return read_notebook(name, master(name))


def course_notebooks() -> dict[str, Notebook]:
    """Every notebook, in the order of the course."""
    return {name: course_notebook(name) for name in NOTEBOOKS}


def _stale(name: str, why: str) -> UserError:
    remedy = "Run  .venv/bin/autograder release  first; students work on what is in notebooks/."
    return UserError(f"{RELEASED / name}.ipynb is not what solutions/ releases.", why, remedy)


def _read_released(name: str) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads((RELEASED / f"{name}.ipynb").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _stale(name, str(error)) from error
    return found


@cache
def released_notebook(name: str) -> Notebook:
    """Notebook `name` with the metadata that students' files carry. Raises UserError when notebooks/ is not current."""
    form, found = course_notebook(name), _read_released(name)
    if [cell["id"] for cell in found["cells"]] != [cell.id for cell in form.cells]:
        raise _stale(name, "Its cells are not the master's.")
    for node, cell in zip(found["cells"], form.cells, strict=True):
        if "".join(node["source"]) != cell.released:
            raise _stale(name, f"Its cell {cell.id} differs.")
        if role_of(node["metadata"]) != cell.role:
            raise _stale(name, f"Its cell {cell.id} is no {cell.role} cell.")
        if float(node["metadata"].get("nbgrader", {}).get("points", 0)) != cell.points:
            raise _stale(name, f"Its cell {cell.id} has other points.")
    cells = zip(form.cells, found["cells"], strict=True)
    return Notebook(name, tuple(replace(cell, metadata=node["metadata"]) for cell, node in cells), found["metadata"])


def released_notebooks() -> dict[str, Notebook]:
    """Every notebook as released, in the order of the course. Raises UserError when notebooks/ is not current."""
    return {name: released_notebook(name) for name in NOTEBOOKS}

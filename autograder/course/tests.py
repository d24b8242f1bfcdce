"""What the master notebook says of its tests: source, marks, limit, and which of the student's names each needs."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache

from nbformat import NotebookNode

from autograder.course.layout import NOTEBOOKS
from autograder.course.masters import master
from autograder.course.reference import solution_cells

# Values, not functions: there is no reference to put in their place, and a test of one runs its cell again.
VALUES = frozenset({"suspects", "trained"})
FUNCTIONS = tuple(name for names in NOTEBOOKS.values() for name in names if name not in VALUES)


@dataclass(frozen=True)
class Test:
    """One test cell."""

    __test__ = False  # not one of pytest's

    cell: str  # "test_relu"
    source: str  # the master's, hidden tests included
    points: float
    limit: float | None  # seconds of wall time, None: the default
    needs: tuple[str, ...]  # names of the student's that it uses: ("relu",)

    @property
    def function(self) -> str:
        """What it tests."""
        return self.needs[0] if self.needs else ""


@dataclass(frozen=True)
class Plan:
    """One notebook."""

    name: str
    tests: dict[str, Test]
    defined_in: dict[str, str]  # name -> grade_id of the solution cell that binds it
    limits: dict[str, float]  # cell id -> seconds, for cells that set their own
    locked: tuple[tuple[str, str], ...]  # (grade_id, source) of the locked cells


def bound_names(source: str) -> set[str]:
    """The names that a cell binds at its top level."""
    names: set[str] = set()
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            names.add(statement.name)
        else:
            stores = (n for n in ast.walk(statement) if isinstance(n, ast.Name))
            names |= {n.id for n in stores if isinstance(n.ctx, ast.Store)}
            if isinstance(statement, ast.Import | ast.ImportFrom):
                names |= {(alias.asname or alias.name).split(".")[0] for alias in statement.names}
    return names


def used_names(source: str) -> list[str]:
    """The names that a cell reads, in the order in which they stand in it."""
    loads = (n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load))
    return list(dict.fromkeys(n.id for n in sorted(loads, key=lambda n: (n.lineno, n.col_offset))))


def _test(cell: NotebookNode, students: dict[str, str]) -> Test:
    marks = cell.metadata["nbgrader"]
    needs = tuple(name for name in used_names(cell.source) if name in students)
    limit = cell.metadata.get("limit")
    return Test(marks["grade_id"], cell.source, float(marks["points"]), limit and float(limit), needs)


@cache
def plan(name: str) -> Plan:
    """The plan of notebook `name`."""
    notebook = master(name)
    students = {bound: cell for cell, source in solution_cells(notebook) for bound in bound_names(source)}
    tests, locked, limits = {}, [], {}
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader")
        if "limit" in cell.metadata:
            limits[cell.id] = float(cell.metadata["limit"])
        if not marks or cell.cell_type != "code":
            continue
        if marks["grade"] and not marks["solution"]:
            tests[marks["grade_id"]] = _test(cell, students)
        elif marks["locked"]:
            locked.append((marks["grade_id"], cell.source))
    return Plan(name, tests, students, limits, tuple(locked))

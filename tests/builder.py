"""Builds submissions from readable folders: how a student differs from a perfect or a blank one, and why.

    python -m tests.builder tests/submissions build/sample_class

A folder <name>/ stands for one student:
    <notebook>/<grade_id>.py   the whole source of that cell, as this student wrote it
    edits.json                 what else this student did (optional):
        base              "solution" (default) or "released": what the student started from
        unfinished        [[notebook, grade_id], …]: cells left as they were released
        drop_notebooks    notebooks that were not handed in
        delete_cells, duplicate_cells   [[notebook, grade_id], …]
        insert            [{"notebook", "after": grade_id, "source"}, …]: extra code cells
    expected.json              "why", and the scores and verdicts that are not full marks and `passed`
"""

from __future__ import annotations

import copy
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.layout import ASSIGNMENT, LAB, NOTEBOOKS, RELEASED
from autograder.masters import master

_MARKER = re.compile(r"^[ \t]*### (BEGIN|END) SOLUTION[ \t]*\n?", re.MULTILINE)
_HIDDEN = re.compile(r"^\s*### BEGIN HIDDEN TESTS.*?### END HIDDEN TESTS\s*?$\n?", re.MULTILINE | re.DOTALL)


def _perfect(name: str) -> NotebookNode:
    """What a student would hand in who wrote our own solution: no hidden tests, no markers."""
    notebook = copy.deepcopy(master(name))
    notebook.metadata.pop("made_from", None)
    for cell in notebook.cells:
        cell.source = _MARKER.sub("", _HIDDEN.sub("", cell.source)).rstrip("\n")
    return notebook


def _blank(name: str) -> NotebookNode:
    return nbformat.read(RELEASED / f"{name}.ipynb", as_version=4)


def grade_id(cell: NotebookNode) -> str | None:
    """The cell's nbgrader name, None for an ordinary cell."""
    marks = cell.metadata.get("nbgrader")
    return marks["grade_id"] if marks else None


def find(notebook: NotebookNode, name: str) -> int:
    """The index of the first cell with that grade_id; KeyError if none has it."""
    for index, cell in enumerate(notebook.cells):
        if grade_id(cell) == name:
            return index
    raise KeyError(f"no cell {name!r}")


def _replace_sources(notebook: NotebookNode, folder: Path) -> None:
    for source in sorted(folder.glob("*.py")):
        notebook.cells[find(notebook, source.stem)].source = source.read_text(encoding="utf-8").rstrip("\n")


def _leave_unfinished(notebook: NotebookNode, name: str, cells: list[list[str]]) -> None:
    released = _blank(name)
    for cell_name in (cell_name for where, cell_name in cells if where == name):
        notebook.cells[find(notebook, cell_name)].source = released.cells[find(released, cell_name)].source


def _edit(notebook: NotebookNode, name: str, edits: dict[str, Any]) -> None:
    for where, cell_name in edits.get("duplicate_cells", []):
        if where == name:
            index = find(notebook, cell_name)
            twin = copy.deepcopy(notebook.cells[index])
            twin.id = f"{twin.id}-twin"
            notebook.cells.insert(index + 1, twin)
    for number, extra in enumerate(edits.get("insert", [])):
        if extra["notebook"] == name:
            cell = nbformat.v4.new_code_cell(extra["source"], id=f"extra-{number}")
            notebook.cells.insert(find(notebook, extra["after"]) + 1, cell)
    for where, cell_name in edits.get("delete_cells", []):
        if where == name:
            del notebook.cells[find(notebook, cell_name)]


def read_edits(folder: Path) -> dict[str, Any]:
    """The folder's edits.json, {} if it has none."""
    path = folder / "edits.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def build_notebooks(folder: Path) -> dict[str, NotebookNode]:
    """The notebooks that the student of `folder` hands in, by name."""
    edits = read_edits(folder)
    start = _blank if edits.get("base") == "released" else _perfect
    notebooks = {}
    for name in NOTEBOOKS:
        if name in edits.get("drop_notebooks", []):
            continue
        notebooks[name] = start(name)
        _leave_unfinished(notebooks[name], name, edits.get("unfinished", []))
        _replace_sources(notebooks[name], folder / name)
        _edit(notebooks[name], name, edits)
    return notebooks


def build_submission(folder: Path, target: Path) -> Path:
    """Write the submission of `folder` in nbgrader's layout, <target>/backpropagation/; returns that path."""
    assignment = target / ASSIGNMENT
    assignment.mkdir(parents=True, exist_ok=True)
    for name, notebook in build_notebooks(folder).items():
        (assignment / f"{name}.ipynb").write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(LAB, assignment / "lab", ignore=ignore, dirs_exist_ok=True)
    return assignment


def build_class(source: Path, target: Path) -> list[str]:
    """Build every student of `source` into `target`, anew; returns their names."""
    shutil.rmtree(target, ignore_errors=True)
    students = sorted(path.parent.name for path in source.glob("*/expected.json"))
    for student in students:
        build_submission(source / student, target / student)
    return students


def expected_rows(folder: Path) -> dict[tuple[str, str], tuple[float | None, str]]:
    """(notebook, cell) -> (score, verdict) for every graded cell, full marks unless expected.json differs."""
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    rows: dict[tuple[str, str], tuple[float | None, str]] = {}
    for name in NOTEBOOKS:
        for cell in master(name).cells:
            marks = cell.metadata.get("nbgrader", {})
            if marks.get("grade"):
                hand_marked = marks["solution"]
                default = (None, "manual") if hand_marked else (float(marks["points"]), "passed")
                cell_name = marks["grade_id"]
                score = expected.get("scores", {}).get(cell_name, default[0])
                rows[name, cell_name] = (score, expected.get("verdicts", {}).get(cell_name, default[1]))
    return rows


if __name__ == "__main__":
    built = build_class(Path(sys.argv[1]), Path(sys.argv[2]))
    print(f"Built {len(built)} submissions in {sys.argv[2]}")

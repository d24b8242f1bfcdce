"""Builds submissions from readable folders: how a student differs from a perfect or a blank one, and why.

    python -m tests.builder tests/submissions build/sample_class

A folder <name>/ stands for one student:
    <notebook>/<grade_id>.py         the whole source of that cell, as this student wrote it; .md of a written answer
    <notebook>/after_<grade_id>.py   an extra code cell behind that one
    files/                           more files of the submission
    edits.json                       what else this student did (optional):
        base              what the student started from: "solution" (default), "released", or "nothing": every function
                          is there and returns None
        graded_cells_only true: the notebooks' text, figures and play are left out, so that grading takes a moment
        unfinished        [[notebook, grade_id], …]: cells left as they were released
        keep_notebooks    the only notebooks that were handed in
        drop_notebooks    notebooks that were not handed in
        delete_cells, duplicate_cells   [[notebook, grade_id], …]
        move_to_front     [[notebook, grade_id], …]
        insert            [{"notebook", "after": grade_id, "source"}, …]: extra code cells
        set               [[notebook, grade_id, {field: value}], …]: raw fields of a cell; "nbgrader" in its metadata
        texts             {path: text}: more files, where no file of git's could have that name
        odd               {path: {"link": target} or {"hard_link": path} or {"make": "fifo", "socket" or "device"}}
    expected.json              "why", and the scores and verdicts that are not full marks and `passed`. "otherwise": the
                               verdict of all the other cells, with no marks. "behind landlock": what is another behind
                               the second wall, where a child process is refused
"""

from __future__ import annotations

import ast
import contextlib
import copy
import json
import os
import re
import shutil
import socket
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import nbformat
from lab import own_layer
from nbformat import NotebookNode

from autograder.course.layout import ASSIGNMENT, NOTEBOOKS, RELEASED, RELEASED_LAB, ROOT
from autograder.course.masters import master

OWN_LAYERS = ROOT / "tests" / "own_layers"
_MARKER = re.compile(r"^[ \t]*### (BEGIN|END) SOLUTION[ \t]*\n?", re.MULTILINE)
_HIDDEN = re.compile(
    r"^\s*### BEGIN (HIDDEN TESTS|MARK SCHEME).*?### END \1\s*?$\n?", re.MULTILINE | re.DOTALL
)  # fmt: skip


def _perfect(name: str) -> NotebookNode:
    """What a student would hand in who wrote our own solution: no hidden tests, no mark scheme, no markers."""
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


def _nothing(name: str) -> NotebookNode:
    """What somebody hands in who wrote nothing, but nothing that complains either."""
    notebook = _perfect(name)
    for cell in notebook.cells:
        marks = cell.metadata.get("nbgrader", {})
        if marks.get("solution") and cell.cell_type == "code":
            names = re.findall(r"^def (\w+)", cell.source, re.MULTILINE)
            function = f"def {marks['grade_id']}(*arguments, **keywords):\n    return None"
            cell.source = function if names else f"{marks['grade_id']} = None"
    return notebook


def own_layer_sources(layer: str) -> dict[str, str]:
    """The cells of exercises 5.5 and 5.6 for a layer, by grade_id: tests/own_layers/."""
    source = (OWN_LAYERS / f"{layer}.py").read_text(encoding="utf-8")
    return {node.name: ast.unparse(node) for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}


def _with_own_layer(notebook: NotebookNode, student: str) -> None:
    """Exercises 5.5 and 5.6 as this student's id draws them."""
    written = own_layer_sources(own_layer.drawn(student).name)
    for cell in notebook.cells:
        if grade_id(cell) in written:
            cell.source = written[grade_id(cell)]


_STARTS = {"solution": _perfect, "released": _blank, "nothing": _nothing}
_EXTRA = "after_"


def _replace_sources(notebook: NotebookNode, folder: Path) -> None:
    for path in sorted([*folder.glob("*.py"), *folder.glob("*.md")]):
        source = path.read_text(encoding="utf-8").rstrip("\n")
        if path.stem.startswith(_EXTRA):
            cell = nbformat.v4.new_code_cell(source, id=path.stem.replace("_", "-"))
            notebook.cells.insert(find(notebook, path.stem.removeprefix(_EXTRA)) + 1, cell)
        else:
            notebook.cells[find(notebook, path.stem)].source = source


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
    for where, cell_name in edits.get("move_to_front", []):
        if where == name:
            notebook.cells.insert(0, notebook.cells.pop(find(notebook, cell_name)))
    for where, cell_name, changes in edits.get("set", []):
        if where == name:
            _set(notebook.cells[find(notebook, cell_name)], changes)


def _set(cell: NotebookNode, changes: dict[str, Any]) -> None:
    for key, value in changes.items():
        if key == "nbgrader":
            cell.metadata.nbgrader.update(value)
        else:
            cell[key] = nbformat.from_dict(value)


def read_edits(folder: Path) -> dict[str, Any]:
    """The folder's edits.json, {} if it has none."""
    path = folder / "edits.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def handed_in(edits: dict[str, Any]) -> list[str]:
    """The notebooks that were handed in."""
    kept = edits.get("keep_notebooks", NOTEBOOKS)
    return [name for name in NOTEBOOKS if name in kept and name not in edits.get("drop_notebooks", [])]


def build_notebooks(folder: Path) -> dict[str, NotebookNode]:
    """The notebooks that the student of `folder` hands in, by name."""
    edits = read_edits(folder)
    notebooks = {}
    for name in handed_in(edits):
        base = edits.get("base", "solution")
        notebooks[name] = _STARTS[base](name)
        if base == "solution":
            _with_own_layer(notebooks[name], folder.name)
        if edits.get("graded_cells_only"):
            notebooks[name].cells = [cell for cell in notebooks[name].cells if grade_id(cell)]
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
    shutil.copytree(RELEASED_LAB, assignment / "lab", ignore=ignore, dirs_exist_ok=True)
    _add_files(folder, assignment)
    return assignment


def _add_files(folder: Path, assignment: Path) -> None:
    """What lies beside the notebooks, honest or not."""
    if (folder / "files").is_dir():
        shutil.copytree(folder / "files", assignment, dirs_exist_ok=True)
    edits = read_edits(folder)
    for name, text in edits.get("texts", {}).items():
        _place(assignment / name).write_text(text, encoding="utf-8")
    for name, kind in edits.get("odd", {}).items():
        _make_odd(_place(assignment / name), kind)


def _place(path: Path) -> Path:
    """`path`, with nothing there and everything above it."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _make_odd(path: Path, kind: dict[str, str]) -> None:
    """A file that is none."""
    if "link" in kind:
        path.symlink_to(kind["link"])
    elif "hard_link" in kind:
        path.hardlink_to(path.parent / kind["hard_link"])
    elif kind["make"] == "fifo":
        os.mkfifo(path)
    elif kind["make"] == "device":
        with suppress(PermissionError):  # an ordinary user can't make one, and need not fear one
            os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5))
    else:
        with socket.socket(socket.AF_UNIX) as made, contextlib.chdir(path.parent):
            made.bind(path.name)


def build_class(source: Path, target: Path) -> list[str]:
    """Build every student of `source` into `target`, anew; returns their names."""
    shutil.rmtree(target, ignore_errors=True)
    students = sorted(path.parent.name for path in source.glob("*/expected.json"))
    for student in students:
        build_submission(source / student, target / student)
    return students


def expectation(folder: Path, wall: str = "namespaces") -> dict[str, Any]:
    """The folder's expected.json, as it is meant behind `wall`."""
    expected: dict[str, Any] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return expected | expected.get(f"behind {wall}", {})


def expected_rows(folder: Path, wall: str = "namespaces") -> dict[tuple[str, str], tuple[float | None, str]]:
    """(notebook, cell) -> (score, verdict) for every graded cell, full marks unless expected.json differs."""
    expected = expectation(folder, wall)
    scores, verdicts = expected.get("scores", {}), expected.get("verdicts", {})
    there = handed_in(read_edits(folder))
    rows: dict[tuple[str, str], tuple[float | None, str]] = {}
    for name in NOTEBOOKS:
        for cell in master(name).cells:
            marks = cell.metadata.get("nbgrader", {})
            if marks.get("grade"):
                default = _otherwise(marks, expected.get("otherwise") if name in there else "missing")
                cell_name = marks["grade_id"]
                rows[name, cell_name] = (scores.get(cell_name, default[0]), verdicts.get(cell_name, default[1]))
    return rows


def _otherwise(marks: dict[str, Any], verdict: str | None) -> tuple[float | None, str]:
    """The score and verdict of a cell of which expected.json says nothing."""
    if verdict == "missing":
        return 0.0, verdict
    if marks["solution"]:
        return None, "manual"
    return (float(marks["points"]), "passed") if verdict in (None, "passed") else (0.0, verdict)


if __name__ == "__main__":
    built = build_class(Path(sys.argv[1]), Path(sys.argv[2]))
    print(f"Built {len(built)} submissions in {sys.argv[2]}")

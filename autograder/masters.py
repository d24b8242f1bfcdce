"""The master notebooks: the percent scripts in solutions/, read, and given the metadata that nbgrader needs.

In a script a cell says what it is in one word or two, and `expand` writes the rest:

    # %% locked="setup"                        a cell the student must not change
    # %% solution="relu" exercise="1.4"        where the student writes `relu`
    # %% test="test_relu" points=1             its check
    # %% [markdown] manual="explain" points=2  an answer that a person marks
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.layout import NOTEBOOKS, SOLUTIONS

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
ROLES = ("locked", "solution", "test", "manual")


def _nbgrader(role: str, name: str, points: float | None) -> dict[str, Any]:
    graded = role in ("test", "manual")
    metadata: dict[str, Any] = {
        "grade": graded,
        "grade_id": name,
        "locked": role in ("locked", "test"),
        "schema_version": 3,
        "solution": role in ("solution", "manual"),
        "task": False,
    }
    if graded:
        if points is None:
            raise ValueError(f"cell {name!r}: a {role} cell needs points=…")
        metadata["points"] = points
    return metadata


def expand(cell: NotebookNode, taken: set[str]) -> NotebookNode:
    """Give one cell its nbgrader metadata and a deterministic id. `taken`: the ids in use so far."""
    short = dict(cell.metadata)
    role = next((r for r in ROLES if r in short), None)
    cell.metadata = NotebookNode()
    name = hashlib.sha256(cell.source.encode()).hexdigest()[:12]
    if role:
        name = str(short.pop(role))
        cell.metadata["nbgrader"] = _nbgrader(role, name, short.pop("points", None))
    # what remains is ours: the exercise's number, a time limit in seconds
    for key, value in short.items():
        cell.metadata[key] = value
    cell.id, copy = name, 1
    while cell.id in taken:
        copy += 1
        cell.id = f"{name}-{copy}"
    taken.add(cell.id)
    return cell


def read_script(path: Path) -> NotebookNode:
    """The master notebook of one percent script, without outputs. Raises ValueError for a bad cell header."""
    import jupytext  # costs 0.3 s, and only a changed script needs it

    notebook = jupytext.reads(path.read_text(encoding="utf-8"), fmt="py:percent")
    taken: set[str] = set()
    cells = [expand(cell, taken) for cell in notebook.cells]
    master = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    nbformat.validate(master)
    return master


def _read_current(script: Path, built: Path) -> NotebookNode | None:
    """The built notebook, if it was made from the script as it now stands."""
    try:
        # nbformat's reader, not json's: on disk a source is a list of lines
        stored = nbformat.reads(built.read_text(encoding="utf-8"), as_version=4)
    except (OSError, ValueError):
        return None
    if stored.metadata.get("made_from") != hashlib.sha256(script.read_bytes()).hexdigest():
        return None
    return stored


@cache
def master(name: str) -> NotebookNode:
    """The master notebook `name` ("01_activations"), built anew when its script has changed.

    The built file lies beside the script, where nbgrader's own commands look for it; git ignores it.
    """
    script, built = SOLUTIONS / f"{name}.py", SOLUTIONS / f"{name}.ipynb"
    notebook = _read_current(script, built)
    if notebook is None:
        notebook = read_script(script)
        notebook.metadata["made_from"] = hashlib.sha256(script.read_bytes()).hexdigest()
        partial = built.with_suffix(".ipynb.partial")
        partial.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
        partial.replace(built)
    return notebook


def all_masters() -> dict[str, NotebookNode]:
    """Every master notebook, in the order of the course."""
    return {name: master(name) for name in NOTEBOOKS}

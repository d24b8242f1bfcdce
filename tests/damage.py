"""Builds damaged submissions: a good one, spoilt as the folder of that name in tests/damaged says.

    python -m tests.damage build/damaged        writes them all, to be looked at or graded

A folder tests/damaged/<name>/ holds
    expected.json   "why" a TA meets this; "damaged": what is; "verdicts" of cells, or of whole notebooks, that are not
                    `passed`; "says": what the notes for the TA must hold; "student": the folder's name, if it matters
    damage.py       damage(folder): does it, to the good submission that lies in `folder`
    submitted/      files as they were handed in, laid over the good submission

The good submission is a perfect 01_activations and 02_outputs_and_losses, without the cells that only draw; the other
notebooks were not handed in.
"""

from __future__ import annotations

import copy
import json
import os
import runpy
import shutil
import sys
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import nbformat

from autograder.course.layout import ASSIGNMENT
from tests.builder import _perfect

DAMAGED = Path(__file__).parent / "damaged"
ONE, TWO = "01_activations", "02_outputs_and_losses"
NOTEBOOK = f"{ONE}.ipynb"


@cache
def good_notebook(name):
    """The perfect notebook `name`, as bytes, without cells that only draw."""
    notebook = copy.deepcopy(_perfect(name))
    notebook.cells = [cell for cell in notebook.cells if cell.cell_type != "code" or "nbgrader" in cell.metadata]
    return (nbformat.writes(notebook) + "\n").encode()


@contextmanager
def edit(path):
    """The notebook at `path` as plain dicts and lists, to be changed; written back as Jupyter writes."""
    notebook = json.loads(path.read_bytes())
    yield notebook
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", errors="surrogatepass")


def rewrite(path, change):
    """Replace the bytes of a file by `change` of them."""
    path.write_bytes(change(path.read_bytes()))


def cell(notebook, name):
    """The cell that nbgrader knows by this name."""
    return next(c for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == name)


def names():
    """Every damaged submission, by its folder in tests/damaged."""
    return sorted(path.parent.name for path in DAMAGED.glob("*/expected.json"))


def expected(name):
    """What its expected.json says."""
    return json.loads((DAMAGED / name / "expected.json").read_text(encoding="utf-8"))


def student(name):
    """The name of its folder among the submissions, as bytes where it is no text."""
    wanted = expected(name).get("student", name)
    return os.fsdecode(bytes(wanted)) if isinstance(wanted, list) else wanted


def build(name, root):
    """Write the damaged submission `name` below `root`."""
    folder = root / student(name) / ASSIGNMENT
    folder.mkdir(parents=True)
    for notebook in (ONE, TWO):
        (folder / f"{notebook}.ipynb").write_bytes(good_notebook(notebook))
    if (DAMAGED / name / "submitted").is_dir():
        shutil.copytree(DAMAGED / name / "submitted", folder, dirs_exist_ok=True)
    if (DAMAGED / name / "damage.py").is_file():
        runpy.run_path(str(DAMAGED / name / "damage.py"))["damage"](folder)


if __name__ == "__main__":
    for each in names():
        build(each, Path(sys.argv[1]))
    print(f"Built {len(names())} submissions in {sys.argv[1]}")

"""What must hold of the scripts in solutions/ before they are released. A complaint names file, cell and remedy.

`masters.read_script` has looked at the headers; this looks at what the cells say, and at the whole course.
"""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from nbformat import NotebookNode

from autograder.course.layout import NOTEBOOKS
from autograder.course.masters import place
from autograder.errors import ScriptError

TOTAL_POINTS = 100
MARKERS = ("SOLUTION", "HIDDEN TESTS")


def _marks(cell: NotebookNode) -> dict[str, object]:
    return dict(cell.metadata.get("nbgrader", {}))


def _regions(source: str, word: str) -> str:
    """Why the BEGIN/END markers of that word don't pair up, "" if they do."""
    found = [line.split()[1] for line in source.splitlines() if line.strip() in _both(word)]
    if found != ["BEGIN", "END"] * (len(found) // 2):
        return f"its lines '### BEGIN {word}' and '### END {word}' don't pair up"
    return ""


def _both(word: str) -> tuple[str, str]:
    return f"### BEGIN {word}", f"### END {word}"


def _stray_markers(source: str) -> str:
    """A line that nearly is a marker: nbgrader takes any line that contains the words."""
    exact = {marker for word in MARKERS for marker in _both(word)}
    for line in source.splitlines():
        near = any(marker[4:] in line for marker in exact)
        if near and line.strip() not in exact:
            return line.strip()
    return ""


def _calls(tree: ast.AST, module: str) -> list[str]:
    """The X of every `module.X(...)` in the tree."""
    return [
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == module
    ]


def _module(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        return None


def _hidden_module(tree: ast.AST) -> str | None:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and any(alias.asname == "hidden" for alias in node.names):
            return f"{node.module}.{node.names[0].name}"
    return None


def _test_cell(cell: NotebookNode) -> Iterator[tuple[str, str]]:
    """Complaints about a test cell: it calls check.X and hidden.X, and both exist."""
    name = str(_marks(cell)["grade_id"]).removeprefix("test_")
    if "### BEGIN HIDDEN TESTS" not in cell.source:
        yield (
            "it has no hidden tests",
            "Add a block between '### BEGIN HIDDEN TESTS' and '### END HIDDEN TESTS'.",
        )
        return
    try:
        tree = ast.parse(cell.source)
    except SyntaxError as error:
        yield f"it is no Python: {error.msg}", f"Look at line {error.lineno} of the cell."
        return
    wanted = {"check": "lab.check", "hidden": _hidden_module(tree)}
    for alias, module_name in wanted.items():
        if name not in _calls(tree, alias):
            yield (
                f"it does not call {alias}.{name}",
                f"A cell test_{name} calls check.{name} and hidden.{name}.",
            )
        elif module_name is None or not hasattr(_module(module_name), name):
            where = (module_name or "autograder.backpropagation.hidden").replace(".", "/")
            yield f"there is no {alias}.{name}", f"Write the function {name} in {where}, or correct the cell."


def _solution_cell(cell: NotebookNode) -> Iterator[tuple[str, str]]:
    if "exercise" not in cell.metadata:
        yield "it names no exercise", 'Give its number in the header: exercise="2.1".'
    if "### BEGIN SOLUTION" not in cell.source:
        yield "it has no solution", "Put it between '### BEGIN SOLUTION' and '### END SOLUTION'."


def _cell(cell: NotebookNode) -> Iterator[tuple[str, str]]:
    """Every complaint about one cell, with its remedy."""
    marks = _marks(cell)
    if stray := _stray_markers(cell.source):
        yield (
            f"the line {stray!r} would be taken for a marker",
            "Write the marker alone on its line, or other words.",
        )
    for word in MARKERS:
        if why := _regions(cell.source, word):
            yield why, "Close each region before the next begins."
    if "### BEGIN SOLUTION" in cell.source and not marks.get("solution"):
        yield (
            "it has a solution, but is no solution cell",
            'Name what it solves: solution="softmax" exercise="2.1".',
        )
    if "### BEGIN HIDDEN TESTS" in cell.source and not marks.get("grade"):
        yield "it has hidden tests, but is no test cell", 'Name the test: test="test_softmax" points=4.'
    if marks.get("grade") and cell.cell_type == "code":
        yield from _test_cell(cell)
    if marks.get("solution") and not marks.get("grade"):
        yield from _solution_cell(cell)


def _notebook(name: str, notebook: NotebookNode) -> Iterator[tuple[str, str]]:
    """Complaints about a notebook as a whole: the functions that lab.course promises are there."""
    solved = {_marks(cell).get("grade_id") for cell in notebook.cells if _marks(cell).get("solution")}
    for function in NOTEBOOKS.get(name, ()):
        if function not in solved:
            yield f"no cell solves {function}", f'lab/course.py promises it: add  # %% solution="{function}".'
    for cell in notebook.cells:
        if cell.cell_type == "code":
            if _marks(cell).get("grade_id") != "setup":
                yield "the first code cell is not the set-up", 'Begin with  # %% locked="setup".'
            return


def check_script(script: Path, notebook: NotebookNode) -> None:
    """Raise ScriptError for the first complaint about one script."""
    text = script.read_text(encoding="utf-8")
    for number, cell in enumerate(notebook.cells, 1):
        for why, remedy in _cell(cell):
            name = _marks(cell).get("grade_id")
            where = place(script, text, number) + (f" ({name})" if name else "")
            raise ScriptError(f"{where}: {why}.", remedy=remedy)
    for why, remedy in _notebook(script.stem, notebook):
        raise ScriptError(f"{script}: {why}.", remedy=remedy)


def check_total(notebooks: dict[str, NotebookNode]) -> None:
    """Raise ScriptError unless the points of the whole course add up to 100."""
    points = {
        name: sum(float(c.metadata["nbgrader"].get("points", 0)) for c in nb.cells if "nbgrader" in c.metadata)
        for name, nb in notebooks.items()
    }
    if sum(points.values()) != TOTAL_POINTS:
        listed = ", ".join(f"{name} {value:g}" for name, value in points.items())
        why = f"They are: {listed}."
        remedy = f"Correct points=… in the cell headers, and the headings, to add up to {TOTAL_POINTS}."
        raise ScriptError(f"The points add up to {sum(points.values()):g}, not {TOTAL_POINTS}.", why, remedy)

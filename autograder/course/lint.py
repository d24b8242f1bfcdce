"""What must hold of the scripts in solutions/ before they are released. A complaint names file, cell and remedy.

`masters.read_script` has looked at the headers; this looks at what the cells say, and at the whole course.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NoReturn

from nbformat import NotebookNode

from autograder.course import promises
from autograder.course.declaration import declaration
from autograder.course.masters import place
from autograder.course.notebooks import WRITTEN_BY_STUDENTS, Cell, Notebook, read_notebook, role_of
from autograder.course.shows import decides_something
from autograder.errors import ScriptError

TOTAL_POINTS = 100
MARKERS = ("SOLUTION", "HIDDEN TESTS", "MARK SCHEME")


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


def _test_cell(cell: Cell) -> Iterator[tuple[str, str]]:
    """Complaints about a test cell: it calls check.X and hidden.X, and both exist."""
    name = cell.check
    if "### BEGIN HIDDEN TESTS" not in cell.master:
        yield (
            "it has no hidden tests",
            "Add a block between '### BEGIN HIDDEN TESTS' and '### END HIDDEN TESTS'.",
        )
        return
    if not cell.function:
        yield "it tests nothing that a student writes", f"Name the function in it: check.{name}({name})."
    for alias in ("check", "hidden"):
        if name not in _calls(ast.parse(cell.master), alias):
            yield f"it does not call {alias}.{name}", f"A cell test_{name} calls check.{name} and hidden.{name}."
    yield from promises.checks_are_there(cell)


def _solution_cell(cell: Cell) -> Iterator[tuple[str, str]]:
    if not cell.exercise:
        yield "it names no exercise", 'Give its number in the header: exercise="2.1".'
    if "### BEGIN SOLUTION" not in cell.master:
        yield "it has no solution", "Put it between '### BEGIN SOLUTION' and '### END SOLUTION'."


def _cell(cell: Cell) -> Iterator[tuple[str, str]]:
    """Every complaint about one cell, with its remedy."""
    if stray := _stray_markers(cell.master):
        yield (
            f"the line {stray!r} would be taken for a marker",
            "Write the marker alone on its line, or other words.",
        )
    for word in MARKERS:
        if why := _regions(cell.master, word):
            yield why, "Close each region before the next begins."
    if "### BEGIN SOLUTION" in cell.master and cell.role not in WRITTEN_BY_STUDENTS:
        yield (
            "it has a solution, but is no solution cell",
            'Name what it solves: solution="softmax" exercise="2.1".',
        )
    if "### BEGIN HIDDEN TESTS" in cell.master and not cell.graded:
        yield "it has hidden tests, but is no test cell", 'Name the test: test="test_softmax" points=4.'
    if "### BEGIN MARK SCHEME" in cell.master and (cell.role, cell.cell_type) != ("locked", "markdown"):
        yield "it says how an answer is marked, but is no locked text cell", 'Write `# %% [markdown] locked="marking"`.'
    if cell.role == "test":
        yield from _test_cell(cell)
    if cell.role == "solution":
        yield from _solution_cell(cell)


def _syntax(node: NotebookNode) -> tuple[str, str] | None:
    if node.cell_type != "code" or role_of(node.metadata) == "plain":  # a plain cell may hold a command of IPython's
        return None
    try:
        ast.parse(node.source)
    except SyntaxError as error:
        return f"it is no Python: {error.msg}", f"Look at line {error.lineno} of the cell."
    return None


def check_script(script: Path, made: NotebookNode) -> Notebook:
    """The notebook of one script. Raises ScriptError for the first complaint about it."""
    text = script.read_text(encoding="utf-8")

    def refuse(number: int, name: str, why: str, remedy: str) -> NoReturn:
        raise ScriptError(f"{place(script, text, number)} ({name}): {why}.", remedy=remedy)

    for number, node in enumerate(made.cells, 1):
        if complaint := _syntax(node):
            refuse(number, node.id, *complaint)
    form, where = read_notebook(script.stem, made), promises.shown(script)
    for why, remedy in promises.listed(form, where):
        raise ScriptError(f"{why}.", remedy=remedy)
    for number, cell in enumerate(form.cells, 1):
        for why, remedy in _cell(cell):
            refuse(number, cell.name, why, remedy)
    for shows, why, remedy in decides_something(form):
        refuse(form.cells.index(shows) + 1, shows.name, why, remedy)
    for promise in (promises.set_up, promises.points_of_text, promises.under_its_heading, promises.names_of_lab):
        for why, remedy in promise(form, where):
            raise ScriptError(f"{why}.", remedy=remedy)
    return form


def check_total(notebooks: Iterable[Notebook]) -> None:
    """Raise ScriptError unless the points of the whole course add up to 100."""
    points = {form.name: sum(cell.points for cell in form.cells) for form in notebooks}
    if sum(points.values()) != TOTAL_POINTS:
        listed = ", ".join(f"{name} {value:g}" for name, value in points.items())
        why = f"They are: {listed}."
        remedy = f"Correct points=… in the cell headers, and the headings, to add up to {TOTAL_POINTS}."
        raise ScriptError(f"The points add up to {sum(points.values()):g}, not {TOTAL_POINTS}.", why, remedy)


def check_course() -> None:
    """Raise ScriptError for the first thing that is not there and that this course asks for of every function."""
    for what, remedy in declaration().complaints():
        raise ScriptError(f"{what}.", remedy=remedy)


def check_solutions(notebooks: Iterable[Notebook]) -> None:
    """Raise ScriptError unless the course's own solutions pass all checks, for which the recorded values are needed."""
    for what, remedy in promises.solutions_pass([*notebooks]):
        raise ScriptError(f"{what}.", remedy=remedy)

"""What the course promises in several places, held to each other: nothing that was forgotten is released.

lab/course.py lists what students write, the scripts have the cells, the text says the points, and two modules of checks
hold each function. A complaint is (what is wrong, naming the file; what to write there).
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import importlib.util
import io
import operator
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from autograder.course.declaration import declaration
from autograder.course.layout import LAB, NOTEBOOKS, PACKAGE, ROOT
from autograder.course.masters import EARLIER, earlier_functions
from autograder.course.notebooks import Cell, Notebook
from autograder.course.reference import reference
from autograder.course.sources import hidden_module

Complaint = tuple[str, str]


def shown(path: Path) -> str:
    """A file's path for people to read: within the course, or beside the machinery."""
    for root in (ROOT, PACKAGE.parent):
        if path.is_relative_to(root):
            return str(path.relative_to(root))
    return str(path)


COURSE = shown(LAB / "course.py")


def _arguments(cell: Cell) -> tuple[str, ...] | None:
    """What the function takes that a solution cell defines; None for a value."""
    for statement in ast.parse(cell.master).body:
        if isinstance(statement, ast.FunctionDef) and statement.name == cell.name:
            given = statement.args
            return tuple(argument.arg for argument in (*given.posonlyargs, *given.args, *given.kwonlyargs))
    return None


def _entry(cell: Cell) -> str:
    takes = _arguments(cell)
    return f'"{cell.name}": {"VALUE" if takes is None else takes},'.replace("'", '"')


def listed(form: Notebook, script: str) -> Iterator[Complaint]:
    """That lab/course.py and the script name the same functions, in one order, with the same arguments, and tests."""
    promised = NOTEBOOKS.get(form.name, {})
    for name in promised:
        if name not in form.solutions:
            yield f"{script}: no cell solves {name}", f'{COURSE} promises it: add  # %% solution="{name}".'
        elif not any(test.function == name for test in form.tests.values()):
            yield f"{script}: no cell tests {name}", f'Add  # %% test="test_{name}" points=…  below its solution.'
    for cell in form.solutions.values():
        where, entry = f"{COURSE}: {cell.name} of {form.name}", _entry(cell)
        if cell.name not in promised:
            yield f"{where} is not listed, and later notebooks would not know it", f"Write  {entry}  there."
        elif promised[cell.name] != _arguments(cell):
            yield f"{where} is listed with other arguments than its solution has", f"Write  {entry}  there."
    if [*form.solutions] != [*promised]:
        order = ", ".join(form.solutions)
        yield (
            f"{COURSE}: the functions of {form.name} stand in another order than in the text",
            f"Write them so: {order}.",
        )


def set_up(form: Notebook, script: str) -> Iterator[Complaint]:
    """That the first code cell is the set-up, and brings in the functions of all notebooks before this one."""
    first = next((cell for cell in form.cells if cell.cell_type == "code"), None)
    if first and first.name != "setup":
        yield f"{script}: the first code cell is not the set-up", 'Begin with  # %% locked="setup".'
    elif first and earlier_functions(form.name) not in first.master:
        remedy = f"Write the line  {EARLIER}  in it, in their place; they are filled in."
        yield f"{script}: the set-up does not bring in the functions of the earlier notebooks", remedy


_HEADING = re.compile(r"^#+ Exercise (\d+\.\d+)\b.*?(\d+(?: \+ \d+)*) points?\b", re.MULTILINE)
_ROW = re.compile(r"^\| (\d+\.\d+) \|.*\| (\d+(?: \+ \d+)*) \|$", re.MULTILINE)
_TOTAL = re.compile(r"\*\*(\d+) points\.?\*\*")


def _sum(text: str) -> float:
    return sum(map(float, text.split(" + ")))


def _said(pattern: re.Pattern[str], form: Notebook) -> dict[str, float]:
    return {number: _sum(points) for cell in form.cells for number, points in pattern.findall(cell.master)}


def _points_given(form: Notebook) -> dict[str, float]:
    """Number of an exercise -> what the cells below its heading give."""
    given: dict[str, float] = {}
    current = ""
    for cell in form.cells:
        current = cell.exercise or next((number for number, _ in _HEADING.findall(cell.master)), current)
        if cell.graded:
            given[current] = given.get(current, 0) + cell.points
    return given


def points_of_text(form: Notebook, script: str) -> Iterator[Complaint]:
    """That headings, the table at the top and the total say the points that the cells give."""
    real = _points_given(form)
    headings, rows = _said(_HEADING, form), _said(_ROW, form)
    for number, points in real.items():
        remedy = f"Write {points:g} point{'s' * (points != 1)} there, or correct points=… in the headers of its tests."
        if headings.get(number) != points:
            what = f"says {headings[number]:g} points" if number in headings else "is missing"
            yield f"{script}: the heading of exercise {number} {what}; its tests give {points:g}", remedy
        if rows and rows.get(number) != points:
            yield f"{script}: the table at the top does not say what exercise {number} gives: {points:g}", remedy
    totals = [float(total) for total in _TOTAL.findall(form.cells[0].master)] if form.cells else []
    if totals and totals != [sum(real.values())]:
        yield f"{script}: the first cell says {totals[0]:g} points, and there are {sum(real.values()):g}", "Correct it."


def under_its_heading(form: Notebook, script: str) -> Iterator[Complaint]:
    """That each answer stands under the heading of its exercise."""
    current = ""
    for cell in form.cells:
        for number, _ in _HEADING.findall(cell.master):
            current = number
        if cell.role == "solution" and cell.exercise != current:
            remedy = f'Move it, or write exercise="{current}" in its header.'
            yield f"{script}: {cell.name}, of exercise {cell.exercise}, stands under the heading of {current}", remedy


def names_of_lab(form: Notebook, script: str) -> Iterator[Complaint]:
    """That what the course's own cells ask of `lab` is there: `ask.first_step`, `draw.flow.shapes`.

    Of `check` the tests are looked at elsewhere: some are made only when they are recorded.
    """
    ours = (cell for cell in form.cells if cell.role in ("locked", "plain", "test"))
    nodes = [node for cell in ours for tree in _parsed(cell) for node in ast.walk(tree)]
    found = (node.names for node in nodes if isinstance(node, ast.ImportFrom) and node.module == "lab")
    modules = {
        name.asname or name.name: f"lab.{name.name}" for names in found for name in names if name.name != "check"
    }
    for asked in (ast.unparse(node) for node in nodes if isinstance(node, ast.Attribute)):
        root, *parts = asked.split(".")
        if root in modules and all(part.isidentifier() for part in parts) and not _has(modules[root], parts):
            yield f"{script}: there is no {asked}, which a cell asks for", "Write it, or correct the cell."


def _parsed(cell: Cell) -> Iterator[ast.Module]:
    """A cell's code as it is released; nothing of a text, or where it holds a command of IPython's."""
    if cell.cell_type == "code":
        with contextlib.suppress(SyntaxError):
            yield ast.parse(cell.released)


def _has(module: str, parts: Sequence[str]) -> bool:
    try:
        operator.attrgetter(".".join(parts))(importlib.import_module(module))
    except (ModuleNotFoundError, AttributeError):
        return False
    return True


def _file_of(module: str) -> Path | None:
    try:
        found = importlib.util.find_spec(module)
    except ModuleNotFoundError:
        return None
    return Path(found.origin) if found and found.origin else None


def _found(module: str, name: str) -> Callable[[Any], Any] | None:
    try:
        found: Callable[[Any], Any] | None = getattr(importlib.import_module(module), name, None)
    except ModuleNotFoundError:
        return None
    return found


def checks_of(test: Cell) -> dict[str, tuple[str, str]]:
    """The two checks of a test cell, `hidden` and `check`: (module as the cell knows it, file to write it in)."""
    topic, hidden = test.notebook.partition("_")[2], hidden_module(test.master)
    visible = LAB / "check" / f"{topic}.py"
    path = _file_of(hidden) if hidden else None
    inside = shown(path) if path else f"a module of {declaration().hidden}"
    return {"hidden": (hidden, inside), "check": ("lab.check", shown(visible if visible.is_file() else LAB / "check"))}


def checks_are_there(test: Cell) -> Iterator[tuple[str, str]]:
    """That both checks of a test cell exist, the visible one perhaps only once it is recorded: (why, remedy)."""
    for alias, (module, path) in checks_of(test).items():
        if alias == "check" and test.check in declaration().recorded():
            continue
        if not module or _found(module, test.check) is None:
            yield (
                f"there is no {alias}.{test.check}",
                f"Write the function {test.check} in {path}, or correct the cell.",
            )


def solutions_pass(forms: Sequence[Notebook]) -> Iterator[Complaint]:
    """That the course's own solutions pass both checks of every test: what fails here would fail every student."""
    for test in (test for form in forms for test in form.tests.values()):
        if not hasattr(reference(), test.function):
            continue  # it stands for minutes of training
        for alias, (module, path) in checks_of(test).items():
            check, printed = _found(module, test.check), io.StringIO()
            try:
                with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
                    assert check is not None
                    check(getattr(reference(), test.function))
            except Exception as error:
                why = f"{type(error).__name__}: {str(error).splitlines()[0] if str(error) else ''}"
                what = f"{path}: {alias}.{test.check} refuses the course's own solution ({why})"
                yield what, "Correct the check, or the solution."

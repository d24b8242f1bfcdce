"""The master notebooks: the percent scripts in solutions/, read, and given the metadata that nbgrader needs.

In a script a cell says what it is in one word or two, and `expand` writes the rest:

    # %% locked="setup"                        a cell the student must not change; its line `### EARLIER FUNCTIONS`
                                               stands for the functions of the notebooks before this one
    # %% [markdown]                            of text: its lines `### EXERCISES` and `### SYMBOLS` stand for what the
                                               first cells of all notebooks have alike (opening.py)
    # %% solution="relu" exercise="1.4"        where the student writes `relu`
    # %% test="test_relu" points=1             its check
    # %% [markdown] manual="explain" points=2  an answer that a person marks; how, stands in a locked text cell above,
                                               between `### BEGIN MARK SCHEME` and `### END MARK SCHEME`
    # %% shows=true                            it only shows something: grading leaves it out
"""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.course import opening
from autograder.course.layout import FUNCTIONS, NOTEBOOKS, ROOT, SOLUTIONS
from autograder.errors import ScriptError

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
LANGUAGE = {"name": "python"}  # by this the browser edition, whose kernel has another name, knows that it can run it
ROLES = ("locked", "solution", "test", "manual")
HEADER_WORDS = {*ROLES, "points", "exercise", "limit", "shows"}
# What jupytext notes for itself, to write the same blank lines again.
_JUPYTEXT = ("lines_to_next_cell", "lines_to_end_of_cell_marker")


EARLIER = "### EARLIER FUNCTIONS"
_WIDTH = 120  # of a line in a notebook


def earlier_functions(notebook: str) -> str:
    """The lines that bring the functions of the notebooks before this one into its set-up cell."""
    order, lines = [*NOTEBOOKS], []
    for earlier in order[: order.index(notebook)] if notebook in NOTEBOOKS else ():
        names = ", ".join(name for name in NOTEBOOKS[earlier] if name in FUNCTIONS)
        line = f'{names} = mine.functions("{earlier}")'
        lines.append(line if len(line) <= _WIDTH else f'{names} = mine.functions(\n    "{earlier}"\n)')
    return "\n".join(lines)


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
        metadata["points"] = points
    return metadata


def _complaint(cell: NotebookNode, taken: set[str]) -> tuple[str, str] | None:
    """What is wrong with a cell's header, and what to do about it; None if nothing is."""
    short = cell.metadata
    roles = [role for role in ROLES if role in short]
    unknown = sorted(set(short) - HEADER_WORDS)
    if unknown:
        return (
            f"{unknown[0]!r} means nothing in a cell header",
            f"The words are: {', '.join(sorted(HEADER_WORDS))}.",
        )
    if len(roles) > 1:
        return f"a cell is one thing, and this one is {' and '.join(roles)}", "Keep one of the words."
    if "shows" in short and (roles or cell.cell_type != "code" or short["shows"] is not True):
        return "only a plain code cell of ours can be one that shows something", "Write `# %% shows=true`, or nothing."
    if not roles:
        return None
    name, points = short[roles[0]], short.get("points")
    if not isinstance(name, str) or not name.isidentifier():
        return f"{name!r} is no name for a cell", 'Write a Python identifier, in quotes: test="test_relu".'
    if name in taken:
        return f"two cells have the name {name!r}", "Give one of them another name."
    if roles[0] in ("test", "manual"):
        if isinstance(points, bool) or not isinstance(points, (int, float)) or points <= 0:
            return (
                f"a {roles[0]} cell needs its points",
                f'Write them in its header: {roles[0]}="{name}" points=3.',
            )
    elif points is not None:
        return f"a {roles[0]} cell has no points", "Give them to its test cell."
    return None


def expand(cell: NotebookNode, taken: set[str]) -> NotebookNode:
    """Give one cell its nbgrader metadata and a deterministic id. `taken`: the ids in use so far."""
    short = dict(cell.metadata)
    role = next((r for r in ROLES if r in short), None)
    cell.metadata = NotebookNode()
    name = hashlib.sha256(cell.source.encode()).hexdigest()[:12]
    if role:
        name = str(short.pop(role))
        cell.metadata["nbgrader"] = _nbgrader(role, name, short.pop("points", None))
    # what remains is ours: the exercise's number, a time limit in seconds, whether it only shows something
    for key, value in short.items():
        cell.metadata[key] = value
    cell.id, copy = name, 1
    while cell.id in taken:
        copy += 1
        cell.id = f"{name}-{copy}"
    taken.add(cell.id)
    return cell


def place(path: Path, text: str, number: int) -> str:
    """Where cell `number` (from 1) of a script is: "solutions/backpropagation/01_activations.py:22, cell 3"."""
    headers = [line for line, content in enumerate(text.splitlines(), 1) if content.startswith("# %%")]
    line = headers[number - 1] if number <= len(headers) else 1
    shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    return f"{shown}:{line}, cell {number}"


def _script_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        remedy = f"The course needs one script for each notebook; put {path.name} back (git checkout {path.name})."
        raise ScriptError(f"{path} can't be read.", error.strerror or "", remedy) from error
    except UnicodeDecodeError as error:
        raise ScriptError(f"{path} is not UTF-8 text.", str(error), "Save it as UTF-8.") from error


def read_script(path: Path) -> NotebookNode:
    """The master notebook of one percent script, without outputs. Raises ScriptError for a bad cell header."""
    import jupytext  # costs 0.3 s, and only a changed script needs it

    text = _script_text(path)
    notebook = jupytext.reads(text, fmt="py:percent")
    taken: set[str] = set()
    for number, cell in enumerate(notebook.cells, 1):
        for key in _JUPYTEXT:
            cell.metadata.pop(key, None)
        if complaint := _complaint(cell, taken):
            raise ScriptError(f"{place(path, text, number)}: {complaint[0]}.", remedy=complaint[1])
        cell.source = cell.source.replace(EARLIER, earlier_functions(path.stem))
        opening.fill_in(cell, notebook.cells, path.parent)
        expand(cell, taken)
    cells = notebook.cells
    master = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": KERNEL, "language_info": LANGUAGE})
    nbformat.validate(master)
    return master


def _fingerprint(script: Path) -> str:
    """Of all that a master notebook is made from: the script, the course's functions and symbols, and the code."""
    made_from = [Path(__file__), Path(opening.__file__), script.with_name(opening.CARD)]
    parts = [path.read_bytes() for path in made_from if path.is_file()]
    return hashlib.sha256(b"".join([_script_text(script).encode(), repr(NOTEBOOKS).encode(), *parts])).hexdigest()


def _read_current(built: Path, fingerprint: str) -> NotebookNode | None:
    """The built notebook, if it was made from the script as it now stands."""
    try:
        # nbformat's reader, not json's: on disk a source is a list of lines. It was validated when it was made.
        stored = nbformat.v4.reads(built.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return stored if stored.metadata.get("made_from") == fingerprint else None


def build_master(script: Path) -> NotebookNode:
    """The master notebook of `script`: the built file beside it when that is current, else built anew."""
    built, fingerprint = script.with_suffix(".ipynb"), _fingerprint(script)
    notebook = _read_current(built, fingerprint)
    if notebook is None:
        notebook = read_script(script)
        notebook.metadata["made_from"] = fingerprint
        partial = built.with_suffix(f".{os.getpid()}.partial")
        partial.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
        partial.replace(built)
    return notebook


@cache
def master(name: str) -> NotebookNode:
    """The master notebook `name` ("01_activations").

    The built file lies beside the script, where nbgrader's own commands look for it; git ignores it.
    """
    return build_master(SOLUTIONS / f"{name}.py")


def all_masters() -> dict[str, NotebookNode]:
    """Every master notebook, in the order of the course."""
    return {name: master(name) for name in NOTEBOOKS}

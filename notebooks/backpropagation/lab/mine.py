# Made by `make release` from solutions/backpropagation/lab/mine.py: edit that file, not this one.
"""Your own functions from the earlier notebooks, so that you never paste code twice.

    relu, relu_prime = mine.functions("01_activations")[3:]

It reads the notebook file as you last saved it, and runs your solution cells; of your other cells it takes
definitions, imports and constants, so your own helper functions work, and no figure is drawn or training run
again. Checks never run. What can't be loaded doesn't get in the way of the rest: a short list says what is
not ready and why, and the missing function says so again if something calls it.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import io
import json
import linecache
import sys
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from lab.course import FUNCTIONS, NOTEBOOKS, RUN_ONCE, STRUCTURES, VALUES
from lab.unwritten import not_written as not_written  # for the stubs: mine.not_written("…")

_NOT_WRITTEN = "not written yet"


class NotReadyError(NotImplementedError):
    """A function from an earlier notebook is missing, unfinished or broken; the message says where to go."""


# The same for a function that is still its stub, under the name that the stub's own error has: an untouched
# notebook, run top to bottom, meets no other.
_StillAStub = type("NotImplementedError", (NotReadyError,), {"__doc__": "A function that is not written yet."})


@dataclass(frozen=True)
class Problem:
    """Why one name could not be loaded."""

    why: str  # "not written yet"
    exercise: str = ""  # "1.4", where the cell says it
    error: BaseException | None = None  # what the cell raised

    def place(self) -> str:
        """Say which exercise, as far as it is known."""
        return f"exercise {self.exercise}" if self.exercise else ""


@dataclass
class Loaded:
    """What one notebook gave."""

    notebook: str
    namespace: dict[str, Any]
    problems: dict[str, Problem] = field(default_factory=dict)
    unreadable: str = ""  # why the whole file gave nothing
    signature: object = None  # of this file and those before it; when it changes, they are read again


_loaded: dict[str, Loaded] = {}


def functions(notebook: str) -> tuple[Callable[..., Any], ...]:
    """Your functions from `notebook` ("01_activations"), in the order of lab.course.NOTEBOOKS.

    Values are left out. A function that can't be loaded is replaced by one that
    raises NotReadyError when it is called; a summary of these is printed.
    Raises ValueError for an unknown notebook.
    """
    loaded = _load(notebook)
    _report(loaded)
    return tuple(_one(loaded, name) for name in NOTEBOOKS[notebook] if name in FUNCTIONS)


def values(notebook: str) -> dict[str, Any]:
    """Your values (not functions) from `notebook`, by name; without those that can't be read.

    One that stands for minutes of training is never there: to have it again is to train again.
    Raises ValueError for an unknown notebook.
    """
    loaded = _load(notebook)
    names = (name for name in NOTEBOOKS[notebook] if name in VALUES and name not in loaded.problems)
    return {name: loaded.namespace[name] for name in names if name in loaded.namespace}


def _one(loaded: Loaded, name: str) -> Callable[..., Any]:
    if name not in loaded.problems:
        function: Callable[..., Any] = loaded.namespace[name]
        return function
    return _stand_in(name, loaded.notebook, loaded.problems[name])


def _stand_in(name: str, notebook: str, problem: Problem) -> Callable[..., Any]:
    """Make a function that, when called, says why `name` isn't there and what to do."""
    place = f", {problem.place()}" if problem.exercise else ""
    message = (
        f"{name} comes from {notebook}.ipynb{place}, and can't be used: {problem.why}. "
        f"Open {notebook}.ipynb, mend it, save it, then run this notebook's first code cell again."
    )

    kind = _StillAStub if problem.why == _NOT_WRITTEN else NotReadyError

    def not_ready(*_: Any, **__: Any) -> Any:
        raise kind(message) from problem.error

    not_ready.__name__ = not_ready.__qualname__ = name
    not_ready.__doc__ = message
    return not_ready


def _report(loaded: Loaded) -> None:
    """Print what is not ready; print nothing when all is well."""
    missing = {name: p for name, p in loaded.problems.items() if name not in VALUES}
    if not missing:
        return
    file = f"{loaded.notebook}.ipynb"
    if loaded.unreadable:
        print(f"{file}: {loaded.unreadable}. None of its functions could be loaded: {', '.join(missing)}.")
    else:
        print(f"{file}: some of its functions are not ready.")
        for name, problem in missing.items():
            where = f" ({problem.place()})" if problem.exercise else ""
            print(f"  {name}{where}: {problem.why}")
    print(f"You can go on without them until one is called. To have them: open {file}, mend it, save it,")
    print("and run this cell again.")


def _load(notebook: str) -> Loaded:
    """Load one notebook, and those before it, whose functions it may use; again only when a file changed."""
    if notebook not in NOTEBOOKS:
        raise ValueError(f"there is no notebook {notebook!r}; there are {', '.join(NOTEBOOKS)}")
    order = list(NOTEBOOKS)
    earlier = order[: order.index(notebook)]
    signature = tuple(_signature(name) for name in (*earlier, notebook))
    known = _loaded.get(notebook)
    if known is None or known.signature != signature:
        known = _loaded[notebook] = _read(notebook, [_load(name) for name in earlier])
        known.signature = signature
    return known


def _find(notebook: str) -> Path | None:
    """Find the notebook file: in the current folder, else in the one that holds lab/."""
    for folder in (Path.cwd(), _beside_lab(__file__)):
        path = folder / f"{notebook}.ipynb"
        if path.is_file():
            return path
    return None


@functools.cache
def _beside_lab(file: str) -> Path:
    return Path(file).resolve().parent.parent


def _signature(notebook: str) -> object:
    path = _find(notebook)
    if path is None:
        return None
    stat = path.stat()
    return str(path), stat.st_mtime_ns, stat.st_size


def _read(notebook: str, earlier: list[Loaded]) -> Loaded:
    """Read one notebook file and run what is to be run of it."""
    loaded = Loaded(notebook, _surroundings(notebook, earlier))
    try:
        cells = _cells(notebook)
    except (OSError, ValueError) as damage:
        loaded.unreadable = str(damage)
        loaded.problems = dict.fromkeys(NOTEBOOKS[notebook], Problem(loaded.unreadable))
        return loaded
    with _quietly():
        for number, cell in enumerate(cells, 1):
            _run_cell(loaded, number, cell)
    for name in NOTEBOOKS[notebook]:
        if name not in loaded.namespace and name not in loaded.problems:
            loaded.problems[name] = Problem("no cell of the notebook defines it")
        elif name not in VALUES and name not in loaded.problems and not callable(loaded.namespace[name]):
            kind = type(loaded.namespace[name]).__name__
            loaded.problems[name] = Problem(f"it is not a function, but of type {kind}")
    return loaded


def _surroundings(notebook: str, earlier: list[Loaded]) -> dict[str, Any]:
    """Give the names that a notebook's set-up cell brings into scope."""
    namespace: dict[str, Any] = {"__name__": notebook, "np": np}
    namespace |= {made.__name__: made for made in STRUCTURES}
    for module in ("check", "draw", "explore", "mine"):  # if they are loaded anyway: nothing is imported for this alone
        if f"lab.{module}" in sys.modules:
            namespace[module] = sys.modules[f"lab.{module}"]
    for before in earlier:
        names = (name for name in NOTEBOOKS[before.notebook] if name in FUNCTIONS)
        namespace |= {name: _one(before, name) for name in names}
    return namespace


def _cells(notebook: str) -> list[dict[str, Any]]:
    """Read the cells of a notebook file. Raises ValueError, which says what is wrong, or OSError."""
    path = _find(notebook)
    if path is None:
        raise ValueError("this file is neither in this folder nor beside lab/")
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise ValueError("this file is damaged (not text); go back to an earlier copy") from None
    except (ValueError, RecursionError) as damage:
        raise ValueError(f"this file is damaged (not JSON: {damage}); go back to an earlier copy") from None
    cells = content.get("cells") if isinstance(content, dict) else None
    if not isinstance(cells, list):
        raise ValueError("this file holds no notebook of the kind that Jupyter writes today")
    return [cell for cell in cells if isinstance(cell, dict)]


def _run_cell(loaded: Loaded, number: int, cell: dict[str, Any]) -> None:
    """Run a student's cell, or what is harmless of it; leave locked and test cells alone."""
    metadata = cell.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    marks = metadata.get("nbgrader")
    marks = marks if isinstance(marks, dict) else {}
    if cell.get("cell_type") != "code" or marks.get("grade") or marks.get("locked"):
        return
    source = cell.get("source", "")
    source = source if isinstance(source, str) else "".join(map(str, source))
    if marks.get("solution"):
        name = str(marks.get("grade_id"))
        if name not in RUN_ONCE:
            _run_solution(loaded, name, str(metadata.get("exercise", "")), source)
        else:
            loaded.problems[name] = Problem("it is not loaded: to have it again is to train again")
    else:
        _run_harmless(loaded, f"{loaded.notebook}.ipynb, cell {number}", source)


def _run_solution(loaded: Loaded, name: str, exercise: str, source: str) -> None:
    """Run a whole solution cell, and note why `name` isn't there afterwards, if it isn't."""
    label = f"{loaded.notebook}.ipynb, cell {name}"
    loaded.problems.pop(name, None)
    error: BaseException | None = None
    unfinished = False
    try:
        tree = _parse(source, label)
        unfinished = _unfinished(tree, name)
        exec(compile(tree, label, "exec"), loaded.namespace)
    except (Exception, SystemExit) as raised:
        error = raised
    if unfinished:
        loaded.namespace.pop(name, None)
    elif name in loaded.namespace:
        return  # if the cell raised, then after its definition: a line that tries it out, most likely
    if unfinished or isinstance(error, NotImplementedError):
        loaded.problems[name] = Problem(_NOT_WRITTEN, exercise)
    elif error is not None:
        loaded.problems[name] = Problem(_describe(error, label), exercise, _from_cell(error, label))
    else:
        loaded.problems[name] = Problem(f"its cell defines no {name}", exercise)


def _run_harmless(loaded: Loaded, label: str, source: str) -> None:
    """Run the definitions, imports and constants of an ordinary cell, each by itself."""
    try:
        tree = _parse(source, label)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return  # somebody's scribbles
    for statement in filter(_is_harmless, tree.body):
        # What it needs may have been left out. Then that is missed where it is used, with a clear NameError.
        with contextlib.suppress(Exception):
            exec(compile(ast.Module([statement], []), label, "exec"), loaded.namespace)
            if isinstance(statement, ast.FunctionDef) and statement.name in loaded.problems:
                del loaded.problems[statement.name]


def _parse(source: str, label: str) -> ast.Module:
    """Parse a cell, and put its lines where tracebacks look for them. IPython's own commands are left out."""
    linecache.cache[label] = (len(source), None, source.splitlines(keepends=True), label)
    try:
        return ast.parse(source, label)
    except SyntaxError:
        plain = "\n".join(_without_magic(line) for line in source.splitlines())
        if plain == source.rstrip("\n"):
            raise
        return ast.parse(plain, label)


def _without_magic(line: str) -> str:
    """Replace `%matplotlib inline`, `%%time` or `!ls` by `pass`; the other lines keep their numbers."""
    text = line.lstrip()
    return line[: len(line) - len(text)] + "pass" if text.startswith(("%", "!", "?")) else line


def _unfinished(tree: ast.Module, name: str) -> bool:
    """Tell whether the last definition of `name` is still the stub, whose body raises NotImplementedError."""
    definitions = [s for s in tree.body if isinstance(s, ast.FunctionDef) and s.name == name]
    for statement in definitions[-1].body if definitions else []:
        if isinstance(statement, ast.Return):
            return False
        if isinstance(statement, ast.Raise) and statement.exc is not None:
            exc = statement.exc.func if isinstance(statement.exc, ast.Call) else statement.exc
            if isinstance(exc, ast.Name) and exc.id == "NotImplementedError":
                return True
    return False


_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
_HARMLESS_VALUES = (
    ast.Constant,
    ast.Name,
    ast.Attribute,
    ast.UnaryOp,
    ast.BinOp,
    ast.Tuple,
    ast.List,
    ast.Dict,
    ast.Set,
    ast.operator,
    ast.unaryop,
    ast.expr_context,
)


def _is_harmless(statement: ast.stmt) -> bool:
    """Tell whether this is a definition, an import, or an assignment that costs nothing to compute."""
    if isinstance(statement, _DEFINITIONS):
        return True
    if not isinstance(statement, ast.Assign | ast.AnnAssign) or statement.value is None:
        return False
    value = statement.value
    if isinstance(value, ast.Lambda):
        return True
    return all(isinstance(node, _HARMLESS_VALUES) for node in ast.walk(value))


def _describe(error: BaseException, label: str) -> str:
    """Say in a line what went wrong in a cell, and in which of its lines."""
    line = error.lineno if isinstance(error, SyntaxError) else None
    trace = error.__traceback__
    while line is None and trace is not None:
        if trace.tb_frame.f_code.co_filename == label:
            line = trace.tb_lineno
        trace = trace.tb_next
    text = error.msg if isinstance(error, SyntaxError) else str(error)
    first = text.splitlines()[0] if text else ""
    what = f"{type(error).__name__}: {first}" if first else type(error).__name__
    return f"line {line} of its cell has an error ({what})" if line else f"its cell has an error ({what})"


def _from_cell(error: BaseException, label: str) -> BaseException:
    """Let the error's traceback begin in the student's cell: what is above it is ours, and only noise."""
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename != label:
        trace = trace.tb_next
    return error.with_traceback(trace)


@contextlib.contextmanager
def _quietly() -> Iterator[None]:
    """Keep what the cells print, show or draw out of the notebook that loads them."""
    pyplot: Any = sys.modules.get("matplotlib.pyplot")
    open_before = set(pyplot.get_fignums()) if pyplot else set()
    with contextlib.ExitStack() as stack:
        stack.enter_context(warnings.catch_warnings(action="ignore"))
        if "IPython" in sys.modules:  # never imported for this alone: it costs a fifth of a second
            from IPython.utils.capture import capture_output

            stack.enter_context(capture_output())
        else:
            stack.enter_context(contextlib.redirect_stdout(io.StringIO()))
            stack.enter_context(contextlib.redirect_stderr(io.StringIO()))
        yield
    pyplot = sys.modules.get("matplotlib.pyplot")
    for number in set(pyplot.get_fignums()) - open_before if pyplot else ():
        pyplot.close(number)

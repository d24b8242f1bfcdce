"""Everything of ours that a student's code can call: in the sandbox, and in the folder that students are given.

Found by walking from the modules: what they hold, what classes and objects hold, what functions hold (closures,
defaults, functions inside), what the given cells of the released notebooks define, and what stands there as source.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import importlib
import pkgutil
import types
from collections.abc import Iterator
from typing import Any

import nbformat
import numpy as np
from lab.parameters import Parameters

from autograder.course.layout import NOTEBOOKS, RELEASED
from autograder.sandbox import policy

_NO_MODULES = {"sandbox/within"}  # imports no NumPy: nothing there can work anything out
_PACKAGES = ("lab", *(f"autograder.{name}" for name in policy._OURS if name not in {"__init__.py", *_NO_MODULES}))
_STUDENTS = tuple(name for names in NOTEBOOKS.values() for name in names)
_PLAIN = (str, bytes, int, float, complex, np.ndarray, np.generic, type(None))


def modules() -> list[types.ModuleType]:
    """Every module of ours that can be imported inside."""
    found = []
    for name in _PACKAGES:
        package = importlib.import_module(name)
        found.append(package)
        for entry in pkgutil.walk_packages(getattr(package, "__path__", []), f"{name}."):
            if not entry.name.endswith("__main__"):
                found.append(importlib.import_module(entry.name))
    return found


def _is_ours(value: Any) -> bool:
    module = getattr(value, "__module__", None)
    return isinstance(module, str) and any(module == name or module.startswith(f"{name}.") for name in _PACKAGES)


def _from_source(text: str) -> Iterator[tuple[str, Any]]:
    """The functions that a text defines, if it is Python."""
    if "def " in text and "return" in text:
        with contextlib.suppress(Exception):
            names: dict[str, Any] = {"np": np, "Parameters": Parameters}
            exec(compile(text, "<text>", "exec"), names)
            yield from ((name, value) for name, value in names.items() if isinstance(value, types.FunctionType))


def _inside(function: types.FunctionType) -> Iterator[tuple[str, Any]]:
    for cell in function.__closure__ or ():
        with contextlib.suppress(ValueError):  # an empty one
            yield "closure", cell.cell_contents
    yield from (
        ("default", value) for value in (*(function.__defaults__ or ()), *(function.__kwdefaults__ or {}).values())
    )
    yield from vars(function).items()
    for code in function.__code__.co_consts:
        # a function that is made anew at each call, and needs nothing of it (flags: it has names of its own)
        if (
            isinstance(code, types.CodeType)
            and not code.co_freevars
            and code.co_flags & 3 == 3
            and "<" not in code.co_name
        ):
            yield code.co_name, types.FunctionType(code, function.__globals__)


def _parts(value: Any) -> Iterator[tuple[str, Any]]:
    """What can be got out of a value."""
    match value:
        case types.ModuleType() if value.__name__.startswith(_PACKAGES):
            yield from vars(value).items()
        case type() if _is_ours(value):
            yield from vars(value).items()
        case staticmethod() | classmethod():
            yield "function", value.__func__
        case property():
            yield from ((name, getattr(value, name)) for name in ("fget", "fset") if getattr(value, name))
        case functools.cached_property():
            yield "function", value.func
        case functools.partial():
            yield from (
                ("function", value.func),
                *value.keywords.items(),
                *((str(i), x) for i, x in enumerate(value.args)),
            )
        case types.FunctionType() if _is_ours(value):
            yield from _inside(value)
        case dict():
            yield from ((str(key), part) for key, part in value.items())
        case list() | tuple() | set() | frozenset():
            yield from ((str(i), part) for i, part in enumerate(value))
        case str():
            yield from _from_source(value)
        case _ if hasattr(value, "__wrapped__"):
            yield "wrapped", value.__wrapped__
        case _ if _is_ours(type(value)):
            yield from getattr(value, "__dict__", {}).items()
            for name in dir(type(value)):
                if not name.startswith("__"):
                    with contextlib.suppress(Exception):
                        yield name, getattr(value, name)


def everything() -> dict[str, Any]:
    """Each value that can be reached, by the path to it; the first path that was found."""
    seen: dict[int, tuple[str, Any]] = {}
    waiting: list[tuple[str, Any]] = [(module.__name__, module) for module in modules()]
    waiting += given_functions()
    while waiting:
        path, value = waiting.pop(0)
        if id(value) in seen or (isinstance(value, _PLAIN) and not isinstance(value, str)):
            continue
        seen[id(value)] = path, value
        waiting += [(f"{path}.{name}", part) for name, part in _parts(value)]
    return dict(seen.values())


def given_functions() -> list[tuple[str, Any]]:
    """The functions that the given cells of the released notebooks define; what students write is not there."""
    found = []
    for path in sorted(RELEASED.glob("*.ipynb")):
        for cell in nbformat.read(path, as_version=4).cells:
            marks = cell.metadata.get("nbgrader", {})
            if cell.cell_type == "code" and not marks.get("solution") and not marks.get("grade"):
                found += [(f"{path.stem}.{name}", value) for name, value in _defined(cell.source)]
    return found


def _defined(source: str) -> Iterator[tuple[str, Any]]:
    for statement in ast.parse(source).body:
        if isinstance(statement, ast.FunctionDef):
            names: dict[str, Any] = dict.fromkeys(_STUDENTS) | {"np": np, "Parameters": Parameters}
            exec(compile(ast.Module([statement], []), "<given>", "exec"), names)
            yield statement.name, names[statement.name]


def callables() -> dict[str, Any]:
    """Each function, method, class and callable object of ours, by the path to it."""
    wanted = {path: value for path, value in everything().items() if callable(value)}
    return {
        path: value
        for path, value in wanted.items()
        if _is_ours(value) or _is_ours(type(value)) or isinstance(value, (functools.partial, types.FunctionType))
    }

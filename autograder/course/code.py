"""What our own code does, as far as marks and made files depend on it: syntax trees, and which files import which.

Comments, layout and docstrings don't count: a better explanation is no other code.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from autograder.course.layout import LAB, PACKAGE, SOLUTIONS

_HAS_DOCSTRING = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def without_docstrings(tree: ast.Module) -> ast.Module:
    """The tree, its docstrings taken out."""
    for node in ast.walk(tree):
        if isinstance(node, _HAS_DOCSTRING) and node.body and _is_text(node.body[0]):
            node.body = node.body[1:] or [ast.Pass()]
    return tree


def _is_text(statement: ast.stmt) -> bool:
    value = statement.value if isinstance(statement, ast.Expr) else None
    return isinstance(value, ast.Constant) and isinstance(value.value, str)


def names_imported(tree: ast.AST, package: str = "") -> Iterator[str]:
    """The modules that a source of this package may import, with full names; some of them are names in a module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) + 1 - node.level] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


@cache
def file_of(module: str) -> Path | None:
    """The file of a module of ours; None for all others."""
    root = {"autograder": PACKAGE.parent, "lab": SOLUTIONS}.get(module.partition(".")[0])
    if root is None:
        return None
    path = root.joinpath(*module.split("."))
    found = [one for one in (path.with_suffix(".py"), path / "__init__.py") if one.is_file()]
    return found[0] if found else None


def module_of(path: Path) -> str:
    """The name of a module of ours."""
    root = SOLUTIONS if LAB in path.parents else PACKAGE.parent
    return ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


def _is_package(path: Path) -> bool:
    return path.name == "__init__.py"


@cache
def _names_in(source: bytes, package: str) -> tuple[str, ...]:
    return tuple(names_imported(ast.parse(source), package))


def _imported(path: Path) -> Iterator[Path]:
    package = module_of(path) if _is_package(path) else module_of(path).rpartition(".")[0]
    yield from filter(None, map(file_of, _names_in(path.read_bytes(), package)))


def _packages_above(path: Path) -> Iterator[Path]:
    names = module_of(path).split(".")
    yield from filter(None, (file_of(".".join(names[:length])) for length in range(1, len(names))))


def with_imports(roots: Iterable[Path], packages: bool) -> set[Path]:
    """These files, and all of ours that they import, one by the other.

    `packages`: also what runs when a module in a package is imported, and what that imports.
    """
    found, open_ = set(), list(roots)
    while open_:
        path = open_.pop()
        if path not in found:
            found.add(path)
            open_ += _imported(path) if packages or not _is_package(path) else ()
            open_ += _packages_above(path) if packages else ()
    return found

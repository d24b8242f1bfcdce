# Made by `make release` from solutions/backpropagation/lab/check/engine/source.py: edit that file, not this one.
"""Where in a student's own code an answer is made: the last step of help that a card has to give."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

MOST = 4  # lines that are shown
# In which place of what is returned a part stands: "W" of theta, "grad_b" of (grad_W, grad_b), and so on.
PLACES = {name: i for names in (("W", "b"), ("grad_W", "grad_b"), ("h", "a", "y_hat")) for i, name in enumerate(names)}


def lines_of(function: Callable[..., Any], label: str = "") -> str:
    """The lines that make the part of the answer called `label`, numbered as in the cell; "" where nobody can see."""
    try:
        text = textwrap.dedent(inspect.getsource(function))
        [definition] = ast.parse(text).body
        first = inspect.getsourcelines(function)[1]
    except (OSError, TypeError, SyntaxError, ValueError):
        return ""
    rows = text.splitlines()
    numbers = list(dict.fromkeys(node.lineno for node in _making(definition, label)))
    return "\n".join(f"line {max(first, 1) + n - 1}: {rows[n - 1].strip()}" for n in numbers[-MOST:])


def _making(definition: ast.stmt, label: str) -> list[ast.stmt]:
    """The statements that give a value to what is returned there; the `return` itself, where it is worked out in it.

    And those that give a value to what they read, if there is room: one of those may be wrong, and its answer seen.
    """
    returns = [n for n in _own_nodes(definition) if isinstance(n, ast.Return) and n.value is not None]
    if not returns:
        return []
    name = _root(_part(returns[-1].value, label.split("[")[0]))
    own = name and _giving({name}, definition)
    made: list[ast.stmt] = own or [returns[-1]]
    read = {n.id for one in made for n in ast.walk(one) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    before = _giving(read - {name}, definition)
    every = sorted({*made, *before}, key=_at)
    return every if len(every) <= MOST else made


def _own_nodes(node: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function, without those of the functions that are defined in it."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (ast.FunctionDef, ast.Lambda)):
            yield child
            yield from _own_nodes(child)


def _giving(names: set[str], definition: ast.stmt) -> list[ast.stmt]:
    """The statements that give a value to one of these names, or put a value into it."""
    return sorted((n for n in ast.walk(definition) if isinstance(n, ast.stmt) and names & {*_written(n)}), key=_at)


def _at(node: ast.stmt) -> int:
    return node.lineno


def _part(value: ast.expr | None, part: str) -> ast.expr | None:
    """The expression of one part of a tuple, or of a call such as Parameters(W, b)."""
    parts = value.elts if isinstance(value, ast.Tuple) else value.args if isinstance(value, ast.Call) else []
    place = PLACES.get(part, -1)
    return parts[place] if len(parts) > 1 and 0 <= place < len(parts) else value


def _root(node: ast.AST | None) -> str:
    """The name that an expression begins with: "W" of W[k]."""
    while isinstance(node, (ast.Subscript, ast.Attribute, ast.Starred)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _written(node: ast.stmt) -> Iterator[str]:
    """The names that a statement gives a value to, or puts a value into."""
    if isinstance(node, (ast.Assign, ast.AugAssign)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            yield from (_root(x) for x in (target.elts if isinstance(target, ast.Tuple) else [target]))
    method = node.value.func if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) else None
    if isinstance(method, ast.Attribute) and method.attr in ("append", "insert", "extend"):
        yield _root(method.value)

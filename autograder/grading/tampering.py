"""Whether a locked cell was changed, and whether the change could have gained marks where checks run as submitted.

A change never gains anything here, since the released check is run whatever the student made of it. But a check
that was rewritten is something a TA wants to know, and a stray letter or an added print is not.
"""

from __future__ import annotations

import ast
from typing import Any

from autograder.course.notebooks import Cell
from autograder.grading.reading import PlainCell

MAX_READ = 100_000  # characters of a changed check; as released, one is a line or two


def same(one: str, other: str) -> bool:
    """Whether two sources differ in nothing but the white space at line ends and at the end."""
    return _tidy(one) == _tidy(other)


def _tidy(source: str) -> str:
    return "\n".join(line.rstrip() for line in source.rstrip().splitlines())


def _statements(source: str) -> list[ast.stmt] | None:
    """The top-level statements; None if it is no Python (which can't gain anything: it can't run)."""
    try:
        return ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _harmless(statement: ast.stmt) -> bool:
    """A statement that looks at something: `print(...)` of plain names and numbers, or a bare name."""
    if not isinstance(statement, ast.Expr):
        return False
    value = statement.value
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "print":
        return all(isinstance(argument, (ast.Name, ast.Constant, ast.Call)) for argument in value.args)
    return isinstance(value, (ast.Name, ast.Constant))


def _shape(statement: ast.stmt) -> list[Any]:
    """What `ast.dump` tells apart; that goes as deep as an expression is nested, and raises for very long numbers."""
    return [(type(node), [_field(value) for _, value in ast.iter_fields(node)]) for node in ast.walk(statement)]


def _field(value: Any) -> Any:
    if isinstance(value, list):
        return [_field(one) for one in value]
    return ast.AST if isinstance(value, ast.AST) else (type(value), value)


def could_gain(changed: str, released: str) -> bool:
    """Whether the check no longer does all that it did, or does more than look at things.

    A cell without a statement counts as deleted, which is put back without further ado. One that is far longer than
    any of ours is not read: whoever writes it wants something.
    """
    if len(changed) > MAX_READ:
        return True
    mine, ours = _statements(changed), _statements(released)
    if not mine or ours is None:
        return False
    kept = [_shape(statement) for statement in mine]
    wanted = [_shape(statement) for statement in ours]
    remaining = iter(kept)
    if not all(statement in remaining for statement in wanted):
        return True
    added = [statement for statement, text in zip(mine, kept, strict=True) if text not in wanted]
    return not all(_harmless(statement) for statement in added)


def _raised_points(cell: PlainCell, known: Cell) -> bool:
    points = cell.marks.get("points", known.points)
    return not isinstance(points, (int, float)) or isinstance(points, bool) or points != known.points


def changed_cell(cell: PlainCell, known: Cell) -> tuple[str, bool]:
    """(a note for the TA, or "" if the cell is as released; whether the change could have gained marks)."""
    released = known.metadata["nbgrader"]
    kinds = [key for key in ("grade", "solution", "locked") if cell.marks.get(key, released[key]) != released[key]]
    if known.graded and _raised_points(cell, known):
        kinds.append("points")
    rewritten = not same(cell.source, known.released)
    if not rewritten and not kinds:
        return "", False
    what = "was changed" if rewritten else f"had its {' and '.join(kinds)} changed"
    gain = known.graded and (bool(kinds) or could_gain(cell.source, known.released))
    return f"the locked cell {known.name} {what}; the released one was used", gain

"""The smallest function whose mistake no error model names, with no trace of whose it is: to be sent upstream.

What is left is the code alone: no comment, no docstring, no text longer than a key, no name of a student or a file.
From such a function a new filling of a model is one line.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.course.layout import ASSIGNMENT
from autograder.errors import UserError
from autograder.ledger.ledger import settle
from autograder.ledger.marks import GradedStudent
from autograder.report.naming import UNNAMED, how_named

KEY = 12  # letters of the longest text that is kept: a key of a dictionary, such as "W1"


@dataclass(frozen=True)
class Unknown:
    """One wrong function, and what its check said of it."""

    function: str
    said: str
    code: str

    def __str__(self) -> str:
        return f"# function: {self.function}\n# said: {self.said}\n\n{self.code}\n"


def smallest(output: Path) -> Unknown:
    """Return the smallest one of a folder that `grade` wrote. UserError where every mistake has a name."""
    found = min(unknown_of(output, settle(output).students), key=lambda one: (len(one.code), str(one)), default=None)
    if found is None:
        raise UserError(f"Every mistake in {output} has a name, or its code can't be read.", remedy="Nothing to send.")
    return found


def unknown_of(output: Path, students: Iterable[GradedStudent]) -> Iterator[Unknown]:
    """Give every wrong function without a name for its mistake, one after the other."""
    for student in students:
        for result in student.entry.notebooks:
            path = output / "autograded" / student.entry.student / ASSIGNMENT / f"{result.notebook}.ipynb"
            rows = [row for row in result.cells if not row.not_written]
            for finding in (finding for row in rows for finding in row.findings[:1]):
                if how_named(finding["cause"]) == UNNAMED:
                    code = anonymous(_cell(path, finding["function"]))
                    if code:
                        yield Unknown(finding["function"], finding["message"], code)


def _cell(path: Path, function: str) -> str:
    """The student's cell; "" where there is none."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        found = [c for c in cells if c.get("metadata", {}).get("nbgrader", {}).get("grade_id") == function]
        return "".join(found[0]["source"]) if found else ""
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ""


class _Nameless(ast.NodeTransformer):
    """Leaves out texts: docstrings, and whatever is longer than a key."""

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        """A text that stands alone is no code."""
        alone = isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        return ast.Pass() if alone else self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """Keep keys."""
        long = isinstance(node.value, (str, bytes)) and len(node.value) > KEY
        return ast.Constant("…") if long else node


def anonymous(cell: str) -> str:
    """The code of a cell and nothing else; "" for what is no Python."""
    try:
        return ast.unparse(ast.fix_missing_locations(_Nameless().visit(ast.parse(cell))))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""

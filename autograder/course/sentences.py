"""The sentences of an exercise that promise something: of its text, from its heading on, and of the docstring.

A promise is a *must*, *never*, *not*, *only*, *exactly* and the like, what comes back, and each argument.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from autograder.course.notebooks import Cell, Notebook

MODAL = re.compile(
    r"\b(must|never|not|only|exactly|nothing|same|stays?|stayed|returns?|gives|at (least|most))\b|n't\b", re.IGNORECASE
)
_HEADING = re.compile(r"^#+ Exercise (\d+\.\d+)\b.*$", re.MULTILINE)
_END = re.compile(r"(?<=[.:;!?])\s+(?=[A-ZÀ-Þ*`$(])|(?<=;)\s+|\n\s*\n|\n(?=\s*[-*] )|\n(?=\w[\w, ]*  |Returns|Gives)")


def plain(text: str) -> str:
    """A text in one line, without the signs of Markdown."""
    return " ".join(re.sub(r"[*`$\\]", "", text).split())


def text_of(form: Notebook, function: str) -> str:
    """What an exercise says: from its heading to the cell of the answer, and the docstring."""
    answer = form.solutions[function]
    before = form.cells[: form.cells.index(answer)]
    told = [cell.master for cell in before if cell.cell_type == "markdown" and _is_of(cell, answer)]
    heading = [text[_start(text, answer) :] for text in told]
    return "\n\n".join([*heading, docstring(answer)])


def _is_of(cell: Cell, answer: Cell) -> bool:
    return any(found[1] == answer.exercise for found in _HEADING.finditer(cell.master))


def _start(text: str, answer: Cell) -> int:
    return next(found.end() for found in _HEADING.finditer(text) if found[1] == answer.exercise)


def docstring(answer: Cell) -> str:
    """The docstring of the function that an answer's cell defines; "" of a value."""
    functions = [node for node in ast.parse(answer.master).body if isinstance(node, ast.FunctionDef)]
    return next((ast.get_docstring(node) or "" for node in functions if node.name == answer.name), "")


def sentences(form: Notebook, function: str) -> Iterator[str]:
    """Those of its sentences that promise something, in one line each."""
    for part in _END.split(text_of(form, function)):
        if part and MODAL.search(part):
            yield plain(part).removeprefix("- ")

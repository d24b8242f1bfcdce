"""What the first cells of all notebooks have alike: the table of the exercises, and the card of symbols and shapes.

In the text of a script a line `### EXERCISES` stands for the table, made from the headers of the cells, and
`### SYMBOLS` for the card, which is the file symbols.md beside the scripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from nbformat import NotebookNode

from autograder.errors import ScriptError

EXERCISES, SYMBOLS = "### EXERCISES", "### SYMBOLS"
CARD = "symbols.md"
_HEADING = re.compile(r"^#+ Exercise (\d+\.\d+)\b", re.MULTILINE)


def fill_in(cell: NotebookNode, cells: Sequence[NotebookNode], folder: Path) -> None:
    """Put the table and the card into a text cell that asks for them; `cells` still have their headers' words."""
    lines = cell.source.splitlines() if cell.cell_type == "markdown" else []
    if EXERCISES in lines:
        cell.source = cell.source.replace(EXERCISES, table(cells))
    if SYMBOLS in lines:
        cell.source = cell.source.replace(SYMBOLS, card(folder))


def card(folder: Path) -> str:
    """The card of symbols. Raises ScriptError if the course has none."""
    try:
        return (folder / CARD).read_text(encoding="utf-8").strip()
    except OSError as error:
        remedy = f"Write the card of symbols there, or take the line {SYMBOLS} out of the scripts."
        raise ScriptError(f"{folder / CARD} can't be read.", error.strerror or "", remedy) from error


def table(cells: Sequence[NotebookNode]) -> str:
    """A line for each exercise: its number, what is written, and the points of its cells."""
    rows: dict[str, tuple[list[str], list[str]]] = {}
    for number, cell in _under_headings(cells):
        words, (names, points) = cell.metadata, rows.setdefault(number, ([], []))
        if "solution" in words:
            names.append(f"`{words['solution']}`")
        if "manual" in words:
            names.append("an answer in words")
        if "points" in words:
            points.append(str(words["points"]))  # as written: what is no number the linter refuses later
    lines = [f"| {number} | {', '.join(names)} | {' + '.join(points)} |" for number, (names, points) in rows.items()]
    return "\n".join(["| exercise | you write | points |", "|---|---|---:|", *lines])


def _under_headings(cells: Sequence[NotebookNode]) -> Iterator[tuple[str, NotebookNode]]:
    """The cells that belong to an exercise, each with its number."""
    number = ""
    for cell in cells:
        if cell.cell_type == "markdown":
            number = ([number, *_HEADING.findall(cell.source)])[-1]
        if {"solution", "test", "manual"} & {*cell.metadata}:
            yield number, cell

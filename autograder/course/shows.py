"""The proof that a cell marked `shows=true` decides nothing: nobody reads what it binds, and it changes nothing.

Grading leaves such cells out (`judge/left_out.py`), so this has to hold for every cell that runs without them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.course.notebooks import Cell, Notebook
from autograder.course.sources import bound_names, draws_globally, global_reads, root_name


def _changed(source: str) -> set[str]:
    """The names of others whose value a cell changes in place: `x[0] = …`, `x.y = …`, `del x[0]`."""
    stored = (
        n for n in ast.walk(ast.parse(source))
        if isinstance(n, ast.Attribute | ast.Subscript) and isinstance(n.ctx, ast.Store | ast.Del)
    )  # fmt: skip
    return {root_name(n) for n in stored} - {""} - _bound_anywhere(source)


def _bound_anywhere(source: str) -> set[str]:
    tree = ast.parse(source)
    names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    return names | {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}


def _generators(source: str) -> set[str]:
    """The names that a cell binds to a random generator: whoever draws from one changes what the next draws."""
    made: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Assign) and "default_rng" in ast.unparse(node.value):
            made |= {root_name(target) for target in node.targets}
    return made - {""}


def _complaints(cell: Cell, others: list[Cell]) -> Iterator[str]:
    bound = bound_names(cell.master)
    for other in others:
        if read := sorted(bound & (global_reads(other.master) | global_reads(other.released))):
            yield f"{other.name} reads {', '.join(read)}, which it binds"
        if taken := sorted(_generators(other.master) & global_reads(cell.master)):
            yield f"it draws from {', '.join(taken)} of {other.name}"
    if changed := sorted(_changed(cell.master)):
        yield f"it changes {', '.join(changed)}, which others may read"
    if draws_globally(ast.parse(cell.master)):
        yield "it draws from NumPy's global generator, from which others may draw"


def decides_something(form: Notebook) -> Iterator[tuple[Cell, str, str]]:
    """Each cell that is marked wrongly: the cell, why it may decide something, and what to do about it."""
    others = [cell for cell in form.cells if cell.cell_type == "code" and not cell.shows]
    for cell in form.cells:
        for why in _complaints(cell, others) if cell.shows else ():
            yield cell, f"it is marked as one that only shows something, but {why}", "Drop shows=true, or that."

"""Which file of a submission is which notebook: by its name; where that leaves a doubt, by the cells in it.

A browser that saves `01_first (1).ipynb`, an archive unpacked one folder too deep and two notebooks saved under
each other's names are nobody's marks. Where two files could be meant, none is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from autograder.course.notebooks import WRITTEN_BY_STUDENTS, Notebook, released_notebooks
from autograder.grading.reading import DamagedError, PlainCell, read_cells


@dataclass
class HandedIn:
    """What was handed in as one notebook."""

    path: str = ""  # "": nothing was
    cells: list[PlainCell] | None = None  # None: nothing was, or it can't be read
    damage: str = ""  # why it can't be read
    notes: list[str] = field(default_factory=list)


def recognised(cell: PlainCell, form: Notebook) -> str | None:
    """The name of the released cell that this one says it is."""
    known = form.recognise(cell.marks.get("grade_id"), cell.id)
    return known.name if known else None


def _read(path: str, data: bytes) -> HandedIn:
    try:
        cells, notes = read_cells(data)
    except DamagedError as error:
        return HandedIn(path, None, str(error))
    return HandedIn(path, cells, "", notes)


def is_named_like(path: str, name: str) -> bool:
    """Whether a file is named like the notebook, but for what browsers, tools and people add."""
    plain = re.sub(r"[^a-z0-9]+", "_", PurePosixPath(path).name.casefold())
    return name in plain and "ipynb" in plain


def _under_another_name(files: Mapping[str, bytes], name: str, refused: Mapping[str, str]) -> HandedIn:
    path = f"{name}.ipynb"
    if path in refused:
        return HandedIn(path, None, f"the file was left out: {refused[path]}")
    like = sorted(other for other in files if is_named_like(other, name))
    if not like:
        return HandedIn()
    if len(like) > 1:
        named = " and ".join(like[:3])
        return HandedIn(notes=[f"there is no {path}, but {named}: which of them is meant? Rename it, and grade again"])
    found = _read(like[0], files[like[0]])
    found.notes.insert(0, f"there is no {path}; {like[0]} was taken for it")
    return found


def _count(cells: list[PlainCell], form: Notebook) -> int:
    """How many of the cells are exercises, checks or answers of this notebook."""
    names = {recognised(cell, form) for cell in cells}
    return sum(cell.name in names for cell in form.cells if cell.role in (*WRITTEN_BY_STUDENTS, "test"))


def notebook_in(cells: list[PlainCell]) -> str:
    """The notebook whose cells these are; "" if they are of none, or of several in equal parts."""
    counts = {name: _count(cells, form) for name, form in released_notebooks().items()}
    best = max(counts.values())
    homes = [name for name, count in counts.items() if count == best]
    return homes[0] if best and len(homes) == 1 else ""


def _misplaced(found: Mapping[str, HandedIn]) -> dict[str, str]:
    """Notebook -> the other one whose cells it holds, where it holds none of its own."""
    placed = {}
    for name, one in found.items():
        if one.cells and not _count(one.cells, released_notebooks()[name]):
            counts = {other: _count(one.cells, form) for other, form in released_notebooks().items()}
            home = max(counts, key=lambda other: counts[other])
            if counts[home]:
                placed[name] = home
    return placed


def match(files: Mapping[str, bytes], refused: Mapping[str, str]) -> dict[str, HandedIn]:
    """What was handed in as each notebook of the course. `refused`: paths that were left out, and why."""
    found = {}
    for name in released_notebooks():
        path = f"{name}.ipynb"
        found[name] = _read(path, files[path]) if path in files else _under_another_name(files, name, refused)
    misplaced = _misplaced(found)
    free = {name for name, one in found.items() if not one.path or name in misplaced}
    moves = {name: home for name, home in misplaced.items() if home in free}
    moves = {name: home for name, home in moves.items() if list(moves.values()).count(home) == 1}
    taken = {home: found[name] for name, home in moves.items()}
    for name in moves:
        found[name] = HandedIn()
    for home, one in taken.items():
        one.notes.insert(0, f"{one.path} holds this notebook, and was taken for it")
        found[home] = one
    return found

"""Which file of a submission is which notebook: by its name; where that leaves a doubt, by the cells in it.

A browser that saves `01_first (1).ipynb`, an archive unpacked one folder too deep and two notebooks saved under
each other's names are nobody's marks. Where two files could be meant, none is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from types import MappingProxyType

from autograder.course.notebooks import WRITTEN_BY_STUDENTS, Notebook, released_notebooks
from autograder.grading.reading import DamagedError, PlainCell, read_cells

SAME_TIME = 2.0  # seconds that two files may be apart and be saved at once: what a USB stick's clock can tell


@dataclass
class HandedIn:
    """What was handed in as one notebook."""

    path: str = ""  # "": nothing was
    cells: list[PlainCell] | None = None  # None: nothing was, or it can't be read
    damage: str = ""  # why it can't be read
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Chosen:
    """The file that counts, of several for one notebook."""

    path: str
    how: str  # "newer" than the others, "the same" as they are, or "doubtful": as new as they are, and not the same

    @property
    def note(self) -> str:
        """What a person should know of it."""
        return {
            "newer": f"{self.path} counts: it is newer than the other file for this notebook",
            "doubtful": f"{self.path} counts, but another file for this notebook is as new: look which is meant",
        }.get(self.how, "")


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


def _alike(files: Iterable[str], name: str) -> list[str]:
    """The files that may be meant as a notebook; where one has its very name, those beside it, and none deeper."""
    like = sorted(path for path in files if is_named_like(path, name))
    own = f"{name}.ipynb"
    return [own, *(path for path in like if path != own and "/" not in path)] if own in like else like


def chosen_of_several(files: Mapping[str, bytes], saved: Mapping[str, float]) -> dict[str, Chosen]:
    """Notebook -> the file that counts, where there are several for it: the newest.

    Where none is newer, the one that has the notebook's very name counts, and a person has to look; or any, if all
    hold the same. `saved`: when each was, in seconds.
    """
    chosen = {}
    for name in released_notebooks():
        like = _alike(files, name)
        if len(like) < 2:
            continue
        *_, before, last = sorted(like, key=lambda path: saved.get(path, 0.0))
        if len({files[path] for path in like}) == 1:
            chosen[name] = Chosen(like[0], "the same")
        elif saved.get(last, 0.0) - saved.get(before, 0.0) > SAME_TIME:
            chosen[name] = Chosen(last, "newer")
        elif like[0] == f"{name}.ipynb":
            chosen[name] = Chosen(like[0], "doubtful")
    return chosen


def _under_another_name(
    files: Mapping[str, bytes], name: str, refused: Mapping[str, str], chosen: Chosen | None
) -> HandedIn:
    path = f"{name}.ipynb"
    if chosen:
        return _read(chosen.path, files[chosen.path])
    if path in refused:
        return HandedIn(path, None, f"the file was left out: {refused[path]}")
    like = _alike(files, name)
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


def match(
    files: Mapping[str, bytes], refused: Mapping[str, str], counts: Mapping[str, Chosen] = MappingProxyType({})
) -> dict[str, HandedIn]:
    """What was handed in as each notebook of the course. `refused`: paths that were left out, and why.

    `counts`: notebook -> the file that counts of several, as `chosen_of_several` gives it.
    """
    found = {}
    for name in released_notebooks():
        path, chosen = f"{name}.ipynb", counts.get(name)
        own = path in files and not chosen
        found[name] = _read(path, files[path]) if own else _under_another_name(files, name, refused, chosen)
        found[name].notes += [chosen.note] if chosen and chosen.note else []
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

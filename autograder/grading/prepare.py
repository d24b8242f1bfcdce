"""Lays a student's cells over what was released: the checks and marks are the course's, the answers the student's.

The rules, in the order in which they are applied:

1. A cell is recognised by its nbgrader name; failing that by its cell id; a solution cell that is still missing, by
   the definition in it (tools that strip metadata, and students who paste into a new cell, cost nobody a mark).
2. Of several cells with one name the first counts; of several solution cells the first that is not the bare stub.
   The others stay as ordinary cells, where they run as they did for the student; copies of checks are dropped.
3. Checks and locked cells get their released source and metadata back. A solution cell keeps the student's source.
4. A check that is missing is put back behind the cell that it follows in the release. A solution cell that is
   missing is not: its stub could hide a definition made elsewhere.
5. Cells stay in the student's order, but a check never comes before the solution cell that it checks, and the
   set-up comes first.

Outputs and execution counts are dropped: nothing that a student's machine recorded is looked at.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import msgspec
import nbformat
from nbformat import NotebookNode

from autograder.course.layout import RELEASED_LAB
from autograder.course.notebooks import OURS_ALONE, WRITTEN_BY_STUDENTS, Cell, Notebook, released_notebooks
from autograder.grading.collect import Collected
from autograder.grading.fates import fates
from autograder.grading.matching import HandedIn, match, recognised
from autograder.grading.reading import PlainCell
from autograder.grading.tampering import changed_cell, same
from autograder.grading.text_cells import TextCells
from autograder.sandbox.paths import MAX_ENTRIES, folders_of
from autograder.submission import Prepared, PreparedNotebook

ROOM = 128 * 1024 * 1024  # half of the scratch folder's default size: what a submission's files may take
_SPLIT = ("application/javascript", "image/svg+xml")  # what nbformat splits into lines beside text


@dataclass
class _Placed:
    """A cell on its way into the prepared notebook."""

    source: str
    cell_type: str
    of: Cell | None = None  # the released cell that it is, None for one of the student's own
    attachments: dict[str, dict[str, str]] = field(default_factory=dict)


def _recognise(cells: list[PlainCell], form: Notebook) -> dict[str, list[int]]:
    """Which student cells claim to be which released cell: cell name -> indices, in order."""
    claims: dict[str, list[int]] = {}
    for index, cell in enumerate(cells):
        if name := recognised(cell, form):
            claims.setdefault(name, []).append(index)
    _undo_wrong_names(cells, form, claims)
    return claims


def _undo_wrong_names(cells: list[PlainCell], form: Notebook, claims: dict[str, list[int]]) -> None:
    """Where several cells go by one name, those go by their ids that are cells which nobody else claims to be."""
    for name in [name for name, indices in claims.items() if len(indices) > 1]:
        for index in list(claims[name]):
            by_id = form.by_id.get(cells[index].id or "")
            if by_id is not None and by_id.name not in claims and len(claims[name]) > 1:
                claims[name].remove(index)
                claims[by_id.name] = [index]


def _recognise_definitions(cells: list[PlainCell], form: Notebook, claims: dict[str, list[int]]) -> list[str]:
    """Rule 1's last resort; adds to `claims`, and returns notes."""
    notes, taken = [], {index for indices in claims.values() for index in indices}
    for wanted in form.cells:
        if wanted.role != "solution" or wanted.name in claims:
            continue
        pattern = re.compile(rf"^(def {wanted.name}\(|{wanted.name}\s*=[^=])", re.MULTILINE)
        defining = [i for i, c in enumerate(cells) if c.cell_type == "code" and pattern.search(c.source)]
        defining = [index for index in defining if index not in taken]
        if defining:
            claims[wanted.name] = [defining[-1]]
            taken.add(defining[-1])
            notes.append(f"the cell of {wanted.name} had lost its name; recognised by its definition")
    return notes


def _chosen(cells: list[PlainCell], known: Cell, indices: list[int]) -> int:
    """The one of several cells with one name that counts."""
    if known.role in WRITTEN_BY_STUDENTS:
        worked_on = [index for index in indices if not same(cells[index].source, known.released)]
        return (worked_on or indices)[0]
    return indices[0]


def _place(
    cells: list[PlainCell], form: Notebook, claims: dict[str, list[int]], result: PreparedNotebook
) -> list[_Placed]:
    """The student's cells in their order, each told what it is."""
    owner: dict[int, Cell] = {}
    extra_copies: set[int] = set()
    for name, indices in claims.items():
        known = form.by_name[name]
        owner[_chosen(cells, known, indices)] = known
        if len(indices) > 1 and known.role != "plain":
            result.notes.append(f"{len(indices)} cells are called {name}; one of them counts")
            if known.role in OURS_ALONE:
                extra_copies |= {i for i in indices if i not in owner and same(cells[i].source, known.released)}
    placed = []
    for index, cell in enumerate(cells):
        if index not in extra_copies:
            placed.append(_placed(cell, owner.get(index), result))
    return placed


def _placed(cell: PlainCell, known: Cell | None, result: PreparedNotebook) -> _Placed:
    if known is None:
        return _Placed(cell.source, cell.cell_type, None, cell.attachments)
    if known.role in OURS_ALONE:
        note, gain = changed_cell(cell, known)
        if note:
            result.notes.append(note)
        if gain:
            result.tampered.add(known.name)
        return _Placed(known.released, known.cell_type, known)
    if known.role != "plain" and same(cell.source, known.released):
        result.unanswered.add(known.name)
    if known.graded and cell.marks.get("points", known.points) != known.points:
        result.notes.append(f"the points of {known.name} had been changed, and were restored")
    return _Placed(cell.source, known.cell_type, known, cell.attachments)


def _put_back(placed: list[_Placed], form: Notebook, result: PreparedNotebook) -> None:
    """Rule 4: each check, locked cell and written answer that is missing, behind what precedes it in the release."""
    present = {id(cell.of): cell for cell in placed if cell.of}
    previous: _Placed | None = None
    for wanted in form.cells:
        if id(wanted) in present:
            previous = present[id(wanted)]
            continue
        if wanted.role == "plain":
            continue
        result.absent.add(wanted.name)
        if wanted.role == "solution":
            result.notes.append(f"the cell of {wanted.name} was deleted")
            continue
        result.notes.append(f"the cell {wanted.name} was deleted, and was put back")
        cell = _Placed(wanted.released, wanted.cell_type, wanted)
        placed.insert(_index(placed, previous) + 1 if previous else 0, cell)
        previous = cell


def _index(placed: list[_Placed], cell: _Placed) -> int:
    return next(index for index, other in enumerate(placed) if other is cell)


def _reorder(placed: list[_Placed], form: Notebook, result: PreparedNotebook) -> None:
    """Rule 5."""
    at = {id(cell.of): cell for cell in placed if cell.of}
    solution: _Placed | None = None
    for known in form.cells:
        cell = at.get(id(known))
        if known.role == "solution":
            solution = cell
        elif known.role == "test" and cell and solution and _index(placed, cell) < _index(placed, solution):
            placed.remove(cell)
            placed.insert(_index(placed, solution) + 1, cell)
            result.notes.append(f"{known.name} stood before its exercise, and was moved behind it")
            solution = cell  # a second check of the exercise goes behind the first
    setup = next((cell for cell in placed if cell.of and cell.of.role == "locked"), None)
    before = placed[: _index(placed, setup)] if setup else []
    if setup and any(cell.cell_type == "code" and cell.of and cell.of.role != "plain" for cell in before):
        placed.remove(setup)
        placed.insert(0, setup)
        result.notes.append("the set-up did not come first, and was moved there")


def _node(cell: _Placed, name: str, texts: TextCells) -> NotebookNode:
    metadata = copy.deepcopy(cell.of.metadata) if cell.of else {}
    if cell.cell_type == "code":
        return nbformat.from_dict(
            {"cell_type": "code", "execution_count": None, "id": name, "metadata": metadata,
             "outputs": [], "source": cell.source}
        )  # fmt: skip
    if cell.of is not None and cell.source == cell.of.released:
        made = {"cell_type": cell.cell_type, "id": name, "metadata": metadata, "source": cell.source}
        return nbformat.from_dict(made)
    as_typed = cell.cell_type == "raw"  # nbconvert puts a raw cell into its page as it is
    source, attachments = texts.as_typed(cell.source) if as_typed else texts.rebuilt(cell.source, cell.attachments)
    made = {"cell_type": "markdown", "id": name, "metadata": metadata, "source": source}
    return nbformat.from_dict(made | ({"attachments": attachments} if attachments else {}))


def _notebook(placed: list[_Placed], form: Notebook, texts: TextCells) -> NotebookNode:
    own = (f"own-{number}" for number in range(1, len(placed) + 1))
    cells = [_node(cell, cell.of.id if cell.of else next(own), texts) for cell in placed]
    made = {"cells": cells, "metadata": copy.deepcopy(form.metadata), "nbformat": 4, "nbformat_minor": 5}
    return nbformat.from_dict(made)


def lay_over(form: Notebook, found: HandedIn) -> PreparedNotebook:
    """Lay what was handed in as a notebook over what was released of it."""
    result = PreparedNotebook(form.name, None, list(found.notes), found.damage)
    if found.cells is None:
        return result
    claims = _recognise(found.cells, form)
    result.notes += _recognise_definitions(found.cells, form, claims)
    placed = _place(found.cells, form, claims, result)
    _put_back(placed, form, result)
    _reorder(placed, form, result)
    texts = TextCells()
    result.notebook = _notebook(placed, form, texts)
    result.notes += texts.notes
    return result


def dump(notebook: Mapping[str, Any]) -> bytes:
    """A notebook as the bytes of its file: those that nbformat writes, in a tenth of the time."""
    stored = {**notebook, "cells": [_stored_cell(cell) for cell in notebook["cells"]]}
    try:
        return msgspec.json.format(msgspec.json.encode(stored, order="sorted"), indent=1) + b"\n"
    except (UnicodeEncodeError, TypeError, ValueError):  # half a surrogate pair in an output, say
        text: str = nbformat.v4.writes(nbformat.from_dict(notebook))
        return (text + "\n").encode("utf-8", "replace")


def _lines(text: Any) -> Any:
    return text.splitlines(keepends=True) if isinstance(text, str) else text


def _stored_cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    """A cell as on disk: texts as lists of lines."""
    stored = {**cell, "source": _lines(cell["source"])}
    if "outputs" in cell:
        stored["outputs"] = [_stored_output(output) for output in cell["outputs"]]
    return stored


def _stored_output(output: Mapping[str, Any]) -> dict[str, Any]:
    stored = dict(output)
    if "text" in stored:
        stored["text"] = _lines(stored["text"])
    if "data" in stored:
        data = stored["data"].items()
        stored["data"] = {k: _lines(v) if k.startswith("text/") or k in _SPLIT else v for k, v in data}
    return stored


@cache
def course_files() -> dict[str, bytes]:
    """The course's own files that every submission gets: lab/, as released."""
    return {
        f"lab/{path.relative_to(RELEASED_LAB).as_posix()}": path.read_bytes()
        for path in sorted(RELEASED_LAB.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }


def _conflicts(path: str, ours: set[str]) -> bool:
    """Whether a file of the student's can't lie beside the course's: a folder of that name, or within such a file.

    A notebook of the course is there as it was prepared, or not at all.
    """
    parts = path.split("/")
    above = {"/".join(parts[:count]) for count in range(1, len(parts) + 1)}
    return bool(above & ours) or parts[0] == "lab" or path.removesuffix(".ipynb") in released_notebooks()


def _beside(collected: Collected, ours: dict[str, bytes], room: int, notes: list[str]) -> dict[str, bytes]:
    """The student's other files, as far as there is room for them."""
    kept, left, names, lost = {}, room - sum(map(len, ours.values())), set(ours), []
    places = names.union(*map(folders_of, ours))
    for path, data in collected.files.items():
        if _conflicts(path, names):
            continue
        more = (folders_of(path) | {path}) - places
        if len(data) <= left and len(places) + len(more) <= MAX_ENTRIES:
            kept[path], left, places = data, left - len(data), places | more
        else:
            lost.append(path)
    if lost:
        what = f"{len(lost)} files were too big or too many to be there while the notebooks ran"
        notes.append(f"{what}: {', '.join(path[:100] for path in lost[:3])}")
    return kept


def prepare(collected: Collected, room: int = ROOM) -> Prepared:
    """Make a submission ready to run. Never raises for anything that a student can do.

    `room`: bytes that all files of the scratch folder may take.
    """
    ours, notes = course_files(), list(collected.notes)
    changed = [p for p, data in collected.files.items() if p.startswith("lab/") and ours.get(p, b"") != data]
    if changed:
        notes.append(f"lab/ had been changed ({', '.join(sorted(changed)[:3])}); the course's own is used")
    found = match(collected.files, collected.refused, collected.counts)
    notebooks = {name: lay_over(form, found[name]) for name, form in released_notebooks().items()}
    files = {f"{name}.ipynb": dump(made.notebook) for name, made in notebooks.items() if made.notebook is not None}
    files |= ours
    beside = _beside(collected, files, room, notes)
    return Prepared(collected.student, notebooks, beside | files, notes, fates(collected, found))

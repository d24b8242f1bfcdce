"""From what one person handed in, however it was packed and named, to the files of a submission.

Which file is which notebook goes by its name, and where the name says nothing by the cells in it. Of two files for
one notebook the newer counts, and it says so; where neither is newer, none does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from lab.receipt import code_of

from autograder.course.layout import NOTEBOOKS
from autograder.grading.left_about import lies_beside, why_no_students
from autograder.grading.matching import is_named_like, notebook_in
from autograder.grading.reading import DamagedError, PlainCell, read_cells
from autograder.lms.archive import ZIP_BYTES, Item, RefusedError, kind_of, open_inner_zip
from autograder.lms.layouts import HAND_IN_ZIP, Claim, Person

TOTAL_BYTES = 256 * 1024 * 1024  # of one person's files, unpacked
OTHER_BYTES = 32 * 1024 * 1024  # of one that is no notebook
MOST_FILES = 1_000


@dataclass(frozen=True)
class Handed:
    """One file that a person handed in."""

    claim: Claim
    item: Item


@dataclass(frozen=True)
class Piece:
    """One file, unpacked."""

    file: str  # its path within the submission
    where: str  # its path in the source
    data: bytes
    age: tuple[int, float]  # higher is newer


@dataclass
class Outcome:
    """What became of one file."""

    where: str
    notebook: str = ""
    what: str = "taken"
    unexplained: bool = False  # a person has to look

    @property
    def doubtful(self) -> bool:
        """Whether it is a notebook that was chosen or recognised, not merely there under its own name."""
        return bool(self.notebook) and not re.fullmatch(r"taken(, saved as [^,]*)?", self.what)


@dataclass
class Submission:
    """What one person handed in."""

    person: Person
    late: bool = False
    files: dict[str, bytes] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    code: str = ""  # as the receipt of `hand_in` shows it
    typed: str = ""  # the id that was typed when its hand-in zip was packed

    @property
    def notebooks(self) -> list[str]:
        """The course's notebooks that are there."""
        return [name for name in NOTEBOOKS if f"{name}.ipynb" in self.files]


class _Room:
    """What one person's files may still take."""

    def __init__(self) -> None:
        self._bytes, self._files = TOTAL_BYTES, MOST_FILES

    def read(self, item: Item, most: int) -> bytes:
        if self._files == 0:
            raise RefusedError(f"one file more than {MOST_FILES:,} of one student")
        self._files -= 1
        data = item.read(min(most, self._bytes))
        self._bytes -= len(data)
        return data


def _limit(path: str) -> int:
    return TOTAL_BYTES if ".ipynb" in path else OTHER_BYTES


def _unpacked(handed: Handed, room: _Room, found: Submission) -> Iterator[Piece]:
    """The file; if it is a zip, the files in it."""
    item, claim = handed.item, handed.claim
    if claim.file.lower().endswith(".zip"):
        packed = HAND_IN_ZIP.fullmatch(PurePosixPath(claim.file).name)
        found.typed = packed["id"] if packed else found.typed
        data = item.read(ZIP_BYTES)
        with open_inner_zip(data) as inner:
            found.outcomes += [Outcome(f"{item.path}/{path}", "", why, True) for path, why in inner.refused]
            for one in inner.items:
                yield from _piece(one.path, f"{item.path}/{one.path}", one, claim, room, found)
    else:
        yield from _piece(claim.file, item.path, item, claim, room, found)


def _piece(path: str, where: str, item: Item, claim: Claim, room: _Room, found: Submission) -> Iterator[Piece]:
    """The file, read, unless there is no need to."""
    if why := why_no_students(path):
        found.outcomes.append(Outcome(where, "", f"not taken: {why}"))
        return
    try:
        data = room.read(item, _limit(path))
        kind = kind_of(data[:8])
        if kind == "zip" and ".ipynb" not in path:
            raise RefusedError("a zip within a zip, or an Office document: unpack it, and hand in what is in it")
        if kind and kind != "zip":
            raise RefusedError(f"{kind}, which is not read here: ask for the notebooks")
        yield Piece(path, where, data, (claim.order, item.saved))
    except RefusedError as error:
        found.outcomes.append(Outcome(where, "", f"not taken: {error}", True))


def _cells(data: bytes) -> list[PlainCell] | None:
    """The cells of a notebook; None if it is none that is whole."""
    try:
        cells, notes = read_cells(data)
    except DamagedError:
        return None
    return None if any(note.startswith("damaged") for note in notes) else cells


def _named(path: str) -> str:
    """The notebook that a file is named after; "" if it is none, or could be several."""
    like = [name for name in NOTEBOOKS if is_named_like(path, name)]
    return like[0] if len(like) == 1 else ""


def _recognised(piece: Piece) -> tuple[str, str]:
    """Which notebook a file is, and how that is known; ("", "") for one that is none."""
    if name := _named(piece.file):
        exact = PurePosixPath(piece.file).name == f"{name}.ipynb"
        return name, "" if exact else f", saved as {PurePosixPath(piece.file).name}"
    if piece.data.lstrip()[:1] == b"{" and (cells := _cells(piece.data)):
        name = notebook_in(cells)
        return name, ", recognised by its cells" if name else ""
    return "", ""


def _newest(pieces: list[Piece]) -> Piece | None:
    """The one that counts of several for one notebook: the newest; any, if all are the same; None in doubt."""
    if len({piece.data for piece in pieces}) == 1:
        return pieces[0]
    last = max(piece.age for piece in pieces)
    newest = [piece for piece in pieces if piece.age == last]
    return newest[0] if len(newest) == 1 else None


def _take_notebook(name: str, known: list[tuple[Piece, str]], found: Submission) -> None:
    chosen = _newest([piece for piece, _ in known])
    for piece, how in known:
        if chosen is None:
            why = f"not taken: {len(known)} files are {name}, and neither is newer; leave one"
            found.outcomes.append(Outcome(piece.where, name, why, True))
        elif piece is chosen:
            newer = f", the newest of {len(known)}" if len(known) > 1 else ""
            found.outcomes.append(Outcome(piece.where, name, f"taken{how}{newer}"))
            found.files[f"{name}.ipynb"] = piece.data
        else:
            found.outcomes.append(Outcome(piece.where, name, "not taken: there is a newer one"))


def _take_others(pieces: list[Piece], base: str, found: Submission) -> None:
    for piece in pieces:
        path = piece.file.removeprefix(base)
        if not lies_beside(path):
            found.outcomes.append(Outcome(piece.where, "", "not taken: neither a notebook nor a file for one", True))
        elif path in found.files:
            found.outcomes.append(Outcome(piece.where, "", "not taken: a second file of this name", True))
        else:
            found.files[path] = piece.data
            found.outcomes.append(Outcome(piece.where, "", "taken, beside the notebooks"))


def _folder_of(pieces: Iterable[Piece]) -> str:
    """The folder in which most of the notebooks lie, as the beginning of their paths."""
    counts = Counter(piece.file.rpartition("/")[0] for piece in pieces)
    folder = min(counts, key=lambda folder: (-counts[folder], len(folder)), default="")
    return folder + "/" if folder else ""


def assemble(person: Person, handed: list[Handed]) -> Submission:
    """One person's files, each told what became of it. Never raises for anything that a student can do."""
    found, room = Submission(person, any(one.claim.late for one in handed)), _Room()
    notebooks: dict[str, list[tuple[Piece, str]]] = {}
    others = []
    for one in handed:
        try:
            for piece in _unpacked(one, room, found):
                name, how = _recognised(piece)
                notebooks.setdefault(name, []).append((piece, how)) if name else others.append(piece)
        except RefusedError as error:
            found.outcomes.append(Outcome(one.item.path, "", f"not taken: {error}", True))
    for name, known in notebooks.items():
        _take_notebook(name, known, found)
    _take_others(others, _folder_of(piece for known in notebooks.values() for piece, _ in known), found)
    own = {name: _cells(found.files[f"{name}.ipynb"]) for name in found.notebooks}
    found.code = code_of({name: [(c.marks, c.source) for c in cells] if cells else None for name, cells in own.items()})
    return found

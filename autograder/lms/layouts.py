"""Whose is a file, by its place and name in a download? One function for each platform's way of naming.

The formats are the platforms' own: Canvas's content zipper, Moodle's assignment plug-in of all generations since 3.0,
Gradescope's export. A function says who a file is from, or None: the name is none that this platform gives.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from autograder.course.layout import ASSIGNMENT


@dataclass(frozen=True)
class Person:
    """Who handed something in, as the source says."""

    platform: str  # "Canvas"
    number: str = ""  # the platform's own for this person
    name: str = ""  # as the platform writes it
    aliases: tuple[str, ...] = ()  # what else identifies them: an email address, an id that they typed
    time: str = ""  # when they handed in, as nbgrader's timestamp.txt has it; "" where the platform doesn't say
    partners: tuple[Person, ...] = ()  # who handed in the same, with them

    @property
    def known_as(self) -> str:
        """All that the source says of them."""
        return ", ".join(filter(None, (self.name, self.number, *self.aliases)))


@dataclass(frozen=True)
class Claim:
    """One file, and who handed it in."""

    person: Person
    file: str  # its path within the submission, the platform's additions taken off
    order: int = 0  # a higher one was handed in later, where the platform numbers its files
    late: bool = False


Layout = Callable[[str], Claim | None]

_CANVAS = re.compile(r"(?P<name>[^/]+?)_(?P<late>LATE_)?(?P<user>\d+)_(?P<file_id>\d+)_(?P<file>[^/]+)")
_CANVAS_ANONYMOUS = re.compile(r"(?P<late>LATE_)?anon_(?P<user>[0-9A-Za-z]+)_(?P<file_id>\d+)_(?P<file>[^/]+)")
_CANVAS_TEXT = re.compile(r"(?P<name>[^/]+?)_(?P<late>LATE_)?(?P<user>\d+)_(?P<file>(?:text|link)\.html)")
# From the right: sites put prefixes before a name, and a name may hold anything but "_".
_MOODLE = re.compile(
    r"(?P<name>[^/]*)_(?P<number>\d+)_assignsubmission_(?P<kind>file|onlinetext)(?:_?/|_(?=[^/]))(?P<file>.+)"
)
_GRADESCOPE = re.compile(r"(?:[^/]+/)?(?P<submission>submission_\d+)/(?P<file>.+)")
HAND_IN_ZIP = re.compile(rf"{ASSIGNMENT}_(?P<id>[^/]+?)(?:-\d+| ?\(\d+\))?\.zip")


def canvas(path: str) -> Claim | None:
    """`lovelaceada_LATE_107_7001_01_activations.ipynb`; anonymous: `anon_x7Kd2_7001_…`."""
    if found := _CANVAS_ANONYMOUS.fullmatch(path):
        person = Person("Canvas", found["user"])
    elif (found := _CANVAS.fullmatch(path)) or (found := _CANVAS_TEXT.fullmatch(path)):
        person = Person("Canvas", found["user"], found["name"])
    else:
        return None
    order = int(found.groupdict().get("file_id") or 0)
    return Claim(person, found["file"], order, found["late"] is not None)


def moodle(path: str) -> Claim | None:
    """`Ada Lovelace_2107_assignsubmission_file/…`, with `file_/` before 4.1, and `file_<name>` without folders."""
    found = _MOODLE.fullmatch(path)
    if not found:
        return None
    return Claim(Person("Moodle", found["number"], found["name"].rpartition("/")[2]), found["file"])


def hand_in_zip(path: str) -> Claim | None:
    """`backpropagation_ada.zip`, as `hand_in()` writes it; the id is what the student typed."""
    found = HAND_IN_ZIP.fullmatch(path)
    return Claim(Person("hand-in zips", aliases=(found["id"],)), path) if found else None


def by_folder(path: str) -> Claim | None:
    """`ada/…` or `ada.zip`: a folder or a zip for each student, called as they are."""
    first, _, rest = path.partition("/")
    if rest:
        return Claim(Person("folders", name=first), rest)
    stem, dot, suffix = first.rpartition(".")
    return Claim(Person("folders", name=stem), first) if dot and suffix.lower() == "zip" else None


def gradescope(people: dict[str, Person]) -> Layout:
    """`assignment_1_export/submission_17/…`, with the people of submission_metadata.yml."""

    def claim(path: str) -> Claim | None:
        found = _GRADESCOPE.fullmatch(path)
        person = people.get(found["submission"]) if found else None
        return Claim(person, found["file"]) if found and person else None

    return claim


def shared_folder(paths: Iterable[str]) -> str:
    """The folders that a download was packed in ("submissions/"), where several people's things lie in them."""
    split = [PurePosixPath(path).parts for path in paths]
    depth = 0
    while split and all(len(parts) > depth + 1 for parts in split):
        here, below = {parts[depth] for parts in split}, {parts[depth + 1] for parts in split}
        if len(here) > 1 or _is_claimed(here) or any(n.endswith(".ipynb") or n == ASSIGNMENT for n in below):
            break
        if len(below) == 1 and not _is_claimed(below):
            break
        depth += 1
    return "".join(part + "/" for part in split[0][:depth]) if split else ""


def _is_claimed(names: Iterable[str]) -> bool:
    return any(layout(name + end) for name in names for end in ("", "/x") for layout in (canvas, moodle, hand_in_zip))


def sniff(paths: list[str]) -> Layout:
    """The way of naming that most of these paths follow; the platforms' before folders, which anything is."""
    counts = {layout: sum(layout(path) is not None for path in paths) for layout in (hand_in_zip, canvas, moodle)}
    best = max(counts, key=lambda layout: counts[layout])
    if counts[best] and 2 * counts[best] >= len(paths):
        return best
    return by_folder

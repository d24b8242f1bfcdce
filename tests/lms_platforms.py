"""Platforms in small: what Canvas and Moodle do with a file that is imported, by the rules in their own source.

Written from `docs` of neither, but from what their importers do: Canvas's gradebook_importer.rb, Moodle's
assignfeedback_offline. Each takes what the course holds and gives what it holds afterwards.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

TEMPLATES = Path(__file__).parent / "lms" / "templates"  # files as the platforms export them
CANVAS = "Backpropagation from scratch (4412)"  # the assignment's column in Canvas's


class RefusedByPlatform(Exception):
    """The platform would not import this file."""


@dataclass
class Course:
    """What a platform holds: marks and comments by student and assignment."""

    assignments: dict[str, float]  # title with its number -> points
    marks: dict[tuple[str, str], str] = field(default_factory=dict)  # (student's number, assignment) -> as exported
    comments: dict[str, str] = field(default_factory=dict)
    created: list[str] = field(default_factory=list)  # students or assignments that an import made: always a fault


def _rows(data: bytes, separators: str) -> list[list[str]]:
    text = data.decode("utf-8-sig")
    first = text.split("\n", 3)[:3]
    separator = max(separators, key=lambda mark: sum(line.count(mark) for line in first))
    return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator) if row]


def _number(text: str) -> float | None:
    text = text.strip().replace(",", ".")
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None


def canvas_import(data: bytes, course: Course) -> dict[tuple[str, str], str]:
    """Import a gradebook; the marks that changed."""
    rows = _rows(data, ",;")
    header = rows[0]
    names = 2 if header[:2] == ["LastName", "FirstName"] else 1
    if not (names == 2 or "Student" in header[0]) or header[names] != "ID" or "Section" not in header:
        raise RefusedByPlatform("invalid header row")
    changed: dict[tuple[str, str], str] = {}
    columns = {}
    for at in range(header.index("Section") + 1, len(header)):
        if re.search(r"(Current|Final|Override) (Score|Points|Grade)$", header[at]) or header[at] == "Notes":
            continue
        if header[at] not in course.assignments:
            course.created.append(header[at])
        columns[at] = header[at]
    for row in rows[1:]:
        if row[0].strip() == "Points Possible":
            for at, title in columns.items():
                if _number(row[at]) != course.assignments[title]:
                    course.created.append(f"{title} now has {row[at]} points")
        elif "".join(row[: header.index("Section")]).strip() and not row[0].startswith("Student, Test"):
            number = row[names]
            for at, title in columns.items():
                before = course.marks.get((number, title), "")
                old, new = _number(before), _number(row[at])
                same = round(old, 2) == round(new, 2) if old is not None and new is not None else before == row[at]
                if not same:
                    changed[number, title] = row[at]
    course.marks |= changed
    return changed


@dataclass(frozen=True)
class Words:
    """Moodle's words in one language."""

    identifier: str
    participant: str
    grade: str
    modified: str
    feedback: str
    no: str


ENGLISH = Words("Identifier", "Participant ", "Grade", "Last modified (grade)", "Feedback comments", "No")
GERMAN = Words(
    "ID", "Teilnehmer/in", "Bewertung", "Zuletzt geändert (Bewertung)", "Feedback als Kommentar", "Nein"
)  # fmt: skip
FRENCH = Words(
    "Identifiant", "Participant ", "Note", "Dernière modification (note)", "Feedback par commentaires", "Non"
)  # fmt: skip


def moodle_import(data: bytes, course: Course, words: Words, locked: frozenset[str] = frozenset()) -> dict[str, str]:
    """Import a grading worksheet; the grades that changed, by participant."""
    rows = _rows(data, ",;\t")
    header = rows[0]
    if any(title not in header for title in (words.identifier, words.grade, words.modified)):
        raise RefusedByPlatform("a column is missing")
    [(title, maximum)] = course.assignments.items()
    changed: dict[str, str] = {}
    for row in rows[1:]:
        number = row[header.index(words.identifier)][len(words.participant) :]
        grade, before = _number(row[header.index(words.grade)]), _number(course.marks.get((number, title), ""))
        if number not in locked and grade is not None and grade != before and 0 <= grade <= maximum:
            changed[number] = row[header.index(words.grade)]
        if words.feedback in header and number not in locked:
            course.comments[number] = row[header.index(words.feedback)]
    course.marks |= {(number, title): grade for number, grade in changed.items()}
    return changed

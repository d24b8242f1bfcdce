"""Which student somebody is: every value in a student's row of the roster is a name that they may go by.

So any list will do: a platform's own export, or a table made by hand with the ids that students type. A value that
two students share identifies neither.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path

from autograder.errors import UserError
from autograder.grading.collect import student_name
from autograder.ledger.people import NOBODY, Called
from autograder.lms.layouts import Person
from autograder.lms.tables import Table, read_table

# Titles of the column that says what a student is called here, the most telling first.
_CALLED = (
    "sis login id", "username", "student", "student id", "student_id", "sid", "sis user id", "id number", "email",
    "email address", "id", "identifier",
)  # fmt: skip
_FIRST_LAST = (
    ("first name", "last name"), ("firstname", "lastname"), ("vorname", "nachname"), ("prénom", "nom"),
    ("nombre", "apellido(s)"),
)  # fmt: skip
# A column of whole names, in the languages that such lists come in; `Student` of a gradebook of Canvas's is one, too.
_WHOLE_NAME = re.compile(r"(.*\W)?(name|nom|nome|nombre|naam|namn|navn|nimi)(\W.*)?")
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")
_ENDS_IN_NUMBER = re.compile(r"\D+(\d+)")
# Titles of a column that says when somebody handed in: ours, Gradescope's, Moodle's.
_TIMES = ("handed_in", "handed in", "submission time", "last modified (submission)")
_FORMATS = ("%Y-%m-%d %H:%M:%S %z", "%A, %d %B %Y, %I:%M %p", "%A, %d %B %Y, %H:%M", "%A, %B %d, %Y, %I:%M %p")


def key(text: str) -> str:
    """What is compared of an id: case, kinds of accents and outer spaces don't count."""
    return unicodedata.normalize("NFKC", text).strip().casefold()


def _words(name: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", name).casefold().replace("_", " "))


def name_keys(name: str) -> set[str]:
    """What a name may be shortened to: Canvas writes `Lovelace, Ada` as lovelaceada, Moodle as Ada Lovelace."""
    words = _words(name)
    orders = permutations(words) if len(words) <= 4 else [words, words[::-1]]
    rotations = (words[i:] + words[:i] for i in range(len(words)))
    return {"".join(order) for order in [*orders, *rotations]} - {""}


@dataclass
class Student:
    """One row of the roster."""

    called: str
    values: set[str] = field(default_factory=set)  # as `key` gives them
    names: set[str] = field(default_factory=set)  # as `name_keys` gives them
    time: str = ""  # when they handed in, as nbgrader's timestamp.txt has it
    named: Called = NOBODY


class Unmatched(Exception):
    """Nobody on the roster, or more than one; the message says which."""


def utc(time: datetime) -> str:
    """A time as nbgrader writes it; one without a zone is taken to be this computer's."""
    return time.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def read_time(text: str) -> str:
    """A time as a platform writes it, in nbgrader's form; "" for what is none."""
    for read in (datetime.fromisoformat, *(lambda t, f=form: datetime.strptime(t, f) for form in _FORMATS)):
        try:
            return utc(read(text.strip()))
        except (ValueError, OverflowError):
            continue
    return ""


def _is_somebody(row: list[str], from_canvas: bool) -> bool:
    """Whether a row is a student's: Canvas has rows of its own above them, and a test student below."""
    first = row[0].strip() if row else ""
    test_student = ", ".join(row[:2]).startswith("Student, Test") or first == "Test Student"
    ours = first == "Points Possible" or test_student or (from_canvas and not first)
    return any(map(str.strip, row)) and not ours


class Roster:
    """The students of a course."""

    where = "on the roster"

    def __init__(self, table: Table, place: str = "the roster") -> None:
        titles = [title.casefold() for title in table.header]
        canvas = titles[:2] == ["student", "id"]  # there, "Student" is a name
        choices = [title for title in _CALLED if not (canvas and title == "student")]
        self._columns = [titles.index(title) for title in choices if title in titles] or [0]
        self.title, self.place = table.header[self._columns[0]], place
        self._from_canvas = canvas or titles[:2] == ["lastname", "firstname"]
        self.students: dict[str, Student] = {}
        pairs = [(titles.index(a), titles.index(b)) for a, b in _FIRST_LAST if a in titles and b in titles]
        whole = [n for n, title in enumerate(titles) if _WHOLE_NAME.fullmatch(title) and n not in sum(pairs, ())]
        self._whole_name = 0 if canvas else next(iter(whole), None)
        self._by_value: dict[str, set[str]] = {}
        self._by_name: dict[str, set[str]] = {}
        for cells in table.rows[1:]:
            self._enter([cell.value for cell in cells], titles, pairs)
        for student in self.students.values():
            for value in student.values:
                self._by_value.setdefault(value, set()).add(student.called)
            for name in student.names:
                self._by_name.setdefault(name, set()).add(student.called)

    def _enter(self, row: list[str], titles: list[str], pairs: list[tuple[int, int]]) -> None:
        if not _is_somebody(row, self._from_canvas):
            return
        known = [row[number] for number in self._columns if number < len(row)]
        called = next(
            value.strip() for value in [*known, *row] if value.strip()
        )  # one without an address is there, too
        if called in self.students:
            remedy = "Give each student one row, or take the doubled row out."
            raise UserError(f"Two rows of {self.place} have {called!r} under {self.title}.", remedy=remedy)
        student = self.students[called] = Student(called)
        for number, value in enumerate(row):
            if number < len(titles) and titles[number] in _TIMES:
                student.time = read_time(value)
                continue
            student.values.add(key(value))
            if number == 0 and (ends := _ENDS_IN_NUMBER.fullmatch(value.strip())):
                student.values.add(ends[1])  # Moodle: "Participant 2107"
            if len(_words(value)) > 1 and "@" not in value and not any(map(str.isdigit, value)):
                student.names |= name_keys(value)
        for first, last in pairs:
            if max(first, last) < len(row):
                student.names |= name_keys(f"{row[first]} {row[last]}")
        student.values.discard("")
        student.named = self._named(row, pairs)

    def _named(self, row: list[str], pairs: list[tuple[int, int]]) -> Called:
        """What a row says of somebody's name and address."""
        email = next((value.strip() for value in row if _ADDRESS.fullmatch(value.strip())), "")
        if pairs and max(pairs[0]) < len(row):
            first, last = (row[number].strip() for number in pairs[0])
            return Called(student_name(first), student_name(last), email)
        whole = row[self._whole_name] if self._whole_name is not None and self._whole_name < len(row) else ""
        if whole.count(",") == 1:
            last, _, first = whole.partition(",")
        else:
            first, _, last = whole.strip().rpartition(" ")
        return Called(student_name(first.strip()), student_name(last.strip()), email)

    def find(self, person: Person) -> Student:
        """Who this person is. Raises Unmatched, with the reason."""
        for value in filter(None, (person.number, *person.aliases)):
            found = self._by_value.get(key(value), set())
            if len(found) > 1:
                raise Unmatched(f"{len(found)} students of {self.place} have {value} in their rows")
            if found:
                return self._agreed(self.students[next(iter(found))], value, person.name)
        called = self._by_value.get(key(person.name), set()) | self._by_name.get("".join(_words(person.name)), set())
        if len(called) == 1:
            return self.students[next(iter(called))]
        if called:
            who = ", ".join(sorted(called))
            raise Unmatched(f"{len(called)} students of {self.place} are called {person.name}: {who}")
        raise Unmatched(f"nobody in {self.place} is {person.known_as}")

    def called(self, student: str) -> str:
        """What the student is called here who goes by this name elsewhere; "" for nobody, or for more than one."""
        try:
            return self.find(Person("", name=student, aliases=(student,))).called
        except Unmatched:
            return ""

    def named(self, student: str) -> Called:
        """The name and the address of whoever goes by this name here; empty for nobody."""
        called = self.called(student)
        return self.students[called].named if called else NOBODY

    def absent(self, there: Iterable[str]) -> list[str]:
        """Those of the roster who are not among these students."""
        known = {self.called(student) for student in there}
        return [student for student in self.students if student not in known]

    def strangers(self, there: Iterable[str]) -> list[str]:
        """Those of these students who are not on the roster."""
        return [student for student in there if not self.called(student)]

    def _agreed(self, student: Student, value: str, name: str) -> Student:
        """The student with this number, unless the name is another one's; Moodle may put a group's name before it."""
        known = "".join(_words(name))
        theirs = key(name) in student.values or any(known.endswith(one) for one in student.names)
        if known and student.names and not theirs:
            raise Unmatched(f"{value} is {student.called} in {self.place}, but the file is called {name}")
        return student


def read_roster(path: Path) -> Roster:
    """The roster in a CSV file. Raises UserError when it can't be read, or lists nobody."""
    roster = Roster(read_table(path), path.name)
    if not roster.students:
        raise UserError(f"{path} lists no students.", remedy="Give a CSV file with a row for each student.")
    return roster

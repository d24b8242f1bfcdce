"""The one reader of marks: puts together what the judge said and what persons gave, minus what lateness costs.

`settle` brings everything up to date (marks of the journal into nbgrader's gradebook, penalties as the deadlines are
now, scores.csv and totals.csv) and gives back what everybody has. Every command that shows marks begins with it, so no
two of them can disagree. No student's code is run.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, select, true
from sqlalchemy.orm import Session
from traitlets.config import Config

from autograder.course.layout import ASSIGNMENT
from autograder.errors import UserError
from autograder.ledger.database import exists, gradebook_url, nbgrader_api, opened, shown_url
from autograder.ledger.deadlines import Late, Plugin, reckon
from autograder.ledger.deadlines_file import Deadlines, read_deadlines
from autograder.ledger.files import for_its_owner_only
from autograder.ledger.gradebook import BATCH, enter_marks, parsed_time
from autograder.ledger.history import History
from autograder.ledger.journal import Entry, damaged, entry_of, heads, journal_path
from autograder.ledger.late_plugin import late_plugin
from autograder.ledger.marks import GradedStudent, Marks, cell_mark
from autograder.ledger.people import Called, enter_names, registered
from autograder.ledger.staged import roll_forward
from autograder.ledger.tables import Tables
from autograder.verdicts import CellResult, NotebookResult, Verdict
from autograder.words import no_such_student


@dataclass
class _Submission:
    """What the gradebook holds of one submission."""

    marks: Marks = field(default_factory=Marks)
    time: datetime | None = None
    places: dict[str, str] = field(default_factory=dict)  # notebook -> id of the row that holds its penalty
    stored: dict[str, float] = field(default_factory=dict)  # notebook -> penalty, as it was stored last


def _aware(time: datetime | None) -> datetime | None:
    return time.replace(tzinfo=UTC) if time else None


def _read_submissions(session: Session, students: Sequence[str]) -> dict[str, _Submission]:
    """The submissions of these students, without their marks."""
    api = nbgrader_api()
    found: dict[str, _Submission] = {}
    rows = session.execute(
        select(
            api.Student.id, api.Student.first_name, api.Student.last_name, api.Student.email,
            api.SubmittedAssignment.timestamp,
            api.Notebook.name, api.SubmittedNotebook.id, api.SubmittedNotebook.late_submission_penalty,
        )
        .join(api.SubmittedAssignment, api.SubmittedAssignment.student_id == api.Student.id)
        .join(api.Assignment, api.Assignment.id == api.SubmittedAssignment.assignment_id)
        .join(api.SubmittedNotebook, api.SubmittedNotebook.assignment_id == api.SubmittedAssignment.id)
        .join(api.Notebook, api.Notebook.id == api.SubmittedNotebook.notebook_id)
        .where(api.Assignment.name == ASSIGNMENT, api.Student.id.in_(students))
    )  # fmt: skip
    for who, first, last, email, time, notebook, place, penalty in rows:
        name = " ".join(filter(None, (first, last)))
        one = found.setdefault(who, _Submission(Marks(name=name, email=email or ""), _aware(time)))
        one.places[notebook], one.stored[notebook] = place, penalty or 0.0
    return found


def _cells_of(session: Session, found: Mapping[str, _Submission], kind: Any, *columns: Any) -> Iterator[Any]:
    """Rows of their grades or comments: (student, notebook, cell, *columns).

    By the numbers of their notebooks: asked for students by name, SQLite goes through the grades of the whole class.
    """
    cell = nbgrader_api().BaseCell
    whose = {place: (student, name) for student, one in found.items() for name, place in one.places.items()}
    rows = select(kind.notebook_id, cell.name, *columns).join(cell, cell.id == kind.cell_id)
    for place, name, *values in session.execute(rows.where(kind.notebook_id.in_(whose))):
        yield *whose[place], name, *values


def _read_marks(session: Session, found: Mapping[str, _Submission]) -> None:
    """Their marks and comments, put into `found`."""
    api = nbgrader_api()
    grade, comment, base = api.Grade, api.Comment, api.BaseCell.__table__
    most: dict[tuple[str, str], float] = {
        (notebook, cell): points
        for notebook, cell, points in session.execute(
            select(api.Notebook.name, base.c.name, api.GradeCell.__table__.c.max_score)
            .join(base, base.c.id == api.GradeCell.__table__.c.id)
            .join(api.Notebook, api.Notebook.id == base.c.notebook_id)
            .join(api.Assignment, api.Assignment.id == api.Notebook.assignment_id)
            .where(api.Assignment.name == ASSIGNMENT)
        )
    }
    columns = (grade.auto_score, grade.manual_score, grade.extra_credit, grade.needs_manual_grade)
    for who, notebook, cell, auto, manual, extra, waits in _cells_of(session, found, grade, *columns):
        mark = cell_mark(auto, manual, extra, most.get((notebook, cell), 0.0), bool(waits))
        found[who].marks.cells[notebook, cell] = mark
    said = (comment.auto_comment, comment.manual_comment)
    for who, notebook, cell, ours, persons in _cells_of(session, found, comment, *said):
        found[who].marks.comments[notebook, cell] = (ours if persons is None else persons) or ""


def _entry_of(student: str, marks: Marks) -> Entry:
    """What is known of a submission that is in the gradebook, and was not graded here."""
    results: dict[str, NotebookResult] = {}
    for (notebook, cell), mark in sorted(marks.cells.items()):
        right = Verdict.PASSED if mark.auto and mark.auto >= mark.max_score else Verdict.PARTIAL
        verdict = Verdict.MANUAL if mark.auto is None else right if mark.auto else Verdict.WRONG
        result = results.setdefault(notebook, NotebookResult(notebook, [], None, ["not graded by this autograder"]))
        result.cells.append(CellResult(cell, verdict, mark.auto, mark.max_score))
    return Entry(student, "", list(results.values()), {})


def _times(entry: Entry, known: datetime | None) -> dict[str, datetime | None]:
    """Notebook -> when it was handed in, of those that were."""
    there = [r.notebook for r in entry.notebooks if any(row.verdict != Verdict.MISSING for row in r.cells)]
    if known != _aware(parsed_time(entry.timestamp)):  # a person has corrected it in the gradebook
        return dict.fromkeys(there, known)
    return {name: _aware(parsed_time(entry.times.get(name, entry.timestamp))) for name in there}


@dataclass(frozen=True)
class _Terms:
    """What lateness is reckoned by."""

    deadlines: Deadlines
    due: datetime | None
    extensions: Mapping[str, timedelta]  # of everybody: who hands in together has the most of what any of them has
    plugin: Plugin

    def reckon(self, student: str, one: _Submission, entry: Entry) -> None:
        """Put what lateness costs a student into the marks."""
        earned: dict[str, float] = {}
        for (notebook, _), mark in one.marks.cells.items():
            earned[notebook] = earned.get(notebook, 0.0) + (mark.score or 0.0)
        terms = self.deadlines.terms(student, self.due, self.extensions)
        late = reckon(terms, student, _times(entry, one.time), earned, self.plugin)
        one.marks.late, one.marks.penalties = late, {name: late.penalties.get(name, 0.0) for name in one.places}


def _read_terms(session: Session, output: Path, config: Config | None) -> _Terms:
    api = nbgrader_api()
    table = api.SubmittedAssignment
    given = select(table.student_id, table.extension).join(api.Assignment, api.Assignment.id == table.assignment_id)
    rows = session.execute(given.where(api.Assignment.name == ASSIGNMENT, table.extension.is_not(None)))
    due = session.scalar(select(api.Assignment.duedate).where(api.Assignment.name == ASSIGNMENT))
    extensions = {student: extension for student, extension in rows if extension}
    return _Terms(read_deadlines(output), _aware(due), extensions, late_plugin(config))


def _store_penalties(session: Session, found: Mapping[str, _Submission]) -> None:
    """Have nbgrader take off the same; None where nothing is, as it does."""
    table = nbgrader_api().SubmittedNotebook.__table__
    changed = [
        {"row": one.places[notebook], "taken": penalty or None}
        for one in found.values()
        for notebook, penalty in one.marks.penalties.items()
        if abs(penalty - one.stored[notebook]) > 1e-9
    ]
    if changed:
        values = table.update().where(table.c.id == bindparam("row"))
        session.connection().execute(values.values(late_submission_penalty=bindparam("taken")), changed)


class Everybody(Collection[GradedStudent]):
    """What each of these students has, read some at a time whenever it is gone through: a class of any size."""

    def __init__(self, output: Path, url: str, names: Sequence[str], terms: _Terms) -> None:
        self._output, self._url, self.names, self._terms = output, url, names, terms

    def __len__(self) -> int:
        return len(self.names)

    def __contains__(self, student: object) -> bool:
        return isinstance(student, GradedStudent) and student.entry.student in self.names

    def __iter__(self) -> Iterator[GradedStudent]:
        for batch in self.batches():
            yield from batch

    def batches(self, store: bool = False) -> Iterator[list[GradedStudent]]:
        """Some students at a time, in order. `store`: have nbgrader take off the same for lateness."""
        for start in range(0, len(self.names), BATCH):
            names = self.names[start : start + BATCH]
            with opened(self._url, complete=False) as session:
                found = _read_submissions(session, names)
                _read_marks(session, found)
                entries = {
                    name: entry_of(self._output, name) or _entry_of(name, one.marks) for name, one in found.items()
                }
                for name, one in found.items():
                    self._terms.reckon(name, one, entries[name])
                if store:
                    _store_penalties(session, found)
            yield [GradedStudent(entries[name], found[name].marks) for name in names if name in found]

    def of(self, student: str) -> GradedStudent | None:
        """One student's; None for somebody who isn't there."""
        alone = Everybody(self._output, self._url, [student] if student in self.names else [], self._terms)
        return next(iter(alone), None)


@dataclass(frozen=True)
class Settled:
    """What everybody has."""

    students: Everybody  # sorted
    notes: list[str]  # for whoever runs a command
    registered: list[str] = field(default_factory=list)  # everybody in nbgrader's table of students

    def of(self, student: str) -> GradedStudent | None:
        """One student's; None for somebody who isn't there."""
        return self.students.of(student)


def _check_place(output: Path, url: str) -> None:
    remedy = "Give --output the folder that  autograder grade  has written."
    if not output.is_dir():
        raise UserError(f"{output} is not a folder.", remedy=remedy)
    if not exists(url):
        raise UserError(f"There is no gradebook {shown_url(url)}.", "No run has ended there.", remedy)


@for_its_owner_only()
def settle(
    output: Path,
    url: str = "",
    make: bool = False,
    config: Config | None = None,
    student: str | None = None,
    people: Mapping[str, Called] | None = None,
) -> Settled:
    """Bring all that stands in an output folder up to date, and say what everybody has.

    `url`: its database, where nbgrader says another; `make`: where there is none, make one; `config`: nbgrader's own
    settings, where a command of its has read some; `student`: this one alone, and no table is written, nor a history;
    `people`: what students are called, for whom the gradebook has no name.
    Raises UserError for a folder, a database or a deadlines.toml that can't be used.
    """
    url = url or gradebook_url(output)
    if not make:
        _check_place(output, url)
    roll_forward(output)
    with opened(url) as session:
        terms = _read_terms(session, output, config)  # first: nothing is entered where deadlines.toml can't be read
        entries = heads(output) if student is None else filter(None, [entry_of(output, student)])
        enter_marks(session, entries, partial(_read, output), again=student is not None)
        enter_names(session, people or {})
        names, known = _names(session, student), registered(session) if student is None else []
    everybody = Everybody(output, url, names, terms)
    if student is not None:
        list(everybody.batches(store=True))
        return Settled(everybody, [])
    _write(output, everybody)
    named = terms.deadlines.strangers(names)
    notes = [f"deadlines.toml names who is not here: {', '.join(named)}"] if named else []
    return Settled(everybody, notes, known)


def settle_one(output: Path, student: str) -> GradedStudent:
    """What one student has, brought up to date, in the history too: of the others nothing is read.

    Raises UserError as `settle` does, and for somebody who is not there.
    """
    found = list(settle(output, student=student).students)
    if not found:
        raise no_such_student(student, settle(output).students.names, output)
    History(output, student).note(found)
    return found[0]


def _read(output: Path, student: str) -> Entry:
    found = entry_of(output, student)
    if found is None:
        raise damaged(journal_path(output, student))
    return found


def _names(session: Session, student: str | None) -> list[str]:
    """Everybody who has a submission there, or the one."""
    api = nbgrader_api()
    table = api.SubmittedAssignment
    there = select(table.student_id).join(api.Assignment, api.Assignment.id == table.assignment_id)
    asked = true() if student is None else table.student_id == student
    return sorted(session.scalars(there.where(api.Assignment.name == ASSIGNMENT, asked)))


def _write(output: Path, everybody: Everybody) -> None:
    """Penalties, history and tables, student by student."""
    try:
        history = History(output)
        with Tables(output) as tables:
            for batch in everybody.batches(store=True):
                history.note(batch)
                for one in batch:
                    tables.add(one)
    except OSError as error:
        remedy = "Make it writable, and run this again."
        raise UserError(f"{error.filename or output} can't be written.", error.strerror or "", remedy) from error


__all__ = ["Everybody", "GradedStudent", "Late", "Settled", "settle", "settle_one"]

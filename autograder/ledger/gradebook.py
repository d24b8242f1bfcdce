"""Enters the course and the judge's marks into nbgrader's gradebook, through nbgrader's own tables.

Marks, comments and extra credit that a person has entered stay as they are. A table of our own, `autograder_marked`,
remembers which state of a submission has been entered, another, `autograder_work`, the work that its marks are for: a
person's mark is put up for review only when that has changed.
"""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any, Protocol

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from autograder.course.layout import ASSIGNMENT
from autograder.course.notebooks import OURS_ALONE, WRITTEN_BY_STUDENTS, Cell, Notebook, released_notebooks
from autograder.errors import UserError
from autograder.ledger.database import MARKED, WORK, nbgrader_api
from autograder.ledger.journal import Entry

COURSE = "default_course"
NO_RESPONSE = "No response."
BATCH = 200  # submissions that are entered, and kept, together


def _checksums(form: Notebook) -> dict[str, str]:
    """The checksums of the cells as nbgrader stores them: stubs, and cells of ours with their hidden part."""
    from nbformat import NotebookNode

    return {
        cell.name: nbgrader_api().utils.compute_checksum(
            NotebookNode(
                cell_type=cell.cell_type,
                source=_stored_source(cell),
                metadata=NotebookNode(nbgrader=NotebookNode(cell.metadata["nbgrader"])),
            )
        )
        for cell in form.cells
        if cell.role != "plain"
    }


def _stored_source(cell: Cell) -> str:
    return cell.master if cell.role in OURS_ALONE else cell.released


def _cell_names(form: Notebook) -> set[tuple[str, str]]:
    """(kind of row, name) of the base cells of one notebook, as nbgrader keeps them."""
    names = {("GradeCell", cell.name) for cell in form.graded}
    return names | {("SolutionCell", cell.name) for cell in form.cells if cell.role in WRITTEN_BY_STUDENTS}


def _enter_notebook(session: Session, assignment: Any, form: Notebook) -> None:
    """Enter one notebook and its cells, or bring what is there up to date."""
    api = nbgrader_api()
    found = [notebook for notebook in assignment.notebooks if notebook.name == form.name]
    notebook = found[0] if found else api.Notebook(name=form.name, assignment=assignment)
    notebook.kernelspec = json.dumps(form.metadata.get("kernelspec", {}))
    there = {(type(cell).__name__, cell.name): cell for cell in [*notebook.grade_cells, *notebook.solution_cells]}
    sources = {cell.name: cell for cell in notebook.source_cells}
    if set(there) - _cell_names(form):
        remedy = "Give another --output, or move the old gradebook.db away first."
        why = f"Its notebook {form.name} has other cells than the course has now."
        raise UserError("The gradebook in the output folder is of another version of the course.", why, remedy)
    for kind, name in sorted(_cell_names(form) - set(there)):
        there[kind, name] = getattr(api, kind)(name=name, notebook=notebook)
    checksums = _checksums(form)
    for cell in form.cells:
        if cell.graded:
            there["GradeCell", cell.name].max_score = cell.points
            there["GradeCell", cell.name].cell_type = cell.cell_type
        if cell.role != "plain":
            source = sources.get(cell.name) or api.SourceCell(name=cell.name, notebook=notebook)
            source.cell_type, source.source = cell.cell_type, _stored_source(cell)
            source.locked, source.checksum = cell.role in OURS_ALONE, checksums[cell.name]
    session.add(notebook)


def enter_course(session: Session) -> None:
    """Enter the assignment as `nbgrader generate_assignment` would. Raises UserError if it doesn't fit."""
    api = nbgrader_api()
    if session.get(api.Course, COURSE) is None:
        session.add(api.Course(id=COURSE))
    assignment = session.query(api.Assignment).filter_by(name=ASSIGNMENT).one_or_none()
    if assignment is None:
        assignment = api.Assignment(name=ASSIGNMENT, course_id=COURSE)
        session.add(assignment)
    for form in released_notebooks().values():
        _enter_notebook(session, assignment, form)
    session.flush()


@lru_cache(maxsize=4096)  # of one student's notebooks most have the same
def parsed_time(timestamp: str) -> datetime | None:
    """Nbgrader's reading of a time stamp, UTC without saying so; None if there is none, or one beyond all calendars."""
    try:
        found: datetime | None = nbgrader_api().utils.parse_utc(timestamp or None)
    except (ValueError, OverflowError):
        return None
    return found


@dataclass
class _Stored:
    """A mark as the gradebook holds it."""

    id: str
    auto: float | None
    manual: float | None
    needs_a_person: bool


class _Marker:
    """Enters the marks of submissions into a session."""

    def __init__(self, session: Session) -> None:
        self.session, self.api = session, nbgrader_api()
        self.assignment = session.query(self.api.Assignment).filter_by(name=ASSIGNMENT).one()
        self.notebooks = {notebook.name: notebook.id for notebook in self.assignment.notebooks}
        self.cells: dict[tuple[str, str, str], str] = {
            (notebook.name, type(cell).__name__, cell.name): cell.id
            for notebook in self.assignment.notebooks
            for cell in [*notebook.grade_cells, *notebook.solution_cells]
        }
        self.known: set[str] = set()  # who of those who are being entered is a student there, and who has a submission
        self.submissions: dict[str, str] = {}

    def enter(self, entries: list[Entry]) -> None:
        """Enter these entries, and remember which state of each submission it was."""
        students = [entry.student for entry in entries]
        student, table = self.api.Student.id, self.api.SubmittedAssignment.__table__
        self.known = set(self.session.scalars(select(student).where(student.in_(students))))
        found = select(table.c.student_id, table.c.id).where(table.c.assignment_id == self.assignment.id)
        rows = self.session.execute(found.where(table.c.student_id.in_(students)))
        self.submissions = {student: id_ for student, id_ in rows}
        states = self.session.execute(select(MARKED).where(MARKED.c.student.in_(students)))
        before: dict[str, str] = {student: state for student, state in states}
        self._insert([entry for entry in entries if entry.student not in self.submissions])
        for entry in [entry for entry in entries if entry.student in self.submissions]:
            self._mark(entry, before.get(entry.student, "").split(" ")[0] != entry.fingerprint)
        if entries:
            for table in (MARKED, WORK):
                self.session.execute(table.delete().where(table.c.student.in_(students)))
            rows = [{"student": entry.student, "fingerprint": _state(entry)} for entry in entries]
            self.session.execute(MARKED.insert(), rows)
            rows = [{"student": entry.student, "work": json.dumps(entry.beneath)} for entry in entries]
            self.session.execute(WORK.insert(), rows)

    def _insert(self, entries: list[Entry]) -> None:
        """All rows of new submissions, marks and all: what nbgrader's add_submission makes one by one."""
        api, new_id = self.api, _new_id
        rows: dict[Any, list[dict[str, Any]]] = {
            table: [] for table in (api.Student, api.SubmittedAssignment, api.SubmittedNotebook, api.Grade, api.Comment)
        }
        for entry in entries:
            if entry.student not in self.known:
                rows[api.Student].append({"id": entry.student})
            submission = new_id()
            about = {"assignment_id": self.assignment.id, "student_id": entry.student}
            rows[api.SubmittedAssignment].append(about | {"id": submission, "timestamp": parsed_time(entry.timestamp)})
            places = {name: new_id() for name in self.notebooks}
            rows[api.SubmittedNotebook] += [
                {"id": places[name], "assignment_id": submission, "notebook_id": id_}
                for name, id_ in self.notebooks.items()
            ]
            for (notebook, name), score in _scores(entry).items():
                mark = {"cell_id": self.cells[notebook, "GradeCell", name], "notebook_id": places[notebook]}
                rows[api.Grade].append(
                    mark | {"id": new_id(), "auto_score": score, "needs_manual_grade": score is None}
                )
            for (notebook, kind, name), cell in self.cells.items():
                if kind == "SolutionCell":
                    said = {"cell_id": cell, "auto_comment": _said(entry, notebook, name)}
                    rows[api.Comment].append(said | {"id": new_id(), "notebook_id": places[notebook]})
        for table, values in rows.items():
            if values:
                self.session.execute(table.__table__.insert(), values)

    def _mark(self, entry: Entry, changed_work: bool) -> None:
        """Bring one submission's marks and comments up to date, keeping what a person entered.

        Where the work beneath it has changed, a person's mark is put up for review. `changed_work`: whether anything
        has, for where nobody noted what lay beneath each mark.
        """
        api, submission = self.api, self.submissions[entry.student]
        table = api.SubmittedAssignment.__table__
        when = parsed_time(entry.timestamp)
        self.session.execute(table.update().where(table.c.id == submission).values(timestamp=when))
        self._add_new_cells(submission)
        stored, changed, work = self._stored(submission), [], self._work(entry.student)
        for at, score in _scores(entry).items():
            mark = stored[at]
            name, cell = at
            if work is not None:
                changed_work = work.get(name, {}).get(cell) != entry.beneath.get(name, {}).get(cell)
            needs = score is None if mark.manual is None else changed_work or mark.needs_a_person
            if (mark.auto, mark.needs_a_person) != (score, needs):
                changed.append({"row": mark.id, "auto_score": score, "needs_manual_grade": needs})
        self._update(api.Grade.__table__, changed)
        comments = self._comments(submission)
        said = {at: (id_, _said(entry, *at)) for at, (id_, _) in comments.items()}
        changed = [{"row": id_, "auto_comment": text} for at, (id_, text) in said.items() if comments[at][1] != text]
        self._update(api.Comment.__table__, changed)

    def _add_new_cells(self, submission: str) -> None:
        """Empty rows for cells that the course has got since the submission was entered."""
        api = self.api
        here = api.SubmittedNotebook.assignment_id == submission
        places = select(api.Notebook.name, api.SubmittedNotebook.id).join(api.SubmittedNotebook.notebook).where(here)
        notebooks = {name: id_ for name, id_ in self.session.execute(places)}
        there = {"GradeCell": self._stored(submission).keys(), "SolutionCell": self._comments(submission).keys()}
        for kind, table in (("GradeCell", api.Grade), ("SolutionCell", api.Comment)):
            new = [
                {"id": _new_id(), "cell_id": id_, "notebook_id": notebooks[notebook]}
                for (notebook, of, name), id_ in self.cells.items()
                if of == kind and (notebook, name) not in there[kind]
            ]
            if new:
                self.session.execute(table.__table__.insert(), new)

    def _work(self, student: str) -> dict[str, dict[str, str]] | None:
        """The work beneath a student's marks as they were entered last; None where nobody noted it."""
        found = self.session.scalar(select(WORK.c.work).where(WORK.c.student == student))
        return json.loads(found) if found else None

    def _update(self, table: Any, rows: list[dict[str, Any]]) -> None:
        if rows:
            names = [name for name in rows[0] if name != "row"]
            values = {name: bindparam(name) for name in names}
            self.session.connection().execute(table.update().where(table.c.id == bindparam("row")).values(values), rows)

    def _rows(self, kind: Any, submission: str, *columns: Any) -> Any:
        """The rows of a table that belong to cells of a submission, behind the notebook's and the cell's name."""
        api = self.api
        return self.session.execute(
            select(api.Notebook.name, api.BaseCell.name, kind.id, *columns)
            .join(api.SubmittedNotebook, api.SubmittedNotebook.id == kind.notebook_id)
            .join(api.Notebook, api.Notebook.id == api.SubmittedNotebook.notebook_id)
            .join(api.BaseCell, api.BaseCell.id == kind.cell_id)
            .where(api.SubmittedNotebook.assignment_id == submission)
        )

    def _stored(self, submission: str) -> dict[tuple[str, str], _Stored]:
        grade = self.api.Grade
        rows = self._rows(grade, submission, grade.auto_score, grade.manual_score, grade.needs_manual_grade)
        return {(notebook, cell): _Stored(*mark) for notebook, cell, *mark in rows}

    def _comments(self, submission: str) -> dict[tuple[str, str], tuple[str, str | None]]:
        comment = self.api.Comment
        rows = self._rows(comment, submission, comment.auto_comment)
        return {(notebook, cell): (id_, text) for notebook, cell, id_, text in rows}


def _new_id() -> str:
    """An id as nbgrader's are, but in order of time: rows are added at the end of an index, however large it is."""
    return f"{time.time_ns():016x}{secrets.token_hex(8)}"


def _scores(entry: Entry) -> dict[tuple[str, str], float | None]:
    return {(result.notebook, row.cell): row.score for result in entry.notebooks for row in result.cells}


def _said(entry: Entry, notebook: str, cell: str) -> str | None:
    return NO_RESPONSE if cell in entry.unanswered.get(notebook, []) else None


class Head(Protocol):
    """What says which state of a submission there is."""

    student: str
    fingerprint: str
    timestamp: str


def _state(entry: Head) -> str:
    """What is remembered of an entry: what was judged, and when it had been handed in."""
    return f"{entry.fingerprint} {entry.timestamp}"


def _not_entered(session: Session, heads: Iterable[Head]) -> Iterator[Head]:
    """Those of whom the database holds nothing, or another state."""
    api = nbgrader_api()
    marked: dict[str, str] = {student: state for student, state in session.execute(select(MARKED))}
    there = select(api.SubmittedAssignment.student_id).join(api.Assignment).where(api.Assignment.name == ASSIGNMENT)
    known = set(session.scalars(there))
    for head in heads:
        if head.student not in known or marked.get(head.student) != _state(head):
            yield head


def enter_marks(
    session: Session, heads: Iterable[Head], read: Callable[[str], Entry], again: bool = False, batch: int = BATCH
) -> int:
    """Enter what the journal holds and the database does not, and keep it, so many at a time; how many.

    `heads`: of everybody; `read`: gives one's whole entry; `again`: whatever the database may hold. A command that is
    killed on the way leaves whole batches: the next one goes on behind them.
    """
    new = sorted(head.student for head in (heads if again else _not_entered(session, heads)))
    if not new and session.query(nbgrader_api().Assignment).filter_by(name=ASSIGNMENT).first() is not None:
        return 0
    enter_course(session)
    session.commit()
    for start in range(0, len(new), batch):
        _Marker(session).enter([read(student) for student in new[start : start + batch]])
        session.commit()
        session.expunge_all()
    return len(new)

"""Writes nbgrader's gradebook.db, through nbgrader's own tables, in one transaction.

nbgrader opens the database nine times a submission and runs `create_all` each time. Here it is opened once; the
course is entered by nbgrader's models, the marks by bulk inserts: some milliseconds a submission. Marks, comments
and extra credit that a person has entered stay as they are. A table of our own, `autograder_marked`, remembers
which state of a submission has been entered, so that a person's mark is put up for review only when the work
that it was given for has changed.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from autograder.course.layout import ASSIGNMENT
from autograder.course.notebooks import OURS_ALONE, WRITTEN_BY_STUDENTS, Cell, Notebook, released_notebooks
from autograder.errors import UserError
from autograder.ledger.journal import Entry

COURSE = "default_course"
NO_RESPONSE = "No response."
# The revision that nbgrader 0.9's tables are at. nbgrader starts a process to ask alembic; a test asks it, too.
ALEMBIC_VERSION = "e43177bfe90b"


@cache
def nbgrader_api() -> ModuleType:
    """The module nbgrader.api, without what nbgrader's __init__ imports along: every application, for 2 s."""
    if "nbgrader" in sys.modules:
        return importlib.import_module("nbgrader.api")
    spec = importlib.util.find_spec("nbgrader")
    assert spec is not None and spec.submodule_search_locations is not None
    package = ModuleType("nbgrader")
    package.__path__ = list(spec.submodule_search_locations)
    package.__spec__ = spec
    sys.modules["nbgrader"] = package
    try:
        return importlib.import_module("nbgrader.api")
    finally:  # whoever imports nbgrader later gets the whole of it
        for name in [name for name in sys.modules if name.partition(".")[0] == "nbgrader"]:
            del sys.modules[name]


def _has_its_tables(session: Any) -> bool:
    """Whether the database was made, and to the end: SQLite keeps each new table at once, the version's row comes last.

    A run that is killed in between leaves some of the tables; they are completed, not made anew.
    """
    from sqlalchemy import inspect, text

    if not inspect(session.connection()).has_table("alembic_version"):
        return False
    return bool(session.execute(text("SELECT COUNT(*) FROM alembic_version")).scalar())


def open_session(path: Path) -> Any:
    """An SQLAlchemy session on the database at `path`, made if there is none."""
    from sqlalchemy import create_engine, text
    from sqlalchemy.orm import Session

    engine = create_engine(f"sqlite:///{path}")
    session = Session(engine)
    if not _has_its_tables(session):
        nbgrader_api().Base.metadata.create_all(bind=session.connection())
        session.execute(text("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL)"))
        session.execute(text("INSERT INTO alembic_version VALUES (:version)"), {"version": ALEMBIC_VERSION})
    marked = "CREATE TABLE IF NOT EXISTS autograder_marked (student TEXT PRIMARY KEY, fingerprint TEXT NOT NULL)"
    session.execute(text(marked))
    return session


def _checksums(form: Notebook) -> dict[str, str]:
    """The checksums of the cells as nbgrader stores them: stubs, and checks with their hidden part."""
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
    return cell.master if cell.role == "test" else cell.released


def _cell_names(form: Notebook) -> set[tuple[str, str]]:
    """(kind of row, name) of the base cells of one notebook, as nbgrader keeps them."""
    names = {("GradeCell", cell.name) for cell in form.graded}
    return names | {("SolutionCell", cell.name) for cell in form.cells if cell.role in WRITTEN_BY_STUDENTS}


def _enter_notebook(session: Any, assignment: Any, form: Notebook) -> None:
    """Enter one notebook and its cells, or bring what is there up to date."""
    api = nbgrader_api()
    found = [notebook for notebook in assignment.notebooks if notebook.name == form.name]
    notebook = found[0] if found else api.Notebook(name=form.name, assignment=assignment)
    notebook.kernelspec = json.dumps(form.metadata.get("kernelspec", {}))
    there = {(type(cell).__name__, cell.name): cell for cell in [*notebook.grade_cells, *notebook.solution_cells]}
    sources = {cell.name: cell for cell in notebook.source_cells}
    if there and set(there) != _cell_names(form):
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


def enter_course(session: Any) -> None:
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


def _handed_in(timestamp: str) -> Any:
    """Nbgrader's reading of a time stamp; None if there is none, or one beyond all calendars."""
    try:
        return nbgrader_api().utils.parse_utc(timestamp or None)
    except (ValueError, OverflowError):
        return None


class _Marker:
    """Enters the marks of submissions into a session."""

    def __init__(self, session: Any) -> None:
        from sqlalchemy import text

        self.session, self.api = session, nbgrader_api()
        self.assignment = session.query(self.api.Assignment).filter_by(name=ASSIGNMENT).one()
        self.notebooks = {notebook.name: notebook.id for notebook in self.assignment.notebooks}
        self.cells: dict[tuple[str, str, str], str] = {
            (notebook.name, type(cell).__name__, cell.name): cell.id
            for notebook in self.assignment.notebooks
            for cell in [*notebook.grade_cells, *notebook.solution_cells]
        }
        rows = session.execute(text("SELECT student, fingerprint FROM autograder_marked"))
        self.marked: dict[str, str] = {student: fingerprint for student, fingerprint in rows}
        self.known = {student for (student,) in session.query(self.api.Student.id)}
        submissions = session.query(self.api.SubmittedAssignment.student_id, self.api.SubmittedAssignment.id)
        self.submissions: dict[str, str] = dict(submissions.filter_by(assignment_id=self.assignment.id).all())

    def enter(self, entries: list[Entry]) -> int:
        """Enter those entries that are not entered yet; how many."""
        new = [entry for entry in entries if self.marked.get(entry.student) != entry.fingerprint]
        self._insert_submissions([entry for entry in new if entry.student not in self.submissions])
        for entry in new:
            self._mark(entry)
        return len(new)

    def _insert_submissions(self, entries: list[Entry]) -> None:
        """The rows that a submission is made of, without marks: what nbgrader's add_submission makes one by one."""
        api, new_id = self.api, self.api.new_uuid
        rows: dict[Any, list[dict[str, Any]]] = {
            table: [] for table in (api.Student, api.SubmittedAssignment, api.SubmittedNotebook, api.Grade, api.Comment)
        }
        for entry in entries:
            if entry.student not in self.known:
                rows[api.Student].append({"id": entry.student})
            submission = new_id()
            self.submissions[entry.student] = submission
            rows[api.SubmittedAssignment].append(
                {"id": submission, "assignment_id": self.assignment.id, "student_id": entry.student}
            )
            submitted = {name: new_id() for name in self.notebooks}
            rows[api.SubmittedNotebook] += [
                {"id": submitted[name], "assignment_id": submission, "notebook_id": id_}
                for name, id_ in self.notebooks.items()
            ]
            for (notebook, kind, _), cell in self.cells.items():
                row = {"id": new_id(), "notebook_id": submitted[notebook], "cell_id": cell}
                rows[api.Grade if kind == "GradeCell" else api.Comment].append(row)
        for table, values in rows.items():
            if values:
                self.session.execute(table.__table__.insert(), values)

    def _mark(self, entry: Entry) -> None:
        """Bring one submission's marks and comments up to date, keeping what a person entered."""
        from sqlalchemy import text

        api, submission = self.api, self.submissions[entry.student]
        handed_in = _handed_in(entry.timestamp)
        table = api.SubmittedAssignment.__table__
        self.session.execute(table.update().where(table.c.id == submission).values(timestamp=handed_in))
        within = "notebook_id = (SELECT id FROM submitted_notebook WHERE assignment_id = :sub AND notebook_id = :nb)"
        grades = text(
            "UPDATE grade SET auto_score = :score, needs_manual_grade = (:score IS NULL OR manual_score IS NOT NULL) "
            f"WHERE cell_id = :cell AND {within}"
        )
        comments = text(f"UPDATE comment SET auto_comment = :text WHERE cell_id = :cell AND {within}")
        self.session.execute(grades, self._grades(entry, submission))
        self.session.execute(comments, self._comments(entry, submission))
        self.session.execute(
            text("INSERT OR REPLACE INTO autograder_marked VALUES (:student, :fingerprint)"),
            {"student": entry.student, "fingerprint": entry.fingerprint},
        )

    def _grades(self, entry: Entry, submission: str) -> list[dict[str, Any]]:
        return [
            {
                "score": row.score,
                "cell": self.cells[result.notebook, "GradeCell", row.cell],
                "sub": submission,
                "nb": self.notebooks[result.notebook],
            }
            for result in entry.notebooks
            for row in result.cells
        ]

    def _comments(self, entry: Entry, submission: str) -> list[dict[str, Any]]:
        return [
            {
                "text": NO_RESPONSE if name in entry.unanswered.get(notebook, []) else None,
                "cell": cell,
                "sub": submission,
                "nb": self.notebooks[notebook],
            }
            for (notebook, kind, name), cell in self.cells.items()
            if kind == "SolutionCell"
        ]


def write_gradebook(path: Path, entries: Iterable[Entry]) -> int:
    """Enter what `entries` hold and the database at `path` does not; how many. All of it, or nothing."""
    from sqlalchemy.exc import SQLAlchemyError

    try:
        session = open_session(path)
        with session:
            enter_course(session)
            count = _Marker(session).enter(list(entries))
            session.commit()
            session.get_bind().dispose()
    except SQLAlchemyError as error:
        remedy = "Close whatever has it open (a formgrader writes to it), or move it away, and run this again."
        raise UserError(f"{path} can't be written.", str(error.args[0] if error.args else error), remedy) from error
    return count

"""The marks and comments of nbgrader's gradebook, a teacher's among them: read once for all students.

nbgrader asks its database for each cell by itself; here are three queries in all.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.course.layout import ASSIGNMENT
from autograder.errors import UserError

_PARTS = """
    FROM submitted_assignment
    JOIN assignment ON assignment.id = submitted_assignment.assignment_id AND assignment.name = :assignment
    JOIN submitted_notebook ON submitted_notebook.assignment_id = submitted_assignment.id
    JOIN notebook ON notebook.id = submitted_notebook.notebook_id
"""
_ONE = " WHERE (:student IS NULL OR submitted_assignment.student_id = :student)"
_GRADES = f"""
    SELECT student_id, notebook.name, base_cell.name, auto_score, manual_score, extra_credit {_PARTS}
    JOIN grade ON grade.notebook_id = submitted_notebook.id JOIN base_cell ON base_cell.id = grade.cell_id {_ONE}
"""
_COMMENTS = f"""
    SELECT student_id, notebook.name, base_cell.name, auto_comment, manual_comment {_PARTS}
    JOIN comment ON comment.notebook_id = submitted_notebook.id JOIN base_cell ON base_cell.id = comment.cell_id {_ONE}
"""
_PENALTIES = f"SELECT student_id, notebook.name, late_submission_penalty {_PARTS} {_ONE}"


@dataclass(frozen=True)
class CellMark:
    """What a cell got."""

    score: float | None  # None: nobody has marked it yet
    by_person: bool = False


@dataclass
class Marks:
    """What the gradebook holds of one submission, by notebook and cell."""

    cells: dict[tuple[str, str], CellMark] = field(default_factory=dict)
    comments: dict[tuple[str, str], str] = field(default_factory=dict)
    penalties: dict[str, float] = field(default_factory=dict)


def _mark(auto: float | None, manual: float | None, extra: float | None) -> CellMark:
    """As nbgrader reckons: a person's mark goes before ours, extra credit comes on top."""
    score = manual if manual is not None else auto
    return CellMark(None if score is None else score + (extra or 0.0), manual is not None)


def read_marks(url: str, student: str | None = None) -> dict[str, Marks]:
    """The marks in the gradebook at `url`, of one student or of all. Raises UserError when it can't be read."""
    from sqlalchemy import create_engine, text
    from sqlalchemy.exc import SQLAlchemyError

    found: dict[str, Marks] = defaultdict(Marks)
    wanted: dict[str, Any] = {"assignment": ASSIGNMENT, "student": student}
    try:
        engine = create_engine(url)
        with engine.connect() as session:
            for who, notebook, cell, auto, manual, extra in session.execute(text(_GRADES), wanted):
                found[who].cells[notebook, cell] = _mark(auto, manual, extra)
            for who, notebook, cell, ours, persons in session.execute(text(_COMMENTS), wanted):
                found[who].comments[notebook, cell] = (ours if persons is None else persons) or ""
            for who, notebook, penalty in session.execute(text(_PENALTIES), wanted):
                found[who].penalties[notebook] = penalty or 0.0
        engine.dispose()
    except SQLAlchemyError as error:
        why = str(error.args[0] if error.args else error)
        raise UserError(f"The gradebook {url} can't be read.", why, "Grade again; it is written anew.") from error
    return dict(found)


def sqlite_url(path: Path) -> str:
    """The address of the gradebook at `path`. Raises UserError when there is none, where SQLite would make one."""
    if not path.is_file():
        remedy = "Give --output the folder that  autograder grade  has written."
        raise UserError(f"There is no gradebook {path}.", remedy=remedy)
    return f"sqlite:///{path}"

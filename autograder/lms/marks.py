"""What each student has in all: the one place where marks are read for what leaves this house.

A person's mark where there is one, else the judge's, extra credit on top, less what lateness costs, never below 0: as
nbgrader's own exports reckon. Whoever has a cell that waits for a person has no total yet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.course.layout import ASSIGNMENT
from autograder.errors import UserError
from autograder.ledger.gradebook import nbgrader_api


@dataclass
class Total:
    """One student's marks."""

    student: str
    email: str = ""
    notebooks: dict[str, float] = field(default_factory=dict)
    most: dict[str, float] = field(default_factory=dict)  # what there is to earn in each notebook
    penalty: float = 0.0
    to_mark: int = 0  # cells that wait for a person

    @property
    def score(self) -> float:
        """The total, to two decimals."""
        return round(max(0.0, sum(self.notebooks.values()) - self.penalty), 2)

    @property
    def max_score(self) -> float:
        """What there is to earn in all."""
        return sum(self.most.values())


def _address(output: Path) -> str:
    path = output / "gradebook.db"
    if not path.is_file():
        remedy = "Give --output the folder that  autograder grade  has written."
        raise UserError(f"There is no gradebook {path}.", remedy=remedy)
    return f"sqlite:///{path}"


def _enter(found: dict[str, Total], row: Any) -> None:
    student, email, notebook, penalty, most, auto, manual, extra, waits = row
    total = found.setdefault(student, Total(student, email or ""))
    if notebook not in total.notebooks:
        total.penalty += penalty or 0.0
    score = auto if manual is None else manual
    total.notebooks[notebook] = total.notebooks.get(notebook, 0.0) + (score or 0.0) + (extra or 0.0)
    total.most[notebook] = total.most.get(notebook, 0.0) + most
    total.to_mark += bool(waits) or score is None


def read_totals(output: Path) -> dict[str, Total]:
    """Everybody's total, by student. Raises UserError when there is no gradebook that can be read."""
    from sqlalchemy import create_engine, select
    from sqlalchemy.exc import SQLAlchemyError
    from sqlalchemy.orm import Session

    api = nbgrader_api()
    found: dict[str, Total] = {}
    cells = (
        select(
            api.Student.id, api.Student.email, api.Notebook.name, api.SubmittedNotebook.late_submission_penalty,
            api.GradeCell.max_score, api.Grade.auto_score, api.Grade.manual_score, api.Grade.extra_credit,
            api.Grade.needs_manual_grade,
        )
        .join(api.SubmittedAssignment, api.SubmittedAssignment.student_id == api.Student.id)
        .join(api.Assignment, api.Assignment.id == api.SubmittedAssignment.assignment_id)
        .join(api.SubmittedNotebook, api.SubmittedNotebook.assignment_id == api.SubmittedAssignment.id)
        .join(api.Notebook, api.Notebook.id == api.SubmittedNotebook.notebook_id)
        .join(api.Grade, api.Grade.notebook_id == api.SubmittedNotebook.id)
        .join(api.GradeCell, api.GradeCell.id == api.Grade.cell_id)
        .where(api.Assignment.name == ASSIGNMENT)
        .order_by(api.Student.id, api.Notebook.name)
    )  # fmt: skip
    engine = create_engine(_address(output))
    try:
        with Session(engine) as session:
            for row in session.execute(cells):
                _enter(found, row)
    except SQLAlchemyError as error:
        why = str(error.args[0] if error.args else error)
        raise UserError(f"The gradebook in {output} can't be read.", why, "Grade again; it is written anew.") from error
    finally:
        engine.dispose()
    return found

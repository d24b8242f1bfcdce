"""`autograder return`: marks into the teacher's own file, one column filled, every other byte as it was.

Only a student who is fully marked gets a mark; nobody gets a 0 for marks that are still to come.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course.layout import TITLE
from autograder.course.notebooks import course_notebook
from autograder.errors import UserError
from autograder.ledger.files import write_atomically
from autograder.ledger.ledger import settle
from autograder.ledger.marks import Total
from autograder.lms import sheets
from autograder.lms.roster import key
from autograder.lms.sheets import Row, Sheet
from autograder.lms.tables import read_table
from autograder.spreadsheets import made
from autograder.words import counted

READERS: dict[str, Callable[..., Sheet]] = {"canvas": sheets.canvas, "moodle": sheets.moodle, "csv": sheets.plain}
_FEEDBACK = f"{TITLE}: "  # begins what we wrote, by which we know it again


@dataclass
class Returned:
    """What became of everybody."""

    title: str = ""  # of the column
    filled: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)  # had the mark already
    before: dict[str, str] = field(default_factory=dict)  # filled, and had another mark before
    left: dict[str, str] = field(default_factory=dict)  # student -> why there is no new mark
    only_here: list[str] = field(default_factory=list)  # graded, and not in the file
    only_there: list[str] = field(default_factory=list)  # in the file, and not graded
    comments: int = 0  # feedback texts written
    others: list[str] = field(default_factory=list)  # whose comment is a person's, and was left

    @property
    def returned(self) -> list[str]:
        """Whose mark is in the file now."""
        return [*self.filled, *self.same]


def number(value: float, comma: bool = False) -> str:
    """A mark as platforms write it, to two decimals."""
    return f"{value:.2f}".replace(".", "," if comma else ".")


def feedback(total: Total) -> str:
    """A student's marks in a line."""
    books = {name: course_notebook(name) for name in total.most}
    parts = [f"{n.number} {n.title}: {total.notebooks[name]:g} of {total.most[name]:g}" for name, n in books.items()]
    late = f"; handed in late: −{total.penalty:g}" if total.penalty else ""
    return f"{_FEEDBACK}{total.score:g} of {total.max_score:g}. {'; '.join(parts)}{late}."


def _check_maximum(sheet: Sheet, totals: dict[str, Total], place: Path) -> None:
    most = max((total.max_score for total in totals.values()), default=0.0)
    if sheet.maximum is not None and abs(sheet.maximum - most) > 0.005:
        why = f"There, {sheet.title} has {sheet.maximum:g} points; here there are {most:g} to earn."
        remedy = "Set the assignment's points on the platform to what is to be earned here, and export again."
        raise UserError(f"{place} has another maximum, so nothing was written.", why, remedy)


def _fill(sheet: Sheet, row: Row, total: Total, done: Returned) -> None:
    """Put one student's mark and feedback in place."""
    too_much = sheet.capped and sheet.maximum is not None and total.score > sheet.maximum + 0.005
    if row.kept or too_much:
        done.left[total.student] = row.kept or "more than the maximum, which Moodle does not take"
        return
    before = row.grade.number
    if before is not None and abs(before - total.score) < 0.005:
        done.same.append(total.student)
    else:
        sheet.table.change(row.grade, number(total.score, sheet.decimal_comma))
        done.filled.append(total.student)
        if row.grade.value.strip() not in ("", "-"):
            done.before[total.student] = f"{row.grade.value.strip()} → {number(total.score, sheet.decimal_comma)}"
    if row.feedback is not None:
        _comment(sheet, row, total, done)


def _comment(sheet: Sheet, row: Row, total: Total, done: Returned) -> None:
    assert row.feedback is not None
    there, text = row.feedback.value.strip(), feedback(total)
    if there and not there.startswith(_FEEDBACK):
        done.others.append(total.student)
    elif there != text:
        sheet.table.change(row.feedback, text)
        done.comments += 1


def fill(sheet: Sheet, totals: dict[str, Total]) -> Returned:
    """Fill the sheet with everybody's marks."""
    done, taken = Returned(sheet.title), set()
    for student, total in totals.items():
        rows = sheet.ids.get(key(student), [])
        if not rows:
            done.only_here.append(student)
            continue
        taken |= {id(row) for row in rows}
        if len(rows) > 1:
            done.left[student] = f"{len(rows)} rows there are {student}'s"
        elif total.to_mark:
            done.left[student] = f"{counted(total.to_mark, 'answer')} to mark"
        else:
            _fill(sheet, rows[0], total, done)
    done.only_there = [row.shown for row in sheet.rows if id(row) not in taken and row.ids - {""}]
    return done


def _doubled(sheet: Sheet, totals: dict[str, Total]) -> None:
    """Raise UserError when two of our students have one row there."""
    rows: dict[int, str] = {}
    for student in totals:
        for row in sheet.ids.get(key(student), []):
            if other := rows.get(id(row)):
                remedy = "Rename one of their folders, and grade again."
                raise UserError(f"{other} and {student} have one row in the file, that of {row.shown}.", remedy=remedy)
            rows[id(row)] = student


def _new_table(totals: dict[str, Total]) -> tuple[bytes, Returned]:
    """A table of all who are fully marked, for platforms that take any."""
    done = Returned(TITLE)
    rows = []
    for student, total in totals.items():
        if total.to_mark:
            done.left[student] = f"{counted(total.to_mark, 'answer')} to mark"
        else:
            rows.append([student, total.email, number(total.score), feedback(total)])
            done.filled.append(student)
            done.comments += 1
    return made(["username", "email", TITLE, "feedback"], rows), done


def return_marks(kind: str, output: Path, template: Path | None, to: Path, column: str | None = None) -> Returned:
    """Write the file that the platform takes. Raises UserError, and nothing is written, for what doesn't fit."""
    totals = {one.entry.student: one.total for one in settle(output).students}
    if template is None:
        if kind != "csv":
            export = "gradebook" if kind == "canvas" else "grading worksheet"
            why = f"Marks go back in {kind.title()}'s own file, in which nothing but one column changes."
            raise UserError("There is no --template.", why, f"Export the {export} there, and give it as --template.")
        data, done = _new_table(totals)
    else:
        if to.resolve() == template.resolve():
            raise UserError("--to is the template itself.", remedy="Give --to another name, so that the export stays.")
        sheet = READERS[kind](read_table(template), column, template.name)
        _check_maximum(sheet, totals, template)
        _doubled(sheet, totals)
        done = fill(sheet, totals)
        data = sheet.table.written()
    try:
        write_atomically(to, data)
    except OSError as error:
        raise UserError(
            f"{to} can't be written.", error.strerror or "", "Give --to a place you may write to."
        ) from error
    return done

"""What `autograder collect` and `autograder return` print."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from autograder.course.layout import NOTEBOOKS
from autograder.errors import Exit
from autograder.grading.account import COLLECTED
from autograder.ledger.files import for_its_owner_only
from autograder.lms.collecting import Report, collect_sources
from autograder.lms.pages import pack_feedback
from autograder.lms.returning import Returned, return_marks
from autograder.lms.roster import read_roster
from autograder.words import counted

WIDTH = 150  # where there is no terminal to ask
FEW = 20  # names that are listed in one line


def console() -> Console:
    """The terminal; where there is none, wide enough for a table."""
    found = Console(highlight=False)
    return found if found.is_terminal else Console(highlight=False, width=WIDTH)


def names(listed: list[str]) -> str:
    """Names in one line, so many that they can be read."""
    more = f" and {len(listed) - FEW} more" if len(listed) > FEW else ""
    return ", ".join(listed[:FEW]) + more


def _table(report: Report) -> Table:
    table = Table(title="Collected", title_justify="left", header_style="bold")
    for title in ("student", "notebooks", "handed in", "code", "to know"):
        table.add_column(title, overflow="fold")
    for line in sorted(report.lines, key=lambda line: line.student):
        known = ["LATE"] if line.submission.late else []
        known += [] if line.became == "new" else [line.became]
        known += [f"packed as {line.packed_as}, another student's id"] if line.packed_as else []
        known += [f"{one.notebook[:2]} {one.what}" for one in line.submission.outcomes if one.doubtful]
        count = f"{len(line.submission.notebooks)} of {len(NOTEBOOKS)}"
        table.add_row(escape(line.student), count, line.time or "–", line.submission.code, escape("; ".join(known)))
    return table


def show_collect(sources: list[Path], to: Path, roster: Path | None) -> Exit:
    """Collect, and print who is there, who isn't, and what a person has to look at; the exit code."""
    out = console()
    report = collect_sources(sources, to, read_roster(roster) if roster else None)
    out.print(_table(report))
    for said in report.sources:
        out.print(said, markup=False, soft_wrap=True)
    if report.roster:
        there = len(report.roster.students) - len(report.missing)
        out.print(f"{there} of {len(report.roster.students)} on the roster, by its column {report.roster.title!r}.")
        if report.missing:
            out.print(f"Handed in nothing: {names(report.missing)}", markup=False, soft_wrap=True)
    if any(not line.time for line in report.lines):
        out.print("– : the platform did not say when; a roster with a column handed_in does.")
    for file, why in report.problems:
        out.print(f"{file}: {why}", style="red", markup=False, soft_wrap=True)
    if report.problems:
        out.print(f"{len(report.problems)} to look at, above. Nothing was guessed.", style="red")
    out.print(f"Written: {to}/<student>/, {to / COLLECTED}", markup=False, soft_wrap=True)
    return report.exit_code


def _print_returned(out: Console, done: Returned) -> None:
    """How many were filled; who was left, and why; who is on one list only."""
    had = f", of whom {len(done.before)} had another mark" if done.before else ""
    out.print(f"{len(done.filled)} filled in under {done.title!r}{had}; {len(done.same)} had their mark.", markup=False)
    for student, change in list(done.before.items())[:FEW]:
        out.print(f"  {student}: {change}", markup=False)
    if done.comments:
        out.print(f"{counted(done.comments, 'feedback text')} written.")
    if done.others:
        out.print(f"Left, since a person's feedback stands there: {names(done.others)}", markup=False, soft_wrap=True)
    reasons: dict[str, list[str]] = {}
    for student, why in done.left.items():
        reasons.setdefault(why, []).append(student)
    for why, students in reasons.items():
        out.print(f"{len(students)} left as they were, {why}: {names(students)}", markup=False, soft_wrap=True)
    if done.only_here:
        out.print(
            f"{len(done.only_here)} graded, but not in the file: {names(done.only_here)}", style="red", soft_wrap=True
        )
    if done.only_there:
        out.print(f"{len(done.only_there)} in the file, but not graded: {names(done.only_there)}", soft_wrap=True)


@for_its_owner_only()
def show_return(
    kind: str, output: Path, template: Path | None, to: Path, column: str | None, feedback: bool, submissions: Path
) -> Exit:
    """Write the platform's file and, if asked for, its feedback; print what became of everybody; the exit code."""
    out = console()
    done = return_marks(kind, output, template, to, column)
    _print_returned(out, done)
    written = [str(to)]
    if feedback:
        packed = to.with_name(f"{to.stem}_feedback.zip")
        count, without = pack_feedback(kind, output, done.returned, submissions, packed)
        out.print(f"Feedback pages of {counted(count, 'student')} packed.")
        if without:
            out.print(f"No pages, or not handed in there: {names(without)}", style="red", markup=False, soft_wrap=True)
        written.append(str(packed))
    out.print(f"Written: {', '.join(written)}", markup=False, soft_wrap=True)
    return Exit.DIFFERENT if done.only_here else Exit.OK

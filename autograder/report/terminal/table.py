"""The tables that end a grading run: marks per notebook, the total, what needs a TA's eye; what is not explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from itertools import groupby, islice

from rich.markup import escape
from rich.table import Table

from autograder.grading.account import RECORD, Account, FileRow
from autograder.grading.regrade import Changes
from autograder.ledger.marks import GradedStudent
from autograder.verdicts import NOT_HANDED_IN, NotebookResult, Verdict
from autograder.words import counted

MOST_SHOWN = 300  # rows of a table on a terminal
MOST_OF_ONE = 5  # files of one folder that are named
# Verdicts that a person should look at, and how they are counted in the last column.
_EYE = {
    Verdict.GRADER_FAILURE: "the grader failed",
    Verdict.TAMPERED: "check rewritten",
    Verdict.TIMEOUT: "timeout",
    Verdict.MEMORY: "out of memory",
    Verdict.CRASHED: "crashed",
}


def _cell(student: GradedStudent, result: NotebookResult) -> str:
    """The marks of a notebook; an empty place for one that isn't there, a sign for marks that are open."""
    marks, name = student.marks, result.notebook
    earned = marks.raw(name)
    if not earned and all(row.verdict == Verdict.MISSING for row in result.cells):
        return "–"
    own = [mark for (notebook, _), mark in marks.cells.items() if notebook == name]
    if any(row.verdict == Verdict.GRADER_FAILURE for row in result.cells) and any(mark.score is None for mark in own):
        return "[red]failed[/red]"
    return f"{round(earned - marks.penalties.get(name, 0.0), 2):g}" + ("+?" if any(mark.waits for mark in own) else "")


def is_seen_anyway(note: str) -> bool:
    """Whether a note says what the table shows without it: a notebook that is not there, or damaged."""
    return note == NOT_HANDED_IN or note.startswith("damaged")


def needs_an_eye(student: GradedStudent) -> list[str]:
    """What a TA should look at in one submission, the gravest first."""
    entry, cells = student.entry, student.marks.cells
    rows = {(result.notebook, row.cell): row.verdict for result in entry.notebooks for row in result.cells}
    open_ = {at: verdict for at, verdict in rows.items() if at not in cells or not cells[at].by_person}
    waiting = sum(mark.waits and open_.get(at) != Verdict.GRADER_FAILURE for at, mark in cells.items())
    counts = Counter(open_.values())
    found = [f"{waiting} to mark by hand"] if waiting else []
    found += [f"{counts[verdict]} {words}" for verdict, words in _EYE.items() if counts[verdict]]
    for result in entry.notebooks:
        if any(note.startswith("damaged") for note in result.notes):
            found.insert(0, f"{result.notebook[:2]} damaged")
    if student.marks.late.said:
        found.append(student.marks.late.said.rstrip("."))
    notes = len(entry.notes) + sum(not is_seen_anyway(note) for result in entry.notebooks for note in result.notes)
    return [*found, counted(notes, "note")] if notes else found


def marks_table(students: Collection[GradedStudent]) -> Table:
    """The class as a table, a row for each student; of a large one, the first of them."""
    more = len(students) - MOST_SHOWN
    caption = f"… and {more:,} more: see totals.csv" if more > 0 else None
    table = Table(title="Marks", title_justify="left", header_style="bold", caption=caption, caption_justify="left")
    table.add_column("student", overflow="fold")
    shown = list(islice(students, MOST_SHOWN))
    most = shown[0].total.most if shown else {}
    for name in sorted(most):
        table.add_column(f"{name[:2]}\n/{most[name]:g}", justify="right")
    table.add_column(f"total\n/{sum(most.values()):g}", justify="right", style="bold")
    table.add_column("needs a TA's eye", overflow="fold")
    for student in shown:
        cells = {result.notebook: _cell(student, result) for result in student.entry.notebooks}
        marks, eye = [cells.get(name, "–") for name in sorted(most)], ", ".join(needs_an_eye(student))
        table.add_row(escape(student.entry.student), *marks, f"{student.total.score:g}", escape(eye))
    return table


def account_table(account: Account) -> Table:
    """What a person has to look at: files that nobody can explain, students who are missing or unknown."""
    table = Table(title="To look at", title_justify="left", header_style="bold", title_style="red")
    table.add_column("file or student", overflow="fold")
    table.add_column("", overflow="fold")
    rows = [(student, f"{account.where}, and nothing of theirs is here") for student in account.absent]
    rows += [(student, "graded, and not on the roster") for student in account.strangers]
    found = [*rows, *_few(account.unexplained)]
    if len(found) > MOST_SHOWN:
        table.caption = f"… and {len(found) - MOST_SHOWN:,} more: see {RECORD}"
    for what, why in found[:MOST_SHOWN]:
        table.add_row(escape(what), escape(why))
    return table


def changes_table(changes: Changes) -> Table:
    """Every mark of the judge's that a regrade changes, and why."""
    table = Table(title="What changes", title_justify="left", header_style="bold")
    for title in ("student", "cell", "old → new", "because of"):
        table.add_column(title, overflow="fold")
    if len(changes.changed) > MOST_SHOWN:
        table.caption = f"… and {len(changes.changed) - MOST_SHOWN:,} more"
    for change in sorted(changes.changed, key=lambda one: (one.student, one.notebook, one.cell))[:MOST_SHOWN]:
        marks = " → ".join("–" if score is None else f"{score:g}" for score in (change.old, change.new))
        style = "green" if change.by > 0 else "red"
        table.add_row(escape(change.student), change.cell, f"[{style}]{marks}[/{style}]", change.why)
    return table


def changes_in_words(changes: Changes) -> str:
    """How many marks become more, and how many less."""
    return f"{len(changes.up)} up, {len(changes.down)} down, {changes.unchanged} unchanged"


def _few(rows: list[FileRow]) -> Iterator[tuple[str, str]]:
    """Files, those of one folder beside the others in one row where the same became of all, or where they are many."""
    for folder, group in groupby(rows, key=lambda row: row.file.split("/")[0]):
        found = list(group)
        if len(found) > MOST_OF_ONE and len({row.fate.what for row in found}) == 1:
            yield f"{folder}/", f"{found[0].fate.what} ({len(found)} files)"
            continue
        yield from ((row.file, row.fate.what) for row in found[:MOST_OF_ONE])
        if len(found) > MOST_OF_ONE:
            yield f"{folder}/", f"{len(found) - MOST_OF_ONE} more files: see {RECORD}"

"""The tables that end a grading run: marks per notebook, the total, what needs a TA's eye; what is not explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from rich.markup import escape
from rich.table import Table

from autograder.grading.account import RECORD, Account, Row
from autograder.ledger.journal import Entry
from autograder.verdicts import CellResult, NotebookResult, Verdict

MOST_OF_ONE = 5  # files of one folder that are named
# Verdicts that a person should look at, and how they are counted in the last column.
_EYE = {
    Verdict.MANUAL: "to mark by hand",
    Verdict.GRADER_FAILURE: "the grader failed",
    Verdict.TAMPERED: "check rewritten",
    Verdict.TIMEOUT: "timeout",
    Verdict.MEMORY: "out of memory",
    Verdict.CRASHED: "crashed",
}


def _sum(rows: list[CellResult]) -> float:
    return sum(row.score or 0.0 for row in rows)


def _cell(result: NotebookResult) -> str:
    """The marks of a notebook; an empty place for one that isn't there, a sign for marks that are open."""
    if all(row.verdict == Verdict.MISSING for row in result.cells):
        return "–"
    if any(row.verdict == Verdict.GRADER_FAILURE for row in result.cells):
        return "[red]failed[/red]"
    waiting = any(row.verdict == Verdict.MANUAL for row in result.cells)
    return f"{_sum(result.cells):g}" + ("+?" if waiting else "")


def needs_an_eye(entry: Entry) -> list[str]:
    """What a TA should look at in one submission, the gravest first."""
    counts = Counter(row.verdict for result in entry.notebooks for row in result.cells)
    found = [f"{counts[verdict]} {words}" for verdict, words in _EYE.items() if counts[verdict]]
    for result in entry.notebooks:
        if any(note.startswith("damaged") for note in result.notes):
            found.insert(0, f"{result.notebook[:2]} damaged")
    notes = len(entry.notes) + sum(len(result.notes) for result in entry.notebooks)
    return [*found, f"{notes} notes"] if notes else found


def _numbers(entries: list[Entry]) -> list[str]:
    return [result.notebook for result in entries[0].notebooks] if entries else []


def marks_table(entries: list[Entry]) -> Table:
    """The class as a table, a row for each student."""
    table = Table(title="Marks", title_justify="left", header_style="bold")
    table.add_column("student", overflow="fold")
    notebooks = _numbers(entries)
    for position, name in enumerate(notebooks):
        most = sum(row.max_score for row in entries[0].notebooks[position].cells)
        table.add_column(f"{name[:2]}\n/{most:g}", justify="right")
    most = sum(row.max_score for result in entries[0].notebooks for row in result.cells) if entries else 0
    table.add_column(f"total\n/{most:g}", justify="right", style="bold")
    table.add_column("needs a TA's eye", overflow="fold")
    for entry in entries:
        total = sum(_sum(result.cells) for result in entry.notebooks)
        marks = [_cell(result) for result in entry.notebooks]
        table.add_row(escape(entry.student), *marks, f"{total:g}", escape(", ".join(needs_an_eye(entry))))
    return table


def account_table(account: Account) -> Table:
    """What a person has to look at: files that nobody can explain, students who are missing or unknown."""
    table = Table(title="To look at", title_justify="left", header_style="bold", title_style="red")
    table.add_column("file or student", overflow="fold")
    table.add_column("", overflow="fold")
    rows = [(student, "on the roster, and nothing of theirs is here") for student in account.absent]
    rows += [(student, "graded, and not on the roster") for student in account.strangers]
    for what, why in [*rows, *_few(account.unexplained)]:
        table.add_row(escape(what), escape(why))
    return table


def _few(rows: list[Row]) -> Iterator[tuple[str, str]]:
    """Files, those of one folder beside the others in one row where the same became of all, or where they are many."""
    for folder, group in groupby(rows, key=lambda row: row.file.split("/")[0]):
        found = list(group)
        if len(found) > MOST_OF_ONE and len({row.fate.what for row in found}) == 1:
            yield f"{folder}/", f"{found[0].fate.what} ({len(found)} files)"
            continue
        yield from ((row.file, row.fate.what) for row in found[:MOST_OF_ONE])
        if len(found) > MOST_OF_ONE:
            yield f"{folder}/", f"{len(found) - MOST_OF_ONE} more files: see {RECORD}"

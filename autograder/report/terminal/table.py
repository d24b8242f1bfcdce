"""The table that ends a grading run: marks per notebook, the total, and what needs a TA's eye."""

from __future__ import annotations

from collections import Counter

from rich.markup import escape
from rich.table import Table

from autograder.ledger.journal import Entry
from autograder.verdicts import CellResult, NotebookResult, Verdict

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

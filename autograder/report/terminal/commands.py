"""What `autograder feedback`, `report` and `history` show while they work, and when they are done."""

from __future__ import annotations

import time
from contextlib import nullcontext
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from autograder.course.layout import ASSIGNMENT
from autograder.errors import Exit
from autograder.ledger.history import as_row, read_history
from autograder.ledger.ledger import settle_one
from autograder.report.class_pages import as_text, write_report
from autograder.report.feedback.write import write_feedback
from autograder.words import counted


def show_feedback(output: Path, student: str | None, jobs: int) -> Exit:
    """Write feedback, with a bar on a terminal; the exit code."""
    begun, console = time.perf_counter(), Console(highlight=False)
    columns = (TextColumn("Feedback"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[student]}"))
    # Drawn from here only, never by a thread: the workers are forks.
    bar = Progress(*columns, TimeRemainingColumn(), console=console, auto_refresh=False, transient=True)
    task = bar.add_task("", total=None, student="")

    def watch(name: str, total: int) -> None:
        bar.update(task, advance=1, total=total, student=escape(name))
        if console.is_terminal:
            bar.refresh()

    with bar if console.is_terminal else nullcontext():
        count = write_feedback(output, student, jobs, watch)
    seconds = time.perf_counter() - begun
    where = output / "feedback" / (student or "<student>") / ASSIGNMENT / "index.html"
    console.print(f"Feedback for {counted(count, 'student')} in {seconds:.1f} s: {where}", markup=False, soft_wrap=True)
    return Exit.OK


def show_history(output: Path, student: str) -> Exit:
    """Print every change of a student's marks and penalties; the exit code."""
    console = Console(highlight=False)
    console = console if console.is_terminal else Console(highlight=False, width=150)
    settle_one(output, student)
    table = Table(title=f"History of {escape(student)}", title_justify="left", header_style="bold")
    for title in ("when (UTC)", "cell", "what", "from → to", "why", "who"):
        table.add_column(title, overflow="fold")
    for line in read_history(output, student):
        table.add_row(*map(escape, as_row(line)))
    console.print(table)
    return Exit.OK


def show_report(output: Path) -> Exit:
    """Write the class report, and print its text; the exit code."""
    console = Console(highlight=False)
    report = write_report(output)
    console.print(as_text(report), markup=False, soft_wrap=True)
    console.print(f"Written: {output / 'report.html'}, {output / 'report.txt'}", markup=False, soft_wrap=True)
    return Exit.OK

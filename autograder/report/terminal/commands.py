"""What `autograder feedback` and `autograder report` show while they work, and when they are done."""

from __future__ import annotations

import time
from contextlib import nullcontext
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from autograder.course.layout import ASSIGNMENT
from autograder.errors import Exit
from autograder.report.class_pages import as_text, write_report
from autograder.report.feedback.write import write_feedback


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
    students = "1 student" if count == 1 else f"{count} students"
    where = output / "feedback" / (student or "<student>") / ASSIGNMENT / "index.html"
    console.print(f"Feedback for {students} in {seconds:.1f} s: {where}", markup=False, soft_wrap=True)
    return Exit.OK


def show_report(output: Path) -> Exit:
    """Write the class report, and print its text; the exit code."""
    console = Console(highlight=False)
    report = write_report(output)
    console.print(as_text(report), markup=False, soft_wrap=True)
    console.print(f"Written: {output / 'report.html'}, {output / 'report.txt'}", markup=False, soft_wrap=True)
    return Exit.OK

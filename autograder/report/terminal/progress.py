"""What `autograder grade` shows while it runs and when it is done: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from autograder.errors import Exit, StoppedError
from autograder.grading.run import RunReport, Settings, grade
from autograder.grading.schedule import TaskAnswer
from autograder.report.terminal.table import account_table, changes_in_words, changes_table, marks_table

WIDTH = 150  # where there is no terminal to ask


def _time_left(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    return f"{minutes} min {seconds:02d} s" if minutes else f"{seconds} s"


class RunProgress:
    """Follows a run. On a terminal a bar that redraws itself; else a line for each submission."""

    def __init__(self, console: Console) -> None:
        self._console, self._done, self._total, self._begun = console, 0, 0, time.monotonic()
        columns = (TextColumn("Grading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[student]}"))
        # Drawn from here only, never by a thread: workers are forked, and a fork must not find a lock held.
        self._bar = Progress(*columns, TimeRemainingColumn(), console=console, auto_refresh=False, transient=True)
        self._task = self._bar.add_task("", total=None, student="")

    def drawing(self) -> AbstractContextManager[Any]:
        """The bar, shown as long as this lasts."""
        return self._bar if self._console.is_terminal else nullcontext()

    def announce(self, total: int) -> None:
        """Say how many submissions there are."""
        self._total, self._begun = total, time.monotonic()
        self._bar.update(self._task, total=total)
        self._bar.refresh() if self._console.is_terminal else None

    def __call__(self, answer: TaskAnswer) -> None:
        """Show one more submission as done."""
        self._done += 1
        if self._console.is_terminal:
            self._bar.update(self._task, completed=self._done, student=escape(answer.task.student))
            self._bar.refresh()
        else:
            self._console.print(self._line(answer), markup=False, highlight=False, soft_wrap=True)
        if answer.outcome in ("broken", "incomplete"):
            why = answer.detail.strip().splitlines()[-1] if answer.detail.strip() else "no reason given"
            self._console.print(f"  {answer.task.student}: not graded: {why}", markup=False, soft_wrap=True)

    def _line(self, answer: TaskAnswer) -> str:
        rate = (time.monotonic() - self._begun) / self._done
        left = self._total - self._done
        took = "kept" if answer.outcome == "kept" else f"{answer.seconds:.1f} s"
        ahead = f", {_time_left(rate * left)} left" if left else ""
        return f"[{self._done:{len(str(self._total))}}/{self._total}] {answer.task.student}: {took}{ahead}"


def show_run(settings: Settings) -> Exit:
    """Grade, show how it goes, print the marks; the exit code."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=WIDTH)
    watch = RunProgress(console)
    try:
        with watch.drawing():
            report = grade(settings, watch, watch.announce)
    except KeyboardInterrupt:
        what = "Stopped. What has been graded is kept; nothing was written to scores.csv and gradebook.db."
        raise StoppedError(what, remedy="Run the same command again to go on.") from None
    _print_changes(console, report, settings)
    if not settings.dry_run:
        _print_report(console, report, settings)
    _print_failures(console, report)
    return report.exit_code


def _print_changes(console: Console, report: RunReport, settings: Settings) -> None:
    """Which marks a regrade changes, or would change."""
    changes = report.changes
    if changes.changed:
        console.print(changes_table(changes))
    if settings.dry_run:
        console.print(f"{changes_in_words(changes)}. Nothing was replaced: this was a dry run.", soft_wrap=True)
        console.print("The same command without --dry-run has them count; nothing is judged twice.", soft_wrap=True)
    elif changes.changed:
        console.print(f"{changes_in_words(changes)}.", soft_wrap=True)


def _print_report(console: Console, report: RunReport, settings: Settings) -> None:
    console.print(marks_table(report.students))
    if not report.account.balanced:
        console.print(account_table(report.account))
    for note in report.notes:
        console.print(f"Note: {note}", markup=False, soft_wrap=True)
    kept = f", {report.kept} kept as they were" if report.kept else ""
    per = f" ({report.seconds / report.graded:.1f} s each)" if report.graded else ""
    console.print(f"{report.graded} graded{kept} in {report.seconds:.1f} s{per}. Seed {report.seed}.", soft_wrap=True)
    if report.wall:
        console.print(f"Wall: {report.wall}.", soft_wrap=True)
    if settings.engine != "judge":
        console.print("[bold]Student code ran WITHOUT a sandbox.[/bold] run.json says so, too.")
    console.print(
        f"Written: {settings.output}/scores.csv, totals.csv, gradebook.db, autograded/, collect.csv",
        markup=False,
        soft_wrap=True,
    )


def _print_failures(console: Console, report: RunReport) -> None:
    if report.failures:
        names = ", ".join(sorted(report.failures)[:5])
        console.print(
            f"{len(report.failures)} NOT graded, which is our fault, not theirs: {names}. "
            "Run the same command again; run.json holds what broke.",
            style="red", markup=False, soft_wrap=True,
        )  # fmt: skip

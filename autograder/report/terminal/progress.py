"""What `autograder grade` shows while it runs and when it is done: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from autograder.cluster.begun import SHARDS
from autograder.cluster.shards import grade_shard
from autograder.errors import Exit, StoppedError, UserError
from autograder.grading.asked import Settings
from autograder.grading.run import RunReport, grade
from autograder.grading.schedule import TaskAnswer
from autograder.grading.under_way import Watched
from autograder.report.terminal.table import account_table, changes_in_words, changes_table, marks_table

WIDTH = 150  # where there is no terminal to ask


def time_left(seconds: float) -> str:
    """A length of time in words: "2 h 05 min"."""
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02d} min"
    return f"{minutes} min {seconds:02d} s" if minutes else f"{seconds} s"


class RunProgress:
    """Follows a run. On a terminal a bar that redraws itself; else a line for each submission."""

    def __init__(self, console: Console) -> None:
        self._console, self._done, self._total = console, 0, 0
        self._watched: Watched | None = None
        names = (TextColumn("{task.fields[student]}"), TextColumn("{task.fields[left]}"))
        columns = (TextColumn("Grading"), BarColumn(), MofNCompleteColumn(), *names)
        # Drawn from here only, never by a thread: workers are forked, and a fork must not find a lock held.
        self._bar = Progress(*columns, console=console, auto_refresh=False, transient=True)
        self._task = self._bar.add_task("", total=None, student="", left="")

    def drawing(self) -> AbstractContextManager[Any]:
        """The bar, shown as long as this lasts."""
        return self._bar if self._console.is_terminal else nullcontext()

    def announce(self, watched: Watched) -> None:
        """Say how many submissions there are."""
        self._watched, self._total = watched, watched.progress.total
        self._bar.update(self._task, total=self._total)
        self._bar.refresh() if self._console.is_terminal else None

    def __call__(self, answer: TaskAnswer) -> None:
        """Show one more submission as done."""
        self._done += 1
        if self._console.is_terminal:
            student, left = escape(answer.task.student), self._ahead().lstrip(", ")
            self._bar.update(self._task, completed=self._done, student=student, left=left)
            self._bar.refresh()
        else:
            self._console.print(self._line(answer), markup=False, highlight=False, soft_wrap=True)
        if answer.outcome in ("broken", "incomplete"):
            why = answer.detail.strip().splitlines()[-1] if answer.detail.strip() else "no reason given"
            self._console.print(f"  {answer.task.student}: not graded: {why}", markup=False, soft_wrap=True)

    def _line(self, answer: TaskAnswer) -> str:
        took = "kept" if answer.outcome == "kept" else f"{answer.seconds:.1f} s"
        return f"[{self._done:{len(str(self._total))}}/{self._total}] {answer.task.student}: {took}{self._ahead()}"

    def _ahead(self) -> str:
        left = self._watched.left() if self._watched and self._done < self._total else None
        return "" if left is None else f", {time_left(left)} left"


def console_of_width() -> Console:
    """Where to print; wide, where nobody says how wide."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=WIDTH)


def show_run(settings: Settings, cluster: str | None = None, bring_back: bool = False) -> Exit:
    """Grade, on this machine or on a cluster, show how it goes, print the marks; the exit code."""
    console = console_of_width()
    watch = RunProgress(console)
    try:
        with watch.drawing():
            report = _engine(settings, cluster, bring_back, console)(settings, watch, watch.announce)
    except KeyboardInterrupt:
        what = "Stopped. What has been graded is kept; nothing was written to scores.csv and gradebook.db."
        raise StoppedError(what, remedy="Run the same command again to go on.") from None
    _print_changes(console, report, settings)
    if not settings.dry_run:
        _print_report(console, report, settings)
    print_failures(console, report)
    return report.exit_code


def _engine(settings: Settings, cluster: str | None, bring_back: bool, console: Console) -> Callable[..., RunReport]:
    """What grades: a process on this machine, one of a shard, or a cluster."""
    if settings.shard is not None and cluster is not None:
        raise UserError("--shard and --cluster can't be given together.", remedy="Give one of them.")
    if bring_back and cluster is None:
        raise UserError("--bring-back is for a cluster.", remedy="Give --cluster with it.")
    if cluster is not None:
        from autograder.cluster.on_dask import OnDask  # Dask need not be installed

        return OnDask(cluster, bring_back, partial(console.print, markup=False, soft_wrap=True)).grade
    return grade if settings.shard is None else grade_shard


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
    if settings.shard is None:
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
    written = f"{settings.output}/scores.csv, totals.csv, gradebook.db, autograded/, collect.csv"
    if settings.shard is not None:
        place = settings.output / SHARDS / settings.shard.name
        written = f"{place}. When all shards are done: autograder merge --output {settings.output}"
    console.print(f"Written: {written}", markup=False, soft_wrap=True)


def print_failures(console: Console, report: RunReport) -> None:
    """Name whom we could not grade."""
    if report.failures:
        names = ", ".join(sorted(report.failures)[:5])
        console.print(
            f"{len(report.failures)} NOT graded, which is our fault, not theirs: {names}. "
            "Run the same command again; run.json holds what broke.",
            style="red", markup=False, soft_wrap=True,
        )  # fmt: skip

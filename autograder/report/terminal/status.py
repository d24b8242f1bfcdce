"""What `autograder status` prints: a line for the class, a table of shards, and what is wrong."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from autograder.cluster.status import ClassStatus, Status, status
from autograder.errors import Exit
from autograder.report.terminal.progress import console_of_width, time_left

MOST_SHOWN = 64  # shards


def show_status(output: Path) -> Exit:
    """Print how far a class is; 1 where something is stuck, silent, or was not graded by our fault."""
    found = status(output)
    console = console_of_width()
    if found.runs[0].name:
        console.print(_table(found))
    console.print(in_a_line(found), soft_wrap=True)
    wrong = _print_what_is_wrong(console, found)
    return Exit.DIFFERENT if wrong else Exit.OK


def in_a_line(found: ClassStatus) -> str:
    """Graded, left, failures of ours, per minute, time left."""
    total, done = round(found.total("total")), round(found.total("graded") + found.total("kept"))
    said = [f"{done:,} of {total:,} graded", f"{total - done:,} left", f"{found.total('failed'):.0f} failures of ours"]
    if found.running:
        said.append(f"{found.per_minute:.1f} a minute")
    if found.left_seconds is not None and total > done:
        said.append(f"{time_left(found.left_seconds)} to go")
    if found.missing:
        said.append(
            f"{len(found.missing)} shards not started: {', '.join(map(str, found.missing[:5]))}"
            + " …" * (len(found.missing) > 5)
        )
    return "; ".join(said) + "."


def _state(run: Status) -> str:
    if run.progress is None:
        return "has said nothing yet"
    return "SILENT" if run.silent else run.progress.state


def _table(found: ClassStatus) -> Table:
    table = Table(header_style="bold", caption="…" if len(found.runs) > MOST_SHOWN else None)
    for title in ("shard", "graded", "left", "failed", "a minute", "to go", "", "on"):
        table.add_column(title)
    for run in found.runs[:MOST_SHOWN]:
        progress = run.progress
        if progress is None:
            table.add_row(run.name, "", "", "", "", "", _state(run), "")
            continue
        going = progress.state == "running" and not run.silent
        ahead = time_left(progress.left_seconds) if going and progress.left_seconds is not None else ""
        numbers = (progress.done, progress.total - progress.done, progress.failed)
        rate = f"{progress.per_minute:.1f}" if going else ""
        table.add_row(run.name, *map(str, numbers), rate, ahead, _state(run), escape(progress.host))
    return table


def _print_what_is_wrong(console: Console, found: ClassStatus) -> bool:
    lines = []
    for run in found.runs:
        of = f"shard {run.name}: " if run.name else ""
        lines += [f"{of}{student} has been under way for {time_left(s)}" for student, s in run.stuck.items()]
        if run.silent:
            lines.append(f"{of}nothing heard of it for more than a minute: it was killed, or its machine is gone")
        if run.progress and run.progress.failures:
            lines.append(f"{of}not graded, which is our fault: {', '.join(run.progress.failures)}")
    for line in lines:
        console.print(line, style="red", markup=False, soft_wrap=True)
    return bool(lines)

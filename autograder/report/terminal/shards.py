"""What `autograder begin` and `autograder merge` print."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console

from autograder.cluster.begun import begin
from autograder.cluster.merge import Merged, merge
from autograder.errors import Exit
from autograder.report.terminal.progress import console_of_width, print_failures
from autograder.report.terminal.table import marks_table


def show_begin(output: Path, seed: int | None) -> Exit:
    """Begin, and say with which seed; the exit code."""
    drawn = begin(output, seed)
    console = Console(highlight=False, soft_wrap=True, markup=False)
    console.print(f"{output} is begun. Seed {drawn}.")
    console.print(f"Now, for each I from 1 to N: autograder grade --shard I/N --submissions … --output {output}")
    return Exit.OK


def show_merge(output: Path) -> Exit:
    """Merge, print the marks, and name what is missing; the exit code."""
    made = merge(output)
    console = console_of_width()
    console.print(marks_table(made.report.students))
    for note in made.report.notes:
        console.print(f"Note: {note}", markup=False, soft_wrap=True)
    _print_what_is_missing(console, made)
    print_failures(console, made.report)
    report = made.report
    said = f"{report.graded} taken over, {report.kept} there already, in {report.seconds:.1f} s. Seed {report.seed}."
    console.print(said, soft_wrap=True)
    where = f"{output}/scores.csv, totals.csv, gradebook.db, autograded/, collect.csv"
    console.print(f"Written: {where}", markup=False, soft_wrap=True)
    return Exit.OK if made.complete else Exit.DIFFERENT


def _print_what_is_missing(console: Console, made: Merged) -> None:
    if made.missing:
        what = f"{len(made.missing)} of {made.shards} shards are missing. Grade them, and merge again."
        console.print(what, style="red", soft_wrap=True)
    for line in made.missing:
        console.print(f"  Shard {line}", markup=False, soft_wrap=True)
    for line in made.to_look_at:
        what = "files or students that nobody can explain: see collect.csv there"
        console.print(f"  Shard {line} {what}", markup=False, soft_wrap=True)

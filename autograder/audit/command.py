"""`autograder audit`: score the checks, publish the scores, and say whether what is published is current."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from autograder.errors import Exit

if TYPE_CHECKING:
    from autograder.audit.run import Audit


def _measure(seed: int, jobs: int) -> Audit:
    """Run the audit with a progress bar."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from autograder.audit import run

    columns = (TextColumn("Trying the checks"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, transient=True) as bar:
        task = bar.add_task("", total=None)
        return run.run(seed, jobs, lambda done, total: bar.update(task, completed=done, total=total))


def audit(write: bool, check: bool, thorough: bool, every: bool, seed: int, jobs: int | None) -> int:
    """Run the audit; the exit code says whether all is well, and, with `check`, whether the page is current."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # NumPy's own threads would only get in the workers' way
    jobs = jobs or len(os.sched_getaffinity(0))
    if thorough:
        from autograder.audit import thoroughly

        return thoroughly.run(seed, jobs)
    found = _measure(seed, jobs)
    from rich.console import Console

    from autograder.audit import report, scores

    report.show(found, Console(), every)
    page = report.markdown(found)
    if write:
        report.DOCUMENT.parent.mkdir(exist_ok=True)
        report.DOCUMENT.write_text(page, encoding="utf-8")
        report.MISTAKES.write_text(report.known_mistakes(), encoding="utf-8")
        click.echo(f"Written: docs/{report.DOCUMENT.name}")
    stale = check and not report.is_current(page)
    if stale:
        click.echo(f"docs/{report.DOCUMENT.name} is not what the audit finds now.", err=True)
        click.echo("Run  .venv/bin/autograder audit --write  and commit the result.", err=True)
    return Exit.DIFFERENT if stale or scores.problems(found) else Exit.OK

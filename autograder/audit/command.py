"""`autograder audit`: score the checks, publish the scores, and say whether what is published is current."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from autograder.errors import Exit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.audit.run import Audit, Job


def _measure(todo: Sequence[Job], seed: int, jobs: int) -> Audit:
    """Do these jobs, with a progress bar."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from autograder.audit import run

    columns = (TextColumn("Trying the checks"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, transient=True) as bar:
        task = bar.add_task("", total=None)
        return run.run(todo, seed, jobs, lambda done, total: bar.update(task, completed=done, total=total))


def _check(seed: int, jobs: int) -> int:
    """Say whether the published page is current."""
    from autograder.audit import published

    wrong = published.complaints()
    if not wrong:
        todo = published.sample(seed)
        wrong = published.disagreements(_measure(todo, seed, jobs))
    for complaint in wrong:
        click.echo(complaint, err=True)
    if not wrong:
        click.echo(f"The page on the checks is current: its seal holds, and {len(todo)} jobs done anew agree with it.")
    return Exit.DIFFERENT if wrong else Exit.OK


def audit(write: bool, check: bool, thorough: bool, every: bool, seed: int, jobs: int | None) -> int:
    """Run the audit, or check what is published; the exit code says whether all is well."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # NumPy's own threads would only get in the workers' way
    jobs = jobs or len(os.sched_getaffinity(0))
    if thorough:
        from autograder.audit import thoroughly

        return thoroughly.run(seed, jobs)
    if check:
        return _check(seed, jobs)
    from rich.console import Console

    from autograder.audit import published, report, run, scores

    found = _measure(run.jobs(seed), seed, jobs)
    report.show(found, Console(), every)
    if write:
        published.write(found)
        click.echo(f"Written: docs/{report.DOCUMENT.name}")
    return Exit.DIFFERENT if scores.problems(found) else Exit.OK

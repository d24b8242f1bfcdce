"""`autograder audit --thorough`: right answers over 200 seeds, the course's own functions over 10,000, 4,000 mixtures.

Half an hour on two cores. A tolerance that is too tight, or an input drawn too near to a kink, shows only here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from autograder.audit import mixed, right
from autograder.audit.run import in_parallel
from autograder.errors import Exit

SEEDS = 200
FRESH = 10_000
MIXTURES = 4_000
_AT_A_TIME = 50

Stretch = tuple[str, str, int, int]  # function, name, first seed, number of seeds


def _hold(stretch: Stretch) -> right.Held:
    function, name, first, count = stretch
    return right.hold(function, name, range(first, first + count), visible=first == 0)


def stretches(seed: int, seeds: int = SEEDS, fresh: int = FRESH) -> list[Stretch]:
    """All the work, in pieces of 50 seeds. Seeds of the long run start at `seed` million, so that they are new."""
    work: list[Stretch] = []
    for function, name in right.answers():
        if name == right.OWN:
            first = 1_000_000 * seed
            work += [(function, name, first + i, min(_AT_A_TIME, fresh - i)) for i in range(0, fresh, _AT_A_TIME)]
        else:
            work += [(function, name, i, min(_AT_A_TIME, seeds - i)) for i in range(0, seeds, _AT_A_TIME)]
    return work


def _with_progress(console: Console, name: str, work: Callable[[Any], Any], items: Sequence[Any], jobs: int) -> Any:
    columns = (TextColumn(name), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, transient=True, console=console) as bar:
        task = bar.add_task("", total=len(items))
        return in_parallel(work, items, jobs, lambda done, _: bar.update(task, completed=done))


def run(seed: int, jobs: int, seeds: int = SEEDS, fresh: int = FRESH, mixtures: int = MIXTURES) -> int:
    """Run it, print what failed, and return the exit code."""
    console = Console()
    held = _with_progress(console, "Right answers", _hold, stretches(seed, seeds, fresh), jobs)
    numbers = range(1_000_000 * seed, 1_000_000 * seed + mixtures)
    students: list[mixed.Mixed] = _with_progress(console, "Mixtures", mixed.hold, numbers, jobs)
    runs: Counter[str] = Counter()
    for result in held:
        runs["own" if result.name == right.OWN else "others"] += result.seeds
        for failure in result.failures:
            console.print(f"✗ {result.function}, {result.name}: {failure}", style="red", markup=False)
    others = sum(name != right.OWN for _, name in right.answers())
    for student in students:
        for failure in student.failures:
            console.print(f"✗ {failure}", style="red", markup=False)
    failures = sum(len(result.failures) for result in (*held, *students))
    console.print(f"{others} right answers on {seeds} seeds each; the course's own functions on {fresh:,} each.")
    unfit = sum(bool(student.unfit) for student in students)
    console.print(
        f"{len(students):,} students mixed from right answers, {unfit:,} with functions that do not fit together."
    )
    checks = sum(student.checks for student in students)
    console.print(
        f"{runs['own'] + runs['others']:,} runs of all checks of a function, and {checks:,} checks of mixtures: "
        f"{failures} failures."
    )
    return Exit.DIFFERENT if failures else Exit.OK

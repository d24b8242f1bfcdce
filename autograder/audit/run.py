"""The whole audit, on as many cores as are given: a list of small jobs, each a function of its arguments alone.

The results stand in the order of the jobs, so the same seed gives the same report whatever the number of workers.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.audit import catalogue, diagnosis, green, mixed, mutants, mutation, right, trial
from autograder.backpropagation.promises import PROMISES
from autograder.checks import mistakes
from autograder.course.layout import FUNCTIONS, VALUES

SEED = 1
PAIRS = 200  # of mistakes in two functions, and about as many in one
EVERY = 3  # of the known mistakes, one in so many is taken out of its own model
MIXTURES = 200  # of right answers; --thorough takes 4,000
ONE_IN = 16  # jobs: what `--check` does anew
SEEDS_OF_RIGHT_ANSWERS = 3  # here; the test suite takes 20, --thorough 200

Job = tuple[str, tuple[Any, ...]]
Progress = Callable[[int, int], None]


@dataclass
class Audit:
    """All that was found."""

    seed: int
    mistakes: list[catalogue.Caught] = field(default_factory=list)
    single: list[diagnosis.NamedCause] = field(default_factory=list)
    taken_out: list[diagnosis.NamedCause] = field(default_factory=list)
    two: list[diagnosis.NamedCause] = field(default_factory=list)
    both: list[diagnosis.NamedCause] = field(default_factory=list)
    mutants: list[mutation.Judged] = field(default_factory=list)
    right: list[right.Held] = field(default_factory=list)
    mixed: list[mixed.Mixed] = field(default_factory=list)
    promises: list[green.Colours] = field(default_factory=list)
    pairs: list[green.Colours | None] = field(default_factory=list)
    wall: float = 0.0  # seconds
    cpu: dict[str, float] = field(default_factory=dict)  # seconds by part


def _mutant(number: int, seed: int) -> mutation.Judged:
    return mutation.judge(mutants.mutants()[number], seed)


def _right(function: str, name: str, seed: int) -> right.Held:
    return right.hold(function, name, range(seed, seed + SEEDS_OF_RIGHT_ANSWERS))


_WORK: dict[str, Callable[..., Any]] = {
    "mistakes": catalogue.score,
    "promises": green.promise,
    "pairs": green.pair,
    "single": diagnosis.single,
    "taken_out": diagnosis.taken_out,
    "two": diagnosis.two,
    "both": diagnosis.both,
    "mutants": _mutant,
    "right": _right,
    "mixed": mixed.hold,
}


def _do(job: Job) -> tuple[str, Any, float]:
    part, arguments = job
    started = time.process_time()
    return part, _WORK[part](*arguments), time.process_time() - started


def jobs(seed: int) -> list[Job]:
    """Every job of the audit."""
    names = list(mistakes.catalogue())
    return [
        *(("mistakes", (name, seed)) for name in names),
        *(("promises", (i, seed)) for i in range(len(PROMISES))),
        *(("pairs", (of, i, seed)) for of in FUNCTIONS for i in range(green.PAIRS_OF_EACH)),
        *(("single", (name, seed)) for name in names),
        *(("taken_out", (name, seed)) for name in names[::EVERY] if mistakes.catalogue()[name].of not in VALUES),
        *(("two", (of, i, seed)) for of in FUNCTIONS for i in range(PAIRS // len(FUNCTIONS))),
        *(("both", (*pair, seed)) for pair in diagnosis.pairs(PAIRS, seed)),
        *(("mutants", (i, seed)) for i in range(len(mutants.mutants()))),
        *(("right", (*answer, seed)) for answer in right.answers()),
        *(("mixed", (1000 * seed + i,)) for i in range(MIXTURES)),
    ]


def in_parallel(
    work: Callable[[Any], Any], items: Sequence[Any], workers: int, progress: Progress | None = None
) -> list[Any]:
    """Do the work on every item, in forks of this process; the results in the order of the items."""
    done = []
    with multiprocessing.get_context("fork").Pool(workers, initializer=trial.limit_memory) as pool:
        for result in pool.imap(work, items, chunksize=4):
            done.append(result)
            if progress:
                progress(len(done), len(items))
    return done


def run(todo: Sequence[Job], seed: int = SEED, workers: int = 2, progress: Progress | None = None) -> Audit:
    """Do these jobs."""
    audit, started = Audit(seed), time.monotonic()
    for part, result, seconds in in_parallel(_do, todo, workers, progress):
        getattr(audit, part).append(result)
        audit.cpu[part] = audit.cpu.get(part, 0.0) + seconds
    audit.wall = time.monotonic() - started
    return audit

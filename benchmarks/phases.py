"""Where the grader's time goes: our own functions, timed from outside, each second counted once.

A stack of phases: whatever passes belongs to the innermost that is open. Processor time is that of the judge's own
process, and apart from it that of all processes in the sandbox, as the kernel has it (in steps of 10 ms).
"""

from __future__ import annotations

import contextlib
import functools
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from autograder.grading import run, worker, write
from autograder.grading.asked import Settings
from autograder.grading.fingerprints import all_checks
from autograder.grading.schedule import Task
from autograder.grading.settings import course_settings
from autograder.grading.worker import GradeOne
from autograder.judge.judge import JudgeEngine
from autograder.judge.notebook import NotebookJudge
from autograder.judge.process import NotebookProcess
from autograder.ledger import journal
from autograder.sandbox.sandbox import Sandbox, SandboxedSubmission
from autograder.sandbox.within import proc
from benchmarks.cells import TRAINING

_TICKS = os.sysconf("SC_CLK_TCK")
ORDER = (
    "collect, prepare", "sandbox start", "fork and end", "cells", "training cells", "checks", "follow-through",
    "training again", "write", "the rest",
)  # fmt: skip
TRAINED = ("training cells", "training again")  # the second in follow-through


@dataclass
class Spent:
    """Seconds of wall time, of the judge's processor time, of the sandbox's."""

    wall: float = 0.0
    judge: float = 0.0
    sandbox: float = 0.0

    @property
    def cpu(self) -> float:
        """All processor time."""
        return self.judge + self.sandbox


def _descendants_cpu() -> float:
    """Processor time of all processes below this one, ended ones included."""
    everyone = proc.processes()
    own = os.getpid()
    below = sum(process.ticks for process in proc.tree(own, everyone) if process.pid != own)
    return (below + everyone[own].ticks - everyone[own].own_ticks) / _TICKS


@dataclass
class Clock:
    """The stack. `spent`: what each phase took since the last `take`."""

    spent: dict[str, Spent] = field(default_factory=lambda: defaultdict(Spent))
    _open: list[str] = field(default_factory=lambda: ["the rest"])
    _last: tuple[float, float, float] = (0.0, 0.0, 0.0)

    def tick(self) -> None:
        """Give what has passed to the innermost phase."""
        now = (time.perf_counter(), time.process_time(), _descendants_cpu())
        one = self.spent[self._open[-1]]
        passed = [b - a for a, b in zip(self._last, now, strict=True)]
        one.wall, one.judge, one.sandbox = one.wall + passed[0], one.judge + passed[1], one.sandbox + passed[2]
        self.skip()

    def skip(self) -> None:
        """Forget what has passed: our own reading of the clocks, for one."""
        below = _descendants_cpu()  # first: it takes a while itself
        self._last = (time.perf_counter(), time.process_time(), below)

    def take(self) -> dict[str, Spent]:
        """What was spent, and begin anew."""
        self.tick()
        spent, self.spent = self.spent, defaultdict(Spent)
        return spent

    @contextlib.contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """In here, it is `name` that takes time."""
        self.tick()
        self._open.append(name)
        try:
            yield
        finally:
            self.tick()
            self._open.pop()


def _timed(clock: Clock, function: Callable[..., Any], name: Callable[..., str]) -> Callable[..., Any]:
    @functools.wraps(function)
    def inner(*arguments: Any, **keywords: Any) -> Any:
        with clock.phase(name(*arguments)):
            return function(*arguments, **keywords)

    return inner


def _kind_of_cell(process: object, source: str, *_: object) -> str:
    return "training cells" if any(mark in source for mark in TRAINING) else "cells"


def _kind_again(process: object, source: str, *_: object) -> str:
    return "training again" if any(mark in source for mark in TRAINING) else "follow-through"


def _always(name: str) -> Callable[..., str]:
    return lambda *_: name


@contextlib.contextmanager
def _watched(clock: Clock) -> Iterator[None]:
    """In here, the grader's functions report to `clock`."""
    wanted: list[tuple[Any, str, Callable[..., str]]] = [
        (worker, "collect", _always("collect, prepare")),
        (worker, "prepare", _always("collect, prepare")),
        (JudgeEngine, "__enter__", _always("sandbox start")),
        (Sandbox, "submission", _always("fork and end")),
        (SandboxedSubmission, "close", _always("fork and end")),
        (NotebookProcess, "_greet", _always("fork and end")),
        (NotebookProcess, "stop", _always("fork and end")),
        (NotebookProcess, "run", _kind_of_cell),
        (NotebookProcess, "run_again", _kind_again),
        (NotebookJudge, "_attempt", _always("checks")),
        (NotebookJudge, "_second_attempt", _always("follow-through")),
        (write, "write_autograded", _always("write")),
        (journal, "write_entry", _always("write")),
    ]
    with contextlib.ExitStack() as stack:
        for owner, attribute, name in wanted:
            timed = _timed(clock, getattr(owner, attribute), name)
            stack.enter_context(mock.patch.object(owner, attribute, timed))
        yield


def measure(submissions: Path, output: Path, students: list[str]) -> tuple[Spent, list[dict[str, Spent]]]:
    """Grade in this process, one after the other: what starting the sandbox took, then what each student took."""
    for folder in ("journal", "autograded"):
        (output / folder).mkdir(parents=True)
    settings = run.with_wall(Settings(submissions, output))
    clock, each = Clock(), []
    with _watched(clock):
        clock.skip()
        with GradeOne(settings, course_settings(), 1, all_checks()) as grade:
            start = clock.take()["sandbox start"]
            for student in students:
                answer = grade(Task(student, str(submissions / student)))
                each.append(clock.take())
                if answer.outcome != "graded":
                    raise RuntimeError(f"{student} was not graded: {answer.detail}")
    return start, each

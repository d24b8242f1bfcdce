"""One function against one check: caught or not, by what, and whether the check itself held.

A wrong function may run for ever or eat memory: every trial has a limit of CPU time, and a worker one of memory.
"""

from __future__ import annotations

import contextlib
import io
import resource
import signal
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

from lab.check.engine.findings import CheckFailed

from autograder.audit import subjects
from autograder.checks.seed import set_seed
from autograder.course.notebooks import Cell

SECONDS = 3.0  # of CPU time; the dearest check of a right function takes 0.1
MEMORY = 2 << 30  # bytes beyond what a worker starts with


class OutOfTime(BaseException):
    """A trial reached its limit."""


def _ring(_: int, __: FrameType | None) -> None:
    raise OutOfTime


@contextlib.contextmanager
def bounded(seconds: float = SECONDS) -> Iterator[None]:
    """Raise OutOfTime after so much CPU time, whatever runs in here. In the main thread only."""
    before = signal.signal(signal.SIGVTALRM, _ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 0.2)  # again and again, lest one be swallowed
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def limit_memory() -> None:
    """Let this process take MEMORY more than it has; beyond that, a MemoryError."""
    now = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (now + MEMORY, hard))


@contextlib.contextmanager
def silenced() -> Iterator[None]:
    """No prints and no warnings."""
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        yield


@dataclass(frozen=True)
class Trial:
    """What one check said of one function."""

    test: str
    caught: bool
    cause: str = ""  # of the first finding; "timeout" when it ran for ever
    message: str = ""
    hint: str = ""
    broken: str = ""  # our check itself raised: a hole, whatever was caught

    @property
    def said(self) -> str:
        """What was caught, in words: "offset (all entries are 1 too large)"."""
        return f"{self.cause} ({self.message or self.broken})"


def attempt(check: Callable[[Any], Any], test: Cell, value: Any, seconds: float = SECONDS) -> Trial:
    """Run a check; partial marks count as caught."""
    try:
        with silenced(), bounded(seconds):
            points = check(value)
    except CheckFailed as failed:
        first = failed.findings[0]
        return Trial(test.check, True, first.cause, first.message, first.hint)
    except NotImplementedError:
        return Trial(test.check, True, "not_written")
    except OutOfTime:
        return Trial(test.check, True, "timeout", "it never ends")
    except MemoryError:
        return Trial(test.check, True, "memory", "it takes all memory")
    except Exception as error:
        return Trial(test.check, True, "broken", broken=f"{type(error).__name__}: {error}")
    lost = points is not None and points < test.points
    return Trial(test.check, lost, "partial" if lost else "", f"{points} points" if lost else "")


def hidden(test: Cell, value: Any, seed: int, seconds: float = SECONDS) -> Trial:
    """Run the hidden check of a test on inputs of this seed."""
    set_seed(seed)
    return attempt(subjects.hidden(test), test, value, seconds)


def visible(test: Cell, value: Any, seconds: float = SECONDS) -> Trial:
    """Run the visible check of a test."""
    return attempt(subjects.visible(test), test, value, seconds)

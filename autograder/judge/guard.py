"""Bounds for the judge's own functions while a student's code calls them, with arguments of its choice."""

from __future__ import annotations

import contextlib
import resource
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.judge.failures import Stopped
from autograder.verdicts import Verdict

HEADROOM = 1 << 30  # bytes: the largest message, several times over
_PAGE = resource.getpagesize()
_SIZE = Path("/proc/self/statm")
_active = False


def _ring(*_: Any) -> None:
    raise Stopped(Verdict.TIMEOUT, "the time limit was reached in a function that came with the check")


@contextlib.contextmanager
def bounded(deadline: float) -> Iterator[None]:
    """In here, this process may take HEADROOM more memory, and time until `deadline` (of time.monotonic()).

    More memory is a MemoryError, more time is Stopped. Without it, `one_hot(y, 10**10)` called on the reference would
    take down the judge. In a thread other than the main one only memory is bounded: signals don't reach it.
    """
    global _active
    if _active:
        yield
        return
    _active = True
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    now = int(_SIZE.read_bytes().split()[0]) * _PAGE
    alarm = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGALRM, _ring) if alarm else None
    try:
        resource.setrlimit(resource.RLIMIT_AS, (_least(now + HEADROOM, soft), hard))
        if alarm:
            signal.setitimer(signal.ITIMER_REAL, max(deadline - time.monotonic(), 1e-3))
        yield
    finally:
        if alarm:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
        _active = False


def _least(limit: int, soft: int) -> int:
    return limit if soft == resource.RLIM_INFINITY else min(limit, soft)

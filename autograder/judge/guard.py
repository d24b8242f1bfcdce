"""Bounds on the time that the judge itself spends on values of a student's choice: in a check, in its functions.

A check that gets an array of 64 MB instead of 3 numbers, or parameters with ten thousand units, must not keep the judge
busy for hours; nor may a function that came with the check, when a student's code calls it. memory.py bounds memory.
"""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Iterator
from typing import Any

from autograder.judge.failures import Stopped
from autograder.verdicts import Verdict

CHECK_SECONDS = 30.0  # of the judge's own processor time for one test; on honest values a check takes 0.1 s
_CHECK, _FUNCTION = "the check, with what your code returned", "a function that came with the check"

_bounds: list[tuple[float, str]] = []  # in force: deadlines of the whole test, of a request; each with what it is for


def _ring(*_: Any) -> None:
    what = _bounds[-1][1] if _bounds else _CHECK
    raise Stopped(Verdict.TIMEOUT, f"the time limit was reached in {what}")


@contextlib.contextmanager
def bounded(deadline: float, cpu_seconds: float = CHECK_SECONDS) -> Iterator[None]:
    """In here, this process may take `cpu_seconds` of processor time, and time until `deadline`; more is Stopped.

    `deadline`: a time of time.monotonic(). Nothing is bounded in a thread other than the main one: signals don't reach
    it.
    """
    # The signal may come at any instruction, those of `finally` among them; so everything is undone one level up, too.
    try:
        try:
            _add(deadline, _CHECK, cpu_seconds)
            yield
        finally:
            _no_clocks()
    finally:
        _bounds.clear()


def set_bounds(deadline: float, cpu_seconds: float) -> None:
    """A function of the judge's is called by a student's code: it has until `deadline`, or until the test's own.

    `cpu_seconds`: processor time for it and all further ones of the request, where no test bounds that already.
    """
    if not _bounds or _bounds[-1][1] is not _FUNCTION:
        _add(min([deadline, *(until for until, _ in _bounds)]), _FUNCTION, None if _bounds else cpu_seconds)


def lift_bounds() -> None:
    """The request that it was part of is over: from here on only the bounds of the test hold."""
    if not _bounds or _bounds[-1][1] is not _FUNCTION:
        return
    _ring_at(None)
    _bounds.pop()
    if _bounds:
        _ring_at(_bounds[-1][0])
    else:
        _no_clocks()


def _add(deadline: float, what: str, cpu_seconds: float | None) -> None:
    _bounds.append((deadline, what))
    if cpu_seconds is not None and _in_main_thread():
        signal.signal(signal.SIGPROF, _ring)
        signal.setitimer(signal.ITIMER_PROF, max(cpu_seconds, 1e-3))
    _ring_at(deadline)


def _ring_at(deadline: float | None) -> None:
    """Ring at `deadline`; None: never."""
    if not _in_main_thread():
        return
    if deadline is None:
        signal.setitimer(signal.ITIMER_REAL, 0)
    else:
        signal.signal(signal.SIGALRM, _ring)
        signal.setitimer(signal.ITIMER_REAL, max(deadline - time.monotonic(), 1e-3))


def _no_clocks() -> None:
    if _in_main_thread():
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)


def _in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()

# Made by `make release` from solutions/backpropagation/lab/check/engine/running.py: edit that file, not this one.
"""Which run of which cell is tested, and how long a student's code may take: only where a notebook's kernel runs.

A kernel keeps the last definition that worked. Whoever changes a cell and meets an error, or forgets to run it, still
tests the old one: a check says which run it has tested, and whether a later one has failed.
"""

from __future__ import annotations

import contextlib
import inspect
import re
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

SECONDS = 10.0  # of processor time; the dearest check of a right function takes a tenth of a second
WAITS = 6  # so many times longer for code that sleeps, or that a busy machine does not let run


class TooSlow(BaseException):
    """A student's code was stopped; says after how long. No exception of Python's own: an `except` might swallow it."""


def shell_of_a_kernel() -> Any:
    """The IPython shell of a notebook's kernel; None elsewhere, the grader among it."""
    if "IPython" not in sys.modules:
        return None
    from IPython import get_ipython

    shell = get_ipython()  # type: ignore[no-untyped-call, unused-ignore]
    return shell if hasattr(shell, "kernel") else None


@contextlib.contextmanager
def bounded() -> Iterator[None]:
    """Raise TooSlow after SECONDS of processor time, or WAITS times as long by the clock.

    In a kernel's main thread only, where the platform has these clocks; a browser has not.
    """
    able = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not able or shell_of_a_kernel() is None:
        yield
        return
    begun, latest = time.thread_time(), time.monotonic() + WAITS * SECONDS

    def look(_: int, __: FrameType | None) -> None:
        if time.thread_time() - begun >= SECONDS:
            raise TooSlow(f"{SECONDS:g} seconds of computing")
        if time.monotonic() >= latest:
            raise TooSlow(f"{WAITS * SECONDS:g} seconds")

    before = signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, SECONDS, SECONDS / 10)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _names_of(shell: Any) -> dict[str, int]:
    """The run of a cell by the file name that its code was compiled with."""
    found: dict[str, int] = getattr(shell.compile, "_filename_map", {})
    return found


def tested(function: Callable[..., Any], shell: Any) -> tuple[str, str]:
    """Say which run of a cell defined a function, and what is amiss with that; both "" where nobody knows."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    run = _names_of(shell).get(code.co_filename) if code is not None else None
    if code is None or run is None:
        return "", ""
    defines = re.compile(rf"^def {re.escape(function.__name__)}\b", re.MULTILINE)
    runs = shell.user_ns.get("In", [])
    later = [n for n in range(run + 1, len(runs)) if defines.search(runs[n]) and runs[n] != runs[run]]
    if not later:
        return f"Tested: `{function.__name__}` as it was defined in run [{run}].", ""
    return (
        f"Tested: `{function.__name__}` as it was defined in run [{run}].",
        f"You have run another text of that cell since, in run [{later[-1]}], and it has not become "
        f"`{function.__name__}`: did it end with an error? This is still the older one.",
    )

"""An exception as its author should see it: IPython's traceback, without the frames of ours that are in between."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Any

from autograder.wire.exceptions import describe

_OURS = str(Path(__file__).resolve().parent.parent)
_FRAMES = 40  # of one exception: to format a recursion's three thousand takes IPython seconds
CHARACTERS = 50_000  # of one traceback


def without_our_frames(trace: TracebackType | None) -> TracebackType | None:
    """The same traceback, frames of this package left out, and the middle of one that is very long."""
    kept: list[TracebackType] = []
    while trace is not None:
        if not trace.tb_frame.f_code.co_filename.startswith(_OURS):
            kept.append(trace)
        trace = trace.tb_next
    if len(kept) > _FRAMES:
        kept[_FRAMES // 2 : -_FRAMES // 2] = []
    clean: TracebackType | None = None
    for entry in reversed(kept):
        clean = TracebackType(clean, entry.tb_frame, entry.tb_lasti, entry.tb_lineno)
    return clean


def clean(error: BaseException) -> None:
    """Take our frames out of an exception and of those that led to it."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            one.__traceback__ = without_our_frames(one.__traceback__)
            waiting += [one.__cause__, one.__context__]


def innermost(error: BaseException) -> str:
    """The name of the function in which it arose, "" if in none of the student's."""
    trace, name = error.__traceback__, ""
    while trace is not None:
        name = trace.tb_frame.f_code.co_name
        trace = trace.tb_next
    return name


def report(error: BaseException, shell: Any) -> dict[str, Any]:
    """An exception that a called function raised, ready to be sent: name, text, traceback, and where it arose."""
    clean(error)
    kind, text = describe(error)
    try:
        lines = shell.InteractiveTB.structured_traceback(type(error), error, error.__traceback__, tb_offset=0)
        traceback = "\n".join(map(str, lines))
    except Exception:  # IPython reads the student's source and calls his __repr__
        traceback = f"{kind}: {text}"
    if len(traceback) > CHARACTERS:
        half = CHARACTERS // 2
        traceback = f"{traceback[:half]}\n[…]\n{traceback[-half:]}"
    return {
        "kind": kind,
        "name": type(error).__name__[:100],
        "text": text,
        "traceback": traceback,
        "in": innermost(error)[:100],
    }

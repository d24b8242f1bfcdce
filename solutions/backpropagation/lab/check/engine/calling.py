"""Calling a student's function safely: on copies, noticing changed arguments, keeping its warnings off stderr.

Stock nbgrader gives 0 to a test cell for anything on stderr, so what a student's code writes there is shown as
ordinary output instead.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import numpy as np

from .exceptions import hint_of
from .findings import CheckFailed, Finding, NotWrittenError, StudentCodeRaised, refuse
from .running import TooSlow, bounded
from .unwarned import noticed


@dataclass(frozen=True)
class Answer:
    """What one call gave, and what else it did."""

    value: Any
    changed: str = ""  # the first argument that the call changed: "a", "theta.W[2]"
    warnings: tuple[str, ...] = ()  # "RuntimeWarning: overflow encountered in exp"
    said: str = ""  # what it wrote to stderr


def fresh(value: Any) -> Any:
    """A copy that shares no memory with `value`; functions are passed on as they are."""
    if isinstance(value, np.ndarray):
        return np.array(value, subok=False)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return tuple.__new__(type(value), [fresh(x) for x in value])
    if isinstance(value, (list, tuple)):  # a class of a student's own may not be made from an iterator
        return [fresh(x) for x in value] if isinstance(value, list) else tuple(fresh(x) for x in value)
    if isinstance(value, np.random.Generator):
        return deepcopy(value)
    return value


def _kept(before: np.ndarray[Any, Any], after: Any, within: float) -> bool:
    if not isinstance(after, np.ndarray) or before.shape != after.shape or before.dtype != after.dtype:
        return False
    if before.tobytes() == after.tobytes():
        return True
    return bool(within) and bool(np.all(np.abs(before - after) <= within))


def difference(before: Any, after: Any, label: str, within: float = 0.0) -> str:
    """Name the first part of `before` that is no longer the same in `after`; "" when nothing changed."""
    if isinstance(before, np.ndarray):
        return "" if _kept(before, after, within) else label
    if isinstance(before, (list, tuple)):
        if not isinstance(after, (list, tuple)) or len(before) != len(after):
            return label
        fields = getattr(before, "_fields", None)
        for i, (x, y) in enumerate(zip(before, after, strict=True)):
            found = difference(x, y, f"{label}.{fields[i]}" if fields else f"{label}[{i}]", within)
            if found:
                return found
    return ""


def warn_of_matrices(value: Any) -> None:
    """Warn of an np.matrix: its numbers are right, and functions that multiply entry by entry will not take it."""
    if isinstance(value, np.matrix):
        text = "it gives an np.matrix, whose `*` is the matrix product, in later functions, too: wrap it in np.asarray"
        warnings.warn(text, stacklevel=2)
    elif isinstance(value, (list, tuple)):
        for part in value:
            warn_of_matrices(part)


def _explain_raise(name: str, case: str, error: Exception) -> Finding:
    if isinstance(error, NotImplementedError):
        return Finding(name, "not_written", f"not written yet: {error}", case=case)
    what = f"{type(error).__name__}: {error}".strip(": ")
    return Finding(name, "raised", f"your code raised {what}", hint_of(what), case)


def call(
    name: str,
    function: Callable[..., Any],
    arguments: Sequence[Any],
    *,
    labels: Sequence[str] = (),
    case: str = "",
    keywords: dict[str, Any] | None = None,
    unchanged_to: float = 0.0,
) -> Answer:
    """Call `function` on fresh copies of `arguments`. Its exception becomes StudentCodeRaised, with it as the cause."""
    keywords = keywords or {}
    if not callable(function):
        message = f"{name} should be a function, and is of type {type(function).__name__}"
        raise CheckFailed(Finding(name, "wrong_type", message, case=case))
    copies, keyword_copies = fresh(tuple(arguments)), {k: fresh(v) for k, v in keywords.items()}
    said = io.StringIO()
    with warnings.catch_warnings(record=True) as caught, contextlib.redirect_stderr(said):
        warnings.simplefilter("always")
        try:
            with bounded(), noticed():
                value = function(*copies, **keyword_copies)
            warn_of_matrices(value)
        except TooSlow as stopped:
            refuse(name, case, "endless", f"it had not ended after {stopped}, and was stopped")
        except Exception as error:
            kind = NotWrittenError if isinstance(error, NotImplementedError) else StudentCodeRaised
            raise kind(_explain_raise(name, case, error)) from error
    labels = [*labels, *(f"argument {i + 1}" for i in range(len(labels), len(copies)))]
    pairs = [
        *zip(labels, arguments, copies, strict=False),
        *((k, v, keyword_copies[k]) for k, v in keywords.items()),
    ]
    changed = next((d for d in (difference(b, a, n, unchanged_to) for n, b, a in pairs) if d), "")
    noted = tuple(dict.fromkeys(f"{w.category.__name__}: {w.message}" for w in caught))
    return Answer(fresh(value), changed, noted, said.getvalue())


def show(name: str, answers: Sequence[Answer]) -> None:
    """Print, as ordinary output, what a student's code wrote to stderr or warned of during these calls."""
    for line in dict.fromkeys(line for answer in answers for line in answer.warnings):
        print(f"{name} warned: {line}")
    for text in dict.fromkeys(answer.said for answer in answers if answer.said):
        print(f"{name} wrote to stderr: {text.rstrip()}")

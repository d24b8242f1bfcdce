"""What stands in the judge for a function of the student's, and the exceptions that it raises."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from autograder.clean import clean_text
from autograder.wire.exceptions import rebuild

# Characters that are kept of what a student's process says of an exception, and how many warnings, and of each.
_LENGTHS = {"kind": 100, "name": 100, "text": 5_000, "in": 100, "traceback": 60_000}
_WARNED, _WARNING = 20, 1_000
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_WARNINGS = {w.__name__: w for w in (*Warning.__subclasses__(), Warning) if w.__module__ == "builtins"}


class Proxy:
    """A function of the student's. Calling it sends the arguments and brings back plain values."""

    def __init__(self, name: str, call: Callable[[Proxy, tuple[Any, ...], dict[str, Any]], Any]) -> None:
        self.__name__ = self.__qualname__ = clean_text(name)
        self._call = call

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """Raises what the student's function raised; Stopped, when its process did not answer."""
        return self._call(self, arguments, keywords)

    def __repr__(self) -> str:
        return f"<function {self.__name__}>"

    def __deepcopy__(self, memo: object) -> Proxy:
        return self


@dataclass(frozen=True)
class StudentReport:
    """What is known of an exception that a student's code raised."""

    name: str  # of its class
    text: str
    traceback: str  # as IPython shows it, colours included
    innermost: str  # the function in which it arose


def _of(fields: dict[str, Any], key: str, most: int) -> str:
    text = fields.get(key)
    return text[:most] if isinstance(text, str) else ""


def student_error(fields: dict[str, Any]) -> Exception:
    """The exception to raise here. `student_traceback` and `student_report` tell of the original."""
    get = {key: _of(fields, key, most) for key, most in _LENGTHS.items()}
    trace = clean_text(get["traceback"], colours=True)
    name, text = clean_text(str(get["name"])), clean_text(str(get["text"]))
    trace = trace or f"{name}: {text}"  # never that of our own call, which would show where we are
    error = rebuild(clean_text(str(get["kind"])), text)
    report = StudentReport(name, text, trace, clean_text(str(get["in"])))
    error.student_report = report  # type: ignore[attr-defined]
    error.student_traceback = _COLOURS.sub("", trace)  # type: ignore[attr-defined]
    return error


def report_of(error: BaseException | None) -> StudentReport | None:
    """The report of the student's exception that `error` is, or is said to come from; None if there is none.

    Only `__cause__` counts: what merely arose while a student's exception was handled is a mistake of the check's.
    """
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        report = getattr(error, "student_report", None)
        if isinstance(report, StudentReport):
            return report
        error = error.__cause__
    return None


def warn_again(noted: list[Any]) -> None:
    """Give, here, the warnings that a student's function gave, so that a check notices them."""
    for warning in noted[:_WARNED]:
        match warning:
            case (str() as category, str() as text):
                warnings.warn(clean_text(text[:_WARNING]), _WARNINGS.get(category, UserWarning), stacklevel=4)

# Made by `make release` from solutions/backpropagation/lab/check/engine/findings.py: edit that file, not this one.
"""What a check says when it fails: a Finding, and the exceptions that carry it.

Visible checks (in `lab`) and hidden checks (in the autograder) raise the same exceptions, so a card, a feedback page
and a verdict are made from one thing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, NoReturn

from .causes import Cause, hint_for


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong with one function."""

    function: str  # "softmax"
    cause: str  # a key: "shape", "ratio_m", "transposed", … or the name of a known mistake, or "unknown"
    message: str  # one sentence: what differs, and where
    hint: str = ""  # a teacher's sentence that leads to the line without giving it away
    case: str = ""  # the input, in words: "3 columns of 4 logits"
    expected: str = ""  # shown only by visible checks: a hidden check leaves it empty
    got: str = ""
    index: tuple[int, ...] | None = None  # the first entry that differs
    where: str = ""  # the part of the answer that it stands in: "W[2]"
    inputs: str = ""  # the arguments, a line each; empty in a hidden check
    reason: str = ""  # the end of the message, where it says what may be the cause
    pattern: tuple[tuple[str, ...], ...] = ()  # of the answer: right, got, where they differ (see `pattern`)

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for results on disk."""
        return asdict(self)


class CheckFailed(AssertionError):
    """A check found the work wrong. `findings[0]` is the likeliest cause."""

    shown: ClassVar[Callable[[CheckFailed], list[str]]]  # as a card: `lab.check` sets it, which knows the cards

    def __init__(self, *findings: Finding) -> None:
        super().__init__("\n".join(f"{f.function}: {f.message}" for f in findings))
        self.findings = findings
        self.run = ""  # in a notebook: which run of which cell was tested
        self.lines = ""  # in a notebook: the student's own lines that make what is wrong

    def _render_traceback_(self) -> list[str]:
        """IPython asks for this instead of a traceback: a card in a notebook, and a few lines of text."""
        return type(self).shown(self)


def refuse(function: str, case: str, cause: str | Cause, message: str, where: str = "") -> NoReturn:
    """Raise CheckFailed for one thing that is wrong with a function, with the hint of the table of causes."""
    key = cause.key if isinstance(cause, Cause) else cause
    raise CheckFailed(Finding(function, key, message, hint_for(cause, function, where), case, where=where))


class StudentCodeRaised(CheckFailed):
    """The student's function raised; its own exception, traceback and all, is the `__cause__`."""


class NotWrittenError(StudentCodeRaised, NotImplementedError):
    """The student's function is still its stub."""


# Jupyter shows this name: an untouched notebook, run top to bottom, meets no other error than the stubs' own.
NotWrittenError.__name__ = "NotImplementedError"

"""What can be said of one test cell: a closed set of words, and the result that carries one of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

# What a graded notebook says in place of what a cell would have shown that was left out.
LEFT_OUT = "Not run when grading: this cell of ours only shows something. What it showed is in what was handed in."

NOT_HANDED_IN = "not handed in"  # the note on a notebook that isn't there


class Verdict(StrEnum):
    """One word for each way a test cell can end. `docs/verdicts.md` says what each means for a TA."""

    PASSED = "passed"
    PARTIAL = "partial"
    WRONG = "wrong"
    FOLLOW_THROUGH = "follow_through"
    ERROR = "error"
    TIMEOUT = "timeout"
    MEMORY = "memory"
    CRASHED = "crashed"
    MISSING = "missing"
    TAMPERED = "tampered"
    MANUAL = "manual"
    GRADER_FAILURE = "grader_failure"


@dataclass(frozen=True)
class CellResult:
    """The result of one graded cell; a row of scores.csv."""

    cell: str  # its grade_id: "test_relu"
    verdict: Verdict
    score: float | None  # None: nobody has marked it yet (manual, grader_failure)
    max_score: float
    seconds: float = 0.0
    findings: tuple[dict[str, Any], ...] = ()  # what went wrong, as lab.check.Finding.as_dict() gives it

    @property
    def not_written(self) -> bool:
        """Whether all that is wrong is that the stub still stands there."""
        return self.verdict is Verdict.ERROR and any(found["cause"] == "not_written" for found in self.findings[:1])


@dataclass
class NotebookResult:
    """What became of one notebook of one submission."""

    notebook: str  # "01_activations"
    cells: list[CellResult]  # a result for each graded cell of the master, in its order
    graded: Any = None  # the NotebookNode to write under autograded/, outputs and all
    notes: list[str] = field(default_factory=list)  # for the TA: "cell test_relu was deleted and put back"

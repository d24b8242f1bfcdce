"""From what a check did to a mark and a verdict. In doubt the mark is 0, and where the doubt is ours there is none."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from lab.check.engine.findings import CheckFailed, Finding, StudentCodeRaised

from autograder.judge.failures import Absent, ResultRefusedError, Stopped
from autograder.judge.memory import TOO_MUCH
from autograder.judge.proxies import report_of
from autograder.judge.run_test import CheckOutcome
from autograder.verdicts import Verdict


@dataclass(frozen=True)
class Mark:
    """The judgement on one test cell. `score` None: nobody could judge it."""

    verdict: Verdict
    score: float | None
    findings: tuple[Finding, ...] = ()
    note: str = ""  # for the person who grades

    def times(self, share: float, verdict: Verdict) -> Mark:
        """The same with `share` of the marks."""
        assert self.score is not None
        return replace(self, score=self.score * share, verdict=verdict)


def value_mark(value: Any, most: float) -> Mark:
    """The mark for the value of a test cell's last line: None and True are full marks, a number is itself.

    A number that is NaN, infinite, negative or too large, and any other value, is 0.
    """
    if value is None or value is True or value is np.True_:
        return Mark(Verdict.PASSED, most)
    number = isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)
    score = float(value) if number and 0 <= value <= most else math.nan  # NaN compares false
    if math.isnan(score):
        note = "" if value is False or value is np.False_ else f"the check gave {str(value)[:100]!r}, which is no mark"
        return Mark(Verdict.WRONG, 0.0, note=note[:500])
    if score in (0, most):
        return Mark(Verdict.PASSED if score else Verdict.WRONG, score)
    return Mark(Verdict.PARTIAL, score)


def mark(outcome: CheckOutcome, most: float, function: str) -> Mark:
    """The mark for an outcome of a test of `function`."""
    raised = outcome.raised
    if raised is None:
        return value_mark(outcome.value, most)
    if isinstance(raised, Stopped):
        return Mark(raised.verdict, 0.0, (Finding(function, raised.verdict.value, f"stopped: {raised.text}"),))
    if isinstance(raised, Absent):
        return Mark(Verdict.ERROR, 0.0, (Finding(function, "not_defined", f"NameError: {raised}"),))
    report = report_of(raised)
    if isinstance(raised, CheckFailed):
        not_written = any(finding.cause == "not_written" for finding in raised.findings[:1])
        failed = isinstance(raised, StudentCodeRaised) or not_written
        verdict = Verdict.ERROR if failed else Verdict.WRONG
        if failed and report is not None and report.name == "MemoryError":
            verdict = Verdict.MEMORY
        return Mark(verdict, 0.0, raised.findings)
    if report is not None or isinstance(raised, ResultRefusedError):
        verdict = Verdict.MEMORY if report and report.name == "MemoryError" else Verdict.ERROR
        return Mark(verdict, 0.0, (Finding(function, "raised", f"your code raised {type(raised).__name__}: {raised}"),))
    if isinstance(raised, MemoryError):  # of ours: only what the student's code returned can be so large
        return Mark(Verdict.MEMORY, 0.0, (Finding(function, "memory", f"stopped: {TOO_MUCH}"),))
    if isinstance(raised, NotImplementedError):  # a check of a value that says: not written yet
        return Mark(Verdict.ERROR, 0.0, (Finding(function, "not_written", f"not written yet: {raised}"),))
    if isinstance(raised, AssertionError):
        return Mark(Verdict.WRONG, 0.0, (Finding(function, "unknown", str(raised) or "an assertion failed"),))
    note = f"the check itself failed: {type(raised).__name__}: {raised}"
    return Mark(Verdict.GRADER_FAILURE, None, note=note[:2000])

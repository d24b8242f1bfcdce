"""What runs a submission: the judge with its sandbox, or, when told so, plain Jupyter kernels without one.

One engine lives in each worker process. It returns what it found; `complete` has the last word on every mark.
"""

from __future__ import annotations

from types import TracebackType
from typing import Protocol, Self

from autograder.grading.settings import CourseSettings
from autograder.submission import Prepared
from autograder.verdicts import NotebookResult

JUDGE, KERNEL = "judge", "kernel"


class Engine(Protocol):
    """Runs submissions, one after the other. A context manager: what it holds open ends with it."""

    def __enter__(self) -> Self:
        """Open what it needs; raises UserError if this machine can't give it."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End everything that it started."""

    def run(self, submission: Prepared, seed: int) -> list[NotebookResult]:
        """Run the notebooks that are there. Any exception means that our machinery failed."""


def make_engine(name: str, course: CourseSettings, wall: str) -> Engine:
    """The engine of that name, not yet opened; `wall`: what student code is to run behind, if it is the judge."""
    if name == KERNEL:
        from autograder.grading.kernel import KernelEngine

        return KernelEngine()
    from autograder.judge import JudgeEngine

    return JudgeEngine(course.limits, course.follow_through, course.every_cell, wall)

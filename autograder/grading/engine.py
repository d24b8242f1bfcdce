"""What runs a submission: the judge with its sandbox, or, when told so, plain Jupyter kernels without one.

One engine lives in each worker process. It returns what it found; `complete` has the last word on every mark.
"""

from __future__ import annotations

from types import TracebackType
from typing import Any, Protocol, Self

from autograder.grading.prepare import Prepared
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


class JudgeEngine:
    """The default: student code in the sandbox, the tests outside it."""

    def __init__(self) -> None:
        self._sandbox: Any = None

    def __enter__(self) -> Self:
        from autograder.sandbox import Policy, open_sandbox

        self._context = open_sandbox(Policy())
        self._sandbox = self._context.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._context.__exit__(kind, error, trace)

    def run(self, submission: Prepared, seed: int) -> list[NotebookResult]:
        """Judge the submission."""
        from autograder.judge import judge_submission
        from autograder.sandbox.limits import Limits

        results: list[NotebookResult] = judge_submission(self._sandbox, submission, seed, Limits(), 1.0)
        return results


def make_engine(name: str) -> Engine:
    """The engine of that name, not yet opened."""
    if name == KERNEL:
        from autograder.grading.kernel import KernelEngine

        return KernelEngine()
    return JudgeEngine()

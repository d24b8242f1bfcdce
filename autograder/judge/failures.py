"""What keeps the judge from an answer. Kept apart: the student's process stopped, or our own machinery failed."""

from __future__ import annotations

from autograder.verdicts import Verdict


class GraderFailureError(RuntimeError):
    """Something of ours failed. Never a mark: the submission is tried again, then reported as not graded."""


class Stopped(BaseException):
    """The student's process reached a limit, died, or broke the protocol. `verdict` says which.

    Not an Exception, so that no check that expects a student's exception takes it for one.
    """

    def __init__(self, verdict: Verdict, text: str) -> None:
        super().__init__(text)
        self.verdict = verdict
        self.text = text


class Absent(Exception):
    """A test needs a name that the student's notebook does not have."""

    def __init__(self, name: str) -> None:
        super().__init__(f"name {name!r} is not defined")
        self.name = name


class ResultRefusedError(TypeError):
    """A student's function returned something that can't be brought here: endless, cyclic, huge."""

"""Errors that a user can do something about: what happened, why, and what to do next. And the exit codes.

Anything else that is raised is a bug of ours, and keeps its traceback.
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What the exit code of a command says."""

    OK = 0
    DIFFERENT = 1  # `release --check`: notebooks/ is not current; `grade`: a submission could not be graded
    BAD_INPUT = 2  # what was given can't be used; nothing was written
    INTERRUPTED = 130  # Ctrl-C, as shells have it


class UserError(Exception):
    """`what` happened (naming the file), `why`, and the `remedy`."""

    exit_code = Exit.BAD_INPUT

    def __init__(self, what: str, why: str = "", remedy: str = "") -> None:
        super().__init__(what)
        self.what, self.why, self.remedy = what, why, remedy

    def __str__(self) -> str:
        return "\n  ".join(part for part in (self.what, self.why, self.remedy) if part)


class ScriptError(UserError, ValueError):
    """A percent script in solutions/ that no notebook can be made from."""


class StoppedError(UserError):
    """The user stopped the command."""

    exit_code = Exit.INTERRUPTED

"""What can go wrong with the sandbox itself. None of it is ever the student's doing, so none of it costs marks."""

from __future__ import annotations

from autograder.errors import UserError


class SandboxUnavailable(UserError):
    """The host can't sandbox, or not yet: the text says what is missing and how to mend it. Nothing was run."""


class SandboxBroken(RuntimeError):
    """The sandbox stopped working in the middle. Open a new one; if that breaks too, the host has a problem."""

"""Which wall a submission runs behind: found out by trying, once for a run, and never changed in the middle of it.

namespaces   bubblewrap and Linux namespaces: the stronger one, wherever the host allows it
landlock     Landlock, a filter of system calls, and the limits of one process that can't make others
"""

from __future__ import annotations

import dataclasses
import functools

from autograder.sandbox.errors import SandboxBroken, SandboxUnavailable
from autograder.sandbox.host import explain
from autograder.sandbox.limits import Limits
from autograder.sandbox.policy import WALLS, default_policy
from autograder.sandbox.sandbox import Sandbox, open_sandbox

WEAKER = "How, docs/threat_model.md says; `autograder doctor` says how to get the stronger one."
_PATIENCE = 20.0


def choose(forced: str | None = None) -> str:
    """The wall for a run: `forced`, or the first that works. Raises SandboxUnavailable where it, or none, does."""
    refusals = {}
    for wall in [forced] if forced else WALLS:
        refusal = refused(wall)
        if refusal is None:
            return wall
        refusals[wall] = refusal
    if forced:
        raise refusals[forced]
    raise SandboxUnavailable(
        "This host can't run submissions behind either wall.",
        "\n  ".join(error.what for error in refusals.values()),
        "\n  ".join(f"For {wall}: {error.remedy}" for wall, error in refusals.items()),
    )


@functools.cache  # a host does not change its mind while we run
def refused(wall: str) -> SandboxUnavailable | None:
    """Why submissions can't run behind `wall` here, found out by having a small one do so; None if they can."""
    policy = dataclasses.replace(default_policy(), preload=(), serve="autograder.sandbox.within.probe:serve")
    try:
        with open_sandbox(policy, wall) as sandbox:
            return _refused_submission(sandbox)
    except SandboxUnavailable as error:
        return error


def _refused_submission(sandbox: Sandbox) -> SandboxUnavailable | None:
    try:
        with sandbox.submission({}, Limits()) as submission, submission.start("probe") as connection:
            connection.settimeout(_PATIENCE)
            connection.send(b"hello")
            if connection.recv(100) == b'"hello"':
                return None
            why = f"a notebook's process {submission.ended('probe', patience=1) or 'said nothing'}"
    except (SandboxBroken, OSError) as error:
        why = str(error)
    return explain(why, sandbox.wall, nested=True)

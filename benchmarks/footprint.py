"""Unshared memory of a running `autograder grade`, looked at again and again from outside, and the most there was.

Who is who follows from how the processes descend from one another: the command, below it a worker for each job, below
that bubblewrap, the zygote, a submission's process 1, and the student's own processes.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from autograder.sandbox.within import proc

_PAUSE = 0.2  # seconds between two looks; one takes a few milliseconds
_NAMES = ("the command", "judge", "sandbox", "sandbox", "sandbox")  # by depth; deeper down it is the student's


@dataclass
class Footprint:
    """The most unshared memory seen so far, in bytes: by role, of the largest process or group of one job."""

    most: dict[str, int] = field(default_factory=dict)

    def look(self, root: int) -> None:
        """Look once at the command with the process id `root`."""
        everyone = proc.processes()
        jobs: dict[tuple[int, str], int] = {}
        for process in proc.tree(root, everyone):
            line = _line_to(process.pid, root, everyone)
            role = _NAMES[len(line)] if len(line) < len(_NAMES) else "student"
            job = (line[-1] if line else 0, role)
            jobs[job] = jobs.get(job, 0) + unshared(process.pid)
        for job in {number for number, _ in jobs}:
            jobs[job, "a job of ours"] = jobs.get((job, "judge"), 0) + jobs.get((job, "sandbox"), 0)
        for (_, role), size in jobs.items():
            self.most[role] = max(self.most.get(role, 0), size)


def _line_to(pid: int, root: int, everyone: dict[int, proc.Process]) -> list[int]:
    """The process and its parents below `root`, nearest first."""
    line = []
    while pid != root and pid in everyone:
        line.append(pid)
        pid = everyone[pid].parent
    return line


def unshared(pid: int) -> int:
    """The bytes that a process has for itself; 0 when it is gone, or not ours to look at.

    Pages of files (libraries, the images) don't count: the machine has them once, for however many jobs.
    """
    try:
        table = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return 1024 * sum(int(line.split()[1]) for line in table.splitlines() if line.startswith("Private_Dirty"))


def watched(pid: int, wait: Callable[[], tuple[float, int]]) -> tuple[Footprint, tuple[float, int]]:
    """What `wait` returns when the command `pid` has ended, and its footprint meanwhile."""
    found, ended = Footprint(), threading.Event()

    def look_on() -> None:
        while not ended.wait(_PAUSE):
            found.look(pid)

    looking = threading.Thread(target=look_on)
    looking.start()
    try:
        return found, wait()
    finally:
        ended.set()
        looking.join()

"""Control groups, version 2, where they are delegated to this user: the kernel itself then holds each submission.

A third hold, beside the kernel's limits for single processes and the watch: in a group nothing goes uncounted, and
nothing grows between two looks. Where groups can't be had nothing changes. The grader first moves into a group `grader`
of its own, since the kernel divides up a group only if no process is left in it.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import time
from pathlib import Path
from typing import Literal

from autograder.sandbox.limits import Limits

ROOT = Path("/")
_NEEDED, _USEFUL = frozenset({"memory", "pids"}), frozenset({"cpu"})
_OWN = "grader"
_MARGIN = 1.1  # of the limit on memory: the watch, which can say what happened, comes first
_SPARE_TASKS = 2  # process 1, and one that is ending
_ONE_CORE = "100000 100000"  # microseconds of each so many
_PATIENCE = 1.0  # seconds for the kernel to be done with the last process of a group
_numbers = itertools.count(1)


def folder(root: Path = ROOT) -> Path | None:
    """The group of version 2 that this process is in; None where there is none."""
    lines = (root / "proc" / "self" / "cgroup").read_text(encoding="utf-8", errors="replace").splitlines()
    own = next((line[3:] for line in lines if line.startswith("0::")), None)
    return None if own is None else root / "sys" / "fs" / "cgroup" / own.strip("/")


def delegated(group: Path | None) -> bool:
    """Whether this process may divide up memory and processes below `group`: it has to be the only one in there."""
    if group is None:
        return False
    try:
        controllers = set((group / "cgroup.controllers").read_text().split())
        others = set((group / "cgroup.procs").read_text().split()) - {str(os.getpid())}
    except OSError:
        return False
    writable = all(os.access(group / name, os.W_OK) for name in ("cgroup.subtree_control", "cgroup.procs"))
    return controllers >= _NEEDED and not others and writable


def divide(root: Path = ROOT) -> bool:
    """Make this process's group ready to hold a group for each submission; whether that could be done.

    To be called once in a run, before its workers start: they are in the group `grader`, too, then.
    """
    group = folder(root)
    if group is None:
        return False
    if _parent(group) is not None:
        return True
    if not delegated(group):
        return False
    try:
        own = group / _OWN
        own.mkdir(exist_ok=True)
        (own / "cgroup.procs").write_text(str(os.getpid()))
        wanted = _NEEDED | (_USEFUL & set((group / "cgroup.controllers").read_text().split()))
        (group / "cgroup.subtree_control").write_text(" ".join(f"+{name}" for name in sorted(wanted)))
    except OSError:
        return False
    return True


def _parent(group: Path) -> Path | None:
    """The group that has been divided up, if `group` is the grader's part of one."""
    try:
        divided = set((group.parent / "cgroup.subtree_control").read_text().split())
    except OSError:
        return None
    return group.parent if group.name == _OWN and divided >= _NEEDED else None


class Group:
    """The group of one submission; one without a path is none."""

    def __init__(self, path: Path | None = None) -> None:
        self.path = path

    def end(self) -> Literal["memory", ""]:
        """Remove it, its processes being gone: "memory" if the kernel has ended them for want of it, else ""."""
        if self.path is None:
            return ""
        over = _out_of_memory(self.path)
        deadline = time.monotonic() + _PATIENCE
        while not _removed(self.path) and time.monotonic() < deadline:
            time.sleep(0.01)  # one that stays behind is empty, and does no harm
        return "memory" if over else ""


def _out_of_memory(path: Path) -> bool:
    try:
        events = (path / "memory.events").read_text().split()
    except OSError:
        return False
    return dict(zip(events[::2], events[1::2], strict=False)).get("oom_kill", "0") != "0"


def _removed(path: Path) -> bool:
    with contextlib.suppress(OSError):
        path.rmdir()
    return not path.exists()


def hold(process: int, limits: Limits, root: Path = ROOT) -> Group:
    """Put `process`, a pidfd, into a new group with these limits; all that it starts from now on is in it, too."""
    own = folder(root)
    parent, pid = own and _parent(own), _pid(process, root)
    if parent is None or pid is None:
        return Group()
    path = parent / f"submission-{os.getpid()}-{next(_numbers)}"
    try:
        _fill(path, limits, pid)
    except OSError:
        _removed(path)
        return Group()
    return Group(path)


def _fill(path: Path, limits: Limits, pid: int) -> None:
    path.mkdir()
    for name, value in {
        "memory.max": int(limits.memory_bytes * _MARGIN),
        "memory.oom.group": 1,
        "pids.max": limits.processes + _SPARE_TASKS,
    }.items():
        (path / name).write_text(str(value))
    for name, text in {"memory.swap.max": "0", "cpu.max": _ONE_CORE}.items():  # not every host has these
        if (path / name).exists():
            (path / name).write_text(text)
    (path / "cgroup.procs").write_text(str(pid))


def _pid(process: int, root: Path) -> int | None:
    """The process id, as this process sees it, behind a pidfd."""
    with contextlib.suppress(OSError):
        for line in (root / "proc" / "self" / "fdinfo" / str(process)).read_text().splitlines():
            name, _, value = line.partition(":")
            if name == "Pid" and int(value) > 0:
                return int(value)
    return None

"""What a submission uses, read from outside its namespaces: processor time, memory, processes. Students can't reach it.

The zygote sees every process of its submissions in its own /proc, and they can't see the zygote. `Watch.breach` is
called some times a second; it says which limit is broken, if one is.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from typing import Any

_TICKS = os.sysconf("SC_CLK_TCK")
_SLACK = 16 << 20


@dataclass(frozen=True)
class Process:
    """What matters here of /proc/<pid>/stat. `own_ticks` are its own, `ticks` include children it waited for."""

    pid: int
    parent: int
    own_ticks: int
    ticks: int
    threads: int
    started: int


def processes() -> dict[int, Process]:
    """Every process that this one can see."""
    found = {}
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            process = _process(int(entry.name))
            if process is not None:
                found[process.pid] = process
    return found


def _process(pid: int) -> Process | None:
    text = _read(f"/proc/{pid}/stat")
    if not text:
        return None  # it ended meanwhile
    # The name, in brackets, is the student's to choose and may hold brackets and spaces: count from the last one.
    fields = text[text.rindex(")") + 2 :].split()
    user, system, children_user, children_system = (int(ticks) for ticks in fields[11:15])
    own = user + system
    return Process(pid, int(fields[1]), own, own + children_user + children_system, int(fields[17]), int(fields[19]))


def tree(root: int, everyone: dict[int, Process]) -> list[Process]:
    """`root` and its descendants. Orphans of a submission belong to its process 1, so nothing gets out of this tree."""
    children: dict[int, list[int]] = {}
    for process in everyone.values():
        children.setdefault(process.parent, []).append(process.pid)
    found, open_ends = [], [root]
    while open_ends:
        pid = open_ends.pop()
        if pid in everyone:
            found.append(everyone[pid])
            open_ends += children.get(pid, [])
    return found


def memory(pid: int, exact: bool) -> int:
    """The bytes of memory of a process that are no file's; 0 when it is gone.

    `exact` shares out what several processes have in common (the warm process's pages, above all), and takes the
    kernel a walk through all of it. Without, every process is charged for all it shares: an upper bound.
    """
    if exact:
        table = _read(f"/proc/{pid}/smaps_rollup")
        if table:  # empty: the process made itself unreadable, and is charged the upper bound
            return _kilobytes(table, ("Pss_Anon:", "Pss_Shmem:", "SwapPss:"))
    return _kilobytes(_read(f"/proc/{pid}/status"), ("RssAnon:", "RssShmem:", "VmSwap:"))


def _kilobytes(table: str, names: tuple[str, ...]) -> int:
    lines = (line.split() for line in table.splitlines() if line.startswith(names))
    return 1024 * sum(int(words[1]) for words in lines)


def _read(path: str) -> str:
    try:
        with open(path, encoding="latin-1") as file:  # noqa: PTH123
            return file.read()
    except OSError:
        return ""


@dataclass
class Watch:
    """The usage of one submission, whose process 1 is `root` here. Limits are those of autograder.sandbox.limits."""

    root: int
    limits: dict[str, Any]
    began: float = field(default_factory=time.monotonic)
    cpu_seconds: float = 0.0
    peak_bytes: int = 0
    bytes: int = 0
    _warm_bytes: int | None = None  # what is not the student's, see _memory
    _seen: dict[tuple[int, int], int] = field(default_factory=dict)
    _scarce: bool = False  # more than half of it is used
    _cell_limit: float | None = None  # of cpu_seconds, while a cell is running

    def new_cell(self, cpu_seconds: float | None) -> None:
        """From now on, `cpu_seconds` more are allowed; None: as many as the submission has left."""
        self.look()
        self._cell_limit = None if cpu_seconds is None else self.cpu_seconds + cpu_seconds

    def look(self) -> list[Process]:
        """Read the processor time used so far; the submission's processes."""
        found = tree(self.root, processes())
        for process in found:
            self._seen[process.pid, process.started] = process.own_ticks
        # Two lower bounds. The first forgets children that lived between two looks, the second those nobody waited for.
        ticks = max(sum(self._seen.values()), sum(process.ticks for process in found))
        self.cpu_seconds = max(self.cpu_seconds, ticks / _TICKS)
        return found

    def breach(self) -> str:
        """The first limit that is broken now: "processes", "memory", "cpu", "wall"; else ""."""
        found = self.look()
        if sum(process.threads for process in found) > self.limits["processes"] + 1:
            return "processes"
        if self._memory(found) > self.limits["memory_bytes"]:
            return "memory"
        cell_over = self._cell_limit is not None and self.cpu_seconds > self._cell_limit
        if cell_over or self.cpu_seconds > self.limits["submission_cpu_seconds"]:
            return "cpu"
        return "wall" if time.monotonic() - self.began > self.limits["submission_seconds"] else ""

    def _memory(self, found: list[Process]) -> int:
        if self._warm_bytes is None:
            # Process 1 and the notebook's each may come to own all that they have from the zygote, and a little more.
            self._warm_bytes = 2 * memory(self.root, exact=False) + _SLACK
        limit = self.limits["memory_bytes"] + self._warm_bytes
        self.bytes = sum(memory(process.pid, exact=False) for process in found)
        if self.bytes > limit:
            self.bytes = sum(memory(process.pid, exact=True) for process in found)
        self._scarce = self.bytes > limit / 2
        self.peak_bytes = max(self.peak_bytes, self.bytes)
        return self.bytes - self._warm_bytes

    @property
    def seconds_to_next_look(self) -> float:
        """Often when memory is getting short, since it can grow by gigabytes a second."""
        return 0.01 if self._scarce else 0.04

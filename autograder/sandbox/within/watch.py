"""What a submission uses, read from outside its namespaces: processor time, memory, processes. Students can't reach it.

The zygote sees every process of its submissions in its own /proc, and they can't see the zygote. `Watch.breach` is
called some times a second; it says which limit is broken, if one is. Whatever /proc says is bytes, in lines that end
with a newline and nothing else: names in it are the student's to choose.
"""

from __future__ import annotations

import functools
import os
import socket
import time
from dataclasses import dataclass, field
from typing import Any

_TICKS = os.sysconf("SC_CLK_TCK")
_SLACK = 16 << 20
UNREADABLE = "unreadable"  # in place of a limit: the watch itself failed at what /proc says of a submission
# What the kernel keeps, and counts as no process's memory: upper bounds, measured, with something to spare.
_MAPPING_BYTES = 208  # for each piece of the address space
_MAX_MAPPINGS = 65530  # the kernel's usual limit
_LIST_BYTES = 1 << 18  # so much of a list of mappings is read; honest ones are a third of it
_FEW = 8  # processes; fewer can't have so many mappings that it would matter


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
    fields = text[text.rindex(b")") + 2 :].split()
    user, system, children_user, children_system = (int(ticks) for ticks in fields[11:15])
    own = user + system
    return Process(pid, int(fields[1]), own, own + children_user + children_system, int(fields[17]), int(fields[19]))


def has_waited(pid: int) -> bool:
    """Whether a process has had children and waited for them: the kernel then adds their page faults to its own sum."""
    text = _read(f"/proc/{pid}/stat")
    return bool(text) and int(text[text.rindex(b")") + 2 :].split()[8]) > 0


def family(root: int) -> dict[int, Process]:
    """`root` and its children, asked for by name where the kernel can say: a look at everybody takes longer."""
    try:
        with open(f"/proc/{root}/task/{root}/children") as file:  # noqa: PTH123
            pids = [root, *map(int, file.read().split())]
    except OSError:
        return processes()
    return {pid: process for pid in pids if (process := _process(pid)) is not None}


def tasks_of(uid: int) -> int:
    """How many processes and threads a user has: what the kernel's limit on them counts."""
    found = 0
    for pid, process in processes().items():
        try:
            found += process.threads if os.stat(f"/proc/{pid}").st_uid == uid else 0  # noqa: PTH116
        except OSError:
            continue  # it ended meanwhile
    return found


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
    """The bytes of memory of a process that are no file's, page tables included; 0 when it is gone.

    `exact` shares out what several processes have in common (the warm process's pages, above all), and takes the
    kernel a walk through all of it. Without, every process is charged for all it shares: an upper bound. So is one that
    made itself unreadable, or the walk too long.
    """
    status = _read(f"/proc/{pid}/status")
    tables = _kilobytes(status, b"VmPTE:")
    if exact and _mappings(pid) < _MAX_MAPPINGS:
        rollup = _read(f"/proc/{pid}/smaps_rollup")
        if rollup:
            return tables + _kilobytes(rollup, b"Pss_Anon:", b"SwapPss:")
    return tables + _kilobytes(status, b"RssAnon:", b"VmSwap:")


def _kilobytes(table: bytes, *names: bytes) -> int:
    lines = (line.split() for line in table.split(b"\n") if line.startswith(names))
    return 1024 * sum(int(words[1]) for words in lines)


def _read(path: str, most: int = -1) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return file.read(most)
    except OSError:
        return b""


@functools.cache
def _socket_bytes() -> int:
    """What a Unix socket can hold at most: all that its buffer may, and one more message of that size."""
    with socket.socket(socket.AF_UNIX) as one:
        return 2 * one.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF)


def _sockets(pid: int) -> int:
    """How many sockets there are in the network namespace of a process, whoever holds them, in flight or not."""
    for line in _read(f"/proc/{pid}/net/sockstat").split(b"\n"):
        if line.startswith(b"sockets: used "):
            return int(line.split()[2])
    return 0


def _mappings(pid: int) -> int:
    """Of how many pieces the address space of a process is made; as many as can be, if the list is long or secret."""
    table = _read(f"/proc/{pid}/maps", _LIST_BYTES)
    return table.count(b"\n") if 0 < len(table) < _LIST_BYTES else _MAX_MAPPINGS


def _files(pid: int) -> int:
    """The bytes of the scratch file system, as a process sees it; OSError where it may not be looked at."""
    usage = os.statvfs(f"/proc/{pid}/root/home")
    return (usage.f_blocks - usage.f_bfree) * usage.f_frsize


@dataclass
class Watch:
    """The usage of one submission, whose process 1 is `root` here. Limits are those of autograder.sandbox.limits."""

    root: int
    limits: dict[str, Any]
    own_namespaces: bool = True  # else sockets and file systems are everybody's, and can't be charged to it
    began: float = field(default_factory=time.monotonic)
    cpu_seconds: float = 0.0
    peak_bytes: int = 0
    crowded: bool = False  # more were seen than process 1 and the notebook's
    bytes: int = 0
    _warm_bytes: int | None = None  # what is not the student's, see _memory
    _seen: dict[tuple[int, int], int] = field(default_factory=dict)
    _scarce: bool = False  # more than half of it is used
    _cell_limit: float | None = None  # of cpu_seconds, while a cell is running

    def new_cell(self, cpu_seconds: float) -> None:
        """From now on, `cpu_seconds` more are allowed."""
        self.look()
        self._cell_limit = self.cpu_seconds + cpu_seconds

    def charge(self, cpu_seconds: float) -> None:
        """So many fewer are allowed: somebody else has spent them on this cell."""
        if self._cell_limit is not None:
            self._cell_limit -= cpu_seconds

    def _everyone(self) -> dict[int, Process]:
        return processes()

    def look(self) -> list[Process]:
        """Read the processor time used so far; the submission's processes."""
        found = tree(self.root, self._everyone())
        self.crowded = self.crowded or len(found) > 2
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
        unowned = self._unowned(found)
        self.bytes = unowned + sum(memory(process.pid, exact=False) for process in found)
        if self.bytes > limit and unowned <= limit:  # else there is nothing that could be shared out
            self.bytes = unowned + sum(memory(process.pid, exact=True) for process in found)
        self._scarce = self.bytes > limit / 2
        self.peak_bytes = max(self.peak_bytes, self.bytes)
        return self.bytes - self._warm_bytes

    def _unowned(self, found: list[Process]) -> int:
        """What the submission takes that the kernel counts as no process's: files, buffers of sockets, mappings."""
        unowned = self._scratch(found) + _socket_bytes() * _sockets(self.root) if self.own_namespaces else 0
        if len(found) > _FEW:
            unowned += _MAPPING_BYTES * sum(_mappings(process.pid) for process in found)
        return unowned

    def _scratch(self, found: list[Process]) -> int:
        """The scratch folder's files, whatever process has them; all that there may be, if none can be asked."""
        for process in found[1:]:  # but for process 1, which nobody may look into
            try:
                return _files(process.pid)
            except OSError:
                continue  # it ended meanwhile, or has made itself unreadable
        return int(self.limits["scratch_bytes"]) if found[1:] else 0

    @property
    def seconds_to_next_look(self) -> float:
        """Often when memory is getting short, since it can grow by gigabytes a second."""
        return 0.01 if self._scarce else 0.04

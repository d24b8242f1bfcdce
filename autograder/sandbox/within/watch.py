"""What a submission uses, read from outside its namespaces: processor time, memory, processes. Students can't reach it.

The zygote sees every process of its submissions in its own /proc, and they can't see the zygote. `Watch.breach` is
called some times a second; it says which limit is broken, if one is.
"""

from __future__ import annotations

import contextlib
import functools
import os
import signal
import socket
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder.sandbox.within import proc
from autograder.sandbox.within.proc import Process

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
_SLACK = 16 << 20
_MOST_PIDS = int(Path("/proc/sys/kernel/pid_max").read_text())
UNREADABLE = "unreadable"  # in place of a limit: the watch itself failed at what /proc says of a submission
# What the kernel keeps, and counts as no process's memory: upper bounds, measured, with something to spare.
_MAPPING_BYTES = 208  # for each piece of the address space
_FEW = 8  # processes; fewer can't have so many mappings that it would matter
_POLITE = 10  # how much nicer more than a few are: nine of them then weigh as much as one
_IN_TURN = 4  # lists of mappings that are read at a look: half a millisecond each


@functools.cache
def _socket_bytes() -> int:
    """What a Unix socket can hold at most: all that its buffer may, and one more message of that size."""
    with socket.socket(socket.AF_UNIX) as one:
        return 2 * one.getsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF)


class Memory:
    """What a submission holds. A look must be short: what is taken while it lasts, or waits for a core, is not held up.

    To share out what several processes have in common the kernel walks through all of it, so the processes stand still
    meanwhile; and what was found then is good until they may have taken the rest since.
    """

    def __init__(self, root: int, limits: dict[str, Any], own_namespaces: bool) -> None:
        self.scarce = False  # more than half of it is used
        self._root, self._limits, self._own_namespaces = root, limits, own_namespaces
        # Process 1 and the notebook's each may come to own all that they have from the zygote, and a little more.
        self._most = int(limits["memory_bytes"]) + 2 * proc.memory(root, exact=False) + _SLACK
        self._files = 0  # what the scratch folder held when it was last looked at
        self._counted = 0  # what was found by sharing out
        self._then: dict[tuple[int, int], tuple[int, int]] = {}  # and what each had: bytes, page faults
        self._pieces: dict[tuple[int, int], int] = {}  # of address spaces, as they were when their turn came

    def is_beyond(self, found: list[Process]) -> bool:
        """Whether these processes, and what belongs to none of them, hold more than they may."""
        unowned, held = self._unowned(found), 0
        room = self._most - unowned
        if room >= 0:  # else there is nothing that could be shared out
            now = {process.key: (proc.memory(process.pid, exact=False), process.faults) for process in found}
            held = self._upper_bound(now)
            if held > room:
                held = self._share_out(now, room)
        self.scarce = unowned + held > self._most / 2
        return held > room

    def _upper_bound(self, now: dict[tuple[int, int], tuple[int, int]]) -> int:
        """Every process with all that it shares; or what was shared out and the most that was taken since."""
        whole = sum(held for held, _ in now.values())
        if now.keys() - self._then.keys():
            return whole
        pairs = ((now[key], self._then[key]) for key in now)
        grown = sum(max(held - before, 0) + _PAGE_BYTES * (faults - old) for (held, faults), (before, old) in pairs)
        return min(whole, self._counted + grown)

    def _share_out(self, now: dict[tuple[int, int], tuple[int, int]], most: int) -> int:
        """What these processes have, what they share counted once; no further than to beyond `most`."""
        counted = 0
        largest_first = sorted(now, key=lambda key: now[key], reverse=True)
        with _standing_still(pid for pid, _ in now if pid != self._root):
            for pid, _ in largest_first:
                counted += proc.memory(pid, exact=True)
                if counted > most:
                    return counted
        self._counted, self._then = counted, now
        return counted

    def _unowned(self, found: list[Process]) -> int:
        """What the submission takes that the kernel counts as no process's: files, buffers of sockets, mappings."""
        unowned = 0
        if self._own_namespaces:
            unowned += self._scratch(found) + _socket_bytes() * proc.sockets(self._root)
        if len(found) > _FEW:
            unowned += _MAPPING_BYTES * self._mapped(found)
        return unowned

    def _scratch(self, found: list[Process]) -> int:
        """The scratch folder's files, whatever process has them; all that there may be, if what lives hides it."""
        hidden = False
        for process in found[1:]:  # but for process 1, which nobody may look into
            if process.session == found[0].session:
                continue  # it was forked just now: our code runs in it, and it is as closed as process 1
            try:
                self._files = proc.files(process.pid)
            except PermissionError:
                hidden = True
            except OSError:
                continue  # it ended meanwhile
            else:
                return self._files
        return int(self._limits["scratch_bytes"]) if hidden else self._files

    def _mapped(self, found: list[Process]) -> int:
        """The pieces of all address spaces. One whose turn has not come counts like the worst of the others."""
        there = {process.key for process in found}
        known = {key: pieces for key, pieces in self._pieces.items() if key in there}
        for key in [*(there - known.keys()), *known][:_IN_TURN]:
            known.pop(key, None)  # to the end of the queue
            known[key] = proc.mappings(key[0])
        self._pieces = known
        return sum(known.get(key, max(known.values())) for key in there)


@contextlib.contextmanager
def _standing_still(pids: Iterable[int]) -> Iterator[None]:
    """Nothing runs in these processes meanwhile."""
    stopped = list(pids)
    try:
        for pid in stopped:
            _signal(pid, signal.SIGSTOP)
        yield
    finally:
        for pid in stopped:
            _signal(pid, signal.SIGCONT)


def _be_polite(pid: int) -> None:
    """Let the threads of a process, and what they start, come after others."""
    nice = min(os.getpriority(os.PRIO_PROCESS, 0) + _POLITE, 19)
    with contextlib.suppress(OSError):  # it ended meanwhile
        for thread in proc.threads(pid):
            os.setpriority(os.PRIO_PROCESS, thread, nice)


def _signal(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(OSError):  # it ended meanwhile
        os.kill(pid, number)


@dataclass
class Watch:
    """The usage of one submission, whose process 1 is `root` here. Limits are those of autograder.sandbox.limits."""

    root: int
    limits: dict[str, Any]
    own_namespaces: bool = True  # else sockets and file systems are everybody's, and can't be charged to it
    began: float = field(default_factory=time.monotonic)
    cpu_seconds: float = 0.0
    crowded: bool = False  # more were seen than process 1 and the notebook's
    _memory: Memory | None = None
    _seen: dict[tuple[int, int], int] = field(default_factory=dict)
    _polite: set[tuple[int, int]] = field(default_factory=set)
    _unseen: float = 0  # ticks that were taken while nobody looked
    _before: tuple[float, int, int] | None = None  # the time, the last number given out and the ticks, at the last look
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
        return proc.processes()

    def look(self) -> list[Process]:
        """Read the processor time used so far; the submission's processes."""
        found = proc.tree(self.root, self._everyone())
        self.crowded = self.crowded or len(found) > 2
        if len(found) > _FEW:
            self._have_them_give_way(found)
        for process in found:
            self._seen[process.key] = process.own_ticks
        # Two lower bounds. The first forgets children that lived between two looks, the second those nobody waited for.
        ticks = max(sum(self._seen.values()), sum(process.ticks for process in found))
        if self.own_namespaces:
            self._count_unseen(ticks)
        self.cpu_seconds = max(self.cpu_seconds, (ticks + self._unseen) / _TICKS)
        return found

    def _have_them_give_way(self, found: list[Process]) -> None:
        """However many they are, other submissions keep their share of the cores, and so does whoever watches them."""
        for process in found[1:]:
            if process.key not in self._polite:
                self._polite.add(process.key)
                _be_polite(process.pid)

    def _count_unseen(self, ticks: int) -> None:
        """A tick for each process that began since the last look: what it does before the next, or after its last.

        That is lost where nobody waits for it. No more than the cores had to give: threads are numbered, too, and
        nothing of theirs is lost.
        """
        now, last = time.monotonic(), proc.last_pid()
        if self._before is not None:
            then, before, had = self._before
            possible = (now - then) * _TICKS * len(os.sched_getaffinity(0)) - (ticks - had)
            self._unseen += max(0.0, min((last - before) % _MOST_PIDS, possible))
        self._before = now, last, ticks

    def breach(self) -> str:
        """The first limit that is broken now: "processes", "memory", "cpu", "wall"; else ""."""
        found = self.look()
        if sum(process.threads for process in found) > self.limits["processes"] + 1:
            return "processes"
        if self._holds_too_much(found):
            return "memory"
        cell_over = self._cell_limit is not None and self.cpu_seconds > self._cell_limit
        if cell_over or self.cpu_seconds > self.limits["submission_cpu_seconds"]:
            return "cpu"
        return "wall" if time.monotonic() - self.began > self.limits["submission_seconds"] else ""

    def _holds_too_much(self, found: list[Process]) -> bool:
        if self._memory is None:
            self._memory = Memory(self.root, self.limits, self.own_namespaces)
        return self._memory.is_beyond(found)

    @property
    def seconds_to_next_look(self) -> float:
        """Often when memory is getting short, since it can grow by gigabytes a second."""
        return 0.01 if self._memory and self._memory.scarce else 0.04

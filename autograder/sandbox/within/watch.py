"""What a submission uses, read from outside its namespaces: processor time, memory, processes. Students can't reach it.

The zygote sees every process of its submissions in its own /proc, and they can't see the zygote. `Watch.breach` is
called some times a second; it says which limit is broken, if one is. Whatever /proc says is bytes, in lines that end
with a newline and nothing else: names in it are the student's to choose.
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

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
_SLACK = 16 << 20
_MOST_PIDS = int(Path("/proc/sys/kernel/pid_max").read_text())
UNREADABLE = "unreadable"  # in place of a limit: the watch itself failed at what /proc says of a submission
# What the kernel keeps, and counts as no process's memory: upper bounds, measured, with something to spare.
_MAPPING_BYTES = 208  # for each piece of the address space
_MAX_MAPPINGS = 65530  # the kernel's usual limit
_LIST_BYTES = 1 << 18  # so much of a list of mappings is read; honest ones are a third of it
_FEW = 8  # processes; fewer can't have so many mappings that it would matter
_POLITE = 10  # how much nicer more than a few are: nine of them then weigh as much as one
_TRIES = 200  # to find a thread that lives; each failure takes one that ends
_IN_TURN = 4  # lists of mappings that are read at a look: half a millisecond each


@dataclass(frozen=True)
class Process:
    """What matters here of /proc/<pid>/stat. `own_ticks` are its own, `ticks` include children it waited for.

    `faults`: how often it was given a page, or a copy of one that it shared. `session`: the number of the one it is in.
    """

    pid: int
    parent: int
    own_ticks: int
    ticks: int
    threads: int
    started: int
    faults: int
    session: int = 0

    @property
    def key(self) -> tuple[int, int]:
        """What no other process has, before or after."""
        return self.pid, self.started


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
    ticks, faults = own + children_user + children_system, int(fields[7]) + int(fields[9])
    return Process(pid, int(fields[1]), own, ticks, int(fields[17]), int(fields[19]), faults, int(fields[3]))


def last_pid() -> int:
    """The number that was given out last, to a process or thread of this process's namespace or one below it."""
    return int(_read("/proc/loadavg").split()[-1])


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
    task, status = _shown(pid)
    tables = _kilobytes(status, b"VmPTE:")
    if exact and _mappings(task) < _MAX_MAPPINGS:
        rollup = _read(f"/proc/{task}/smaps_rollup")
        if rollup:
            return tables + _kilobytes(rollup, b"Pss_Anon:", b"SwapPss:")
    return tables + _kilobytes(status, b"RssAnon:", b"VmSwap:")


def _shown(pid: int) -> tuple[int, bytes]:
    """The number under which /proc shows what a process has, and its status there.

    That is its own, unless its first thread has ended: then one of a thread that goes on. RuntimeError where threads
    follow each other faster than they can be looked at.
    """
    status = _read(f"/proc/{pid}/status")
    if b"\nState:\tZ" not in status or b"\nThreads:\t1\n" in status:
        return pid, status
    for _ in range(_TRIES):
        of_threads = [(task, _read(f"/proc/{task}/status")) for task in threads(pid)]
        for task, status in of_threads:
            if b"\nRssAnon:" in status:
                return task, status
        if all(status for _, status in of_threads):
            return pid, b""  # all of them are ending
    raise RuntimeError(f"no thread of process {pid} can be looked at")


def threads(pid: int) -> list[int]:
    """The numbers of a process's threads; none when it is gone."""
    try:
        return [int(name) for name in os.listdir(f"/proc/{pid}/task")]  # noqa: PTH208
    except OSError:
        return []


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
    """The bytes of the scratch file system, as a process sees it; OSError where it is gone or may not be looked at."""
    usage = os.statvfs(f"/proc/{_shown(pid)[0]}/root/home")
    return (usage.f_blocks - usage.f_bfree) * usage.f_frsize


class Memory:
    """What a submission holds. A look must be short: what is taken while it lasts, or waits for a core, is not held up.

    To share out what several processes have in common the kernel walks through all of it, so the processes stand still
    meanwhile; and what was found then is good until they may have taken the rest since.
    """

    def __init__(self, root: int, limits: dict[str, Any], own_namespaces: bool) -> None:
        self.scarce = False  # more than half of it is used
        self._root, self._limits, self._own_namespaces = root, limits, own_namespaces
        # Process 1 and the notebook's each may come to own all that they have from the zygote, and a little more.
        self._most = int(limits["memory_bytes"]) + 2 * memory(root, exact=False) + _SLACK
        self._files = 0  # what the scratch folder held when it was last looked at
        self._counted = 0  # what was found by sharing out
        self._then: dict[tuple[int, int], tuple[int, int]] = {}  # and what each had: bytes, page faults
        self._pieces: dict[tuple[int, int], int] = {}  # of address spaces, as they were when their turn came

    def is_beyond(self, found: list[Process]) -> bool:
        """Whether these processes, and what belongs to none of them, hold more than they may."""
        unowned, held = self._unowned(found), 0
        room = self._most - unowned
        if room >= 0:  # else there is nothing that could be shared out
            now = {process.key: (memory(process.pid, exact=False), process.faults) for process in found}
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
                counted += memory(pid, exact=True)
                if counted > most:
                    return counted
        self._counted, self._then = counted, now
        return counted

    def _unowned(self, found: list[Process]) -> int:
        """What the submission takes that the kernel counts as no process's: files, buffers of sockets, mappings."""
        unowned = 0
        if self._own_namespaces:
            unowned += self._scratch(found) + _socket_bytes() * _sockets(self._root)
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
                self._files = _files(process.pid)
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
            known[key] = _mappings(key[0])
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
        for thread in threads(pid):
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
        return processes()

    def look(self) -> list[Process]:
        """Read the processor time used so far; the submission's processes."""
        found = tree(self.root, self._everyone())
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
        now, last = time.monotonic(), last_pid()
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

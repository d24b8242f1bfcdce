"""What /proc says of processes: times, threads, memory, files, sockets. Any of them may have ended by the next line.

It is bytes, in lines that end with a newline and nothing else: names in it are the student's to choose.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

MAX_MAPPINGS = 65530  # the kernel's usual limit on the pieces of an address space
_LIST_BYTES = 1 << 18  # so much of a list of mappings is read; honest ones are a third of it
_TRIES = 200  # to find a thread that lives; each failure takes one that ends


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
            process = process_of(int(entry.name))
            if process is not None:
                found[process.pid] = process
    return found


def process_of(pid: int) -> Process | None:
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
    return {pid: process for pid in pids if (process := process_of(pid)) is not None}


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
    if exact and mappings(task) < MAX_MAPPINGS:
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


def sockets(pid: int) -> int:
    """How many sockets there are in the network namespace of a process, whoever holds them, in flight or not."""
    for line in _read(f"/proc/{pid}/net/sockstat").split(b"\n"):
        if line.startswith(b"sockets: used "):
            return int(line.split()[2])
    return 0


def mappings(pid: int) -> int:
    """Of how many pieces the address space of a process is made; as many as can be, if the list is long or secret."""
    table = _read(f"/proc/{pid}/maps", _LIST_BYTES)
    return table.count(b"\n") if 0 < len(table) < _LIST_BYTES else MAX_MAPPINGS


def files(pid: int) -> int:
    """The bytes of the scratch file system, as a process sees it; OSError where it is gone or may not be looked at."""
    usage = os.statvfs(f"/proc/{_shown(pid)[0]}/root/home")
    return (usage.f_blocks - usage.f_bfree) * usage.f_frsize

"""The second wall, from inside: for hosts that forbid namespaces. A notebook is one process, and never has a child.

Landlock says what it may open; a filter, what it may ask of the kernel; the kernel's limits of one process are then
those of the whole notebook. Where root runs the grader, each submission has a user id of its own besides.

    process 1   Landlock: reads, and writes to its folder; no filter: it has to look at the notebook, and to kill it
    notebook    Landlock: what policy.py lists, and its folder; both filters; no way to make a process or run a program
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import time
from dataclasses import dataclass, field
from typing import Any

from autograder.sandbox.within import alone_filter, bpf, landlock, libc, lockdown, namespaces, proc, scratch, watch

FIRST_UID, LAST_UID = 60800, 64799  # numbers that no account has, and that a container's users reach
_SLACK_TASKS = 256  # what the user who grades may start meanwhile; the watch outside keeps the exact number
_RECENT = 10.0  # seconds for which a count of that user's tasks is near enough
_FOLDERS = (namespaces.SCRATCH, "/tmp")
_RIGHTS = {"read": landlock.READ, "list": landlock.LIST, "use": landlock.USE}


@dataclass
class Place:
    """Where a submission lives: its folder, and, where it has one, its user and what keeps that number for it."""

    folder: str
    uid: int | None = None
    claim: socket.socket | None = None


class Watch(watch.Watch):
    """Looks at process 1 and its only child: there can be no others. The process's own limit bounds its memory."""

    def _everyone(self) -> dict[int, proc.Process]:
        return proc.family(self.root)


@dataclass
class Alone:
    """See wall.Wall. `rules`: what may be opened, and how; `stage`: where the folders of submissions are made."""

    stage: str
    rules: list[tuple[str, str]]
    own_users: bool  # whether each submission gets a user id of its own
    abi: int | None = None  # of Landlock, to act as if there were no newer one
    seconds_between_looks: float | None = 0.02
    _places: dict[int, Place] = field(default_factory=dict)
    _number: int = 0
    _here: Place = field(default_factory=lambda: Place(""))
    _root: int = 0
    _tasks: int = 0
    _counted: float = -_RECENT
    _packed: int = -1  # the submission's files as they came in
    _limits: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        libc.prctl(libc.PR_SET_CHILD_SUBREAPER, 1)  # a notebook that loses its process 1 is waited for here

    # In the zygote

    def fork(self) -> int:
        """Make the submission's folder, and its process 1."""
        self._number += 1
        place = Place(f"{self.stage}/{self._number}")
        if self.own_users:
            place.uid, place.claim = _claim()
        else:
            self._count_tasks()
        os.mkdir(place.folder, 0o700)  # noqa: PTH102
        if place.uid is not None:
            os.chown(place.folder, place.uid, place.uid)
        parent, pid = os.getpid(), os.fork()
        if pid:
            self._places[pid] = place
        else:
            self._here, self._root = place, parent
        return pid

    def _count_tasks(self) -> None:
        now = time.monotonic()
        if now - self._counted > _RECENT:
            self._tasks, self._counted = proc.tasks_of(os.getuid()), now

    def watch(self, root: int, limits: dict[str, Any]) -> watch.Watch:
        """What sees the submission's two processes."""
        return Watch(root, limits, own_namespaces=False)

    def end_what_is_left(self, root: int) -> None:
        """Kill and wait for what is left, then delete the folder."""
        place = self._places.pop(root)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(root, signal.SIGKILL)  # `root` is not waited for yet, so this is nobody else's number
        with contextlib.suppress(ChildProcessError):
            while True:
                os.waitpid(-root, 0)
        scratch.delete(place.folder)
        if place.claim is not None:
            place.claim.close()

    def close(self) -> None:
        """End every submission, and delete the stage."""
        for root in list(self._places):
            self.end_what_is_left(root)
        scratch.delete(self.stage)

    # In process 1

    def enter(self, files: int, limits: dict[str, Any]) -> None:
        """Become the submission's user, fill its folder, and give up what process 1 has no need for."""
        self._limits, self._packed = limits, os.dup(files)
        os.setsid()  # a group of its own, by which the zygote can end it
        with open("/proc/self/oom_score_adj", "w") as file:  # noqa: PTH123
            file.write("1000")  # if the machine runs out of memory, the kernel takes these first
        if self._here.uid is not None:
            become(self._here.uid)
        _end_with(self._root)
        self._fill_folder()
        libc.clear_capabilities()
        libc.prctl(libc.PR_SET_NO_NEW_PRIVS, 1)
        own = (self._here.folder, landlock.KEEP_FILES | landlock.MAKE_SYM)
        landlock.restrict([("/", landlock.READ), own, ("/dev/null", landlock.USE)], self.abi)
        libc.prctl(libc.PR_SET_DUMPABLE, 0)
        self._root = os.getpid()

    def _fill_folder(self) -> None:
        folder = self._here.folder
        for name in _FOLDERS:
            os.makedirs(folder + name)  # noqa: PTH103
        os.symlink(f"{self.stage}/data", f"{folder}{namespaces.HOME}/data")  # noqa: PTH211 - as the course has it
        os.environ |= {"HOME": folder + namespaces.HOME, "TMPDIR": f"{folder}/tmp"}
        namespaces.fill(folder + namespaces.SCRATCH, self._packed)

    def kill(self, notebook: int) -> None:
        """Kill the one process that there is."""
        if notebook:
            os.kill(notebook, signal.SIGKILL)

    def start_anew(self) -> None:
        """Have the folder as it was before the first notebook."""
        os.chdir("/")
        scratch.empty(self._here.folder)
        self._fill_folder()

    def has_children(self, notebook: int) -> bool:
        """There can be none."""
        return False

    def breach(self, notebook: int) -> str:
        """Whether there are more files than there may be: no file system keeps that limit here."""
        try:
            fits = scratch.fits(self._here.folder, notebook, int(self._limits["scratch_bytes"]))
        except OSError:  # it hides something from us
            return "files"
        return "" if fits else "files"

    # In the process of a notebook

    def enter_notebook(self) -> None:
        """Give up the rest; the filters last, since they forbid to add to any of this."""
        _end_with(self._root)
        others = self._tasks + _SLACK_TASKS if self._here.uid is None else 1  # process 1
        lockdown.limit_resources(self._limits, int(self._limits["processes"]) + others)
        opened = ((path, _RIGHTS[kind]) for path, kind in self.rules)
        landlock.restrict([(self._here.folder, landlock.KEEP_FILES), *opened], self.abi)
        machine = os.uname().machine
        bpf.install(alone_filter.program(machine, os.getpid()))
        bpf.install(lockdown.seccomp_program(machine))


def _end_with(parent: int) -> None:
    """Be killed when `parent` ends."""
    libc.prctl(libc.PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)  # it had ended before


def _claim() -> tuple[int, socket.socket]:
    """A user id that no other submission has; it is free again when the socket closes, however that comes."""
    for uid in range(FIRST_UID, LAST_UID + 1):
        claim = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC)
        try:
            claim.bind(f"\0autograder-user-{uid}")
        except OSError:
            claim.close()
        else:
            return uid, claim
    raise OSError(f"every user id from {FIRST_UID} to {LAST_UID} is in use")


def become(uid: int) -> None:
    """Give up root for `uid`, without a way back."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)

"""Process 1 of a submission: starts a process for each notebook, ends it, tells the grader how it ended.

It runs our code only, has given up what the student's processes have (wall.py), and no signal of theirs reaches it.
When it ends, the kernel ends every process of the submission.
"""

from __future__ import annotations

import os
import select
import signal
import socket
import time
from collections.abc import Callable
from typing import Any

from autograder.sandbox.within import channel, libc
from autograder.sandbox.within.wall import Wall

Serve = Callable[[socket.socket], None]
_INFRASTRUCTURE_FAILED = 70  # the exit code (sysexits.h, EX_SOFTWARE) when our own code raised


def run(control: socket.socket, files: int, limits: dict[str, Any], serve: Serve, wall: Wall) -> None:
    """Go behind the wall, then do what `control` says until it closes."""
    wall.enter(files, limits)
    os.close(files)
    own = os.pidfd_open(os.getpid())
    channel.send(control, {"event": "ready"}, [own])
    os.close(own)
    Supervisor(control, serve, wall).loop()


class Supervisor:
    """At most one notebook runs at a time; whatever it leaves behind is killed before the next."""

    def __init__(self, control: socket.socket, serve: Serve, wall: Wall) -> None:
        self._control = control
        self._serve = serve
        self._wall = wall
        self._run = 0  # the grader's number for the notebook that runs
        self._pid = 0
        self._killing = False
        self._broken = ""  # the limit for which we killed it
        self._children = False  # whether it has been seen to have some
        # SIGCHLD only has to interrupt the wait; its handler does nothing.
        self._wakeup, wakeup = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(wakeup, warn_on_full_buffer=False)

    def loop(self) -> None:
        """Until the grader closes the channel."""
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        poll.register(self._wakeup, select.POLLIN)
        while True:
            ready = {descriptor for descriptor, _ in poll.poll(self._milliseconds_to_next_look())}
            if self._wakeup in ready:
                os.read(self._wakeup, 4096)
                self._reap()
            if self._control.fileno() in ready:
                try:
                    message, descriptors = channel.receive(self._control)
                except (EOFError, OSError):
                    return
                self._obey(message, descriptors)
            self._look()

    def _milliseconds_to_next_look(self) -> float | None:
        seconds = self._wall.seconds_between_looks if self._pid else None
        return None if seconds is None else 1000 * seconds

    def _look(self) -> None:
        if self._pid and not self._broken and self._wall.seconds_between_looks is not None:
            self._broken = self._wall.breach(self._pid)
            if self._broken:
                self._wall.kill(self._pid)

    def _obey(self, message: channel.Message, descriptors: list[int]) -> None:
        self._end()
        if message["do"] == "start":
            self._start(message["run"], socket.socket(fileno=descriptors[0]))
        else:
            channel.send(self._control, {"event": "quiet"})

    def _start(self, run: int, connection: socket.socket) -> None:
        self._run, self._broken, self._children = run, "", False
        self._pid = os.fork()
        if self._pid == 0:
            self._become_notebook(connection)
        connection.close()

    def _become_notebook(self, connection: socket.socket) -> None:
        status = _INFRASTRUCTURE_FAILED
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            libc.close_all_but(connection.fileno())
            # So that our own processes may read how much of its memory is shared, say. Nobody else can. It comes before
            # the process leaves process 1's session: by that, the watch knows that it can be read.
            libc.prctl(libc.PR_SET_DUMPABLE, 1)
            self._wall.enter_notebook()
            self._serve(connection)
            status = 0
        finally:
            os._exit(status)

    def _end(self) -> None:
        """Kill every process of this submission but this one, and wait until none is left."""
        self._killing = True
        self._children = self._children or self._wall.has_children(self._pid)
        while True:
            self._wall.kill(self._pid)
            if not self._reap():
                break
            time.sleep(0.0005)
        self._killing = False

    def _reap(self) -> bool:
        """Take leave of children that ended, orphans among them. True if any is left."""
        while True:
            try:
                found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            except ChildProcessError:
                return False
            if found is None:
                return True
            pid = found.si_pid
            if pid != self._pid:
                self._children = True  # an orphan
            else:  # until it is taken leave of, the kernel knows of children that it waited for
                self._children = self._children or self._wall.has_children(pid)
            _, status = os.waitpid(pid, 0)
            if pid == self._pid:
                self._pid = 0
                ended = {"event": "ended", "run": self._run, "status": status, "killed": self._killing}
                ended |= {"broken": self._broken, "children": self._children}
                channel.send(self._control, ended)
                if self._broken:
                    self._wall.start_anew()

"""The warm process: has imported what notebooks need, and forks a submission in milliseconds whenever it's asked.

First process of the bubblewrap sandbox, so when it ends, everything in there ends; and it ends when the grader does,
because its channel closes. It also watches the limits of its submissions, from outside their namespaces.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import select
import selectors
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from autograder.sandbox.within import channel, libc, namespaces, supervisor
from autograder.sandbox.within.wall import Wall
from autograder.sandbox.within.watch import UNREADABLE, Watch


@dataclass
class _Submission:
    """A submission that is running: its watch, the limit that made us kill it."""

    watch: Watch
    reason: str = ""


class Zygote:
    """Serves the grader's requests: `open`, `cell` and `usage`; reports each submission's end."""

    def __init__(self, control: socket.socket, serve: supervisor.Serve, wall: Wall) -> None:
        self._control = control
        self._wall = wall
        self._serve = serve
        self._submissions: dict[int, _Submission] = {}  # by the grader's number
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
            self._watch()

    def _milliseconds_to_next_look(self) -> float | None:
        waits = [submission.watch.seconds_to_next_look for submission in self._submissions.values()]
        return 1000 * min(waits) if waits else None

    def _watch(self) -> None:
        for submission in self._submissions.values():
            self._watch_one(submission, submission.watch.breach)

    def _watch_one(self, submission: _Submission, look: Callable[[], str | None]) -> None:
        """Whoever breaks a limit, or makes the watch itself break, is killed; nobody else notices."""
        try:
            reason = look()
        except Exception:
            reason = UNREADABLE
        if reason and not submission.reason:
            submission.reason = reason
            os.kill(submission.watch.root, signal.SIGKILL)

    def _obey(self, message: channel.Message, descriptors: list[int]) -> None:
        number = message["submission"]
        if message["do"] == "open":
            self._open(number, message["limits"], descriptors)
        elif number not in self._submissions:
            pass  # it ended meanwhile, and the grader's about to read so
        elif message["do"] == "cell":
            submission = self._submissions[number]
            self._watch_one(submission, lambda: submission.watch.new_cell(message["cpu_seconds"]))
        elif message["do"] == "charge":
            self._submissions[number].watch.charge(message["cpu_seconds"])

    def _open(self, number: int, limits: dict[str, Any], descriptors: list[int]) -> None:
        control, files = descriptors
        try:
            root = self._wall.fork()
        except OSError:
            self._answer_failure(socket.socket(fileno=os.dup(control)))
        else:
            if root == 0:
                self._become_submission(control, files, limits)
            self._submissions[number] = _Submission(self._wall.watch(root, limits))
        os.close(control)
        os.close(files)

    def _become_submission(self, control: int, files: int, limits: dict[str, Any]) -> None:
        grader = socket.socket(fileno=control)
        try:
            signal.set_wakeup_fd(-1)
            libc.close_all_but(control, files)
            supervisor.run(grader, files, limits, self._serve, self._wall)
            os._exit(0)
        except BaseException:
            self._answer_failure(grader)
        finally:
            os._exit(1)

    def _answer_failure(self, channel_to_grader: socket.socket) -> None:
        """Tell the grader of the exception that is being handled."""
        with contextlib.suppress(OSError), channel_to_grader:
            channel.send(channel_to_grader, {"event": "failed", "why": traceback.format_exc()[-8000:]})

    def _reap(self) -> None:
        while (pid := _ended()) is not None:
            found = [number for number, each in self._submissions.items() if each.watch.root == pid]
            if not found:  # what had lost its process 1
                os.waitpid(pid, 0)
            for number in found:
                self._wall.end_what_is_left(pid)
                self._report(number, self._submissions.pop(number))

    def _report(self, number: int, submission: _Submission) -> None:
        watch = submission.watch
        channel.send(
            self._control,
            {
                "event": "gone",
                "submission": number,
                "reason": submission.reason,
                "cpu_seconds": watch.cpu_seconds,
                "children": watch.crowded,
            },
        )


def _ended() -> int | None:
    """A child that has ended and is not waited for yet."""
    try:
        found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    except ChildProcessError:
        return None
    return found.si_pid if found else None


def _wall(settings: dict[str, Any]) -> Wall:
    """The wall that the grader chose."""
    if settings["name"] == "namespaces":
        return namespaces.Namespaces()
    from autograder.sandbox.within.alone import Alone

    return Alone(settings["stage"], settings["rules"], settings["own_users"], settings["abi"])


def _load(preload: list[str], serve: str) -> supervisor.Serve:
    """Import all of `preload`, and the function that `serve` names ("package.module:function").

    What one of these modules calls `warm_up` does, once, what would else be done in each notebook.
    """
    module_name, _, function = serve.partition(":")
    gc.disable()  # to look for garbage in what is only now being loaded takes a quarter of the time
    modules = [importlib.import_module(name) for name in (*preload, module_name)]
    gc.freeze()
    gc.enable()
    for module in modules:
        warm_up: Callable[[], None] | None = getattr(module, "warm_up", None)
        if warm_up is not None:
            warm_up()
    loaded: supervisor.Serve = getattr(modules[-1], function)
    return loaded


def _look_like_a_plain_python() -> None:
    """Add what starting without `site` leaves out."""
    import site

    site.setquit()
    site.setcopyright()
    site.sethelper()
    sys.argv[:] = [""]


def _wait_by_poll() -> None:
    """There is no epoll in the sandbox: nobody counts what it keeps. A Python started there finds out by itself."""
    selectors.DefaultSelector = selectors.PollSelector  # type: ignore[misc, assignment]


def main(descriptor: int) -> None:
    """Run as the zygote, on the channel at `descriptor`; returns when the grader closes it."""
    control = socket.socket(fileno=descriptor)
    # Process 1 gets a signal only if it has a handler for it: Python's own, for Ctrl-C, must go.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    wall = None
    try:
        try:
            message, _ = channel.receive(control)
            _look_like_a_plain_python()
            _wait_by_poll()
            wall = _wall(message["wall"])
            serve = _load(message["preload"], message["serve"])
        except BaseException:
            channel.send(control, {"event": "failed", "why": traceback.format_exc()[-8000:]})
            return
        _settle_down()
        channel.send(control, {"event": "ready"})
        Zygote(control, serve, wall).loop()
    finally:
        if wall is not None:
            wall.close()


def _settle_down() -> None:
    """Let go of what only starting needed."""
    null = os.open("/dev/null", os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.close(null)
    gc.collect()
    gc.freeze()  # a collection in a fork must not touch, and so copy, what all forks share

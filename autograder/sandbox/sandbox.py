"""The grader's handles: a Sandbox (one a worker) and its Submissions.

Nothing in this file runs beside a student. What it is told comes from our own processes in the sandbox.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import select
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from types import TracebackType
from typing import IO, Any, Self

from autograder.sandbox import cgroup, stage
from autograder.sandbox.bubblewrap import command_line, launched
from autograder.sandbox.endings import ExitReason, SubmissionOver
from autograder.sandbox.errors import SandboxBroken, SandboxUnavailable
from autograder.sandbox.limits import Limits
from autograder.sandbox.paths import check_files
from autograder.sandbox.policy import LANDLOCK, NAMESPACES, Policy, default_policy
from autograder.sandbox.stage import Stage
from autograder.sandbox.within import channel, namespaces

_START_SECONDS = 300.0  # importing everything, on a cold disk or a busy machine: a minute at a load of 8 on two cores
_OPEN_SECONDS = 20.0  # a fork that takes milliseconds, on a machine that is busy
_KILL_SECONDS = 10.0  # the kernel, taking apart what was killed


@contextlib.contextmanager
def open_sandbox(policy: Policy | None = None, wall: str = NAMESPACES) -> Iterator[Sandbox]:
    """A warm sandbox behind `wall`. Raises SandboxUnavailable, with what to do about it, where the host can't have it.

    Takes about a second; open one per worker process, in its main thread: it ends with the thread that opened it.
    """
    sandbox = Sandbox(policy or default_policy(), wall)
    try:
        yield sandbox
    finally:
        sandbox.close()


class Sandbox:
    """The zygote, and the way to it."""

    def __init__(self, policy: Policy, wall: str = NAMESPACES) -> None:
        policy.check()
        self.wall = wall
        self._stage: Stage | None = None
        self._numbers = itertools.count(1)
        self._gone: dict[int, channel.Message] = {}
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed in close()
        self._control, inside = channel.pair()
        try:
            if wall == LANDLOCK:
                self._stage = stage.build(policy)
            self._process = _spawn(policy, self._stage, inside, self._errors)
            inside.close()
            self._introduce(policy)
        except BaseException:
            self.close()
            raise

    @property
    def pid(self) -> int:
        """The process on this host below which the whole sandbox runs."""
        return self._process.pid

    def _introduce(self, policy: Policy) -> None:
        try:
            wall = _settings(policy, self._stage)
            channel.send(self._control, {"preload": policy.preload, "serve": policy.serve, "wall": wall})
            answer, _ = _receive(self._control, _START_SECONDS)
        except TimeoutError as error:  # what was written meanwhile is no reason, such as Matplotlib's word on its fonts
            why = f"{error}: this machine may be very busy"
        except (OSError, EOFError) as error:
            why = self._complaint() or str(error)
        else:
            if answer["event"] == "ready":
                return
            why = answer["why"]
        from autograder.sandbox.host import explain

        raise explain(why, self.wall)

    def _complaint(self) -> str:
        """What the launcher, bubblewrap or Python wrote before it gave up."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(1)
        self._errors.seek(0)
        return self._errors.read().decode(errors="replace").strip()

    @property
    def plain(self) -> Callable[[str], str] | None:
        """Gives a text from inside the names that files have there; None where they have these on the host, too."""
        return self._stage.plain if self._stage else None

    def submission(self, files: Mapping[str, bytes], limits: Limits) -> SandboxedSubmission:
        """Namespaces of its own, with a scratch folder that holds `files` (relative paths with /, no links).

        Raises ValueError for files that paths.py refuses, SandboxBroken when the zygote is gone.
        """
        return SandboxedSubmission(self, files, limits)

    def open_fork(self, files: int, limits: Mapping[str, Any]) -> tuple[int, socket.socket, int]:
        """A new submission in the zygote: its number, the channel to its process 1, that process as a pidfd."""
        number = next(self._numbers)
        control, inside = channel.pair()
        with inside:
            self._send({"do": "open", "submission": number, "limits": dict(limits)}, [inside.fileno(), files])
        try:
            answer, descriptors = _receive(control, _OPEN_SECONDS)
        except (OSError, EOFError) as error:
            control.close()
            raise SandboxBroken(f"no new submission could be started: {error}") from error
        if answer["event"] != "ready":
            control.close()
            raise SandboxBroken(f"no new submission could be started:\n{answer['why']}")
        return number, control, descriptors[0]

    def new_cell(self, number: int, cpu_seconds: float) -> None:
        """Have the zygote allow submission `number` this much more processor time."""
        self._send({"do": "cell", "submission": number, "cpu_seconds": cpu_seconds})

    def charge(self, number: int, cpu_seconds: float) -> None:
        """Have the zygote allow the cell of submission `number` this much less."""
        self._send({"do": "charge", "submission": number, "cpu_seconds": cpu_seconds})

    def gone(self, number: int, seconds: float) -> channel.Message | None:
        """What the zygote said of the end of submission `number`, which it may take up to `seconds` to say."""
        deadline = time.monotonic() + seconds
        while number not in self._gone:
            left = max(0.0, deadline - time.monotonic())
            try:
                if not select.select([self._control], [], [], left)[0]:
                    return None
                message, _ = channel.receive(self._control)
            except (OSError, EOFError, ValueError) as error:  # ValueError: we closed it
                raise SandboxBroken("the sandbox's first process has ended") from error
            self._gone[message["submission"]] = message
        return self._gone.pop(number)

    def _send(self, message: channel.Message, descriptors: tuple[int, ...] | list[int] = ()) -> None:
        try:
            channel.send(self._control, message, descriptors)
        except OSError as error:
            raise SandboxBroken("the sandbox's first process has ended") from error

    def close(self) -> None:
        """End everything in the sandbox, and wait until it has ended."""
        self._control.close()
        process = getattr(self, "_process", None)
        if process is not None:
            try:
                process.wait(2)  # the zygote ends by itself when its channel closes, and takes all with it
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self._stage:
            self._stage.close()
        self._errors.close()


class SandboxedSubmission:
    """One submission: at most one of its notebooks runs at a time. Closing it kills all that is left of it."""

    def __init__(self, sandbox: Sandbox, files: Mapping[str, bytes], limits: Limits) -> None:
        check_files(files, limits)
        self._sandbox = sandbox
        self._limits = limits
        self._began = time.monotonic()
        self._cpu_before = 0.0  # used by earlier forks
        self._ended: dict[str, ExitReason] = {}
        self._notebook = ""  # the one that was started last
        self._run = 0  # how many were
        self._over: ExitReason | None = None
        self._control: socket.socket | None = None  # None: no fork is alive
        self._files = namespaces.pack(dict(files))
        try:
            self._open()
        except BaseException:
            os.close(self._files)
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()

    def _open(self) -> None:
        limits = self._limits.as_dict()
        left = limits["submission_seconds"] - (time.monotonic() - self._began)
        if left <= 0:
            self._over = ExitReason("wall")
            raise SubmissionOver(self._over)
        limits["submission_seconds"] = max(left, 1.0)  # enough to start at all
        limits["submission_cpu_seconds"] -= self._cpu_before
        self._number, self._control, self._process = self._sandbox.open_fork(self._files, limits)
        self._group = cgroup.hold(self._process, self._limits)

    @property
    def plain(self) -> Callable[[str], str] | None:
        """See Sandbox.plain."""
        return self._sandbox.plain

    def start(self, notebook: str) -> socket.socket:
        """Run `notebook` in a new process; our end of the socket that it serves. Ends the notebook before it.

        If a limit ended the submission's processes, they start again from its files as they came in. Raises
        SubmissionOver when it was a limit of the whole submission.
        """
        self._take_messages(0)
        self._ended.setdefault(self._notebook, ExitReason("killed"))
        self._run += 1
        self._notebook = notebook
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                self._ask_to_start(theirs)
            except BaseException:
                ours.close()
                raise
        return ours

    def _ask_to_start(self, theirs: socket.socket) -> None:
        for _ in range(3):
            self._ended.pop(self._notebook, None)
            if self._over:
                raise SubmissionOver(self._over)
            if self._control is None:
                self._open()
            if self._request({"do": "start", "run": self._run}, [theirs.fileno()]):
                return
        raise SandboxBroken("a submission's first process ends as soon as it is started")

    def _request(self, message: channel.Message, descriptors: list[int]) -> bool:
        assert self._control is not None
        try:
            channel.send(self._control, message, descriptors)
        except OSError:
            self._note_its_end()
            return False
        return True

    def new_cell(self, cpu_seconds: float | None = None) -> None:
        """A cell begins: it may use `cpu_seconds` of processor time (default: limits.cell_cpu_seconds)."""
        if self._control is not None:
            self._sandbox.new_cell(self._number, self._limits.cell_cpu_seconds if cpu_seconds is None else cpu_seconds)

    def charge(self, cpu_seconds: float) -> None:
        """Functions outside have computed so long for its cell: that is of the time which the cell may take."""
        if self._control is not None:
            self._sandbox.charge(self._number, cpu_seconds)

    def kill(self, notebook: str) -> None:
        """Kill the processes of `notebook`, and wait until there is none."""
        if notebook != self._notebook:
            return
        asked = self._control is not None and self._request({"do": "quiet"}, [])
        if asked and not self._take_messages(_KILL_SECONDS / 5, until="quiet"):
            self._kill_all()  # process 1 did not say that it did
        self._ended.setdefault(notebook, ExitReason("killed"))

    def ended(self, notebook: str, patience: float = 0.0) -> ExitReason | None:
        """How the process of `notebook` ended; None while it runs. Waits up to `patience` seconds for its end."""
        if notebook == self._notebook and notebook not in self._ended:
            self._take_messages(patience, until="ended")
        return self._ended.get(notebook)

    def _take_messages(self, seconds: float, until: str = "") -> bool:
        """Read what process 1 has to say. True when the message `until` has come, or the fork has ended."""
        deadline = time.monotonic() + seconds
        while self._control is not None:
            left = max(0.0, deadline - time.monotonic())
            if not select.select([self._control], [], [], left)[0]:
                return False
            try:
                message, _ = channel.receive(self._control)
            except (OSError, EOFError):
                self._note_its_end()
                break
            if message["event"] == "ended":
                if message["run"] != self._run:
                    continue  # of a notebook before this one: `start` has dealt with it
                self._ended.setdefault(self._notebook, _reason(message))
            if message["event"] == until:
                return True
        return True

    def _kill_all(self) -> None:
        """Kill process 1, and so every process of the submission, and wait for the end of it."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._process, signal.SIGKILL)
        self._note_its_end()

    def _note_its_end(self) -> None:
        """The fork is gone, or about to go: wait for it, and keep what the zygote says of it."""
        assert self._control is not None
        self._control.close()
        self._control = None
        try:
            message = self._sandbox.gone(self._number, _KILL_SECONDS)
        finally:
            os.close(self._process)
        if message is None:
            raise SandboxBroken("a submission's processes did not end when they were killed")
        self._cpu_before += message["cpu_seconds"]
        if why := self._group.end() or message["reason"]:
            reason = ExitReason(why, children=message["children"])
            self._ended.setdefault(self._notebook, reason)
            if self._cpu_before >= self._limits.submission_cpu_seconds or reason.kind == "wall":
                self._over = reason
        self._ended.setdefault(self._notebook, ExitReason("killed"))

    def close(self) -> None:
        """Kill everything of this submission, and wait until nothing is left. Never raises."""
        if self._control is not None:
            try:
                self._kill_all()
            except SandboxBroken:
                self._sandbox.close()  # takes everything with it; whoever asks for another submission will learn of it
        if self._files >= 0:
            os.close(self._files)
            self._files = -1


def _reason(ended: channel.Message) -> ExitReason:
    """From a wait status. The kernel's own limit on processor time ends a process with SIGXCPU, or SIGKILL later."""
    if ended["broken"]:
        return ExitReason(ended["broken"], children=ended["children"])
    status = ended["status"]
    if not os.WIFSIGNALED(status):
        return ExitReason("exited", os.WEXITSTATUS(status), ended["children"])
    number = os.WTERMSIG(status)
    if ended["killed"] and number == signal.SIGKILL:
        return ExitReason("killed", children=ended["children"])
    over = number == signal.SIGXCPU
    return ExitReason("cpu" if over else "signal", None if over else number, ended["children"])


def _receive(control: socket.socket, seconds: float) -> tuple[channel.Message, list[int]]:
    if not select.select([control], [], [], seconds)[0]:
        raise TimeoutError(f"no answer within {seconds:.0f} s")
    return channel.receive(control)


def _settings(policy: Policy, built: Stage | None) -> channel.Message:
    """What the zygote needs to know of the wall."""
    if built is None:
        return {"name": NAMESPACES}
    more = {"stage": str(built.folder), "rules": built.rules, "own_users": built.own_users}
    return {"name": LANDLOCK, "abi": policy.landlock_version, **more}


def _spawn(policy: Policy, built: Stage | None, inside: socket.socket, errors: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start the zygote, on the channel `inside`: in bubblewrap, or on the stage."""
    folders = [built.inside(path) for path in policy.path] if built else list(policy.path)
    descriptor = inside.fileno()
    main = f"import sys; sys.path += {folders!r}; from autograder.sandbox.within.zygote import main; main({descriptor})"
    if built:
        return stage.start(policy, built, main, descriptor, errors.fileno())
    command = command_line(policy, (policy.python, "-I", "-S", "-B", "-c", main), staged=os.geteuid() == 0)
    try:
        return subprocess.Popen(
            launched(command, policy.uid_for_root),
            stdin=subprocess.DEVNULL,
            stdout=errors,
            stderr=errors,
            pass_fds=[descriptor, *command.descriptors],
            cwd="/",
        )
    except OSError as error:
        raise SandboxUnavailable(f"Bubblewrap could not be started: {error}") from error
    finally:
        command.close()

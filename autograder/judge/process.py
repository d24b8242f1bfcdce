"""The process of one notebook of one student: started, kept to its limits, started again after it was stopped."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from autograder.judge.failures import GraderFailureError, Stopped
from autograder.judge.line import LineInside, Plain
from autograder.judge.memory import TOO_MUCH
from autograder.judge.outputs import Output, checked
from autograder.sandbox.endings import SubmissionOver
from autograder.sandbox.limits import Limits
from autograder.verdicts import Verdict
from autograder.wire import Caps

RESTARTS = 12  # of one notebook; each costs the time of the cells that are run again
_START_SECONDS = 20.0  # a fork and a greeting: milliseconds, unless the machine is very busy
_PATIENCE = 2.0  # seconds for the sandbox to say how a process ended; then it is ended, and what is said then counts


class Reason(Protocol):
    """How a process ended, as autograder.sandbox.ExitReason has it."""

    @property
    def kind(self) -> str:
        """One of "exited", "signal", "memory", "cpu", "wall", "processes", "unreadable" and "killed"."""

    @property
    def children(self) -> bool:
        """Whether it was seen to have started other processes."""


class OpenSubmission(Protocol):
    """What the judge needs of autograder.sandbox.Submission."""

    @property
    def plain(self) -> Plain | None:
        """Puts back the names that files have inside; None where they have them already."""

    def start(self, notebook: str) -> socket.socket:
        """A fresh process for `notebook`; ends the one before."""

    def kill(self, notebook: str) -> None:
        """Kill it, and wait until it is dead."""

    def ended(self, notebook: str, patience: float = 0.0) -> Reason | None:
        """How it ended, None while it runs."""

    def new_cell(self, cpu_seconds: float | None = None) -> None:
        """A cell begins: its processor time is counted from here."""

    def charge(self, cpu_seconds: float) -> None:
        """So much of it was spent outside."""


_VERDICTS = {"memory": Verdict.MEMORY, "cpu": Verdict.TIMEOUT, "wall": Verdict.TIMEOUT}
_TEXTS = {
    "memory": "more memory was used than is allowed",
    "cpu": "more processor time was used than is allowed",
    "wall": "the time for the whole submission is used up",
    "processes": "more processes were started than are allowed",
    "unreadable": "it could no longer be told how much memory and time were used",
    "files": "more was written to files than is allowed",
}


@dataclass(frozen=True)
class _Done:
    source: str
    number: int
    seconds: float


class NotebookProcess:
    """One notebook's process. Any method may raise Stopped; then it is dead, and the next use starts a new one."""

    def __init__(self, submission: OpenSubmission, notebook: str, limits: Limits) -> None:
        self._submission = submission
        self._notebook = notebook
        self._limits = limits
        self._line: LineInside | None = None
        self._done: list[_Done] = []  # to be run again in a new process
        self._starts = 0
        self.had_children = False

    def line(self, seconds: float) -> LineInside:
        """The line to a process that has run all the cells so far; its code may now take `seconds` (processor time)."""
        if self._line is None:
            self._start()
        assert self._line is not None
        self._allow(seconds)
        return self._line

    def run(self, source: str, number: int, seconds: float) -> tuple[str, list[Output]]:
        """Run a cell: the name of the error that it raised, or "", and what it showed."""
        line = self.line(seconds)
        with self.stopping():
            error, outputs = self._run(line, source, number)
        self._done.append(_Done(source, number, seconds))
        return error, outputs

    @property
    def alone(self) -> bool:
        """Whether it is behind the wall that lets no process have children."""
        return self._submission.plain is not None

    def run_again(self, source: str, number: int) -> str:
        """Run a cell a second time, for now: not to be run again after a restart. Its error's name, or ""."""
        assert self._line is not None
        return self._run(self._line, source, number)[0]

    @contextlib.contextmanager
    def stopping(self) -> Iterator[None]:
        """When Stopped is raised in here, the process is killed; so when what came from it takes too much memory."""
        try:
            yield
        except MemoryError:
            self.stop()
            raise Stopped(Verdict.MEMORY, TOO_MUCH) from None
        except Stopped:
            self.stop()
            raise

    def stop(self) -> None:
        """Kill the process, if there is one."""
        if self._line is not None:
            self._line.close()
            self._line = None
            self._submission.kill(self._notebook)
            ended = self._submission.ended(self._notebook)
            self.had_children = self.had_children or (ended is not None and ended.children)

    def _start(self) -> None:
        """Start, and run again what has run before. A cell that stops the new process is left out from then on."""
        while self._line is None:
            self._starts += 1
            if self._starts > RESTARTS + 1:
                raise Stopped(Verdict.CRASHED, f"its process had to be started again more than {RESTARTS} times")
            self._greet()
            for cell in list(self._done):
                try:
                    self._run(self.line(cell.seconds), cell.source, cell.number)
                except Stopped:
                    self.stop()
                    self._done.remove(cell)
                    break

    def _greet(self) -> None:
        caps = Caps(message_bytes=self._limits.message_bytes)
        try:
            self._line = LineInside(
                self._submission.start(self._notebook), caps, self._why_closed, self._submission.plain
            )
            self._line.allow(_START_SECONDS, _START_SECONDS)
            self._line.request("hello", self._limits.message_bytes, self._limits.output_bytes)
        except SubmissionOver as over:
            raise Stopped(Verdict.TIMEOUT, _TEXTS.get(over.reason.kind, str(over))) from None
        except Stopped as stopped:  # no code of the student's has run in it yet
            no_answer = self._submission.ended(self._notebook) is None
            self.stop()
            if no_answer or stopped.verdict is Verdict.CRASHED:
                raise GraderFailureError(f"the process of {self._notebook} did not start: {stopped.text}") from None
            raise

    def _allow(self, seconds: float) -> None:
        assert self._line is not None
        self._line.allow(self._limits.wall(seconds), seconds)
        self._line.charge = self._submission.charge
        self._submission.new_cell(seconds)

    def _run(self, line: LineInside, source: str, number: int) -> tuple[str, list[Output]]:
        match line.request("run", source, number):
            case ("ran", str() as error, outputs):
                return error[:100], checked(outputs, number, self._limits.output_bytes)
        raise Stopped(Verdict.CRASHED, "its process sent a reply of another form than was asked for")

    def _why_closed(self) -> Stopped:
        """Its end has no reason where it has hung up and lives on, or where the machine is too busy to say so soon."""
        reason = self._submission.ended(self._notebook, _PATIENCE)
        if reason is None:
            self._submission.kill(self._notebook)
            reason = self._submission.ended(self._notebook)
        kind = reason.kind if reason else "signal"
        return Stopped(_VERDICTS.get(kind, Verdict.CRASHED), _TEXTS.get(kind, "its process ended"))

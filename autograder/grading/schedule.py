"""Many submissions at once: worker processes, each with an engine of its own, and one parent that hands out work.

A worker takes one submission at a time and answers with a line; what it found, it has written to files by then.
A worker that dies or breaks costs its submission one retry and nobody else anything. A worker ends with its parent,
however that ends.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Protocol

from autograder.errors import UserError
from autograder.sandbox.errors import SandboxUnavailable

RETRIES = 1
WATCHDOG = 7200.0  # seconds after which a worker that says nothing counts as broken; every limit ends far earlier


@dataclass(frozen=True)
class Task:
    """One submission to grade."""

    student: str
    folder: str
    attempt: int = 0

    @property
    def last(self) -> bool:
        """Whether there will be no retry."""
        return self.attempt >= RETRIES


@dataclass(frozen=True)
class TaskAnswer:
    """What became of a task."""

    task: Task
    # "graded"; "kept": it had been graded under the same conditions; "incomplete": some of it we failed to grade;
    # "broken": we failed so badly that nothing was written
    outcome: str
    detail: str = ""
    seconds: float = 0.0


class Worker(Protocol):
    """The work of one process; made and entered in that process."""

    def __enter__(self) -> Callable[[Task], TaskAnswer]:
        """Open what is needed; raises UserError where this machine can't give it."""

    def __exit__(self, *error: Any) -> None:
        """Close it."""


def _end_with_parent(parent: int) -> None:
    """Be told when the parent dies, even by SIGKILL; where it isn't Linux, the closed pipe ends the worker later."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None, use_errno=True).prctl(pr_set_pdeathsig, signal.SIGTERM)
        if os.getppid() != parent:  # it died before we could ask
            sys.exit(1)


def _stop(*_: object) -> None:
    """End in good order, once. KeyboardInterrupt is the one exception that the judge takes for nobody's mistake."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt


def work(make: Callable[[], Worker], connection: Connection, others: list[Connection], parent: int) -> None:
    """The life of a worker process."""
    for other in others:
        other.close()  # else the pipes of a dead parent stay open in its children
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group: the parent decides
    signal.signal(signal.SIGTERM, _stop)
    _end_with_parent(parent)
    try:
        with make() as grade, suppress(EOFError, BrokenPipeError):
            connection.send(("ready", None))
            while (task := connection.recv()) is not None:
                answer = _guarded(grade, task)
                connection.send(("answer", answer))
                if answer.outcome == "broken":
                    break  # what broke may stay broken: another worker takes over, with a new engine
    except UserError as error:
        connection.send(("refused", (error.what, error.why, error.remedy)))
    except KeyboardInterrupt:
        sys.exit(128 + signal.SIGTERM)


def _guarded(grade: Callable[[Task], TaskAnswer], task: Task) -> TaskAnswer:
    begun = time.perf_counter()
    try:
        return grade(task)
    except SandboxUnavailable:
        raise  # there is none for anybody
    except Exception:
        return TaskAnswer(task, "broken", traceback.format_exc(limit=20), time.perf_counter() - begun)


@dataclass
class _WorkerProcess:
    """A worker process as the parent sees it."""

    process: BaseProcess
    connection: Connection
    task: Task | None = None
    since: float = 0.0
    ready: bool = False


class Pool:
    """Runs tasks in `jobs` worker processes. A context manager: leaving it ends them all."""

    def __init__(self, make: Callable[[], Worker], jobs: int, watchdog: float = WATCHDOG) -> None:
        self._make, self._jobs, self._watchdog = make, jobs, watchdog
        self._workers: list[_WorkerProcess] = []
        self.notes: list[str] = []  # for whoever runs the command
        self._leaving: list[_WorkerProcess] = []  # they get no more work, and are ending by themselves
        # fork: a worker starts in milliseconds, with the course's notebooks read and shared
        self._context = multiprocessing.get_context("fork")

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *error: object) -> None:
        workers = self._workers + self._leaving
        for worker in workers:
            with suppress(OSError):
                worker.process.terminate()
        deadline = time.monotonic() + 10
        for worker in workers:
            worker.process.join(max(0.0, deadline - time.monotonic()))
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
            worker.connection.close()
        self._workers.clear()
        self._leaving.clear()

    def _start_worker(self) -> None:
        mine, theirs = self._context.Pipe()
        others = [worker.connection for worker in self._workers + self._leaving] + [mine]
        arguments = (self._make, theirs, others, os.getpid())
        process = self._context.Process(target=work, args=arguments, name="autograder-worker")
        process.start()
        theirs.close()
        self._workers.append(_WorkerProcess(process, mine))

    def under_way(self) -> dict[str, float]:
        """The students that are being graded, with the seconds since they began."""
        now = time.monotonic()
        return {worker.task.student: now - worker.since for worker in self._workers if worker.task}

    def run(self, tasks: Iterable[Task], tick: Callable[[], None] = lambda: None) -> Iterator[TaskAnswer]:
        """Answers in the order in which they come; each task gets exactly one. `tick` is called every second or so."""
        queue = deque(tasks)
        left = len(queue)
        for _ in range(min(self._jobs, left)):
            self._start_worker()
        while left:
            tick()
            for answer in self._next(queue):
                if answer.outcome in ("broken", "incomplete") and not answer.task.last:
                    again = Task(answer.task.student, answer.task.folder, answer.task.attempt + 1)
                    queue.append(again)
                else:
                    left -= 1
                    yield answer
            missing = min(self._jobs, len(queue) + sum(worker.task is not None for worker in self._workers))
            for _ in range(missing - len(self._workers)):
                self._start_worker()

    def _next(self, queue: deque[Task]) -> Iterator[TaskAnswer]:
        """Hand out work, wait for news, and pass on what has been answered."""
        for worker in self._workers:
            if worker.ready and worker.task is None and queue:
                worker.task, worker.since = queue.popleft(), time.monotonic()
                with suppress(BrokenPipeError):
                    worker.connection.send(worker.task)
        for connection in wait([worker.connection for worker in self._workers], timeout=1.0):
            worker = next(worker for worker in self._workers if worker.connection is connection)
            yield from self._news(worker)
        for worker in list(self._workers):
            if worker.task and time.monotonic() - worker.since > self._watchdog:
                worker.process.kill()
                yield from self._lost(worker, f"said nothing for {self._watchdog:g} s, and was ended")

    def _news(self, worker: _WorkerProcess) -> Iterator[TaskAnswer]:
        try:
            kind, message = worker.connection.recv()
        except (EOFError, OSError):
            yield from self._lost(worker, "died")
            return
        if kind == "refused":
            raise UserError(*message)
        worker.ready = True
        if kind == "answer":
            worker.task = None
            if message.outcome == "broken":
                self._workers.remove(worker)
                self._leaving.append(worker)
            yield message

    def _lost(self, worker: _WorkerProcess, how: str) -> Iterator[TaskAnswer]:
        """A worker is gone. One that never got ready would be gone again: that ends the run."""
        worker.process.join(5)
        worker.connection.close()
        self._workers.remove(worker)
        if not worker.ready:
            raise RuntimeError(f"a worker process ended before it was ready (exit code {worker.process.exitcode})")
        if worker.task:
            how = f"the worker process {how} (exit code {worker.process.exitcode})"
            yield TaskAnswer(worker.task, "broken", how, time.monotonic() - worker.since)

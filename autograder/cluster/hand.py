"""On a worker of a cluster: a process of its own that judges, exactly as a worker process of the pool does.

A cluster's own processes have threads, which must not be forked, and take signals, which the judge needs for itself. So
each thread of theirs that grades has one of these beside it. It ends when its pipe closes, or with what started it.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

from autograder.errors import UserError
from autograder.grading.fingerprints import all_checks, release_of, version_of
from autograder.grading.schedule import WATCHDOG, Task, TaskAnswer, Worker, work

READY_SECONDS = 300.0  # until it is ready, on however busy a machine
_PROBE = b"\0" * (1 << 20)


@dataclass(frozen=True)
class Order:
    """What every worker of one run is told. The job stays closed until the versions have been compared."""

    job: bytes  # a Callable[[], Worker], pickled: the seed and all settings are in it
    grader: str
    release: str
    submissions: Path | None = None  # None: it comes with the tasks
    lease: Path | None = None  # a file in the output folder, there as long as the run is; None: all comes back

    @property
    def make(self) -> Callable[[], Worker]:
        """What makes the worker."""
        made: Callable[[], Worker] = pickle.loads(self.job)
        return made

    def other_version(self, who: str) -> UserError | None:
        """Raised where the code here is not that of the run: what there is to say; None if it is the same."""
        for what, here, there in (
            ("grader", version_of(all_checks()), self.grader),
            ("release", release_of(), self.release),
        ):
            if here != there:
                why = f"It has {here}, and where the run was started there is {there}."
                return UserError(f"{who} has another {what}.", why, "Bring all machines to the same version.")
        return None

    def refusal(self) -> UserError | None:
        """Why this machine can't take part, but for its sandbox, which is tried by opening it; None if it can."""
        return self.other_version("A worker") or self._unseen() or self._unwritable()

    def _unseen(self) -> UserError | None:
        for place in (self.submissions, self.lease):
            if place and not place.exists():
                remedy = "Give --submissions and --output folders that all machines share, or --bring-back."
                return UserError("A worker does not see the class.", f"{place} is not there.", remedy)
        return None

    def _unwritable(self) -> UserError | None:
        for folder in (Path(tempfile.gettempdir()), *([self.lease.parent] if self.lease else ())):
            try:
                with tempfile.TemporaryFile(dir=folder) as file:
                    file.write(_PROBE)
                    file.flush()
                    os.fsync(file.fileno())
            except OSError as error:
                why = f"{folder}: {error.strerror}."
                return UserError("A worker can't write files.", why, "Make room there, or start a worker elsewhere.")
        return None


class Hand:
    """One such process, as whoever started it sees it."""

    def __init__(self, order: Order) -> None:
        """Start it. Raises UserError with its reason, if it can't take part."""
        self._mine, theirs = Pipe()
        command = [sys.executable, "-P", "-m", "autograder.cluster.hand", str(theirs.fileno())]
        # A process group of its own: Ctrl-C is for whoever started it.
        self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, process_group=0)
        theirs.close()
        kind, message = "refused", ("A worker's process ended before it was ready.", "", "See that worker's log.")
        with suppress(EOFError, OSError):
            self._mine.send(order)
            if self._mine.poll(READY_SECONDS):
                kind, message = self._mine.recv()
        if kind == "refused":
            self.close()
            raise UserError(*message)

    def grade(self, task: Task) -> TaskAnswer:
        """Have one submission graded. "broken" if the process died over it: it is of no more use then."""
        begun = time.monotonic()
        try:
            self._mine.send(task)
            if self._mine.poll(WATCHDOG):
                _, answer = self._mine.recv()
                if isinstance(answer, TaskAnswer):
                    return answer
            how = f"said nothing for {WATCHDOG:g} s"
        except (EOFError, OSError):
            how = "died"
        return TaskAnswer(task, "broken", f"the process that judged it {how}", time.monotonic() - begun)

    def close(self) -> None:
        """End it; whoever waits for its answer is told that it died. Done again, it does nothing."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._mine.close()


def main() -> None:
    """Be one: take the order, then tasks, from the pipe that the first argument names."""
    os.umask(0o077)  # marks are nobody else's business
    connection = Connection(int(sys.argv[1]))
    with suppress(EOFError, OSError):
        order: Order = connection.recv()
        refusal = order.refusal()
        if refusal is None:
            work(order.make, connection, [], os.getppid())
        else:
            connection.send(("refused", (refusal.what, refusal.why, refusal.remedy)))


if __name__ == "__main__":
    main()

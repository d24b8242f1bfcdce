"""What a run says of itself while it goes on: progress.json in its output folder, and how long the rest will take.

`autograder status` reads the file, from wherever the folder can be seen. It is written anew every few seconds, at the
end, and when the run is stopped; a run that was killed is known by a file that has grown old.
"""

from __future__ import annotations

import json
import platform
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from autograder.grading.schedule import Task, TaskAnswer
from autograder.ledger import journal
from autograder.ledger.files import write_atomically

FILE = "progress.json"
PAUSE = 2.0  # seconds between two writings
KEPT_SECONDS = 0.02  # what a submission takes that has been graded before
_NAMED = 20  # students whose grading failed that are named


@dataclass
class StateOfRun:
    """How far a run is."""

    total: int
    started: float  # seconds since 1970, as all times here
    updated: float = 0.0
    state: str = "running"  # "done"; "stopped": by Ctrl-C or an error
    graded: int = 0
    kept: int = 0
    failed: int = 0  # by our fault
    failures: list[str] = field(default_factory=list)  # the first of them
    left_seconds: float | None = None
    under_way: dict[str, float] = field(default_factory=dict)  # student -> since when
    host: str = field(default_factory=platform.node)

    @property
    def done(self) -> int:
        """How many have been looked at."""
        return self.graded + self.kept

    @property
    def per_minute(self) -> float:
        """Submissions graded in a minute."""
        return 60 * self.graded / max(self.updated - self.started, 1e-9)


class Forecast:
    """How long the rest of a run takes: by what the last run took for a student, else by the mean of this run.

    Who has been graded before is expected to be kept, until one is seen who is not.
    """

    def __init__(self, students: Iterable[str], known: Mapping[str, float]) -> None:
        """`known`: student -> seconds that the last run took, of those who are graded in this output."""
        self._known = known
        self._new = sum(student not in known for student in students)
        self._again = len(known)
        self._again_seconds = sum(known.values())
        self._graded_new = self._graded_again = self._kept = 0
        self._seconds_new = self._seconds_again = self._known_of_graded = 0.0

    def note(self, answer: TaskAnswer) -> None:
        """One more is done."""
        student = answer.task.student
        if student not in self._known:
            self._new -= 1
            self._graded_new += 1
            self._seconds_new += answer.seconds
            return
        self._again -= 1
        self._again_seconds -= self._known[student]
        if answer.outcome == "kept":
            self._kept += 1
        else:
            self._graded_again += 1
            self._seconds_again += answer.seconds
            self._known_of_graded += self._known[student]

    def left(self, elapsed: float) -> float | None:
        """Seconds, after so many that the run has taken; None as long as nothing is known."""
        spent = self._seconds_new + self._seconds_again + self._kept * KEPT_SECONDS
        if not spent or not elapsed:
            return None
        return self._ahead() * elapsed / spent  # as many at a time as until now

    def _ahead(self) -> float:
        """Seconds of work that are left, for one worker."""
        scale = self._seconds_again / self._known_of_graded if self._known_of_graded else 1.0
        judged = self._graded_again / max(self._graded_again + self._kept, 1)  # the share that is not kept
        again = judged * scale * self._again_seconds + (1 - judged) * self._again * KEPT_SECONDS
        graded = self._graded_new + self._graded_again
        mean = (self._seconds_new or self._seconds_again) / max(self._graded_new or graded, 1)
        return again + self._new * mean


def longest_first(students: Mapping[str, Path], known: Mapping[str, float]) -> list[Task]:
    """The work of a run, in order: who has not been graded yet, then the others, the longest of the last run first."""
    order = sorted(students, key=lambda student: (student in known, -known.get(student, 0.0)))
    return [Task(student, str(students[student])) for student in order]


def seconds_of_the_last_run(output: Path, students: Mapping[str, Path]) -> dict[str, float]:
    """Student -> seconds, of those of these students who are graded in this output."""
    return {head.student: head.seconds for head in journal.heads(output) if head.complete and head.student in students}


class Watched:
    """Keeps progress.json while a run goes on. A context manager: however the run ends, the file says so."""

    def __init__(self, output: Path, students: Mapping[str, Path], known: Mapping[str, float], quiet: bool) -> None:
        """`quiet`: write nothing."""
        self._path, self._quiet, self._written = output / FILE, quiet, 0.0
        self.progress = StateOfRun(len(students), time.time())
        self._forecast, self._begun = Forecast(students, known), time.monotonic()

    def __enter__(self) -> Watched:
        self._write()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self.progress.state = "stopped" if kind else "done"
        self.progress.under_way = {}
        with suppress(OSError):  # the disk is full, say, which is told elsewhere
            self._write()

    def note(self, answer: TaskAnswer) -> None:
        """One more submission is done."""
        self._forecast.note(answer)
        self.progress.kept += answer.outcome == "kept"
        self.progress.graded += answer.outcome != "kept"
        if answer.outcome in ("broken", "incomplete"):
            self.progress.failed += 1
            self.progress.failures = [*self.progress.failures, answer.task.student][:_NAMED]

    def tick(self, under_way: Callable[[], Mapping[str, float]]) -> None:
        """Time goes by. `under_way`: gives the students under way, with the seconds since they began."""
        if time.monotonic() - self._written > PAUSE:
            now = time.time()
            self.progress.under_way = {student: now - seconds for student, seconds in under_way().items()}
            self._write()

    def left(self) -> float | None:
        """Seconds that the rest will take; None as long as nothing is known."""
        return self._forecast.left(time.monotonic() - self._begun)

    def _write(self) -> None:
        self._written = time.monotonic()
        self.progress.updated, self.progress.left_seconds = time.time(), self.left()
        if not self._quiet:
            write_atomically(
                self._path, json.dumps(asdict(self.progress), ensure_ascii=False).encode("utf-8", "replace")
            )


def read_progress(output: Path) -> StateOfRun | None:
    """What the last run in this folder said of itself; None where there is nothing, or something else."""
    try:
        return StateOfRun(**json.loads((output / FILE).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def age(progress: StateOfRun) -> float:
    """Seconds since a run has said something."""
    return max(0.0, time.time() - progress.updated)

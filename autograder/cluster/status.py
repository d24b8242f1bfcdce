"""How far a class is: what the runs in an output folder, and in its shards, say of themselves."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from pathlib import Path

from autograder.cluster.shards import check_count, shard_folders
from autograder.errors import UserError
from autograder.grading.asked import Shard
from autograder.grading.under_way import StateOfRun, age, read_progress

SILENT = 60.0  # seconds without a word after which a run counts as gone
STUCK = 900.0  # seconds for one submission after which a person should look: every limit of an honest one ends earlier


@dataclass
class Status:
    """How far one run is, and what is wrong with it."""

    name: str  # "", or "3/16"
    progress: StateOfRun | None  # None: it has not been started

    @property
    def silent(self) -> bool:
        """Whether it has ended without a word: it was killed, or its machine is gone."""
        return bool(self.progress and self.progress.state == "running" and age(self.progress) > SILENT)

    @property
    def stuck(self) -> dict[str, float]:
        """Submissions that have been under way for long: student -> seconds."""
        if self.progress is None or self.progress.state != "running":
            return {}
        now = time.time()
        return {student: now - since for student, since in self.progress.under_way.items() if now - since > STUCK}


@dataclass
class ClassStatus:
    """How far they all are together."""

    runs: list[Status]
    missing: list[Shard] = field(default_factory=list)  # shards that have not been started

    def total(self, what: str) -> float:
        """The sum over all runs of one of a run's numbers."""
        return sum(float(getattr(run.progress, what)) for run in self.runs if run.progress)

    @property
    def running(self) -> list[StateOfRun]:
        """Those that go on."""
        return [
            run.progress for run in self.runs if run.progress and run.progress.state == "running" and not run.silent
        ]

    @property
    def per_minute(self) -> float:
        """Submissions graded in a minute, by all that go on."""
        return sum(progress.per_minute for progress in self.running)

    @property
    def left_seconds(self) -> float | None:
        """Until the last of those that go on is done; None where nobody knows."""
        known = [progress.left_seconds for progress in self.running]
        return max((seconds for seconds in known if seconds is not None), default=None)


def status(output: Path) -> ClassStatus:
    """How far the class in an output folder is. Raises UserError where nothing has been run."""
    of, folders = check_count(output), shard_folders(output)
    own = read_progress(output)
    if not folders:
        if own is None:
            remedy = "Give --output the folder that  autograder grade  writes to."
            raise UserError(f"Nothing has been graded in {output}.", remedy=remedy)
        return ClassStatus([Status("", own)])
    missing = [shard for number in range(1, of + 1) if (shard := Shard(number, of)) not in folders]
    return ClassStatus([Status(str(shard), read_progress(place)) for shard, place in folders.items()], missing)

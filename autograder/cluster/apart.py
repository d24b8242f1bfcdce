"""Workers that share no folder with the class: what of one student goes out to them, and what comes back.

`grade --bring-back`. A parcel holds what was handed in, and what the output folder knows of that student. The worker
grades in a folder of its own, and what it has written there comes back and is taken over as that of a shard is.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder.cluster.merge import link_attempts, take_student
from autograder.grading import write
from autograder.grading.asked import Settings
from autograder.grading.collect import Collected, collect
from autograder.grading.schedule import Task, TaskAnswer
from autograder.grading.worker import GradeOne
from autograder.ledger import journal, staged
from autograder.ledger.attempts import kept_at, list_path, read_attempts
from autograder.ledger.files import for_its_owner_only

Files = Mapping[str, bytes]  # by their paths in an output folder


@dataclass(frozen=True)
class Parcel(Task):
    """A task, with all that it needs."""

    collected: Collected = field(default_factory=lambda: Collected(""))
    known: Files = field(default_factory=dict)


@dataclass(frozen=True)
class Result(TaskAnswer):
    """An answer, with all that was written."""

    files: Files = field(default_factory=dict)


def pack(output: Path, task: Task) -> Parcel:
    """What a worker needs to grade one student."""
    student = task.student
    paths = [journal.journal_path(place, student) for place in (output, staged.staging(output))]
    hashes = {hash_ for attempt in read_attempts(output, student) for hash_ in attempt.files.values()}
    paths += [list_path(output, student), *(kept_at(output, hash_) for hash_ in sorted(hashes))]
    known = {path.relative_to(output).as_posix(): path.read_bytes() for path in paths if path.is_file()}
    return Parcel(student, task.folder, task.attempt, collect(student, Path(task.folder)), known)


def _unpack(files: Files, place: Path) -> None:
    for name, data in files.items():
        path = place / name
        if not path.resolve().is_relative_to(place.resolve()):
            raise ValueError(f"{name} leads out of the folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


class GradeApart:
    """The work of one worker process: parcels, each in an empty folder."""

    def __init__(self, make: Callable[[Settings], GradeOne], settings: Settings) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="autograder-")
        self._output = Path(self._folder.name) / "output"
        self._one = make(replace(settings, output=self._output))

    def __enter__(self) -> Callable[[Task], TaskAnswer]:
        self._one.__enter__()
        return self.grade

    def __exit__(self, *error: Any) -> None:
        self._folder.cleanup()
        self._one.__exit__(*error)

    def grade(self, task: Task) -> Result:
        """Grade what is in a parcel."""
        assert isinstance(task, Parcel)
        self._folder.cleanup()
        for place in (self._output, staged.staging(self._output)):
            for name in ("journal", "autograded"):
                (place / name).mkdir(parents=True)
        _unpack(task.known, self._output)
        answer = self._one.grade(task, task.collected)
        found = {path.relative_to(self._output).as_posix(): path for path in self._output.rglob("*") if path.is_file()}
        files = {name: data for name, path in found.items() if (data := path.read_bytes()) != task.known.get(name)}
        plain = Task(task.student, task.folder, task.attempt)
        return Result(plain, answer.outcome, answer.detail, answer.seconds, files)


@for_its_owner_only()
def take(output: Path, answer: TaskAnswer) -> None:
    """Take over what a worker has written of one student."""
    if not isinstance(answer, Result):  # it broke: there is nothing
        return
    student = answer.task.student
    with tempfile.TemporaryDirectory(prefix=write.PARTIAL, dir=output / "autograded") as folder:
        place = Path(folder)
        _unpack(answer.files, place)
        for notebook in place.rglob("*.ipynb"):
            notebook.chmod(write.READ_ONLY)
        link_attempts(output, place, student)
        for source, to in ((place, output), (staged.staging(place), staged.staging(output))):
            path = journal.journal_path(source, student)
            if path.is_file() and answer.outcome == "kept":  # but for its time
                _keep(output, student, path)
            elif path.is_file():
                take_student(source, to, student, path.read_bytes())
        if answer.outcome == "kept":
            staged.drop(output, student)


def _keep(output: Path, student: str, path: Path) -> None:
    """Note what has become another without touching a mark."""
    entry = journal.read_file(path)
    if entry is not None:
        write.write_time(output, student, entry.timestamp)
        journal.write_entry(output, entry)

"""`autograder grade`, from a folder of submissions to marks."""

from __future__ import annotations

import fcntl
import os
import secrets
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol, Self

from autograder import DISTRIBUTION
from autograder.course.notebooks import released_notebooks
from autograder.errors import Exit, UserError
from autograder.grading import write
from autograder.grading.account import (
    RECORD,
    Account,
    Registered,
    check_roster,
    file_rows,
    names_collected,
    write_record,
)
from autograder.grading.asked import Settings
from autograder.grading.collect import Students, find_students
from autograder.grading.engines import JUDGE
from autograder.grading.fingerprints import all_checks, release_of, version_of
from autograder.grading.regrade import Changes, changes_of
from autograder.grading.schedule import Pool, Task, TaskAnswer
from autograder.grading.settings import course_settings
from autograder.grading.under_way import Watched, longest_first, seconds_of_the_last_run
from autograder.grading.worker import GradeOne, record_failure
from autograder.ledger import journal, staged
from autograder.ledger.files import for_its_owner_only
from autograder.ledger.journal import Entry, entry_of
from autograder.ledger.ledger import settle
from autograder.ledger.marks import GradedStudent
from autograder.ledger.people import Called, write_people
from autograder.sandbox import cgroup
from autograder.sandbox.policy import LANDLOCK, NAMESPACES
from autograder.sandbox.wall import WEAKER, choose
from autograder.words import counted, no_such_student


class AnyPool(Protocol):
    """Who does the work. A context manager: leaving it ends them all."""

    notes: list[str]

    def __enter__(self) -> Self:
        """Open what is needed."""

    def __exit__(self, *error: object) -> None:
        """End it."""

    def under_way(self) -> dict[str, float]:
        """The students that are being graded, with the seconds since they began."""

    def run(self, tasks: Iterable[Task], tick: Callable[[], None] = ...) -> Iterator[TaskAnswer]:
        """Answers in the order in which they come; each task gets exactly one."""


# From settings, what makes a worker of the run; the settings; and run.json's facts.
MakePool = Callable[[Callable[[Settings], GradeOne], Settings, Mapping[str, Any]], AnyPool]


@dataclass
class RunReport:
    """What a run did, for whoever shows it."""

    students: Collection[GradedStudent]  # everybody of that output; of a shard, nobody
    graded: int
    kept: int
    notes: list[str]
    failures: dict[str, str]  # student -> what broke on our side
    seconds: float
    seed: int
    wall: str = ""  # "": no sandbox
    account: Account = field(default_factory=Account)  # of every file and every student
    changes: Changes = field(default_factory=Changes)  # of marks that were there before
    absent: list[str] = field(default_factory=list)  # workers that took no part, and why

    @property
    def exit_code(self) -> Exit:
        """0 when all took part, every submission was graded, whatever the marks, and everything is accounted for."""
        return Exit.DIFFERENT if self.failures or self.absent or not self.account.balanced else Exit.OK

    @property
    def entries(self) -> list[Entry]:
        """What the judge said of each: for a class that fits into memory."""
        return [student.entry for student in self.students]


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """The output folder, made and held by this run alone. Raises UserError if that can't be."""
    try:
        (output / "journal").mkdir(parents=True, exist_ok=True)
        (output / "autograded").mkdir(exist_ok=True)
        lock = (output / ".lock").open("w")
        os.utime(output / "autograded")
    except OSError as error:
        remedy = "Give --output a folder that you may write to."
        raise UserError(f"{output} can't be written to.", error.strerror or "", remedy) from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            remedy = "Wait until it is done, or give another --output."
            raise UserError(f"Another grading is under way in {output}.", remedy=remedy) from error
        write.clear_partial(output)
        yield


def _chosen(students: dict[str, Path], settings: Settings) -> dict[str, Path]:
    if settings.shard is not None:
        return {student: folder for student, folder in students.items() if settings.shard.holds(student)}
    if settings.student is None:
        return students
    if settings.student not in students:
        raise no_such_student(settings.student, students, settings.submissions)
    return {settings.student: students[settings.student]}


def _check_known(settings: Settings, chosen: dict[str, Path]) -> None:
    """Raise UserError for a folder of strangers, which would be mixed into another class."""
    if settings.add or not chosen:
        return
    known = []
    for head in journal.heads(settings.output):
        if head.student in chosen:
            return
        known.append(head.student)
    if known:
        what = (
            f"Nobody of the {counted(len(chosen), 'student')} in {settings.submissions} is known in {settings.output}."
        )
        why = f"Others have been graded there: {', '.join(sorted(known)[:3])} …"
        raise UserError(what, why, "If they are of one class, give --add; else give another --output.")


def _check_folders(settings: Settings) -> None:
    if settings.output.exists() and not settings.output.is_dir():
        raise UserError(f"{settings.output} is not a folder.", remedy="Give --output a folder, or a new name.")
    inner, outer = settings.output.resolve(), settings.submissions.resolve()
    if inner == outer or outer in inner.parents:
        remedy = "Give --output a folder outside it."
        raise UserError(f"--output {settings.output} lies within --submissions.", remedy=remedy)


def last_run(output: Path) -> dict[str, Any]:
    """What run.json says of the last run; should it be lost, the seed is that of what has been graded."""
    found = write.read_run(output)
    if "seed" not in found:
        seeds = (head.seed for head in journal.heads(output))
        seed = next((seed for seed in seeds if seed is not None), None)
        found |= {} if seed is None else {"seed": seed}
    return found


def run_facts(settings: Settings, checks: Mapping[str, str], last: dict[str, Any]) -> dict[str, Any]:
    """What run.json says at the start of a run: the seed is the last run's, unless one is given."""
    seed = settings.seed if settings.seed is not None else last.get("seed")
    if not isinstance(seed, int) or isinstance(seed, bool) or seed < 0:
        seed = secrets.randbelow(2**32)
    packages = (DISTRIBUTION, "nbgrader", "nbclient", "numpy", "ipython")
    return {
        "engine": settings.engine,
        "finished": None,
        "grader": version_of(checks),
        "release": release_of(),
        "sandboxed": settings.engine == JUDGE,
        "seed": seed,
        "settings": str(replace(course_settings(), every_cell=settings.every_cell)),
        "started": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": {name: version(name) for name in packages},
        "wall": settings.wall,
    }


def with_wall(settings: Settings) -> Settings:
    """The same, with the wall that works here, or none for an engine without. Raises SandboxUnavailable for none."""
    if settings.engine != JUDGE:
        return replace(settings, wall=None)
    cgroup.divide()
    return replace(settings, wall=choose(settings.wall))


def _about_the_wall(settings: Settings, last: dict[str, Any]) -> list[str]:
    """What is to be said of the wall: that it is the weaker one; that the last run in the folder had another."""
    notes = [f"The wall {settings.wall} is weaker than {NAMESPACES}. {WEAKER}"] if settings.wall == LANDLOCK else []
    before = last.get("wall")
    if before not in (None, settings.wall) and any((settings.output / "journal").glob("*.json")):
        notes.append(f"The last run here used the wall {before}; all is graded again, behind {settings.wall}.")
    return notes


@for_its_owner_only()
def grade(
    settings: Settings,
    watch: Callable[[TaskAnswer], None],
    announce: Callable[[Watched], None],
    make_pool: MakePool | None = None,
) -> RunReport:
    """Grade a folder of submissions, or one part of it, where `settings` name a shard.

    `make_pool`: who does the work; None: processes on this machine.
    `announce` is told what knows how far it is, then `watch` each answer as it comes.
    Raises UserError, before anything has been written, for what can't be graded at all.
    """
    begun = time.perf_counter()
    _check_folders(settings)
    found = find_students(settings.submissions)
    chosen = _chosen(found.folders, settings)
    _check_known(settings, chosen)
    released_notebooks()
    course, checks = replace(course_settings(), every_cell=settings.every_cell), all_checks()
    settings = with_wall(settings)
    with locked(settings.output):
        staged.roll_forward(settings.output)
        staged.prepare_staging(settings.output)
        last = last_run(settings.output)
        facts = run_facts(settings, checks, last)
        made = RunReport([], 0, 0, _about_the_wall(settings, last) + found.notes, {}, 0.0, facts["seed"])
        made.wall = settings.wall or ""
        if not settings.dry_run:
            write.write_run(settings.output, facts | {"chosen": len(chosen)})
        known = seconds_of_the_last_run(settings.output, chosen)
        with Watched(settings.output, chosen, known, quiet=settings.dry_run) as watched:
            announce(watched)
            worker = partial(GradeOne, course=course, seed=facts["seed"], checks=checks)
            asked = replace(settings, roster=None)
            if make_pool:
                pool = make_pool(worker, asked, facts)
            else:
                pool = Pool(partial(worker, asked, at_once=False), settings.jobs)
            _run(settings, pool, longest_first(chosen, known), watched, watch, made)
        done = chosen.keys() - made.failures.keys()
        made.changes = changes_of(settings.output, done)
        if not settings.dry_run:
            staged.take_over(settings.output, done)
        staged.clear_staging(settings.output)
        if not settings.dry_run:
            _conclude(settings, found, made)
            write.write_run(settings.output, facts | {"chosen": len(chosen)} | ended(made))
    made.seconds = time.perf_counter() - begun
    return made


def _run(
    settings: Settings,
    pool: AnyPool,
    tasks: list[Task],
    watched: Watched,
    watch: Callable[[TaskAnswer], None],
    made: RunReport,
) -> None:
    """Have every chosen submission graded, and count them in `made`."""
    with pool:
        for answer in pool.run(tasks, partial(watched.tick, pool.under_way)):
            if answer.outcome == "broken":
                record_failure(settings.output, answer)
            if answer.outcome in ("broken", "incomplete"):
                made.failures[answer.task.student] = answer.detail
            watched.note(answer)
            watch(answer)
        made.graded, made.kept = watched.progress.graded, watched.progress.kept
        made.absent = pool.notes
        made.notes += made.absent


def _people(settings: Settings, found: Students) -> dict[str, Called]:
    """What the roster calls the students; without one, what that of `autograder collect` called them."""
    if settings.roster is None:
        return names_collected(settings.submissions)
    known = {*found.folders, *(head.student for head in journal.heads(settings.output))}
    return {student: settings.roster.named(student) for student in known}


def _conclude(settings: Settings, found: Students, made: RunReport) -> None:
    """Bring everybody's marks up to date, and account for every file; of a part, do the latter alone."""
    output, roster, part = settings.output, settings.roster, settings.shard
    if part is None:
        ledger = settle(output, make=True, people=_people(settings, found))
        made.students, made.notes = ledger.students, made.notes + ledger.notes
        roster = roster or Registered(ledger.registered)
    else:
        write_people(output, _people(settings, found))
    graded = set()
    for head in journal.heads(output):
        graded.add(head.student)
        if not head.complete:
            made.failures[head.student] = head.failure
    write_record(output / RECORD, file_rows(settings.submissions, found, partial(entry_of, output), part), made.account)
    if roster and (part is None or part.number == 1):
        check_roster(made.account, roster, found.folders, graded)


def ended(made: RunReport) -> dict[str, Any]:
    """What run.json says of a run that has come to its end."""
    return {
        "failures": made.failures,
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "notes": made.notes,
        "students": len(made.students) or made.graded + made.kept,
        "to_look_at": made.account.to_look_at,
    }

"""`autograder grade`, from a folder of submissions to marks."""

from __future__ import annotations

import fcntl
import os
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from difflib import get_close_matches
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeGuard

from autograder import DISTRIBUTION
from autograder.course.notebooks import released_notebooks
from autograder.errors import Exit, UserError
from autograder.grading import write
from autograder.grading.account import RECORD, Account, Expected, Registered, account_for, names_collected
from autograder.grading.attempts import HandedSoFar, State, best_of, record, states, timed
from autograder.grading.collect import Students, collect, find_students
from autograder.grading.complete import complete, failed_notebook
from autograder.grading.engines import JUDGE, Engine, make_engine
from autograder.grading.fingerprints import all_checks, beneath, fingerprint, version_of
from autograder.grading.prepare import prepare
from autograder.grading.regrade import Changes, Conditions, Ready, changes_of, merged, still_hold, together, why
from autograder.grading.schedule import Pool, Task, TaskAnswer
from autograder.grading.settings import CourseSettings, course_settings
from autograder.ledger import journal, staged
from autograder.ledger.files import for_its_owner_only, write_atomically
from autograder.ledger.journal import Entry
from autograder.ledger.ledger import settle
from autograder.ledger.marks import GradedStudent
from autograder.ledger.people import Named
from autograder.sandbox import cgroup
from autograder.sandbox.policy import LANDLOCK, NAMESPACES
from autograder.sandbox.wall import WEAKER, choose
from autograder.submission import Prepared
from autograder.verdicts import NotebookResult, Verdict


@dataclass(frozen=True)
class Settings:
    """What one run was asked to do."""

    submissions: Path
    output: Path
    jobs: int = 1
    seed: int | None = None
    student: str | None = None
    force: bool = False
    engine: str = JUDGE
    every_cell: bool = False
    wall: str | None = None  # what student code runs behind; None: the first that works here
    roster: Expected | None = None  # who should be there; None: nobody said
    add: bool = False  # students whom the output folder does not know, though it knows others
    dry_run: bool = False  # replace nothing, and say what would change
    never_lower: bool = False  # no mark becomes less than it was


@dataclass
class RunReport:
    """What a run did, for whoever shows it."""

    students: list[GradedStudent]  # everybody of that output
    graded: int
    kept: int
    notes: list[str]
    failures: dict[str, str]  # student -> what broke on our side
    seconds: float
    seed: int
    wall: str = ""  # "": no sandbox
    account: Account = field(default_factory=Account)  # of every file and every student
    changes: Changes = field(default_factory=Changes)  # of marks that were there before

    @property
    def exit_code(self) -> Exit:
        """0 when every submission was graded, whatever the marks, and nothing and nobody is unaccounted for."""
        graded = not self.failures and all(entry.complete for entry in self.entries)
        return Exit.OK if graded and self.account.balanced else Exit.DIFFERENT

    @property
    def entries(self) -> list[Entry]:
        """What the judge said of each."""
        return [student.entry for student in self.students]


class GradeOne:
    """The work of one worker process: a submission from its folder to its files under the output folder."""

    def __init__(self, settings: Settings, course: CourseSettings, seed: int, checks: Mapping[str, str]) -> None:
        self._output, self._settings, self._seed = settings.output, settings, seed
        self._grader, self._best = version_of(checks), course.attempts == "best"
        self._wall = settings.wall or ""
        self._engine: Engine = make_engine(settings.engine, course, self._wall)
        self._room = course.limits.scratch_bytes // 2
        self._conditions = Conditions(seed, f"{settings.engine} {self._wall} {course}", checks)

    def __enter__(self) -> Callable[[Task], TaskAnswer]:
        self._engine.__enter__()
        return self.grade

    def __exit__(self, *error: Any) -> None:
        self._engine.__exit__(*error)

    def look(self, student: str, folder: Path) -> HandedSoFar:
        """Read what lies in a student's folder, keep it as an attempt, and lay it over what was handed in before."""
        collected = collect(student, folder)
        with for_its_owner_only():
            attempts = record(self._output, collected, keep=not self._settings.dry_run)
        made = states(self._output, attempts, collected)
        return HandedSoFar(
            made, fingerprint([state.collected for state in self._counting(made)], str(self._conditions))
        )

    def _counting(self, made: list[State]) -> list[State]:
        return made if self._best else made[-1:]

    def judge(self, handed: HandedSoFar) -> Entry:
        """What is to be said of a submission; nothing is written. Raises when our machinery failed."""
        return self._judge(handed, self._prepare(handed), None)

    def _prepare(self, handed: HandedSoFar) -> list[Ready]:
        """Every state that counts, ready to run, and what its marks depend on."""
        made = []
        for state in self._counting(handed.states):
            prepared = prepare(state.collected, self._room)
            made.append(Ready(state, prepared, self._conditions.basis(state.collected, prepared)))
        return made

    def _judge(self, handed: HandedSoFar, ready: list[Ready], known: Entry | None) -> Entry:
        """The same; of what is `known`, notebooks stand that nothing has happened to."""
        entry = timed(best_of([self._judge_state(one, handed.fingerprint) for one in ready]), handed.states)
        basis = together(ready)
        held = {} if self._settings.force else still_hold(known, basis)
        results = merged(known, held, entry.notebooks, self._settings.never_lower)
        return replace(entry, notebooks=results, basis=basis, why=why(known, basis))

    def _judge_state(self, ready: Ready, fingerprint: str) -> Entry:
        prepared = ready.prepared
        results = complete(prepared, self._engine.run(prepared, self._seed))
        of_attempt = {result.notebook: ready.state.attempt for result in results}
        work = {name: beneath(one) for name, one in prepared.notebooks.items()}
        entry = make_entry(prepared, results, fingerprint)
        return replace(
            entry, wall=self._wall, of_attempt=of_attempt, seed=self._seed, grader=self._grader, beneath=work
        )

    def grade(self, task: Task) -> TaskAnswer:
        """Grade one submission, unless it has been graded under the same conditions."""
        begun = time.perf_counter()
        handed = self.look(task.student, Path(task.folder))
        known = journal.read_entry(self._output, task.student)
        if self._is_current(known, handed.fingerprint):
            return self._keep(task, known, known, handed)
        if self._is_current(journal.read_entry(staged.staging(self._output), task.student), handed.fingerprint):
            return TaskAnswer(task, "graded")  # by a run that was stopped before its results counted
        ready = self._prepare(handed)
        basis = together(ready)
        if known and len(still_hold(known, basis)) == len(basis) and not self._settings.force:
            now = replace(known, fingerprint=handed.fingerprint, files=ready[-1].prepared.fates)
            return self._keep(task, known, now, handed)
        entry = self._judge(handed, ready, known)
        if entry.complete or (task.last and not (known and known.complete)):
            self._write(entry, known, handed.secret)
        outcome = "graded" if entry.complete else "incomplete"
        return TaskAnswer(task, outcome, entry.failure, time.perf_counter() - begun)

    def _is_current(self, known: Entry | None, fingerprint: str) -> TypeGuard[Entry]:
        return bool(known and known.fingerprint == fingerprint and known.complete and not self._settings.force)

    def _keep(self, task: Task, known: Entry, now: Entry, handed: HandedSoFar) -> TaskAnswer:
        """Of what need not be judged again, note what has become another without touching a mark: times, say."""
        staged.drop(self._output, task.student)
        entry = timed(now, handed.states)
        if entry != known and not self._settings.dry_run:
            write.write_time(self._output, entry.student, entry.timestamp)
            journal.write_entry(self._output, entry)
        return TaskAnswer(task, "kept")

    def _write(self, entry: Entry, known: Entry | None, secret: str) -> None:
        """Where marks stand already, the new ones wait until all are there; else they count at once."""
        place = staged.staging(self._output) if known or self._settings.dry_run else self._output
        staged.drop(self._output, entry.student)
        write.write_autograded(place, entry.student, entry.notebooks, entry.timestamp, secret)
        journal.write_entry(place, entry)


def make_entry(prepared: Prepared, results: list[NotebookResult], fingerprint: str) -> Entry:
    """What is kept of a submission."""
    unanswered = {name: sorted(notebook.unanswered) for name, notebook in prepared.notebooks.items()}
    failed = [
        f"{result.notebook}: {'; '.join(result.notes)}"
        for result in results
        if any(row.verdict == Verdict.GRADER_FAILURE for row in result.cells)
    ]
    made = Entry(prepared.student, fingerprint, results, unanswered, prepared.notes, failure="; ".join(failed))
    return replace(made, files=prepared.fates)


def _record_failure(output: Path, answer: TaskAnswer) -> None:
    """A submission that broke our machinery twice: no marks, none lost, and the next run tries again.

    Marks that it has had before stay.
    """
    known = journal.read_entry(output, answer.task.student)
    if known and known.complete:
        return
    results = [failed_notebook(name, "the grader failed") for name in released_notebooks()]
    entry = Entry(answer.task.student, "", results, {}, [], "", answer.detail.strip() or "unknown")
    write.write_autograded(output, answer.task.student, [], "")
    journal.write_entry(output, entry)


@contextmanager
def _locked(output: Path) -> Iterator[None]:
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
    if settings.student is None:
        return students
    if settings.student not in students:
        near = get_close_matches(settings.student, students, 3, 0.4)
        why = f"Did you mean {' or '.join(near)}?" if near else f"There are {len(students)} students in it."
        remedy = "Give --student the name of a folder in it."
        raise UserError(f"There is no student {settings.student} in {settings.submissions}.", why, remedy)
    return {settings.student: students[settings.student]}


def _check_known(settings: Settings, chosen: dict[str, Path]) -> None:
    """Raise UserError for a folder of strangers, which would be mixed into another class."""
    known = {entry.student for entry in journal.read_entries(settings.output)}
    if known and not settings.add and not known & set(chosen):
        count = f"{len(chosen)} student{'s' * (len(chosen) != 1)}"
        what = f"Nobody of the {count} in {settings.submissions} is known in {settings.output}."
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
        seeds = (entry.seed for entry in journal.read_entries(output))
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
        "sandboxed": settings.engine == JUDGE,
        "seed": seed,
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
def grade(settings: Settings, watch: Callable[[TaskAnswer], None], announce: Callable[[int], None]) -> RunReport:
    """Grade a folder of submissions.

    `announce` is told how many there are, then `watch` each answer as it comes.
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
    with _locked(settings.output):
        staged.roll_forward(settings.output)
        staged.prepare_staging(settings.output)
        last = last_run(settings.output)
        notes = _about_the_wall(settings, last) + found.notes
        facts = run_facts(settings, checks, last)
        if not settings.dry_run:
            write.write_run(settings.output, facts)
        announce(len(chosen))
        worker = partial(GradeOne, settings, course, facts["seed"], checks)
        answers = _run(settings, worker, chosen, watch)
        broken = {one.task.student: one.detail for one in answers if one.outcome in ("broken", "incomplete")}
        changes = changes_of(settings.output, chosen.keys() - broken.keys())
        if settings.dry_run:
            staged.clear_staging(settings.output)
            return _what_would_be(settings, answers, changes, broken, facts["seed"], time.perf_counter() - begun)
        staged.take_over(settings.output, chosen.keys() - broken.keys())
        staged.clear_staging(settings.output)
        ledger = settle(settings.output, make=True, people=_people(settings, found))
        notes += ledger.notes
        entries = [one.entry for one in ledger.students]
        account = _account(settings, found, entries, settings.roster or Registered(ledger.registered))
        failures = broken | {e.student: e.failure for e in entries if not e.complete}
        facts["finished"] = datetime.now(UTC).isoformat(timespec="seconds")
        write.write_run(settings.output, facts | {"students": len(entries), "failures": failures, "notes": notes})
    kept = sum(answer.outcome == "kept" for answer in answers)
    seconds = time.perf_counter() - begun
    graded, wall = len(answers) - kept, settings.wall or ""
    return RunReport(ledger.students, graded, kept, notes, failures, seconds, facts["seed"], wall, account, changes)


def _what_would_be(
    settings: Settings, answers: list[TaskAnswer], changes: Changes, broken: dict[str, str], seed: int, seconds: float
) -> RunReport:
    """The report of a dry run: what is there, and how it would change."""
    kept = sum(answer.outcome == "kept" for answer in answers)
    made = RunReport([], len(answers) - kept, kept, [], broken, seconds, seed, settings.wall or "")
    return replace(made, changes=changes)


def _run(
    settings: Settings,
    worker: Callable[[], GradeOne],
    chosen: dict[str, Path],
    watch: Callable[[TaskAnswer], None],
) -> list[TaskAnswer]:
    """Have every chosen submission graded."""
    tasks, answers = [Task(student, str(folder)) for student, folder in chosen.items()], []
    with Pool(worker, settings.jobs) as pool:
        for answer in pool.run(tasks):
            if answer.outcome == "broken":
                _record_failure(settings.output, answer)
            answers.append(answer)
            watch(answer)
    return answers


def _people(settings: Settings, found: Students) -> dict[str, Named]:
    """What the roster calls the students; without one, what that of `autograder collect` called them."""
    if settings.roster is None:
        return names_collected(settings.submissions)
    known = {*found.folders, *(entry.student for entry in journal.read_entries(settings.output))}
    return {student: settings.roster.named(student) for student in known}


def _account(settings: Settings, found: Students, entries: list[Entry], roster: Expected) -> Account:
    """What became of every file and every student; written as collect.csv, too."""
    made = account_for(settings.submissions, found, {entry.student: entry for entry in entries}, roster)
    write_atomically(settings.output / RECORD, made.as_csv())
    return made

"""The work of one worker process: one submission after the other, from its folder to its files in the output folder."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeGuard

from autograder.course.notebooks import released_notebooks
from autograder.grading import write
from autograder.grading.asked import Settings
from autograder.grading.attempts import HandedSoFar, State, best_of, record, states, timed
from autograder.grading.collect import Collected, collect
from autograder.grading.complete import complete, failed_notebook
from autograder.grading.engines import Engine, make_engine
from autograder.grading.fingerprints import beneath, fingerprint, version_of
from autograder.grading.keep import keep
from autograder.grading.prepare import prepare
from autograder.grading.regrade import Conditions, Ready, merged, still_hold, together, why
from autograder.grading.schedule import Task, TaskAnswer
from autograder.grading.settings import CourseSettings
from autograder.ledger import journal, staged
from autograder.ledger.files import for_its_owner_only
from autograder.ledger.journal import Entry
from autograder.submission import Prepared
from autograder.verdicts import NotebookResult, Verdict


class RunOverError(Exception):
    """The run that asked for this has ended."""


class GradeOne:
    """The work of one worker process: a submission from its folder to its files under the output folder.

    `at_once`: what judges is opened before the first submission, so that it is known whether it can be; else for the
    first one that is not kept as it was, which spares a run with nothing to judge a second.
    """

    def __init__(
        self,
        settings: Settings,
        course: CourseSettings,
        seed: int,
        checks: Mapping[str, str],
        at_once: bool = True,
    ) -> None:
        self._output, self._settings, self._seed = settings.output, settings, seed
        self._grader, self._best = version_of(checks), course.attempts == "best"
        self._wall = settings.wall or ""
        self._engine: Engine = make_engine(settings.engine, course, self._wall)
        self._at_once, self._open = at_once, ExitStack()
        self._room = course.limits.scratch_bytes // 2
        self._conditions = Conditions(seed, f"{settings.engine} {self._wall} {course}", checks)

    def __enter__(self) -> Callable[[Task], TaskAnswer]:
        if self._at_once:
            _ = self._opened
        return self.grade

    def __exit__(self, *error: Any) -> None:
        self._open.__exit__(*error)

    @cached_property
    def _opened(self) -> Engine:
        """What judges. Raises UserError where this machine can't give it."""
        self._open.enter_context(self._engine)
        gc.freeze()  # what is there by now stays: looking through it after each submission took half of its time
        return self._engine

    def look(self, student: str, folder: Path) -> HandedSoFar:
        """Read what lies in a student's folder, keep it as an attempt, and lay it over what was handed in before."""
        return self.lay_over(collect(student, folder))

    def lay_over(self, collected: Collected) -> HandedSoFar:
        """Keep as an attempt what has been read, and lay it over what was handed in before."""
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
        results = complete(prepared, self._opened.run(prepared, self._seed))
        of_attempt = {result.notebook: ready.state.attempt for result in results}
        work = {name: beneath(one) for name, one in prepared.notebooks.items()}
        entry = make_entry(prepared, results, fingerprint)
        return replace(
            entry, wall=self._wall, of_attempt=of_attempt, seed=self._seed, grader=self._grader, beneath=work
        )

    def grade(self, task: Task, collected: Collected | None = None) -> TaskAnswer:
        """Grade one submission, unless it has been graded under the same conditions.

        `collected`: what lies in its folder, where that can't be read from here.
        """
        begun = time.perf_counter()
        handed = self.lay_over(collected or collect(task.student, Path(task.folder)))
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
        """Where marks stand already, the new ones wait until all are there; else they count at once.

        Raises RunOverError for a run that has ended meanwhile: another one may be writing there by now.
        """
        if self._settings.lease and not self._settings.lease.exists():
            raise RunOverError(f"{self._settings.lease} is gone")
        place = staged.staging(self._output) if known or self._settings.dry_run else self._output
        staged.drop(self._output, entry.student)
        keep(entry.notebooks, self._settings.keep)
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


def record_failure(output: Path, answer: TaskAnswer) -> None:
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

"""`nbgrader autograde` and the formgrader's *Autograde* button, with the judge in place of a Jupyter kernel.

nbgrader goes notebook by notebook, in two steps. In its first, "sanitizing", a submission is judged as a whole, once,
and its marks are entered as `autograder grade` enters them, penalties and all. Its second step has nothing left to do:
no mark is read from the outputs of a notebook.

nbgrader never opens what a student handed in: not the notebooks, which may be damaged, not links, not other files.
nbgrader_config.py plugs it in. AUTOGRADER_SEED sets the seed; else it is that of the last run in this output folder,
as with `autograder grade`, else it is drawn; run.json keeps it.
"""

from __future__ import annotations

import copy
import os
import weakref
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import compute_checksum
from traitlets import Unicode
from traitlets.config import Config

from autograder.course.config import nbgrader_config
from autograder.course.layout import ASSIGNMENT, NOTEBOOKS
from autograder.course.notebooks import Cell, released_notebook
from autograder.errors import UserError
from autograder.grading import write
from autograder.grading.asked import Settings
from autograder.grading.collect import collect, shown
from autograder.grading.fingerprints import all_checks
from autograder.grading.left_about import SECRET_FILE, TIME_FILE
from autograder.grading.matching import match
from autograder.grading.prepare import dump
from autograder.grading.run import last_run, run_facts, with_wall
from autograder.grading.schedule import RETRIES
from autograder.grading.settings import course_settings
from autograder.grading.worker import GradeOne
from autograder.ledger import journal
from autograder.ledger.attempts import read_attempts
from autograder.ledger.journal import Entry
from autograder.ledger.ledger import settle
from autograder.verdicts import NOT_HANDED_IN, NotebookResult, Verdict


class GraderFailedError(Exception):
    """We could not judge a submission: nbgrader reports it, stores no marks, and goes on with the next."""


def _given_seed() -> int | None:
    text = os.environ.get("AUTOGRADER_SEED", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit()):
        raise UserError(f"AUTOGRADER_SEED is {text!r}.", remedy="Give a whole number, 0 or more, or leave it out.")
    return int(text)


class Judging:
    """Judges submissions for one nbgrader command: the sandbox opens with the first, and is kept for the next."""

    def __init__(self, graded: Path, url: str = "", config: Config | None = None) -> None:
        self._graded, self._open = graded, ExitStack()
        self._settle = partial(settle, graded, url, config=config)
        self._grader: GradeOne | None = None
        self._fingerprint = ""
        self.entry: Entry | None = None
        self.secret = ""  # of the submission that was judged last, for nbgrader's exchange
        weakref.finalize(self, self._open.close)  # nbgrader says nothing when it is done

    def _finish(self) -> None:
        """The tables, when the command is done; where that can't be, the next command writes them, or says why not."""
        with suppress(UserError):
            self._settle()

    def _ready(self) -> GradeOne:
        if self._grader is None:
            (self._graded / "journal").mkdir(parents=True, exist_ok=True)
            settings, checks = with_wall(Settings(Path(), self._graded, seed=_given_seed())), all_checks()
            last = last_run(self._graded)
            facts = run_facts(settings, checks, last)
            if (facts["seed"], facts["wall"]) != (last.get("seed"), last.get("wall")):
                write.write_run(self._graded, facts)
            worker = GradeOne(settings, course_settings(), facts["seed"], checks)
            self._open.callback(self._finish)
            self._open.enter_context(worker)
            self._grader = worker
        return self._grader

    def submission(self, student: str, folder: Path) -> Entry:
        """The judgement on the submission in `folder`, graded notebooks and all.

        Made once for as long as its files stay the same. Raises GraderFailedError when it broke our machinery twice.
        """
        worker = self._ready()
        handed = worker.look(student, folder)
        self.secret, fingerprint = handed.secret, handed.fingerprint
        if self.entry is None or (self.entry.student, self._fingerprint) != (student, fingerprint):
            self.entry = None
            for attempt in range(RETRIES + 1):
                try:
                    entry = worker.judge(handed)
                except Exception as error:
                    if attempt == RETRIES:
                        raise GraderFailedError(f"{student}: the grader failed: {error}") from error
                    continue
                if entry.complete or attempt == RETRIES:
                    break
            if not entry.complete:
                raise GraderFailedError(f"{student}: {entry.failure or 'some of it could not be judged'}")
            self.entry, self._fingerprint = entry, fingerprint
            journal.write_entry(self._graded, entry)
            self._settle(student=student)
        return self.entry


def _standing_in(cell: Cell, why: str) -> NotebookNode:
    """A released cell of a notebook that can't be read, its check failed."""
    made: dict[str, Any] = {"cell_type": cell.cell_type, "id": cell.id, "source": cell.released}
    made["metadata"] = copy.deepcopy(cell.metadata)
    if cell.cell_type == "code":
        error = {"output_type": "error", "ename": "Missing", "evalue": why, "traceback": [f"Missing: {why}"]}
        made |= {"execution_count": None, "outputs": [error] if cell.role == "test" else []}
    return nbformat.from_dict(made)


def graded_notebook(result: NotebookResult) -> NotebookNode:
    """The notebook that nbgrader stores: as judged, or, where it can't be read, as released with its checks failed."""
    form, notebook = released_notebook(result.notebook), result.graded
    if notebook is None:
        cells = [_standing_in(cell, result.notes[0] if result.notes else NOT_HANDED_IN) for cell in form.cells]
        metadata = copy.deepcopy(form.metadata)
        notebook = nbformat.from_dict({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})
    write.cut_outputs(notebook)
    write.show_how_to_mark(notebook, form)
    rows = {row.cell: row for row in result.cells}
    for cell in notebook.cells:
        known = form.recognise_node(cell)
        row = rows.get(known.name) if known and known.role == "manual" else None
        if row and row.verdict == Verdict.MISSING:  # to nbgrader, too, no answer: else a person is asked to mark it
            cell.metadata["nbgrader"]["checksum"] = compute_checksum(cell)
    return nbformat.reads(dump(notebook).decode(), as_version=4)


class CarefulCourse(CourseDirectory):  # type: ignore[misc]
    """nbgrader's course folder, for submissions that nobody has looked at.

    nbgrader copies whatever lies in a submission into autograded/, links followed, and a time stamp that is none costs
    the student everything. `autograder grade` keeps only the notebooks and the time stamp; so does this.
    """

    @classmethod
    def like(cls, other: CourseDirectory) -> CarefulCourse:
        """The same folders and choices."""
        made = cls(parent=other.parent)
        for name, value in other.trait_values(config=True).items():
            setattr(made, name, value)
        made.ignore = ["*"]
        return made

    def get_existing_timestamp(self, dest_path: str) -> Any:
        """The time of handing in; None where there is no usable one."""
        path = Path(dest_path) / TIME_FILE
        if path.is_symlink() or not path.is_file():
            return None
        # AttributeError: for text that is no time nbgrader 0.9.6 calls a method that it doesn't have
        with suppress(AttributeError, ValueError, OverflowError, OSError):
            return super().get_existing_timestamp(dest_path)
        return None


class JudgingExporter(NotebookExporter):  # type: ignore[misc]
    """nbgrader's way from what was handed in to what is graded."""

    graded = Unicode(help="The folder of gradebook.db, journal/ and run.json").tag(config=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        graded, url = Path(self.graded), self.parent.coursedir.db_url
        self.judging = Judging(graded, url, self.config)
        self.ours = self.parent.coursedir.assignment_id == ASSIGNMENT
        if not self.ours:
            self._leave_to_nbgrader()
            return
        try:
            graded.mkdir(parents=True, exist_ok=True)
            settle(graded, url, make=True, config=self.config)  # who is skipped has another deadline now, perhaps
        except UserError as error:
            self.log.error("%s\n  %s\n  %s", error.what, error.why, error.remedy)
            raise NbGraderException(error.what) from error
        self.parent.coursedir = CarefulCourse.like(self.parent.coursedir)

    def _leave_to_nbgrader(self) -> None:
        """Another assignment in the same folder: what nbgrader does without our configuration."""
        theirs = type(self.parent).class_traits(config=True)
        for steps in ("sanitize_preprocessors", "autograde_preprocessors"):
            setattr(self.parent, steps, theirs[steps].default())
        self.log.warning(
            "%s is not the assignment that this autograder judges, which is %s. nbgrader grades it in its own way: "
            "in a Jupyter kernel, without a sandbox, with all your rights.",
            self.parent.coursedir.assignment_id,
            ASSIGNMENT,
        )

    def from_filename(self, filename: str, resources: Any = None, **kwargs: Any) -> tuple[str, Any]:
        """Of a notebook as handed in: what was judged. Of one that is graded already: itself."""
        if not self.ours:
            made, resources = super().from_filename(filename, resources=resources, **kwargs)
            return made, resources
        about, course = resources["nbgrader"], self.parent.coursedir
        graded = Path(course.format_path(course.autograded_directory, about["student"], about["assignment"]))
        if Path(filename).parent == graded:
            made, resources = super().from_filename(filename, resources=resources, **kwargs)
            return made, resources
        entry = self.judging.submission(about["student"], Path(filename).parent.parent)
        result = next(result for result in entry.notebooks if result.notebook == about["notebook"])
        _write_beside(graded, TIME_FILE, entry.timestamp and entry.timestamp + "\n")
        _write_beside(graded, SECRET_FILE, self.judging.secret)
        made, resources = self.from_notebook_node(graded_notebook(result), resources=resources, **kwargs)
        return made, resources


def _write_beside(graded: Path, name: str, text: str) -> None:
    """A file beside the graded notebooks: when they were handed in, or the secret by which their feedback is found."""
    graded.mkdir(parents=True, exist_ok=True)
    path = graded / name
    path.unlink(missing_ok=True)
    if text:
        path.write_text(text, encoding="utf-8")


def find_renamed(assignment: str, student: str, notebooks: list[str]) -> None:
    """Nbgrader's hook before a submission: list the course's notebooks, also one that was saved under another name.

    nbgrader lists files, and takes each of which its gradebook knows the name; which of them is which notebook, and
    whether in doubt, is decided as in `autograder grade`.
    """
    folder = Path(notebooks[0]).parent if notebooks else Path()
    if folder.name != ASSIGNMENT:
        return
    notebooks += [path for path in _handed_in_before(folder) if path not in notebooks]
    collected, listed = collect("", folder.parent), {Path(path).name for path in notebooks}
    for name, found in match(collected.files, collected.refused, collected.counts).items():
        own = f"{name}.ipynb"
        if found.path in listed and own not in listed and shown(found.path) == found.path:
            notebooks.append(str(folder / own))
    notebooks[:] = [path for path in notebooks if Path(path).stem in NOTEBOOKS]


def _handed_in_before(folder: Path) -> list[str]:
    """Where the notebooks would lie that are in an earlier attempt; what isn't handed in again stays."""
    graded = nbgrader_config().get("JudgingExporter", {}).get("graded", "")
    attempts = read_attempts(Path(graded), folder.parent.name) if graded else []
    return [str(folder / f"{name}.ipynb") for name in sorted({name for attempt in attempts for name in attempt.work})]

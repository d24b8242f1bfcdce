"""For an appeal: one check of one submission run again, and everything seen that a student is never shown.

The same code judges as in a grading run, in the same sandbox; what the check compares is looked at as it goes by.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from lab.check.engine.closeness import Comparison, Leaf
from lab.check.engine.examine import Examination, inputs_of, looked_on, text_of

from autograder.course.layout import ASSIGNMENT, NOTEBOOKS
from autograder.course.notebooks import course_notebooks
from autograder.errors import UserError
from autograder.grading.asked import Settings
from autograder.grading.collect import collect
from autograder.grading.complete import complete
from autograder.grading.prepare import prepare
from autograder.grading.run import with_wall
from autograder.grading.settings import course_settings
from autograder.judge import JudgeEngine
from autograder.submission import Prepared, PreparedNotebook
from autograder.verdicts import CellResult


@dataclass(frozen=True)
class Worst:
    """The entry that lies farthest from ours, measured by how far it may."""

    where: str  # "W[2] at [0, 1]"
    ours: float
    theirs: float
    allowed: float  # how far apart the two may be

    @property
    def apart(self) -> float:
        """How far apart they are."""
        return abs(self.ours - self.theirs)


@dataclass(frozen=True)
class SeenCase:
    """One input, and what came of it."""

    words: str
    inputs: str
    ours: str
    theirs: str
    right: bool
    worst: Worst | None = None


@dataclass
class Explanation:
    """What one check did with one seed."""

    seed: int
    row: CellResult
    cases: list[SeenCase] = field(default_factory=list)


def _farthest(leaf: Leaf, comparison: Comparison) -> tuple[float, Worst] | None:
    """How many times the tolerance the worst entry of one array is away, and which it is."""
    if leaf.expected is None or leaf.got is None or leaf.expected.shape != leaf.got.shape or not leaf.expected.size:
        return None
    ours, theirs = np.asarray(leaf.expected, np.float64), np.asarray(leaf.got, np.float64)
    size = float(np.max(np.abs(ours), where=np.isfinite(ours), initial=0.0))
    close = comparison.close
    allowed = close.relative * np.abs(ours) + close.floor * size + close.absolute
    with np.errstate(invalid="ignore", over="ignore", divide="ignore"):
        away = np.nan_to_num(np.abs(ours - theirs) / allowed, nan=np.inf)
    away = np.where((ours == theirs) | (np.isnan(ours) & np.isnan(theirs)), 0.0, away)
    index = np.unravel_index(int(np.argmax(away)), away.shape)
    at = f" at {[int(i) for i in index]}" if away.ndim else ""
    what = f"{leaf.label or 'the result'}{at}"
    return float(away[index]), Worst(what, float(ours[index]), float(theirs[index]), float(allowed[index]))


def _worst(comparison: Comparison) -> Worst | None:
    found = [one for leaf in comparison.leaves if (one := _farthest(leaf, comparison))]
    return max(found, key=lambda one: one[0])[1] if found else None


def _told(examination: Examination) -> Iterator[SeenCase]:
    """What a student's function was held to; where it raised, the inputs alone."""
    comparisons: Sequence[Comparison | None] = examination.comparisons or [None] * len(examination.cases)
    for case, comparison in zip(examination.cases, comparisons, strict=True):
        inputs, ours = inputs_of(case, examination.labels), text_of(case.expected)
        if comparison is None:
            yield SeenCase(case.words, inputs, ours, "–", False)
        else:
            yield SeenCase(case.words, inputs, ours, text_of(comparison.got), comparison.right, _worst(comparison))


class _Onlooker:
    """Stands beside the judge: what each run of one test examines is kept."""

    def __init__(self, cell: str) -> None:
        self._cell = cell
        self.runs: list[list[Examination]] = []

    @contextmanager
    def __call__(self, test: str) -> Iterator[None]:
        if test != self._cell:
            yield
            return
        self.runs.append([])
        with looked_on(self.runs[-1].append):
            yield


def _notebook_of(cell: str) -> str:
    for name, form in course_notebooks().items():
        if cell in form.tests:
            return name
    known = [test for form in course_notebooks().values() for test in form.tests]
    raise UserError(f"There is no check {cell}.", f"The checks are: {', '.join(known)}.", "Give one of them to --cell.")


def _prepared(output: Path, student: str, submissions: Path | None, last: str) -> Prepared:
    """The submission, up to the notebook that is asked about."""
    folder = (submissions or output / "autograded") / student
    if not (folder / ASSIGNMENT).is_dir():
        where = "--submissions" if submissions else "--output"
        raise UserError(f"There is no {folder / ASSIGNMENT}.", remedy=f"Give --student as {where} has it.")
    made = prepare(collect(student, folder))
    order = list(NOTEBOOKS)
    later = {name: PreparedNotebook(name) for name in order[order.index(last) + 1 :]}
    return replace(made, notebooks=made.notebooks | later)


def explain(
    output: Path, student: str, cell: str, seeds: list[int], submissions: Path | None = None, wall: str | None = None
) -> Iterator[Explanation]:
    """What the check did, for each of these seeds. Raises UserError for a check or a student that there isn't."""
    notebook = _notebook_of(cell)
    prepared = _prepared(output, student, submissions, notebook)
    settings = with_wall(Settings(Path(), output, wall=wall))
    course, onlooker = course_settings(), _Onlooker(cell)
    how = (course.limits, course.follow_through, course.every_cell, settings.wall or "", onlooker)
    with JudgeEngine(*how) as engine:
        for seed in seeds:
            onlooker.runs.clear()
            results = complete(prepared, engine.run(prepared, seed))
            rows = {row.cell: row for result in results if result.notebook == notebook for row in result.cells}
            seen = [case for one in onlooker.runs[:1] for examination in one for case in _told(examination)]
            yield Explanation(seed, rows[cell], seen)

"""What of a submission is judged anew, and what stays as it was: notebook by notebook, by what its marks depend on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.grading.attempts import State
from autograder.grading.collect import Collected
from autograder.grading.fingerprints import work_of
from autograder.grading.left_about import NBGRADERS
from autograder.ledger import journal, staged
from autograder.ledger.journal import Entry
from autograder.submission import Prepared
from autograder.verdicts import CellResult, NotebookResult, Verdict

# What a mark depends on, and how a change of it is called where marks change.
SUBMISSION, CHECK, SEED, SETTINGS = "submission", "check", "seed", "settings"
OUR_FAILURE, ASKED = "our failure", "asked for"
Basis = dict[str, dict[str, str]]  # notebook -> what its marks depend on -> as a hash, or as it is


@dataclass(frozen=True)
class Conditions:
    """Everything that marks depend on, but for the submission."""

    seed: int
    settings: str  # engine, wall, limits
    checks: Mapping[str, str]  # by notebook, as `fingerprints.all_checks` gives them

    def __str__(self) -> str:
        """All of it, for the fingerprint of a submission."""
        return f"{self.seed} {self.settings} {sorted(self.checks.items())}"

    def basis(self, collected: Collected, prepared: Prepared) -> Basis:
        """What the marks of each notebook of a submission depend on."""
        fates = prepared.fates
        beside = {
            path: data
            for path, data in collected.files.items()
            if not (path in fates and fates[path].notebook) and not path.startswith("lab/") and path not in NBGRADERS
        }
        work = work_of(prepared, beside)
        return {name: self._of(name, work[name]) for name in prepared.notebooks}

    def _of(self, notebook: str, work: str) -> dict[str, str]:
        if not work:  # not handed in: no check has a say
            return {SUBMISSION: "", CHECK: "", SEED: "", SETTINGS: ""}
        return {SUBMISSION: work, CHECK: self.checks[notebook], SEED: str(self.seed), SETTINGS: self.settings}


@dataclass(frozen=True)
class Ready:
    """One state of what a student handed in, ready to run, and what its marks depend on."""

    state: State
    prepared: Prepared
    basis: Basis


def together(ready: Sequence[Ready]) -> Basis:
    """What marks depend on where several states are judged, and the best counts."""
    made = dict(ready[-1].basis)
    for name, found in made.items():
        works = dict.fromkeys(one.basis[name][SUBMISSION] for one in ready)
        told = next((one.basis[name] for one in ready if one.basis[name][SUBMISSION]), found)
        made[name] = told | {SUBMISSION: " ".join(filter(None, works))}
    return made


def _failed(result: NotebookResult) -> bool:
    return any(row.verdict is Verdict.GRADER_FAILURE for row in result.cells)


def still_hold(known: Entry | None, basis: Basis) -> dict[str, NotebookResult]:
    """The results of an earlier run that nothing has happened to."""
    if known is None:
        return {}
    same = {name for name, found in basis.items() if known.basis.get(name) == found}
    return {one.notebook: one for one in known.notebooks if one.notebook in same and not _failed(one)}


def why(known: Entry | None, basis: Basis) -> dict[str, str]:
    """Notebook -> why it is judged anew, of those that are."""
    held, before = still_hold(known, basis), known.basis if known else {}
    failed = {one.notebook for one in known.notebooks if _failed(one)} if known else set()
    made = {}
    for name, found in basis.items():
        if name not in held:
            differs = (word for word, value in found.items() if before.get(name, {}).get(word) != value)
            made[name] = OUR_FAILURE if name in failed else next(differs, ASKED)
    return made


def merged(
    known: Entry | None, held: Mapping[str, NotebookResult], results: Sequence[NotebookResult], never_lower: bool
) -> list[NotebookResult]:
    """The new results, with those that still hold in their places; `never_lower`: no row with less than it had."""
    before = {(one.notebook, row.cell): row for one in known.notebooks for row in one.cells} if known else {}
    made = []
    for result in results:
        if result.notebook in held:
            made.append(replace(held[result.notebook], graded=result.graded))
        elif never_lower:
            made.append(_not_lower(result, before))
        else:
            made.append(result)
    return made


def _not_lower(result: NotebookResult, before: Mapping[tuple[str, str], CellResult]) -> NotebookResult:
    notes, cells = list(result.notes), []
    for row in result.cells:
        old = before.get((result.notebook, row.cell))
        if old is not None and old.score is not None and row.score is not None and old.score > row.score:
            notes.append(
                f"{row.cell} keeps its {old.score:g}: graded with --never-lower, it would be {row.score:g} now"
            )
            row = old
        cells.append(row)
    return replace(result, cells=cells, notes=notes)


@dataclass(frozen=True)
class MarkChange:
    """One mark of the judge's that a regrade changes."""

    student: str
    notebook: str
    cell: str
    old: float | None
    new: float | None
    why: str

    @property
    def by(self) -> float:
        """How much more it is."""
        return (self.new or 0.0) - (self.old or 0.0)


@dataclass
class Changes:
    """What a regrade changes for those who had marks."""

    changed: list[MarkChange] = field(default_factory=list)
    unchanged: int = 0  # marks

    @property
    def up(self) -> list[MarkChange]:
        """Those that become more."""
        return [change for change in self.changed if change.by > 0]

    @property
    def down(self) -> list[MarkChange]:
        """Those that become less."""
        return [change for change in self.changed if change.by <= 0]


def changes_of(output: Path, students: Iterable[str]) -> Changes:
    """How the results that wait differ from those that count."""
    made = Changes()
    for student in sorted(students):
        old = journal.read_entry(output, student)
        if old is None:
            continue
        new = journal.read_entry(staged.staging(output), student) or old
        before = {(one.notebook, row.cell): row.score for one in old.notebooks for row in one.cells}
        for result in new.notebooks:
            for row in result.cells:
                score = before.get((result.notebook, row.cell))
                if score == row.score:
                    made.unchanged += 1
                else:
                    reason = new.why.get(result.notebook, "")
                    made.changed.append(MarkChange(student, result.notebook, row.cell, score, row.score, reason))
    return made

"""2,000 mutants of a good submission: each has rows for all its cells, and costs its other notebook nothing."""

from __future__ import annotations

import csv
import sqlite3

import nbformat
import pytest

from autograder.course.layout import NOTEBOOKS
from autograder.course.notebooks import released_notebook, released_notebooks
from autograder.grading import run, write
from autograder.grading.asked import Settings
from autograder.grading.collect import collect
from autograder.grading.complete import complete
from autograder.grading.prepare import dump, prepare
from autograder.grading.run import grade
from autograder.grading.settings import CourseSettings
from autograder.grading.worker import make_entry
from autograder.ledger import journal
from autograder.ledger.ledger import settle
from autograder.sandbox.limits import Limits
from autograder.sandbox.paths import check_files
from tests.damage import ONE, TWO, good_notebook
from tests.fake_engine import FakeEngine
from tests.laid_over import laid_over
from tests.mutate import mutated

pytestmark = pytest.mark.whole_class

MUTANTS = 2_000
JUDGED = 40
ROWS = [(name, cell.name) for name, form in released_notebooks().items() for cell in form.graded]


def write_submission(folder, number, alone=False):
    """Write mutant `number` and, unless it is `alone`, the other notebook as it should be; the names of the two."""
    broken, good = (ONE, TWO) if number % 2 else (TWO, ONE)
    (folder / f"{broken}.ipynb").write_bytes(mutated(good_notebook(broken), number))
    (folder / f"{good}.ipynb").unlink(missing_ok=True)
    if not alone:
        (folder / f"{good}.ipynb").write_bytes(good_notebook(good))
    return broken, good


def well_formed(made):
    """What the judge relies on."""
    form, notebook = released_notebook(made.name), made.notebook
    ids = [cell.id for cell in notebook.cells]
    assert len(ids) == len(set(ids))
    for known in form.cells:
        there = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == known.name]
        if known.role in ("test", "locked"):
            assert [(cell.source, cell.cell_type, cell.metadata) for cell in there] == [
                (known.released, known.cell_type, known.metadata)
            ]
        elif known.role == "solution":
            assert len(there) == (known.name not in made.absent) and all(c.cell_type == "code" for c in there)
    assert nbformat.reads(dump(made.notebook).decode(), as_version=4).cells == notebook.cells


class Fuzzed:
    """Every mutant, prepared, run by an engine that runs nothing, completed and written."""

    def __init__(self, root):
        self.root, self.entries, self.unreadable = root, [], 0
        self._folder = root / "ada" / "backpropagation"
        self._folder.mkdir(parents=True)
        (root / "journal").mkdir()
        self._unharmed = {name: dump(laid_over(name, good_notebook(name)).notebook) for name in (ONE, TWO)}
        for number in range(MUTANTS):
            self._write(number, self._prepared(number))

    def _prepared(self, number):
        alone = number % 8 > 1
        broken, good = write_submission(self._folder, number, alone)
        prepared = prepare(collect("ada", self._folder.parent))
        prepared.student = f"mutant{number}"
        assert list(prepared.notebooks) == list(NOTEBOOKS)
        check_files(prepared.files, Limits())
        assert alone or dump(prepared.notebooks[good].notebook) == self._unharmed[good], number
        self.unreadable += prepared.notebooks[broken].notebook is None
        for made in prepared.notebooks.values():
            if made.notebook is not None:
                well_formed(made)
        return prepared

    def _write(self, number, prepared):
        results = complete(prepared, FakeEngine().run(prepared, 0))
        entry = make_entry(prepared, results, str(number))
        write.write_autograded(self.root, "ada", results, "")
        journal.write_entry(self.root, entry)
        for result in results:
            result.graded = None
        assert journal.read_entry(self.root, entry.student).notebooks == results
        self.entries.append(entry)


@pytest.fixture(scope="module")
def fuzzed(tmp_path_factory):
    return Fuzzed(tmp_path_factory.mktemp("fuzz"))


def test_the_same_mutant_comes_again():
    assert mutated(good_notebook(ONE), 5) == mutated(good_notebook(ONE), 5) != mutated(good_notebook(ONE), 6)


def test_each_mutant_has_rows_for_all_its_cells_and_is_complete(fuzzed):
    assert len(fuzzed.entries) == MUTANTS
    for entry in fuzzed.entries:
        assert [(result.notebook, row.cell) for result in entry.notebooks for row in result.cells] == ROWS
        assert entry.complete


def test_the_mutants_are_neither_all_unreadable_nor_all_harmless(fuzzed):
    said = [note for e in fuzzed.entries for result in e.notebooks for note in result.notes if note != "not handed in"]
    assert fuzzed.unreadable >= 10
    assert sum(note.startswith("damaged") for note in said) > 300
    assert len(set(said)) > 200


def test_marks_of_mutants_can_be_written(fuzzed):
    settle(fuzzed.root, make=True)
    with (fuzzed.root / "scores.csv").open(encoding="utf-8", newline="") as file:
        assert sum(1 for _ in csv.DictReader(file)) == MUTANTS * len(ROWS)
    with sqlite3.connect(fuzzed.root / "gradebook.db") as database:
        assert database.execute("SELECT count(*) FROM grade").fetchone() == (MUTANTS * len(ROWS),)


def test_the_judge_takes_mutants_as_they_come(tmp_path, monkeypatch):
    """A sample; benchmarks/fuzz_submissions.py takes all of them."""
    monkeypatch.setattr(run, "course_settings", lambda: CourseSettings(Limits(cell_seconds=10)))
    good = {}
    for number in range(3, MUTANTS, MUTANTS // JUDGED + 1):
        folder = tmp_path / "submitted" / f"mutant{number}" / "backpropagation"
        folder.mkdir(parents=True)
        good[f"mutant{number}"] = write_submission(folder, number)[1]
    report = grade(Settings(tmp_path / "submitted", tmp_path / "out", 2, 3), lambda _: None, lambda _: None)
    assert report.failures == {} and {entry.student for entry in report.entries} == set(good)
    for entry in report.entries:
        assert [(result.notebook, row.cell) for result in entry.notebooks for row in result.cells] == ROWS
        unharmed = next(result for result in entry.notebooks if result.notebook == good[entry.student])
        assert all((row.verdict, row.score) == ("passed", row.max_score) for row in unharmed.cells), entry.student

"""Damaged submissions, tests/damaged/<name>/: each ends with rows for all its cells, and none stops the batch.

All of them are graded together, by the judge, as one class.
"""

from __future__ import annotations

import csv
import os
import pickle
import shutil
import sqlite3
import tempfile
import tracemalloc
from pathlib import Path

import nbformat
import pytest

from autograder.course.layout import ASSIGNMENT, NOTEBOOKS
from autograder.course.notebooks import released_notebooks
from autograder.grading.asked import Settings
from autograder.grading.collect import collect, student_name
from autograder.grading.prepare import prepare
from autograder.grading.reading import read_cells
from autograder.grading.run import grade
from autograder.spreadsheets import plain
from autograder.verdicts import Verdict
from tests import damage
from tests.damage import NOTEBOOK, ONE, TWO
from tests.formgrader import formgrader

pytestmark = pytest.mark.whole_class

SOME_UID = 61234  # no account has it
ROWS = [(name, cell.name) for name, form in released_notebooks().items() for cell in form.graded]


class Graded:
    """The class, graded: its report, its folder, its rows."""

    def __init__(self, root):
        for name in damage.names():
            damage.build(name, root / "submitted")
        settings = Settings(root / "submitted", root / "graded", jobs=2, seed=11)
        self.answers = []
        self.report = grade(settings, self.answers.append, lambda _: None)
        self.output = settings.output
        self.entries = {entry.student: entry for entry in self.report.entries}
        self.rows = {}
        with (self.output / "scores.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                self.rows.setdefault(plain(row["student"]), []).append(row)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    root = tmp_path_factory.mktemp("damaged")
    yield Graded(root)
    shutil.rmtree(root, ignore_errors=True)


def called(name):
    """What the student of this folder is called in the marks."""
    return damage.expected(name).get("graded_as", damage.student(name))


def verdicts(name):
    """(notebook, cell) -> the verdict that expected.json asks for."""
    wanted = damage.expected(name)["verdicts"]
    if damage.expected(name).get("unless_root") and os.geteuid() == 0:
        wanted = {}
    usual = {notebook: "passed" if notebook in (ONE, TWO) else "missing" for notebook in NOTEBOOKS}
    return {(notebook, cell): wanted.get(cell, wanted.get(notebook, usual[notebook])) for notebook, cell in ROWS}


def notes(entry):
    return "\n".join([*entry.notes, *(note for notebook in entry.notebooks for note in notebook.notes)])


def test_there_are_enough_of_them_and_each_says_what_and_why():
    assert len(damage.names()) >= 40
    for name in damage.names():
        expected = damage.expected(name)
        assert expected["why"] and expected["damaged"], name
        cells = {cell for _, cell in ROWS} | set(NOTEBOOKS)
        assert set(expected["verdicts"]) <= cells and set(expected["verdicts"].values()) <= set(Verdict), name


@pytest.mark.parametrize("name", damage.names())
def test_each_ends_with_the_verdicts_that_it_deserves(graded, name):
    rows = graded.rows[called(name)]
    assert [(row["notebook"], row["cell"]) for row in rows] == sorted(ROWS)
    assert {(row["notebook"], row["cell"]): row["verdict"] for row in rows} == verdicts(name)
    for row in rows:
        assert float(row["score"]) == (float(row["max_score"]) if row["verdict"] == "passed" else 0.0)


@pytest.mark.parametrize("name", [name for name in damage.names() if damage.expected(name).get("says")])
def test_the_notes_say_what_is_damaged(graded, name):
    if damage.expected(name).get("unless_root") and os.geteuid() == 0:
        pytest.skip("root reads it all the same; test_what_may_not_be_read_is_said runs as somebody else")
    said = notes(graded.entries[called(name)])
    for text in damage.expected(name)["says"]:
        assert text in said
    assert all(line.isprintable() for line in said.splitlines())


def test_none_stops_the_batch_and_nobody_is_lost(graded):
    assert graded.report.failures == {}
    assert set(graded.rows) == {called(name) for name in damage.names()}
    assert [answer.outcome for answer in graded.answers] == ["graded"] * len(damage.names())
    assert not list((graded.output / "autograded").glob(".*"))


def test_what_was_read_is_written_as_notebooks_that_nbformat_takes(graded):
    found = 0
    for name in damage.names():
        for path in (graded.output / "autograded" / called(name)).rglob("*.ipynb"):
            nbformat.validate(nbformat.read(path, as_version=4))
            found += 1
    assert found > len(damage.names())


def test_the_gradebook_has_everybodys_marks(graded):
    with sqlite3.connect(graded.output / "gradebook.db") as database:
        query = "SELECT student_id, sum(auto_score) FROM submitted_assignment a JOIN submitted_notebook n " \
                "ON n.assignment_id = a.id JOIN grade g ON g.notebook_id = n.id GROUP BY student_id"  # fmt: skip
        marks = dict(database.execute(query))
    assert marks == {student: sum(float(row["score"]) for row in rows) for student, rows in graded.rows.items()}


def test_a_time_of_handing_in_that_cannot_be_is_none(graded):
    with sqlite3.connect(graded.output / "gradebook.db") as database:
        times = dict(database.execute("SELECT student_id, timestamp FROM submitted_assignment"))
    stamped = {name: times[name] for name in damage.names() if name.startswith("timestamp_")}
    assert stamped.pop("timestamp_of_another_world").startswith("9999-12-31")
    assert set(stamped.values()) == {None}


def test_names_that_no_list_should_hold_are_told(graded):
    for name in damage.names():
        if "graded_as" in damage.expected(name):
            assert any(note.startswith(called(name)) for note in graded.report.notes), name
            assert student_name(damage.student(name)) == called(name)
    assert all(note.isprintable() for note in graded.report.notes)


def test_the_outputs_of_a_large_notebook_take_no_memory(tmp_path):
    damage.build("sixty_megabytes_of_output", tmp_path)
    data = (tmp_path / "sixty_megabytes_of_output" / ASSIGNMENT / NOTEBOOK).read_bytes()
    tracemalloc.start()
    try:
        cells, notes = read_cells(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(data) > 60_000_000 > 60 * peak
    small = read_cells(damage.good_notebook(ONE))
    assert (cells, notes) == small


def test_what_may_not_be_read_is_said():
    if os.geteuid() != 0:
        pytest.skip("test_each_ends_with_the_verdicts_that_it_deserves shows it, for whoever is not root")
    root = Path(tempfile.mkdtemp())
    root.chmod(0o755)
    try:
        damage.build("no_permission", root)
        found = as_somebody_else(lambda: collect("ada", root / "no_permission"))
    finally:
        shutil.rmtree(root)
    assert found.refused == {NOTEBOOK: "can't be read (Permission denied)"}
    prepared = prepare(found)
    assert "Permission denied" in prepared.notebooks[ONE].damage and prepared.notebooks[TWO].notebook is not None


def as_somebody_else(function):
    """The value of `function`, called in a process that is not root."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgid(SOME_UID)
            os.setuid(SOME_UID)
            os.write(write, pickle.dumps(function()))
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        data = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(data)


@pytest.mark.browser
def test_the_formgrader_opens_every_graded_notebook(graded, tmp_path):
    with formgrader(graded.output, tmp_path) as server:
        found = server.statuses()
    assert len(found) > 20 and {at: status for at, status in found.items() if status != 200} == {}

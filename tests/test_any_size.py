"""A class of any size: what a command holds in memory does not grow with it, and a student takes little on disk.

How much it is for 100,000 is measured by benchmarks/scale.py; here is held that it does not grow.
"""

from __future__ import annotations

import base64
import random
import resource
import sqlite3
import sys
from functools import partial
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_output
from sqlalchemy import Engine
from sqlalchemy.event import listen

from autograder.cluster.merge import merge
from autograder.course.notebooks import course_notebook
from autograder.grading.keep import ALL, NONE, NOT_KEPT, ROOM, SHOWN_ABOVE, keep
from autograder.ledger.journal import Entry, journal_path
from autograder.ledger.ledger import BATCH, settle, settle_one
from autograder.ledger.marks import CellMark, GradedStudent, Marks
from autograder.lms.returning import return_marks
from autograder.report.class_pages import write_report
from autograder.verdicts import CellResult, NotebookResult, Verdict
from benchmarks.scale import lay_out
from tests.forks import in_fork

SMALL, LARGE = 2 * BATCH, 8 * BATCH


@pytest.fixture(scope="module")
def classes(tmp_path_factory):
    """Two classes in shards, the larger four times as large, each merged."""
    made = {}
    for count in (SMALL, LARGE):
        folder = tmp_path_factory.mktemp(str(count))
        in_fork(lambda folder=folder, count=count: lay_out(folder, count))
        made[count] = folder
    return made


def megabytes(work):
    """How much more a process that is like this one comes to hold at most while it works."""

    def measured():
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        work()
        return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024

    return in_fork(measured)


@pytest.mark.slow
def test_four_times_as_many_students_take_hardly_more_memory(classes, tmp_path):
    """A held result takes about 50 kB: 1,200 more of them would be 60 MB."""
    in_fork(lambda: list(merge(classes[SMALL]).missing))  # what is imported is imported
    for work in (
        lambda folder: merge(folder),
        lambda folder: settle(folder),
        lambda folder: write_report(folder),
        lambda folder: return_marks("csv", folder, None, tmp_path / "marks.csv"),
    ):
        small, large = (megabytes(partial(work, classes[count])) for count in (SMALL, LARGE))
        assert large < small + 15, f"{small:.0f} MB for {SMALL}, {large:.0f} MB for {LARGE}"


def test_the_sums_of_a_student_take_little_since_return_holds_those_of_the_class():
    """They took 1,540 bytes each, and `return` 296 MB for 100,000 students."""

    def total():
        cells = {("".join(["01_", "activations"]), cell): CellMark(1.0, max_score=1.0) for cell in ("a", "b")}
        return GradedStudent(Entry("ada", "", [], {}), Marks(cells)).total

    one, other = total(), total()
    assert one.most is other.most
    assert next(iter(one.notebooks)) is next(iter(other.notebooks))
    assert not hasattr(one, "__dict__")


LARGE_TABLES = {"grade", "comment", "submitted_notebook", "submitted_assignment", "student", "autograder_marked"}


@pytest.mark.slow
def test_nothing_that_is_asked_for_each_batch_goes_through_the_whole_class(classes):
    """Else the time grows with the square of the class: 100,000 students took an hour for what is done in minutes."""

    in_fork(lambda: list(merge(classes[LARGE]).missing))
    plans = in_fork(lambda: plans_of(classes[LARGE], lambda: settle(classes[LARGE], make=True), LARGE // BATCH - 1))
    assert len(plans) >= 3, "nothing is asked for each batch any more"
    assert not scanned(plans)


def plans_of(folder, work, times=1):
    """How SQLite finds what `work` asks its gradebook for, so many times at least: question -> steps."""
    asked = {}
    listen(Engine, "before_cursor_execute", lambda _, __, words, given, *___: asked.setdefault(words, []).append(given))
    work()
    with sqlite3.connect(folder / "gradebook.db") as database:
        return {
            words: [row[3] for row in database.execute(f"EXPLAIN QUERY PLAN {words}", given[0])]
            for words, given in asked.items()
            if words.startswith("SELECT") and len(given) >= times
        }


def scanned(plans):
    """The questions for which a table that grows with the class is gone through from end to end."""
    steps = {words: step for words, plan in plans.items() for step in plan if step.startswith("SCAN")}
    return {words: step for words, step in steps.items() if step.split()[1] in LARGE_TABLES}


@pytest.mark.slow
def test_for_one_student_nothing_of_the_others_is_read(classes):
    """`history` and `feedback` of one took minutes of a class of 100,000."""
    folder, student = classes[SMALL], "student0000007"

    def read():
        files = set()
        sys.addaudithook(lambda event, given: files.add(str(given[0])) if event == "open" else None)
        plans = plans_of(folder, lambda: settle_one(folder, student))
        return scanned(plans), sorted(name for name in files if Path(name).parent == folder / "journal")

    in_fork(lambda: list(merge(folder).missing))
    questions, files = in_fork(read)
    assert not questions
    assert files == [str(journal_path(folder, student))]


def picture(seed, size=20_000):
    return base64.b64encode(random.Random(seed).randbytes(size)).decode()


def graded(relu=Verdict.PASSED, pictures=1):
    """The first notebook as the judge leaves it: after each exercise the student has drawn something."""
    form = course_notebook("01_activations")
    notebook = nbformat.v4.new_notebook()
    for cell in form.cells:
        if cell.name in ("logistic", "relu", "test_logistic", "test_relu"):
            notebook.cells.append(new_code_cell(cell.released, metadata={"nbgrader": {"grade_id": cell.name}}))
        if cell.name in ("test_logistic", "test_relu"):
            shown = [
                new_output("display_data", {"image/png": picture(n), "text/plain": "<Figure>"}) for n in range(pictures)
            ]
            notebook.cells.append(new_code_cell("draw()", outputs=shown))
    rows = [CellResult(c.name, relu if c.name == "test_relu" else Verdict.PASSED, 0.0, c.points) for c in form.graded]
    return NotebookResult("01_activations", rows, notebook)


def shown(result):
    """What the two cells of the student's show."""
    return [cell.outputs for cell in result.graded.cells if cell.source == "draw()"]


def test_what_passed_cells_show_is_left_out_and_what_failed_cells_show_stays():
    result = graded(Verdict.WRONG)
    keep([result], "failed")
    passed, failed = shown(result)
    assert [output.text for output in passed] == [NOT_KEPT]
    assert [list(output.data) for output in failed] == [["image/png", "text/plain"]]


@pytest.mark.parametrize(("what", "pictures"), [(ALL, 2), (NONE, 0)])
def test_all_or_nothing_can_be_kept(what, pictures):
    result = graded(Verdict.WRONG)
    keep([result], what)
    assert sum("image/png" in output.get("data", {}) for outputs in shown(result) for output in outputs) == pictures


def test_an_error_is_kept_always_since_the_student_is_told_of_it():
    result, error = graded(), new_output("error", ename="ValueError", evalue="no", traceback=["no"])
    shown(result)[0].append(error)
    keep([result], NONE)
    assert [output.output_type for output in shown(result)[0]] == ["stream", "error"]


def test_a_picture_is_kept_once():
    first, second = graded(Verdict.WRONG), graded(Verdict.ERROR)
    keep([first, second], "failed")
    assert "image/png" in shown(first)[1][0].data
    assert dict(shown(second)[1][0].data) == {"text/plain": SHOWN_ABOVE}


def test_a_submission_has_room_for_a_few_pictures_only():
    result = graded(Verdict.WRONG, pictures=40)
    keep([result], "failed")
    assert 3 <= len(shown(result)[1]) <= 5
    assert len(nbformat.writes(result.graded)) < ROOM + 20_000


def test_what_is_not_kept_is_not_told_to_the_student():
    from autograder.report.feedback.page import _outputs

    result = graded()
    keep([result], "failed")
    assert [_outputs(cell) for cell in result.graded.cells if cell.outputs] == [[], []]

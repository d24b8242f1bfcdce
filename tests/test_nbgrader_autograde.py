"""`nbgrader autograde` and the formgrader's button give the judge's marks, whatever was handed in."""

from __future__ import annotations

import math
import os
import subprocess
import sys

import nbformat
import numpy as np
import pytest
from nbgrader.api import Gradebook
from nbgrader.utils import determine_grade

from autograder.course.layout import ASSIGNMENT, NOTEBOOKS, ROOT, UNGRADED
from autograder.grading.asked import Settings
from autograder.grading.run import grade
from autograder.grading.through_nbgrader import (
    find_renamed,
    graded_notebook,
)
from autograder.judge.marks import mark
from autograder.judge.present import present
from autograder.judge.run_test import CheckOutcome
from autograder.verdicts import NotebookResult
from tests.judge_course import notebook

pytestmark = pytest.mark.sandbox

ONE, FIVE = "01_activations", "05_gradient_checking"
SEED = 7

WRONG_RELU = "def relu(a):\n    return np.minimum(a, 0)"
# What works against stock nbgrader: errors that are not shown, and results that say full marks.
FORGERY = """
shell = get_ipython()
shell.showtraceback = shell._showtraceback = lambda *args, **kwargs: None
type(shell.displayhook).__call__ = lambda self, result=None: print("1.0")

def logistic(a):
    shell.run_cell("10**6")
    return float("nan")
"""


def hand_in(folder, files):
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_text(content if isinstance(content, str) else nbformat.writes(content), encoding="utf-8")


@pytest.fixture(scope="module")
def submitted(tmp_path_factory):
    """Three students: an honest one, a forger, and one whose files are in every kind of disorder."""
    root = tmp_path_factory.mktemp("submitted")
    honest = {ONE: notebook(ONE, {"relu": WRONG_RELU}), FIVE: notebook(FIVE)}
    files = {f"{name}.ipynb": made for name, made in honest.items()}
    hand_in(root / "ada" / ASSIGNMENT, files | {"timestamp.txt": "2026-11-24 12:00:00 UTC"})
    hand_in(root / "eve" / ASSIGNMENT, {f"{ONE}.ipynb": notebook(ONE, {"logistic": FORGERY, "relu": WRONG_RELU})})
    disorder = {f"{ONE}.ipynb": "{ no JSON", f"{FIVE} (1).ipynb": notebook(FIVE), "timestamp.txt": "yesterday"}
    hand_in(root / "dan" / ASSIGNMENT, disorder)
    (root / "dan" / ASSIGNMENT / "secret.txt").symlink_to(ROOT / "solutions" / ASSIGNMENT / "01_activations.py")
    return root


@pytest.fixture(scope="module")
def ours(submitted, tmp_path_factory):
    """(student, notebook, cell) -> score, by `autograder grade`."""
    report = grade(Settings(submitted, tmp_path_factory.mktemp("ours") / "out", seed=SEED), print, print)
    assert not report.failures
    return {
        (entry.student, result.notebook, row.cell): row.score
        for entry in report.entries
        for result in entry.notebooks
        for row in result.cells
    }


@pytest.fixture(scope="module")
def theirs(submitted, tmp_path_factory):
    """The output folder of the real command, run on the whole class at once."""
    output = tmp_path_factory.mktemp("theirs")
    environment = os.environ | {"AUTOGRADER_OUTPUT": str(output), "AUTOGRADER_SEED": str(SEED)}
    command = [sys.executable, "-m", "nbgrader", "autograde", ASSIGNMENT]
    command.append(f"--CourseDirectory.submitted_directory={submitted}")
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr[-3000:]
    return output


@pytest.fixture(scope="module")
def book(theirs):
    with Gradebook(f"sqlite:///{theirs / 'gradebook.db'}") as opened:
        yield opened


def test_the_command_stores_the_marks_of_autograder_grade(ours, book):
    assert len(ours) == 3 * sum(1 for _ in ours if _[0] == "ada")
    stored = {key: book.find_grade(key[2], key[1], ASSIGNMENT, key[0]).auto_score for key in ours}
    assert stored == ours


def test_forged_results_and_silenced_errors_earn_nothing(book):
    for cell in ("test_logistic", "test_logistic_stable", "test_relu"):
        assert book.find_grade(cell, ONE, ASSIGNMENT, "eve").auto_score == 0
    assert book.find_grade("test_tanh_prime", ONE, ASSIGNMENT, "eve").auto_score == 2


def test_a_damaged_notebook_costs_its_own_marks_and_a_renamed_one_none(book):
    assert book.find_submission_notebook(ONE, ASSIGNMENT, "dan").score == 0
    assert book.find_submission_notebook(FIVE, ASSIGNMENT, "dan").score == 22


def test_the_time_of_handing_in_is_kept_where_there_is_one(book):
    assert str(book.find_submission(ASSIGNMENT, "ada").timestamp) == "2026-11-24 12:00:00"
    assert book.find_submission(ASSIGNMENT, "dan").timestamp is None


def test_nothing_but_notebooks_and_the_time_lands_beside_the_graded_work(theirs):
    files = {str(path.relative_to(theirs / "autograded")) for path in (theirs / "autograded").rglob("*.*")}
    own = {f"ada/{ASSIGNMENT}/{name}" for name in (f"{ONE}.ipynb", f"{FIVE}.ipynb", "timestamp.txt")}
    damaged = {f"dan/{ASSIGNMENT}/{name}.ipynb" for name in (ONE, FIVE)}
    assert files == own | damaged | {f"eve/{ASSIGNMENT}/{ONE}.ipynb"}


def test_no_hidden_check_is_in_the_graded_notebooks(theirs):
    for path in (theirs / "autograded").rglob("*.ipynb"):
        text = path.read_text(encoding="utf-8")
        assert "HIDDEN TESTS" not in text and "autograder.backpropagation.hidden" not in text


def test_autograder_grade_goes_on_from_what_the_command_did(submitted, theirs):
    report = grade(Settings(submitted, theirs), lambda answer: None, lambda count: None)
    assert (report.seed, report.kept, report.graded) == (SEED, 3, 0)


def test_the_formgraders_button_does_the_same(submitted, ours, tmp_path, monkeypatch):
    from nbgrader.apps.api import NbGraderAPI
    from nbgrader.coursedir import CourseDirectory
    from traitlets.config import PyFileConfigLoader

    monkeypatch.setenv("AUTOGRADER_OUTPUT", str(tmp_path))
    monkeypatch.setenv("AUTOGRADER_SEED", str(SEED))
    config = PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config()
    config.CourseDirectory.submitted_directory = str(submitted)
    api = NbGraderAPI(CourseDirectory(config=config), config=config)
    done = api.autograde(ASSIGNMENT, "ada")
    assert done["success"], done
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as opened:
        for (student, name, cell), score in ours.items():
            if student == "ada":
                assert opened.find_grade(cell, name, ASSIGNMENT, student).auto_score == score, cell


def cell_with(outputs, points=5.0):
    marks = {"grade": True, "solution": False, "locked": True, "grade_id": "test_x", "points": points, "task": False}
    made = nbformat.v4.new_code_cell("check.x(x)", metadata={"nbgrader": marks | {"schema_version": 3}})
    made.outputs = [nbformat.from_dict(output) for output in outputs]
    return made


VALUES = [
    math.nan,
    np.float64("nan"),
    math.inf,
    -math.inf,
    -1,
    6,
    "5",
    "full",
    [5],
    {"x": 5},
    False,
    True,
    None,
    0,
    2.5,
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
def test_whatever_a_check_gives_nbgrader_reads_the_judges_mark(value):
    outcome = CheckOutcome(value=value)
    given = mark(outcome, 5.0, "x")
    read = determine_grade(cell_with(present(outcome, given, 5.0, 1)))[0]
    assert read == given.score
    assert given.score == {True: 5.0, None: 5.0, 0: 0.0, 2.5: 2.5}.get(value if value.__hash__ else "", 0.0)


def test_a_notebook_that_can_not_be_read_is_worth_nothing_to_nbgrader():
    for name in NOTEBOOKS:
        made = graded_notebook(NotebookResult(name, [], None, ["damaged: not JSON"]))
        graded = [cell for cell in made.cells if cell.metadata.get("nbgrader", {}).get("grade")]
        assert graded and all(determine_grade(cell)[0] == 0 for cell in graded), name


@pytest.mark.parametrize(
    ("other", "seconds", "taken"), [("\n", 0, False), ("\n", 3600, True), ("", 0, True)], ids=["doubt", "newer", "same"]
)
def test_of_two_files_one_is_taken_only_if_it_is_newer_or_both_are_the_same(other, seconds, taken, tmp_path):
    made = nbformat.writes(notebook(FIVE))
    hand_in(tmp_path / ASSIGNMENT, {f"{FIVE} (1).ipynb": made, f"{FIVE} (2).ipynb": made + other})
    listed = sorted((tmp_path / ASSIGNMENT).iterdir())
    for path, moment in zip(listed, (1_700_000_000, 1_700_000_000 + seconds), strict=True):
        os.utime(path, (moment, moment))
    named = [str(path) for path in listed]
    find_renamed(ASSIGNMENT, "ada", named)
    assert named == ([str(tmp_path / ASSIGNMENT / f"{FIVE}.ipynb")] if taken else [])


def test_a_notebook_that_is_not_the_courses_costs_nobody_anything(tmp_path):
    """The epilogue, or a student's own, of which the gradebook may know the name."""
    hand_in(tmp_path / ASSIGNMENT, {f"{ONE}.ipynb": notebook(ONE), f"{UNGRADED[0]}.ipynb": "{}", "own.ipynb": "{}"})
    named = [str(path) for path in sorted((tmp_path / ASSIGNMENT).iterdir())]
    find_renamed(ASSIGNMENT, "ada", named)
    assert named == [str(tmp_path / ASSIGNMENT / f"{ONE}.ipynb")]


def nbgrader(command, assignment, folder):
    """A command of nbgrader's, in this repository, on folders elsewhere."""
    places = {"source": "source", "release": "release", "submitted": "submitted"}
    command = [sys.executable, "-m", "nbgrader", command, assignment]
    command += [f"--CourseDirectory.{name}_directory={folder / place}" for name, place in places.items()]
    environment = os.environ | {"AUTOGRADER_OUTPUT": str(folder / "graded")}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)


def test_an_assignment_of_another_kind_is_left_to_nbgrader_which_says_so(tmp_path):
    code = nbformat.v4.new_code_cell
    marks = {"schema_version": 3, "task": False}
    answer = code("### BEGIN SOLUTION\nx = 7\n### END SOLUTION")
    answer.metadata.nbgrader = marks | {"grade": False, "grade_id": "x", "locked": False, "solution": True}
    test = code("assert x == 7")
    test.metadata.nbgrader = marks | {"grade": True, "grade_id": "t", "locked": True, "solution": False, "points": 2}
    made = nbformat.v4.new_notebook(cells=[answer, test])
    made.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    hand_in(tmp_path / "source" / "essay", {"essay.ipynb": made})
    assert nbgrader("generate_assignment", "essay", tmp_path).returncode == 0
    released = (tmp_path / "release" / "essay" / "essay.ipynb").read_text(encoding="utf-8")
    assert "YOUR CODE HERE" in released and "Exercise" not in released
    for student, value in (("ada", 7), ("ben", 8)):
        hand_in(tmp_path / "submitted" / student / "essay", {"essay.ipynb": released})
        work = nbformat.reads(released, as_version=4)
        work.cells[0].source = f"x = {value}"
        nbformat.write(work, tmp_path / "submitted" / student / "essay" / "essay.ipynb")
    done = nbgrader("autograde", "essay", tmp_path)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "essay is not the assignment that this autograder judges" in done.stderr
    assert "without a sandbox" in done.stderr
    with Gradebook(f"sqlite:///{tmp_path / 'graded' / 'gradebook.db'}") as book:
        scores = {student: book.find_submission("essay", student).score for student in ("ada", "ben")}
    assert scores == {"ada": 2, "ben": 0}
    done = nbgrader("generate_feedback", "essay", tmp_path)
    assert done.returncode == 0, done.stderr[-3000:]
    page = (tmp_path / "graded" / "feedback" / "ben" / "essay" / "essay.html").read_text(encoding="utf-8")
    assert "AssertionError" in page and "Score: 0.0 / 2.0" in page

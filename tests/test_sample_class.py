"""The sample class, graded by the command that a TA runs: every student scores what expected.json says, and why."""

import csv
import json
import os
import subprocess
import sys

import pytest

from autograder.course.layout import ROOT
from autograder.report.feedback.write import write_feedback
from tests.builder import build_submission, expected_rows
from tests.formgrader import formgrader

pytestmark = pytest.mark.whole_class

SAMPLES = ROOT / "tests" / "submissions"
STUDENTS = sorted(path.parent.name for path in SAMPLES.glob("*/expected.json"))
OWN_CELLS = ["ada_perfect", "milo_extra_cells"]
HEADER = ["student", "notebook", "cell", "score", "max_score", "verdict", "auto_score", "manual_score"]


def grade(folder, *options, students=STUDENTS):
    """Grade the class, or these of it, with a fixed seed: the output folder."""
    for student in students:
        build_submission(SAMPLES / student, folder / "submitted" / student)
    command = [sys.executable, "-m", "autograder", "grade", "--seed", "20261124", *options]
    command += ["--submissions", str(folder / "submitted"), "--output", str(folder / "graded")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env={**os.environ, "COLUMNS": "120"})
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "graded"


@pytest.fixture(scope="session")
def graded(tmp_path_factory):
    """The whole class, graded once as a TA grades it."""
    return grade(tmp_path_factory.mktemp("sample_class"))


@pytest.fixture(scope="session")
def graded_otherwise(tmp_path_factory):
    """One who has none, one who has cells of their own: behind the other wall, and with every cell."""
    options = ("--every-cell", "--keep", "all", "--wall", "landlock")
    return grade(tmp_path_factory.mktemp("otherwise"), *options, students=OWN_CELLS)


@pytest.fixture(scope="session")
def rows(graded):
    """scores.csv, line by line."""
    return read(graded)


def read(output):
    with (output / "scores.csv").open(newline="", encoding="utf-8") as file:
        reader = csv.reader(file)
        assert next(reader) == HEADER
        return list(reader)


@pytest.mark.parametrize("student", STUDENTS)
def test_a_student_scores_what_expected_json_says(student, rows):
    got = {(r[1], r[2]): (float(r[3]) if r[3] else None, r[5]) for r in rows if r[0] == student}
    why = json.loads((SAMPLES / student / "expected.json").read_text(encoding="utf-8"))["why"]
    assert got == expected_rows(SAMPLES / student), why


@pytest.mark.parametrize("student", ["ada_perfect", "cleo_half_done", "dev_blank", "fay_wrong_sign"])
def test_a_student_takes_at_most_half_a_megabyte_of_disk_feedback_and_all(graded, student):
    """By default, in blocks of 4 kB. Most of it is the course's own text, which is there whatever the student wrote."""
    write_feedback(graded, student)
    files = [path for kind in ("autograded", "feedback") for path in (graded / kind / student).rglob("*.*")]
    assert len(files) == 15 + (graded / "autograded" / student / "backpropagation" / "timestamp.txt").exists()
    assert sum(-(-path.stat().st_size // 4096) * 4096 for path in files) < 500_000


def test_there_is_a_row_for_every_cell_of_every_student_and_they_are_sorted(rows):
    keys = [tuple(row[:3]) for row in rows]
    assert keys == sorted(set(keys))
    assert {key[0] for key in keys} == set(STUDENTS)


def test_nbgrader_finds_the_same_marks_in_its_gradebook(graded, rows):
    from nbgrader.api import Gradebook

    by_hand = sum(float(row[3]) for row in rows if row[3])
    with Gradebook(f"sqlite:///{graded / 'gradebook.db'}", "default_course") as gradebook:
        marks = sum(s.score for s in gradebook.assignment_submissions("backpropagation"))
    assert marks == pytest.approx(by_hand)


def test_every_cell_of_a_perfect_student_runs_without_an_error_and_every_figure_is_there(graded_otherwise):
    figures = 0
    for path in sorted((graded_otherwise / "autograded" / "ada_perfect" / "backpropagation").glob("*.ipynb")):
        for cell in json.loads(path.read_bytes())["cells"]:
            for output in cell.get("outputs", []):
                assert output["output_type"] != "error", (path.name, cell["source"], output["evalue"])
                figures += "image/png" in output.get("data", {})
    assert figures >= 40


def test_neither_the_wall_nor_cells_that_are_left_out_change_a_byte_of_the_scores(graded, graded_otherwise):
    """benchmarks/both_walls.py does the whole class; benchmarks/every_cell.py that, all right answers, all attacks."""
    walls = [json.loads((output / "run.json").read_bytes())["wall"] for output in (graded, graded_otherwise)]
    assert walls == ["namespaces", "landlock"]
    header, *lines = (graded / "scores.csv").read_bytes().splitlines(keepends=True)
    theirs = [line for line in lines if line.split(b",")[0].decode() in OWN_CELLS]
    assert b"".join([header, *theirs]) == (graded_otherwise / "scores.csv").read_bytes()


@pytest.mark.browser
def test_the_formgrader_opens_every_graded_notebook(graded, tmp_path):
    with formgrader(graded, tmp_path) as server:
        found = server.statuses()
    assert len(found) > 50 and {at: status for at, status in found.items() if status != 200} == {}

"""Attempts: what is handed in again, late, in part, or in another folder; what counts, and what stays."""

from __future__ import annotations

import csv
import json
import shutil

import pytest

from autograder.course.layout import NOTEBOOKS
from autograder.errors import UserError
from autograder.grading import run
from autograder.grading.settings import CourseSettings
from autograder.ledger.attempts import read_attempts
from autograder.ledger.journal import read_entry
from tests.test_grade import engine, graded, marks, runs, submitted  # noqa: F401

pytestmark = pytest.mark.sandbox

ONE, TWO = "01_activations", "02_outputs_and_losses"
OTHERS = [name for name in NOTEBOOKS if name not in (ONE, TWO)]


@pytest.fixture
def hand_in(submitted):  # noqa: F811
    """Puts a folder of notebooks in place of what a student had there; `time`: the day of November it was handed in."""

    def go(student="ada", time=None, drop=OTHERS, **solutions):
        shutil.rmtree(submitted.root / student, ignore_errors=True)
        folder = submitted(student, drop=drop, **solutions)
        if time:
            (folder / "timestamp.txt").write_text(f"2026-11-{time} 12:00:00 UTC\n")
        return folder

    return go


def total(output, student="ada"):
    with (output / "totals.csv").open(encoding="utf-8") as file:
        return next(row for row in csv.DictReader(file) if row["student"] == student)


def late(output):
    (output / "deadlines.toml").write_text("due = 2026-11-20T12:00:00Z\npenalty = { per_day = 10 }\n")


def test_one_notebook_handed_in_again_replaces_that_one_and_what_is_not_handed_in_again_stays(hand_in, graded):  # noqa: F811
    hand_in(relu="# wrong", softmax="# wrong")
    graded()
    hand_in(drop=[TWO, *OTHERS])
    graded()
    found = marks(graded.output, "ada")
    assert found["test_relu"] == ("1", "passed") and found["test_softmax"] == ("0", "wrong")
    assert found["test_logistic_prime"] == ("1", "passed") and total(graded.output)["attempt"] == "2"
    names = {path.stem for path in (graded.output / "autograded/ada/backpropagation").glob("*.ipynb")}
    assert names == {ONE, TWO}


def test_grading_an_old_folder_again_is_no_new_attempt_and_changes_nothing(hand_in, graded, tmp_path):  # noqa: F811
    first = hand_in(relu="# wrong")
    graded()
    shutil.copytree(first, tmp_path / "old")
    hand_in()
    graded()
    before = (graded.output / "scores.csv").read_bytes()
    shutil.rmtree(first)
    shutil.copytree(tmp_path / "old", first)
    assert graded().kept == 1
    assert (graded.output / "scores.csv").read_bytes() == before
    assert len(read_attempts(graded.output, "ada")) == 2 and runs(tmp_path) == ["ada", "ada"]


def test_the_latest_is_by_the_time_of_handing_in_not_by_when_it_was_graded(hand_in, graded):  # noqa: F811
    hand_in(time=19)
    graded()
    hand_in(time=18, relu="# wrong")
    graded()
    assert marks(graded.output, "ada")["test_relu"] == ("1", "passed")
    assert [attempt.number for attempt in read_attempts(graded.output, "ada")] == [2, 1]


def test_a_notebook_is_as_late_as_the_attempt_since_which_it_has_not_changed(hand_in, graded):  # noqa: F811
    hand_in(time=19)
    graded()
    late(graded.output)
    folder = hand_in(time=22, softmax="# wrong")
    saved_again = json.loads((folder / f"{ONE}.ipynb").read_text())
    saved_again["cells"][-1]["metadata"]["collapsed"] = True
    (folder / f"{ONE}.ipynb").write_text(json.dumps(saved_again))
    graded()
    [student] = [one for one in graded().students if one.entry.student == "ada"]
    assert student.marks.penalties[ONE] == 0 and student.marks.penalties[TWO] == pytest.approx(0.2 * 10)
    assert student.marks.late.said == "02: 2 days late: −20 %."


def test_another_time_for_the_same_files_moves_the_attempt_and_runs_nothing(hand_in, graded, tmp_path):  # noqa: F811
    hand_in(time=19)
    graded()
    late(graded.output)
    assert float(total(graded.output)["penalty"]) == 0
    hand_in(time=21)
    assert graded().kept == 1 and total(graded.output)["late"] == "1"
    assert float(total(graded.output)["penalty"]) == pytest.approx(0.1 * float(total(graded.output)["raw"]), abs=0.02)
    hand_in(time=20)
    assert graded().kept == 1 and total(graded.output)["penalty"] == "0" and runs(tmp_path) == ["ada"]
    stamp = graded.output / "autograded/ada/backpropagation/timestamp.txt"
    assert stamp.read_text() == "2026-11-20 12:00:00 UTC\n"


def test_by_setting_the_best_counts_of_each_notebook(hand_in, graded, monkeypatch):  # noqa: F811
    monkeypatch.setattr(run, "course_settings", lambda: CourseSettings(attempts="best"))
    hand_in(time=18, relu="# wrong")
    graded()
    hand_in(time=19, softmax="# wrong")
    graded()
    hand_in(time=22, relu="# wrong", softmax="# wrong")
    graded()
    found = marks(graded.output, "ada")
    assert found["test_relu"][1] == found["test_softmax"][1] == "passed"
    entry = read_entry(graded.output, "ada")
    assert (entry.of_attempt[ONE], entry.of_attempt[TWO], entry.attempt) == (2, 1, 2)
    late(graded.output)
    graded()
    assert total(graded.output)["late"] == "0"


def test_everybody_stays_whatever_folder_is_graded(hand_in, submitted, graded):  # noqa: F811
    hand_in("ada")
    hand_in("bob")
    graded()
    shutil.rmtree(submitted.root / "bob")
    hand_in("cleo")
    graded()
    assert {row.entry.student for row in graded().students} == {"ada", "bob", "cleo"}
    assert total(graded.output, "bob")["score"] == total(graded.output, "ada")["score"]


def test_a_folder_of_strangers_needs_add(hand_in, submitted, graded):  # noqa: F811
    hand_in("ada")
    graded()
    shutil.rmtree(submitted.root / "ada")
    hand_in("zoe")
    before = (graded.output / "scores.csv").read_bytes()
    with pytest.raises(UserError, match="Nobody of the 1 student") as told:
        graded()
    assert "--add" in told.value.remedy and (graded.output / "scores.csv").read_bytes() == before
    graded(add=True)
    assert total(graded.output, "ada") and total(graded.output, "zoe")


def test_the_seed_stays_the_outputs_own_should_run_json_be_lost(hand_in, graded):  # noqa: F811
    hand_in()
    seed = graded(seed=None).seed
    (graded.output / "run.json").unlink()
    assert graded(seed=None).seed == seed and graded(seed=None).kept == 1


def test_a_damaged_list_of_attempts_is_named_and_costs_nobody_else(hand_in, graded):  # noqa: F811
    hand_in("ada")
    hand_in("bob")
    graded()
    for path in (graded.output / "attempts").glob("*.json"):
        if path.name == next((graded.output / "journal").glob("*.json")).name:
            path.write_text("{")
    hand_in("ada", relu="# wrong")
    hand_in("bob", relu="# wrong")
    report = graded()
    assert len(report.failures) == 1 and "can't be read" in next(iter(report.failures.values()))

"""`autograder grade` around its engine: rows, files, resuming, failures. The engine is tests/fake_engine.py."""

import csv
import json
import os
import random
import shutil
import signal
import time

import nbformat
import pytest

from autograder.course.layout import NOTEBOOKS, RELEASED
from autograder.course.notebooks import released_notebooks
from autograder.errors import UserError
from autograder.grading import run, write
from autograder.grading.asked import Settings
from autograder.grading.run import grade
from autograder.sandbox.errors import SandboxUnavailable
from tests import fake_engine
from tests.forks import ForkedCommand
from tests.sandboxed import wait_until

pytestmark = pytest.mark.sandbox

ROWS = sum(len(form.graded) for form in released_notebooks().values())


@pytest.fixture(autouse=True)
def engine(monkeypatch, tmp_path):
    fake_engine.patch(monkeypatch)
    monkeypatch.setenv("FAKE_ENGINE_LOG", str(tmp_path / "log"))


@pytest.fixture
def submitted(tmp_path):
    """Adds students: `submitted("ada", relu="def relu(a): ...")`."""

    def add(student, drop=(), answer="I think it is.", **solutions):
        folder = tmp_path / "submitted" / student / "backpropagation"
        folder.mkdir(parents=True, exist_ok=True)
        for name in NOTEBOOKS:
            if name in drop:
                continue
            notebook = json.loads((RELEASED / f"{name}.ipynb").read_text(encoding="utf-8"))
            for cell in notebook["cells"]:
                grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
                if grade_id in solutions:
                    cell["source"] = solutions[grade_id]
                if grade_id == "explain" and answer:
                    cell["source"] = answer
            (folder / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        return folder

    add.root = tmp_path / "submitted"
    return add


@pytest.fixture
def graded(tmp_path, submitted):
    """Grades what was submitted into one output folder; returns the report."""

    def go(**settings):
        settings = {"jobs": 2, "seed": 5} | settings
        return grade(Settings(submitted.root, tmp_path / "out", **settings), lambda _: None, lambda _: None)

    go.output = tmp_path / "out"
    return go


def rows(output):
    with (output / "scores.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def marks(output, student):
    return {row["cell"]: (row["score"], row["verdict"]) for row in rows(output) if row["student"] == student}


def runs(tmp_path):
    """The students that the engine ran, in order, once for each time."""
    lines = (tmp_path / "log").read_text().splitlines() if (tmp_path / "log").exists() else []
    return [line.split()[1] for line in lines if line.startswith("run")]


def test_scores_csv_has_the_agreed_header_and_a_sorted_row_for_each_graded_cell(submitted, graded):
    for student in ("zoe", "ada"):
        submitted(student)
    assert graded().exit_code == 0
    text = (graded.output / "scores.csv").read_text()
    assert text.splitlines()[0] == "student,notebook,cell,score,max_score,verdict,auto_score,manual_score"
    found = [(row["student"], row["notebook"], row["cell"]) for row in rows(graded.output)]
    assert found == sorted(found) and len(found) == 2 * ROWS
    assert sum(float(row["max_score"]) for row in rows(graded.output)) == 200


def test_marks_can_be_read_by_nobody_but_the_user_who_graded(submitted, graded, tmp_path):
    submitted("ada")
    before = os.umask(0o022)
    graded()
    assert os.umask(before) == 0o022  # as it was
    written = [path for path in (tmp_path / "out").rglob("*")]
    assert len(written) > 10 and [path for path in written if path.stat().st_mode & 0o077] == []


def test_a_wrong_function_loses_its_marks_and_a_written_answer_waits_for_a_person(submitted, graded):
    submitted("ada", relu="# wrong")
    graded()
    found = marks(graded.output, "ada")
    assert found["test_relu"] == ("0", "wrong")
    assert found["test_logistic"] == ("1", "passed")
    assert found["explain"] == ("", "manual")


def test_an_answer_left_blank_needs_no_person(submitted, graded):
    submitted("ada", answer="")
    graded()
    assert marks(graded.output, "ada")["explain"] == ("0", "missing")


def test_a_missing_or_damaged_notebook_has_rows_and_costs_no_other(submitted, graded):
    folder = submitted("ada", drop=["02_outputs_and_losses"])
    (folder / "03_forward_propagation.ipynb").write_bytes(b"\x00garbage")
    report = graded()
    found = marks(graded.output, "ada")
    assert found["test_softmax"] == ("0", "missing")
    assert found["test_forward_propagation"] == ("0", "missing")
    assert found["test_relu"] == ("1", "passed")
    notes = {result.notebook: result.notes for result in report.entries[0].notebooks}
    assert notes["02_outputs_and_losses"] == ["not handed in"]
    assert notes["03_forward_propagation"][0].startswith("damaged: ")
    assert report.exit_code == 0


@pytest.mark.parametrize("odd", ["nan", "inf", "-inf", "-3", "99"])
def test_no_mark_is_ever_beyond_its_bounds(submitted, graded, odd):
    submitted("ada", relu=f"# score {odd}")
    graded()
    assert 0 <= float(marks(graded.output, "ada")["test_relu"][0]) <= 1
    if odd != "99":
        assert marks(graded.output, "ada")["test_relu"][0] == "0"


def test_a_row_that_the_engine_lost_is_our_failure_not_the_students(submitted, graded):
    submitted("ada", relu="# lose")
    report = graded()
    assert marks(graded.output, "ada")["test_relu"] == ("", "grader_failure")
    assert report.exit_code == 1


@pytest.mark.parametrize("how", ["raise", "exit"])
def test_a_submission_that_breaks_the_engine_is_tried_twice_and_costs_nobody_else(submitted, graded, tmp_path, how):
    for student in ("ada", "bob", "eve", "zoe"):
        submitted(student, relu=f"# {how}" if student == "eve" else "# wrong")
    report = graded()
    assert runs(tmp_path).count("eve") == 2
    assert {row[1] for row in marks(graded.output, "eve").values()} == {"grader_failure"}
    assert {row[0] for row in marks(graded.output, "eve").values()} == {""}
    for student in ("ada", "bob", "zoe"):
        assert marks(graded.output, student)["test_relu"] == ("0", "wrong")
    assert report.exit_code == 1 and set(report.failures) == {"eve"}


def test_a_failure_is_tried_again_by_the_next_run(submitted, graded, tmp_path):
    submitted("eve", relu="# raise")
    graded()
    assert graded().exit_code == 1
    assert runs(tmp_path).count("eve") == 4
    submitted("eve", relu="# wrong")
    assert graded().exit_code == 0


def test_a_second_run_grades_only_what_has_changed(submitted, graded, tmp_path):
    submitted("ada")
    submitted("bob")
    graded()
    before = (graded.output / "scores.csv").read_bytes()
    report = graded()
    assert (report.graded, report.kept) == (0, 2)
    assert (graded.output / "scores.csv").read_bytes() == before
    submitted("bob", relu="# wrong")
    report = graded()
    assert (report.graded, report.kept) == (1, 1)
    assert sorted(runs(tmp_path)) == ["ada", "bob", "bob"]
    assert marks(graded.output, "bob")["test_relu"] == ("0", "wrong")


def test_another_seed_and_force_grade_again(submitted, graded, tmp_path):
    submitted("ada")
    graded(seed=1)
    graded(seed=2)
    graded(seed=2, force=True)
    assert runs(tmp_path) == ["ada"] * 3


def test_a_seed_that_is_not_given_is_drawn_recorded_and_used_again(submitted, graded, tmp_path):
    submitted("ada")
    first = graded(seed=None).seed
    assert json.loads((graded.output / "run.json").read_text())["seed"] == first
    submitted("bob")
    assert graded(seed=None).seed == first
    assert {line.split()[2] for line in (tmp_path / "log").read_text().splitlines() if "run" in line} == {str(first)}


def test_two_fresh_outputs_draw_two_seeds(submitted, tmp_path):
    submitted("ada")
    seeds = set()
    for number in range(2):
        settings = Settings(submitted.root, tmp_path / f"out{number}")
        seeds.add(grade(settings, lambda _: None, lambda _: None).seed)
    assert len(seeds) == 2


def test_one_student_alone_leaves_the_others_as_they_were(submitted, graded, tmp_path):
    submitted("ada")
    submitted("bob")
    graded()
    submitted("ada", relu="# wrong")
    submitted("bob", relu="# wrong")
    graded(student="bob")
    assert marks(graded.output, "bob")["test_relu"] == ("0", "wrong")
    assert marks(graded.output, "ada")["test_relu"] == ("1", "passed")


def test_the_number_of_jobs_changes_no_byte(submitted, graded, tmp_path):
    for number in range(6):
        submitted(f"s{number}", relu="# wrong" if number % 2 else "# slow")
    graded(jobs=1)
    one = (graded.output / "scores.csv").read_bytes()
    shutil.rmtree(graded.output)
    graded(jobs=3)
    assert (graded.output / "scores.csv").read_bytes() == one


def test_autograded_holds_the_notebooks_that_were_handed_in(submitted, graded):
    submitted("ada", drop=["07_fashion_mnist"])
    graded()
    found = sorted(path.name for path in (graded.output / "autograded/ada/backpropagation").iterdir())
    assert found == sorted(f"{name}.ipynb" for name in NOTEBOOKS if name != "07_fashion_mnist")
    assert not list((graded.output / "autograded").glob(".*"))


def test_two_runs_do_not_share_an_output_folder(submitted, graded):
    submitted("ada")
    with run.locked(graded.output), pytest.raises(UserError, match="under way"):
        graded()


def test_a_release_that_is_not_current_is_refused_before_anything_is_written(submitted, graded, monkeypatch):
    submitted("ada")
    monkeypatch.setattr(run, "released_notebooks", lambda: (_ for _ in ()).throw(UserError("stale")))
    with pytest.raises(UserError, match="stale"):
        graded()
    assert not graded.output.exists()


class Refusing(fake_engine.FakeEngine):
    def __enter__(self):
        raise SandboxUnavailable("no sandbox here", "", "install one")


def test_a_machine_that_cannot_sandbox_is_told_and_grades_nobody(submitted, graded, monkeypatch):
    submitted("ada")
    monkeypatch.setattr("autograder.grading.worker.make_engine", lambda *_: Refusing())
    with pytest.raises(UserError, match="no sandbox here"):
        graded()
    assert not (graded.output / "scores.csv").exists()


def test_a_run_with_nothing_to_judge_opens_no_sandbox(submitted, graded, monkeypatch):
    submitted("ada")
    graded()
    monkeypatch.setattr("autograder.grading.worker.make_engine", lambda *_: Refusing())
    assert graded().kept == 1
    submitted("bob")
    with pytest.raises(UserError, match="no sandbox here"):
        graded()


def begin(submitted, output, jobs=2):
    return ForkedCommand("grade", "--submissions", submitted.root, "--output", output, "--seed", 5, "--jobs", jobs)


def test_a_run_that_is_killed_again_and_again_is_finished_by_the_next(submitted, tmp_path):
    """SIGKILL to the whole process group at random moments: nobody is lost, nobody graded twice, no file is half."""
    for number in range(8):
        submitted(f"s{number}", relu="# slow")
    output, moments, kills = tmp_path / "out", random.Random(4), 0
    while kills < 5:
        started = begin(submitted, output)
        already = len(runs(tmp_path))
        while len(runs(tmp_path)) == already and started.poll() is None:
            time.sleep(0.01)
        time.sleep(moments.uniform(0, 0.5))
        started.kill()
        started.wait()
        kills += 1
        half = [path for path in (output / "journal").glob("*.json") if not json.loads(path.read_text())]
        assert not half
    assert begin(submitted, output).wait() == 0
    assert len(rows(output)) == 8 * ROWS
    assert sorted(path.name for path in (output / "autograded").iterdir()) == [f"s{number}" for number in range(8)]
    assert not list(output.rglob("*partial*"))
    counts = [runs(tmp_path).count(f"s{number}") for number in range(8)]
    assert all(counts), "somebody was lost"
    assert sum(counts) <= 8 + 2 * kills, "what was finished before a kill was graded again"


def test_ctrl_c_ends_cleanly_and_leaves_no_process(submitted, tmp_path):
    for number in range(4):
        submitted(f"s{number}", relu="# hang" if number else "# wrong")
    output = tmp_path / "out"
    started = begin(submitted, output)
    assert wait_until(lambda: len(runs(tmp_path)) >= 3, 60)
    started.kill(signal.SIGINT)
    assert started.wait(20) == 130
    assert "Run the same command again to go on." in started.said and "Traceback" not in started.said
    assert wait_until(lambda: not _group_lives(started.pid), 10)
    assert (tmp_path / "log").read_text().count("closed") == 2  # each engine was closed
    assert not (output / "scores.csv").exists()


def test_workers_end_when_their_parent_is_killed(submitted, tmp_path):
    submitted("ada", relu="# hang")
    submitted("bob", relu="# hang")
    output = tmp_path / "out"
    started = begin(submitted, output)
    assert wait_until(lambda: len(runs(tmp_path)) >= 2, 60)
    os.kill(started.pid, signal.SIGKILL)  # it alone, and not its group
    started.wait()
    assert wait_until(lambda: not _group_lives(started.pid), 20), "a worker outlived its parent"


def _group_lives(group):
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def kept(data):
    output = {"output_type": "display_data", "data": data, "metadata": {}}
    notebook = nbformat.from_dict({"cells": [{"outputs": [output]}]})
    write.cut_outputs(notebook)
    return list(notebook.cells[0].outputs[0]["data"])


PICTURE = {"image/png": "iVBORw0KGgo=", "text/plain": "[figure]"}


def test_of_a_figure_too_large_as_html_the_picture_remains():
    assert kept({"text/html": "<img " + "a" * write.MAX_TEXT} | PICTURE) == ["image/png", "text/plain"]

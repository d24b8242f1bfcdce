"""When our own machinery fails: once is retried, twice is `grader_failure`, never a mark, and the rest goes on."""

from __future__ import annotations

import csv
import os
import signal

import pytest

from autograder.course.notebooks import released_notebooks
from autograder.grading.asked import Settings
from autograder.grading.run import grade
from autograder.judge import JudgeEngine
from autograder.verdicts import CellResult, NotebookResult, Verdict
from tests.sandboxed import below, wait_until
from tests.test_killed import hand_in

pytestmark = pytest.mark.sandbox

ROWS = sum(len(form.graded) for form in released_notebooks().values())


@pytest.fixture
def attempts(tmp_path):
    """How often the engine was asked for a student; it is asked in other processes."""

    def count(student, one_more=False):
        path = tmp_path / f"asked-{student}"
        if one_more:
            with path.open("a") as file:
                file.write("x")
        return len(path.read_text()) if path.exists() else 0

    return count


@pytest.fixture
def graded(tmp_path, monkeypatch, attempts):
    """Grades three students with the judge, whose engine does `fault(engine, attempt)` first when it comes to eve."""

    def go(fault, students=("ada", "eve", "zoe"), jobs=1):
        class Faulty(JudgeEngine):
            def run(self, submission, seed):
                attempt = attempts(submission.student, one_more=True)
                results = fault(self, attempt) if submission.student == "eve" else None
                return results or super().run(submission, seed)

        monkeypatch.setattr(
            "autograder.grading.worker.make_engine", lambda name, course, wall: Faulty(course.limits, wall=wall)
        )
        for student in students:
            hand_in(tmp_path / "submitted", student, None)
        settings = Settings(tmp_path / "submitted", tmp_path / "out", jobs=jobs, seed=5)
        report = grade(settings, lambda _: None, lambda _: None)
        with (tmp_path / "out" / "scores.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return report, {name: [row for row in rows if row["student"] == name] for name in students}

    return go


def marks(rows):
    return sum(float(row["score"] or 0) for row in rows)


def breaks(engine, attempt):
    raise RuntimeError("our own bug")


def breaks_once(engine, attempt):
    if attempt == 1:
        raise RuntimeError("our own bug")


def loses_its_sandbox(engine, attempt):
    if attempt == 1:
        os.kill(engine._sandbox.pid, signal.SIGKILL)


def always_loses_its_sandbox(engine, attempt):
    os.kill(engine._sandbox.pid, signal.SIGKILL)


def dies(engine, attempt):
    os.kill(os.getpid(), signal.SIGKILL)


def gives_nonsense(engine, attempt):
    rows = [
        CellResult("test_relu", Verdict.PASSED, float("nan"), 1.0),
        CellResult("no such cell", Verdict.PASSED, 9, 9),
    ]
    return [NotebookResult("no such notebook", []), NotebookResult("01_activations", rows)]


@pytest.mark.parametrize("fault", [breaks_once, loses_its_sandbox])
def test_what_fails_once_is_tried_again_and_costs_nothing(graded, attempts, fault):
    report, rows = graded(fault)
    assert report.exit_code == 0 and report.failures == {}
    assert attempts("eve") == 2
    assert {name: marks(found) for name, found in rows.items()} == {"ada": 7, "eve": 7, "zoe": 7}


@pytest.mark.parametrize("fault", [breaks, always_loses_its_sandbox, dies])
def test_what_fails_twice_is_reported_never_marked_and_the_rest_goes_on(graded, attempts, fault):
    report, rows = graded(fault)
    assert report.exit_code != 0 and set(report.failures) == {"eve"}
    assert attempts("eve") == 2 and attempts("ada") == attempts("zoe") == 1
    assert [(row["verdict"], row["score"]) for row in rows["eve"]] == [("grader_failure", "")] * ROWS
    assert marks(rows["ada"]) == marks(rows["zoe"]) == 7


def test_what_an_engine_says_beyond_reason_is_no_mark(graded):
    report, rows = graded(gives_nonsense)
    relu = next(row for row in rows["eve"] if row["cell"] == "test_relu")
    assert float(relu["score"]) == 0
    assert {row["verdict"] for row in rows["eve"] if row["notebook"] == "01_activations" and row is not relu} == {
        "grader_failure"
    }
    assert len(rows["eve"]) == ROWS and report.exit_code != 0


def test_a_failure_is_tried_again_by_the_next_run(graded, attempts):
    assert graded(breaks)[0].exit_code != 0
    report = graded(lambda engine, attempt: None, students=())[0]
    assert report.exit_code == 0 and attempts("eve") == 3 and attempts("ada") == 1
    assert all(entry.complete for entry in report.entries)


def test_no_process_is_left_of_a_sandbox_that_was_lost(graded):
    before = below(os.getpid())
    graded(always_loses_its_sandbox)
    assert wait_until(lambda: below(os.getpid()) <= before, 10)

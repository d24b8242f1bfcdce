"""`grade --bring-back`: what a worker without the folder leaves is what one with it does; and the end of a run.

The engine is tests/fake_engine.py. That workers really see nothing of the class, tests/test_dask_faults.py tries.
"""

from __future__ import annotations

import json
import pickle
import re
import stat

import pytest

from autograder.cluster import apart
from autograder.grading import run, worker
from autograder.grading.asked import Settings
from autograder.grading.fingerprints import all_checks
from autograder.grading.schedule import Task
from autograder.grading.settings import course_settings
from tests import fake_engine
from tests.damage import ONE, cell, good_notebook
from tests.dask_cluster import STUDENTS, done, hand_in

pytestmark = pytest.mark.sandbox


@pytest.fixture
def submitted(tmp_path):
    return hand_in(tmp_path / "submitted", STUDENTS)


def test_once_a_run_is_over_nothing_is_written_for_it(monkeypatch, submitted, tmp_path):
    fake_engine.patch(monkeypatch)
    (tmp_path / "out" / "journal").mkdir(parents=True)
    settings, task = (
        Settings(submitted, tmp_path / "out", lease=tmp_path / "lease"),
        Task("ada", str(submitted / "ada")),
    )
    with worker.GradeOne(settings, course_settings(), 5, all_checks()) as grade:
        with pytest.raises(worker.RunOverError):
            grade(task)
        assert not done(tmp_path / "out")
        settings.lease.touch()
        assert grade(task).outcome == "graded" and done(tmp_path / "out")


class ThereAndBack:
    """In place of a cluster whose workers share no folder with the class: all goes through bytes."""

    notes = ()

    def __init__(self, make, settings, facts):
        self._make, self._settings = make, settings

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def under_way(self):
        return {}

    def run(self, tasks, tick=None):
        with apart.GradeApart(self._make, self._settings) as grade:
            for task in tasks:
                parcel = pickle.dumps(apart.pack(self._settings.output, task))
                answer = pickle.loads(pickle.dumps(grade(pickle.loads(parcel))))
                apart.take(self._settings.output, answer)
                yield answer


def everything(output):
    """All files of an output folder but the gradebook and what says when; journal entries without times of ours."""
    found = {}
    for path in sorted(path for path in output.rglob("*") if path.is_file()):
        name, data = path.relative_to(output).as_posix(), path.read_bytes()
        if "journal/" in name or "attempts/" in name:
            data = re.sub(rb'"(seen|seconds|graded_at)": ?[^,}]+', b"", data)
        if name not in ("run.json", "progress.json", "gradebook.db", "history.jsonl", ".lock"):
            found[name] = (stat.S_IMODE(path.stat().st_mode), data)
    return found


def test_what_comes_back_is_what_a_worker_with_the_folder_leaves(monkeypatch, submitted, tmp_path):
    """A class is graded, graded again as it was, handed in again, given other times, tried, and graded anew."""
    fake_engine.patch(monkeypatch)
    monkeypatch.setattr(run, "Pool", fake_engine.Inline)
    root = submitted

    def both(**asked):
        made = []
        for name, pool in (("shared", None), ("apart", ThereAndBack)):
            settings = Settings(root, tmp_path / name, **asked)
            made.append(run.grade(settings, lambda _: None, lambda _: None, pool))
        assert everything(tmp_path / "apart") == everything(tmp_path / "shared")
        assert made[0].graded == made[1].graded and made[0].kept == made[1].kept
        return made[1]

    def hand_in_again(student, wish):
        notebook = json.loads(good_notebook(ONE))
        cell(notebook, "relu")["source"] = f"# {wish}"
        (root / student / "backpropagation" / f"{ONE}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")

    assert both(seed=5).graded == len(STUDENTS)
    assert both().kept == len(STUDENTS)
    hand_in_again("ada", "wrong")
    assert both().graded == 1
    (root / "bob" / "backpropagation" / "timestamp.txt").write_text("2026-11-20 09:30:00 UTC")
    assert both().kept == len(STUDENTS)
    hand_in_again("zoë", "wrong")
    assert both(dry_run=True).changes.changed
    assert both().graded == 1
    assert both(seed=6).graded == len(STUDENTS)


def test_a_path_that_leads_out_of_the_folder_is_not_written(tmp_path):
    (tmp_path / "autograded").mkdir()
    answer = apart.Result(Task("ada", ""), "graded", files={"../../out": b"x"})
    with pytest.raises(ValueError, match="leads out"):
        apart.take(tmp_path, answer)

"""What a run says of itself while it goes on: how far it is, how long the rest will take, and what is stuck."""

from __future__ import annotations

import json
import random
import time
from dataclasses import asdict
from pathlib import Path

import pytest

from autograder.cluster.status import SILENT, STUCK, status
from autograder.errors import UserError
from autograder.grading.schedule import Pool, Task, TaskAnswer
from autograder.grading.under_way import FILE, Forecast, StateOfRun, Watched, longest_first, read_progress
from autograder.report.terminal.status import in_a_line, show_status


def play(students, takes, known, jobs, kept=()):
    """A run on `jobs` workers, in the order of `longest_first`: (share of its time that is over, forecast, truth)."""
    tasks = [task.student for task in longest_first(dict.fromkeys(students, Path()), known)]
    forecast, free, ends = Forecast(students, known), [0.0] * jobs, []
    for student in tasks:
        worker = free.index(min(free))
        free[worker] += 0.02 if student in kept else takes[student]
        ends.append((free[worker], student))
    for now, student in sorted(ends):
        outcome = "kept" if student in kept else "graded"
        forecast.note(TaskAnswer(Task(student, ""), outcome, "", 0.02 if student in kept else takes[student]))
        yield now / max(free), forecast.left(now), max(free) - now


def classes():
    draw = random.Random(3)
    students = [f"s{number}" for number in range(2000)]
    heavy = {student: draw.lognormvariate(0, 1) for student in students}  # some take ten times as long as others
    slower = {student: 3 * seconds * draw.uniform(0.8, 1.25) for student, seconds in heavy.items()}
    yield "the first run", students, heavy, {}, 2, ()
    yield "a regrade of all on a machine a third as fast", students, slower, heavy, 2, ()
    yield (
        "a run that goes on where it was killed",
        students,
        heavy,
        {s: heavy[s] for s in students[:700]},
        4,
        set(students[:700]),
    )
    yield "everybody is kept", students, heavy, heavy, 1, set(students)


@pytest.mark.parametrize(
    ("students", "takes", "known", "jobs", "kept"), [pytest.param(*one[1:], id=one[0]) for one in classes()]
)
def test_after_a_tenth_of_the_work_the_time_left_is_right_to_a_fifth(students, takes, known, jobs, kept):
    seen = 0
    for share, said, truth in play(students, takes, known, jobs, kept):
        if 0.1 <= share <= 0.9:
            seen += 1
            assert abs(said - truth) <= 0.2 * truth, f"after {share:.0%}: {said:.0f} s, and it was {truth:.0f} s"
    assert seen > 100


def test_who_has_not_been_graded_comes_first_and_then_the_longest_of_the_last_run():
    folders = {name: Path(name) for name in ("ada", "bob", "cleo", "dan")}
    tasks = longest_first(folders, {"ada": 1.0, "bob": 9.0, "dan": 4.0})
    assert [task.student for task in tasks] == ["cleo", "bob", "dan", "ada"]


class Worker:
    """Grades by doing nothing; somebody called slow takes a while."""

    def __enter__(self):
        return self.grade

    def __exit__(self, *error):
        pass

    def grade(self, task):
        time.sleep(1.2 if task.student == "slow" else 0)  # the pool looks up every second
        return TaskAnswer(task, "incomplete" if task.student == "eve" else "graded", "", 0.1)


def test_the_file_says_who_is_under_way_and_how_the_run_ended(tmp_path, monkeypatch):
    monkeypatch.setattr("autograder.grading.under_way.PAUSE", 0.0)
    tasks = [Task(name, "") for name in ("ada", "eve", "slow")]
    seen = []
    with (
        Watched(tmp_path, dict.fromkeys(["ada", "eve", "slow"], tmp_path), {}, quiet=False) as watched,
        Pool(Worker, 1) as pool,
    ):

        def tick():
            watched.tick(pool.under_way)
            seen.append(read_progress(tmp_path))

        for answer in pool.run(tasks, tick):
            watched.note(answer)
    assert any("slow" in one.under_way for one in seen) and {one.state for one in seen} == {"running"}
    last = read_progress(tmp_path)
    assert (last.state, last.total, last.graded, last.failed, last.failures) == ("done", 3, 3, 1, ["eve"])
    with pytest.raises(KeyboardInterrupt), Watched(tmp_path, {}, {}, quiet=False):
        raise KeyboardInterrupt
    assert read_progress(tmp_path).state == "stopped"


def said(place, **facts):
    now = time.time()
    place.mkdir(parents=True, exist_ok=True)
    made = StateOfRun(
        **{"total": 100, "started": now - 60, "updated": now, "graded": 20, "kept": 10, "left_seconds": 90.0} | facts
    )
    (place / FILE).write_text(json.dumps(asdict(made)))


def test_shards_are_summed_and_what_is_wrong_with_one_is_named(tmp_path, capsys):
    now = time.time()
    said(tmp_path / "shards" / "1-of-4")
    said(
        tmp_path / "shards" / "2-of-4",
        under_way={"eve": now - STUCK - 60},
        failed=1,
        failures=["bob"],
        left_seconds=200.0,
    )
    said(tmp_path / "shards" / "3-of-4", updated=now - SILENT - 5)
    assert in_a_line(status(tmp_path)) == (
        "90 of 300 graded; 210 left; 1 failures of ours; 40.0 a minute; 3 min 20 s to go; 1 shards not started: 4/4."
    )
    assert show_status(tmp_path) == 1
    printed = capsys.readouterr().out
    assert "shard 2/4: eve has been under way for 16 min" in printed
    assert "shard 2/4: not graded, which is our fault: bob" in printed
    assert "shard 3/4: nothing heard of it for more than a minute" in printed and "SILENT" in printed


def test_one_run_is_told_in_a_line(tmp_path, capsys):
    said(tmp_path, state="done", graded=100, kept=0, left_seconds=0.0)
    assert show_status(tmp_path) == 0
    assert capsys.readouterr().out == "100 of 100 graded; 0 left; 0 failures of ours.\n"


def test_where_nothing_runs_it_is_said(tmp_path):
    with pytest.raises(UserError, match="Nothing has been graded"):
        status(tmp_path)

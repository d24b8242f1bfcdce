"""`autograder grade` with the judge, killed at any moment: the next run goes on, and ends where it would have ended.

Each run is a process group of its own; what a run started is known by its parents, and is looked for afterwards.
"""

from __future__ import annotations

import contextlib
import csv
import json
import os
import random
import shutil
import signal
import sqlite3
import time
from functools import partial
from pathlib import Path

import pytest

from autograder.course.notebooks import released_notebook, released_notebooks
from autograder.grading.fingerprints import all_checks
from autograder.judge.master_namespace import namespace_of
from autograder.ledger.database import nbgrader_api
from autograder.sandbox.wall import choose
from tests.damage import ONE, cell, good_notebook
from tests.forks import ForkedCommand

pytestmark = pytest.mark.whole_class

KILLS = 50
STUDENTS = {
    "ada": None,
    "bob": "def relu(a):\n    return -a",
    "eve": "def relu(a):\n    raise ValueError(a.shape)",
    "zoe": "def relu(a):\n    import os\n    os.kill(os.getpid(), 9)",
}
ENDLESS = "def relu(a):\n    while True:\n        pass"
ROWS = sum(len(form.graded) for form in released_notebooks().values())


def hand_in(root, student, relu):
    """A perfect 01_activations, alone, with another relu if one is given."""
    notebook = json.loads(good_notebook(ONE))
    if relu:
        cell(notebook, "relu")["source"] = relu
    (root / student / "backpropagation").mkdir(parents=True)
    (root / student / "backpropagation" / f"{ONE}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


@pytest.fixture(scope="module")
def submitted(tmp_path_factory):
    for warm in (all_checks, released_notebooks, nbgrader_api, partial(namespace_of, ONE), choose):
        warm()  # here once, and so in every run
    root = tmp_path_factory.mktemp("submitted")
    for student, relu in STUDENTS.items():
        hand_in(root, student, relu)
    return root


class Run(ForkedCommand):
    """One `autograder grade`, under way."""

    def __init__(self, submitted, output, jobs=2):
        self.output, self.begun = output, time.monotonic()
        super().__init__("grade", "--seed", 5, "--jobs", jobs, "--submissions", submitted, "--output", output)

    def finish(self):
        """Wait until it is done; what it said, and how long it took."""
        assert self.wait() == 0, self.said
        return self.said, time.monotonic() - self.begun

    def wait_for(self, condition, seconds=300.0):
        """Wait until `condition()`, or until the run is over."""
        deadline = time.monotonic() + seconds
        while not condition() and self.poll() is None:
            assert time.monotonic() < deadline
            time.sleep(0.002)

    def tree(self):
        """Every process that it started and that is there, as (pid, time of its start)."""
        found, parents = set(), {}
        for pid, (parent, started, _) in processes().items():
            parents.setdefault(parent, []).append((pid, started))
        left = [self.pid]
        while left:
            children = parents.get(left.pop(), [])
            found |= set(children)
            left += [pid for pid, _ in children]
        return found

    def kill_at_once(self, all_of_it):
        """SIGKILL to its process group, or to every process of its tree; nothing of it is left then."""
        tree = self.tree()
        self.kill()
        for pid, started in tree if all_of_it else ():
            if processes().get(pid, (0, 0, ""))[1] == started:
                with contextlib.suppress(ProcessLookupError):  # it has just ended
                    os.kill(pid, signal.SIGKILL)
        killed = self.wait() == -signal.SIGKILL
        assert_ended(tree)
        return killed


def processes():
    """pid -> (parent, time of its start, state) of every process here."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()
            except OSError:  # it has just ended
                continue
            found[int(entry.name)] = (int(fields[1]), int(fields[19]), fields[0])
    return found


def assert_ended(tree, seconds=15.0):
    """Each of these processes ends, or has ended."""
    deadline = time.monotonic() + seconds
    while True:
        there = processes()
        alive = {pid for pid, started in tree if pid in there and there[pid][1] == started and there[pid][2] != "Z"}
        if not alive:
            return
        assert time.monotonic() < deadline, f"{len(alive)} processes outlived the run"
        time.sleep(0.02)


def journal(output):
    """Which entries are finished: file -> what it is, so that a file written anew is another one."""
    entries = (output / "journal").glob("*.json") if (output / "journal").is_dir() else []
    return {path.name: (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes()) for path in entries}


def outcome(output):
    """All that must be the same bytes: marks without times, graded notebooks, the gradebook without its random keys."""
    with (output / "scores.csv").open(encoding="utf-8", newline="") as file:
        scores = list(csv.DictReader(file))
    graded = output / "autograded"
    notebooks = {path.relative_to(graded): path.read_bytes() for path in sorted(graded.rglob("*")) if path.is_file()}
    query = """
        SELECT s.student_id, s.timestamp, n.name, b.name, g.auto_score, g.manual_score, g.needs_manual_grade
        FROM submitted_assignment s JOIN submitted_notebook m ON m.assignment_id = s.id JOIN notebook n
        ON n.id = m.notebook_id JOIN grade g ON g.notebook_id = m.id JOIN base_cell b ON b.id = g.cell_id
        ORDER BY 1, 3, 4
    """
    with sqlite3.connect(output / "gradebook.db") as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        marks = database.execute(query).fetchall()
        marks += database.execute("SELECT * FROM autograder_marked ORDER BY 1").fetchall()
    return scores, notebooks, marks


@pytest.fixture(scope="module")
def undisturbed(submitted, tmp_path_factory):
    """The outcome of a run that nobody disturbs, and its seconds."""
    output = tmp_path_factory.mktemp("undisturbed") / "out"
    _, seconds = Run(submitted, output).finish()
    return outcome(output), seconds


def test_one_job_and_two_give_the_same_bytes(submitted, undisturbed, tmp_path):
    Run(submitted, tmp_path / "out", jobs=1).finish()
    assert outcome(tmp_path / "out") == undisturbed[0]


def test_the_undisturbed_run_is_what_it_should_be(undisturbed):
    scores, notebooks, marks = undisturbed[0]
    relu = {row["student"]: row["verdict"] for row in scores if row["cell"] == "test_relu"}
    assert relu == {"ada": "passed", "bob": "wrong", "eve": "error", "zoe": "crashed"}
    assert len(scores) == len(STUDENTS) * ROWS and len(marks) == len(STUDENTS) * (ROWS + 1)
    assert len(notebooks) == len(STUDENTS)
    others = [row for row in scores if row["notebook"] == ONE and row["cell"] != "test_relu"]
    assert {row["verdict"] for row in others} == {"passed"}
    assert len(others) == len(STUDENTS) * (len(released_notebook(ONE).graded) - 1)


def test_a_run_killed_at_50_moments_is_finished_by_the_next(submitted, undisturbed, tmp_path):
    """A third of the moments are anywhere, a third just after a submission is done, a third while all is written."""
    wanted, seconds = undisturbed
    output, moments, done, kills, finished, at = tmp_path / "out", random.Random(4), {}, 0, 0, []
    while kills < KILLS:
        run, before = Run(submitted, output, jobs=2 if kills % 5 == 0 else 1), len(journal(output))
        kind = kills % 3
        if kind == 1 and before < len(STUDENTS):
            run.wait_for(lambda before=before: len(journal(output)) > before)
        if kind == 2:
            run.wait_for(lambda: len(journal(output)) == len(STUDENTS))
        time.sleep(moments.uniform(0, (seconds, 0.2, 0.6)[kind]))
        killed = run.kill_at_once(all_of_it=kills % 2 == 1)
        kills += killed
        now = journal(output)
        assert done.items() <= now.items(), "what was finished before a kill was lost, or graded again"
        done = now
        at.append(len(now))
        if kind == 2 or not killed:
            if killed:
                Run(submitted, output, jobs=1).finish()
            assert done == journal(output) and outcome(output) == wanted
            assert not list(output.rglob("*partial*"))
            finished += 1
            shutil.rmtree(output)
            done = {}
    if done:
        Run(submitted, output, jobs=1).finish()
        assert done.items() <= journal(output).items() and outcome(output) == wanted
    assert finished >= KILLS // 3
    assert {0, len(STUDENTS)} < set(at), "the moments were not spread over a run"
    print(f"{kills} kills, {finished} classes finished after them; entries at each kill: {at}")


def test_ctrl_c_ends_with_a_message_and_leaves_no_process(submitted, tmp_path):
    root = tmp_path / "submitted"
    shutil.copytree(submitted, root)
    hand_in(root, "moe", ENDLESS)
    run = Run(root, tmp_path / "out", jobs=1)
    run.wait_for(lambda: len(journal(tmp_path / "out")) == 3)  # moe is the fourth, and takes as long as it may
    time.sleep(0.5)
    tree, before = run.tree(), journal(tmp_path / "out")
    run.kill(signal.SIGINT)
    pressed = time.monotonic()
    code = run.wait(60)
    assert time.monotonic() - pressed < 10, "a worker had to be killed: it did not end by itself"
    assert code == 130
    assert "Stopped." in run.said and "Run the same command again to go on." in run.said
    assert "Traceback" not in run.said
    assert tree
    assert_ended(tree)
    assert journal(tmp_path / "out") == before and not (tmp_path / "out" / "scores.csv").exists()
    Run(submitted, tmp_path / "out").finish()  # without moe, whom it would take half a minute to give up on
    assert before.items() <= journal(tmp_path / "out").items()


def test_a_polite_kill_leaves_no_process(submitted, tmp_path):
    run = Run(submitted, tmp_path / "out")
    run.wait_for(lambda: journal(tmp_path / "out"))
    tree = run.tree()
    os.kill(run.pid, signal.SIGTERM)  # to the command alone, as `kill` sends it
    assert run.wait(20) != 0
    assert_ended(tree)
    Run(submitted, tmp_path / "out").finish()

"""`grade --cluster`: a real scheduler and real workers on loopback, the judge in its sandbox, and losses.

The faults that take half a minute each run where AUTOGRADER_SLOW_FAULTS is set.
"""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import re
import resource
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.cluster import apart
from autograder.cluster.dask_pool import DaskPool
from autograder.cluster.hand import Hand, Order
from autograder.errors import UserError
from autograder.grading import run, worker
from autograder.grading.asked import Settings
from autograder.grading.fingerprints import all_checks, release_of, version_of
from autograder.grading.schedule import Task
from autograder.grading.settings import course_settings
from tests import fake_engine
from tests.damage import ONE, cell, good_notebook
from tests.forks import ForkedCommand, in_fork
from tests.sandboxed import WALLS, below, state_of, wait_until

pytestmark = pytest.mark.whole_class
slow_fault = pytest.mark.skipif("AUTOGRADER_SLOW_FAULTS" not in os.environ, reason="takes half a minute")

CALLS = """def relu(a):
    import socket
    for port in {ports}:
        try:
            socket.create_connection(("127.0.0.1", port), 5)
            return np.maximum(a, 0)
        except OSError as error:
            why = error
    raise why"""
SLOW = "import time\ntime.sleep(1)\ndef relu(a):\n    return {}"
STUDENTS = {
    "ada": None,
    "bob": "def relu(a):\n    return -a",
    "eve": CALLS,
    "fay": "def relu(a):\n    raise ValueError(a.shape)",
    "gus": SLOW.format("np.maximum(a, 0)"),
    "hal": SLOW.format("a"),
    "zoë": None,
}
TABLES = ("scores.csv", "totals.csv", "collect.csv")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


class Cluster:
    """A scheduler and its workers, each a process group of its own."""

    def __init__(self, folder, workers=2, scheme="tcp", more=()):
        self.folder, self.processes, self.more = folder, [], more
        self.port, self.ports = free_port(), []
        self.address = f"{scheme}://127.0.0.1:{self.port}"
        self.scheduler = self.start_scheduler()
        self.workers = [self.add_worker() for _ in range(workers)]

    def _start(self, what, *words, says, **environment):
        log = self.folder / f"{len(self.processes)}.log"
        command = [
            sys.executable,
            "-P",
            "-m",
            f"distributed.cli.dask_{what}",
            "--host",
            "127.0.0.1",
            *words,
            *self.more,
        ]
        with log.open("w") as file:
            made = subprocess.Popen(
                command, cwd=self.folder, stdout=file, stderr=file, env=os.environ | environment, start_new_session=True
            )
        self.processes.append(made)
        assert wait_until(lambda: re.search(says, log.read_text()), 120), log.read_text()
        self.ports += map(int, re.findall(r"(?:Start worker|Scheduler) at:.*:(\d+)", log.read_text()))
        return made

    def start_scheduler(self):
        return self._start("scheduler", "--port", str(self.port), "--no-dashboard", "--no-show", says="Scheduler at:")

    def add_worker(self, **environment):
        words = ("--no-nanny", "--no-dashboard", "--nthreads", "1", "--local-directory", str(self.folder))
        return self._start("worker", self.address, *words, says="Start worker at:", **environment)

    def end(self):
        for process in self.processes:
            kill(process)


def kill(process):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    yield made
    made.end()


def hand_in(root, students, ports=()):
    for student, relu in students.items():
        notebook = json.loads(good_notebook(ONE))
        if relu:
            cell(notebook, "relu")["source"] = relu.replace("{ports}", str(list(ports)))
        (root / student / "backpropagation").mkdir(parents=True)
        (root / student / "backpropagation" / f"{ONE}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def submitted(tmp_path_factory, cluster):
    return hand_in(tmp_path_factory.mktemp("class") / "submitted", STUDENTS, cluster.ports)


def start(submitted, output, *more):
    return ForkedCommand("grade", "--seed", "5", "--submissions", submitted, "--output", output, *more)


def finish(client, code=0):
    assert client.wait() == code, client.said
    return client.said


def tables(output):
    return {name: (output / name).read_bytes() for name in TABLES}


def done(output):
    return {path: path.stat().st_mtime_ns for path in (output / "journal").glob("*.json")}


@pytest.fixture(scope="module")
def alone(submitted):
    """What one process writes."""
    finish(start(submitted, submitted.parent / "alone", "--jobs", "1"))
    return tables(submitted.parent / "alone")


@pytest.fixture(scope="module")
def survived(cluster, submitted):
    """A run that lost a worker, then its client, and was started again: (output, its words, what was done before)."""
    output = submitted.parent / "out"
    client = start(submitted, output, "--cluster", cluster.address)
    assert wait_until(lambda: done(output), 120), client.said
    kill(cluster.workers.pop())
    cluster.workers.append(cluster.add_worker())
    before = len(done(output))
    assert wait_until(lambda: len(done(output)) > before, 120), client.said
    client.kill()
    client.wait()
    assert not (output / "scores.csv").exists()
    return output, finish(start(submitted, output, "--cluster", cluster.address)), before


def test_a_lost_worker_and_a_lost_client_cost_nothing_that_is_done(alone, survived):
    output, said, before = survived
    kept = int(re.search(r"(\d+) kept as they were", said)[1])
    assert kept > before  # nobody who was done is graded again
    assert tables(output) == alone
    assert not list(output.glob(".cluster-*"))


def test_marks_are_for_the_user_who_grades_alone(survived):
    files = [path for folder in ("journal", "autograded") for path in (survived[0] / folder).rglob("*")]
    assert files and not [path for path in files if stat.S_IMODE(path.stat().st_mode) & 0o077]


def test_student_code_reaches_no_port_of_the_cluster(cluster, survived):
    assert len(cluster.ports) >= 3
    for port in cluster.ports[:2]:  # that of the scheduler, and of a worker: they are open, to us
        socket.create_connection(("127.0.0.1", port), 5).close()
    rows = (survived[0] / "scores.csv").read_text().splitlines()
    assert [row for row in rows if row.startswith("eve,01_activations,test_relu,0,1,error")]


def test_a_lost_scheduler_is_waited_for_and_costs_nothing_that_is_done(alone, submitted, tmp_path):
    made = Cluster(tmp_path, workers=1)
    try:
        client = start(submitted, tmp_path / "out", "--cluster", made.address)
        assert wait_until(lambda: done(tmp_path / "out"), 120), client.said
        for process in made.processes:
            kill(process)
        written = done(tmp_path / "out")
        made.start_scheduler()
        made.add_worker()
        said = finish(client)
        assert "is lost. Waiting for it" in said and "is there again." in said
        assert done(tmp_path / "out").items() >= written.items()  # nobody who was done is graded again
        assert tables(tmp_path / "out") == alone
    finally:
        made.end()


def order(submitted, **other):
    lease = submitted.parent / ".cluster-1.partial"
    lease.touch()
    facts = {"grader": version_of(all_checks()), "release": release_of(), "submissions": submitted, "lease": lease}
    return Order(b"", **(facts | other))


def refused(order, address):
    """What the run says that a cluster refuses; in a process of its own, since a client has threads."""

    def go():
        try:
            with DaskPool(address, order, print) as pool:
                list(pool.run([Task("ada", "")]))
        except UserError as error:
            return [error.what, error.why, error.remedy]

    return in_fork(go)


def test_a_scheduler_of_another_version_is_not_used(cluster, submitted):
    what, why, _ = refused(order(submitted, release="of yesterday"), cluster.address)
    assert what == "The scheduler has another release." and "of yesterday" in why


@pytest.mark.skipif("namespaces" not in WALLS, reason="not behind this wall")
def test_a_worker_that_can_not_sandbox_says_so_and_takes_no_work(cluster, submitted, tmp_path):
    program = tmp_path / "bwrap"
    program.write_text("#!/bin/sh\necho no namespaces here >&2\nexit 1\n")
    program.chmod(0o755)
    made = Cluster(tmp_path, workers=0)
    try:
        made.add_worker(PATH=f"{tmp_path}:{os.environ['PATH']}")
        client = start(submitted, tmp_path / "out", "--cluster", made.address, "--wall", "namespaces")
        said = finish(client, 2)
        assert said.startswith("Error: ") and "no namespaces here" in said and not done(tmp_path / "out")
    finally:
        made.end()


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"grader": "another"}, "A worker has another grader."),
        ({"release": "another"}, "A worker has another release."),
        ({"submissions": Path("/nowhere")}, "A worker does not see the class."),
        ({"lease": Path("/nowhere/lease")}, "A worker does not see the class."),
    ],
)
def test_a_machine_that_can_not_take_part_says_why(other, says, submitted):
    found = order(submitted, **other).refusal()
    assert found.what == says and found.why and found.remedy
    assert order(submitted).refusal() is None


def test_a_machine_whose_disk_is_full_takes_no_part(submitted):
    def go():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        found = order(submitted).refusal()
        return [found.what, found.why]

    what, why = in_fork(go)
    assert what == "A worker can't write files." and "File too large" in why


def test_no_route_to_the_scheduler_is_told_in_a_sentence(submitted, monkeypatch):
    monkeypatch.setattr("autograder.cluster.dask_client.CONNECT_SECONDS", 0.5)
    what, why, remedy = refused(order(submitted), "tcp://127.0.0.1:1")
    assert what == "The scheduler at tcp://127.0.0.1:1 can't be reached." and why and "dask scheduler" in remedy
    what, _, _ = refused(order(submitted), "local:0")
    assert what == "--cluster local:0 is no cluster."
    assert not list(submitted.parent.glob(".cluster-*"))


def test_a_process_that_can_not_judge_gives_its_reason(submitted):
    with pytest.raises(UserError, match="another release"):
        Hand(order(submitted, release="another"))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--cluster", "local:2", "--shard", "1/2"], "Error: --shard and --cluster can't be given together."),
        (["--bring-back"], "Error: --bring-back is for a cluster."),
    ],
)
def test_what_does_not_go_together_is_refused(words, says, submitted, tmp_path):
    assert finish(start(submitted, tmp_path / "out", *words), 2).startswith(says)


def test_ctrl_c_ends_a_run_and_its_local_cluster(submitted, tmp_path):
    client = start(submitted, tmp_path / "out", "--cluster", "local:1")
    assert wait_until(lambda: done(tmp_path / "out"), 120), client.said
    everybody = below(client.pid)
    client.kill(signal.SIGINT)
    said = finish(client, 130)
    assert "Error: Stopped. What has been graded is kept" in said and "Traceback" not in said
    assert wait_until(lambda: {state_of(pid) for pid in everybody - {client.pid}} <= {"X", "Z"}, 20)
    assert not list((tmp_path / "out").glob(".cluster-*"))


def test_once_a_run_is_over_nothing_is_written_for_it(monkeypatch, submitted, tmp_path):
    fake_engine.patch(monkeypatch)
    (tmp_path / "journal").mkdir()
    settings, task = Settings(submitted, tmp_path, lease=tmp_path / "lease"), Task("ada", str(submitted / "ada"))
    with worker.GradeOne(settings, course_settings(), 5, all_checks()) as grade:
        with pytest.raises(worker.RunOverError):
            grade(task)
        assert not done(tmp_path)
        settings.lease.touch()
        assert grade(task).outcome == "graded" and done(tmp_path)


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
    root = shutil.copytree(submitted, tmp_path / "submitted")

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


# Faults that take long.


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Enough to be at it for half a minute."""
    some = {f"{student}{number}": relu for number in range(6) for student, relu in STUDENTS.items()}
    return hand_in(tmp_path_factory.mktemp("many") / "submitted", some)


@pytest.fixture(scope="module")
def alone_of_many(many):
    finish(start(many, many.parent / "alone", "--jobs", "2"))
    return tables(many.parent / "alone")


@slow_fault
def test_a_worker_killed_every_five_seconds_costs_time_alone(many, alone_of_many, tmp_path):
    made = Cluster(tmp_path)
    try:
        client, killed = start(many, tmp_path / "out", "--cluster", made.address), 0
        while client.poll() is None:
            time.sleep(5)
            kill(made.workers.pop(0))
            made.workers.append(made.add_worker())
            killed += 1
        finish(client)
        print(f"{killed} workers were killed")
        assert killed >= 3 and tables(tmp_path / "out") == alone_of_many
    finally:
        made.end()


@slow_fault
def test_a_worker_frozen_for_half_a_minute_costs_time_alone(many, alone_of_many, tmp_path):
    made = Cluster(tmp_path)
    try:
        client = start(many, tmp_path / "out", "--cluster", made.address)
        assert wait_until(lambda: done(tmp_path / "out"), 120), client.said
        os.killpg(made.workers[0].pid, signal.SIGSTOP)
        time.sleep(30)
        os.killpg(made.workers[0].pid, signal.SIGCONT)
        finish(client)
        assert tables(tmp_path / "out") == alone_of_many
    finally:
        made.end()

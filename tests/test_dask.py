"""`grade --cluster`: a real scheduler and real workers on loopback, the judge in its sandbox, and losses.

The faults that take minutes are in tests/test_dask_faults.py.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import dask
import psutil
import pytest
from distributed import Client
from distributed.comm import CommClosedError

from autograder.cluster.dask_pool import DaskPool
from autograder.cluster.dask_worker import Hands
from autograder.cluster.hand import Hand, Order
from autograder.course.layout import ROOT
from autograder.errors import UserError
from autograder.grading.fingerprints import all_checks, release_of, version_of
from autograder.grading.schedule import Task
from tests.dask_cluster import STUDENTS, Cluster, done, finish, hand_in, kill, start, tables
from tests.forks import in_fork
from tests.sandboxed import WALLS, below, state_of, wait_until

pytestmark = pytest.mark.whole_class
PAGE = (ROOT / "docs" / "clusters.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    made = Cluster(tmp_path_factory.mktemp("cluster"))
    yield made
    made.end()


@pytest.fixture(scope="module")
def submitted(tmp_path_factory, cluster):
    return hand_in(tmp_path_factory.mktemp("class") / "submitted", STUDENTS, cluster.ports)


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


@pytest.mark.skipif(not shutil.which("openssl"), reason="openssl is not here")
def test_with_tls_as_the_page_says_only_who_has_the_certificate_is_answered(alone, submitted, tmp_path, monkeypatch):
    made_by = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=grader"]
    files = ["-keyout", tmp_path / "key.pem", "-out", tmp_path / "cert.pem"]
    subprocess.run([*made_by, *files], check=True, capture_output=True)
    shutil.copy(tmp_path / "cert.pem", tmp_path / "ca.pem")
    lines = re.search(r"```bash\n(  export DASK.*?)```", PAGE, re.DOTALL)[1]
    said = subprocess.run(["bash", "-c", lines + "env"], capture_output=True, text=True, check=True).stdout
    for name, value in re.findall(r"^(DASK_\w+)=(.*)$", said, re.MULTILINE):
        monkeypatch.setenv(name, str(tmp_path / value) if value.endswith(".pem") else value)
    made = Cluster(tmp_path, 1, "tls", ("--protocol", "tls"))
    try:
        asked = ("--cluster", made.address)
        finish(start(submitted, tmp_path / "out", *asked, first=dask.config.refresh))
        assert tables(tmp_path / "out") == alone
        said = finish(start(submitted, tmp_path / "other", *asked), 2)  # it knows of no certificates
        assert said.startswith(f"Error: --cluster {made.address} needs a certificate.")
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


def test_a_worker_lost_while_a_run_registers_is_no_lost_scheduler(cluster, submitted, monkeypatch):
    register, lost = Client.register_plugin, ["a worker"]

    def fails_once(self, plugin, **keywords):
        if isinstance(plugin, Hands) and lost:
            raise CommClosedError(f"{lost.pop()} is gone")  # as it reaches the client
        return register(self, plugin, **keywords)

    monkeypatch.setattr(Client, "register_plugin", fails_once)
    finish(start(submitted, submitted.parent / "lost_at_once", "--cluster", cluster.address))


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
    for address in ("local:0", "nonsense", "udp://127.0.0.1:1", "tcp://"):
        what, _, _ = refused(order(submitted), address)
        assert what == f"--cluster {address} is no cluster."
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


def test_workers_of_our_own_that_do_not_start_are_told_in_a_sentence(submitted, monkeypatch):
    monkeypatch.setattr("autograder.cluster.dask_client.PRELOAD", "no_such_module")
    what, why, _ = refused(order(submitted), "local:1")
    assert what == "The workers of --cluster local:1 did not start." and why


def test_ctrl_c_ends_a_run_and_its_local_cluster(submitted, tmp_path):
    words = ["grade", "--submissions", submitted, "--output", tmp_path / "out", "--cluster", "local:1"]
    command = [sys.executable, "-P", "-m", "autograder", *words]
    # Not a fork: the cluster's processes start as those of a user's command do, not as those of a test's process.
    client = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        process_group=0,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # ignored, if a shell started us with &
    )
    assert wait_until(lambda: done(tmp_path / "out") or client.poll() is not None, 120)
    everybody = below(client.pid)
    ports = [port for pid in everybody for port in psutil.Process(pid).net_connections() if port.status == "LISTEN"]
    assert {port.laddr.ip for port in ports} == {"127.0.0.1"}
    os.killpg(client.pid, signal.SIGINT)
    said, _ = client.communicate(timeout=60)
    assert client.returncode == 130, said
    assert "Error: Stopped. What has been graded is kept" in said and "Traceback" not in said
    assert wait_until(lambda: {state_of(pid) for pid in everybody - {client.pid}} <= {"X", "Z"}, 20)
    assert not list((tmp_path / "out").glob(".cluster-*"))

"""`grade --cluster` through faults that take long: run where AUTOGRADER_SLOW_FAULTS is set."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time

import pytest

from tests.dask_cluster import STUDENTS, Cluster, done, finish, hand_in, kill, start, tables
from tests.sandboxed import is_root, wait_until

pytestmark = [
    pytest.mark.whole_class,
    pytest.mark.skipif("AUTOGRADER_SLOW_FAULTS" not in os.environ, reason="takes minutes: set AUTOGRADER_SLOW_FAULTS"),
]


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Enough to be at it for half a minute."""
    some = {f"{student}{number}": relu for number in range(6) for student, relu in STUDENTS.items()}
    return hand_in(tmp_path_factory.mktemp("many") / "submitted", some)


@pytest.fixture(scope="module")
def alone_of_many(many):
    finish(start(many, many.parent / "alone", "--jobs", "2"))
    return tables(many.parent / "alone")


def test_a_worker_killed_every_five_seconds_costs_time_alone(many, alone_of_many, tmp_path):
    made = Cluster(tmp_path, workers=4)  # so that each lives for 20 s: on two busy cores it takes ten to be at work
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


@contextlib.contextmanager
def another_host():
    """A network namespace with a wire to here: (words before a command there, our end, our address, its address)."""
    name, here, there = f"far{os.getpid()}", "10.203.17.1", "10.203.17.2"
    wire, end = f"{name}a", f"{name}b"
    ip("netns", "add", name)
    try:
        ip("link", "add", wire, "type", "veth", "peer", "name", end, "netns", name)
        ip("addr", "add", f"{here}/30", "dev", wire)
        ip("link", "set", wire, "up")
        ip("-n", name, "addr", "add", f"{there}/30", "dev", end)
        for device in (end, "lo"):
            ip("-n", name, "link", "set", device, "up")
        yield ["ip", "netns", "exec", name], wire, here, there
    finally:
        ip("netns", "delete", name)


def ip(*words):
    subprocess.run(["ip", *words], check=True)


@pytest.mark.skipif(not is_root() or not shutil.which("ip"), reason="lays a wire to another network")
def test_a_worker_on_another_host_that_is_cut_off_for_half_a_minute_costs_time_alone(many, alone_of_many, tmp_path):
    with another_host() as (within, wire, here, there):
        made = Cluster(tmp_path, workers=1, host=here)
        try:
            made.add_worker(within, host=there)
            client = start(many, tmp_path / "out", "--cluster", made.address)
            assert wait_until(lambda: len(done(tmp_path / "out")) > 8, 120), client.said
            ip("link", "set", wire, "down")
            time.sleep(30)
            ip("link", "set", wire, "up")
            finish(client)
            assert tables(tmp_path / "out") == alone_of_many
        finally:
            made.end()


def with_mounted(place, options="size=64k"):
    """The words before a command that sees an empty folder in memory at `place`, of that size."""
    script = f'mount -t tmpfs -o {options} none {place} && exec "$@"'
    return ["unshare", "--mount", "sh", "-c", script, "sh"]


@pytest.mark.skipif(not is_root(), reason="mounts something")
def test_workers_that_see_nothing_of_the_class_bring_everything_back(many, alone_of_many, tmp_path):
    made = Cluster(tmp_path, workers=0)
    try:
        made.add_worker(with_mounted(many.parent))
        output = many.parent / "brought"
        said = finish(start(many, output, "--cluster", made.address), 2)
        assert said.startswith("Error: A worker does not see the class.")
        finish(start(many, output, "--cluster", made.address, "--bring-back"))
        assert tables(output) == alone_of_many
    finally:
        made.end()


@pytest.mark.skipif(not is_root(), reason="mounts something")
def test_a_worker_whose_disk_is_full_is_named_and_the_others_do_its_work(many, alone_of_many, tmp_path):
    made, full = Cluster(tmp_path, workers=1), tmp_path / "full"
    full.mkdir()
    try:
        made.add_worker(with_mounted(full), TMPDIR=str(full))
        said = finish(start(many, tmp_path / "out", "--cluster", made.address), 1)  # somebody has to look
        assert f"took no part. A worker can't write files. {full}: No space left on device." in " ".join(said.split())
        assert tables(tmp_path / "out") == alone_of_many
    finally:
        made.end()

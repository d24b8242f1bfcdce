"""A Dask scheduler and its workers on loopback, the students of a class, and `autograder grade` for them."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys

from tests.damage import ONE, cell, good_notebook
from tests.forks import ForkedCommand
from tests.sandboxed import wait_until

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

    def __init__(self, folder, workers=2, scheme="tcp", more=(), host="127.0.0.1"):
        self.folder, self.processes, self.more, self.host = folder, [], more, host
        self.port, self.ports = free_port(), []
        self.address = f"{scheme}://{host}:{self.port}"
        self.scheduler = self.start_scheduler()
        self.workers = [self.add_worker() for _ in range(workers)]

    def _start(self, what, *words, says, within=(), host="", **environment):
        log = self.folder / f"{len(self.processes)}.log"
        program = [*within, sys.executable, "-P", "-m", f"distributed.cli.dask_{what}"]
        host = host or self.host
        command = [*program, "--host", host, "--dashboard-address", f"{host}:0", *words, *self.more]
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

    def add_worker(self, within=(), host="", **environment):
        words = ("--no-nanny", "--no-dashboard", "--nthreads", "1", "--local-directory", str(self.folder))
        return self._start(
            "worker", self.address, *words, says="Start worker at:", within=within, host=host, **environment
        )

    def end(self):
        for process in self.processes:
            kill(process)


def kill(process):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def hand_in(root, students, ports=()):
    for student, relu in students.items():
        notebook = json.loads(good_notebook(ONE))
        if relu:
            cell(notebook, "relu")["source"] = relu.replace("{ports}", str(list(ports)))
        (root / student / "backpropagation").mkdir(parents=True)
        (root / student / "backpropagation" / f"{ONE}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return root


def start(submitted, output, *more, **how):
    return ForkedCommand("grade", "--seed", "5", "--submissions", submitted, "--output", output, *more, **how)


def finish(client, code=0):
    assert client.wait() == code, client.said
    return client.said


def tables(output):
    return {name: (output / name).read_bytes() for name in TABLES}


def done(output):
    return {path: path.stat().st_mtime_ns for path in (output / "journal").glob("*.json")}

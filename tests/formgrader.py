"""nbgrader's formgrader, as a TA runs it: JupyterLab on 127.0.0.1 with our nbgrader_config.py, over a graded class."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from autograder.course.layout import ASSIGNMENT, ROOT

_SECONDS = 90  # until it answers


def marks(output: Path) -> list[tuple[object, ...]]:
    """Every mark in the gradebook."""
    with contextlib.closing(sqlite3.connect(output / "gradebook.db")) as gradebook:
        rows = gradebook.execute("SELECT * FROM grade ORDER BY id").fetchall()
        return [tuple(row) for row in [*rows, *gradebook.execute("SELECT * FROM comment ORDER BY id").fetchall()]]


def submissions(output: Path) -> dict[tuple[str, str], str]:
    """(student, notebook) -> the formgrader's name for that submission, of all notebooks that were written."""
    question = """
        SELECT submitted_assignment.student_id, notebook.name, submitted_notebook.id FROM submitted_notebook
        JOIN notebook ON submitted_notebook.notebook_id = notebook.id
        JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id
    """
    with contextlib.closing(sqlite3.connect(output / "gradebook.db")) as gradebook:
        found = {(student, name): one for student, name, one in gradebook.execute(question)}
    return {at: one for at, one in found.items() if notebook_path(output, *at).exists()}


def notebook_path(output: Path, student: str, name: str) -> Path:
    """Where a graded notebook lies."""
    return output / "autograded" / student / ASSIGNMENT / f"{name}.ipynb"


@dataclass(frozen=True)
class Server:
    """A running server, and what its browser needs to be let in."""

    address: str
    token: str
    output: Path

    def submission(self, student: str, name: str) -> str:
        """The address of the page on which a TA marks a notebook."""
        one = submissions(self.output)[student, name]
        return f"{self.address}/formgrader/submissions/{one}/?token={self.token}"

    def lab(self, path: Path) -> str:
        """The address at which JupyterLab shows a file."""
        return f"{self.address}/lab/tree{path.resolve().as_posix()}?token={self.token}&reset"

    def notebook(self, path: Path) -> str:
        """The address at which Notebook 7 shows a notebook."""
        return f"{self.address}/notebooks{path.resolve().as_posix()}?token={self.token}"

    def status(self, address: str) -> int:
        """The status with which it answers."""
        try:
            with urllib.request.urlopen(address, timeout=_SECONDS) as answer:
                answer.read()
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code

    def statuses(self, opened: set[bytes] | None = None) -> dict[tuple[str, str], int]:
        """(student, notebook) -> the status of its page, for every graded notebook; of those alike, for one.

        Those alike to what was `opened` before are left out, and what is opened now is added to it.
        """
        page = f"{self.address}/formgrader/submissions/{{}}/?token={self.token}"
        every, opened = submissions(self.output), set() if opened is None else opened
        unlike = {notebook_path(self.output, *at).read_bytes(): at for at in every}
        new = [at for content, at in unlike.items() if content not in opened]
        opened.update(unlike)
        return {at: self.status(page.format(every[at])) for at in new}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_until_it_answers(server: Server, page: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(OSError):
            if server.status(f"{server.address}/{page}?token={server.token}") == 200:
                return
        time.sleep(0.2)
    raise AssertionError(f"The formgrader did not start:\n{log.read_text(errors='replace')[-3000:]}")


@contextmanager
def formgrader(output: Path, folder: Path, page: str = "formgrader/gradebook") -> Iterator[Server]:
    """A server over the class that was graded into `output`; `folder` takes what it writes about itself.

    It is running as soon as `page` answers.
    """
    port, token = _free_port(), secrets.token_hex(8)
    server, log = Server(f"http://127.0.0.1:{port}", token, output), folder / "server.log"
    options = {
        "ServerApp.ip": "127.0.0.1", "ServerApp.port": port, "ServerApp.port_retries": 0, "ServerApp.root_dir": "/",
        "ServerApp.open_browser": False, "ServerApp.allow_root": True, "IdentityProvider.token": token,
        "LabApp.news_url": None, "LabApp.expose_app_in_browser": True,
        "JupyterNotebookApp.expose_app_in_browser": True,
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
    }  # fmt: skip
    tracker = folder / "lab" / "user-settings" / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    tracker.parent.mkdir(parents=True)
    tracker.write_text(json.dumps({"windowingMode": "none"}))  # all cells are shown, not only those in sight
    config = folder / "jupyter_server_config.json"
    nested: dict[str, dict[str, object]] = {}
    for name, value in options.items():
        nested.setdefault(name.split(".")[0], {})[name.split(".")[1]] = value
    config.write_text(json.dumps(nested))
    homes = dict.fromkeys(("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"), str(folder))
    environment = os.environ | homes | {"AUTOGRADER_OUTPUT": str(output)}
    command = [sys.executable, "-m", "jupyterlab", "--config", str(config)]
    with log.open("wb") as written:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=written, stderr=written)
    try:
        _wait_until_it_answers(server, page, process, log)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

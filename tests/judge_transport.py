"""A sandbox without walls, for tests of the judge alone: each notebook is a plain fork of this process.

It keeps the seam of autograder.sandbox and none of its promises; only harmless code may run in it.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import resource
import shutil
import signal
import socket
import tempfile
import time
from pathlib import Path

from lab import mine

from autograder.course.layout import DATA
from autograder.inside.serve import serve
from autograder.sandbox.endings import ExitReason
from autograder.sandbox.limits import Limits


class ForkSubmission:
    plain = None

    def __init__(self, files, limits):
        self.root = tempfile.mkdtemp(prefix="judge-test-")
        self.folder = Path(self.root, "notebooks", "backpropagation")  # lab finds the data beside notebooks/
        self.folder.mkdir(parents=True)
        Path(self.root, "data").symlink_to(DATA)
        for name, data in files.items():
            path = Path(self.folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        self.pid = 0
        self.notebook = ""
        self.reasons = {}
        self.starts = []

    def start(self, notebook):
        if self.pid:
            self.kill(self.notebook)
        ours, theirs = socket.socketpair()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                ours.close()
                hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
                resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))  # the judge's own, while it judges
                os.chdir(self.folder)
                faulthandler.disable()
                mine.__file__ = str(self.folder / "lab" / "mine.py")  # not the folder where the solutions are
                null = os.open("/dev/null", os.O_RDWR)
                for standard in (0, 1, 2) if "JUDGE_TEST_LOUD" not in os.environ else (0,):
                    os.dup2(null, standard)
                serve(theirs)
            finally:
                os._exit(0)
        theirs.close()
        self.notebook = notebook
        self.starts.append(notebook)
        self.reasons.pop(notebook, None)
        return ours

    def kill(self, notebook):
        if self.pid and notebook == self.notebook:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            if self.ended(notebook, 5.0) == ExitReason("signal", signal.SIGKILL):
                self.reasons[notebook] = ExitReason("killed")

    def ended(self, notebook, patience=0.0):
        deadline = time.monotonic() + patience
        while self.pid and notebook == self.notebook:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                code = os.waitstatus_to_exitcode(status)
                self.reasons[notebook] = ExitReason("exited", code) if code >= 0 else ExitReason("signal", -code)
                self.pid = 0
            elif time.monotonic() > deadline:
                break
            else:
                time.sleep(0.001)
        return self.reasons.get(notebook)

    def charge(self, cpu_seconds):
        pass

    def new_cell(self, cpu_seconds=None):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill(self.notebook)
        shutil.rmtree(self.root)


class ForkSandbox:
    """What autograder.sandbox.open_sandbox gives."""

    def submission(self, files, limits=None):
        self.latest = ForkSubmission(files, limits or Limits())
        return self.latest

"""The second wall, the end: whoever of us is killed, and however, no process and no folder is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.course import layout
from autograder.sandbox import open_sandbox, stage
from tests.sandboxed import Notebook, below, processes_of, stand_in_policy, wait_until
from tests.second_wall import SMALL

pytestmark = pytest.mark.sandbox


def test_when_the_submission_is_closed_nothing_of_it_is_left(sandbox):
    before = processes_of(sandbox)
    with sandbox.submission({}, SMALL) as submission:
        notebook = Notebook(submission)
        folder = Path(notebook.value("os.getcwd()")).parents[2]
        notebook.run("import signal; [signal.signal(n, signal.SIG_IGN) for n in range(1, 32) if n not in (9, 17, 19)]")
        notebook.send("import threading\nthreading.Thread(target=threading.Event().wait).start()\nwhile True: pass")
        assert wait_until(lambda: len(processes_of(sandbox)) == len(before) + 2, 20)
    assert processes_of(sandbox) == before
    assert not folder.exists()


GRADER = """
import sys, time
from autograder.sandbox import Limits, open_sandbox
from tests.sandboxed import Notebook, stand_in_policy
with open_sandbox(stand_in_policy(), "landlock") as sandbox, sandbox.submission({}, Limits()) as submission:
    notebook = Notebook(submission)
    print(notebook.value("os.getcwd()"), flush=True)
    notebook.send("while True: pass")
    time.sleep(60)
"""


@pytest.mark.parametrize("who", ["grader", "zygote", "process 1"])
def test_when_one_of_our_processes_is_killed_the_rest_ends_and_nothing_is_left(who):
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([sys.executable, "-c", GRADER], cwd=layout.ROOT, **quiet) as grader:
        folder = Path(grader.stdout.readline().decode().strip()).parents[3]
        everyone = below(grader.pid)
        assert len(everyone) == 4
        chain = sorted(everyone, key=lambda pid: len(below(pid)), reverse=True)  # each is the parent of the next
        victim = chain[["grader", "zygote", "process 1"].index(who)]
        os.kill(victim, signal.SIGKILL)
        began = time.monotonic()
        after = set(chain[chain.index(victim) + 1 :]) if who != "process 1" else {chain[3]}
        assert wait_until(lambda: not [pid for pid in after if Path(f"/proc/{pid}").exists()], 3)
        assert time.monotonic() - began < 3
        if who != "zygote":  # that one's folder is deleted by the grader, or by the next that starts
            grader.kill()
            assert wait_until(lambda: not folder.exists(), 3)
        grader.kill()


def test_what_a_killed_grader_left_is_deleted_by_the_next(tmp_path, monkeypatch):
    left = stage.build(stand_in_policy())
    os.close(left._lock)  # what the kernel does when it dies
    with open_sandbox(stand_in_policy(), "landlock"):
        assert not left.folder.exists()


def test_a_folder_of_somebody_elses_is_not_taken_for_left_over(tmp_path):
    (tmp_path / "graded").mkdir()
    (tmp_path / "graded" / ".lock").write_text("")
    (tmp_path / f"{stage._PREFIX}evil").symlink_to(tmp_path / "graded")
    stage._delete_left_over(tmp_path)
    assert (tmp_path / "graded" / ".lock").exists()

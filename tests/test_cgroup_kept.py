"""Control groups of version 2, by a real kernel: what a submission is put into keeps its limits, whatever is tried.

Where this host does not delegate any, a kernel that runs as a program can be named:
AUTOGRADER_TEST_LINUX=/usr/bin/linux.uml pytest tests/test_cgroup_kept.py   (Debian: user-mode-linux; takes minutes)
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from autograder.course.layout import ROOT
from autograder.sandbox import Limits, cgroup, open_sandbox
from tests.sandboxed import Notebook, stand_in_policy
from tests.ways_to_take_memory import PREPARE, WAYS

pytestmark = pytest.mark.sandbox

MIB = 1 << 20
LIMITS = Limits(
    memory_bytes=200 * MIB, processes=16, scratch_bytes=32 * MIB, file_bytes=8 * MIB, submission_seconds=900
)
LINUX = os.environ.get("AUTOGRADER_TEST_LINUX")
ALONE = "User Mode Linux" in Path("/proc/cpuinfo").read_text()  # nothing else runs on that machine
delegated = pytest.mark.skipif(
    not cgroup.delegated(cgroup.folder()), reason="no control groups of version 2 are delegated here"
)


@pytest.mark.skipif(not LINUX, reason="takes minutes: AUTOGRADER_TEST_LINUX=/usr/bin/linux.uml")
def test_under_a_kernel_that_delegates_them_the_limits_are_kept():
    tests = ["-m", "pytest", "-q", "-s", "-n", "0", "-p", "no:cacheprovider", "tests/test_cgroup_kept.py"]
    command = [sys.executable, "-m", "tests.sandboxed.other_kernel", LINUX, sys.executable, *tests]
    done = subprocess.run([*command, "-k", "not under_a_kernel"], cwd=ROOT, capture_output=True, text=True, check=False)
    print(done.stdout)
    assert done.returncode == 0, done.stdout[-6000:]
    assert f"{len(WAYS) + 2} passed" in done.stdout and "skipped" not in done.stdout


@pytest.fixture(scope="module")
def sandbox():
    assert cgroup.divide()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("autograder.sandbox.sandbox._START_SECONDS", 600.0)  # a kernel that is a program is slow
        patch.setattr("autograder.sandbox.sandbox._OPEN_SECONDS", 600.0)
        with open_sandbox(stand_in_policy()) as opened:
            yield opened


def taken():
    """Bytes of this machine that can't be had."""
    lines = (line.split() for line in Path("/proc/meminfo").read_text().splitlines())
    kilobytes = {words[0]: int(words[1]) for words in lines}
    return 1024 * (kilobytes["MemTotal:"] - kilobytes["MemAvailable:"])


def figure(submission, name):
    return int((submission._group.path / name).read_text())


@delegated
def test_a_submission_is_in_a_group_with_its_limits(sandbox):
    with sandbox.submission({}, LIMITS) as submission:
        notebook = Notebook(submission)
        notebook.run("pass")
        folder = submission._group.path
        assert abs(figure(submission, "memory.max") - 1.1 * LIMITS.memory_bytes) < 1 << 16  # whole pages
        assert figure(submission, "pids.max") == LIMITS.processes + 2
        assert figure(submission, "pids.current") == 2
    assert not folder.exists()


def most_taken(submission, notebook, code):
    """The most that its group had, and by how much the machine's memory fell, while `code` ran."""
    before, peak, rise = taken(), 0, 0
    for _ in notebook.looks(PREPARE + textwrap.dedent(code), seconds=60, every=0.05):
        with contextlib.suppress(OSError):  # the group may be gone
            peak = figure(submission, "memory.peak")
        rise = max(rise, taken() - before)
    return peak, rise


@delegated
@pytest.mark.parametrize("way", WAYS)
def test_no_way_to_take_memory_takes_more_than_the_limit_and_a_tenth(sandbox, way):
    with sandbox.submission({}, LIMITS) as submission:
        peak, rise = most_taken(submission, Notebook(submission), WAYS[way])
    print(f"{way}: {peak / MIB:.0f} MB of the group's, {rise / MIB:.0f} MB of the machine's")
    assert peak <= 1.1 * LIMITS.memory_bytes
    assert rise <= 1.1 * LIMITS.memory_bytes or not ALONE


@delegated
def test_no_more_processes_than_are_allowed_are_ever_there(sandbox):
    bomb = """
        import os, time
        try:
            while os.fork(): pass
            time.sleep(600)
            os._exit(0)
        except OSError: pass
    """
    with sandbox.submission({}, LIMITS) as submission:
        notebook = Notebook(submission)  # it ends with its socket, and that with this name
        notebook.run(bomb, seconds=300)
        assert LIMITS.processes <= figure(submission, "pids.current") <= LIMITS.processes + 2

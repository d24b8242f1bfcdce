"""Memory: a submission can't take more of the host's than its limit, whatever it takes it as.

Each way of tests/ways_to_take_memory.py is tried. What it takes is read from a control group of the kernel's around the
whole sandbox, which counts buffers, page tables and files in memory, too; only root can make one.
"""

from __future__ import annotations

import contextlib
import os
import textwrap
from pathlib import Path

import pytest

from autograder.sandbox import ExitReason, Limits, open_sandbox
from tests.sandboxed import Notebook, stand_in_policy
from tests.ways_to_take_memory import PREPARE, WAYS

pytestmark = pytest.mark.sandbox

MIB = 1 << 20
LIMITS = Limits(memory_bytes=300 * MIB, processes=32, scratch_bytes=32 * MIB, file_bytes=8 * MIB, submission_seconds=30)
# With namespaces alone, this much more than the limit and a tenth of it: pipes, which the kernel bounds for each user,
# the mappings of a few processes, and what grows between two looks. Measured: 0 to 90 MB.
REST = 150 * MIB
MOST = 1.1 * LIMITS.memory_bytes + REST


def _group():
    """A new memory control group, and the name of the file that says how much is charged to it."""
    for kind, name in (("memory", "memory.usage_in_bytes"), ("", "memory.current")):
        for line in Path("/proc/self/cgroup").read_text().splitlines():
            _, controllers, path = line.split(":", 2)
            if kind in controllers.split(","):
                folder = Path("/sys/fs/cgroup", kind, path.lstrip("/"), f"test-{os.getpid()}")
                with contextlib.suppress(OSError):
                    folder.mkdir()
                    if (folder / name).exists():
                        return folder, folder / name
                    folder.rmdir()
    pytest.skip("no control group that counts memory can be made here: it takes root")


@pytest.fixture(scope="module")
def charged():
    """A function that says how many bytes this process's descendants have, by the kernel's own account."""
    folder, usage = _group()
    (folder / "cgroup.procs").write_text(str(os.getpid()))
    yield lambda: int(usage.read_text())
    (folder.parent / "cgroup.procs").write_text(str(os.getpid()))
    folder.rmdir()


@pytest.fixture(scope="module")
def sandbox(charged):
    with open_sandbox(stand_in_policy()) as opened:
        yield opened


def most_taken(notebook, code, charged):
    """The most that is charged while `code` runs, until it ends, beyond what was before."""
    notebook.run("pass")
    before = most = charged()
    for _ in notebook.looks(PREPARE + textwrap.dedent(code), seconds=20, every=0.01):
        most = max(most, charged())
    return most - before


@pytest.mark.parametrize("way", WAYS)
def test_no_way_to_take_memory_takes_more_than_the_limit(sandbox, charged, way):
    """The best of three: on a busy machine, more grows between two looks. If it is that busy, it is ended at least."""
    taken, ended = [], []
    while not taken or (len(taken) < 3 and min(taken) > MOST):
        with sandbox.submission({}, LIMITS) as submission:
            notebook = Notebook(submission)
            taken.append(most_taken(notebook, WAYS[way], charged))
            ended.append(submission.ended(notebook.name, patience=2))
    assert min(taken) < MOST or set(ended) == {ExitReason("memory")}


def test_there_are_enough_ways():
    assert len(WAYS) >= 20


def test_a_submission_that_took_too_much_goes_on_with_its_next_notebook(sandbox):
    with sandbox.submission({}, LIMITS) as submission:
        notebook = Notebook(submission)
        notebook.send(PREPARE + textwrap.dedent(WAYS["full sockets in many processes"]))
        assert submission.ended(notebook.name, patience=10) == ExitReason("memory")
        assert Notebook(submission, "02").value("1 + 1") == 2

"""Memory: a submission can't take more of the host's than its limit, whatever it takes it as.

Each way of tests/ways_to_take_memory.py is tried. What it takes is read from a control group of the kernel's around the
whole sandbox, which counts buffers, page tables and files in memory, too; only root can make one.
"""

from __future__ import annotations

import contextlib
import os
import textwrap
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.sandbox import ExitReason, Limits, open_sandbox
from tests.sandboxed import WALLS, Notebook, needs_processes, stand_in_policy, wall_of
from tests.ways_to_take_memory import PREPARE, WAYS

pytestmark = pytest.mark.sandbox

MIB = 1 << 20
LIMITS = Limits(memory_bytes=300 * MIB, processes=32, scratch_bytes=32 * MIB, file_bytes=8 * MIB, submission_seconds=30)
# With namespaces alone, this much more than the limit and a tenth of it: pipes, which the kernel bounds for each user,
# the mappings of a few processes, and what grows between two looks. Measured: 0 to 90 MB.
REST = 150 * MIB
MOST = 1.1 * LIMITS.memory_bytes + REST
# How often it may be seen to be more, by one who looks 100 times a second: where this machine does something else when
# the watch should look, so it does when we should.
LOOKS = 100


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


@contextlib.contextmanager
def charged_here():
    """A function that says how many bytes this process's descendants have, by the kernel's own account."""
    folder, usage = _group()
    (folder / "cgroup.procs").write_text(str(os.getpid()))
    try:
        yield lambda: int(usage.read_text())
    finally:
        (folder.parent / "cgroup.procs").write_text(str(os.getpid()))
        folder.rmdir()


@pytest.fixture(scope="module")
def charged():
    with charged_here() as account:
        yield account


@pytest.fixture(scope="module", params=WALLS)
def sandbox(request, charged):
    with open_sandbox(stand_in_policy(), wall_of(request)) as opened:
        yield opened


@dataclass(frozen=True)
class Seen:
    """What was charged while some code ran, beyond what was before; and at how many looks it was more than MOST."""

    most: int
    looks_above: int
    ended: ExitReason | None

    def __str__(self) -> str:
        return f"{self.most / MIB:.0f} MB, at {self.looks_above} looks above {MOST / MIB:.0f} MB, {self.ended}"


def seen(submission, code, charged):
    """Run it, until it ends."""
    notebook = Notebook(submission)
    notebook.run("pass")
    taken = [0]
    before = charged()
    taken += [charged() - before for _ in notebook.looks(PREPARE + textwrap.dedent(code), seconds=20, every=0.01)]
    above = sum(bytes_ > MOST for bytes_ in taken)
    return Seen(max(taken), above, submission.ended(notebook.name, patience=2) if above else None)


@pytest.mark.parametrize("way", WAYS)
def test_no_way_to_take_memory_takes_more_than_the_limit(sandbox, charged, way):
    """The best of three. On a machine so busy that the watch comes late each time, it is ended, and soon."""
    tries: list[Seen] = []
    while not tries or (len(tries) < 3 and tries[-1].most > MOST):
        with sandbox.submission({}, LIMITS) as submission:
            tries.append(seen(submission, WAYS[way], charged))
        print(f"{sandbox.wall}, {way}: {tries[-1]}")
    late = [one for one in tries if one.most > MOST]
    assert all(one.ended == ExitReason("memory") and one.looks_above < LOOKS for one in late), late


def test_there_are_enough_ways():
    assert len(WAYS) >= 20


@needs_processes
def test_a_submission_that_took_too_much_goes_on_with_its_next_notebook(sandbox):
    with sandbox.submission({}, LIMITS) as submission:
        notebook = Notebook(submission)
        notebook.send(PREPARE + textwrap.dedent(WAYS["full sockets in many processes"]))
        assert submission.ended(notebook.name, patience=10) == ExitReason("memory")
        assert Notebook(submission, "02").value("1 + 1") == 2

"""What the tests of the sandbox share: a policy that serves stand_in.py, ways to run code in it, small limits."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import textwrap
import time
from pathlib import Path

import pytest

from autograder.sandbox import Limits, Policy, Sandbox, SandboxedSubmission, default_policy
from autograder.sandbox.policy import COURSE_INSIDE, Bind
from autograder.sandbox.within import proc

HERE = Path(__file__).parent
MIB = 1 << 20
SMALL = Limits(memory_bytes=300 * MIB, processes=32, scratch_bytes=32 * MIB, file_bytes=8 * MIB, submission_seconds=30)
# The walls that tests try. Where namespaces are forbidden (test_sandbox_users.py goes there), the second one only.
WALLS = os.environ.get("AUTOGRADER_TEST_WALLS", "namespaces landlock").split()
# Of a test whose fixture `sandbox` stands for each wall in turn.
needs_processes = pytest.mark.parametrize("sandbox", ["namespaces"], indirect=True)
only_landlock = pytest.mark.parametrize("sandbox", ["landlock"], indirect=True)


def wall_of(request) -> str:
    """The wall that a fixture is asked for; the test is skipped where that is not tried."""
    if request.param not in WALLS:
        pytest.skip(f"the wall {request.param} is not tried here")
    return request.param


def stand_in_policy(**changes) -> Policy:
    """The course's policy, with stand_in.py in the place of autograder.inside; imports nothing before, to be quick."""
    policy = default_policy()
    binds = (*policy.binds, Bind(HERE / "stand_in.py", f"{COURSE_INSIDE}/stand_in.py"))
    return dataclasses.replace(policy, **{"binds": binds, "serve": "stand_in:serve", "preload": (), **changes})


class Notebook:
    """The process of one notebook: runs code in it."""

    def __init__(self, submission: SandboxedSubmission, name: str = "01_activations") -> None:
        self.name = name
        self.submission = submission
        self.socket = submission.start(name)

    def send(self, code: str) -> None:
        """Run `code`, and don't wait for it."""
        self.socket.sendall(json.dumps(textwrap.dedent(code)).encode() + b"\n")

    def answer(self, seconds: float = 20.0) -> dict[str, str] | None:
        """What the code sent before printed and raised; None when the process ended instead."""
        self.socket.settimeout(seconds)
        data = b""
        while not data.endswith(b"\n"):
            try:
                part = self.socket.recv(1 << 16)
            except ConnectionResetError:
                return None
            if not part:
                return None
            data += part
        return json.loads(data)

    def run(self, code: str, seconds: float = 20.0) -> str:
        """What `code` prints."""
        self.send(code)
        answer = self.answer(seconds)
        assert answer is not None, f"the process ended: {self.submission.ended(self.name, patience=2)}"
        assert "error" not in answer, answer["error"]
        return answer["output"]

    def looks(self, code: str, seconds: float, every: float):
        """Yield once every so many seconds while `code` runs, at most for `seconds`."""
        self.send(code)
        self.socket.settimeout(every)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            yield
            try:
                self.socket.recv(1 << 16)
                return
            except TimeoutError:
                continue
            except ConnectionError:
                return

    def value(self, expression: str, prepare: str = "", seconds: float = 20.0):
        """What `expression` is, after the statements `prepare`."""
        prepare = textwrap.dedent(prepare)
        return json.loads(self.run(f"import json, os, sys\n{prepare}\nprint(json.dumps({expression}))", seconds))

    def raised(self, code: str, seconds: float = 20.0) -> str:
        """The traceback of `code`."""
        self.send(code)
        answer = self.answer(seconds)
        assert answer is not None, f"the process ended: {self.submission.ended(self.name, patience=2)}"
        return answer.get("error", "nothing was raised")


def ends(submission: SandboxedSubmission, notebook: Notebook, code: str):
    """How the notebook ends by itself when it runs `code`: at the limit that is broken, or at the time of SMALL."""
    notebook.send(code)
    return submission.ended(notebook.name, patience=SMALL.submission_seconds + 10)


def ended_soon(submission: SandboxedSubmission, notebook: Notebook) -> bool:
    """Kill it; by the clock on the wall that takes no time to speak of, whatever it does, on a busy machine as well."""
    began = time.monotonic()
    submission.kill(notebook.name)
    return time.monotonic() - began < 10


def below(pid: int) -> set[int]:
    """The processes of this host that `pid` and its descendants are."""
    return {process.pid for process in proc.tree(pid, proc.processes())}


def chain(pid: int) -> list[int]:
    """`pid`, its child, and so on, where each has one child: in one look, whose order this is."""
    return [process.pid for process in proc.tree(pid, proc.processes())]


def state_of(pid: int) -> str:
    """The letter that the kernel has for a process's state; "X", dead, when it is gone, however that came about."""
    try:
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[0].decode()
    except OSError:  # it ended before, or while it was read
        return "X"


def processes_of(sandbox: Sandbox) -> set[int]:
    """The sandbox's processes, as the host sees them."""
    return below(sandbox.pid)


def free_bytes() -> int:
    """The host's memory that could be had now, if no process held any of its own.

    Memory of processes is left out because other programs take and give back theirs while tests run. Ours is a question
    of whether the process exists; what is looked for here is what could be left without one: files in memory, buffers.
    Pages that a core keeps at hand for its next program are free too, though MemAvailable does not count them.
    """
    lines = (line.split() for line in Path("/proc/meminfo").read_text().splitlines())
    kilobytes = {words[0]: int(words[1]) for words in lines}
    kept_at_hand = re.findall(r"^ +count: +(\d+)$", Path("/proc/zoneinfo").read_text(), re.MULTILINE)
    pages = sum(map(int, kept_at_hand))
    return 1024 * (kilobytes["MemAvailable:"] + kilobytes["AnonPages:"]) + pages * os.sysconf("SC_PAGE_SIZE")


def wait_until(condition, seconds: float) -> bool:
    """Whether `condition()` came true within `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return bool(condition())


def is_root() -> bool:
    return os.geteuid() == 0


__all__ = [
    "MIB",
    "SMALL",
    "WALLS",
    "Notebook",
    "below",
    "chain",
    "ended_soon",
    "ends",
    "free_bytes",
    "is_root",
    "needs_processes",
    "only_landlock",
    "processes_of",
    "stand_in_policy",
    "state_of",
    "wait_until",
    "wall_of",
]

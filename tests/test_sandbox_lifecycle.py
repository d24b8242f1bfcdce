"""How submissions and notebooks begin and end in the sandbox: a fresh start for each, and nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.sandbox import ExitReason, Limits, SandboxBroken, SandboxUnavailable, SubmissionOver, open_sandbox
from autograder.sandbox.within import proc
from tests.sandboxed import (
    WALLS,
    Notebook,
    below,
    chain,
    needs_processes,
    processes_of,
    stand_in_policy,
    wait_until,
)

pytestmark = pytest.mark.sandbox

LEAVE_CHILDREN = """
import os, time
for _ in range(3):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(300)
        os._exit(0)
    os.wait()
"""


# From one notebook to the next


def test_each_notebook_starts_from_the_same_state(sandbox):
    with sandbox.submission({}, Limits()) as submission:
        first = Notebook(submission, "01")
        first.run("import builtins, os, sys; builtins.mine = 1; sys.path.append('/x'); os.environ['MINE'] = '1'")
        second = Notebook(submission, "02")
        assert second.value("[hasattr(__builtins__, 'mine'), '/x' in sys.path, 'MINE' in os.environ]") == [False] * 3


def test_files_that_a_notebook_writes_are_there_for_the_next(sandbox):
    with sandbox.submission({"a": b"1"}, Limits()) as submission:
        Notebook(submission, "01").run("open('a', 'a').write('2')")
        assert Notebook(submission, "02").value("open('a').read()") == "12"


@needs_processes
def test_what_a_notebook_leaves_running_is_killed_before_the_next_starts(sandbox):
    with sandbox.submission({}, Limits()) as submission:
        first = Notebook(submission, "01")
        first.run(LEAVE_CHILDREN)
        assert len(first.value("[name for name in os.listdir('/proc') if name.isdigit()]")) == 5
        second = Notebook(submission, "02")
        assert len(second.value("[name for name in os.listdir('/proc') if name.isdigit()]")) == 2
        assert submission.ended("01") == ExitReason("killed")
        assert first.answer() is None


@needs_processes
def test_orphans_are_taken_leave_of_and_do_not_pile_up(sandbox):
    with sandbox.submission({}, Limits(processes=8)) as submission:
        notebook = Notebook(submission)
        notebook.run(
            """
            import os, time
            for _ in range(50):
                if os.fork() == 0:
                    if os.fork() == 0:
                        os._exit(0)
                    os._exit(0)
                os.wait()
                time.sleep(0.01)
            """
        )


# How it ended, as the grader knows it


def test_a_notebook_that_returns_ends_with_0(sandbox):
    with sandbox.submission({}, Limits()) as submission:
        notebook = Notebook(submission)
        assert submission.ended(notebook.name) is None
        notebook.socket.close()
        assert submission.ended(notebook.name, patience=2) == ExitReason("exited", 0)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import os; os._exit(0)", ExitReason("exited", 0)),
        ("import os; os._exit(3)", ExitReason("exited", 3)),
        ("import os; os.kill(os.getpid(), 9)", ExitReason("signal", signal.SIGKILL)),
        ("import os; os.abort()", ExitReason("signal", signal.SIGABRT)),
        ("import ctypes; ctypes.string_at(0)", ExitReason("signal", signal.SIGSEGV)),
    ],
)
def test_a_notebook_that_ends_itself_is_known_for_what_it_did(sandbox, code, reason):
    with sandbox.submission({}, Limits()) as submission:
        notebook = Notebook(submission)
        notebook.send(code)
        assert notebook.answer() is None
        assert submission.ended(notebook.name, patience=2) == reason
        assert Notebook(submission, "02").value("1 + 1") == 2


@needs_processes
def test_a_killed_notebook_is_gone_when_kill_returns(sandbox):
    with sandbox.submission({}, Limits()) as submission:
        before = processes_of(sandbox)
        notebook = Notebook(submission)
        notebook.run(LEAVE_CHILDREN)
        notebook.send("while True: pass")
        assert len(processes_of(sandbox)) == len(before) + 4
        submission.kill(notebook.name)
        assert processes_of(sandbox) == before
        assert submission.ended(notebook.name) == ExitReason("killed")


def test_killing_a_notebook_that_is_over_changes_nothing(sandbox):
    with sandbox.submission({}, Limits()) as submission:
        first = Notebook(submission, "01")
        first.send("import os; os._exit(4)")
        assert submission.ended("01", patience=2) == ExitReason("exited", 4)
        second = Notebook(submission, "02")
        submission.kill("01")
        assert second.value("1") == 1
        assert submission.ended("01") == ExitReason("exited", 4)


def test_the_same_notebook_can_be_started_again(sandbox):
    with sandbox.submission({}, Limits()) as submission:
        Notebook(submission, "01").send("while True: pass")
        again = Notebook(submission, "01")
        assert again.value("2") == 2
        assert submission.ended("01") is None


def test_the_end_of_an_earlier_notebook_is_not_taken_for_the_next_ones(sandbox):
    with sandbox.submission({}, Limits()) as submission:
        for _ in range(10):  # whether the grader hears of the first one's end before or after is a race
            Notebook(submission, "01").socket.close()
            second = Notebook(submission, "02")
            assert submission.ended("02", patience=0.02) is None
            second.send("import os; os._exit(5)")
            assert submission.ended("02", patience=2) == ExitReason("exited", 5)


# Nothing is left


@needs_processes
def test_a_closed_submission_leaves_no_process(sandbox):
    before = processes_of(sandbox)
    with sandbox.submission({}, Limits()) as submission:
        notebook = Notebook(submission)
        notebook.run(LEAVE_CHILDREN)
        notebook.run("import signal; [signal.signal(n, signal.SIG_IGN) for n in range(1, 32) if n not in (9, 17, 19)]")
        notebook.send("while True: pass")
        assert processes_of(sandbox) > before
    assert processes_of(sandbox) == before


def test_submissions_leave_no_descriptor_open(sandbox):
    def opened():
        return len(list(Path("/proc/self/fd").iterdir()))

    def use():
        with sandbox.submission({"a": b"x"}, Limits()) as submission, Notebook(submission).socket:
            pass

    use()
    before = opened()
    for _ in range(3):
        use()
    assert opened() == before


@pytest.mark.parametrize("wall", [wall for wall in WALLS if wall == "namespaces"])
def test_a_closed_sandbox_leaves_no_process(wall):
    with open_sandbox(stand_in_policy(), wall) as sandbox:
        submission = sandbox.submission({}, Limits())
        notebook = Notebook(submission)
        notebook.run(LEAVE_CHILDREN)
        everyone = processes_of(sandbox)
    assert len(everyone) >= 6
    assert not [pid for pid in everyone if Path(f"/proc/{pid}").exists()]
    with pytest.raises(SandboxBroken):
        sandbox.submission({}, Limits())


GRADER = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever started the tests may have it ignored
from autograder.sandbox import Limits, open_sandbox
from autograder.sandbox.within import proc
from tests.sandboxed import Notebook, stand_in_policy
from tests.test_sandbox_lifecycle import LEAVE_CHILDREN
with open_sandbox(stand_in_policy()) as sandbox, sandbox.submission({}, Limits()) as submission:
    notebook = Notebook(submission)
    notebook.run(LEAVE_CHILDREN)
    notebook.send("while True: pass")
    print("running", flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif("namespaces" not in WALLS, reason="no namespaces here")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_when_the_grader_dies_everything_in_the_sandbox_does(number):
    root = Path(__file__).parent.parent
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([sys.executable, "-c", GRADER], cwd=root, **quiet) as grader:
        assert grader.stdout.readline() == b"running\n"
        everyone = below(grader.pid)
        assert len(everyone) >= 8
        grader.send_signal(number)
        grader.wait(10)
        assert wait_until(lambda: not [pid for pid in everyone if Path(f"/proc/{pid}").exists()], 20)


@pytest.mark.parametrize("wall", WALLS)
def test_the_courses_own_policy_runs_what_notebooks_run(wall):
    with open_sandbox(wall=wall) as sandbox, sandbox.submission({"a": b"x"}, Limits()) as submission:
        connection = submission.start("01_activations")
        assert submission.ended("01_activations", patience=0.2) is None  # it waits for the judge
        connection.close()
        assert submission.ended("01_activations", patience=5) == ExitReason("exited", 0)


# Our own failures are known as such


@pytest.mark.parametrize("wall", [wall for wall in WALLS if wall == "namespaces"])
def test_a_dead_zygote_is_our_failure_and_not_the_students(wall):
    with open_sandbox(stand_in_policy(), wall) as sandbox, sandbox.submission({}, Limits()) as submission:
        Notebook(submission, "01")
        zygote = chain(sandbox.pid)[1]
        os.kill(zygote, signal.SIGKILL)
        assert wait_until(lambda: not processes_of(sandbox) - {sandbox.pid}, 20)
        with pytest.raises(SandboxBroken):
            submission.start("02")
        with pytest.raises(SandboxBroken):
            sandbox.submission({}, Limits())


@pytest.mark.parametrize("wall", WALLS)
def test_a_sandbox_that_does_not_start_says_why(wall):
    with (
        pytest.raises(SandboxUnavailable, match="No module named 'no_such_module'"),
        open_sandbox(stand_in_policy(preload=("no_such_module",)), wall),
    ):
        raise AssertionError("it opened")


def test_a_submission_that_used_up_its_time_is_over(sandbox):
    with sandbox.submission({}, Limits(submission_seconds=0.5)) as submission:
        notebook = Notebook(submission, "01")
        notebook.send("while True: pass")
        assert submission.ended("01", patience=5) == ExitReason("wall")
        with pytest.raises(SubmissionOver) as error:
            submission.start("02")
        assert error.value.reason == ExitReason("wall")


# Speed


@pytest.mark.parametrize("wall", WALLS)
def test_forks_are_cheap(wall):
    """A submission of one notebook costs at most 25 ms of processor time (35 behind Landlock), from fork to end.

    On an idle machine that is 15 ms of waiting for a submission, and 5 ms for a notebook. Processor time, since other
    programs use the machine too.
    """
    count = 40
    policy = stand_in_policy(preload=("numpy", "IPython", "matplotlib.pyplot", "lab.check"))
    with open_sandbox(policy, wall) as sandbox:
        zygote = chain(sandbox.pid)[-1]
        before = proc.processes()[zygote].ticks
        for _ in range(count):
            with sandbox.submission({"a": b"x" * 100_000}, Limits()) as submission:
                assert Notebook(submission).value("1") == 1
        ticks = proc.processes()[zygote].ticks - before
    assert ticks / os.sysconf("SC_CLK_TCK") / count <= {"namespaces": 0.025, "landlock": 0.035}[wall]


def test_a_sandbox_that_is_slow_to_start_says_so(monkeypatch):
    monkeypatch.setattr("autograder.sandbox.sandbox._START_SECONDS", 0.0)
    with pytest.raises(SandboxUnavailable) as error, open_sandbox(stand_in_policy()):
        pass
    assert "no answer within 0 s: this machine may be very busy" in str(error.value)

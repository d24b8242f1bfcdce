"""The limits of time: of the processor for each cell and submission, whoever computes, and of the clock on the wall.

Every endless loop has small limits, so that it could not hurt the machine if the sandbox failed.
"""

from __future__ import annotations

import os
import time

import pytest

from autograder.sandbox import ExitReason, Limits, SubmissionOver
from tests.sandboxed import SMALL, Notebook, ended_soon, ends, needs_processes, processes_of, wait_until

pytestmark = pytest.mark.sandbox


def test_a_loop_that_swallows_everything_ends_at_once_when_it_is_killed(sandbox, leaves_no_trace):
    loop = """
        import signal
        for number in range(1, 65):
            try: signal.signal(number, signal.SIG_IGN)
            except (OSError, ValueError): pass
        while True:
            try:
                while True: pass
            except BaseException: pass
    """
    with sandbox.submission({}, SMALL) as submission:
        notebook = Notebook(submission)
        notebook.send(loop)
        time.sleep(0.3)
        assert ended_soon(submission, notebook)
        assert submission.ended(notebook.name) == ExitReason("killed")


def test_a_cell_that_uses_too_much_processor_time_ends_within_a_second_of_it(sandbox, leaves_no_trace):
    with sandbox.submission({}, SMALL) as submission:
        notebook = Notebook(submission)
        submission.new_cell(0.4)
        assert ends(submission, notebook, "while True: pass") == ExitReason("cpu")


@needs_processes
def test_processes_that_come_and_go_between_two_looks_cost_processor_time(sandbox):
    """Of one for which nobody waits the kernel keeps no account."""
    many_short_ones = """
        import os, signal, time
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        for _ in range(200):
            if os.fork() == 0:
                while time.process_time() < 0.008: pass
                os._exit(0)
            try: os.wait()
            except ChildProcessError: pass
    """
    with sandbox.submission({}, SMALL) as submission:
        notebook = Notebook(submission)
        submission.new_cell(1.0)
        assert ends(submission, notebook, many_short_ones) == ExitReason("cpu")


@needs_processes
def test_many_processes_of_a_submission_give_way_to_others(sandbox):
    """Or the more it has, the less there is left for its neighbours, and for whoever watches its memory."""
    start = "import os, time\nfor _ in range({}):\n    if os.fork() == 0: time.sleep(30)"

    def niceness():
        return {os.getpriority(os.PRIO_PROCESS, pid) for pid in processes_of(sandbox)}

    with sandbox.submission({}, SMALL) as submission:
        notebook = Notebook(submission)
        notebook.run(start.format(4))
        time.sleep(0.3)
        [ours] = niceness()
        notebook.run(start.format(8))
        assert wait_until(lambda: niceness() == {ours, min(ours + 10, 19)}, 10)


@needs_processes
def test_processes_that_are_waited_for_and_threads_are_hardly_counted_twice(sandbox):
    few = """
        import subprocess, threading
        for _ in range(30): subprocess.run(["true"])
        for _ in range(100):
            thread = threading.Thread(target=int)
            thread.start(), thread.join()
    """
    with sandbox.submission({}, SMALL) as submission:
        notebook = Notebook(submission)
        submission.new_cell(2.5)
        notebook.run(few)
        assert submission.ended(notebook.name) is None


def test_processor_time_is_counted_from_the_cells_start(sandbox):
    with sandbox.submission({}, SMALL) as submission:
        notebook = Notebook(submission)
        for _ in range(3):
            submission.new_cell(0.6)
            notebook.run("import time\nwhile time.process_time() % 0.4 < 0.35: pass")
        assert submission.ended(notebook.name) is None


def test_what_others_compute_for_a_cell_is_of_its_processor_time(sandbox):
    with sandbox.submission({}, SMALL) as submission:
        notebook = Notebook(submission)
        submission.new_cell(30.0)
        notebook.run("pass")
        submission.charge(29.9)
        assert ends(submission, notebook, "while True: pass") == ExitReason("cpu")


def test_the_clock_on_the_wall_gives_six_times_as_long():
    limits = Limits()
    assert (limits.cell_cpu_seconds, limits.cell_seconds) == (20, 120)
    assert limits.submission_seconds == 6 * limits.submission_cpu_seconds
    assert limits.wall(50) == 300


def test_right_work_passes_on_a_machine_that_is_busy_with_others(sandbox):
    """What takes more seconds by the clock than it may take of processor time, since it gets a tenth of a processor."""
    code = """
        import time
        began = time.monotonic()
        while time.monotonic() < began + 2:
            end = time.process_time() + 0.02
            while time.process_time() < end: pass
            time.sleep(0.18)
    """
    with sandbox.submission({}, SMALL) as submission:
        notebook = Notebook(submission)
        submission.new_cell(1.0)
        notebook.run(code, seconds=60)
        assert submission.ended(notebook.name) is None


@needs_processes
def test_processor_time_of_all_processes_is_summed(sandbox, leaves_no_trace):
    spread = """
        import os
        for _ in range(7):
            if os.fork() == 0: break
        while True: pass
    """
    with sandbox.submission({}, SMALL) as submission:
        notebook = Notebook(submission)
        submission.new_cell(1.0)
        assert ends(submission, notebook, spread) == ExitReason("cpu")


@needs_processes
def test_processor_time_of_children_that_nobody_waits_for_counts(sandbox, leaves_no_trace):
    relay = """
        import os, signal, time
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        while True:
            if os.fork() == 0:
                end = time.process_time() + 0.15
                while time.process_time() < end: pass
                os._exit(0)
            time.sleep(0.15)
    """
    with sandbox.submission({}, SMALL) as submission:
        notebook = Notebook(submission)
        submission.new_cell(0.5)
        assert ends(submission, notebook, relay) == ExitReason("cpu")


def test_the_submissions_processor_time_is_kept_over_its_notebooks(sandbox):
    burn = "import time\nend = time.process_time() + 0.4\nwhile time.process_time() < end: pass"
    limits = Limits(submission_cpu_seconds=1.0)
    with sandbox.submission({}, limits) as submission, pytest.raises(SubmissionOver) as error:
        for number in range(12):
            notebook = Notebook(submission, f"{number:02}")
            notebook.send(burn)
            notebook.answer()
    assert error.value.reason == ExitReason("cpu")
    assert number >= 2


def test_a_submission_that_waits_for_ever_ends_by_the_clock(sandbox, leaves_no_trace):
    with sandbox.submission({}, Limits(submission_seconds=1.0)) as submission:
        notebook = Notebook(submission)
        assert ends(submission, notebook, "import time; time.sleep(60)") == ExitReason("wall")

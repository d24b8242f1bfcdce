"""The limits of a submission: what can be set, and that each is kept, quickly, with nothing left behind.

Every bomb here has small limits, so that it could not hurt the machine if the sandbox failed.
"""

from __future__ import annotations

import os
import time
from dataclasses import fields

import pytest
from traitlets.config import Config

from autograder.sandbox import BadLimit, ExitReason, Limits, SandboxLimits, limits_from_config, open_sandbox
from tests.sandboxed import (
    WALLS,
    Notebook,
    free_bytes,
    needs_processes,
    processes_of,
    stand_in_policy,
    wait_until,
    wall_of,
)

pytestmark = pytest.mark.sandbox

MIB = 1 << 20
SMALL = Limits(memory_bytes=300 * MIB, processes=32, scratch_bytes=32 * MIB, file_bytes=8 * MIB, submission_seconds=30)


@pytest.fixture(scope="module", params=WALLS)
def sandbox(request):
    with open_sandbox(stand_in_policy(), wall_of(request)) as opened:
        yield opened


@pytest.fixture
def leaves_no_trace(sandbox):
    """The test leaves the machine's free memory and the sandbox's processes as they were."""
    processes, memory = processes_of(sandbox), free_bytes()
    yield
    assert processes_of(sandbox) == processes
    assert wait_until(lambda: free_bytes() > memory - 100 * MIB, 60)  # others take memory, too, and give it back


def ends(submission, notebook, code):
    """How the notebook ends by itself when it runs `code`: at the limit that is broken, or at the time of SMALL."""
    notebook.send(code)
    return submission.ended(notebook.name, patience=SMALL.submission_seconds + 10)


def ends_when_killed(submission, notebook):
    """Kill it; by the clock on the wall that takes no time to speak of, whatever it does, on a busy machine as well."""
    began = time.monotonic()
    submission.kill(notebook.name)
    return time.monotonic() - began < 10


# What can be set


def test_every_limit_has_a_default_and_a_meaning():
    for item in fields(Limits):
        assert item.default > 0
        assert len(item.metadata["meaning"]) > 20


def test_each_limit_can_be_set_in_the_configuration():
    config = Config()
    config.SandboxLimits.memory_bytes = 123
    config.SandboxLimits.cell_seconds = 2.5
    assert limits_from_config(config) == Limits(memory_bytes=123, cell_seconds=2.5)
    assert limits_from_config(Config()) == Limits()
    assert set(SandboxLimits.class_own_traits(config=True)) == {item.name for item in fields(Limits)}
    assert SandboxLimits(config=config).memory_bytes == 123


@pytest.mark.parametrize("value", [0, -1, float("nan"), float("inf"), "7", None, True])
def test_a_limit_that_is_none_is_refused_by_name(value):
    config = Config({"SandboxLimits": {"memory_bytes": value}})
    with pytest.raises(BadLimit, match="memory_bytes"):
        limits_from_config(config)


def test_an_unknown_limit_is_refused_by_name():
    with pytest.raises(BadLimit, match=r"c\.SandboxLimits\.memroy_bytes"):
        limits_from_config(Config({"SandboxLimits": {"memroy_bytes": 1}}))


# Memory


def test_one_process_that_takes_too_much_memory_gets_a_memory_error(sandbox, leaves_no_trace):
    with sandbox.submission({}, SMALL) as submission:
        notebook = Notebook(submission)
        assert "MemoryError" in notebook.raised("hoard = []\nwhile True: hoard.append(bytearray(b'x') * (1 << 20))")
        assert notebook.value("1 + 1") == 2


def test_memory_up_to_the_limit_can_be_used(sandbox):
    with sandbox.submission({}, SMALL) as submission:
        assert Notebook(submission).value("len(bytearray(b'x') * (280 << 20))") == 280 * MIB


@needs_processes
@pytest.mark.parametrize(
    "take",
    [
        "hoard = bytearray(b'x') * (50 << 20)",
        "import ctypes; hoard = bytearray(b'x') * (50 << 20); ctypes.CDLL(None).prctl(4, 0, 0, 0, 0)",
    ],
    ids=["private", "hidden from the watch"],
)
def test_many_processes_that_take_too_much_together_are_killed(sandbox, leaves_no_trace, take):
    bomb = f"""
        import os, time
        for _ in range(12):
            if os.fork() == 0:
                {take}
                time.sleep(30)
        time.sleep(30)
    """
    with sandbox.submission({}, SMALL) as submission:
        assert ends(submission, Notebook(submission), bomb) == ExitReason("memory")
        assert Notebook(submission, "02").value("1 + 1") == 2


@needs_processes
def test_memory_that_processes_share_counts_once(sandbox):
    """A fork shares its parent's pages until it writes: honest code may fork with its data loaded."""
    code = """
        import os, time
        hoard = bytearray(b'x') * (100 << 20)
        for _ in range(6):
            if os.fork() == 0:
                time.sleep(0.5)
                os._exit(0)
        for _ in range(6):
            os.wait()
    """
    with sandbox.submission({}, SMALL) as submission:
        notebook = Notebook(submission)
        notebook.run(code)
        assert submission.ended(notebook.name) is None


# Processes


@needs_processes
@pytest.mark.parametrize("swallow", ["except BaseException: pass", "finally: pass"])
def test_a_fork_bomb_is_held_to_the_limit_and_ends_at_once(sandbox, leaves_no_trace, swallow):
    bomb = f"""
        import os
        while True:
            try:
                os.fork()
            {swallow}
    """
    before = len(processes_of(sandbox))
    with sandbox.submission({}, SMALL) as submission:
        notebook = Notebook(submission)
        notebook.send(bomb)
        all_that_may_be = before + SMALL.processes + 1  # and process 1
        # Where the bomb ends itself at the first refusal, nobody may see it at its largest.
        assert wait_until(lambda: len(processes_of(sandbox)) >= all_that_may_be, 20) or "finally" in swallow
        assert not wait_until(lambda: len(processes_of(sandbox)) > all_that_may_be, 1)
        assert ends_when_killed(submission, notebook)


@needs_processes  # the second wall ends the notebook instead: tests/second_wall/test_limits_kept.py
def test_threads_count_as_processes(sandbox, leaves_no_trace):
    with sandbox.submission({}, SMALL) as submission:
        notebook = Notebook(submission)
        trace = notebook.raised(
            """
            import threading, time
            threading.stack_size(1 << 16)
            for _ in range(100):
                threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
            """
        )
        assert "can't start new thread" in trace
        assert notebook.value("len(os.listdir('/proc/self/task'))") == SMALL.processes


# Time


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
        assert ends_when_killed(submission, notebook)
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
    from autograder.sandbox import SubmissionOver

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


# Files and output


def test_a_file_can_only_be_so_large(sandbox, leaves_no_trace):
    with sandbox.submission({}, SMALL) as submission:
        notebook = Notebook(submission)
        assert "File too large" in notebook.raised("open('big', 'wb').write(b'x' * (9 << 20))")


@needs_processes  # the second wall ends the notebook instead: tests/second_wall/test_limits_kept.py
@pytest.mark.parametrize("folder", [".", "/tmp", "/dev/shm", "/home/student"])
def test_all_files_together_can_only_be_so_large_wherever_they_are(sandbox, leaves_no_trace, folder):
    fill = f"for n in range(8): open('{folder}/big%d' % n, 'wb').write(b'x' * (6 << 20))"
    with sandbox.submission({}, SMALL) as submission:
        assert "No space left on device" in Notebook(submission).raised(fill)


@needs_processes  # the second wall ends the notebook instead: tests/second_wall/test_limits_kept.py
def test_there_can_only_be_so_many_files(sandbox, leaves_no_trace):
    with sandbox.submission({}, SMALL) as submission:
        assert "No space left on device" in Notebook(submission).raised("for n in range(9999): open('f%d' % n, 'w')")


def test_files_that_would_not_fit_are_refused_before(sandbox):
    with pytest.raises(ValueError, match="scratch_bytes"):
        sandbox.submission({"big": bytes(20 * MIB)}, SMALL)
    with pytest.raises(ValueError, match="too many"):
        sandbox.submission({f"{number}/{'d/' * 14}x": b"" for number in range(300)}, SMALL)
    with pytest.raises(ValueError, match="too many"):
        sandbox.submission({str(number): b"" for number in range(4000)}, SMALL)


@pytest.mark.parametrize("where", ["1", "2", "connection"])
def test_a_flood_of_output_fills_nothing_and_ends_at_once(sandbox, leaves_no_trace, where):
    descriptor = "next(n for n in range(3, 256) if opened(n))"
    flood = f"""
        import os
        def opened(number):
            try: return os.fstat(number)
            except OSError: return None
        target = {where if where != "connection" else descriptor}
        while True:
            try: os.write(target, b'x' * (1 << 20))
            except BaseException: pass
    """
    before = free_bytes()
    with sandbox.submission({}, SMALL) as submission:
        notebook = Notebook(submission)
        notebook.send(flood)
        time.sleep(1)
        assert wait_until(lambda: free_bytes() > before - 200 * MIB, 10)  # one that is kept would only grow
        assert ends_when_killed(submission, notebook)


def test_many_descriptors_are_refused(sandbox, leaves_no_trace):
    with sandbox.submission({}, SMALL) as submission:
        trace = Notebook(submission).raised("import os\nwhile True: os.pipe()")
        assert "Too many open files" in trace

"""The limits of a submission: what can be set, and that each is kept, quickly, with nothing left behind.

Those of time stand in test_time_limits.py. Every bomb has small limits, so that it could not hurt the machine if the
sandbox failed.
"""

from __future__ import annotations

import time
from dataclasses import fields

import pytest
from traitlets.config import Config

from autograder.sandbox import BadLimit, ExitReason, Limits, SandboxLimits, limits_from_config
from tests.sandboxed import (
    MIB,
    SMALL,
    Notebook,
    ended_soon,
    ends,
    free_bytes,
    needs_processes,
    processes_of,
    wait_until,
)

pytestmark = pytest.mark.sandbox


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
        assert ended_soon(submission, notebook)


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
        assert ended_soon(submission, notebook)


def test_many_descriptors_are_refused(sandbox, leaves_no_trace):
    with sandbox.submission({}, SMALL) as submission:
        trace = Notebook(submission).raised("import os\nwhile True: os.pipe()")
        assert "Too many open files" in trace

"""The second wall, limits: those that namespaces and a file system of its own keep behind the first wall."""

from __future__ import annotations

import contextlib
import os
import textwrap
from pathlib import Path

import pytest

from autograder.sandbox import ExitReason
from tests.sandboxed import Notebook
from tests.second_wall import SMALL

pytestmark = pytest.mark.sandbox


def ends(submission, notebook, code, seconds=60):
    notebook.send(code)
    return submission.ended(notebook.name, patience=seconds)


FILLS = {
    "in files": "for n in range(100): open(f'f{n}', 'wb').write(bytes(7 << 20))",
    "in files that are deleted and open": """
        keep = []
        for n in range(100):
            keep.append(open('f', 'wb')); keep[-1].write(bytes(7 << 20)); keep[-1].flush(); os.unlink('f')
        """,
    "in files of a thread that goes on when the first has ended": """
        import ctypes, threading
        keep = []
        def fill():
            time.sleep(1)
            for n in range(100):
                keep.append(open('f', 'wb')); keep[-1].write(bytes(7 << 20)); keep[-1].flush(); os.unlink('f')
            time.sleep(5)
        threading.Thread(target=fill).start()
        ctypes.CDLL(None).syscall({'x86_64': 60, 'aarch64': 93}[os.uname().machine], 0)
        """,
    "in the temporary folder": """
        import tempfile
        keep = [tempfile.TemporaryFile() for _ in range(100)]
        for file in keep: file.write(bytes(7 << 20)); file.flush()
        """,
    "in empty files": "for n in range(200000): open(f'f{n}', 'w').close()",
    "in deep folders": "for n in range(200000): os.mkdir('d'); os.chdir('d')",
    "in a folder that hides them": """
        os.makedirs('hidden/x', 0); os.chmod('hidden', 0o700); os.mkdir('closed', 0)
        time.sleep(5)
        """,
}


def taken_by(folder):
    """Bytes on the disk; what is being deleted meanwhile counts as far as it is seen."""
    size = 0
    for where, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(FileNotFoundError):
                size += os.lstat(Path(where, name)).st_blocks * 512
    return size


@pytest.mark.parametrize("fill", FILLS)
def test_more_files_than_are_allowed_end_the_notebook(sandbox, fill):
    with sandbox.submission({}, SMALL) as submission:
        notebook = Notebook(submission)
        folder = Path(notebook.value("os.getcwd()")).parents[2]
        code = f"import os, time\n{textwrap.dedent(FILLS[fill])}\ntime.sleep(5)"
        assert ends(submission, notebook, code) == ExitReason("files")
    assert not folder.exists()


def test_little_more_than_is_allowed_is_written_before_the_end(sandbox):
    """The best of three: on a busy machine, more is written between two looks."""
    taken = []
    while not taken or (len(taken) < 3 and min(taken) >= 2 * SMALL.scratch_bytes):
        with sandbox.submission({}, SMALL) as submission:
            notebook = Notebook(submission)
            folder = Path(notebook.value("os.getcwd()")).parents[2]
            assert ends(submission, notebook, f"{FILLS['in files']}\nwhile True: pass") == ExitReason("files")
            taken.append(taken_by(folder))
    assert min(taken) < 2 * SMALL.scratch_bytes


def test_after_that_the_next_notebook_finds_the_submissions_files_and_goes_on(sandbox):
    with sandbox.submission({"a": b"1"}, SMALL) as submission:
        assert ends(submission, Notebook(submission, "01"), FILLS["in files"]) == ExitReason("files")
        submission.kill("01")
        assert Notebook(submission, "02").value("open('a').read()") == "1"


def test_threads_are_counted(sandbox):
    bomb = """
        import threading, time
        threading.stack_size(1 << 16)
        for _ in range(2000):
            threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
        time.sleep(30)
        """
    with sandbox.submission({}, SMALL) as submission:
        notebook = Notebook(submission)
        notebook.send(bomb)
        answer = notebook.answer(10)
        assert (answer is None and submission.ended(notebook.name, 2) == ExitReason("processes")) or (
            "can't start new thread" in answer["error"]
        )


TAKES = {
    "private": "bytearray(b'x') * (8 << 20)",
    "shared": "mmap.mmap(-1, 8 << 20, mmap.MAP_SHARED)",
    "private mapping": "mmap.mmap(-1, 8 << 20, mmap.MAP_PRIVATE)",
    "files in memory": "os.memfd_create('x')",
    "of the random device": "mmap.mmap(os.open('/dev/zero', os.O_RDWR), 8 << 20)",
}


@pytest.mark.parametrize("way", TAKES)
def test_memory_ends_at_the_limit_however_it_is_taken(sandbox, way):
    code = f"""
        import mmap, os
        keep = []
        for _ in range(200):
            keep.append({TAKES[way]})
            if isinstance(keep[-1], mmap.mmap): keep[-1].write(bytes(8 << 20))
        """
    with sandbox.submission({}, SMALL) as submission:
        notebook = Notebook(submission)
        notebook.send(code)
        answer = notebook.answer(20)
        assert answer is None or "Error" in answer["error"]
        if answer is None:
            assert submission.ended(notebook.name, 2) == ExitReason("memory")

"""No room, no right, a lock, a space in a name: a sentence each, nothing half-written. By the command line itself."""

import ctypes
import errno
import io
import os
import resource
import shutil
import sqlite3
import struct
import subprocess
import zipfile
from functools import partial
from pathlib import Path

import pytest

from autograder.cli import cli
from autograder.course.layout import RELEASED, ROOT
from autograder.ledger.files import write_atomically
from tests import fake_engine
from tests.forks import ForkedCommand

ONE = "01_activations"


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A class of one, in folders with a space in their names: collected, graded, with feedback and a report."""
    root = tmp_path_factory.mktemp("a course")
    download = io.BytesIO()
    with zipfile.ZipFile(download, "w") as packed:
        packed.write(RELEASED / f"{ONE}.ipynb", f"lovelaceada_107_7001_{ONE}.ipynb")
    (root / "my class.zip").write_bytes(download.getvalue())
    with pytest.MonkeyPatch.context() as patch:
        fake_engine.patch(patch)
        for words in commands(root).values():
            assert cli([str(word) for word in words], standalone_mode=False) == 0
        yield root


def commands(root):
    """The life of an assignment, a command each."""
    output = ("--output", root / "the marks")
    return {
        "collect": ("collect", root / "my class.zip", "--to", root / "handed in"),
        "grade": ("grade", "--submissions", root / "handed in", *output, "--jobs", 1, "--seed", 1, "--force"),
        "feedback": ("feedback", *output),
        "report": ("report", *output),
        "return": ("return", "csv", *output, "--to", root / "the marks" / "for the registrar.csv"),
    }


SAID_OF_A_RUN = (".lock", "run.json", "progress.json")  # written by every run, however it ends


def everything(root):
    """All files that a person may open, by their paths."""
    found = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {path.relative_to(root): path.read_bytes() for path in found if path.name not in SAID_OF_A_RUN}


def without_roots_rights():
    """Folders that are read-only are so for root, too: give up all capabilities."""
    header, none = struct.pack("Ii", 0x20080522, 0), bytes(24)
    assert ctypes.CDLL(None, use_errno=True).capset(header, none) == 0


def refused(run, *words):
    """It ended with exit code 2, and one sentence that holds these words."""
    assert run.wait() == 2, run.said
    assert "Traceback" not in run.said and run.said.count("Error: ") == 1, run.said
    assert all(word in " ".join(run.said.split()) for word in words), run.said


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS])
def test_a_write_that_fails_leaves_the_old_file_and_no_part_of_the_new_one(tmp_path, monkeypatch, number):
    path = tmp_path / "scores.csv"
    write_atomically(path, b"old")

    def full(self, data):
        with self.open("wb") as file:
            file.write(data[:1])
        raise OSError(number, os.strerror(number), str(self))

    monkeypatch.setattr(type(path), "write_bytes", full)
    with pytest.raises(OSError):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old" and [found.name for found in tmp_path.iterdir()] == ["scores.csv"]


@pytest.fixture
def mine(course, tmp_path):
    """A copy of the course, for one test alone."""
    return shutil.copytree(course, tmp_path / "a course")


# What is taken away before, so that the command has something to write, and how long a file may become.
FULL = {
    "collect": ("handed in", 2000),
    "grade": ("the marks", 2000),
    "feedback": ("the marks/feedback", 2000),
    "report": ("the marks/report.txt", 2000),
    "return": ("the marks/for the registrar.csv", 20),
}


@pytest.mark.sandbox
@pytest.mark.parametrize("name", FULL)
def test_a_full_disk_is_one_sentence_and_the_same_command_goes_on(mine, name):
    missing, most = FULL[name]
    shutil.rmtree(mine / missing) if (mine / missing).is_dir() else (mine / missing).unlink()
    before = everything(mine)
    as_full = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
    refused(ForkedCommand(*commands(mine)[name], first=as_full), "can't be written")
    after = everything(mine)
    assert before.items() <= after.items(), "what was there is no longer whole"
    assert not [path for path in after if "partial" in str(path)]
    again = ForkedCommand(*commands(mine)[name])
    assert again.wait() == 0, again.said


@pytest.mark.sandbox
@pytest.mark.parametrize("name", FULL)
def test_folders_that_are_read_only_are_one_sentence_and_nothing_changes(mine, name):
    before = everything(mine)
    for path in [mine, *mine.rglob("*")]:
        path.chmod(0o500 if path.is_dir() else 0o400)
    refused(ForkedCommand(*commands(mine)[name], first=without_roots_rights), "can't be written")
    assert everything(mine) == before
    for folder, _, _ in os.walk(mine):
        Path(folder).chmod(0o700)  # or nobody could delete it


@pytest.mark.sandbox
def test_a_locked_gradebook_is_one_sentence(mine):
    before = everything(mine)
    with sqlite3.connect(mine / "the marks" / "gradebook.db") as database:
        database.execute("BEGIN EXCLUSIVE")
        runs = [ForkedCommand(*commands(mine)[name]) for name in ("grade", "feedback", "report", "return")]
        for run in runs:  # each waits some seconds for the lock, at the same time
            refused(run, "locked", "Close whatever has it open")
        database.execute("ROLLBACK")
    after = everything(mine)
    changed = {path for path in before if before[path] != after.get(path)}
    assert {path.parent.name for path in changed} <= {"journal"}, "what the judge said is kept, no view has changed"
    assert cli(["report", "--output", str(mine / "the marks")], standalone_mode=False) == 0


def test_make_grade_takes_a_folder_with_a_space(tmp_path):
    shown = subprocess.run(
        ["make", "-n", "grade", "SUBMISSIONS=my class", "OUTPUT=the marks"], cwd=ROOT, capture_output=True, text=True
    )
    assert '--submissions "my class" --output "the marks"' in shown.stdout
    sample = subprocess.run(["make", "-n", "grade"], cwd=ROOT, capture_output=True, text=True)
    assert '--output "build/graded"' in sample.stdout
    real = subprocess.run(["make", "-n", "grade", "SUBMISSIONS=my class"], cwd=ROOT, capture_output=True, text=True)
    assert '--output "graded"' in real.stdout

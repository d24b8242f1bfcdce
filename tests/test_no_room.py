"""No room, no right, a lock, a space in a name: a sentence each, and nothing half-written."""

import errno
import os
import resource
import sqlite3
import subprocess
import sys

import pytest

from autograder.course.layout import RELEASED, ROOT
from autograder.errors import UserError
from autograder.ledger.files import write_atomically
from autograder.ledger.ledger import settle

ONE = "01_activations"


@pytest.fixture
def folders(tmp_path):
    """One student's submission, in a folder with a space in its name, and where it is to be graded."""
    place = tmp_path / "my class" / "ada" / "backpropagation"
    place.mkdir(parents=True)
    (place / f"{ONE}.ipynb").write_bytes((RELEASED / f"{ONE}.ipynb").read_bytes())
    return tmp_path / "my class", tmp_path / "the marks"


def grade(folders, most=resource.RLIM_INFINITY):
    """Grades with tests/fake_engine.py; `most`: bytes of a file, after which the disk is full."""
    command = [sys.executable, "-m", "tests.fake_engine", "grade", "--submissions", folders[0], "--output", folders[1]]
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))  # noqa: E731
    more = [*command, "--jobs", "1", "--seed", "1"]
    return subprocess.run(more, cwd=ROOT, capture_output=True, text=True, check=False, preexec_fn=limit)


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


@pytest.mark.sandbox
def test_a_full_disk_is_one_sentence_and_the_next_run_goes_on(folders):
    done = grade(folders, most=2_000)
    assert done.returncode == 2, done.stderr[-2000:]
    assert "can't be written" in done.stderr and "Traceback" not in done.stderr
    assert not list(folders[1].rglob("*.csv"))
    assert grade(folders).returncode == 0 and (folders[1] / "scores.csv").is_file()


@pytest.mark.sandbox
def test_a_locked_gradebook_is_one_sentence(folders):
    assert grade(folders).returncode == 0
    before = (folders[1] / "scores.csv").read_bytes()
    with sqlite3.connect(folders[1] / "gradebook.db") as database:
        database.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UserError) as told:
            settle(folders[1])
        database.execute("ROLLBACK")
    assert "locked" in told.value.why and "Close whatever has it open" in told.value.remedy
    assert (folders[1] / "scores.csv").read_bytes() == before


def test_make_grade_takes_a_folder_with_a_space(tmp_path):
    shown = subprocess.run(
        ["make", "-n", "grade", "SUBMISSIONS=my class", "OUTPUT=the marks"], cwd=ROOT, capture_output=True, text=True
    )
    assert '--submissions "my class" --output "the marks"' in shown.stdout
    sample = subprocess.run(["make", "-n", "grade"], cwd=ROOT, capture_output=True, text=True)
    assert '--output "build/graded"' in sample.stdout
    real = subprocess.run(["make", "-n", "grade", "SUBMISSIONS=my class"], cwd=ROOT, capture_output=True, text=True)
    assert '--output "graded"' in real.stdout

"""The second wall, files: nothing but the policy's can be opened, and nothing of it changed, by name or by owner."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from autograder.course import layout
from tests.sandboxed import Notebook
from tests.second_wall import SMALL, assert_refused, outcomes, state

pytestmark = pytest.mark.sandbox


def test_nothing_of_the_host_can_be_opened(notebook, theirs):
    paths = [
        theirs,
        theirs / "secret",
        "/",
        "/etc",
        "/etc/passwd",
        "/root",
        "/home",
        "/tmp",
        "/var",
        "/dev",
        "/dev/shm",
    ]
    paths += [layout.ROOT, layout.SOLUTIONS, layout.ROOT / "README.md", layout.ROOT / ".git", "/dev/tty", "/dev/shm"]
    assert_refused(notebook, [f"os.open({str(path)!r}, os.O_RDONLY)" for path in paths])


def test_no_process_can_be_looked_into_not_even_its_own(notebook):
    pids = ["self", "1", os.getpid(), os.getppid()]
    names = ["mem", "environ", "cmdline", "maps", "status", "stat", "fd", "root", "cwd"]
    paths = [f"/proc/{pid}/{name}" for pid in pids for name in names if (pid, name) != ("self", "cwd")]
    paths += ["/proc", "/sys", "/proc/net/tcp"]
    assert_refused(notebook, [f"os.open({path!r}, os.O_RDONLY)" for path in paths])


def test_another_submission_can_not_be_reached(sandbox, notebook):
    with sandbox.submission({"theirs.txt": b"x"}, SMALL) as other:
        folder = Notebook(other).value("os.getcwd()")
        assert_refused(
            notebook, [f"os.listdir({folder!r})", f"open('{folder}/theirs.txt')", f"open('{folder}/x', 'w')"]
        )
    assert_refused(notebook, [f"os.listdir({str(Path(folder).parents[3])!r})"])  # where the folders of all of them are


def test_nothing_outside_can_be_made_moved_or_deleted(notebook, theirs):
    before = state(theirs / "secret")
    inside = str(theirs / "new")
    assert_refused(
        notebook,
        [
            f"open({inside!r}, 'w')", f"os.mkdir({inside!r})", f"os.symlink('a', {inside!r})", f"os.mkfifo({inside!r})",
            f"os.link('a.txt', {inside!r})", f"os.rename('a.txt', {inside!r})", f"os.mknod({inside!r})",
            f"os.unlink('{theirs}/secret')", f"os.rename('{theirs}/secret', 'm')", f"os.link('{theirs}/secret', 'm')",
            f"os.rmdir({str(theirs)!r})", "open('/tmp/x', 'w')", "open('/dev/shm/x', 'w')",
            "open('../../../../x', 'w')",
        ],
    )  # fmt: skip
    assert [path.name for path in theirs.iterdir()] == ["secret"]
    assert state(theirs / "secret") == before


def test_in_the_scratch_folder_there_are_files_and_folders_only(notebook):
    codes = ["os.symlink('/etc/passwd', 'link')", "os.mkfifo('pipe')", "os.mknod('device', 0o20600, os.makedev(1, 3))"]
    assert_refused(notebook, [*codes, "os.mknod('socket', 0o140600)"])
    assert notebook.value("sorted(os.listdir('.'))") == ["a.txt", "figures"]


def changes(path):
    """Ways to change a file without write access, by its owner at least."""
    return [
        f"open({path!r}, 'r+')", f"os.truncate({path!r}, 0)", f"os.open({path!r}, os.O_RDONLY | os.O_TRUNC)",
        f"os.open({path!r}, 3 | os.O_TRUNC)", f"os.chown({path!r}, os.getuid(), os.getgid())",
        f"os.setxattr({path!r}, 'user.mine', b'1')", f"os.unlink({path!r})", f"os.rename({path!r}, 'mine')",
        f"os.link({path!r}, 'mine')",
    ]  # fmt: skip


def without_effect(path):
    """Ways that answer as if they had."""
    return [f"os.chmod({path!r}, 0o777)", f"os.utime({path!r}, (1, 1))"]


def test_what_can_be_read_can_not_be_changed(sandbox, notebook, theirs):
    read = notebook.value(
        "[lab.check.__file__, numpy.__file__, os.path.realpath('../data/fashion_mnist/fashion_mnist.npz')]",
        "import lab.check, numpy",
    )
    for path in [*read, str(theirs / "secret")]:
        before = state(Path(path))
        assert_refused(notebook, changes(path))
        assert set(outcomes(notebook, without_effect(path)).values()) == {"done"}
        assert state(Path(path)) == before, path


def test_open_descriptors_of_what_can_be_read_change_nothing(notebook):
    path = notebook.value("numpy.__file__", "import numpy")
    before = state(Path(path))
    descriptor = f"os.open({path!r}, os.O_RDONLY)"
    outcomes(notebook, [f"os.fchmod({descriptor}, 0o777)", f"os.utime({descriptor}, (1, 1))"])
    refused = [f"os.fchown({descriptor}, os.getuid(), -1)"]
    refused += [
        f"fcntl.fcntl({descriptor}, {number}, 1)" for number in (8, 10, 1024, 1026, 1031)
    ]  # owner, lease, notify
    assert_refused(notebook, refused)
    assert state(Path(path)) == before
    locks = "fcntl.flock(f, fcntl.LOCK_EX)"
    notebook.run(f"import builtins, fcntl; builtins.f = f = open({path!r}); {locks}")
    with Path(path).open() as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # nobody holds one


def test_devices_can_be_read_and_only_the_void_be_written_to(notebook):
    assert notebook.value("len(open('/dev/urandom', 'rb').read(4)) + open('/dev/null', 'w').write('x')") == 5
    assert_refused(notebook, [f"open('/dev/{name}', 'r+b', 0)" for name in ("zero", "urandom", "random")])

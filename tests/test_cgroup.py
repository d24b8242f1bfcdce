"""Control groups of version 2, on folders that look like the kernel's: no host of ours delegates memory there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from autograder.sandbox import Limits, cgroup

MIB = 1 << 20
LIMITS = Limits(memory_bytes=300 * MIB, processes=32)


@pytest.fixture
def root(tmp_path):
    """A host whose user has the group `user/mine`, and may divide it up."""
    group = tmp_path / "sys" / "fs" / "cgroup" / "user" / "mine"
    group.mkdir(parents=True)
    (group / "cgroup.controllers").write_text("cpu memory pids\n")
    (group / "cgroup.procs").write_text("")
    (group / "cgroup.subtree_control").write_text("")
    (tmp_path / "proc" / "self").mkdir(parents=True)
    (tmp_path / "proc" / "self" / "cgroup").write_text("1:name=systemd:/\n0::/user/mine\n")
    return tmp_path


@pytest.fixture
def mine(root):
    return root / "sys" / "fs" / "cgroup" / "user" / "mine"


def divided(root, mine):
    """The same after `divide`, as the kernel would then show it."""
    assert cgroup.divide(root)
    for folder in (mine, mine / "grader"):
        (folder / "cgroup.controllers").write_text("cpu memory pids\n")
        (folder / "cgroup.subtree_control").write_text("cpu memory pids\n" if folder == mine else "")
    (root / "proc" / "self" / "cgroup").write_text("0::/user/mine/grader\n")


def held(root, pid=4711):
    (root / "proc" / "self" / "fdinfo").mkdir()
    (root / "proc" / "self" / "fdinfo" / "9").write_text(f"pos:\t0\nflags:\t02000002\nPid:\t{pid}\nNSpid:\t{pid}\n")
    return cgroup.hold(9, LIMITS, root)


def contents(folder):
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_the_grader_moves_aside_and_divides_up_what_was_its_group(root, mine):
    assert cgroup.divide(root)
    assert (mine / "grader" / "cgroup.procs").read_text() == str(os.getpid())
    assert (mine / "cgroup.subtree_control").read_text() == "+cpu +memory +pids"


def test_a_group_that_was_divided_up_is_not_divided_again(root, mine):
    divided(root, mine)
    assert cgroup.divide(root)
    assert (mine / "grader" / "cgroup.subtree_control").read_text() == ""
    assert not (mine / "grader" / "grader").exists()


def test_a_submission_is_put_into_a_group_with_its_limits(root, mine):
    divided(root, mine)
    group = held(root)
    assert group.path.parent == mine
    assert contents(group.path) == {
        "memory.max": str(330 * MIB),
        "memory.oom.group": "1",
        "pids.max": "34",
        "cgroup.procs": "4711",
    }


def test_swap_and_processor_time_are_limited_where_the_kernel_can(root, mine, monkeypatch):
    divided(root, mine)
    mkdir = Path.mkdir

    def with_files(self, *arguments, **keywords):
        mkdir(self, *arguments, **keywords)
        (self / "memory.swap.max").write_text("max")
        (self / "cpu.max").write_text("max 100000")

    monkeypatch.setattr(cgroup.Path, "mkdir", with_files)
    shown = contents(held(root).path)
    assert (shown["memory.swap.max"], shown["cpu.max"]) == ("0", "100000 100000")


@pytest.mark.parametrize(
    ("events", "says"), [("low 0\noom 2\noom_kill 3\n", "memory"), ("oom 0\noom_kill 0\n", ""), ("", "")]
)
def test_that_the_kernel_ended_it_for_want_of_memory_is_known(tmp_path, monkeypatch, events, says):
    monkeypatch.setattr(cgroup, "_PATIENCE", 0.0)
    (tmp_path / "memory.events").write_text(events)
    assert cgroup.Group(tmp_path).end() == says


def test_in_the_end_the_group_is_gone(tmp_path):
    (tmp_path / "submission-1-1").mkdir()
    assert cgroup.Group(tmp_path / "submission-1-1").end() == ""
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("lacks", ["cgroup.controllers", "cgroup.subtree_control", "cgroup.procs"])
def test_where_groups_are_not_delegated_nothing_is_touched(root, mine, lacks):
    (mine / lacks).unlink()
    assert not cgroup.divide(root)
    assert not (mine / "grader").exists()
    assert held(root).path is None


def test_where_somebody_else_s_process_is_in_the_group_nothing_is_touched(root, mine):
    (mine / "cgroup.procs").write_text(f"1\n{os.getpid()}\n")
    assert not cgroup.divide(root)
    assert not (mine / "grader").exists()


def test_where_memory_is_not_delegated_nothing_is_touched(root, mine):
    (mine / "cgroup.controllers").write_text("cpu pids\n")
    assert not cgroup.divide(root)
    assert not (mine / "grader").exists()


def test_a_process_that_is_gone_is_held_by_no_group(root, mine):
    divided(root, mine)
    assert held(root, pid=-1).path is None
    assert not list(mine.glob("submission-*"))


def test_what_the_kernel_refuses_leaves_no_group_behind(root, mine, monkeypatch):
    divided(root, mine)
    monkeypatch.setattr(cgroup.Path, "write_text", lambda *_, **__: (_ for _ in ()).throw(OSError("EBUSY")))
    (root / "proc" / "self" / "fdinfo").mkdir()
    (root / "proc" / "self" / "fdinfo" / "9").write_bytes(b"Pid:\t4711\n")
    assert cgroup.hold(9, LIMITS, root).path is None
    assert not list(mine.glob("submission-*"))


def test_a_host_of_version_1_only_has_none(root):
    (root / "proc" / "self" / "cgroup").write_text("4:memory:/\n")
    assert not cgroup.divide(root)
    assert held(root).path is None

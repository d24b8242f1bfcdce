"""The second wall, everybody else: other processes, the network, and what programs of one machine share."""

from __future__ import annotations

import os
import socket
import subprocess
from pathlib import Path

import pytest

from autograder.sandbox import open_sandbox, stage
from tests.sandboxed import Notebook, processes_of, stand_in_policy
from tests.second_wall import SMALL, assert_refused, outcomes

pytestmark = pytest.mark.sandbox


def test_no_process_can_be_made(notebook):
    assert_refused(
        notebook,
        [
            "os.fork()", "os.forkpty()", "os.posix_spawn('/usr/bin/env', ['env'], {})", "os.execv('/bin/env', ['env'])",
            "__import__('subprocess').run(['/usr/bin/env'])", "call(58)", "call(56, 17, 0, 0, 0, 0)",
            "__import__('multiprocessing').get_context('fork').Process(target=print).start()",
        ],
    )  # fmt: skip


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="calls by their numbers on x86-64")
def test_no_other_process_gets_a_signal_or_another_limit(sandbox, submission, notebook):
    with subprocess.Popen(["sleep", "60"]) as bystander:
        mark = os.getpriority(os.PRIO_PROCESS, bystander.pid)
        targets = [bystander.pid, os.getpid(), sandbox.pid, *(processes_of(sandbox) - {sandbox.pid})]
        own = notebook.value("os.getpid()")
        for pid in set(targets) - {own}:
            assert_refused(
                notebook,
                [
                    f"os.kill({pid}, 0)", f"os.kill({pid}, signal.SIGCONT)", f"call(200, {pid}, 0)",
                    f"call(234, {pid}, {pid}, 0)", f"call(129, {pid}, 0, bytes(128))", f"os.pidfd_open({pid})",
                    f"resource.prlimit({pid}, resource.RLIMIT_NOFILE, (0, 0))", f"call(101, 16, {pid}, 0, 0)",
                    f"call(310, {pid}, 0, 0, 0, 0, 0)", f"os.sched_setaffinity({pid}, {{0}})",
                ],
            )  # fmt: skip
        assert_refused(notebook, ["os.kill(0, 0)", "os.kill(-1, 0)", f"os.killpg({os.getpgrp()}, 0)", "os.setsid()"])
        outcomes(
            notebook, ["os.setpriority(os.PRIO_USER, 0, 19)", f"os.setpriority(os.PRIO_PROCESS, {bystander.pid}, 19)"]
        )
        assert os.getpriority(os.PRIO_PROCESS, bystander.pid) == mark
        assert bystander.poll() is None
        bystander.kill()
    assert set(outcomes(notebook, ["os.kill(os.getpid(), 0)", "signal.raise_signal(signal.SIGCHLD)"]).values()) == {
        "done"
    }


@pytest.mark.parametrize("family", ["AF_UNIX", "AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET", "AF_VSOCK", "AF_ALG"])
def test_no_socket_can_be_made(notebook, family):
    assert_refused(notebook, [f"socket.socket(socket.{family}, {kind})" for kind in (1, 2, 3)])


def test_a_pair_of_sockets_reaches_nobody_else(notebook, theirs):
    path = str(theirs / "listens")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(path)
        Path(path).chmod(0o777)
        pair = "socket.socketpair()[0]"
        assert_refused(
            notebook,
            [
                "socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)", "socket.socketpair(socket.AF_UNIX, 3)",
                f"{pair}.connect({path!r})", f"{pair}.bind('mine')", f"{pair}.sendto(b'x', {path!r})",
                f"{pair}.sendmsg([b'x'])", f"socket.send_fds({pair}, [b'x'], [0])", f"{pair}.listen()",
                f"{pair}.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 24)",
            ],
        )  # fmt: skip
        listener.setblocking(False)
        with pytest.raises(BlockingIOError):
            listener.recv(10)
    Path(path).unlink()


@pytest.mark.skipif(os.uname().machine != "x86_64", reason="calls by their numbers on x86-64")
def test_shared_memory_and_queues_of_the_host_are_out_of_reach(notebook):
    calls = {
        "shmget": 29,
        "shmat": 30,
        "shmctl": 31,
        "semget": 64,
        "semctl": 66,
        "msgget": 68,
        "msgrcv": 70,
        "msgctl": 71,
    }
    calls |= {"shmdt": 67, "mq_open": 240, "mq_unlink": 241, "inotify": 294, "io_setup": 206, "statmount": 457}
    calls |= {"landlock": 444, "io_uring": 425, "bpf": 321, "perf": 298, "keyctl": 250, "userfaultfd": 323}
    assert_refused(notebook, [f"call({number}, 0, 0, 0, 0, 0)" for number in calls.values()])


def test_its_name_stays_and_it_can_not_outlive_us(notebook, submission, sandbox):
    pid = notebook.value("os.getpid()")
    before = Path(f"/proc/{pid}/comm").read_bytes()
    assert outcomes(notebook, ["libc.prctl(15, b'\\rRssAnon: 1', 0, 0, 0)"])
    assert Path(f"/proc/{pid}/comm").read_bytes() == before
    codes = [f"[][libc.prctl({option}, 0, 0, 0, 0)]" for option in (1, 4, 36)]  # pdeathsig, dumpable, subreaper
    assert set(outcomes(notebook, codes).values()) == {"IndexError"}  # -1: refused; 0 would be one, too
    assert (
        notebook.value("[libc.prctl(o, 0, 0, 0, 0) for o in (1, 4, 36)]", "import ctypes; libc = ctypes.CDLL(None)")
        == [-1] * 3
    )


@pytest.mark.skipif(not stage.can_have_users(), reason="only root, and not of a user namespace, can have others' ids")
def test_root_gives_each_submission_a_user_id_of_its_own():
    with (
        open_sandbox(stand_in_policy(), "landlock") as opened,
        opened.submission({}, SMALL) as one,
        opened.submission({}, SMALL) as other,
    ):
        first, second = Notebook(one).value("os.getresuid()"), Notebook(other).value("os.getresuid()")
    assert len({*first}) == len({*second}) == 1
    assert 0 not in (first[0], second[0]) and first[0] != second[0]

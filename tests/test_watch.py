"""The watch over a submission: right, and alive, whatever a submission calls its processes, files and folders."""

from __future__ import annotations

import contextlib
import ctypes
import mmap
import os
import signal
import socket
import threading

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from autograder.sandbox import Limits, open_sandbox
from autograder.sandbox.within import proc, watch
from autograder.sandbox.within.zygote import Zygote, _Submission
from tests.sandboxed import Notebook, chain, stand_in_policy, state_of, wait_until

pytestmark = pytest.mark.sandbox

MEMORY = proc.memory  # tests look on at it
PR_SET_NAME = 15
MIB = 1 << 20
LIES = [
    b"\rRssAnon: x",
    b"\rVmSwap: -99999",
    b"\nVmSwap:\t-9999",
    b") R 1 1 1 1 1",
    b"x) (",
    b"\x0bRssAnon:\t9",
    b"\x85Threads:\t0",
]


@contextlib.contextmanager
def child(before):
    """A process that did `before()` and waits; its id."""
    ready, told = os.pipe()
    pid = os.fork()
    if pid == 0:
        with contextlib.suppress(BaseException):
            before()
        os.write(told, b"x")
        signal.pause()
        os._exit(0)
    os.close(told)
    os.read(ready, 1)
    os.close(ready)
    try:
        yield pid
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def touch_a_gigabyte_without_taking_it():
    """One byte is read of every second megabyte: of each the kernel keeps a table, and no page."""
    libc = ctypes.CDLL(None)
    libc.mmap.restype = ctypes.c_void_p
    private_anonymous_not_reserved, no_huge_pages = 0x4022, 15
    start = libc.mmap(None, ctypes.c_size_t(1 << 30), 1, private_anonymous_not_reserved, -1, ctypes.c_long(0))
    libc.madvise(ctypes.c_void_p(start), ctypes.c_size_t(1 << 30), no_huge_pages)
    for at in range(start, start + (1 << 30), 2 * MIB):
        ctypes.string_at(at, 1)


@pytest.mark.parametrize("exact", [False, True])
def test_page_tables_count_as_memory(exact):
    with child(lambda: None) as plain, child(touch_a_gigabyte_without_taking_it) as touching:
        assert proc.memory(touching, exact) - proc.memory(plain, exact) > 1.5 * MIB


def who_copies_when_told(amount):
    """A process with `amount` bytes, and a child that shares them, and copies all at SIGUSR1."""

    def before():
        before.kept = block = bytearray(b"x") * amount
        ready, told = os.pipe()
        if os.fork() == 0:
            signal.signal(signal.SIGUSR1, lambda *_: [block.__setitem__(at, 0) for at in range(0, amount, 4096)])
            os.write(told, b"x")
            while True:
                signal.pause()
        os.read(ready, 1)

    return child(before)


@contextlib.contextmanager
def shared_memory(amount, limit):
    """The account of two processes that share `amount` bytes, the younger one's id, and a look at them."""
    with child(lambda: os.execv("/bin/sleep", ["sleep", "60"])) as root, who_copies_when_told(amount) as parent:
        [copier] = (pid for pid in proc.family(parent) if pid != parent)
        rest = sum(MEMORY(pid, exact=True) for pid in (parent, copier)) - amount  # what they share with the tests
        account = watch.Memory(root, {"memory_bytes": limit + rest}, own_namespaces=False)
        try:
            yield copier, lambda: account.is_beyond([proc.process_of(pid) for pid in (root, parent, copier)])
        finally:
            os.kill(copier, signal.SIGKILL)


def test_what_processes_share_is_counted_again_only_when_they_may_have_taken_the_rest(monkeypatch):
    counted, memory = [], proc.memory
    monkeypatch.setattr(proc, "memory", lambda pid, exact: (exact and counted.append(pid), memory(pid, exact))[1])
    with shared_memory(200 * MIB, limit=300 * MIB) as (copier, is_beyond):
        assert not is_beyond() and len(counted) == 3
        assert not is_beyond() and len(counted) == 3
        os.kill(copier, signal.SIGUSR1)
        assert wait_until(is_beyond, 10) and len(counted) > 3


def test_nothing_is_taken_while_what_processes_share_is_counted(monkeypatch):
    seen, memory = set(), proc.memory

    def all_are(state):
        return wait_until(lambda: {state_of(parent), state_of(copier)} == {state}, 10)

    def looking_on(pid, exact):
        seen.update([all_are("T")] if exact else [])
        return memory(pid, exact)

    with shared_memory(200 * MIB, limit=300 * MIB) as (copier, is_beyond):
        parent = proc.process_of(copier).parent
        monkeypatch.setattr(proc, "memory", looking_on)
        assert not is_beyond() and seen == {True}
        assert all_are("S")  # they wait for a signal, as before


def test_the_pieces_of_address_spaces_are_read_of_a_few_at_a_look_and_the_worst_is_assumed(monkeypatch):
    pieces = dict.fromkeys(range(1, 21), 10)
    monkeypatch.setattr(proc, "mappings", lambda pid: pieces[pid])
    account = watch.Memory(os.getpid(), {"memory_bytes": 1}, own_namespaces=False)
    found = [proc.Process(pid, 0, 0, 0, 1, 0, 0) for pid in pieces]
    assert account._mapped(found) == 20 * 10
    pieces[17] = 60_000
    assert max(account._mapped(found) for _ in range(5)) > 60_000
    for _ in range(5):
        account._mapped(found)
    assert account._mapped(found) == 19 * 10 + 60_000


def looked_into(monkeypatch, *sessions, held=None):
    """What a watch counts as files: of process 1, and of others in these sessions, of which each holds or refuses."""
    limits = {"memory_bytes": 200 * MIB, "scratch_bytes": 256 * MIB}
    account = watch.Memory(os.getpid(), limits, own_namespaces=True)

    def files(pid):
        if held is None or held[pid] is None:
            raise (PermissionError if held is None else FileNotFoundError)
        return held[pid]

    monkeypatch.setattr(proc, "files", files)
    found = [proc.Process(pid, 0, 0, 0, 1, 0, 0, session) for pid, session in enumerate((7, *sessions))]
    return [account._scratch(found), account._scratch(found[:1])]


def test_a_notebooks_process_that_was_forked_just_now_is_not_charged_for_all_the_files_there_may_be(monkeypatch):
    """Until it leaves process 1's session our code runs in it, as closed as process 1: that once counted as hiding."""
    assert looked_into(monkeypatch, 7) == [0, 0]


def test_a_process_of_the_students_that_may_not_be_looked_into_is_charged_for_them(monkeypatch):
    assert looked_into(monkeypatch, 7, 9) == [256 * MIB, 0]


def test_of_processes_that_have_ended_the_files_stay_as_they_were(monkeypatch):
    held = {1: None, 2: 5 * MIB}
    assert looked_into(monkeypatch, 9, 9, held=held) == [5 * MIB, 5 * MIB]


def whose_first_thread_has_ended(amount):
    """Have this process's first thread end, and another one that goes on take so many bytes."""

    def take():
        wait_until(lambda: state_of(os.getpid()) == "Z", 10)
        take.kept = bytearray(b"x") * amount
        os.write(told, b"x")
        signal.pause()

    ready, told = os.pipe()
    pid = os.fork()
    if pid == 0:
        threading.Thread(target=take).start()
        ctypes.CDLL(None).syscall({"x86_64": 60, "aarch64": 93}[os.uname().machine], 0)
    os.close(told)
    os.read(ready, 1)
    os.close(ready)
    return pid


@pytest.mark.parametrize("exact", [False, True])
def test_the_memory_of_a_process_counts_though_its_first_thread_has_ended(exact):
    pid = whose_first_thread_has_ended(100 * MIB)
    try:
        assert proc.memory(pid, exact) > 100 * MIB
        assert proc.files(pid) == proc.files(os.getpid())
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def test_threads_that_follow_each_other_too_fast_to_be_looked_at_break_the_watch(monkeypatch):
    """And so end their own submission: what they hold is not to be found out."""
    tables = {"1/status": b"Name:\tx\nState:\tZ (zombie)\nThreads:\t2\n"}
    monkeypatch.setattr(proc, "_read", lambda path, most=-1: tables.get(path.removeprefix("/proc/"), b""))
    monkeypatch.setattr(proc, "threads", lambda pid: [1, 2])
    with pytest.raises(RuntimeError, match="no thread of process 1"):
        proc.memory(1, exact=False)
    tables["2/status"] = b"Name:\tx\nState:\tX (dead)\nThreads:\t2\n"
    assert proc.memory(1, exact=False) == 0


def figures(pid):
    """All that the watch makes of a process; its memory, shared out and not, in megabytes."""
    process = proc.processes()[pid]
    sizes = [proc.memory(pid, exact) / MIB for exact in (False, True)]
    return (process.parent, process.threads, process.own_ticks < 10_000, process.started > 0), sizes


def hold_to_a_plain_one(pid):
    """The watch makes the same of this process as of one, made now, that calls itself nothing in particular."""
    with child(lambda: None) as plain:
        (seen, sizes), (usual, usual_sizes) = figures(pid), figures(plain)
    assert seen == usual
    assert sizes == pytest.approx(usual_sizes, abs=48)  # the lies about memory are twice as large


any_bytes = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@any_bytes
@given(st.binary(max_size=15))
@example(LIES[0])
@example(LIES[1])
@example(LIES[3])
def test_a_process_may_have_any_name(name):
    with child(lambda: ctypes.CDLL(None).prctl(PR_SET_NAME, name, 0, 0, 0)) as pid:
        hold_to_a_plain_one(pid)


@any_bytes
@given(st.lists(st.binary(min_size=1, max_size=40).map(lambda text: text.replace(b"\0", b"0")), min_size=1, max_size=4))
def test_a_process_may_have_any_command_line(words):
    with child(lambda: os.execv("/bin/sleep", [words[0], b"60"])) as pid:
        assert figures(pid)[0] == (os.getpid(), 1, True, True)
        assert proc.memory(pid, exact=True) < 50 * MIB


@any_bytes
@given(st.binary(min_size=1, max_size=100).map(lambda text: text.replace(b"\0", b"0").replace(b"/", b"0")))
@example(b"\nVmSwap: -99999 kB")
@example(b"a\n7f00-7f01 rw-p 0 0 0\n" * 4)
def test_the_files_and_folders_of_a_process_may_have_any_names(tmp_path, name):
    folder = os.fsencode(tmp_path) + b"/" + (name if name not in (b".", b"..") else b"x")

    def live_there():
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        os.chdir(folder)
        descriptor = os.open(folder + b"/mapped" + name, os.O_RDWR | os.O_CREAT)
        os.ftruncate(descriptor, 4096)
        live_there.kept = mmap.mmap(descriptor, 4096)

    with child(live_there) as pid:
        hold_to_a_plain_one(pid)
        assert 0 < proc.mappings(pid) < proc.MAX_MAPPINGS


SECOND = os.sysconf("SC_CLK_TCK")
ROOT_PID = 10


def seen(*processes):
    """A look at /proc: (pid, processor seconds of its own, those with children it waited for, threads) of each."""
    return {
        pid: proc.Process(
            pid, 0 if pid == ROOT_PID else ROOT_PID, int(own * SECOND), int(all_ * SECOND), threads, pid, 0
        )
        for pid, own, all_, threads in processes
    }


def watched(monkeypatch, *looks, **limits):
    """A watch over ROOT_PID that sees these, one after another."""
    shown = iter(looks)
    monkeypatch.setattr(proc, "processes", lambda: next(shown))
    monkeypatch.setattr(proc, "last_pid", lambda: 0)
    return watch.Watch(ROOT_PID, limits)


def test_the_time_of_a_child_that_nobody_waited_for_is_not_forgotten(monkeypatch):
    gone, next_one = seen((ROOT_PID, 0, 0, 1), (11, 5, 5, 1)), seen((ROOT_PID, 0, 0, 1), (12, 1, 1, 1))
    found = watched(monkeypatch, gone, next_one)
    found.look(), found.look()
    assert found.cpu_seconds == 6


def test_the_time_of_a_child_that_lived_between_two_looks_counts_once_it_is_waited_for(monkeypatch):
    found = watched(monkeypatch, seen((ROOT_PID, 0, 0, 1)), seen((ROOT_PID, 0, 7, 1)))
    found.look(), found.look()
    assert found.cpu_seconds == 7


@pytest.mark.parametrize(("threads", "breach"), [(3, ""), (4, "processes")])
def test_threads_of_all_processes_but_the_first_are_held_to_the_limit(monkeypatch, threads, breach):
    look = seen((ROOT_PID, 0, 0, 1), (11, 0, 0, threads))
    limits = {"processes": 3, "memory_bytes": 1 << 60, "scratch_bytes": 0, "submission_cpu_seconds": 9}
    assert watched(monkeypatch, look, submission_seconds=99, **limits).breach() == breach


@pytest.mark.parametrize(("exact", "kilobytes"), [(True, 1 + 20 + 300), (False, 1 + 4000 + 50000)])
def test_memory_that_was_swapped_out_counts(monkeypatch, exact, kilobytes):
    tables = {
        "status": b"VmPTE:\t1 kB\nRssAnon:\t4000 kB\nVmSwap:\t50000 kB\n",
        "maps": b"one\n",
        "smaps_rollup": b"Pss_Anon:\t20 kB\nSwapPss:\t300 kB\nPss:\t9 kB\n",
    }
    monkeypatch.setattr(proc, "_read", lambda path, most=-1: tables[path.rsplit("/", 1)[1]])
    assert proc.memory(ROOT_PID, exact) == 1024 * kilobytes


class _Broken(watch.Watch):
    def look(self):
        raise ValueError("what /proc says makes no sense")


@pytest.mark.parametrize("how", [watch.Watch.breach, lambda broken: broken.new_cell(1.0)], ids=["limits", "new cell"])
def test_a_watch_that_fails_ends_its_own_submission_and_nothing_else(how):
    """An exception in the watch must never end the zygote, in which everybody's submissions are."""
    zygote = Zygote.__new__(Zygote)
    with child(lambda: None) as one, child(lambda: None) as two:
        broken = _Submission(_Broken(one, {}))
        well = _Submission(watch.Watch(two, {"processes": 99, "memory_bytes": 1 << 40}))
        zygote._watch_one(broken, lambda: how(broken.watch))
        assert (broken.reason, well.reason) == (watch.UNREADABLE, "")
        ended = os.waitid(os.P_PID, one, os.WEXITED | os.WNOWAIT)
        assert (ended.si_code, ended.si_status) == (os.CLD_KILLED, signal.SIGKILL)
        assert os.waitpid(two, os.WNOHANG) == (0, 0)


@pytest.mark.parametrize("name", LIES, ids=repr)
def test_a_submission_whose_processes_have_lying_names_is_watched_as_any_other(name):
    limits = Limits(memory_bytes=300 * MIB, submission_seconds=30)
    hoard = f"""
        import ctypes, os, time
        for _ in range(12):
            if os.fork() == 0:
                ctypes.CDLL(None).prctl({PR_SET_NAME}, {name!r}, 0, 0, 0)
                kept = bytearray(b'x') * (50 << 20)
                time.sleep(30)
        time.sleep(30)
    """
    with open_sandbox(stand_in_policy()) as sandbox:
        with sandbox.submission({}, limits) as submission:
            notebook = Notebook(submission)
            notebook.send(hoard)
            assert str(submission.ended(notebook.name, patience=10)) == "stopped: memory"
        with sandbox.submission({}, limits) as submission:
            assert Notebook(submission).value("1 + 1") == 2


def test_sockets_are_counted_for_the_submission_and_for_nobody_else():
    kept = [socket.socketpair() for _ in range(20)]
    with open_sandbox(stand_in_policy()) as sandbox, sandbox.submission({}, Limits()) as submission:
        notebook = Notebook(submission)
        inside = chain(sandbox.pid)[-1]
        before = proc.sockets(inside)
        notebook.run("import socket, builtins; builtins.kept = [socket.socketpair() for _ in range(10)]")
        assert proc.sockets(inside) == before + 20
    assert len(kept) == 20

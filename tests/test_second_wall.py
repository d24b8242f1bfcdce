"""The second wall: what student code can reach where there are no namespaces. One test for each line of its promises.

Tried with a user id for each submission, with the grader's own, and as older kernels would have it.
"""

from __future__ import annotations

import contextlib
import dataclasses
import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from autograder.course import layout
from autograder.sandbox import ExitReason, Limits, open_sandbox, stage
from autograder.sandbox.within.namespaces import HOME, SCRATCH
from tests.sandboxed import Notebook, below, processes_of, stand_in_policy, wait_until

pytestmark = pytest.mark.sandbox
MIB = 1 << 20
SMALL = Limits(memory_bytes=300 * MIB, processes=32, scratch_bytes=32 * MIB, file_bytes=8 * MIB, submission_seconds=60)
KINDS = {"own_users": (True, None), "one_user": (False, None)} | {f"Landlock {n}": (False, n) for n in (2, 3, 6)}
PRELOAD = ("lab.check", "numpy")


@pytest.fixture(scope="module", params=KINDS)
def sandbox(request):
    own_users, version = KINDS[request.param]
    if own_users and not stage.can_have_users():
        pytest.skip("only root, and not of a user namespace, can give each submission a user id")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stage, "can_have_users", lambda: own_users)
        policy = dataclasses.replace(stand_in_policy(preload=PRELOAD), landlock_version=version)
        with open_sandbox(policy, "landlock") as opened:
            yield opened


@pytest.fixture(scope="module")
def submission(sandbox):
    with sandbox.submission({"a.txt": b"a", "figures/b.txt": b"b"}, SMALL) as opened:
        yield opened


@pytest.fixture
def notebook(submission):
    return Notebook(submission)


@pytest.fixture(scope="module")
def theirs(tmp_path_factory):
    """A folder of whoever grades, in which everybody may do everything, as far as its permissions go."""
    folder = tmp_path_factory.mktemp("theirs")
    for above in (folder, *folder.parents):
        if above.stat().st_uid == os.getuid() and above != Path("/"):
            above.chmod(above.stat().st_mode | 0o755)
    folder.chmod(0o777)
    (folder / "secret").write_text("nobody may read this")
    (folder / "secret").chmod(0o666)
    return folder


def outcomes(notebook, codes):
    """What each of `codes` (expressions) raised, by name; "done" if nothing."""
    program = f"""
        import ctypes, fcntl, os, resource, signal, socket, struct, sys
        libc = ctypes.CDLL(None, use_errno=True)
        def call(number, *arguments):
            if libc.syscall(number, *arguments) < 0:
                raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        found = {{}}
        for code in {list(codes)!r}:
            try:
                eval(code)
                found[code] = "done"
            except Exception as error:
                found[code] = type(error).__name__
        import json
        print(json.dumps(found))
        """
    import json

    return json.loads(notebook.run(program))


def assert_refused(notebook, codes):
    """None of `codes` succeeds, and each is refused by the kernel."""
    found = outcomes(notebook, codes)
    refusals = {"PermissionError", "OSError", "BlockingIOError", "ProcessLookupError", "FileNotFoundError"}
    assert {code: name for code, name in found.items() if name not in refusals} == {}


def state(path):
    """All that the kernel notes of a file, and its contents."""
    found = path.stat()
    extra = {name: os.getxattr(path, name) for name in os.listxattr(path)}
    return found.st_mode, found.st_uid, found.st_gid, found.st_size, found.st_mtime_ns, found.st_nlink, extra


# Files


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


# Other processes


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


# The network, and other ways to be heard


@pytest.mark.parametrize("family", ["AF_UNIX", "AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET", "AF_VSOCK", "AF_ALG"])
def test_no_socket_can_be_made(notebook, family):
    assert_refused(notebook, [f"socket.socket(socket.{family}, {kind})" for kind in (1, 2, 3)])


def test_a_pair_of_sockets_reaches_nobody_else(notebook, theirs):
    import socket

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


# Limits that the kernel keeps for the first wall


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
    import textwrap

    with sandbox.submission({}, SMALL) as submission:
        notebook = Notebook(submission)
        folder = Path(notebook.value("os.getcwd()")).parents[2]
        code = f"import os, time\n{textwrap.dedent(FILLS[fill])}\ntime.sleep(5)"
        assert ends(submission, notebook, code) == ExitReason("files")
        assert fill != "in files" or taken_by(folder) < 2 * SMALL.scratch_bytes
    assert not folder.exists()


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


# What honest programs do


HONEST = [
    "sqlite3.connect('x.db').execute('create table a(b)')",
    "shutil.copy2('a.txt', 'c.txt')",
    "shutil.copytree('figures', 'more')",
    "tempfile.TemporaryFile().write(b'x')",
    "tempfile.TemporaryDirectory().cleanup()",
    "concurrent.futures.ThreadPoolExecutor(4).submit(print).result()",
    "asyncio.run(asyncio.sleep(0))",
    "numpy.save('x.npy', numpy.ones(3))",
    "numpy.memmap('x.bin', mode='w+', shape=(8,))",
    "numpy.linalg.svd(numpy.ones((50, 50)))",
    "pathlib.Path('deep/er').mkdir(parents=True)",
    "pathlib.Path('a.txt').rename('deep/er/a.txt')",
    "os.truncate(os.open('c.txt', os.O_RDWR), 0)",
    "zipfile.ZipFile('x.zip', 'w').writestr('a', 'b')",
    "logging.FileHandler('log')",
    "os.listdir('../data')",
    "time.sleep(0.01)",
    "signal.alarm(0)",
    "getpass.getuser()",
]


def test_honest_programs_work(sandbox):
    modules = sorted({code.split(".")[0] for code in HONEST} | {"concurrent.futures"})
    with sandbox.submission({"a.txt": b"a", "figures/b.txt": b"b"}, Limits()) as submission:
        notebook = Notebook(submission)
        notebook.run(
            f"import builtins\nfor name in {modules!r}: setattr(builtins, name.split('.')[0], __import__(name))"
        )
        assert {c: o for c, o in outcomes(notebook, HONEST).items() if o != "done"} == {}


def test_files_have_their_plain_names_in_all_that_is_shown(sandbox):
    with sandbox.submission({"mine.py": b"1 / 0"}, Limits()) as submission:
        notebook = Notebook(submission)
        notebook.run("import builtins, numpy, lab.check; builtins.numpy, builtins.lab = numpy, lab")
        assert sandbox.plain(notebook.value("os.getcwd()")) == SCRATCH
        assert sandbox.plain(notebook.value("lab.__file__")).startswith(f"{SCRATCH}/lab/")
        assert sandbox.plain(notebook.value("numpy.__file__")).startswith("/opt/packages/numpy/")
        assert sandbox.plain(notebook.value("os.path.realpath('../data')")) == "/data"
        shown = sandbox.plain(notebook.raised("import sys; sys.path.insert(0, ''); import mine"))
        assert f'File "{SCRATCH}/mine.py", line 1' in shown
        heading = f"File \x1b[32m{notebook.value('lab.__file__')}:7\x1b[39m"
        assert sandbox.plain(heading).startswith(f"File \x1b[32m~{SCRATCH.removeprefix(HOME)}/lab/")


# The end


def test_when_the_submission_is_closed_nothing_of_it_is_left(sandbox):
    before = processes_of(sandbox)
    with sandbox.submission({}, SMALL) as submission:
        notebook = Notebook(submission)
        folder = Path(notebook.value("os.getcwd()")).parents[2]
        notebook.run("import signal; [signal.signal(n, signal.SIG_IGN) for n in range(1, 32) if n not in (9, 17, 19)]")
        notebook.send("import threading\nthreading.Thread(target=threading.Event().wait).start()\nwhile True: pass")
        assert wait_until(lambda: len(processes_of(sandbox)) == len(before) + 2, 20)
    assert processes_of(sandbox) == before
    assert not folder.exists()


GRADER = """
import sys, time
from autograder.sandbox import Limits, open_sandbox
from tests.sandboxed import Notebook, stand_in_policy
with open_sandbox(stand_in_policy(), "landlock") as sandbox, sandbox.submission({}, Limits()) as submission:
    notebook = Notebook(submission)
    print(notebook.value("os.getcwd()"), flush=True)
    notebook.send("while True: pass")
    time.sleep(60)
"""


@pytest.mark.parametrize("who", ["grader", "zygote", "process 1"])
def test_when_one_of_our_processes_is_killed_the_rest_ends_and_nothing_is_left(who):
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([sys.executable, "-c", GRADER], cwd=layout.ROOT, **quiet) as grader:
        folder = Path(grader.stdout.readline().decode().strip()).parents[3]
        everyone = below(grader.pid)
        assert len(everyone) == 4
        chain = sorted(everyone, key=lambda pid: len(below(pid)), reverse=True)  # each is the parent of the next
        victim = chain[["grader", "zygote", "process 1"].index(who)]
        os.kill(victim, signal.SIGKILL)
        began = time.monotonic()
        after = set(chain[chain.index(victim) + 1 :]) if who != "process 1" else {chain[3]}
        assert wait_until(lambda: not [pid for pid in after if Path(f"/proc/{pid}").exists()], 3)
        assert time.monotonic() - began < 3
        if who != "zygote":  # that one's folder is deleted by the grader, or by the next that starts
            grader.kill()
            assert wait_until(lambda: not folder.exists(), 3)
        grader.kill()


def test_what_a_killed_grader_left_is_deleted_by_the_next(tmp_path, monkeypatch):
    left = stage.build(stand_in_policy())
    os.close(left._lock)  # what the kernel does when it dies
    with open_sandbox(stand_in_policy(), "landlock"):
        assert not left.folder.exists()


def test_whoever_grades_may_keep_what_they_write_for_themselves():
    umask = os.umask(0o077)
    try:
        with open_sandbox(stand_in_policy(), "landlock") as opened, opened.submission({}, Limits()) as submission:
            Notebook(submission).run("import lab.check, json.tool, sqlite3")
    finally:
        os.umask(umask)


def test_a_folder_of_somebody_elses_is_not_taken_for_left_over(tmp_path):
    (tmp_path / "graded").mkdir()
    (tmp_path / "graded" / ".lock").write_text("")
    (tmp_path / f"{stage._PREFIX}evil").symlink_to(tmp_path / "graded")
    stage._delete_left_over(tmp_path)
    assert (tmp_path / "graded" / ".lock").exists()


def test_numbers_are_those_of_the_first_wall():
    """The same NumPy computes: a product, a decomposition and a random draw are the same to the last bit."""
    code = "[float(numpy.sin(numpy.arange(1e4)).sum()), float(numpy.linalg.svd(numpy.eye(9) + 1)[1][0])]"
    found = []
    for wall in ("namespaces", "landlock"):
        with open_sandbox(stand_in_policy(preload=("numpy",)), wall) as opened, opened.submission({}, Limits()) as one:
            found.append(Notebook(one).value(code, "import numpy"))
    assert found[0] == found[1]
    assert found[0][0] == pytest.approx(float(np.sin(np.arange(1e4)).sum()))

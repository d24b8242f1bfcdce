"""What a student's code can see, reach and do in the sandbox: only what it was given."""

from __future__ import annotations

import contextlib
import dataclasses
import errno
import os
import socket
from pathlib import Path

import pytest

from autograder.course import layout
from autograder.sandbox import Limits, open_sandbox
from autograder.sandbox.policy import Bind, default_policy
from tests.sandboxed import Notebook, is_root, stand_in_policy

pytestmark = pytest.mark.sandbox

FILES = {"01_activations.ipynb": b"{}", "figures/mine.txt": "η".encode()}


@pytest.fixture(scope="module")
def sandbox():
    with open_sandbox(stand_in_policy(preload=("lab.check", "lab.mine"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def submission(sandbox):
    with sandbox.submission(FILES, Limits(scratch_bytes=8 << 20, file_bytes=1 << 20)) as opened:
        yield opened


@pytest.fixture(scope="module")
def notebook(submission):
    return Notebook(submission)


# What is there


def test_only_the_folders_of_the_policy_exist(notebook):
    assert set(notebook.value("os.listdir('/')")) <= {
        *("bin", "lib", "lib32", "lib64", "usr", "etc", "opt", "proc", "dev", "tmp", "home", "data")
    }
    assert set(notebook.value("os.listdir('/opt')")) <= {"course", "packages", "python"}
    assert set(notebook.value("os.listdir('/opt/course/autograder')")) <= {
        *("__init__.py", "wire", "wire.py", "inside", "sandbox")
    }


def test_nothing_of_the_repository_can_be_found_by_its_path(notebook):
    secrets = [layout.ROOT, layout.SOLUTIONS, layout.ROOT / "autograder" / "hidden", layout.ROOT / ".git", Path.home()]
    assert notebook.value(f"[os.path.exists(path) for path in {[str(path) for path in secrets]!r}]") == [False] * 5


def test_no_file_anywhere_is_a_solution_a_hidden_check_or_a_gradebook(notebook):
    telling = {"solutions", "hidden", "judge", "reference.py", "masters.py", "gradebook.db", "nbgrader", ".git"}
    found = notebook.value(
        f"""[os.path.join(folder, name) for top in ("/opt", "/home", "/data", "/etc", "/tmp", "/dev")
             for folder, folders, files in os.walk(top) for name in folders + files if name in {telling!r}]"""
    )
    assert found == []


@pytest.mark.parametrize(
    "module",
    ["autograder.backpropagation.hidden", "autograder.judge", "autograder.course.masters", "nbgrader", "pytest"],
)
def test_what_grading_needs_cannot_be_imported(notebook, module):
    assert "ModuleNotFoundError" in notebook.raised(f"import {module}")


def test_what_notebooks_need_can_be_imported(notebook):
    notebook.run("import numpy, matplotlib.pyplot, IPython, msgspec, lab.check, lab.mine")


def test_a_notebook_can_start_another_python(notebook):
    code = "import sys, subprocess; print(subprocess.run([{}, '-c', 'import numpy; print(numpy.ones(2).sum())'],"
    code += " capture_output=True, text=True).stdout, end='')"
    assert notebook.run(code.format("sys.executable")) == "2.0\n"
    assert notebook.run(code.format("'python3'")) == "2.0\n"


def test_lab_is_where_students_have_it(notebook):
    assert notebook.value("lab.__file__", "import lab").startswith("/home/student/assignment/lab/")


def test_the_data_can_be_read_and_not_changed(notebook):
    assert notebook.value("sorted(os.listdir('/data'))") == sorted(path.name for path in layout.DATA.iterdir())
    assert notebook.value("os.path.samefile('/data', '../data')")
    assert "Read-only file system" in notebook.raised("open('/data/x', 'w')")


def test_the_scratch_folder_is_the_working_folder_and_holds_the_submission(notebook):
    assert notebook.value("os.getcwd()") == "/home/student/assignment"
    assert notebook.value("open('figures/mine.txt', encoding='utf-8').read()") == "η"
    assert notebook.value("sorted(os.listdir('.'))") == ["01_activations.ipynb", "figures"]


def test_nothing_but_the_scratch_file_system_can_be_written_to(notebook):
    writable = notebook.value(
        """sorted({top for top in tops if any(
               os.access(folder, os.W_OK) for folder, _, _ in os.walk(top, followlinks=False))})""",
        "tops = ['/usr/lib', '/bin', '/etc', '/opt', '/dev', '/tmp', '/home', '/data']",
        seconds=60,
    )
    assert writable == ["/dev", "/home", "/tmp"]  # in /dev: /dev/shm
    assert notebook.value("[os.access(folder, os.W_OK) for folder in ('/', '/dev', '/proc/sys/kernel')]") == [False] * 3
    assert notebook.value("len({os.stat(folder).st_dev for folder in ('/home', '/tmp', '/dev/shm')})") == 1


def test_of_the_devices_only_harmless_ones_exist(notebook):
    assert set(notebook.value("os.listdir('/dev')")) == {"null", "full", "random", "urandom", "shm", "fd"}


# Who and where it seems to be


def test_the_environment_is_the_same_everywhere_and_does_not_speak_of_grading(notebook):
    environment = notebook.value("dict(os.environ)")
    environment.pop("LD_LIBRARY_PATH", None)  # only where Python has a library of its own
    assert set(environment) == {
        *("HOME", "USER", "PATH", "LANG", "MPLBACKEND", "MALLOC_ARENA_MAX", "PWD", "PYTHONPATH"),
        *("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"),
    }
    assert not [value for value in environment.values() if "grade" in value.lower()]


def test_user_host_and_interpreter_are_nobodys(notebook):
    assert notebook.value("[os.getuid(), os.getgid(), os.uname().nodename]") == [1000, 1000, "localhost"]
    assert notebook.value("os.path.expanduser('~')") == "/home/student"
    assert notebook.value("[sys.argv, sys.prefix == sys.base_prefix]") == [[""], True]
    assert not [path for path in notebook.value("sys.path") if path.startswith(str(layout.ROOT))]


def test_linear_algebra_has_one_thread(notebook):
    threads = notebook.value(
        "len(os.listdir('/proc/self/task'))", "import numpy\nnumpy.ones((300, 300)) @ numpy.ones((300, 300))"
    )
    assert threads == 1


# Other processes


def test_only_the_submissions_own_processes_can_be_seen(notebook):
    assert notebook.value("[name for name in os.listdir('/proc') if name.isdigit()] == ['1', str(os.getpid())]")


def test_a_notebook_inherits_no_descriptor_but_its_socket(notebook):
    names = notebook.value(
        "[os.readlink(f'/proc/self/fd/{fd}') for fd in range(3, 256) if os.path.exists(f'/proc/self/fd/{fd}')]"
    )
    assert len(names) == 1 and names[0].startswith("socket:")
    assert notebook.value("[os.readlink(f'/proc/self/fd/{fd}') for fd in range(3)]") == ["/dev/null"] * 3


def test_process_1_can_not_be_signalled_read_or_hampered(notebook):
    for number in ("SIGKILL", "SIGSTOP", "SIGTERM", "SIGINT", "SIGSEGV", "SIGCHLD"):
        notebook.run(f"import os, signal; os.kill(1, signal.{number})")
    notebook.run("import os, time; os.fork() or time.sleep(60); os.kill(-1, 9); os.wait()")  # all that it can reach
    for code in ("open('/proc/1/mem', 'rb')", "open('/proc/1/environ')", "open('/proc/1/maps')"):
        assert "PermissionError" in notebook.raised(code)
    assert "PermissionError" in notebook.raised("import os; os.listdir('/proc/1/fd')")
    assert "PermissionError" in notebook.raised("import resource; resource.prlimit(1, resource.RLIMIT_NOFILE, (0, 0))")
    assert "PermissionError" in notebook.raised("import os; os.sched_setaffinity(1, {0})")
    assert "PermissionError" in notebook.raised("import os; os.setpriority(os.PRIO_PROCESS, 1, 19)")
    assert notebook.run("print('still here')") == "still here\n"


def test_two_submissions_at_once_know_nothing_of_each_other(sandbox):
    with sandbox.submission({"a.txt": b"a"}, Limits()) as one, sandbox.submission({"b.txt": b"b"}, Limits()) as two:
        first, second = Notebook(one), Notebook(two)
        meeting = "import socket; s = socket.socket(socket.AF_UNIX); "
        first.run(
            f"""
            import builtins, os
            {meeting}s.bind('\\0meet'); s.listen(); builtins.keep = s
            for folder in ('/tmp', '/dev/shm', '.'):
                open(f'{{folder}}/left', 'w').write('here')
            """
        )
        assert "ConnectionRefusedError" in second.raised(f"{meeting}s.connect('\\0meet')")
        assert second.value("[os.path.exists(f'{folder}/left') for folder in ('/tmp', '/dev/shm', '.')]") == [False] * 3
        assert second.value("os.listdir('.')") == ["b.txt"]
        assert len(second.value("[name for name in os.listdir('/proc') if name.isdigit()]")) == 2
        spaces = (
            "[os.readlink(f'/proc/self/ns/{kind}') for kind in ('user', 'pid', 'mnt', 'net', 'ipc', 'uts', 'cgroup')]"
        )
        assert not set(first.value(spaces)) & set(second.value(spaces))


# The network


def test_there_is_no_network_not_even_loopback(notebook):
    devices = [line.split(":")[0].strip() for line in notebook.value("open('/proc/net/dev').read()").splitlines()[2:]]
    assert devices == ["lo"]
    assert notebook.value("open('/proc/net/fib_trie').read()").count("127.0.0.1") == 0  # it has no address: it is down


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET", "AF_VSOCK", "AF_ALG"])
def test_sockets_that_could_reach_out_are_refused(notebook, family):
    assert f"[Errno {errno.EAFNOSUPPORT}]" in notebook.raised(f"import socket; socket.socket(socket.{family})")


def test_a_pair_of_unix_sockets_works_since_libraries_use_it(notebook):
    notebook.run("import asyncio; asyncio.run(asyncio.sleep(0))")


# Privileges


def test_it_has_no_capability_and_can_gain_none(notebook):
    status = dict(
        line.split(":\t", 1) for line in notebook.value("open('/proc/self/status').read()").splitlines() if "\t" in line
    )
    for kind in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb"):
        assert int(status[kind], 16) == 0, kind
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")


def test_no_further_namespaces_can_be_made_however_it_is_asked(notebook):
    assert notebook.value("open('/proc/sys/user/max_user_namespaces').read()") == "0\n"


# The files that come in


@pytest.mark.parametrize(
    "name",
    ["/etc/passwd", "../up", "a/../../b", "a//b", "./a", "", "a/", "nul\0l", "x" * 256, "a/" * 600 + "a", "\ud800"],
)
def test_a_path_that_is_not_plainly_inside_is_refused(sandbox, name):
    with pytest.raises(ValueError):
        sandbox.submission({name: b""}, Limits())


def test_a_name_can_not_be_a_file_and_a_folder(sandbox):
    with pytest.raises(ValueError, match="both a file and the folder"):
        sandbox.submission({"a": b"", "a/b": b""}, Limits())


def test_names_in_any_script_and_contents_of_any_kind_arrive(sandbox):
    files = {"प्रश्न/उत्तर 1.txt": b"\0\xff", "empty": b"", "-rf *": b"x", "new\nline": b"y"}
    with sandbox.submission(files, Limits()) as submission:
        seen = Notebook(submission).value(
            "{os.path.relpath(os.path.join(folder, name)): list(open(os.path.join(folder, name), 'rb').read())"
            " for folder, _, names in os.walk('.') for name in names}"
        )
    assert seen == {name: list(contents) for name, contents in files.items()}


# The policy


def test_a_policy_that_would_show_the_repository_is_refused():
    policy = default_policy()
    for folder in (layout.ROOT, layout.ROOT.parent, Path("/")):
        bad = dataclasses.replace(policy, binds=(*policy.binds, Bind(folder, "/mnt")))
        with pytest.raises(ValueError, match="would see"):
            bad.check()
    policy.check()


def test_the_sandbox_runs_as_an_ordinary_user_of_the_host_whoever_grades(sandbox):
    from tests.sandboxed import processes_of

    owners = set()
    for pid in processes_of(sandbox):
        with contextlib.suppress(FileNotFoundError):  # it has just ended
            owners.add(Path(f"/proc/{pid}").stat().st_uid)
    expected = default_policy().uid_for_root if is_root() else os.getuid()
    # Processes that made themselves unreadable belong to root in /proc.
    assert owners <= {expected, 0} and expected in owners


def test_the_channel_is_no_socket_of_the_network(notebook):
    assert notebook.socket.family == socket.AF_UNIX

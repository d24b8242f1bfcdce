"""A PostgreSQL server for tests: Debian's, on a Unix socket in a folder of its own, run by a user who is never root."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest


def _programs() -> Path | None:
    """The folder of initdb and postgres, which Debian keeps out of PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), reverse=True)
    on_path = shutil.which("postgres")
    return found[0].parent if found else Path(on_path).parent if on_path else None


def _user() -> str | None:
    """Who runs it: whoever runs the tests; in root's place postgres, or nobody."""
    if os.geteuid():
        return None
    names = {user.pw_name for user in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextlib.contextmanager
def server() -> Iterator[Path]:
    """A running server: the folder of its socket. Skips the test where there is no PostgreSQL."""
    pytest.importorskip("psycopg", reason="gradebooks on PostgreSQL are left out: there is no psycopg here")
    programs, user = _programs(), _user()
    if programs is None:
        pytest.skip("gradebooks on PostgreSQL are left out: there is no PostgreSQL here (apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    quiet = dict.fromkeys(("stdout", "stderr"), subprocess.DEVNULL)
    how: dict[str, object] = {"cwd": folder, "env": environment} | quiet
    if user:
        shutil.chown(folder, user)
        how |= {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}
    process = None
    try:
        made = [programs / "initdb", "-D", folder / "data", "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(made, check=True, **how)
        started = [programs / "postgres", "-D", folder / "data", "-k", folder, "-h", "", "-F"]
        process = subprocess.Popen(started, **how)
        _wait(folder, process)
        yield folder
    finally:
        if process:
            process.send_signal(signal.SIGINT)  # at once: whoever is connected is thrown out
            process.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


def _connect(folder: Path) -> Any:
    import psycopg

    return psycopg.connect(host=str(folder), user="tests", dbname="postgres", autocommit=True)


def _wait(folder: Path, process: subprocess.Popen[bytes]) -> None:
    import psycopg

    deadline = time.monotonic() + 60
    while True:
        try:
            _connect(folder).close()
            return
        except psycopg.OperationalError:
            assert process.poll() is None and time.monotonic() < deadline, "PostgreSQL did not start"
            time.sleep(0.05)


@pytest.fixture(scope="session")
def new_database() -> Iterator[Callable[[], str]]:
    """Makes empty databases on a server of the tests' own; each call gives the address of one."""
    with server() as folder:
        numbers = count()

        def make() -> str:
            name = f"gradebook{next(numbers)}"
            with _connect(folder) as connection:
                connection.execute(f"CREATE DATABASE {name}")
            return f"postgresql+psycopg://tests@/{name}?host={folder}"

        yield make

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


class Server:
    """A server on the socket in a folder."""

    def __init__(self, folder: Path, programs: Path, how: dict[str, Any]) -> None:
        self.folder, self._how = folder, how
        self._command = [programs / "postgres", "-D", folder / "data", "-k", folder, "-h", "", "-F"]
        made = [programs / "initdb", "-D", folder / "data", "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(made, check=True, **how)
        self._numbers = count()
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._process = subprocess.Popen(self._command, **self._how)
        _wait(self.folder, self._process)

    def end(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it at once: whoever is connected is thrown out. SIGQUIT: as `pg_ctl -m immediate`, without a word."""
        self._process.send_signal(how)
        self._process.wait(30)

    def new_database(self) -> str:
        """The address of an empty database."""
        name = f"gradebook{next(self._numbers)}"
        with _connect(self.folder) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://tests@/{name}?host={self.folder}"


@contextlib.contextmanager
def server() -> Iterator[Server]:
    """A running server. Skips the test where there is no PostgreSQL."""
    pytest.importorskip("psycopg", reason="gradebooks on PostgreSQL are left out: there is no psycopg here")
    programs, user = _programs(), _user()
    if programs is None:
        pytest.skip("gradebooks on PostgreSQL are left out: there is no PostgreSQL here (apt-get install postgresql)")
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    quiet = dict.fromkeys(("stdout", "stderr"), subprocess.DEVNULL)
    how: dict[str, Any] = {"cwd": folder, "env": environment} | quiet
    if user:
        shutil.chown(folder, user)
        how |= {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []}
    made = None
    try:
        made = Server(folder, programs, how)
        yield made
    finally:
        if made:
            made.end()
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
    with server() as running:
        yield running.new_database

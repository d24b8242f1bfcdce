"""What `autograder doctor` does inside the sandbox: tries to break out of it, or to break its limits.

Each function returns what it found. They run where a notebook would, under a small limit.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import time
from collections.abc import Callable

LEFT_BEHIND = 5  # processes, by `_outlive`


def serve(connection: socket.socket) -> None:
    """Run the trial whose name comes in, and answer with what it returned."""
    name = connection.recv(100).decode()
    connection.send(json.dumps(TRIALS[name]()).encode())


def _network() -> str:
    """Interfaces beside an idle loopback, or a family of sockets that reaches out; "" is as it should be."""
    lines = []
    with contextlib.suppress(PermissionError), open("/proc/net/dev") as file:  # noqa: PTH123
        lines = [line.split() for line in file.read().splitlines()[2:]]
    alive = [words[0] for words in lines if words[0] != "lo:" or words[1] != "0"]
    try:
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    except OSError:
        return " ".join(alive)
    return "loopback"


def _hoard() -> str:
    """Take memory in one process, until there is no more."""
    hoard = []
    try:
        while True:
            hoard.append(bytearray(b"x") * (8 << 20))
    except MemoryError:
        return "MemoryError"


def _hoard_together() -> str:
    """Take memory in many processes, each below its own limit."""
    for _ in range(8):
        if os.fork() == 0:
            hoard = bytearray(b"x") * (64 << 20)
            time.sleep(30)
            os._exit(len(hoard) % 2)
    time.sleep(30)
    return "nobody minded"


def _spawn() -> int:
    """Make processes until there can be no more; how many there were."""
    count = 0
    try:
        while count < 1000:
            if os.fork() == 0:
                time.sleep(30)
                os._exit(0)
            count += 1
    except OSError:
        return count
    return count


def _outlive() -> str:
    """Leave processes behind that have nothing to do with us any more."""
    for _ in range(LEFT_BEHIND):
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                time.sleep(60)
            os._exit(0)
    return ""


def _look_around() -> list[str]:
    """What of the host could be seen: the top folders that are there, and the processes."""
    processes = [entry.name for entry in os.scandir("/proc") if entry.name.isdigit()]
    return [*sorted(entry.name for entry in os.scandir("/")), *processes]


def _open_others() -> list[str]:
    """Files and folders of the host, and of its processes, that could be opened."""
    opened = []
    for path in ("/", "/etc", "/etc/passwd", "/root", "/home", "/tmp", "/var", "/proc", "/proc/self/mem", "/dev/tty"):
        with contextlib.suppress(OSError):
            os.close(os.open(path, os.O_RDONLY))
            opened.append(path)
    return opened


TRIALS: dict[str, Callable[[], object]] = {
    "hello": lambda: "hello",
    "network": _network,
    "hoard": _hoard,
    "hoard_together": _hoard_together,
    "spawn": _spawn,
    "outlive": _outlive,
    "look_around": _look_around,
    "open_others": _open_others,
}

"""A submission's own world: its users, processes, mounts, network, IPC and host name, and its scratch folder.

All of it runs in process 1 of the new namespaces, a fork of the zygote.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import signal
import socket
import struct
from typing import Any

from autograder.sandbox.within import libc, lockdown, proc, watch

HOME = "/home/student"
SCRATCH = f"{HOME}/assignment"
MAX_FILES = 4096  # in the scratch folder, folders included
_HEADER = struct.Struct("=II")  # the length of a file's path, the length of its contents


class Namespaces:
    """The first wall; see wall.Wall."""

    seconds_between_looks: float | None = None  # all limits are kept by the kernel, or watched by the zygote

    def __init__(self) -> None:
        self._owner = os.getuid(), os.getgid()

    def fork(self) -> int:
        """Process 1 of a new set of namespaces."""
        return libc.fork_into(libc.NEW_ANY)

    def watch(self, root: int, limits: dict[str, Any]) -> watch.Watch:
        """What sees all below process 1."""
        return watch.Watch(root, limits)

    def end_what_is_left(self, root: int) -> None:
        """The kernel has ended all else before it lets go of process 1."""
        os.waitpid(root, 0)

    def close(self) -> None:
        """The end of the zygote is the end of its process namespace."""

    def enter(self, files: int, limits: dict[str, Any]) -> None:
        """Furnish the namespaces, and lock the door."""
        settle(*self._owner)
        mount_and_fill(files, limits)
        lockdown.lock_down(limits)

    def enter_notebook(self) -> None:
        """Nothing is left to give up."""
        os.setsid()

    def kill(self, notebook: int) -> None:
        """From process 1, -1 means all others here. A process that is being made meanwhile gets the signal too."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(-1, signal.SIGKILL)

    def start_anew(self) -> None:
        """Never asked for, since `breach` finds none."""

    def has_children(self, notebook: int) -> bool:
        """Others are there, or it has waited for some."""
        there = {int(name) for name in os.listdir("/proc") if name.isdigit()}  # noqa: PTH208
        return bool(there - {os.getpid(), notebook}) or proc.has_waited(notebook)

    def breach(self, notebook: int) -> str:
        """Nothing that only process 1 could see."""
        return ""


def settle(user: int, group: int) -> None:
    """Become `user` and `group` of the new user namespace, which are the same people outside."""
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"{user} {user} 1")
    _write("/proc/self/gid_map", f"{group} {group} 1")


def mount_and_fill(files: int, limits: dict[str, Any]) -> None:
    """Mount what is this submission's own, and fill the scratch folder from the packed `files` (see `pack`)."""
    inert = libc.MS_NOSUID | libc.MS_NODEV | libc.MS_NOEXEC
    libc.mount("proc", "/proc", "proc", inert)
    _write("/proc/sys/user/max_user_namespaces", "0")  # however it is asked for
    _write("/proc/self/oom_score_adj", "1000")  # if the machine runs out of memory, the kernel takes these first
    libc.mount("proc", "/proc", None, libc.MS_REMOUNT | libc.MS_BIND | libc.MS_RDONLY | inert)
    _scratch(int(limits["scratch_bytes"]))
    socket.sethostname("localhost")
    fill(SCRATCH, files)


def fill(folder: str, files: int) -> None:
    """Write the packed `files` into `folder`, which is the working folder from now on."""
    for name, contents in unpack(files):
        path = f"{folder}/{name}"
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        with open(path, "xb") as file:  # noqa: PTH123 - "x": nothing is written through what is there already
            file.write(contents)
    os.chdir(folder)


def _scratch(size: int) -> None:
    """One tmpfs of `size` bytes is all that can be written to: the home, /tmp and /dev/shm are folders of it."""
    flags = libc.MS_NOSUID | libc.MS_NODEV
    libc.mount("tmpfs", "/home", "tmpfs", flags, f"size={size},nr_inodes={MAX_FILES},mode=755")
    for folder, place in (("/home/.tmp", "/tmp"), ("/home/.shm", "/dev/shm")):
        os.mkdir(folder, 0o700)  # noqa: PTH102
        libc.mount(folder, place, None, libc.MS_BIND)
    os.makedirs(SCRATCH)  # noqa: PTH103
    os.symlink("/data", f"{HOME}/data")  # noqa: PTH211 - where the course's folders have it, beside the assignment's


def pack(files: dict[str, bytes]) -> int:
    """A descriptor of anonymous memory that holds `files`; nothing touches the disk. The caller closes it."""
    descriptor = os.memfd_create("files", os.MFD_CLOEXEC)
    with open(descriptor, "wb", closefd=False) as file:
        for name, contents in sorted(files.items()):
            path = name.encode()
            file.write(_HEADER.pack(len(path), len(contents)) + path)
            file.write(contents)
    return descriptor


def unpack(descriptor: int) -> list[tuple[str, bytes]]:
    """What `pack` packed."""
    size = os.fstat(descriptor).st_size
    if not size:
        return []
    found = []
    with mmap.mmap(descriptor, size, prot=mmap.PROT_READ) as packed:
        at = 0
        while at < size:
            path_length, length = _HEADER.unpack_from(packed, at)
            start = at + _HEADER.size + path_length
            found.append((packed[at + _HEADER.size : start].decode(), packed[start : start + length]))
            at = start + length
    return found


def _write(path: str, text: str) -> None:
    with open(path, "w") as file:  # noqa: PTH123
        file.write(text)

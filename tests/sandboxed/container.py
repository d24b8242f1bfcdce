"""Run a command as an engine's container has it: python -m tests.sandboxed.container ROOT COMMAND…   (needs root)

Root, with the capabilities that Docker leaves it by default, behind a filter of system calls like Docker's own, in a
mount namespace in which ROOT is the root folder, with /proc, a few devices, and 64 MB of /dev/shm, no programs in it.
ROOT / is the host's own, as it is.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from autograder.sandbox.within import bpf, libc

# chown, dac_override, fowner, fsetid, kill, setgid, setuid, setpcap, net_bind_service, net_raw, sys_chroot, mknod,
# audit_write, setfcap
CAPABILITIES = {0, 1, 3, 4, 5, 6, 7, 8, 10, 13, 18, 27, 29, 31}
# What Docker's default profile refuses, on x86-64: mount, umount2, unshare, setns, pivot_root, move_mount, open_tree,
# fsopen, fsconfig, fsmount, fspick, mount_setattr, bpf, perf_event_open, userfaultfd, the keyring, io_uring, kexec …
REFUSED = (
    165, 166, 272, 308, 155, 429, 428, 430, 431, 432, 433, 442, 321, 298, 323, 248, 249, 250, 425, 426, 427, 246, 320,
    175, 313, 176, 167, 168, 169, 163, 304, 103, 212, 237, 238, 256, 279, 312, 135,
)  # fmt: skip
CLONE, CLONE3, ENOSYS, EPERM = 56, 435, 38, 1
DEVICES = ("null", "zero", "full", "random", "urandom")


def engines_filter() -> bytes:
    """The program: refuses REFUSED, new namespaces by `clone`, and knows no `clone3`."""
    steps = [bpf.step(bpf.LOAD, bpf.NUMBER)]
    for number in REFUSED:
        steps += [bpf.step(bpf.EQUAL, number, 0, 1), bpf.step(bpf.RETURN, bpf.ERRNO | EPERM)]
    steps += [bpf.step(bpf.EQUAL, CLONE3, 0, 1), bpf.step(bpf.RETURN, bpf.ERRNO | ENOSYS)]
    steps += [bpf.step(bpf.EQUAL, CLONE, 0, 3), bpf.step(bpf.LOAD, bpf.ARGUMENTS)]
    steps += [bpf.step(bpf.ANY_BIT, libc.NEW_ANY, 0, 1), bpf.step(bpf.RETURN, bpf.ERRNO | EPERM)]
    return b"".join([*steps, bpf.step(bpf.RETURN, bpf.ALLOW)])


def enter(root: Path) -> None:
    """Make `root` the root folder, as an engine furnishes it. Bind mounts below it that were made before stay."""
    libc.unshare(libc.NEWNS)
    libc.mount("none", "/", None, libc.MS_REC | libc.MS_PRIVATE)
    if root == Path("/"):
        return
    inert = libc.MS_NOSUID | libc.MS_NODEV | libc.MS_NOEXEC
    opened = {name: os.open(f"/dev/{name}", os.O_PATH) for name in DEVICES}
    libc.mount("proc", str(root / "proc"), "proc", inert)
    libc.mount("tmpfs", str(root / "dev"), "tmpfs", libc.MS_NOSUID, "mode=755")
    (root / "dev" / "shm").mkdir()
    libc.mount("shm", str(root / "dev" / "shm"), "tmpfs", inert, "mode=1777,size=64m")
    for name, descriptor in opened.items():
        (root / "dev" / name).touch()
        libc.mount(f"/proc/self/fd/{descriptor}", str(root / "dev" / name), None, libc.MS_BIND)
        os.close(descriptor)
    os.chroot(root)
    os.chdir("/")


def main(root: Path, command: list[str]) -> None:
    """Never returns."""
    enter(root)
    bpf.install(engines_filter())
    last = int(Path("/proc/sys/kernel/cap_last_cap").read_text())
    for capability in set(range(last + 1)) - CAPABILITIES:
        libc.prctl(libc.PR_CAPBSET_DROP, capability)
    os.execvp(command[0], command)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])

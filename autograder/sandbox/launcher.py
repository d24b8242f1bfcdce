"""Runs when root runs the grader: puts what the sandbox needs where an ordinary user can see it, and becomes one.

    python -P -m autograder.sandbox.launcher UID SOURCE… -- COMMAND…

Root may not stay root: the kernel exempts root from the limit on processes, and a process namespace made by root can't
mount its own /proc in the namespaces below. And an ordinary user may not see what root's Python needs, in root's home,
say. So, in a mount namespace of its own, SOURCE number i is bound to STAGE/i, and then root is given up for good.
"""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

from autograder.sandbox.bubblewrap import STAGE
from autograder.sandbox.within import libc


def main(arguments: list[str]) -> None:
    """Never returns. OSError when the host does not let root do this (a container may not), naming what it refused."""
    uid = int(arguments[0])
    end = arguments.index("--")
    stage([Path(source) for source in arguments[1:end]])
    become(uid)
    command = arguments[end + 1 :]
    os.execv(command[0], command)


def stage(sources: list[Path]) -> None:
    """Bind each of `sources` to its number below STAGE, in a mount namespace of this process."""
    libc.unshare(libc.NEWNS)
    libc.mount("none", "/", None, libc.MS_REC | libc.MS_PRIVATE)
    # Opened before the stage covers a folder, in which they may be.
    opened = [os.open(source, os.O_PATH | os.O_CLOEXEC) for source in sources]
    libc.mount("tmpfs", STAGE, "tmpfs", libc.MS_NOSUID | libc.MS_NODEV, "mode=755")
    for number, descriptor in enumerate(opened):
        place = Path(STAGE) / str(number)
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            place.mkdir()
        else:
            place.touch()
        libc.mount(f"/proc/self/fd/{descriptor}", str(place), None, libc.MS_BIND | libc.MS_REC)
        os.close(descriptor)


def become(uid: int) -> None:
    """Give up root for `uid`, without a way back."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    unreadable = [path for path in sorted(Path(STAGE).iterdir()) if not os.access(path, os.R_OK)]
    if unreadable:
        raise PermissionError(f"{unreadable} on the stage: readable by their owner only")


if __name__ == "__main__":
    main(sys.argv[1:])

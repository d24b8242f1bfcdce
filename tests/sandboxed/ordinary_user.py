"""Run a command as a throw-away ordinary user: python -m tests.sandboxed.ordinary_user UID COMMAND…   (needs root)

Such a user has to be able to reach the interpreter and the repository, which may lie below a folder that only root may
enter. In a mount namespace of its own, every such folder gets one in its place that leads to these and nothing else.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from autograder.course import layout
from autograder.sandbox.within import libc


def open_up(needed: list[Path]) -> None:
    """Make `needed` reachable for everybody, here only."""
    libc.unshare(libc.NEWNS)
    libc.mount("none", "/", None, libc.MS_REC | libc.MS_PRIVATE)
    opened = [(path, os.open(path, os.O_PATH)) for path in needed]
    for closed in {_first_closed(path) for path in needed} - {None}:
        libc.mount("tmpfs", str(closed), "tmpfs", 0, "mode=755")
        for path, descriptor in opened:
            if path.is_relative_to(closed):
                path.mkdir(parents=True)
                libc.mount(f"/proc/self/fd/{descriptor}", str(path), None, libc.MS_BIND | libc.MS_REC)


def _first_closed(path: Path) -> Path | None:
    """The topmost folder above `path` that others may not enter."""
    return next((above for above in reversed(path.parents) if not above.stat().st_mode & 1), None)


def main(uid: int, command: list[str]) -> int:
    """The exit code of `command`, run as user `uid` with a home of its own, which is deleted afterwards."""
    open_up([Path(sys.base_prefix).resolve(), layout.ROOT.resolve(), Path(sys.prefix).resolve()])
    with tempfile.TemporaryDirectory(prefix="ordinary-user-") as home:
        os.chown(home, uid, uid)
        environment = {**os.environ, "HOME": home, "TMPDIR": home, "USER": "ordinary", "PYTHONDONTWRITEBYTECODE": "1"}
        who = {"user": uid, "group": uid, "extra_groups": []}
        return subprocess.run(command, env=environment, check=False, **who).returncode


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), sys.argv[2:]))

"""Run a command under a kernel of its own: python -m tests.sandboxed.other_kernel LINUX COMMAND…

LINUX is a Linux that runs as a program (Debian's package user-mode-linux has it as linux.uml). It sees the files of
this machine, read-only, and has control groups of version 2, with a group that the command is alone in and may divide.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

MEGABYTES = 2500
_INIT = """#!/bin/sh
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/tmp LANG=C.UTF-8 PYTHONDONTWRITEBYTECODE=1
mount -t proc proc /proc
mount -t sysfs sysfs /sys
for folder in /tmp /var/tmp /dev/shm; do mkdir -p $folder && mount -t tmpfs tmpfs $folder; done
mount -t cgroup2 none /sys/fs/cgroup
echo "+memory +pids +cpu" > /sys/fs/cgroup/cgroup.subtree_control
mkdir /sys/fs/cgroup/mine
cd {folder}
sh -c 'echo $$ > /sys/fs/cgroup/mine/cgroup.procs; exec "$0" "$@"' {command}
echo "exit code: $?"
echo o > /proc/sysrq-trigger
sleep 10
"""


def main(linux: str, command: list[str]) -> int:
    """The exit code of `command`; its output goes to ours, after what the kernel says of itself."""
    with tempfile.TemporaryDirectory(dir=Path.cwd().parent) as folder:
        init = Path(folder, "init")
        init.write_text(_INIT.format(folder=shlex.quote(str(Path.cwd())), command=shlex.join(command)))
        init.chmod(0o755)
        options = [f"mem={MEGABYTES}M", "root=/dev/root", "rootfstype=hostfs", "rootflags=/", "ro", "quiet"]
        consoles = ["con=null", "con0=null,fd:1", "ssl=null"]
        done = subprocess.run(
            [linux, *options, *consoles, f"init={init}"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=False
        )
    said = done.stdout.decode(errors="replace")
    print(said)
    return int(said.rpartition("exit code: ")[2].split()[0])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))

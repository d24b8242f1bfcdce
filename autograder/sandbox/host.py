"""What this host lets an ordinary user do, found out by doing it, and how to mend what it doesn't.

`explain` tries only what a sandbox needs to open, and says why one didn't.
"""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.sandbox import cgroup, remedies
from autograder.sandbox.bubblewrap import Command, bwrap_name, find_bwrap, launched
from autograder.sandbox.errors import SandboxUnavailable
from autograder.sandbox.policy import LANDLOCK, NAMESPACES, Policy, system_binds
from autograder.sandbox.stage import can_have_users
from autograder.sandbox.within import landlock


@dataclass(frozen=True)
class Probe:
    """One thing that was tried: whether it went as it should, what was seen, and what to do if not."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""
    wall: str = ""  # for which it is needed; "": for none


_HOST_PROBES = (
    ("user namespaces", ("--unshare-user",), remedies.USERS),
    ("a process namespace with its own /proc", ("--unshare-user", "--unshare-pid", "--proc", "/proc"), remedies.PROC),
    (
        "network, IPC and host name namespaces",
        ("--unshare-user", "--unshare-net", "--unshare-ipc", "--unshare-uts"),
        remedies.NETWORK,
    ),
)
NESTED = "namespaces inside bubblewrap"
_NO_STAGE = "unshare(0x20000)"  # what the launcher says, before bubblewrap is reached


def explain(why: str, wall: str, nested: bool = False) -> SandboxUnavailable:
    """The error to raise when a sandbox did not open: the first thing that this host can't do, and how to mend it.

    `nested`: it did open, and a submission in it did not. Of `why`, only the last line is for people.
    """
    said = last_line(why)
    probes = landlock_probes() if wall == LANDLOCK else namespace_probes()
    missing = next((probe for probe in probes if not probe.ok), None)
    if missing is None and nested and wall == NAMESPACES:
        missing = nested_probe(said)
    if missing is not None:
        what = f"This host can't run submissions behind the wall {wall}: {missing.name}: {missing.detail}"
        return SandboxUnavailable(what, "" if said in missing.detail else said, missing.remedy)
    return SandboxUnavailable(
        f"The sandbox did not start (wall: {wall}).", said, "`autograder doctor` tries it all out."
    )


def last_line(text: str) -> str:
    """What a traceback, or a program's complaint, comes to."""
    return (text.strip().splitlines() or ["it did not say why"])[-1].strip()


def nested_probe(error: str = "") -> Probe:
    """Whether a submission in bubblewrap's sandbox could make namespaces of its own; `error`: what it said if not."""
    remedy = remedies.this_host().remedy(remedies.NESTED) if error else ""
    return Probe(NESTED, not error, error or "allowed", remedy, NAMESPACES)


def namespace_probes() -> Iterator[Probe]:
    """Bubblewrap, and what it needs of the kernel; stops at the first thing that is missing."""
    if not sys.platform.startswith("linux"):
        remedy = "Grade on Linux: in a container or a virtual machine (docs/where_to_run.md)."
        yield Probe("Linux", False, f"this is {sys.platform}", remedy, NAMESPACES)
        return
    try:
        binary = find_bwrap()
    except SandboxUnavailable as error:
        yield Probe("bubblewrap", False, error.what, error.remedy, NAMESPACES)
        return
    version = subprocess.run([binary, "--version"], capture_output=True, text=True, check=False)
    yield Probe("bubblewrap", version.returncode == 0, f"{binary}, {version.stdout.strip()}", wall=NAMESPACES)
    for name, options, missing in _HOST_PROBES:
        probe = _try_bwrap(name, options, missing)
        yield probe
        if not probe.ok:
            return


def _try_bwrap(name: str, options: tuple[str, ...], missing: str) -> Probe:
    """Run `true` under bubblewrap, as the user that will run submissions."""
    command = Command(staged=os.geteuid() == 0)
    command.add(bwrap_name(command), *options)
    binds, links = system_binds()
    for bind in binds:
        command.add("--ro-bind", command.source(bind.source.resolve()), bind.inside)
    for path, target in links.items():
        command.add("--symlink", target, path)
    command.add("--", "/usr/bin/true")
    done = subprocess.run(
        launched(command, Policy.uid_for_root), capture_output=True, text=True, check=False, timeout=30, cwd="/"
    )
    if done.returncode == 0:
        return Probe(name, True, "allowed", wall=NAMESPACES)
    error = last_line(done.stderr)
    if _NO_STAGE in error:
        name, missing = "a mount namespace for root", remedies.STAGE
    return Probe(name, False, error, remedies.this_host().remedy(missing), NAMESPACES)


def landlock_probes() -> Iterator[Probe]:
    """Landlock, and, where root grades, a user id for each submission."""
    try:
        version = landlock.version()
    except OSError as error:
        off = error.errno == errno.EOPNOTSUPP
        detail = "this kernel has it switched off" if off else "this kernel does not know it, or a container hides it"
        missing = remedies.LANDLOCK_OFF if off else remedies.LANDLOCK_UNKNOWN
        yield Probe("Landlock", False, detail, remedies.this_host().remedy(missing), LANDLOCK)
        return
    if version < landlock.OLDEST:
        remedy = remedies.this_host().remedy(remedies.LANDLOCK_OLD)
        yield Probe("Landlock", False, f"version {version}; {landlock.OLDEST} is needed", remedy, LANDLOCK)
        return
    yield Probe("Landlock", True, f"version {version}", wall=LANDLOCK)
    users = "each submission has one of its own" if can_have_users() else "all submissions have yours"
    yield Probe("user ids", True, users, wall=LANDLOCK)


def cgroup_probe(root: Path = Path("/")) -> Probe:
    """Whether this user may divide up memory and processes by cgroups, version 2. It is no condition for grading."""
    group = cgroup.folder(root)
    if group is None or not (group / "cgroup.controllers").exists():
        return Probe("cgroup", True, "no version 2 here: memory is limited by process, and watched")
    delegated = cgroup.delegated(group)
    detail = "each submission gets a group of its own" if delegated else "not delegated: memory is watched instead"
    remedy = "" if delegated else "On a desktop: `systemd-run --user --scope -p Delegate=yes autograder grade …`."
    return Probe("cgroup", True, detail, remedy)

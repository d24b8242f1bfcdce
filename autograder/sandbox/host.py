"""What this host lets an ordinary user do, found out by doing it, and how to mend what it doesn't.

`explain` tries only what a sandbox needs to open, and says why one didn't.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.sandbox.bubblewrap import Command, bwrap_name, find_bwrap, launched
from autograder.sandbox.errors import SandboxUnavailable
from autograder.sandbox.policy import Policy, system_binds


@dataclass(frozen=True)
class Probe:
    """One thing that was tried: whether it went as it should, what was seen, and what to do if not."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


# What a host has to let an ordinary user do: name, bubblewrap's options for it, how to mend it.
_CONTAINER = (
    "In a container: it needs --security-opt seccomp=unconfined --security-opt apparmor=unconfined (Docker, Podman)"
)
_HOST_PROBES = (
    (
        "user namespaces",
        ("--unshare-user",),
        "As root: `sysctl -w kernel.unprivileged_userns_clone=1` (older Debian), "
        "`sysctl -w kernel.apparmor_restrict_unprivileged_userns=0` (Ubuntu 24.04 and newer; or give bwrap an AppArmor "
        "profile that has `userns,`), "
        f"`sysctl -w user.max_user_namespaces=10000`. {_CONTAINER}.",
    ),
    (
        "a process namespace with its own /proc",
        ("--unshare-user", "--unshare-pid", "--proc", "/proc"),
        "The host's /proc is partly covered, as containers have it. "
        f"{_CONTAINER} and --security-opt systempaths=unconfined.",
    ),
    (
        "network, IPC and host name namespaces",
        ("--unshare-user", "--unshare-net", "--unshare-ipc", "--unshare-uts"),
        f"As root: `sysctl -w user.max_net_namespaces=10000`, and the same for max_ipc_namespaces. {_CONTAINER}.",
    ),
)


def explain(why: str) -> SandboxUnavailable:
    """The error to raise when a sandbox did not open: the first thing that this host can't do, and how to mend it."""
    for probe in host_probes():
        if not probe.ok:
            return SandboxUnavailable(
                f"This host can't run submissions in a sandbox: {probe.name}: {probe.detail}", why, probe.remedy
            )
    return SandboxUnavailable("The sandbox did not start.", why, "`autograder doctor` tries one thing after the other.")


def host_probes() -> Iterator[Probe]:
    """Bubblewrap, and what it needs of the kernel; stops at the first thing that is missing."""
    if not sys.platform.startswith("linux"):
        yield Probe("Linux", False, f"this is {sys.platform}", "Grade on Linux, in a virtual machine for example.")
        return
    try:
        binary = find_bwrap()
    except SandboxUnavailable as error:
        yield Probe("bubblewrap", False, error.what, error.remedy)
        return
    version = subprocess.run([binary, "--version"], capture_output=True, text=True, check=False)
    yield Probe("bubblewrap", version.returncode == 0, f"{binary}, {version.stdout.strip()}")
    for name, options, remedy in _HOST_PROBES:
        error_text = _try_bwrap(options)
        yield Probe(name, not error_text, error_text or "allowed", "" if not error_text else remedy)
        if error_text:
            return


def _try_bwrap(options: tuple[str, ...]) -> str:
    """Run `true` under bubblewrap, as the user that will run submissions; what it complained of, or ""."""
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
    return "" if done.returncode == 0 else (done.stderr.strip().splitlines() or ["it failed, and did not say why"])[-1]

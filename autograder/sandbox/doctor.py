"""`autograder doctor`: what this host can do, found out by doing it, and how to mend what it can't.

`run_doctor` tries everything. `explain` tries only what a sandbox needs to open, and says why one didn't.
"""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from autograder.errors import UserError
from autograder.sandbox.bubblewrap import Command, bwrap_name, find_bwrap, launched
from autograder.sandbox.errors import SandboxUnavailable
from autograder.sandbox.limits import Limits
from autograder.sandbox.policy import Policy, default_policy, system_binds
from autograder.sandbox.sandbox import ExitReason, Sandbox, Submission, open_sandbox
from autograder.sandbox.within import watch
from autograder.sandbox.within.probe import LEFT_BEHIND

_LIMITS = Limits(memory_bytes=200 << 20, processes=20, submission_seconds=20, submission_cpu_seconds=20)
_TRIAL_SECONDS = 5.0


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


def run_doctor() -> list[Probe]:
    """Try all that grading needs. Never raises for what the host can't do; takes a few seconds."""
    probes = [*host_probes()]
    if all(probe.ok for probe in probes):
        probes += _inside_probes()
    return probes


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


def _inside_probes() -> list[Probe]:
    try:
        policy = dataclasses.replace(default_policy(), preload=(), serve="autograder.sandbox.within.probe:serve")
        with open_sandbox(policy) as sandbox:
            return [_TRIED["a sandbox"](sandbox), *(_try(name, sandbox) for name in _TRIED if name != "a sandbox")]
    except UserError as error:
        return [Probe("a sandbox", False, f"{error.what} {error.why}".strip(), error.remedy)]


def _try(name: str, sandbox: Sandbox) -> Probe:
    try:
        return _TRIED[name](sandbox)
    except (OSError, RuntimeError, ValueError) as error:
        return Probe(name, False, f"{type(error).__name__}: {error}", _REPORT)


_REPORT = "This kernel does not keep what it promises: report it, with the output of `uname -a`. Do not grade here."


def _run(submission: Submission, trial: str) -> tuple[object, ExitReason | None]:
    """What the trial of that name returned (None: it was killed), and how it ended, if it was killed."""
    with submission.start(trial) as connection:
        connection.settimeout(_TRIAL_SECONDS)
        connection.send(trial.encode())
        try:
            answer = connection.recv(1 << 16)
        except OSError:
            answer = b""
    if answer:
        return json.loads(answer), None
    return None, submission.ended(trial, patience=_TRIAL_SECONDS)


def _sandbox(sandbox: Sandbox) -> Probe:
    began = time.perf_counter()
    with sandbox.submission({}, _LIMITS):
        taken = time.perf_counter() - began
    return Probe("a sandbox", True, f"a submission's own namespaces take {1000 * taken:.0f} ms")


def _isolation(sandbox: Sandbox) -> Probe:
    with sandbox.submission({}, _LIMITS) as submission:
        seen, _ = _run(submission, "look_around")
    expected = {"bin", "data", "dev", "etc", "home", "lib", "lib32", "lib64", "opt", "proc", "tmp", "usr", "1", "2"}
    names = set(seen) if isinstance(seen, list) else {"nothing could be seen"}
    surplus = sorted(names - expected)
    detail = f"it sees {', '.join(surplus)}" if surplus else "neither the host's files nor its processes can be seen"
    return Probe("no view of the host", not surplus, detail, _REPORT if surplus else "")


def _network(sandbox: Sandbox) -> Probe:
    with sandbox.submission({}, _LIMITS) as submission:
        found, _ = _run(submission, "network")
    ok = found == ""
    return Probe("no network", ok, "not even loopback" if ok else f"reachable: {found}", "" if ok else _REPORT)


def _memory(sandbox: Sandbox) -> Probe:
    with sandbox.submission({}, _LIMITS) as submission:
        alone, _ = _run(submission, "hoard")
        _, together = _run(submission, "hoard_together")
    ok = alone == "MemoryError" and together == ExitReason("memory")
    detail = "holds for one process and for many together" if ok else f"one process: {alone}; many: {together}"
    return Probe("the memory limit", ok, detail, "" if ok else _REPORT)


def _processes(sandbox: Sandbox) -> Probe:
    with sandbox.submission({}, _LIMITS) as submission:
        count, reason = _run(submission, "spawn")
    ok = isinstance(count, int) and count < _LIMITS.processes
    detail = f"{count} more processes, then no more, of {_LIMITS.processes}" if ok else f"{count} processes, {reason}"
    remedy = "Before Linux 5.14, the limit counts all of the user's processes: grade as a user who runs nothing else."
    return Probe("the process limit", ok, detail, "" if ok else remedy)


def _kill(sandbox: Sandbox) -> Probe:
    before = _below(sandbox.pid)
    with sandbox.submission({}, _LIMITS) as submission:
        _run(submission, "outlive")
        during = max(_below(sandbox.pid) for _ in range(3))  # a look can miss some, while parents are changing
    after = _below(sandbox.pid)
    ok = after == before and during >= before + LEFT_BEHIND
    detail = (
        "ends every process of a submission" if ok else f"{before} processes before, {during} during, {after} after"
    )
    return Probe("killing", ok, detail, "" if ok else _REPORT)


def _below(pid: int) -> int:
    return len(watch.tree(pid, watch.processes()))


_TRIED: dict[str, Callable[[Sandbox], Probe]] = {
    "a sandbox": _sandbox,
    "no view of the host": _isolation,
    "no network": _network,
    "the memory limit": _memory,
    "the process limit": _processes,
    "killing": _kill,
}

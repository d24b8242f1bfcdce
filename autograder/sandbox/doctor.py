"""`autograder doctor`: what this host can do, found out by doing it, and how to mend what it can't.

`run_doctor` tries everything, for each wall: what the host allows (host.py), then the limits, inside a sandbox.
"""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Callable

from autograder.errors import UserError
from autograder.sandbox.endings import ExitReason
from autograder.sandbox.errors import SandboxBroken
from autograder.sandbox.host import Probe, cgroup_probe, landlock_probes, last_line, namespace_probes, nested_probe
from autograder.sandbox.limits import Limits
from autograder.sandbox.policy import LANDLOCK, NAMESPACES, WALLS, default_policy
from autograder.sandbox.sandbox import Sandbox, SandboxedSubmission, open_sandbox
from autograder.sandbox.within import proc
from autograder.sandbox.within.probe import LEFT_BEHIND

__all__ = ["WALLS", "Probe", "run_doctor", "works"]
_LIMITS = Limits(memory_bytes=200 << 20, processes=20, submission_seconds=20, submission_cpu_seconds=20)
_TRIAL_SECONDS = 20.0  # of a machine that is busy with other things


def run_doctor() -> list[Probe]:
    """Try all that grading needs. Never raises for what the host can't do; takes a few seconds."""
    probes = []
    for wall, found in ((NAMESPACES, list(namespace_probes())), (LANDLOCK, list(landlock_probes()))):
        probes += found
        if all(probe.ok for probe in found):
            probes += [dataclasses.replace(probe, wall=wall) for probe in _inside_probes(wall)]
    return [*probes, cgroup_probe()]


def works(probes: list[Probe], wall: str) -> bool:
    """Whether all that `wall` needs went as it should."""
    return all(probe.ok for probe in probes if probe.wall == wall)


def _inside_probes(wall: str) -> list[Probe]:
    policy = dataclasses.replace(default_policy(), preload=(), serve="autograder.sandbox.within.probe:serve")
    try:
        with open_sandbox(policy, wall) as sandbox:
            first = _opens(sandbox)
            return [first, *(_try(trial, sandbox) for trial in _TRIALS[wall] if first.ok)]
    except UserError as error:
        return [Probe("a sandbox", False, f"{error.what} {error.why}".strip(), error.remedy)]


def _opens(sandbox: Sandbox) -> Probe:
    """Whether a submission has its place in the sandbox: with namespaces, in some of its own inside bubblewrap's."""
    began = time.perf_counter()
    try:
        with sandbox.submission({}, _LIMITS):
            taken = time.perf_counter() - began
    except SandboxBroken as error:
        said = last_line(str(error))
        return nested_probe(said) if sandbox.wall == NAMESPACES else Probe("a sandbox", False, said, _REPORT)
    name = nested_probe().name if sandbox.wall == NAMESPACES else "a sandbox"
    return Probe(name, True, f"a submission's own take {1000 * taken:.0f} ms")


def _try(trial: Callable[[Sandbox], Probe], sandbox: Sandbox) -> Probe:
    try:
        return trial(sandbox)
    except (OSError, RuntimeError, ValueError) as error:
        return Probe(trial.__name__.strip("_"), False, f"{type(error).__name__}: {last_line(str(error))}", _REPORT)


_REPORT = "This kernel does not keep what it promises: report it, with the output of `uname -a`. Do not grade here."


def _run(submission: SandboxedSubmission, trial: str) -> tuple[object, ExitReason | None]:
    """What the trial of that name returned (None: nothing), and if nothing, how it ended."""
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
        found, reason = _run(submission, "network")
    ok = found == ""
    detail = f"reachable: {found}" if reason is None else f"it said nothing, and {reason}"
    return Probe("no network", ok, "not even loopback" if ok else detail, "" if ok else _REPORT)


def _memory(sandbox: Sandbox) -> Probe:
    with sandbox.submission({}, _LIMITS) as submission:
        alone, ended = _run(submission, "hoard")
        _, together = _run(submission, "hoard_together")
    ok = alone == "MemoryError" and together == ExitReason("memory")
    detail = "holds for one process and for many together" if ok else f"one process: {alone or ended}; many: {together}"
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
    return len(proc.tree(pid, proc.processes()))


def _reading(sandbox: Sandbox) -> Probe:
    with sandbox.submission({}, _LIMITS) as submission:
        opened, _ = _run(submission, "open_others")
    ok = opened == []
    detail = "no file of the host's, and no process, can be read" if ok else f"it can open {opened}"
    return Probe("no view of the host", ok, detail, "" if ok else _REPORT)


def _memory_alone(sandbox: Sandbox) -> Probe:
    with sandbox.submission({}, _LIMITS) as submission:
        alone, _ = _run(submission, "hoard")
    ok = alone == "MemoryError"
    detail = "holds, and there is one process only" if ok else f"one process: {alone}"
    return Probe("the memory limit", ok, detail, "" if ok else _REPORT)


def _no_processes(sandbox: Sandbox) -> Probe:
    with sandbox.submission({}, _LIMITS) as submission:
        count, _ = _run(submission, "spawn")
    detail = "none can be made" if count == 0 else f"{count} could be made"
    return Probe("no child processes", count == 0, detail, "" if count == 0 else _REPORT)


def _kill_one(sandbox: Sandbox) -> Probe:
    before = _below(sandbox.pid)
    with sandbox.submission({}, _LIMITS) as submission, submission.start("hello"):
        deadline = time.monotonic() + _TRIAL_SECONDS
        while (during := _below(sandbox.pid)) < before + 2 and time.monotonic() < deadline:
            time.sleep(0.01)
    after = _below(sandbox.pid)
    ok = after == before and during == before + 2
    detail = "ends a submission" if ok else f"{before} processes before, {during} during, {after} after"
    return Probe("killing", ok, detail, "" if ok else _REPORT)


_TRIALS: dict[str, tuple[Callable[[Sandbox], Probe], ...]] = {
    NAMESPACES: (_isolation, _network, _memory, _processes, _kill),
    LANDLOCK: (_reading, _network, _memory_alone, _no_processes, _kill_one),
}

"""`autograder doctor`: what this host can do, found out by doing it, and how to mend what it can't.

`run_doctor` tries everything: what the host allows (`host`), then the limits, inside a sandbox.
"""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Callable

from autograder.errors import UserError
from autograder.sandbox.host import Probe, host_probes
from autograder.sandbox.limits import Limits
from autograder.sandbox.policy import default_policy
from autograder.sandbox.sandbox import ExitReason, Sandbox, Submission, open_sandbox
from autograder.sandbox.within import watch
from autograder.sandbox.within.probe import LEFT_BEHIND

_LIMITS = Limits(memory_bytes=200 << 20, processes=20, submission_seconds=20, submission_cpu_seconds=20)
_TRIAL_SECONDS = 5.0


def run_doctor() -> list[Probe]:
    """Try all that grading needs. Never raises for what the host can't do; takes a few seconds."""
    probes = [*host_probes()]
    if all(probe.ok for probe in probes):
        probes += _inside_probes()
    return probes


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

"""`autograder doctor`: all is well here, and what a host lacks is found, named and comes with a remedy."""

from __future__ import annotations

import dataclasses

import pytest

from autograder.sandbox import SandboxUnavailable, bubblewrap, doctor, open_sandbox
from tests.sandboxed import stand_in_policy


def test_everything_works_on_this_host():
    probes = doctor.run_doctor()
    assert [probe.name for probe in probes if not probe.ok] == []
    assert [probe.name for probe in probes] == [
        "bubblewrap",
        "user namespaces",
        "a process namespace with its own /proc",
        "network, IPC and host name namespaces",
        "a sandbox",
        "no view of the host",
        "no network",
        "the memory limit",
        "the process limit",
        "killing",
    ]
    assert all(probe.detail for probe in probes)


def test_a_host_without_bubblewrap_is_told_how_to_get_it(monkeypatch):
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: None)
    monkeypatch.setattr(bubblewrap.importlib.util, "find_spec", lambda name: None)
    [probe] = doctor.run_doctor()
    assert not probe.ok
    assert "apt-get install bubblewrap" in probe.remedy
    with pytest.raises(SandboxUnavailable, match="apt-get install bubblewrap"), open_sandbox(stand_in_policy()):
        raise AssertionError("it opened")


@pytest.mark.parametrize(
    ("needed", "refusal", "name", "remedy"),
    [
        ("--unshare-user", "No permissions to create new namespace", "user namespaces", "unprivileged_userns"),
        (
            "--proc",
            "Can't mount proc on /newroot/proc: Operation not permitted",
            "its own /proc",
            "systempaths=unconfined",
        ),
        ("--unshare-net", "Creating new network namespace failed", "network", "user.max_net_namespaces"),
    ],
)
def test_a_host_that_forbids_a_part_is_told_which_and_how_to_mend_it(
    monkeypatch, tmp_path, needed, refusal, name, remedy
):
    """A bubblewrap that refuses as the real one does on such a host."""
    fake = tmp_path / "bwrap"
    fake.write_text(
        f"""#!/bin/sh
for word in "$@"; do
  if [ "$word" = "{needed}" ]; then echo "bwrap: {refusal}" >&2; exit 1; fi
done
exit 0
"""
    )
    fake.chmod(0o755)
    tmp_path.chmod(0o755)
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda _: str(fake))
    last = doctor.run_doctor()[-1]
    assert not last.ok
    assert name in last.name and refusal in last.detail and remedy in last.remedy
    with pytest.raises(SandboxUnavailable) as error, open_sandbox(stand_in_policy()):
        raise AssertionError("it opened")
    assert name in str(error.value) and remedy in str(error.value)


@pytest.mark.parametrize(
    ("trial", "seen", "name"),
    [
        ("_isolation", (["bin", "root", "1", "2"], None), "no view of the host"),
        ("_isolation", (["bin", "1", "2", "777"], None), "no view of the host"),
        ("_network", ("eth0:", None), "no network"),
        ("_network", ("loopback", None), "no network"),
        ("_memory", (None, None), "the memory limit"),
        ("_processes", (1000, None), "the process limit"),
        ("_kill", ("", None), "killing"),
    ],
)
def test_a_sandbox_that_leaks_is_not_well(monkeypatch, trial, seen, name):
    """Each trial, made to see what it would see if the kernel did not do its part."""
    monkeypatch.setattr(doctor, "_run", lambda submission, trial: seen)
    with open_sandbox(dataclasses.replace(stand_in_policy(), serve="stand_in:serve")) as sandbox:
        probe = getattr(doctor, trial)(sandbox)
    assert (probe.name, probe.ok) == (name, False)
    assert probe.remedy

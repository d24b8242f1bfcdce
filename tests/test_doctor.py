"""`autograder doctor`: all is well here, and what a host lacks is found, named and comes with a remedy."""

from __future__ import annotations

import dataclasses
import errno

import pytest

from autograder.sandbox import SandboxBroken, SandboxUnavailable, bubblewrap, doctor, host, open_sandbox, remedies, wall
from autograder.sandbox.remedies import Host
from autograder.sandbox.sandbox import Sandbox
from tests.sandboxed import WALLS, stand_in_policy

pytestmark = pytest.mark.sandbox


def test_everything_works_on_this_host():
    probes = doctor.run_doctor()
    assert [probe for probe in probes if not probe.ok and probe.wall in WALLS] == []
    seen = {wall: [probe.name for probe in probes if probe.wall == wall] for wall in (*WALLS, "")}
    expected = {
        "namespaces": [
            "bubblewrap",
            "user namespaces",
            "a process namespace with its own /proc",
            "network, IPC and host name namespaces",
            "namespaces inside bubblewrap",
            "no view of the host",
            "no network",
            "the memory limit",
            "the process limit",
            "killing",
        ],
        "landlock": [
            "Landlock",
            "user ids",
            "a sandbox",
            "no view of the host",
            "no network",
            "the memory limit",
            "no child processes",
            "killing",
        ],
        "": ["cgroup"],
    }
    assert seen == {wall: expected[wall] for wall in seen}
    assert all(probe.detail for probe in probes)


def probes_of(wall):
    return [probe for probe in doctor.run_doctor() if probe.wall == wall]


def test_a_host_without_bubblewrap_is_told_how_to_get_it(monkeypatch):
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: None)
    monkeypatch.setattr(bubblewrap.importlib.util, "find_spec", lambda name: None)
    [probe] = probes_of("namespaces")
    assert not probe.ok
    assert "apt-get install bubblewrap" in probe.remedy
    with pytest.raises(SandboxUnavailable, match="apt-get install bubblewrap"), open_sandbox(stand_in_policy()):
        raise AssertionError("it opened")


@pytest.mark.parametrize(
    ("needed", "refusal", "name", "remedy"),
    [
        ("--unshare-user", "No permissions to create new namespace", "user namespaces", "seccomp=unconfined"),
        (
            "--proc",
            "Can't mount proc on /newroot/proc: Operation not permitted",
            "its own /proc",
            "systempaths=unconfined",
        ),
        ("--unshare-net", "Creating new network namespace failed", "network", "seccomp=unconfined"),
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
    monkeypatch.setattr(host.remedies, "this_host", lambda: Host(frozenset({"Docker"})))
    last = probes_of("namespaces")[-1]
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
        ("_reading", (["/etc/passwd"], None), "no view of the host"),
        ("_memory_alone", (None, None), "the memory limit"),
        ("_no_processes", (1, None), "no child processes"),
    ],
)
def test_a_sandbox_that_leaks_is_not_well(monkeypatch, trial, seen, name):
    """Each trial, made to see what it would see if the kernel did not do its part."""
    monkeypatch.setattr(doctor, "_run", lambda submission, trial: seen)
    with open_sandbox(dataclasses.replace(stand_in_policy(), serve="stand_in:serve")) as sandbox:
        probe = getattr(doctor, trial)(sandbox)
    assert (probe.name, probe.ok) == (name, False)
    assert probe.remedy


# What to do, by kind of host


UBUNTU = {"proc__sys__kernel__apparmor_restrict_unprivileged_userns": "1\n"}


def files(root, **contents):
    for name, text in contents.items():
        path = root / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


@pytest.mark.parametrize(
    ("signs", "missing", "says"),
    [
        ({"proc__sys__kernel__apparmor_restrict_unprivileged_userns": "1\n"}, remedies.USERS, "flags=(unconfined)"),
        (
            {"proc__sys__kernel__apparmor_restrict_unprivileged_userns": "1\n"},
            remedies.NESTED,
            "but not what runs in it",
        ),
        ({"proc__sys__kernel__unprivileged_userns_clone": "0\n"}, remedies.USERS, "kernel.unprivileged_userns_clone=1"),
        ({"proc__sys__user__max_user_namespaces": "0\n"}, remedies.USERS, "user.max_user_namespaces=10000"),
        ({"proc__sys__user__max_net_namespaces": "0\n"}, remedies.NETWORK, "user.max_net_namespaces=10000"),
        ({".dockerenv": ""}, remedies.USERS, "seccomp=unconfined"),
        ({".dockerenv": ""}, remedies.PROC, "systempaths=unconfined"),
        ({".dockerenv": ""}, remedies.LANDLOCK_UNKNOWN, "20.10.18"),
        ({"run__.containerenv": ""}, remedies.PROC, "unmask=ALL"),
        ({"proc__version": "Linux version 4.4.0 (gVisor)"}, remedies.LANDLOCK_UNKNOWN, "no Landlock"),
        ({}, remedies.LANDLOCK_OFF, "`lsm=`"),
        ({}, remedies.LANDLOCK_OLD, "5.19"),
    ],
)
def test_each_kind_of_host_is_told_what_mends_it(tmp_path, monkeypatch, signs, missing, says):
    for name in ("GITHUB_ACTIONS", "KUBERNETES_SERVICE_HOST"):
        monkeypatch.delenv(name, raising=False)
    remedy = remedies.this_host(files(tmp_path, **signs)).remedy(missing)
    assert says in remedy
    if signs:
        assert remedy.count("Docker:") + remedy.count("Podman:") + remedy.count("Kubernetes:") <= 1  # no other kind's


@pytest.mark.parametrize(
    ("name", "says"), [("GITHUB_ACTIONS", "- run: sudo"), ("KUBERNETES_SERVICE_HOST", "hostUsers")]
)
def test_hosts_that_are_known_by_their_environment(tmp_path, monkeypatch, name, says):
    monkeypatch.setenv(name, "1")
    assert says in remedies.this_host(tmp_path).remedy(remedies.USERS)


def test_a_host_of_no_known_kind_is_told_about_each(tmp_path, monkeypatch):
    for name in ("GITHUB_ACTIONS", "KUBERNETES_SERVICE_HOST"):
        monkeypatch.delenv(name, raising=False)
    remedy = remedies.this_host(tmp_path).remedy(remedies.USERS)
    assert all(kind in remedy for kind in ("GitHub Actions: ", "Ubuntu: ", "older Debian: ", "Docker: ", "Podman: "))


@pytest.mark.parametrize(
    ("error", "detail"), [(errno.ENOSYS, "does not know it"), (errno.EOPNOTSUPP, "switched off"), (None, "version 1")]
)
def test_a_kernel_without_landlock_is_told_so(monkeypatch, error, detail):
    def version():
        if error:
            raise OSError(error, "no")
        return 1

    monkeypatch.setattr(host.landlock, "version", version)
    [probe] = probes_of("landlock")
    assert not probe.ok and detail in probe.detail and probe.remedy
    with pytest.raises(SandboxUnavailable, match="Landlock"):
        raise host.explain("Traceback …\n  line\nOSError: no", "landlock")


@pytest.mark.parametrize(
    ("own", "controllers", "says"),
    [
        ("0::/user\n", "cpu memory pids\n", "a group of its own"),
        ("0::/user\n", "cpu\n", "not delegated"),
        ("1:memory:/\n", "", "no version 2"),
    ],
)
def test_whether_cgroups_are_delegated_is_said(tmp_path, own, controllers, says):
    files(tmp_path, proc__self__cgroup=own)
    if controllers:
        files(
            tmp_path / "sys" / "fs" / "cgroup" / "user",
            **{"cgroup.controllers": controllers, "cgroup.procs": "", "cgroup.subtree_control": ""},
        )
    assert says in host.cgroup_probe(tmp_path).detail


def test_where_namespaces_work_outside_bubblewrap_only_it_is_said_without_a_traceback(monkeypatch):
    """As on a host whose AppArmor profile for bwrap lets it make namespaces, and what runs in it none."""

    def refuse(*_):
        raise SandboxBroken(
            "no new submission could be started:\nTraceback …\nOSError: [Errno 28] clone(0x7e020000): No"
        )

    monkeypatch.setattr(Sandbox, "open_fork", refuse)
    failed = next(probe for probe in probes_of("namespaces") if not probe.ok)
    assert failed.name == "namespaces inside bubblewrap" and failed.remedy
    assert failed.detail == "OSError: [Errno 28] clone(0x7e020000): No"
    refusal = wall.refused.__wrapped__("namespaces")
    assert "namespaces inside bubblewrap" in refusal.what
    assert "Traceback" not in f"{refusal.what}{refusal.why}{refusal.remedy}"


# Which wall


def refusing(*walls):
    return lambda name: SandboxUnavailable(f"no {name}", "", f"mend {name}") if name in walls else None


def test_the_first_wall_that_works_is_chosen(monkeypatch):
    monkeypatch.setattr(wall, "refused", refusing())
    assert wall.choose() == "namespaces"
    monkeypatch.setattr(wall, "refused", refusing("namespaces"))
    assert wall.choose() == "landlock"
    assert wall.choose("landlock") == "landlock"


def test_a_wall_that_is_asked_for_is_never_replaced_by_a_lesser_one(monkeypatch):
    monkeypatch.setattr(wall, "refused", refusing("namespaces"))
    with pytest.raises(SandboxUnavailable, match="no namespaces"):
        wall.choose("namespaces")


def test_where_neither_works_both_reasons_and_both_remedies_are_told(monkeypatch):
    monkeypatch.setattr(wall, "refused", refusing("namespaces", "landlock"))
    with pytest.raises(SandboxUnavailable) as error:
        wall.choose()
    assert error.value.why == "no namespaces\n  no landlock"
    assert error.value.remedy == "For namespaces: mend namespaces\n  For landlock: mend landlock"

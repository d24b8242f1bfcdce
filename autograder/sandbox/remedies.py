"""How to mend what a host does not allow: for each thing that can be missing, which kinds of host lack it, what to do.

Shown by `autograder doctor`, and by `grade` when it refuses. docs/where_to_run.md tells it by kind of host.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

USERS, PROC, NETWORK, NESTED, STAGE, LANDLOCK_OFF, LANDLOCK_UNKNOWN, LANDLOCK_OLD = (
    "users", "proc", "network", "nested", "stage", "landlock off", "landlock unknown", "landlock old",
)  # fmt: skip

APPARMOR_BWRAP = "/usr/local/libexec/autograder-bwrap"  # find_bwrap looks there first
_APPARMOR = (
    f'`sudo install -D -m 755 "$(command -v bwrap)" {APPARMOR_BWRAP}`; '
    "`printf 'abi <abi/4.0>,\\ninclude <tunables/global>\\nprofile autograder-bwrap "
    f"{APPARMOR_BWRAP} flags=(unconfined) {{\\n  userns,\\n}}\\n' | sudo tee /etc/apparmor.d/autograder-bwrap`; "
    "`sudo apparmor_parser -r /etc/apparmor.d/autograder-bwrap`. "
    "Or, until the next start: `sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`"
)
_DOCKER = (
    "start it with `--security-opt seccomp=unconfined --security-opt apparmor=unconfined "
    "--security-opt systempaths=unconfined`"
)
_KUBERNETES = "in the pod: `hostUsers: false`, and `procMount: Unmasked`, `seccompProfile: {type: Unconfined}`"
_PODMAN = "start it with `--security-opt unmask=ALL`"
_IN_CONTAINERS = (("Docker", _DOCKER), ("Podman", _PODMAN), ("Kubernetes", _KUBERNETES))

_FEW = 100  # namespaces; a usual limit is thousands

# What is missing: (kind of host, what to do there), the likeliest first.
_REMEDIES: dict[str, tuple[tuple[str, str], ...]] = {
    USERS: (
        ("GitHub Actions", "a step before: `- run: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0`"),
        ("Ubuntu", _APPARMOR),
        ("older Debian", "`sudo sysctl -w kernel.unprivileged_userns_clone=1`"),
        ("hardened", "`sudo sysctl -w user.max_user_namespaces=10000`"),
        *_IN_CONTAINERS,
    ),
    PROC: _IN_CONTAINERS,
    NETWORK: (
        ("hardened", "`sudo sysctl -w user.max_net_namespaces=10000`; the same for ipc and uts"),
        *_IN_CONTAINERS,
    ),
    NESTED: (
        ("Ubuntu", f"its own profile for bwrap lets bubblewrap make namespaces, but not what runs in it. {_APPARMOR}"),
        ("hardened", "`sudo sysctl -w user.max_user_namespaces=10000`; the same for mnt, net, ipc, pid and uts"),
        *_IN_CONTAINERS,
    ),
    STAGE: (*_IN_CONTAINERS, ("any", "run the grader as an ordinary user")),
    LANDLOCK_OFF: (("any", "add `landlock` to the list `lsm=` of the kernel's command line, and start anew"),),
    LANDLOCK_UNKNOWN: (
        ("gVisor", "it has no Landlock; namespaces work there"),
        ("Docker", "update it: 20.10.18 and newer let Landlock through"),
        ("any", "use a kernel that has it: Linux 5.19 or newer, on RHEL and its like 9.6"),
    ),
    LANDLOCK_OLD: (("any", "use a newer kernel: Linux 5.19, or newer"),),
}  # fmt: skip


@dataclass(frozen=True)
class Host:
    """What kinds of host this seems to be, by the names that remedies use."""

    kinds: frozenset[str]

    def remedy(self, missing: str) -> str:
        """What to do here about what is missing; where the host is of no kind that is known for it, for each kind."""
        known = _REMEDIES[missing]
        fitting = [(kind, text) for kind, text in known if kind in self.kinds] or known
        return (
            ". ".join(text[:1].upper() + text[1:] if kind == "any" else f"{kind}: {text}" for kind, text in fitting)
            + "."
        )


def this_host(root: Path = Path("/")) -> Host:
    """Look at the files by which kinds of host are known. `root`: where they are, for tests."""
    sysctl = root / "proc" / "sys"
    kinds = {
        "GitHub Actions": "GITHUB_ACTIONS" in os.environ,
        "Ubuntu": _says(sysctl / "kernel" / "apparmor_restrict_unprivileged_userns", "1"),
        "older Debian": _says(sysctl / "kernel" / "unprivileged_userns_clone", "0"),
        "hardened": any(_is_few(path) for path in (sysctl / "user").glob("max_*_namespaces")),
        "Docker": (root / ".dockerenv").exists(),
        "Podman": (root / "run" / ".containerenv").exists(),
        "Kubernetes": "KUBERNETES_SERVICE_HOST" in os.environ,
        "gVisor": "gvisor" in _text(root / "proc" / "version").lower(),
    }
    return Host(frozenset(name for name, so in kinds.items() if so))


def _says(path: Path, text: str) -> bool:
    return _text(path).strip() == text


def _is_few(path: Path) -> bool:
    text = _text(path).strip()
    return text.isdigit() and int(text) < _FEW


def _text(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""

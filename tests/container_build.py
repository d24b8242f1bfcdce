"""Builds the Containerfile in a plain folder, where there is no engine: python -m tests.container_build FOLDER

FROM is a Debian that debootstrap makes; each RUN is run in it by chroot, as root. Takes some minutes, and the network.
"""

from __future__ import annotations

import fnmatch
import json
import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course.layout import ROOT

CONTAINERFILE = ROOT / "Containerfile"
_MIRROR = "http://deb.debian.org/debian"
_NETWORK = ("etc/resolv.conf", "etc/ssl/certs/ca-certificates.crt")  # what an engine gives, or this network needs


@dataclass
class Image:
    """What a Containerfile says: its base, its steps in order, and the command."""

    base: str = ""
    steps: list[tuple[str, str]] = field(default_factory=list)
    entrypoint: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)


def read(text: str) -> Image:
    """Of the instructions that ours uses; ValueError for any other."""
    image = Image()
    for line in text.replace("\\\n", " ").splitlines():
        word, _, rest = line.partition(" ")
        if not line.strip() or line.startswith("#"):
            continue
        if word == "FROM":
            image.base = rest
        elif word in ("RUN", "WORKDIR", "COPY"):
            image.steps.append((word, rest))
        elif word == "ENTRYPOINT":
            image.entrypoint = json.loads(rest)
        elif word == "CMD":
            image.command = json.loads(rest)
        else:
            raise ValueError(f"an instruction that is not known here: {line}")
    return image


def context() -> list[str]:
    """What COPY . copies: the files that git knows, but for those that .dockerignore names."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    patterns = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")]
    return [name for name in listed.split("\0") if name and not _ignored(name, patterns)]


def _ignored(name: str, patterns: list[str]) -> bool:
    return any(name == p or name.startswith(f"{p}/") or fnmatch.fnmatch(name, p) for p in patterns)


def build(folder: Path) -> Image:
    """Make `folder` what the image would be."""
    image = read(CONTAINERFILE.read_text())
    distribution, _, tag = image.base.partition(":")
    assert distribution == "debian", image.base
    subprocess.run(["debootstrap", "--variant=minbase", tag.removesuffix("-slim"), folder, _MIRROR], check=True)
    where = "/"
    for kind, rest in image.steps:
        if kind == "WORKDIR":
            where = rest
            (folder / where.lstrip("/")).mkdir(parents=True, exist_ok=True)
        elif kind == "COPY":
            source, target = shlex.split(rest)
            assert source == ".", rest
            for name in context():
                place = folder / target.lstrip("/") / name
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, place, follow_symlinks=False)
        else:
            _run(folder, where, rest)
    return image


def _run(folder: Path, where: str, command: str) -> None:
    for name in _NETWORK:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(f"/{name}", folder / name)
    environment = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root"}
    environment["SSL_CERT_FILE"] = environment["PIP_CERT"] = "/etc/ssl/certs/ca-certificates.crt"
    program = ["/bin/sh", "-c", f"cd {shlex.quote(where)} && {command}"]
    enter = [sys.executable, "-m", "tests.sandboxed.container", str(folder), *program]
    subprocess.run(enter, env=environment | {"PYTHONPATH": str(ROOT)}, cwd=ROOT, check=True)


if __name__ == "__main__":
    os.umask(0o022)
    build(Path(sys.argv[1]))

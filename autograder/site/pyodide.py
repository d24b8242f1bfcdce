"""Pyodide, the Python of the browser edition, from its CDN or from a folder; our own packages added to its lock.

pyodide.json pins it: the hashes of its core, and its lock, less the packages that nobody here needs. A folder's files
are held against these hashes before they are copied; what comes from the CDN is held against them by Pyodide, in the
browser.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import files as files_of
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

from autograder.errors import UserError
from autograder.site.wheels import Wheel

_PINNED = Path(__file__).with_name("pyodide.json")
FOLDER = "pyodide"
LOCK = "pyodide-lock.json"
_START = "pyodide.js"


@cache
def pinned() -> dict[str, Any]:
    """The hashes of Pyodide's core, and its lock."""
    found: dict[str, Any] = json.loads(_PINNED.read_text(encoding="utf-8"))
    return found


def version() -> str:
    """Of Pyodide: "0.27.7"."""
    return str(pinned()["lock"]["info"]["version"])


def cdn() -> str:
    """Where Pyodide publishes its files."""
    return f"https://cdn.jsdelivr.net/pyodide/v{version()}/full/"


def comm() -> Wheel:
    """The kernel's one package that Pyodide does not bring, as it is installed here."""
    paths = [path for path in files_of("comm") or () if path.suffix == ".py"]
    return Wheel("comm", version_of("comm"), {path.as_posix(): path.read_binary() for path in paths}, ("comm",))


def install(source: str, folder: Path, wheels: Iterable[Wheel]) -> None:
    """Put Pyodide into `folder`: from `source`, an address or a folder. Raises UserError, naming what does not fit."""
    folder.mkdir()
    lock = json.loads(json.dumps(pinned()["lock"]))
    if _is_address(source):
        (folder / _START).write_text(_from(source if source.endswith("/") else f"{source}/"), encoding="utf-8")
    else:
        _copy(Path(source), folder)
    for wheel in wheels:
        file, content = wheel.packed()
        (folder / file).write_bytes(content)
        lock["packages"][wheel.name] = wheel.entry(file, content) | ({"ours": True} if _is_address(source) else {})
    (folder / LOCK).write_text(json.dumps(lock), encoding="utf-8")


def _is_address(source: str) -> bool:
    return source.startswith(("https://", "http://"))


def _from(address: str) -> str:
    script = Path(__file__).with_name("pyodide_from_address.js").read_text(encoding="utf-8")
    return script.replace('"ADDRESS"', json.dumps(address))


def _expected() -> Iterator[tuple[str, str]]:
    yield from pinned()["core"].items()
    yield from ((package["file_name"], package["sha256"]) for package in pinned()["lock"]["packages"].values())


def _copy(source: Path, target: Path) -> None:
    """Copy what the site needs of a Pyodide folder. Raises UserError for a file that is not there, or another's."""
    remedy = f"Give the unpacked pyodide-{version()}.tar.bz2 of Pyodide's releases, or an address, or leave it out."
    for name, digest in _expected():
        try:
            content = (source / name).read_bytes()
        except OSError as error:
            raise UserError(f"{source} is not Pyodide {version()}.", f"{name}: {error.strerror}.", remedy) from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise UserError(f"{source} is not Pyodide {version()}.", f"{name} has another content.", remedy)
        (target / name).write_bytes(content)

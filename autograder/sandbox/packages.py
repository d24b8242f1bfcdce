"""Which files of site-packages the sandbox gets: the packages that notebooks need, what those need, and no others.

So no solution, hidden check or grader that happens to be installed beside them is in there.
"""

from __future__ import annotations

import functools
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from autograder.errors import UserError


class MissingPackage(UserError):
    """A package that every notebook needs is not installed beside the grader."""


@functools.cache
def package_paths(names: tuple[str, ...]) -> dict[str, Path]:
    """The entries of site-packages that make up `names` and all their dependencies: name of the entry, its place."""
    entries: dict[str, Path] = {}
    for found in _closure(names):
        for top in _tops(found):
            entries[top] = Path(str(found.locate_file(top)))
    return {name: path for name, path in sorted(entries.items()) if path.exists()}


def _closure(names: tuple[str, ...]) -> list[Distribution]:
    found: dict[str, Distribution] = {}
    wanted = list(names)
    while wanted:
        name = canonicalize_name(wanted.pop())
        if name not in found:
            found[name] = _distribution(name)
            wanted += _needed_by(found[name])
    return list(found.values())


def _distribution(name: str) -> Distribution:
    try:
        return distribution(name)
    except PackageNotFoundError:
        raise MissingPackage(
            f"The package {name} is not installed.",
            "Every notebook needs it, so the sandbox can't be set up.",
            f"Run `make setup`, or `pip install {name}`.",
        ) from None


def _needed_by(found: Distribution) -> list[str]:
    requirements = [Requirement(line) for line in found.requires or []]
    return [each.name for each in requirements if each.marker is None or each.marker.evaluate({"extra": ""})]


def _tops(found: Distribution) -> set[str]:
    """The first components of the paths of its files (RECORD is one line a file: path, checksum, size)."""
    lines = (found.read_text("RECORD") or "").splitlines()
    tops = {line.split(",")[0].split("/")[0].strip('"') for line in lines}
    return {top for top in tops if top not in ("", ".", "..", "__pycache__") and not top.endswith(".pth")}

"""What files a scratch folder may start with: their names, number and size, whatever the collector let through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from autograder.sandbox.limits import Limits
from autograder.sandbox.within.namespaces import MAX_FILES

_MAX_COMPONENT_BYTES = 255  # of any Linux file system
_MAX_PATH_BYTES = 1024


def check_files(files: Mapping[str, bytes], limits: Limits) -> None:
    """Raise ValueError if `files` could not all be written to a scratch folder under `limits`, and nowhere else."""
    _check_names(files)
    # Each takes an inode, each of its folders may, and the scratch file system has some of its own.
    if 2 * len(files) + 32 > MAX_FILES:
        raise ValueError(f"{len(files)} files are too many")
    size = sum(map(len, files.values()))
    if size > limits.scratch_bytes // 2:
        raise ValueError(f"the files are {size} bytes together; the limit scratch_bytes leaves room for half of it")


def _check_names(names: Iterable[str]) -> None:
    """Each must be a plain relative path, and not be another's folder as well."""
    files = set(names)
    for name in files:
        _check(name)
        parts = name.split("/")
        for count in range(1, len(parts)):
            if "/".join(parts[:count]) in files:
                raise ValueError(f"{'/'.join(parts[:count])!r} is both a file and the folder of {name!r}")


def _check(name: str) -> None:
    try:
        encoded = name.encode()
    except UnicodeEncodeError:
        raise ValueError(f"not a file name that can be written: {name!r}") from None
    parts = name.split("/")
    plain = all(part not in ("", ".", "..") and len(part.encode()) <= _MAX_COMPONENT_BYTES for part in parts)
    if not plain or "\0" in name or len(encoded) > _MAX_PATH_BYTES:
        raise ValueError(f"not a plain relative path: {name!r}")

"""What files a scratch folder may start with: their names, number and size, whatever the collector let through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from autograder.sandbox.limits import Limits
from autograder.sandbox.within.namespaces import MAX_FILES

_MAX_COMPONENT_BYTES = 255  # of any Linux file system
_MAX_PATH_BYTES = 1024
MAX_ENTRIES = 3 * MAX_FILES // 4  # files and folders; the rest of the inodes is for what the notebooks write


def check_files(files: Mapping[str, bytes], limits: Limits) -> None:
    """Raise ValueError if `files` could not all be written to a scratch folder under `limits`, and nowhere else."""
    _check_names(files)
    entries = len(files) + len(set().union(*map(folders_of, files)))
    if entries > MAX_ENTRIES:
        raise ValueError(f"{entries} files and folders are too many; there may be {MAX_ENTRIES}")
    size = sum(map(len, files.values()))
    if size > limits.scratch_bytes // 2:
        raise ValueError(f"the files are {size} bytes together; the limit scratch_bytes leaves room for half of it")


def folders_of(name: str) -> set[str]:
    """The folders that a file of this name needs."""
    parts = name.split("/")
    return {"/".join(parts[:count]) for count in range(1, len(parts))}


def _check_names(names: Iterable[str]) -> None:
    """Each must be a plain relative path, and not be another's folder as well."""
    files = set(names)
    for name in files:
        _check(name)
        for folder in folders_of(name) & files:
            raise ValueError(f"{folder!r} is both a file and the folder of {name!r}")


def _check(name: str) -> None:
    try:
        encoded = name.encode()
    except UnicodeEncodeError:
        raise ValueError(f"not a file name that can be written: {name!r}") from None
    parts = name.split("/")
    plain = all(part not in ("", ".", "..") and len(part.encode()) <= _MAX_COMPONENT_BYTES for part in parts)
    if not plain or "\0" in name or len(encoded) > _MAX_PATH_BYTES:
        raise ValueError(f"not a plain relative path: {name!r}")

"""The names that files of a scratch folder may have. The collector of submissions keeps to them; this makes sure."""

from __future__ import annotations

from collections.abc import Iterable

_MAX_COMPONENT_BYTES = 255  # of any Linux file system
_MAX_PATH_BYTES = 1024


def check_paths(names: Iterable[str]) -> None:
    """Raise ValueError if a name is not a plain relative path, or is a file and another's folder as well."""
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

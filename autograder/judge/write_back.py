"""Makes a caller's arguments what the call made of them, so that a check sees a change as it would in one process."""

from __future__ import annotations

import contextlib
from typing import Any

import numpy as np

_CONTAINERS = (np.ndarray, list, tuple, dict, np.random.Generator)


def write_back(old: Any, new: Any) -> None:
    """Change `old` in place until it holds what `new` does. `new`: fresh values from the wire."""
    if isinstance(old, np.ndarray):
        _array(old, new)
    elif isinstance(old, np.random.Generator) and isinstance(new, np.random.Generator):
        with contextlib.suppress(ValueError, TypeError):  # of another kind: then it can't have been this one
            old.bit_generator.state = new.bit_generator.state
    elif isinstance(old, list):
        _list(old, new if isinstance(new, list) else [new])
    elif isinstance(old, dict):
        changed = new if isinstance(new, dict) else {"changed": new}
        for key in [key for key in old if key not in changed]:
            del old[key]
        for key, value in changed.items():
            old[key] = _merged(old.get(key), value)
    elif isinstance(old, tuple) and isinstance(new, tuple):
        for mine, theirs in zip(old, new, strict=False):
            write_back(mine, theirs)


def _merged(old: Any, new: Any) -> Any:
    if isinstance(old, _CONTAINERS) and type(old) is type(new):
        write_back(old, new)
        return old
    return new


def _list(old: list[Any], new: list[Any]) -> None:
    old[:] = [*(_merged(a, b) for a, b in zip(old, new, strict=False)), *new[len(old) :]]


def _array(old: Any, new: Any) -> None:
    with contextlib.suppress(ValueError):  # read-only: a change did not reach it in the student's process either
        if isinstance(new, np.ndarray) and new.dtype == old.dtype and new.size == old.size:
            old.reshape(-1)[:] = new.reshape(-1) if old.flags.c_contiguous else new.reshape(old.shape).reshape(-1)
            old[...] = new.reshape(old.shape)
            if old.shape != new.shape:
                old.resize(new.shape, refcheck=False)
        else:  # another size or kind altogether: all that matters is that it is no longer what it was
            old[...] = np.logical_not(old)

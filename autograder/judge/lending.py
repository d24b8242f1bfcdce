"""How much a student's code may hand to functions of ours: nothing that would keep one busy beyond interruption.

A signal reaches Python between two of its steps, and never in the middle of a product of matrices. NumPy has no quick
one for whole numbers and half precision: of 64 MB of bytes it takes minutes. Nor is there one for a power of integers.
"""

from __future__ import annotations

from typing import Any

import numpy as np

_SMALL = 100_000  # entries, all together, for which nothing has to be looked at
_QUICK, _SLOW = 5e10, 3e8  # multiplications, a second or two: of floating point numbers, and of all else
_INTEGER = 10**6  # the largest by which, and to whose power, our functions may be asked to compute
_MATRICES = 300


class Load:
    """What one call of a function of ours was given, and what it was given since by functions that it called."""

    def __init__(self) -> None:
        self._matrices: list[np.ndarray[Any, Any]] = []
        self._entries = 0

    def add(self, value: Any) -> None:
        """Raises ValueError if a product of what was given could take too long."""
        found: list[np.ndarray[Any, Any]] = []
        _collect(value, found)
        self._entries += sum(array.size for array in found)
        before = self._matrices
        self._matrices = before + found
        if self._entries <= _SMALL:
            return
        if len(self._matrices) > _MATRICES:
            raise ValueError(f"more than {_MATRICES} matrices are too many for a function of the course's")
        for number, one in enumerate(self._matrices):
            for other in self._matrices[max(number + 1, len(before)) :]:
                _check(one, other)


def _collect(value: Any, found: list[np.ndarray[Any, Any]]) -> None:
    if isinstance(value, np.ndarray):
        if value.ndim > 1:
            found.append(value)
    elif isinstance(value, list | tuple):
        for entry in value:
            _collect(entry, found)
    elif isinstance(value, dict):
        for entry in value.values():
            _collect(entry, found)
    elif type(value) is int and abs(value) > _INTEGER:
        raise ValueError(f"an integer beyond {_INTEGER:,} is too large for a function of the course's")


def _check(one: np.ndarray[Any, Any], other: np.ndarray[Any, Any]) -> None:
    """Whichever of their axes they share, and whichever of them would be transposed."""
    shared = set(one.shape[-2:]) & set(other.shape[-2:]) - {0}
    kind = np.result_type(one, other)
    most = _QUICK if kind.kind in "fc" and kind.itemsize > 2 else _SLOW
    if shared and one.size * other.size / min(shared) > most:
        shapes = f"{one.shape} and {other.shape}"
        raise ValueError(f"arrays of shapes {shapes} and dtype {kind} are too large for a function of the course's")

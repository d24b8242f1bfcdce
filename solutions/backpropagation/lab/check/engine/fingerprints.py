"""What a function gave, as one number for each input: enough to recognise it, and nothing can be read from it.

A fingerprint is a weighted sum of all numbers of a value, with weights that its structure decides. Entries that are
right enter as the right ones, so that a rounding, or a choice that the text leaves open, makes no other fingerprint.
"""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .closeness import Comparison, as_numbers

GOLDEN = 0.6180339887498949


def _parts(value: Any, path: str = "") -> list[tuple[str, NDArray[Any] | None]]:
    """The arrays of a value, each with where it stands; None for what is no number."""
    if isinstance(value, (list, tuple)) and not _is_plain(value):
        return [part for i, x in enumerate(value) for part in _parts(x, f"{path}{i}.")] or [(path + "empty", None)]
    array = as_numbers(value)
    if array is None:
        return [(path + type(value).__name__, None)]
    return [(f"{path}{array.shape}", np.asarray(array, dtype=np.float64))]


def _is_plain(value: Any) -> bool:
    """Whether a list is one of numbers."""
    return bool(value) and all(isinstance(x, (int, float, np.number)) for x in value)


def settled(comparison: Comparison, expected: Any) -> Any:
    """The answer of a comparison, right entries as in `expected`; as it is where its structure or a shape differs."""
    if comparison.mismatch or comparison.misshapen:
        return comparison.got
    arrays = iter(zip(comparison.leaves, comparison.off, strict=True))

    def put(right: Any, nominal: Any) -> Any:
        if isinstance(right, (list, tuple)):
            fits = isinstance(nominal, (list, tuple)) and len(nominal) == len(right)
            return [put(x, y) for x, y in zip(right, nominal if fits else right, strict=True)]
        if right is None:
            return None
        leaf, off = next(arrays)
        assert off is not None and leaf.expected is not None and leaf.got is not None
        if off.all():
            return leaf.got
        put_right = np.asarray(nominal, dtype=np.float64)
        return np.where(off, leaf.got, put_right if put_right.shape == off.shape else leaf.expected)

    return put(comparison.expected, expected)


def mark_of(error: BaseException | None) -> str:
    """An exception and its words as eight digits: enough to recognise it."""
    return f"{zlib.crc32(f'{type(error).__name__}: {error}'.encode()):08x}"


def fingerprint(value: Any) -> tuple[float, float]:
    """Return the weighted sum of a value's numbers, and that of their sizes, which says how exact it is."""
    parts = _parts(value)
    structure = "|".join(where for where, _ in parts)
    arrays = [a.ravel() for _, a in parts if a is not None]
    numbers = np.concatenate(arrays) if arrays else np.zeros(0)
    finite = np.isfinite(numbers)
    if not finite.all():
        structure += str(np.flatnonzero(~finite).tolist()) + str(numbers[~finite].tolist())
        numbers = np.where(finite, numbers, 0.0)
    mark = zlib.crc32(structure.encode()) % 9973 / 9973
    weights = 0.5 + (mark + GOLDEN * np.arange(1, numbers.size + 1)) % 1.0
    size = float(weights @ np.abs(numbers))
    return (float(weights @ numbers), size) if size else (mark, 1.0)

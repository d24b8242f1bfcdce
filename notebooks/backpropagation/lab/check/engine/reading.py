# Made by `make release` from solutions/backpropagation/lab/check/engine/reading.py: edit that file, not this one.
"""Reading an answer whose structure is known: its arrays, each in its shape, or a refusal that says what is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .closeness import Leaf, Mismatch, leaves
from .findings import refuse


def read(
    function: str, case: str, expected: Any, value: Any, names: Sequence[str] = (), told: str = "{}"
) -> dict[str, Any]:
    """Give the arrays of an answer by name: "W[1]", "losses". Raises CheckFailed unless it has the form of `expected`.

    `names` are those of the parts of a tuple; a named tuple brings its own. An array without entries in `expected`
    may be of any length. `told` holds {} where the complaint stands: "theta after step 2: {}".
    """
    try:
        found = [leaf for leaf in leaves(expected, value, names) if leaf.expected is not None]
    except Mismatch as mismatch:
        refuse(function, case, mismatch.cause, told.format(mismatch.message), mismatch.label)
    for leaf in found:
        if not _fits(leaf):
            message = f"{leaf.label} should have shape {_shape(leaf.expected)}, and has {_shape(leaf.got)}"
            refuse(function, case, "shape", told.format(message), leaf.label)
    return {leaf.label: leaf.got for leaf in found}


def _shape(array: Any) -> tuple[int, ...]:
    shape: tuple[int, ...] = array.shape
    return shape


def _fits(leaf: Leaf) -> bool:
    assert leaf.expected is not None and leaf.got is not None
    if leaf.expected.size == 0:
        return leaf.got.ndim == leaf.expected.ndim
    return leaf.got.shape == leaf.expected.shape

# Made by `make release` from solutions/backpropagation/lab/check/engine/telling.py: edit that file, not this one.
"""Do the wrong numbers of an answer say where they come from? nan, 0, a constant, an argument as it came: hardly.

Much ends in nan, and whatever does nothing gives its argument back. Of such answers only what anybody sees may be said.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .closeness import Comparison

Array = NDArray[Any]


def _wrong_arrays(comparison: Comparison) -> list[Array]:
    return [x.got for x in (*comparison.wrong, *comparison.misshapen) if x.got is not None]


def _arrays(value: Any) -> list[Array]:
    if isinstance(value, np.ndarray):
        return [value]
    return [x for part in value for x in _arrays(part)] if isinstance(value, (list, tuple)) else []


def tells(comparison: Comparison, arguments: Sequence[Any]) -> bool:
    """Whether one answer's wrong numbers say anything by themselves."""
    if comparison.right or comparison.got is None:
        return False
    if comparison.mismatch:
        return True
    given = [x for x in _arrays(tuple(arguments)) if x.size > 1]
    return any(
        x[np.isfinite(x)].any() and not any(x.shape == y.shape and np.array_equal(x, y) for y in given)
        for x in _wrong_arrays(comparison)
    )


def all_tell(answers: Sequence[tuple[Comparison, Sequence[Any]]]) -> bool:
    """Whether the wrong answers to several inputs say anything together; one constant for all of them does not."""
    wrong = [(comparison, arguments) for comparison, arguments in answers if not comparison.right]
    if not any(tells(comparison, arguments) for comparison, arguments in wrong):
        return False
    if any(comparison.mismatch for comparison, _ in wrong):
        return True
    arrays = [x for comparison, _ in wrong for x in _wrong_arrays(comparison)]
    if len(arrays) == 1 and arrays[0].size == 1:
        return True
    constants = {f"{float(x.flat[0]):.9g}" if x.size and np.ptp(x) == 0 else None for x in arrays}
    return len(constants) > 1 or None in constants

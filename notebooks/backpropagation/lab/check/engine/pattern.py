# Made by `make release` from solutions/backpropagation/lab/check/engine/pattern.py: edit that file, not this one.
"""Where an answer is wrong, as a picture that gives no value away: signs and rough sizes, entry by entry.

A feedback page draws the right answer's pattern beside the student's. A hidden check may show it, too: of a number it
tells the sign, and whether it is large or small beside the others.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

ROWS, COLUMNS = 16, 24  # what is kept of a larger array: its first rows and columns
SMALL, BEYOND = 1 / 3, 2.0  # of the largest right entry: small below the one, far too large above the other
# What each letter of a map stands for.
CLASSES = {
    "<": "far below all that is right",
    "N": "large negative",
    "n": "small negative",
    "0": "zero",
    "p": "small positive",
    "P": "large positive",
    ">": "far above all that is right",
    "?": "not a number",
}
RIGHT, WRONG = ".", "x"

Maps = tuple[tuple[str, ...], ...]


def _classes(values: NDArray[Any], scale: float) -> NDArray[np.str_]:
    """The letter of each entry; `scale` is the size of the largest right one."""
    size = np.abs(values)
    positive = np.select(
        [np.isnan(values), size > BEYOND * scale, size > SMALL * scale, size > 0], ["?", ">", "P", "p"], "0"
    )
    negative = np.select([positive == ">", positive == "P", positive == "p"], ["<", "N", "n"], positive)
    return np.asarray(np.where(values < 0, negative, positive))


def patterns(expected: NDArray[Any], got: NDArray[Any], wrong: NDArray[np.bool_]) -> Maps:
    """Three maps of a vector or matrix, a string for each row: right, got, and where they differ.

    `wrong` marks the entries that differ. Nothing for a single number, and for more than two axes.
    """
    if expected.shape != got.shape or not 1 <= expected.ndim <= 2 or expected.size < 2:
        return ()
    kept = [np.atleast_2d(array)[:ROWS, :COLUMNS] for array in (expected, got, wrong)]
    right, answer = (array.astype(np.float64) for array in kept[:2])
    finite = np.abs(expected[np.isfinite(expected)].astype(np.float64))
    scale = float(finite.max()) if finite.size else 0.0
    letters = (_classes(right, scale), _classes(answer, scale), np.where(kept[2], WRONG, RIGHT))
    return tuple(tuple("".join(row) for row in map_.tolist()) for map_ in letters)

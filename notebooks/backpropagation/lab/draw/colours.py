# Made by `make release` from solutions/backpropagation/lab/draw/colours.py: edit that file, not this one.
"""Colours for numbers: Matplotlib's colour maps as tables of 256 colours."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


@functools.cache
def table(name: str) -> Array:
    """The colours of a map, (256, 3) bytes, from its lowest to its highest."""
    import matplotlib

    return np.asarray(matplotlib.colormaps[name](np.arange(256), bytes=True))[:, :3]


def colour(values: Array, name: str, low: float, high: float, missing: tuple[int, int, int]) -> Array:
    """The colour of every entry, (…, 3) bytes; of those that are NaN: `missing`."""
    values = np.asarray(values, float)
    known = np.isfinite(values)
    scaled = (np.where(known, values, low) - low) / ((high - low) or 1.0)
    shown: Array = table(name)[np.clip(scaled * 256, 0, 255).astype(int)]
    shown[~known] = missing
    return shown

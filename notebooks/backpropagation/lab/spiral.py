# Made by `make release` from solutions/backpropagation/lab/spiral.py: edit that file, not this one.
"""The two-dimensional spiral: arms that wind around each other, so that no straight line can part them.

X, y = spiral(classes=3, per_class=100, rng=np.random.default_rng(1))
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

RADIUS = 2.0  # of the whole; gives each coordinate a spread near 1, which the scale of θ_0 is made for
TURNS = 0.75  # how far an arm winds around the centre
NOISE = 0.2  # spread of the angle, in radians


def spiral(
    classes: int = 3, per_class: int = 100, rng: np.random.Generator | None = None
) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Points on `classes` arms. Returns X of shape (2, m), an example a column, and y of shape (m,).

    m = classes × per_class; the examples stand in an order drawn from `rng`, within RADIUS of the origin.
    Raises ValueError unless both counts are at least 1.
    """
    if classes < 1 or per_class < 1:
        raise ValueError(f"a spiral needs a class and a point a class, not {classes} and {per_class}")
    rng = np.random.default_rng() if rng is None else rng
    y = np.repeat(np.arange(classes, dtype=np.intp), per_class)
    outwards = np.tile(np.linspace(0.05, 1.0, per_class), classes)
    angle = 2 * np.pi * (y / classes + TURNS * outwards) + NOISE * rng.standard_normal(y.size)
    X = RADIUS * outwards * np.stack([np.cos(angle), np.sin(angle)])
    order = rng.permutation(y.size)
    return X[:, order], y[order]

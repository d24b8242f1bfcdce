"""The seed of a grading run, and the generators that checks draw their inputs from.

`rng("average")` depends on the seed and the name alone, so a check draws the same inputs whatever ran before it.
"""

from __future__ import annotations

import os
import secrets
import zlib

import numpy as np

VARIABLE = "AUTOGRADER_SEED"
_seed: int | None = None


def set_seed(seed: int | None) -> None:
    """Fix the seed for this process (the judge does); None: forget it, and ask the environment again."""
    global _seed
    if seed is not None and seed < 0:
        raise ValueError(f"the seed must not be negative, and is {seed}")
    _seed = seed


def current_seed() -> int:
    """Return the seed that was set, else the environment's, else a fresh one, kept for this process.

    Raises ValueError when the environment's is not a whole number.
    """
    global _seed
    if _seed is None:
        given = os.environ.get(VARIABLE)
        if given is not None and not given.strip().isdecimal():
            raise ValueError(f"{VARIABLE} must be a whole number, and is {given!r}")
        _seed = int(given) if given is not None else secrets.randbits(63)
    return _seed


def rng(name: str) -> np.random.Generator:
    """Return a generator of its own for the check called `name`."""
    return np.random.default_rng([current_seed(), zlib.crc32(name.encode())])

# Made by `make release` from solutions/backpropagation/lab/check/examiners/stability.py: edit that file, not this one.
"""Holding the logistic function to large inputs: right values, and no overflow on the way to them."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...course import ARGUMENTS
from ..engine.closeness import Closeness
from ..engine.examine import Case, Known, examine

NAME = "logistic"


def _between(expected: Any, got: Any) -> Any:
    """Near 0 any numbers between 0 and 1 will do, a step from 0 to 1 won't: how right they are is for another check."""
    inside = np.all((np.asarray(got) > 0.01) & (np.asarray(got) < 0.99))
    return got if inside else expected


def examine_overflow(
    function: Callable[..., Any], large: NDArray[Any], *, visible: bool = False, known: Known | None = None
) -> None:
    """Raise CheckFailed unless `function` gives 0 and 1 for `large` (beyond ±700) and does not overflow."""
    words = "numbers from -1000 to 1000"
    expected = (large > 0).astype(np.float64)
    # e^-700 is 1e-304: any right answer is 0 or 1 to within a rounding, or to within an input clipped at ±30.
    close = Closeness(absolute=1e-12)
    pair = np.array([-700.0, -720.0])
    cases = [
        Case(
            "numbers near 0",
            (np.array([-1.5, 1.5]),),
            np.array([0.1824255238, 0.8175744762]),
            adopt=_between,
            unchanged_to=math.inf,
        ),
        *(
            # An argument that is changed in place has cost its marks in the other cell.
            Case(words, (a,), right, close=close, large=True, quiet=True, unchanged_to=math.inf)
            for a, right in ((large, expected), (pair, np.exp(pair)))
        ),
    ]
    examine(function, NAME, cases, labels=ARGUMENTS[NAME], visible=visible, known=known)

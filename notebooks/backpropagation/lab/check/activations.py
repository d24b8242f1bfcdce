# Made by `make release` from solutions/backpropagation/lab/check/activations.py: edit that file, not this one.
"""Visible checks of notebook 01: the activations and their derivatives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .engine.recorded_cases import passed
from .examiners.stability import examine_overflow
from .facts import entries as entries

Function = Callable[..., Any]


def logistic_stable(logistic: Function) -> None:
    """Check exercise 1.1 on numbers from -1000 to 1000."""
    large = np.array([-1000.0, -999.0, -750.0, 750.0, 999.0, 1000.0])
    examine_overflow(logistic, large, visible=True)
    passed("logistic", "right for numbers from -1000 to 1000")

# Made by `make release` from solutions/backpropagation/lab/check/activations.py: edit that file, not this one.
"""Visible checks of notebook 01: the activations and their derivatives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .engine.recorded_cases import hold, passed
from .examiners.stability import examine_overflow
from .facts import entries as entries

Function = Callable[..., Any]


def logistic(logistic: Function) -> None:
    """Check exercise 1.1 on ordinary numbers."""
    hold("logistic", logistic)


def logistic_stable(logistic: Function) -> None:
    """Check exercise 1.1 on numbers from -1000 to 1000."""
    large = np.array([-1000.0, -999.0, -750.0, 750.0, 999.0, 1000.0])
    examine_overflow(logistic, large, visible=True)
    passed("logistic", "right for numbers from -1000 to 1000")


def logistic_prime(logistic_prime: Function) -> None:
    """Check exercise 1.2."""
    hold("logistic_prime", logistic_prime)


def tanh_prime(tanh_prime: Function) -> None:
    """Check exercise 1.3."""
    hold("tanh_prime", tanh_prime)


def relu(relu: Function) -> None:
    """Check exercise 1.4."""
    hold("relu", relu)


def relu_prime(relu_prime: Function) -> None:
    """Check exercise 1.5: at 0 any slope from 0 to 1 is right."""
    hold("relu_prime", relu_prime)

"""Visible checks of notebook 02: softmax, one-hot vectors and the two losses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .engine.recorded_cases import hold
from .facts import entries as entries
from .facts import losses as losses

Function = Callable[..., Any]


def softmax(softmax: Function) -> None:
    """Check exercise 2.1 on ordinary logits."""
    hold("softmax", softmax)


def softmax_stable(softmax: Function) -> None:
    """Check exercise 2.1 on logits of ±1000."""
    hold("softmax_stable", softmax)


def one_hot(one_hot: Function) -> None:
    """Check exercise 2.2."""
    hold("one_hot", one_hot)


def cross_entropy(cross_entropy: Function) -> None:
    """Check exercise 2.3 on probabilities that are neither 0 nor 1."""
    hold("cross_entropy", cross_entropy)


def cross_entropy_certain(cross_entropy: Function) -> None:
    """Check exercise 2.3 on probabilities of exactly 0 and 1."""
    hold("cross_entropy_certain", cross_entropy)


def squared_error(squared_error: Function) -> None:
    """Check exercise 2.4."""
    hold("squared_error", squared_error)

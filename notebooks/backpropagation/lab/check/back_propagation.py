# Made by `make release` from solutions/backpropagation/lab/check/back_propagation.py: edit that file, not this one.
"""Visible checks of notebook 04: first the numbers worked by hand in the text, then recorded ones of other sizes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .engine.recorded_cases import hold
from .facts import entries as entries
from .facts import layers as layers

Function = Callable[..., Any]


def output_gradient(output_gradient: Function) -> None:
    """Check exercise 4.1."""
    hold("output_gradient", output_gradient)


def parameter_gradients(parameter_gradients: Function) -> None:
    """Check exercise 4.2."""
    hold("parameter_gradients", parameter_gradients)


def hidden_gradient(hidden_gradient: Function) -> None:
    """Check exercise 4.3."""
    hold("hidden_gradient", hidden_gradient)


def preactivation_gradient(preactivation_gradient: Function) -> None:
    """Check exercise 4.4."""
    hold("preactivation_gradient", preactivation_gradient)


def back_propagation(back_propagation: Function) -> None:
    """Check exercise 4.5, the loop, on the network of the text and on deeper ones."""
    hold("back_propagation", back_propagation)

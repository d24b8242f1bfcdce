"""Visible checks of notebook 03: initial parameters by their statistics, and the forward pass."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .engine.recorded_cases import passed
from .examiners.initial import examine_initial
from .facts import layers as layers

Function = Callable[..., Any]


def initialize_parameters(initialize_parameters: Function) -> None:
    """Check exercise 3.1."""
    examine_initial(initialize_parameters, 408, visible=True)
    passed("initialize_parameters", "shapes, zero biases, mean and spread of the weights are right")

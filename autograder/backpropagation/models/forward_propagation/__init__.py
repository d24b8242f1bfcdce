"""The error models of notebook 03: initial parameters, and the forward pass, a file for each function."""

from __future__ import annotations

from autograder.backpropagation.models.declare import Model
from autograder.backpropagation.models.forward_propagation.forward_propagation import FORWARD_PROPAGATION
from autograder.backpropagation.models.forward_propagation.initialize_parameters import INITIALIZE_PARAMETERS

MODELS: tuple[Model, ...] = (INITIALIZE_PARAMETERS, FORWARD_PROPAGATION)

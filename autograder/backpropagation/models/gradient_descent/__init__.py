"""The error models of notebook 06: one update, and the algorithm, a file for each function."""

from __future__ import annotations

from autograder.backpropagation.models.declare import Model
from autograder.backpropagation.models.gradient_descent.gradient_descent import GRADIENT_DESCENT
from autograder.backpropagation.models.gradient_descent.update_parameters import UPDATE_PARAMETERS

MODELS: tuple[Model, ...] = (UPDATE_PARAMETERS, GRADIENT_DESCENT)

"""The error models of notebook 04: the gradient of each line, and the whole pass, a file for each function."""

from __future__ import annotations

from autograder.backpropagation.models.back_propagation.back_propagation import BACK_PROPAGATION
from autograder.backpropagation.models.back_propagation.hidden_gradient import HIDDEN_GRADIENT
from autograder.backpropagation.models.back_propagation.output_gradient import OUTPUT_GRADIENT
from autograder.backpropagation.models.back_propagation.parameter_gradients import PARAMETER_GRADIENTS
from autograder.backpropagation.models.back_propagation.preactivation_gradient import PREACTIVATION_GRADIENT
from autograder.backpropagation.models.declare import Model

MODELS: tuple[Model, ...] = (
    OUTPUT_GRADIENT,
    PARAMETER_GRADIENTS,
    HIDDEN_GRADIENT,
    PREACTIVATION_GRADIENT,
    BACK_PROPAGATION,
)

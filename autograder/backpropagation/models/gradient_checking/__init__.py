"""The error models of notebook 05: differences, errors, the check and the suspects, a file for each."""

from __future__ import annotations

from autograder.backpropagation.models.declare import Model
from autograder.backpropagation.models.gradient_checking.check_gradients import CHECK_GRADIENTS
from autograder.backpropagation.models.gradient_checking.numerical_gradient import NUMERICAL_GRADIENT
from autograder.backpropagation.models.gradient_checking.own_layer_backward import OWN_LAYER_BACKWARD
from autograder.backpropagation.models.gradient_checking.own_layer_forward import OWN_LAYER_FORWARD
from autograder.backpropagation.models.gradient_checking.relative_error import RELATIVE_ERROR
from autograder.backpropagation.models.gradient_checking.suspects import SUSPECTS

MODELS: tuple[Model, ...] = (
    NUMERICAL_GRADIENT,
    RELATIVE_ERROR,
    CHECK_GRADIENTS,
    SUSPECTS,
    OWN_LAYER_FORWARD,
    OWN_LAYER_BACKWARD,
)

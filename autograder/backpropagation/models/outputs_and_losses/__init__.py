"""The error models of notebook 02: outputs, labels and losses, a file for each function."""

from __future__ import annotations

from autograder.backpropagation.models.declare import Model
from autograder.backpropagation.models.outputs_and_losses.cross_entropy import CROSS_ENTROPY
from autograder.backpropagation.models.outputs_and_losses.one_hot import ONE_HOT
from autograder.backpropagation.models.outputs_and_losses.softmax import SOFTMAX
from autograder.backpropagation.models.outputs_and_losses.squared_error import SQUARED_ERROR

MODELS: tuple[Model, ...] = (SOFTMAX, ONE_HOT, CROSS_ENTROPY, SQUARED_ERROR)

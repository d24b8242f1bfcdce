"""The error models of notebook 07: mini-batches, optimizers, training, a file for each."""

from __future__ import annotations

from autograder.backpropagation.models.declare import Model
from autograder.backpropagation.models.fashion_mnist.adam_step import ADAM_STEP
from autograder.backpropagation.models.fashion_mnist.add_weight_decay import ADD_WEIGHT_DECAY
from autograder.backpropagation.models.fashion_mnist.confusion_matrix import CONFUSION_MATRIX
from autograder.backpropagation.models.fashion_mnist.minibatches import MINIBATCHES
from autograder.backpropagation.models.fashion_mnist.momentum_step import MOMENTUM_STEP
from autograder.backpropagation.models.fashion_mnist.nesterov_step import NESTEROV_STEP
from autograder.backpropagation.models.fashion_mnist.train import TRAIN
from autograder.backpropagation.models.fashion_mnist.trained import TRAINED

MODELS: tuple[Model, ...] = (
    MOMENTUM_STEP,
    NESTEROV_STEP,
    ADAM_STEP,
    ADD_WEIGHT_DECAY,
    MINIBATCHES,
    TRAIN,
    TRAINED,
    CONFUSION_MATRIX,
)

"""The checks that students run: `check.softmax(softmax)` raises CheckFailed, with a card, or prints one line.

The engine behind them (comparison, safe calls, diagnosis, cards) serves the hidden checks, too.
"""

from __future__ import annotations

from .activations import logistic, logistic_prime, logistic_stable, relu, relu_prime, tanh_prime
from .back_propagation import (
    back_propagation,
    hidden_gradient,
    output_gradient,
    parameter_gradients,
    preactivation_gradient,
)
from .engine.card import render
from .engine.examine import Case, examine
from .engine.findings import CheckFailed, Finding, StudentCodeRaised
from .fashion_mnist import (
    adam_step,
    confusion_matrix,
    minibatches,
    momentum_step,
    nesterov_step,
    train,
    trained,
)
from .forward_propagation import forward_propagation, forward_propagation_general, initialize_parameters
from .gradient_checking import check_gradients, numerical_gradient, relative_error, suspects
from .gradient_descent import gradient_descent, update_parameters
from .outputs_and_losses import (
    cross_entropy,
    cross_entropy_certain,
    one_hot,
    softmax,
    softmax_stable,
    squared_error,
)

CheckFailed.shown = render

__all__ = [
    "Case",
    "CheckFailed",
    "Finding",
    "StudentCodeRaised",
    "adam_step",
    "back_propagation",
    "check_gradients",
    "confusion_matrix",
    "cross_entropy",
    "cross_entropy_certain",
    "examine",
    "forward_propagation",
    "forward_propagation_general",
    "gradient_descent",
    "hidden_gradient",
    "initialize_parameters",
    "logistic",
    "logistic_prime",
    "logistic_stable",
    "minibatches",
    "momentum_step",
    "nesterov_step",
    "numerical_gradient",
    "one_hot",
    "output_gradient",
    "parameter_gradients",
    "preactivation_gradient",
    "relative_error",
    "relu",
    "relu_prime",
    "softmax",
    "softmax_stable",
    "squared_error",
    "suspects",
    "tanh_prime",
    "train",
    "trained",
    "update_parameters",
]

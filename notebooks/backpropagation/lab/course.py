# Made by `make release` from solutions/backpropagation/lab/course.py: edit that file, not this one.
"""The facts of the assignment that several places need: which notebook teaches which functions, and what they take."""

from __future__ import annotations

from typing import Any

from lab.parameters import Parameters

ASSIGNMENT = "backpropagation"
TITLE = "Backpropagation from scratch"
# The staff's declaration: what only they have, hidden checks among it, and what grading needs. Found by this name.
GRADER = "autograder.backpropagation.declaration"

# Where students upload their work, the last line of what `hand_in()` shows: edit it, then `make release`.
UPLOAD = "It is not handed in yet: upload it on your course's page."

VALUE = None  # stands where a function's arguments would stand

# What a student writes, in the order of the text: functions with their arguments, and values.
NOTEBOOKS: dict[str, dict[str, tuple[str, ...] | None]] = {
    "01_activations": {
        "logistic": ("a",),
        "logistic_prime": ("a",),
        "tanh_prime": ("a",),
        "relu": ("a",),
        "relu_prime": ("a",),
    },
    "02_outputs_and_losses": {
        "softmax": ("a",),
        "one_hot": ("y", "k"),
        "cross_entropy": ("y_hat", "y"),
        "squared_error": ("y_hat", "target"),
    },
    "03_forward_propagation": {
        "initialize_parameters": ("sizes", "rng"),
        "forward_propagation": ("theta", "X", "g", "O"),
    },
    "04_back_propagation": {
        "output_gradient": ("y_hat", "y"),
        "parameter_gradients": ("grad_a", "h_below"),
        "hidden_gradient": ("W", "grad_a"),
        "preactivation_gradient": ("grad_h", "a", "g_prime"),
        "back_propagation": ("theta", "h", "a", "y_hat", "y", "g_prime"),
    },
    "05_gradient_checking": {
        "numerical_gradient": ("f", "x", "epsilon"),
        "relative_error": ("analytic", "numeric"),
        "check_gradients": ("loss", "theta", "grads"),
        "suspects": VALUE,
        "own_layer_forward": ("a", "c"),
        "own_layer_backward": ("grad_out", "a", "c"),
    },
    "06_gradient_descent": {
        "update_parameters": ("theta", "grads", "eta"),
        "gradient_descent": ("X", "y", "sizes", "eta", "max_iterations", "g", "g_prime", "rng"),
    },
    "07_fashion_mnist": {
        "minibatches": ("X", "y", "batch_size", "rng"),
        "momentum_step": ("theta", "gradient", "state", "eta", "beta"),
        "nesterov_step": ("theta", "gradient", "state", "eta", "beta"),
        "adam_step": ("theta", "gradient", "state", "eta", "beta1", "beta2", "epsilon"),
        "train": ("X", "y", "sizes", "step", "eta", "epochs", "batch_size", "rng"),
        "add_weight_decay": ("theta", "grads", "decay"),
        "trained": VALUE,
        "confusion_matrix": ("y", "y_hat", "k"),
    },
}

UNGRADED = ("08_epilogue",)  # notebooks that are handed out with the others, and that nobody hands in

ARGUMENTS = {name: takes for names in NOTEBOOKS.values() for name, takes in names.items() if takes is not None}
FUNCTIONS = tuple(ARGUMENTS)
VALUES = tuple(name for names in NOTEBOOKS.values() for name in names if name not in ARGUMENTS)
STRUCTURES: tuple[Any, ...] = (Parameters,)  # named tuples that functions take and give
RUN_ONCE = frozenset({"trained"})  # stands for minutes of training: nobody runs its cell a second time to have it

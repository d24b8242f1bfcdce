# Made by `make release` from solutions/backpropagation/lab/course.py: edit that file, not this one.
"""The facts of the course that several places need: which notebook teaches which functions, in which order."""

from __future__ import annotations

ASSIGNMENT = "backpropagation"

# The functions (and, for `suspects` and `trained`, the values) that a student writes, in the order of the text.
NOTEBOOKS: dict[str, tuple[str, ...]] = {
    "01_activations": ("logistic", "logistic_prime", "tanh_prime", "relu", "relu_prime"),
    "02_outputs_and_losses": ("softmax", "one_hot", "cross_entropy", "squared_error"),
    "03_forward_propagation": ("initialize_parameters", "forward_propagation"),
    "04_back_propagation": (
        "output_gradient",
        "parameter_gradients",
        "hidden_gradient",
        "preactivation_gradient",
        "back_propagation",
    ),
    "05_gradient_checking": ("numerical_gradient", "relative_error", "check_gradients", "suspects"),
    "06_gradient_descent": ("update_parameters", "gradient_descent"),
    "07_fashion_mnist": (
        "minibatches",
        "momentum_step",
        "nesterov_step",
        "adam_step",
        "train",
        "trained",
        "confusion_matrix",
    ),
}


def notebook_of(name: str) -> str:
    """The notebook in which `name` is written; KeyError for a name of no notebook."""
    for notebook, names in NOTEBOOKS.items():
        if name in names:
            return notebook
    raise KeyError(name)


def earlier_than(notebook: str) -> tuple[str, ...]:
    """The names written in the notebooks before `notebook`, in order."""
    order = list(NOTEBOOKS)
    return tuple(name for earlier in order[: order.index(notebook)] for name in NOTEBOOKS[earlier])

"""The checks of notebooks 01 to 06 by name, for the tests of the checks."""

from importlib import import_module

from lab import check

_MODULES = {
    "activations": ("logistic", "logistic_stable", "logistic_prime", "tanh_prime", "relu", "relu_prime"),
    "outputs_and_losses": (
        "softmax",
        "softmax_stable",
        "one_hot",
        "cross_entropy",
        "cross_entropy_certain",
        "squared_error",
    ),
    "forward_propagation": ("initialize_parameters", "forward_propagation", "forward_propagation_general"),
    "back_propagation": (
        "output_gradient",
        "parameter_gradients",
        "hidden_gradient",
        "preactivation_gradient",
        "back_propagation",
    ),
    "gradient_checking": ("numerical_gradient", "relative_error", "check_gradients", "suspects"),
    "gradient_descent": ("update_parameters", "gradient_descent"),
}
HIDDEN = {name: module for module, names in _MODULES.items() for name in names}
ASPECTS = ("_stable", "_certain", "_general")


def _function_of(name):
    for aspect in ASPECTS:
        name = name.removesuffix(aspect)
    return name


FUNCTION_OF = {name: _function_of(name) for name in HIDDEN}


def hidden_check(name):
    """The hidden check of that name."""
    return getattr(import_module(f"autograder.backpropagation.hidden.{HIDDEN[name]}"), name)


def visible_check(name):
    """The visible check of that name."""
    return getattr(check, name)

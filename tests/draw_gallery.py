"""Every figure function of the course, with what to call it with: the reference's functions, or spoilt ones."""

from __future__ import annotations

import base64
import html
import importlib
import inspect
import re
from types import SimpleNamespace

import IPython.display
import numpy as np
import pytest
from lab import draw
from lab.data import NAMES
from lab.optimizers import OPTIMIZERS
from lab.parameters import Parameters
from lab.spiral import spiral

from autograder.course.layout import LAB

MODULES = sorted(path.stem for path in (LAB / "draw").glob("*.py") if path.stem not in ("__init__", "style"))


def figure_functions():
    """module.function, of all that draw."""
    modules = {name: importlib.import_module(f"lab.draw.{name}") for name in MODULES}
    return sorted(
        f"{name}.{function}"
        for name, module in modules.items()
        for function, value in vars(module).items()
        if inspect.isfunction(value) and hasattr(value, "__wrapped__") and value.__module__ == module.__name__
    )


def _slopes(f):
    return {"logistic": f.logistic_prime, "tanh": f.tanh_prime, "relu": f.relu_prime}


def _gradient(f, X, y):
    theta = f.initialize_parameters([len(X), 4, 10], np.random.default_rng(0))
    h, a, y_hat = f.forward_propagation(theta, X, f.relu, f.softmax)
    return f.back_propagation(theta, h, a, y_hat, y, f.relu_prime)


def _network(f, sizes=(4, 6, 5, 3), m=7):
    theta = f.initialize_parameters([*sizes], np.random.default_rng(0))
    return theta, *f.forward_propagation(theta, np.ones((sizes[0], m)), np.tanh, f.softmax)


def _promise(f):
    X, y = spiral(3, 5, np.random.default_rng(0))
    theta = f.initialize_parameters([2, 4, 3], np.random.default_rng(0))
    h, a, y_hat = f.forward_propagation(theta, X, np.tanh, f.softmax)
    loss = lambda theta: f.cross_entropy(f.forward_propagation(theta, X, np.tanh, f.softmax)[2], y)  # noqa: E731
    grads = f.back_propagation(theta, h, a, y_hat, y, f.tanh_prime)
    return draw.descent.promise(f.update_parameters, loss, theta, grads)


def _images(f):
    return f.rng.random((784, 60)), np.arange(60) % 10


def errors():
    """Relative errors as notebook 05 has them: right, doubtful, wrong, and no number."""
    return Parameters([None, 1e-9, 3e-4, 2.0], [None, 1e-9, float("nan"), 2.0])


FIGURES = {
    "activations.neuron": lambda f: draw.activations.neuron(f.logistic),
    "activations.beside": lambda f: draw.activations.beside(f.relu, f.relu_prime, "relu"),
    "activations.together": lambda f: draw.activations.together(f.logistic, _slopes(f), f.relu),
    "activations.depth": lambda f: draw.activations.depth(_slopes(f)),
    "outputs.bars": lambda f: draw.outputs.bars(f.softmax),
    "outputs.shift_and_scale": lambda f: draw.outputs.shift_and_scale(f.softmax),
    "outputs.labels": lambda f: draw.outputs.labels(f.one_hot, f.softmax),
    "outputs.surprise": lambda f: draw.outputs.surprise(f.cross_entropy),
    "outputs.two_losses": lambda f: draw.outputs.two_losses(f.softmax, f.one_hot, f.cross_entropy, f.squared_error),
    "network.layers": lambda f: draw.network.layers([784, 128, 64, 10]),
    "flow.shapes": lambda f: draw.flow.shapes(*_network(f)),
    "flow.symmetry": lambda f: draw.flow.symmetry(f.initialize_parameters, f.forward_propagation),
    "flow.spreads": lambda f: draw.flow.spreads(f.initialize_parameters, f.forward_propagation),
    "flow.outer_products": lambda f: draw.flow.outer_products(f.parameter_gradients),
    "flow.twins": lambda f: draw.flow.twins(
        f.initialize_parameters, f.forward_propagation, f.back_propagation, f.softmax, np.tanh, f.tanh_prime
    ),
    "flow.vanishing": lambda f: draw.flow.vanishing(
        f.initialize_parameters,
        f.forward_propagation,
        f.back_propagation,
        f.softmax,
        {"relu": (f.relu, f.relu_prime), "logistic": (f.logistic, f.logistic_prime)},
    ),
    "checking.secants": lambda f: draw.checking.secants(f.logistic, f.logistic_prime, x=-1.0, epsilon=1.0),
    "checking.error_against_step": lambda f: draw.checking.error_against_step(
        f.numerical_gradient, f.logistic, f.logistic_prime, 1.0
    ),
    "checking.two_ways_to_measure": lambda f: draw.checking.two_ways_to_measure(
        f.numerical_gradient, f.relative_error, f.logistic, f.logistic_prime
    ),
    "checking.kink": lambda f: draw.checking.kink(f.numerical_gradient, f.relu, f.relu_prime),
    "checking.table": lambda f: draw.checking.table({"yours, tanh": errors(), "yours, relu": errors()}),
    "checking.line_up": lambda f: draw.checking.line_up(lambda suspect: errors(), {"hazel": None, "last layer": None}),
    "descent.parabola": lambda f: draw.descent.parabola(f.update_parameters, etas=[0.1, 1.0, 1.8, 2.2]),
    "descent.promise": _promise,
    "descent.learning_curves": lambda f: draw.descent.learning_curves(
        {"η = 0.003, too small": [1, 0.9, 0.8], "η = 30, diverges": [1.0, 40.0, 90.0]}
    ),
    "descent.examples": lambda f: draw.descent.examples(*spiral(3, 25, f.rng)),
    "images.gallery": lambda f: draw.images.gallery(*_images(f), NAMES),
    "images.weights": lambda f: draw.images.weights(([None, f.rng.standard_normal((40, 784))], [None, None])),
    "images.confidently_wrong": lambda f: draw.images.confidently_wrong(
        *_images(f), f.softmax(f.rng.standard_normal((10, 60))), NAMES
    ),
    "training.gradient_noise": lambda f: draw.training.gradient_noise(
        lambda X, y: _gradient(f, X, y), *_images(f), f.rng, 3
    ),
    "training.curves": lambda f: draw.training.curves(
        {flag: np.linspace(2, 0.5, 40) for flag in OPTIMIZERS}, dict.fromkeys(OPTIMIZERS, 0.8)
    ),
    "training.confusion": lambda f: draw.training.confusion(f.rng.integers(0, 1000, (10, 10)), NAMES),
}


def functions(change=lambda name, function: function):
    """The reference's functions, each as `change(name, function)` makes it, and a generator `rng`."""
    from autograder.course.reference import reference

    names = [name for name in vars(reference()) if callable(getattr(reference(), name))]
    return SimpleNamespace(
        rng=np.random.default_rng(0), **{name: change(name, getattr(reference(), name)) for name in names}
    )


def shown(axes):
    """The HTML that a notebook gets of the figure of these Axes, as (alternative text, PNG, table)."""
    outputs = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(IPython.display, "display", lambda data, raw: outputs.append(data))
        np.ravel(np.array(axes))[0].figure._ipython_display_()
    [data] = outputs
    assert set(data) == {"text/html", "text/plain"}
    found = re.fullmatch(r'<img src="data:image/png;base64,([^"]+)" alt="([^"]+)"[^<>]*>(.*)', data["text/html"], re.S)
    alt = html.unescape(found[2])
    assert data["text/plain"] == f"[figure: {alt}]"
    return alt, base64.b64decode(found[1]), found[3]


def alt(axes):
    """The alternative text of a figure."""
    return shown(axes)[0]


NEEDS_NO_FUNCTION = {
    "network.layers", "checking.table", "checking.line_up", "descent.learning_curves", "descent.examples",
    "images.gallery", "images.weights", "training.curves", "training.confusion",
}  # fmt: skip

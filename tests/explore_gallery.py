"""The figures that move, as the notebooks show them: each with the reference's functions, or with spoilt ones."""

from __future__ import annotations

import re
from html import unescape
from types import SimpleNamespace

import IPython.display
import numpy as np
import pytest
from lab import explore, worked
from lab.optimizers import OPTIMIZERS
from lab.spiral import spiral

from tests.draw_gallery import functions

__all__ = ["FIGURES", "functions", "parts", "shown"]


def steps(f):
    """The four optimizers by their flags."""
    gd = lambda theta, gradient, state, eta: (f.update_parameters(theta, gradient(theta), eta), state)  # noqa: E731
    return {"gd": gd, **{flag: getattr(f, o.function) for flag, o in OPTIMIZERS.items() if flag != "gd"}}


def back(f, **more):
    """The way back through the network worked by hand."""
    explore.network(f.output_gradient, f.parameter_gradients, f.hidden_gradient, f.preactivation_gradient, **more)


def own(f, sizes=(2, 5, 4, 3)):
    """A network of one's own, forward and back."""
    from autograder.course.reference import reference

    theta = reference().initialize_parameters([*sizes], np.random.default_rng(0))
    X, y = np.random.default_rng(1).standard_normal((sizes[0], 7)), np.array([0, 1, 2, 0, 1, 2, 0])
    explore.network(
        forward_propagation=f.forward_propagation, back_propagation=f.back_propagation,
        g=np.tanh, g_prime=f.tanh_prime, O=f.softmax, theta=theta, X=X, y=y,
    )  # fmt: skip


def nudge(f):
    """Notebook 04's gradient, put to the test."""

    def loss(theta):
        return f.cross_entropy(f.forward_propagation(theta, worked.inputs(), f.relu, f.softmax)[2], worked.labels())

    h, a = [worked.inputs(), worked.h_1()], [None, worked.a_1(), worked.a_2()]
    grads = f.back_propagation(worked.theta(), h, a, worked.y_hat(), worked.labels(), worked.g_prime)
    explore.nudge(loss, worked.theta(), grads)


def film(f, times=(0, 2, 12)):
    """Notebook 06's boundary; the whole film has more times."""
    X, y = spiral(3, 25, np.random.default_rng(6))

    def descend(eta=0.3, max_iterations=1000, g_prime=f.tanh_prime):
        rng = np.random.default_rng(3)
        return f.gradient_descent(X, y, [2, 12, 12, 3], eta, max_iterations, g=np.tanh, g_prime=g_prime, rng=rng)

    def predictor(theta):
        return lambda points: f.forward_propagation(theta, points, np.tanh, f.softmax)[2]

    explore.film(descend, predictor, X, y, [0.03, 0.3], {"no slope": np.ones_like}, times=times)


FIGURES = {
    "forward": lambda f: explore.network(forward_propagation=f.forward_propagation, g=f.relu, O=f.softmax),
    "back": back,
    "own": own,
    "nudge": nudge,
    "film": film,
    "race": lambda f: explore.race(steps(f), lambda x, y: x**2 / 2 + 50 * y**2, f.numerical_gradient),
}


def shown(draw):
    """The HTML of the figures that are shown; text/plain has the words of the same."""
    outputs = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(IPython.display, "display", lambda data, raw: outputs.append(data))
        draw()
    assert all(set(data) == {"text/html", "text/plain"} for data in outputs)
    return "".join(data["text/html"] for data in outputs)


def parts(page):
    """What unfolds: the name of each step, the alternative text of its picture, its words without tags."""
    found = re.findall(r"<summary[^>]*>([^<]*)</summary><img src='[^']+' alt='([^']*)'[^>]*><div>(.*?)</div>", page)
    return [
        SimpleNamespace(name=unescape(name), alt=unescape(alt), words=unescape(re.sub("<[^>]+>", " ", words)))
        for name, alt, words in found
    ]

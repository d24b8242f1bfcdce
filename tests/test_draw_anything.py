"""Whatever numbers come, no figure raises or warns: NaN, infinite, zero, negative, constant, huge, few or none."""

from __future__ import annotations

import io
import warnings
from contextlib import redirect_stdout

import IPython.display
import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lab import draw
from lab.figures import LOOK
from lab.parameters import Parameters

from tests.draw_gallery import FIGURES, errors, functions
from tests.test_draw import NEEDS_NO_FUNCTION

pytestmark = pytest.mark.slow

matplotlib.use("agg")

ODD = (np.nan, np.inf, -np.inf, 0.0, -0.0, 1.0, -1.0, 1e-320, -1e-12, 1e99, -1e99, 1.7e308, 0.5, 3.0)
NUMBERS = st.lists(st.sampled_from(ODD) | st.floats(), min_size=1, max_size=5)
NAMES = st.lists(
    st.text(
        st.sampled_from("aη_ $\\{}^%&<\"'ŷ7−") | st.characters(codec="latin-1", exclude_categories=["C"]), max_size=60
    ),
    min_size=1,
    max_size=12,
    unique=True,
)
anything = settings(
    max_examples=3, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)


def is_drawn(figure):
    """Draw it as a notebook would, without a warning; it says something, and prints nothing."""
    said, outputs = io.StringIO(), []
    plt.close("all")
    with (
        warnings.catch_warnings(),
        redirect_stdout(said),
        pytest.MonkeyPatch.context() as patch,
        np.errstate(all="ignore"),
    ):
        warnings.simplefilter("error")
        warnings.filterwarnings("ignore", "Glyph", UserWarning)  # as plain Matplotlib: a letter that the font lacks
        patch.setattr(IPython.display, "display", lambda data, raw: outputs.append(data))
        patch.setitem(LOOK, "figure.dpi", 36)  # a quarter of the size: it is the numbers that are looked at
        axes = figure()
        assert said.getvalue() == ""
        np.ravel(np.array(axes))[0].figure._ipython_display_()
    assert len(outputs[0]["text/plain"]) > 20
    plt.close("all")


def spoilt(numbers):
    """A change of functions: what they return keeps its form, and holds these numbers over and over."""

    def fill(value):
        if isinstance(value, Parameters):
            return Parameters(*(fill(part) for part in value))
        if isinstance(value, list | tuple):
            return type(value)(fill(part) for part in value)
        if isinstance(value, np.ndarray):
            return np.resize(np.array(numbers), value.shape)
        return value if value is None or callable(value) else numbers[0]

    return lambda name, function: lambda *args, **kwargs: fill(function(*args, **kwargs))


@pytest.mark.parametrize("name", sorted(FIGURES.keys() - NEEDS_NO_FUNCTION))
@anything
@given(NUMBERS)
def test_functions_that_return_any_numbers_are_drawn(name, numbers):
    is_drawn(lambda: FIGURES[name](functions(spoilt(numbers))))


@anything
@given(NAMES, st.lists(st.sampled_from(ODD) | st.floats(), max_size=6), st.text("a $_", max_size=20))
def test_losses_and_names_of_any_kind_are_drawn(names, losses, title):
    runs = {name: losses[i:] for i, name in enumerate(names)}
    is_drawn(lambda: draw.descent.learning_curves(runs, title=title))
    is_drawn(lambda: draw.training.curves(runs, dict.fromkeys(names, losses[0] if losses else 0.5)))
    is_drawn(lambda: draw.checking.table(dict.fromkeys(names, errors()), title=title))
    is_drawn(lambda: draw.checking.line_up(lambda suspect: losses[10**6], dict.fromkeys(names)))


@anything
@given(NAMES, NUMBERS)
def test_matrices_and_names_of_any_kind_are_drawn(names, numbers):
    k = len(names)
    is_drawn(lambda: draw.training.confusion(np.resize(np.array(numbers), (k, k)), names))
    is_drawn(lambda: draw.images.weights(([None, np.resize(np.array(numbers), (k, 784))], [None, None])))
    is_drawn(lambda: draw.network.layers([k, 3, 12]))
    one = Parameters([None, *numbers], [None, *numbers])
    is_drawn(lambda: draw.checking.table({"one": one}))


@anything
@given(st.integers(0, 14), NUMBERS, NAMES)
def test_examples_of_any_number_are_drawn(m, numbers, names):
    X, images, y = (
        np.resize(np.array(numbers), (2, m)),
        np.resize(np.array(numbers), (784, m)),
        np.arange(m) % len(names),
    )
    y_hat = np.resize(np.array(numbers), (len(names), m))
    is_drawn(lambda: draw.descent.examples(X, y))
    is_drawn(lambda: draw.images.gallery(images, y, names))
    is_drawn(lambda: draw.images.confidently_wrong(images, y, y_hat, names))
    if m:
        gradient = lambda X, y: Parameters([None, np.resize(np.array(numbers), (3, 2))], [None, np.zeros((3, 1))])  # noqa: E731
        is_drawn(lambda: draw.training.gradient_noise(gradient, images, y, np.random.default_rng(0), 2))


@pytest.mark.parametrize("layers", [1, 2, 30])
def test_paths_of_any_depth_are_drawn(layers):
    f = functions()
    slopes = {"logistic": f.logistic_prime, "relu": f.relu_prime}
    is_drawn(lambda: draw.activations.depth(slopes, layers=layers, count=3))


def test_nothing_at_all_is_drawn():
    for figure in (
        lambda: draw.descent.learning_curves({}),
        lambda: draw.training.curves({}, {}),
        lambda: draw.checking.line_up(lambda suspect: suspect, {"nobody": errors()}),
    ):
        is_drawn(figure)

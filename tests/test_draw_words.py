"""The words and the table beside each figure: computed from the student's own numbers, and true for wrong ones too."""

from __future__ import annotations

import matplotlib
import matplotlib.pyplot as plt
import numpy as np
import pytest
from lab import draw
from lab.data import NAMES
from lab.figures import curve, label
from lab.parameters import Parameters

from tests.draw_gallery import FIGURES, NEEDS_NO_FUNCTION, alt, errors, functions, shown

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("no_figure_is_left_behind")]

matplotlib.use("agg")


@pytest.mark.parametrize(
    ("x", "y", "told"),
    [
        ([0, 1, 2], [0, 1, 4], "rises from 0 at 0 to 4 at 2"),
        ([0, 1, 2], [4, 1, -0.5], "falls from 4 at 0 to −0.5 at 2"),
        ([0, 1, 2], [1, -2, 3], "goes from 1 at 0 to 3 at 2, lowest −2 at 1"),
        ([0, 1, 2, 3], [1, -2, 9, 3], "goes from 1 at 0 to 3 at 3, lowest −2 at 1, highest 9 at 2"),
        ([0, 1], [0.5, 0.5], "is 0.5 throughout"),
        ([7], [2], "is 2 at 7"),
        ([], [], "has no finite value"),
        ([0, 1], [np.nan, np.inf], "has no finite value"),
        ([0, 1, 2], [1, np.nan, 3], "rises from 1 at 0 to 3 at 2 (1 of 3 values are no finite numbers)"),
        ([0, np.nan, 2], [1, 2, 3], "rises from 1 at 0 to 3 at 2"),
    ],
)
def test_a_curve_is_told_by_its_ends_and_extremes(x, y, told):
    assert curve(x, y) == told


def test_the_words_are_those_of_the_function_that_is_passed():
    """Right ones are told right, and no sentence stays when the function is wrong."""
    f = functions()
    right, doubled = (
        alt(draw.activations.beside(f.logistic, g_prime, "logistic"))
        for g_prime in (f.logistic_prime, lambda a: 2 * f.logistic_prime(a))
    )
    assert "highest 0.25 at 0" in right and "highest 0.5 at 0" in doubled


# This tells but how many rows differ: it can be as many by chance.
COUNTS = {"flow.symmetry"}


@pytest.mark.parametrize("name", sorted(FIGURES.keys() - NEEDS_NO_FUNCTION - COUNTS - {"flow.shapes"}))
def test_the_words_change_when_the_functions_are_wrong(name):
    def wrong(name, function):
        def spoilt(*args, **kwargs):
            value = function(*args, **kwargs)
            return value[::-1].copy() * 3 + 0.1 if isinstance(value, np.ndarray) and value.ndim else value

        def of_parameters(*args, **kwargs):
            W, b = function(*args, **kwargs)
            return Parameters([None, *(3 * w for w in W[1:])], b)

        def of_scalar(*args, **kwargs):
            return 3 * function(*args, **kwargs) + 0.1

        def of_tuple(*args, **kwargs):
            return tuple(3 * part + 0.1 for part in function(*args, **kwargs))

        kinds = {
            "initialize_parameters": of_parameters, "back_propagation": of_parameters,
            "update_parameters": of_parameters, "cross_entropy": of_scalar, "squared_error": of_scalar,
            "relative_error": of_scalar,
            "parameter_gradients": of_tuple, "logistic": of_scalar, "relu": of_scalar, "relu_prime": of_scalar,
            "logistic_prime": of_scalar,
        }  # fmt: skip
        steps = ("momentum_step", "nesterov_step", "adam_step", "forward_propagation")
        return function if name in steps else kinds.get(name, spoilt)

    right, spoilt = alt(FIGURES[name](functions())), alt(FIGURES[name](functions(wrong)))
    assert right != spoilt


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("outputs.bars", "a_1 = 4: 0.12, 0.87, 0.02"),
        ("outputs.shift_and_scale", "a + 3: 0.67, 0.24, 0.09"),
        ("outputs.surprise", "at 0.5: 0.693; at 0.1: 2.3; at 0.01: 4.61"),
        ("network.layers", "shape of W_1: 128, 784"),
        ("flow.shapes", "layer 1, W_1: 6, 4"),
        ("flow.spreads", "spread of h_1 to h_7: 0.19, 0.0382, 0.0075"),
        ("flow.outer_products", "row 1: −0.125, 0.125; row 2: 0.5, 0.125; row 3: −0.375, −0.25"),
        ("flow.symmetry", "your initialisation, different rows: 6"),
        ("flow.twins", "units that start alike, different rows: 1"),
        ("checking.table", "yours, tanh: ✓ 1e−09, ? 3e−04, ✗ 2e+00, ✓ 1e−09, ✗ nan, ✗ 2e+00"),
        ("descent.parabola", "θ_0 to θ_6: −1, 0, 0, 0, 0, 0, 0"),
        ("training.curves", "gradient descent: 80"),
    ],
)
def test_the_words_tell_the_numbers(name, told):
    assert told in alt(FIGURES[name](functions()))


def test_the_confusion_figure_tells_the_most_frequent_mistake():
    counts = np.full((10, 10), 2)
    np.fill_diagonal(counts, 99)
    counts[6, 0] = 31
    words = alt(draw.training.confusion(counts, NAMES))
    assert "990 of 1199 are on the diagonal" in words
    assert "Shirt taken for T-shirt/top, 31 times" in words


def test_the_surest_mistakes_are_told_surest_first_and_right_answers_never():
    y = np.arange(60) % 10
    y_hat = np.full((10, 60), 0.01)
    y_hat[np.where(np.arange(60) % 3 == 0, (y + 1) % 10, y), np.arange(60)] = np.linspace(0.5, 0.9, 60)
    words = alt(draw.images.confidently_wrong(np.zeros((784, 60)), y, y_hat, NAMES))
    wrong = [i for i in range(59, -1, -1) if i % 3 == 0][:12]
    assert words.endswith("; ".join(f"{NAMES[i % 10]} taken for {NAMES[(i + 1) % 10]}" for i in wrong) + ".")


def test_a_suspect_that_raises_is_told_and_the_others_are_judged():
    def judge(suspect):
        if suspect:
            raise KeyError
        return errors()

    words = alt(draw.checking.line_up(judge, {"larch": 1, "oak": 0}))
    assert "larch: ✗ raises KeyError; oak: ✓ 1e−09" in words


def test_alternative_text_cannot_break_out_of_its_attribute():
    assert 'a "quoted" <b>' in alt(draw.descent.learning_curves({'a "quoted" <b>': [1, 2]}))


@pytest.mark.parametrize(
    ("name", "written"),
    [("5 $", "5 \\$"), ("$θ_t$", "$θ_t$"), ("${$ or $", "\\${\\$ or \\$"), ("_mine", " _mine"), (7, "7")],
)
def test_a_name_is_written_as_mathematics_only_if_it_is(name, written):
    assert label(name) == written


# A table, where there are few numbers


def test_a_table_stands_beside_at_most_50_numbers():
    few, many = (shown(draw.descent.learning_curves({"run": np.arange(1, n + 1)}))[2] for n in (50, 51))
    assert (few.count("<td>"), few.count('<th scope="row">')) == (50, 1) and many == ""


def test_every_figure_of_few_numbers_has_its_table():
    without = set()
    for name, draws in FIGURES.items():
        if not shown(draws(functions()))[2]:
            without.add(name)
        plt.close("all")
    assert without == {
        "activations.neuron", "activations.beside", "activations.together", "activations.depth", "outputs.surprise",
        "outputs.two_losses", "flow.symmetry", "checking.secants", "checking.error_against_step",
        "checking.two_ways_to_measure", "checking.kink", "descent.promise", "descent.examples",
        "images.gallery", "images.weights", "images.confidently_wrong", "training.curves",
        "training.confusion",
    }  # fmt: skip


# Losses of every day


@pytest.mark.parametrize(
    ("losses", "told"),
    [
        ([], "run has no finite value"),
        ([np.nan] * 5, "has no finite value"),
        ([1, 2, np.inf, np.nan], "rises from 1 at 0 to 2 at 1 (2 of 4"),
        ([0, 0, 0], "is 0 throughout"),
        ([-1, -2], "falls from −1 at 0 to −2 at 1"),
        ([3], "is 3 at 0"),
        ([1, 0.5, 0], "falls from 1 at 0 to 0 at 2"),
    ],
)
def test_learning_curves_of_any_losses_are_drawn_honestly(losses, told):
    ax = draw.descent.learning_curves({"run": losses})
    assert told in alt(ax)
    positive = len(losses) > 0 and all(loss > 0 for loss in losses if np.isfinite(loss)) and np.isfinite(losses).any()
    assert ax.get_yscale() == ("log" if positive else "linear")
    if np.isnan(losses).any():
        assert "no number at t = " in ax.get_legend().get_texts()[0].get_text()


def test_no_runs_at_all_give_an_empty_figure():
    assert "The loss of θ_t" in alt(draw.descent.learning_curves({}))


def test_symmetry_tells_how_many_different_rows_there_are():
    def zeros(sizes, rng):
        W, b = functions().initialize_parameters(sizes, rng)
        return Parameters([None, *(0 * w for w in W[1:])], b)

    words = alt(draw.flow.symmetry(zeros, functions().forward_propagation))
    assert "units that start alike, different rows: 1" in words and "your initialisation, different rows: 1" in words

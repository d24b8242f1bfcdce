"""The drawing beneath the figures: ticks, letters, pixels; and that in no figure of the course a text hits another."""

from __future__ import annotations

import io
import itertools

import numpy as np
import pytest
from lab import draw
from lab.draw import letters, style, ticks
from lab.draw.surface import SCALE, Surface, Text
from lab.spiral import spiral
from matplotlib.image import imread

from autograder.course.reference import reference


@pytest.mark.parametrize(
    ("low", "high", "count", "texts"),
    [
        (0, 1, 5, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
        (-5.5, 5.5, 4, ["−5", "0", "5"]),
        (0.013, 0.017, 2, ["0.014", "0.016"]),
        (3, 3, 5, ["3"]),
        (-0.01, 2.9e6, 3, ["0", "1e+06", "2e+06"]),
    ],
)
def test_ticks_are_round_numbers_with_a_true_minus_sign(low, high, count, texts):
    assert ticks.linear(low, high, count)[1] == texts


def test_ticks_of_a_logarithmic_axis_are_powers_of_ten_or_1_2_5_where_there_are_few():
    assert ticks.logarithmic(1e-4, 1e4, 3)[1] == ["$10^{−3}$", "$10^{0}$", "$10^{3}$"]
    assert ticks.logarithmic(0.04, 2.2, 5)[1] == ["0.05", "0.1", "0.2", "0.5", "1", "2"]


def test_a_text_is_as_wide_as_its_letters_and_its_widest_line():
    assert letters.width("abba", 10) == pytest.approx(2 * letters.width("ab", 10))
    assert letters.width("ab\nabba", 10) == letters.width("abba", 10)
    assert letters.width("", 10) == 0


@pytest.mark.parametrize("text", ["a\tb", "a\x00b", "\N{GRINNING FACE} \N{CJK UNIFIED IDEOGRAPH-6F22}"])
def test_a_letter_that_the_font_lacks_is_marked_and_breaks_no_figure(text):
    assert letters.width(text, 10) > 10


def test_between_dollars_an_index_is_smaller_and_lower_and_an_exponent_higher():
    plain, index, power = (letters.outline(text).vertices[:, 1] for text in ("2", "$_2$", "$^{2}$"))
    assert index.min() < plain.min() < power.min()
    assert np.ptp(index) == pytest.approx(np.ptp(power)) and np.ptp(index) < np.ptp(plain)
    assert len(letters.outline("$θ_{t+1}$").codes) > len(letters.outline("$θ_t$").codes)


def decoded(surface):
    """The PNG's pixels as bytes, read by somebody else's reader."""
    return np.round(255 * imread(io.BytesIO(surface.png()), format="png")).astype(int)


def test_a_png_holds_the_pixels_that_were_drawn():
    surface = Surface(40, 20, "#fcfcfa")
    surface.fill([np.array([(10, 5), (30, 5), (30, 15), (10, 15)])], "#0072b2")
    pixels = decoded(surface)
    assert pixels.shape == (20 * SCALE, 40 * SCALE, 3)
    assert pixels[0, 0].tolist() == [0xFC, 0xFC, 0xFA]
    assert pixels[15, 30].tolist() == [0x00, 0x72, 0xB2]


def test_a_line_has_a_gap_where_a_number_is_missing():
    surface = Surface(40, 20, "#ffffff")
    x = np.array([0, 10, 20, 30, 40.0])
    surface.lines([np.stack([x, np.array([10, 10, np.nan, 10, 10])], 1)], "#000000", 4)
    across = decoded(surface)[15, :, 0]
    assert across[8] == 0 and across[30] == 255 and across[52] == 0


def test_a_picture_puts_its_first_row_on_top():
    surface = Surface(20, 20, "#ffffff")
    colours = np.array([[[255, 0, 0], [0, 255, 0]], [[0, 0, 255], [9, 9, 9]]], np.uint8)
    surface.picture(colours, (0, 0, 20, 20))
    pixels = decoded(surface)
    corners = [pixels[row, column].tolist() for row in (3, -3) for column in (3, -3)]
    assert corners == colours.reshape(4, 3).tolist()


def test_colours_of_a_map_run_from_its_lowest_to_its_highest_and_nan_is_paper():
    low, high, missing = style.map_colours([0, 1, np.nan], "gray", 0, 1)
    assert low.tolist() == [0, 0, 0] and high.tolist() == [255, 255, 255]
    assert missing.tolist() == [int(style.PAPER[i : i + 2], 16) for i in (1, 3, 5)]


def judged(f, backward):
    """Relative errors as notebook 05 computes them, made up: the table is what is looked at."""
    from lab.parameters import Parameters

    return Parameters([None, 1e-9, 3e-4, 2.0], [None, 1e-9, float("nan"), 2.0])


def trained_like(rng):
    return ([None, rng.standard_normal((40, 784))], [None, None])


NAMES = ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot")


def figures():
    """Figures of all seven notebooks: name -> how it is drawn from the reference `f` and a Generator."""
    slopes = lambda f: {"logistic": f.logistic_prime, "tanh": f.tanh_prime, "relu": f.relu_prime}  # noqa: E731
    walk = ("output_gradient", "parameter_gradients", "hidden_gradient", "preactivation_gradient")
    pairs = lambda f: {"relu": (f.relu, f.relu_prime), "logistic": (f.logistic, f.logistic_prime)}  # noqa: E731
    both = lambda f: (f.initialize_parameters, f.forward_propagation)  # noqa: E731
    steps = lambda f: {"momentum": f.momentum_step, "nag": f.nesterov_step, "adam": f.adam_step}  # noqa: E731
    losses = {"η = 0.003, too small": [1, 0.9, 0.8], "η = 30, diverges": [1.0, 40.0, 90.0]}
    return {
        "neuron": lambda f, rng: draw.activations.neuron(f.logistic),
        "beside": lambda f, rng: draw.activations.beside(f.relu, f.relu_prime, "relu"),
        "together": lambda f, rng: draw.activations.together(f.logistic, slopes(f), f.relu),
        "depth": lambda f, rng: draw.activations.depth(slopes(f)),
        "bars": lambda f, rng: draw.outputs.bars(f.softmax),
        "shift_and_scale": lambda f, rng: draw.outputs.shift_and_scale(f.softmax),
        "labels": lambda f, rng: draw.outputs.labels(f.one_hot, f.softmax),
        "surprise": lambda f, rng: draw.outputs.surprise(f.cross_entropy),
        "two_losses": lambda f, rng: draw.outputs.two_losses(f.softmax, f.one_hot, f.cross_entropy, f.squared_error),
        "layers": lambda f, rng: draw.network.layers([784, 128, 64, 10]),
        "walk": lambda f, rng: draw.network.walk(*(getattr(f, name) for name in walk)),
        "shapes": lambda f, rng: draw.flow.shapes(
            theta := f.initialize_parameters([784, 128, 10], rng),
            *f.forward_propagation(theta, np.ones((784, 7)), np.tanh, f.softmax),
        ),
        "symmetry": lambda f, rng: draw.flow.symmetry(*both(f)),
        "spreads": lambda f, rng: draw.flow.spreads(*both(f)),
        "outer_products": lambda f, rng: draw.flow.outer_products(f.parameter_gradients),
        "twins": lambda f, rng: draw.flow.twins(*both(f), f.back_propagation, f.softmax, np.tanh, f.tanh_prime),
        "vanishing": lambda f, rng: draw.flow.vanishing(*both(f), f.back_propagation, f.softmax, pairs(f)),
        "secants": lambda f, rng: draw.checking.secants(f.logistic, f.logistic_prime, x=-1.0, epsilon=1.0),
        "steps": lambda f, rng: draw.checking.error_against_step(f.numerical_gradient, f.logistic, f.logistic_prime, 1),
        "measures": lambda f, rng: draw.checking.two_ways_to_measure(
            f.numerical_gradient, f.relative_error, f.logistic, f.logistic_prime
        ),
        "kink": lambda f, rng: draw.checking.kink(f.numerical_gradient, f.relu, f.relu_prime),
        "line_up": lambda f, rng: draw.checking.line_up(lambda b: judged(f, b), {"hazel": None, "last layer": None}),
        "parabola": lambda f, rng: draw.descent.parabola(f.update_parameters, etas=[0.1, 1.0, 1.8, 2.2]),
        "examples": lambda f, rng: draw.descent.examples(*spiral(3, 25, rng)),
        "curves_06": lambda f, rng: draw.descent.learning_curves(losses),
        "boundaries": lambda f, rng: draw.descent.boundaries(
            dict.fromkeys(("right", "last layer only", "no slope", "at h"), lambda p: f.softmax(np.vstack([p, p[:1]]))),
            *spiral(3, 9, rng),
            columns=4,
        ),
        "gallery": lambda f, rng: draw.images.gallery(rng.random((784, 140)), np.arange(140) % 10, NAMES),
        "weights": lambda f, rng: draw.images.weights(trained_like(rng)),
        "wrong": lambda f, rng: draw.images.confidently_wrong(
            rng.random((784, 40)), np.arange(40) % 10, f.softmax(rng.standard_normal((10, 40))), NAMES
        ),
        "valley": lambda f, rng: draw.training.valley(steps(f)),
        "curves_07": lambda f, rng: draw.training.curves(
            {"gd": [2, 1, 0.5], "adam": [2, 0.9, 0.3]}, {"gd": 0.78, "adam": 0.83}, window=1
        ),
        "confusion": lambda f, rng: draw.training.confusion(rng.integers(0, 1000, (10, 10)), NAMES),
    }


def bounds(text: Text):
    """Left, bottom, right, top of what is inked, a hair smaller: touching is no overlap. None for blanks."""
    points = [vertices for vertices, _ in text.outlines() if len(vertices)]
    if not points:
        return None
    everything = np.concatenate(points)
    return *(everything.min(axis=0) + 0.5), *(everything.max(axis=0) - 0.5)


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("name", figures())
def test_texts_lie_on_the_card_and_clear_of_each_other(name, monkeypatch):
    written, sizes = [], []
    write = Surface.write
    monkeypatch.setattr(Surface, "write", lambda self, texts: (written.extend(texts), write(self, texts)))
    monkeypatch.setattr(style, "show", lambda fig, alt: (sizes.append(fig.size), fig.png()))
    figures()[name](reference(), np.random.default_rng(0))
    [(width, height)] = sizes
    boxes = [(text.text, box) for text in written if (box := bounds(text)) and not text.angle % 90]
    assert len(boxes) >= 3
    outside = [text for text, (x, y, r, t) in boxes if x < 0 or y < 0 or r > width or t > height]
    assert outside == []
    assert [(a, b) for (a, one), (b, other) in itertools.combinations(boxes, 2) if overlap(one, other)] == []

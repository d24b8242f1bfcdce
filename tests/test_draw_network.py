"""The figures of notebooks 03 and 04: they draw what the student's functions return, and say it in their alt text."""

import re

import numpy as np
import pytest
from lab import draw
from lab.draw import style
from lab.parameters import Parameters

from autograder.course.reference import reference


@pytest.fixture(scope="module")
def course():
    return reference()


@pytest.fixture
def alts(monkeypatch):
    """Every figure is really drawn; its alternative text is collected instead of shown."""
    collected = []

    def show(fig, alt):
        assert len(style.png(fig)) > 5_000
        collected.append(alt)

    monkeypatch.setattr(style, "show", show)
    return collected


@pytest.mark.parametrize("sizes", [[4, 6, 5, 3], [784, 128, 10], [2, 3], [7, 7]])
def test_layers_names_every_shape(alts, sizes):
    draw.network.layers(sizes)
    for k in range(1, len(sizes)):
        assert f"W_{k} is {sizes[k]} by {sizes[k - 1]}" in alts[0]


def test_the_walk_fills_in_one_station_for_each_function(alts, course):
    steps = (
        course.output_gradient,
        course.parameter_gradients,
        course.hidden_gradient,
        course.preactivation_gradient,
    )
    for n in range(5):
        draw.network.walk(*steps[:n])
    assert "gradient" not in alts[0]
    assert "a_2 is −0.75, 0.5, 0.25" in alts[1]
    assert "W_2 is −0.75, −0.75, 0, 0.5, 0.5, 0, 0.25, 0.25, 0" in alts[2]
    assert "h_1 is 1.04, −1.21" in alts[3]
    assert "a_1 is 1.04, 0" in alts[4]
    assert "W_1 is 1.04, 1.04, 0, 2.08, 1.04" in alts[4]


def test_the_walk_shows_a_wrong_function_as_it_is(alts):
    draw.network.walk(lambda y_hat, y: 2 * y_hat)
    assert "a_2 is 0.5, 1, 0.5" in alts[0]


def test_the_walk_goes_through_the_second_example_too(alts, course):
    draw.network.walk(course.output_gradient, example=1)
    assert "example 2" in alts[0]
    assert "a_2 is 0.25, 0.25, −0.5" in alts[0]


def test_an_unwritten_function_gives_a_calm_line_and_no_figure(alts, capsys):
    def output_gradient(y_hat, y):
        raise NotImplementedError("Exercise 4.1")

    draw.network.walk(output_gradient)
    assert alts == []
    assert "Exercise 4.1" in capsys.readouterr().out


def test_forward_shows_the_pass_that_the_function_made(alts, course):
    draw.network.forward(course.forward_propagation, course.relu, course.softmax, example=1)
    assert "example 2" in alts[0]


@pytest.mark.parametrize("sizes", [[4, 6, 5, 3], [784, 64, 10], [2, 3]])
def test_shapes_are_read_off_the_arrays(alts, course, sizes):
    theta = course.initialize_parameters(sizes, np.random.default_rng(0))
    result = course.forward_propagation(theta, np.ones((sizes[0], 7)), np.tanh, course.softmax)
    draw.flow.shapes(tuple(theta), *result)
    assert f"W_1 ({sizes[1]}, {sizes[0]})" in alts[0]


def test_symmetry_tells_how_many_different_rows_there_are(alts, course):
    def zeros(sizes, rng):
        drawn = course.initialize_parameters(sizes, rng)
        return Parameters([None] + [np.zeros_like(W_k) for W_k in drawn.W[1:]], drawn.b)

    draw.flow.symmetry(course.initialize_parameters, course.forward_propagation)
    draw.flow.symmetry(zeros, course.forward_propagation)
    assert "every weight 0.3: 1 different rows" in alts[0]
    assert "your initialisation: 6 different rows" in alts[0]
    assert "your initialisation: 1 different rows" in alts[1]


def test_spreads_die_out_hold_or_saturate(alts, course):
    draw.flow.spreads(course.initialize_parameters, course.forward_propagation)
    assert "weights times 0.2: from 0.19 in layer 1 to 1.2e-05 in layer 7" in alts[0]
    assert "weights times 5: from 0.92 in layer 1 to 0.91 in layer 7" in alts[0]


def test_outer_products_shows_each_example_and_their_mean(alts, course):
    draw.flow.outer_products(course.parameter_gradients)
    assert "[-0.125, 0.125], [0.5, 0.125], [-0.375, -0.25]" in alts[0]


def test_twins_have_one_row_and_the_drawn_network_four(alts, course):
    draw.flow.twins(
        course.initialize_parameters,
        course.forward_propagation,
        course.back_propagation,
        course.softmax,
        np.tanh,
        course.tanh_prime,
    )
    assert "With equal weights 1 different rows, with the student's initialisation 4." in alts[0]


def test_the_logistic_loses_a_factor_of_a_million_over_ten_layers(alts, course):
    pairs = {"logistic": (course.logistic, course.logistic_prime), "tanh": (np.tanh, course.tanh_prime)}
    draw.flow.vanishing(
        course.initialize_parameters,
        course.forward_propagation,
        course.back_propagation,
        course.softmax,
        pairs,
    )
    last, first = (float(size) for size in re.findall(r"logistic: (\S+) in layer 10, (\S+) in", alts[0])[0])
    assert 1e5 < last / first < 1e7

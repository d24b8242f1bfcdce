"""What a failed visible check shows of its input: every part of theta by its name, so that a student can rebuild it."""

from __future__ import annotations

import numpy as np
import pytest
from lab import check
from lab.check.engine.examine import Case, inputs_of
from lab.check.engine.findings import CheckFailed
from lab.parameters import Parameters

THETA = Parameters([None, np.array([[1.0, 2.0], [3.0, 4.0]]), np.ones((5, 4))], [None, np.array([[0.5], [-0.5]])])


def shown(*arguments, labels=("theta", "X", "sizes", "g"), **keywords):
    return inputs_of(Case("", arguments, None, {}, keywords=keywords), labels).splitlines()


def test_each_part_of_theta_has_its_name_its_shape_and_its_numbers_if_they_are_few():
    assert shown(THETA) == [
        "theta.W[0] = None",
        "theta.W[1]: shape (2, 2)",
        "[[1., 2.],",
        " [3., 4.]]",
        "theta.W[2]: shape (5, 4)",
        "theta.b[0] = None",
        "theta.b[1]: shape (2, 1), [ 0.5, -0.5] upright",
    ]


def test_a_bias_of_long_numbers_is_shown_whole():
    [line] = shown([np.arange(1.0, 13.0)[:, None] / 7e6])
    assert line.startswith("theta[0]: shape (12, 1), [1.428571e-07, 2.857143e-07,") and line.endswith(
        "1.714286e-06] upright"
    )


def test_arrays_that_are_arguments_themselves_are_shown_however_many_numbers_they_have():
    assert shown(None, np.eye(4))[1:] == [
        "X: shape (4, 4)",
        "[[1., 0., 0., 0.],",
        " [0., 1., 0., 0.],",
        " [0., 0., 1., 0.],",
        " [0., 0., 0., 1.]]",
    ]


def test_sizes_and_numbers_are_one_line_and_functions_and_generators_none():
    found = shown(None, None, [4, 3], np.tanh, eta=0.5, rng=np.random.default_rng(0))
    assert found[2:] == ["sizes = [4, 3]", "eta = 0.5"]


@pytest.mark.parametrize("name", ["forward_propagation", "back_propagation", "update_parameters"])
def test_no_input_of_the_course_is_shown_as_a_tuple_of_two(name):
    with pytest.raises(CheckFailed) as failed:
        getattr(check, name)(lambda *_, **__: 0)
    inputs = failed.value.findings[0].inputs
    assert "theta.W[1]: shape" in inputs and "a tuple of" not in inputs and "a list of" not in inputs

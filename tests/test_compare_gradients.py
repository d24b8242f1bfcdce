"""Gradients against central differences: along directions first, then by coordinate, to name the worst entry."""

import numpy as np
import pytest
from lab.check import CheckFailed
from lab.parameters import Parameters

from autograder.backpropagation.hidden.gradients import agree, difference, examine_gradients, worst_entry

THETA = Parameters([None, np.array([[0.3, -0.7, 1.1], [0.9, 0.2, -0.4]])], [None, np.array([[0.5], [-0.6]])])


def loss(theta):
    return float(np.sum(np.sin(theta.W[1])) + np.sum(np.exp(theta.b[1])))


def gradients():
    return Parameters([None, np.cos(THETA.W[1])], [None, np.exp(THETA.b[1])])


def examine(grads, seed=0):
    examine_gradients("back_propagation", loss, THETA, grads, np.random.default_rng(seed))


def test_right_gradients_pass_along_every_direction():
    for seed in range(50):
        examine(gradients(), seed)


def test_a_difference_along_a_direction_is_the_slope_along_it():
    direction = np.zeros((2, 3))
    direction[1, 2] = 1.0
    assert difference(loss, THETA, "W", 1, direction) == pytest.approx(np.cos(-0.4), abs=1e-9)


def test_the_worst_entry_is_named():
    grads = gradients()
    grads.W[1][0, 1] += 1e-3
    grads.W[1][1, 0] += 1e-2
    assert worst_entry(loss, THETA, grads.W[1], "W", 1) == (1, 0)
    with pytest.raises(CheckFailed) as failed:
        examine(grads)
    assert failed.value.findings[0].index == (1, 0)
    assert failed.value.findings[0].where == "W[1]"


def test_a_tensor_is_looked_at_by_itself():
    grads = gradients()
    grads.b[1][1, 0] *= 1.001
    with pytest.raises(CheckFailed) as failed:
        examine(grads)
    assert failed.value.findings[0].where == "b[1]"


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_what_is_not_finite_never_agrees(bad):
    assert not agree(1.0, bad)
    grads = gradients()
    grads.W[1][0, 0] = bad
    with pytest.raises(CheckFailed):
        examine(grads)


def test_a_difference_smaller_than_its_own_error_is_none():
    assert agree(0.5, 0.5 + 1e-9)
    assert not agree(0.5, 0.5 + 1e-4)

"""Training runs against our own, from the student's own start."""

import numpy as np
import pytest
from lab.check import CheckFailed

from autograder.backpropagation.hidden import descent, gradient_descent
from autograder.backpropagation.hidden.inputs import Activation, Draw
from autograder.course.reference import reference


@pytest.fixture(scope="module")
def tanh():
    return Activation("tanh", np.tanh, reference().tanh_prime)


@pytest.fixture
def data():
    draw = Draw(np.random.default_rng(0))
    return draw.array(4, 7), draw.labels(3, 7)


def test_our_run_is_that_of_the_reference(data, tanh):
    X, y = data
    r = reference()
    theta, losses = r.gradient_descent(X, y, [4, 5, 3], 0.3, 5, rng=np.random.default_rng(1))
    start = r.initialize_parameters([4, 5, 3], np.random.default_rng(1))
    ours, our_losses = descent.descend(start, X, y, 0.3, 5, tanh)
    np.testing.assert_allclose(ours.W[2], theta.W[2], rtol=1e-12)
    np.testing.assert_allclose(our_losses[:-1], losses, rtol=1e-12)


OURS = [1.0, 0.8, 0.7, 0.65]


@pytest.mark.parametrize("theirs", [OURS[:-1], OURS, np.array(OURS), [x + 1e-7 for x in OURS]])
def test_losses_before_the_steps_are_accepted_and_one_more_at_the_end(theirs):
    np.testing.assert_array_equal(descent.acceptable_losses(OURS, theirs), theirs)


@pytest.mark.parametrize("theirs", [OURS[1:], [1.0, 0.8, 0.71], [0.5, 0.8, 0.7], [1.0, 0.8], [], [1.0, np.nan, 0.7]])
def test_other_losses_are_not(theirs):
    right = descent.acceptable_losses(OURS, theirs)
    assert right.shape != np.shape(theirs) or np.abs(right - theirs).max() > 1e-3 or np.isnan(theirs).any()
    assert np.isfinite(right).all()


def test_a_start_that_does_not_depend_on_the_generator_is_noticed(data):
    def fixed(X, y, sizes, eta, max_iterations=1000, rng=None):
        return reference().gradient_descent(X, y, sizes, eta, max_iterations, rng=np.random.default_rng(0))

    X, y = data
    with pytest.raises(CheckFailed, match="same start"):
        descent.examine_draws(fixed, X, y, [4, 3], 0)


def test_another_default_number_of_iterations_is_noticed():
    r = reference()

    def short(X, y, sizes, eta, max_iterations=100, g=np.tanh, g_prime=r.tanh_prime, rng=None):
        return r.gradient_descent(X, y, sizes, eta, max_iterations, g, g_prime, rng)

    with pytest.raises(CheckFailed, match="1000 iterations"):
        gradient_descent.gradient_descent(short)

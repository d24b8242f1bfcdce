"""The hand-worked numbers of notebooks 03 and 04 against the reference: a slip of the pencil fails here."""

import numpy as np
import pytest
from lab import worked

from autograder.course.reference import reference


@pytest.fixture(scope="module")
def course():
    return reference()


@pytest.fixture(scope="module")
def forward(course):
    return course.forward_propagation(worked.theta(), worked.inputs(), course.relu, course.softmax)


def test_the_forward_numbers_are_right(forward):
    h, a, y_hat = forward
    np.testing.assert_allclose(a[1], worked.a_1())
    np.testing.assert_allclose(h[1], worked.h_1())
    np.testing.assert_allclose(a[2], worked.a_2(), atol=1e-15)
    np.testing.assert_allclose(y_hat, worked.y_hat())


def test_the_losses_are_right(course):
    each = [course.cross_entropy(worked.y_hat()[:, [i]], worked.labels()[[i]]) for i in range(2)]
    np.testing.assert_allclose(worked.losses(), each)


def test_the_backward_numbers_are_right(course):
    W_2 = worked.theta().W[2]
    np.testing.assert_allclose(worked.grad_a_2(), course.output_gradient(worked.y_hat(), worked.labels()))
    np.testing.assert_allclose(worked.grad_h_1(), course.hidden_gradient(W_2, worked.grad_a_2()))
    np.testing.assert_allclose(worked.relu_prime_of_a_1(), course.relu_prime(worked.a_1()))
    np.testing.assert_allclose(
        worked.grad_a_1(), course.preactivation_gradient(worked.grad_h_1(), worked.a_1(), worked.g_prime)
    )


def test_the_gradients_of_each_example_are_outer_products_and_the_batch_is_their_mean():
    pairs = (
        (worked.grad_a_2(), worked.h_1(), worked.grad_W_2_each(), worked.grad_W_2()),
        (worked.grad_a_1(), worked.inputs(), worked.grad_W_1_each(), worked.grad_W_1()),
    )
    for grad_a, h_below, each, mean in pairs:
        for i in range(2):
            np.testing.assert_allclose(each[i], np.outer(grad_a[:, i], h_below[:, i]))
        np.testing.assert_allclose(mean, (each[0] + each[1]) / 2)


def test_the_whole_gradient_is_the_slope_of_the_mean_loss(course, forward):
    def loss(theta):
        y_hat = course.forward_propagation(theta, worked.inputs(), course.relu, course.softmax)[2]
        return course.cross_entropy(y_hat, worked.labels())

    for part in ("W", "b"):
        for k in (1, 2):
            expected = np.empty_like(getattr(worked.theta(), part)[k])
            for index in np.ndindex(expected.shape):
                above, below = worked.theta(), worked.theta()
                getattr(above, part)[k][index] += 1e-5
                getattr(below, part)[k][index] -= 1e-5
                expected[index] = (loss(above) - loss(below)) / 2e-5
            np.testing.assert_allclose(getattr(worked.grads(), part)[k], expected, atol=1e-9)


def test_the_stand_in_for_g_prime_answers_for_any_part_of_a_1_and_refuses_the_rest():
    a_1 = worked.a_1()
    np.testing.assert_array_equal(worked.g_prime(a_1), worked.relu_prime_of_a_1())
    np.testing.assert_array_equal(worked.g_prime(a_1[:, 0]), worked.relu_prime_of_a_1()[:, 0])
    assert worked.g_prime(a_1[1, 0]) == 0
    with pytest.raises(ValueError, match="a_1"):
        worked.g_prime(worked.h_1())

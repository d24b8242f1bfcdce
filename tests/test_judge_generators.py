"""A random generator that a student's code passes to a function of ours has drawn afterwards, as in one process.

Else every epoch of a right training loop would have the same mini-batches as soon as follow-through puts the reference
`minibatches` in the place of a wrong one, and one mistake would cost two marks.
"""

import pytest

from autograder.course.layout import NOTEBOOKS
from autograder.sandbox.limits import Limits
from autograder.verdicts import Verdict
from tests.judge_course import judge, notebook

pytestmark = pytest.mark.sandbox

DROPS_THE_REST = """
def minibatches(X, y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    for i in range(X.shape[1] // batch_size):
        chosen = order[i * batch_size : (i + 1) * batch_size]
        yield X[:, chosen], y[chosen]
"""
MIXES_UP_THE_LABELS = """
def minibatches(X, y, batch_size, rng):
    order = rng.permutation(X.shape[1])
    return [
        (X[:, order[i : i + batch_size]], y[i : i + batch_size])
        for i in range(0, X.shape[1], batch_size)
    ]
"""
TRAINS_ITSELF = """
trained, state, rng = initialize_parameters([784, 64, 10], np.random.default_rng(0)), None, np.random.default_rng(1)
eta = 0.1
for epoch in range(3):
    for X_batch, y_batch in minibatches(X_train, y_train, 128, rng):
        def gradient(theta):
            h, a, y_hat = forward_propagation(theta, X_batch, relu, softmax)
            return back_propagation(theta, h, a, y_hat, y_batch, relu_prime)
        trained, state = nesterov_step(trained, gradient, state, eta)
        eta -= 0.1 / 1407
"""
UNTRAINED = "trained = initialize_parameters([784, 16, 10], np.random.default_rng(0))"


def judged(cells):
    """The rows of a student who is right, but for these cells of notebook 07."""
    notebooks = {name: notebook(name, cells if name == "07_fashion_mnist" else None) for name in NOTEBOOKS}
    return judge(notebooks, limits=Limits())


def test_a_right_training_loop_is_not_marked_down_for_wrong_mini_batches():
    cells = {"minibatches": DROPS_THE_REST, "trained": UNTRAINED}
    rows = judged(cells)
    assert rows["test_minibatches"].verdict is Verdict.WRONG
    assert (rows["test_train"].verdict, rows["test_train"].score) == (Verdict.FOLLOW_THROUGH, 3)
    assert rows["test_trained"].findings[0]["cause"] == "too_few_right"


def test_the_mini_batches_of_all_images_cross_to_a_right_training_of_ones_own():
    cells = {"minibatches": MIXES_UP_THE_LABELS, "trained": TRAINS_ITSELF}
    rows = judged(cells)
    assert rows["test_minibatches"].verdict is Verdict.WRONG
    assert (rows["test_trained"].verdict, rows["test_trained"].score) == (Verdict.FOLLOW_THROUGH, 3)

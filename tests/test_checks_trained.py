"""The check of notebook 07's trained network, and the one place that knows the optimizers."""

import numpy as np
import pytest
from lab import check, data
from lab.check import CheckFailed
from lab.check.fashion_mnist import BAR, MARGIN
from lab.optimizers import OPTIMIZERS, cooled, each
from lab.parameters import Parameters

from autograder.backpropagation.hidden import fashion_mnist as hidden
from autograder.course.reference import reference

BOTH = pytest.mark.parametrize("checks", [check, hidden], ids=["visible", "hidden"])


@pytest.fixture
def perfect(monkeypatch):
    """A network, and images that it gets all right, to choose by and to test: their labels are what it says."""
    rng = np.random.default_rng(5)
    theta = reference().initialize_parameters([784, 30, 10], rng)
    X = rng.random((784, 400)).astype(np.float32)
    scores = reference().forward_propagation(theta, X, reference().relu, reference().softmax)[2]
    for heap in ("fashion_mnist_validation", "fashion_mnist_test"):
        monkeypatch.setattr(data, heap, lambda: (X, scores.argmax(axis=0)))
    return theta


def spoilt(theta, share):
    """The images, and labels that are wrong for that share of them."""
    X, y = data.fashion_mnist_test()
    wrong = round(share * len(y))
    return X, np.concatenate([(y[:wrong] + 1) % 10, y[wrong:]])


FORMS = {
    "as it is": lambda theta: theta,
    "plain tuple": lambda theta: (theta.W, theta.b),
    "lists": lambda theta: [list(theta.W), list(theta.b)],
    "float32": lambda theta: each(lambda w: w.astype(np.float32), theta),
    "one layer more": lambda theta: Parameters([*theta.W, np.eye(10)], [*theta.b, np.zeros((10, 1))]),
}


@BOTH
@pytest.mark.parametrize("form", FORMS)
def test_a_good_network_passes_in_any_form(checks, form, perfect, monkeypatch):
    if form == "one layer more":  # then ReLU stands between: scores below 0 all look alike, so lift them
        perfect.b[2] += 100
    checks.trained(FORMS[form](perfect))


@pytest.mark.parametrize(
    ("checks", "heap", "bar"),
    [(check, "fashion_mnist_validation", BAR), (hidden, "fashion_mnist_test", BAR - MARGIN)],
    ids=["visible", "hidden"],
)
def test_the_bars_are_where_the_notebook_says(checks, heap, bar, perfect, monkeypatch):
    assert (BAR, MARGIN) == (0.85, 0.02)
    just_enough, too_few = spoilt(perfect, 1 - bar), spoilt(perfect, 1 - bar + 0.01)
    monkeypatch.setattr(data, heap, lambda: just_enough)
    checks.trained(perfect)
    monkeypatch.setattr(data, heap, lambda: too_few)
    with pytest.raises(CheckFailed) as raised:
        checks.trained(perfect)
    assert raised.value.findings[0].cause == "too_few_right"


NO_NETWORKS = {
    "None": (lambda theta: None, "none_returned"),
    "the pair": (lambda theta: (theta, [0.5, 0.4]), "wrong_type"),
    "its accuracy": (lambda theta: 0.99, "wrong_type"),
    "a string": (lambda theta: "theta", "wrong_type"),
    "no None at 0": (lambda theta: Parameters(theta.W[1:], theta.b[1:]), "index_0"),
    "W turned round": (lambda theta: each(np.transpose, theta), "shape"),
    "biases flat": (lambda theta: Parameters(theta.W, [None, *(b.ravel() for b in theta.b[1:])]), "wrong_type"),
    "a layer missing": (lambda theta: Parameters(theta.W[:2], theta.b[:2]), "not_784"),
    "a bias missing": (lambda theta: Parameters(theta.W, theta.b[:2]), "wrong_length"),
    "nan": (lambda theta: each(lambda w: w * np.nan, theta), "not_finite"),
    "zeros": (lambda theta: each(np.zeros_like, theta), "too_few_right"),
    "other weights": (lambda theta: each(lambda w: w[:, ::-1], theta), "too_few_right"),
}


@BOTH
@pytest.mark.parametrize("which", NO_NETWORKS)
def test_what_is_no_trained_network_is_named(checks, which, perfect):
    made, cause = NO_NETWORKS[which]
    with pytest.raises(CheckFailed) as raised:
        checks.trained(made(perfect))
    assert raised.value.findings[0].cause == cause


def test_the_validation_images_are_the_last_of_those_to_train_on_and_no_test_images():
    X, y = data.fashion_mnist_validation()
    X_train, y_train, X_test, *_ = data.fashion_mnist()
    assert X.shape == (784, 5_000) and np.array_equal(X, X_train[:, 55_000:]) and np.array_equal(y, y_train[55_000:])
    assert X.flags.f_contiguous and not X.flags.writeable
    assert not np.shares_memory(X, X_test)


def test_the_margin_is_more_than_chance_and_choosing_take_between_the_two_heaps():
    """The best by 5,000 images of fifty networks that are right for 85 %: below the bar on 10,000 once in 50,000."""
    rng = np.random.default_rng(1)
    chosen = rng.binomial(5_000, BAR, (50_000, 50)).max(axis=1)
    assert np.mean(chosen / 5_000) - BAR < MARGIN
    tested = rng.binomial(10_000, BAR, 50_000) / 10_000
    assert np.mean(tested < BAR - MARGIN) <= 1 / 50_000


@pytest.mark.slow
def test_a_training_loop_learns_a_few_images_by_heart():
    check.train_overfit(reference().train)


def without_the_loss_s_gradient(X, y, sizes, step, eta, epochs, batch_size, rng):
    """A loop in which the labels are shuffled apart from the images at every step."""
    r, losses = reference(), []
    theta, state = r.initialize_parameters(sizes, rng), None
    for _ in range(epochs):
        order = rng.permutation(len(y))

        def gradient(theta, order=order):
            h, a, y_hat = r.forward_propagation(theta, X, r.relu, r.softmax)
            losses.append(r.cross_entropy(y_hat, y[order]))
            return r.back_propagation(theta, h, a, y_hat, y[order], r.relu_prime)

        theta, state = step(theta, gradient, state, eta)
    return theta, losses


def test_a_loop_that_can_not_learn_by_heart_is_named():
    with pytest.raises(CheckFailed) as raised:
        check.train_overfit(without_the_loss_s_gradient)
    assert raised.value.findings[0].cause == "not_by_heart"


# --- the optimizers' one place ---------------------------------------------------------------------------------------


def test_the_flags_are_the_course_s_and_name_functions_of_the_notebook():
    assert list(OPTIMIZERS) == ["gd", "momentum", "nag", "adam"]
    for flag, optimizer in OPTIMIZERS.items():
        assert optimizer.flag == flag
        assert flag == "gd" or callable(getattr(reference(), optimizer.function))


def test_a_cooled_step_falls_from_eta_to_almost_nothing():
    etas = []

    def step(theta, gradient, state, eta):
        etas.append(eta)
        return theta, (state or 0) + 1

    state, step = None, cooled(step, 4)
    for _ in range(5):
        _, state = step("theta", None, state, 2.0)
    assert etas == [2.0, 1.5, 1.0, 0.5, 0.0]
    assert state == (5, 5)  # the inner optimizer's own state is kept


def test_each_applies_to_every_tensor_and_keeps_index_0_empty():
    theta = ([None, np.ones((2, 3))], [None, np.full((2, 1), 4.0)])
    doubled = each(lambda w, g: w + g, theta, Parameters(*theta))
    assert doubled.W[0] is None
    assert doubled.W[1].tolist() == [[2, 2, 2], [2, 2, 2]]
    assert doubled.b[1].tolist() == [[8], [8]]

"""Every check passes what is right: the reference over many seeds, and each choice that the text leaves open."""

import numpy as np
import pytest
from lab import check
from lab.parameters import Parameters

from autograder.backpropagation.hidden import gradient_checking
from autograder.backpropagation.hidden.suspects_key import KEY
from autograder.checks import seed
from autograder.course.reference import reference
from tests.checks_of_the_course import FUNCTION_OF, HIDDEN, hidden_check, visible_check

SEEDS = range(50)


def right(name):
    return getattr(reference(), FUNCTION_OF[name])


@pytest.mark.parametrize("name", sorted(HIDDEN))
def test_hidden_checks_pass_the_reference_on_every_seed(name):
    seeds = SEEDS if name != "gradient_descent" else SEEDS[::5]  # a thousand iterations at a time
    for number in seeds:
        seed.set_seed(number)
        hidden_check(name)(right(name))


@pytest.mark.parametrize("name", sorted(HIDDEN))
def test_visible_checks_pass_the_reference_with_one_line_and_nothing_on_stderr(name, capfd):
    visible_check(name)(right(name))
    out, err = capfd.readouterr()
    assert out.startswith("✓ ")
    assert out.count("\n") == 1
    assert err == ""


def test_an_array_of_no_dimensions_is_a_scalar_and_so_is_a_python_float():
    r = reference()
    for kind in (np.asarray, float, np.float64):
        hidden_check("cross_entropy")(lambda y_hat, y, kind=kind: kind(r.cross_entropy(y_hat, y)))
        check.cross_entropy(lambda y_hat, y, kind=kind: kind(r.cross_entropy(y_hat, y)))


@pytest.mark.parametrize("epsilon", [1e-15, 1e-12, 1e-8, 1e-7])
def test_a_loss_may_be_kept_from_log_of_zero_by_a_small_epsilon(epsilon):
    def clipped(y_hat, y):
        return -np.mean(np.log(np.clip(y_hat, epsilon, 1 - epsilon)[y, np.arange(len(y))]))

    def shifted(y_hat, y):
        return -np.mean(np.log(y_hat[y, np.arange(len(y))] + epsilon))

    for number in range(20):
        seed.set_seed(number)
        for loss in (clipped, shifted):
            hidden_check("cross_entropy")(loss)
            hidden_check("cross_entropy_certain")(loss)


@pytest.mark.parametrize("at_zero", [0.0, 0.3, 0.5, 1.0])
def test_the_slope_of_relu_at_zero_may_be_anything_from_0_to_1(at_zero):
    def relu_prime(a):
        return np.heaviside(a, at_zero)

    hidden_check("relu_prime")(relu_prime)
    check.relu_prime(relu_prime)


@pytest.mark.parametrize("kind", [bool, int, np.int8, np.float32, np.float64])
def test_a_one_hot_vector_may_hold_any_kind_of_number(kind):
    hidden_check("one_hot")(lambda y, k: reference().one_hot(y, k).astype(kind))


def plain(theta):
    return (list(theta[0]), list(theta[1]))


def test_plain_tuples_do_for_parameters():
    r = reference()
    hidden_check("initialize_parameters")(lambda sizes, rng: plain(r.initialize_parameters(sizes, rng)))
    hidden_check("back_propagation")(lambda *arguments: plain(r.back_propagation(*arguments)))
    hidden_check("update_parameters")(lambda *arguments: plain(r.update_parameters(*arguments)))


def scheme(draw):
    """A function that initialises every W_k by `draw(rng, n_k, n_{k-1})`, and every b_k by zeros."""

    def initialize_parameters(sizes, rng):
        pairs = list(zip(sizes, sizes[1:], strict=False))
        W = [draw(rng, n, below) for below, n in pairs]
        return Parameters([None, *W], [None, *(np.zeros((n, 1)) for _, n in pairs)])

    return initialize_parameters


SCHEMES = {
    "lecun": lambda rng, n, below: rng.normal(size=(n, below)) / np.sqrt(below),
    "he": lambda rng, n, below: rng.normal(size=(n, below)) * np.sqrt(2 / below),
    "he_uniform": lambda rng, n, below: rng.uniform(-1, 1, (n, below)) * np.sqrt(6 / below),
    "xavier": lambda rng, n, below: rng.normal(size=(n, below)) * np.sqrt(2 / (n + below)),
    "xavier_uniform": lambda rng, n, below: rng.uniform(-1, 1, (n, below)) * np.sqrt(6 / (n + below)),
    "uniform": lambda rng, n, below: rng.uniform(-1, 1, (n, below)) / np.sqrt(below),
    "orthogonal": lambda rng, n, below: (
        np.linalg.svd(rng.normal(size=(n, below)), full_matrices=False)[2]
        if n <= below
        else np.linalg.svd(rng.normal(size=(n, below)), full_matrices=False)[0]
    ),
}


@pytest.mark.parametrize("name", sorted(SCHEMES))
def test_every_usual_initialisation_passes_on_every_seed(name):
    for number in SEEDS:
        seed.set_seed(number)
        hidden_check("initialize_parameters")(scheme(SCHEMES[name]))


@pytest.mark.parametrize("answer_as", ["list", "dict", "array"])
def test_check_gradients_may_answer_in_any_structure_with_a_number_for_each_tensor(answer_as):
    def check_gradients(loss, theta, grads):
        errors = reference().check_gradients(loss, theta, grads)
        each = [*errors.W[1:], *errors.b[1:]]
        return {
            "list": each,
            "dict": dict(enumerate(each)),
            "array": np.array(each),
        }[answer_as]

    hidden_check("check_gradients")(check_gradients)


def test_losses_are_those_before_each_step_and_one_more_may_follow():
    r = reference()

    def descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=r.tanh_prime, rng=None):
        theta = r.initialize_parameters(sizes, np.random.default_rng(rng))
        losses = []
        for t in range(max_iterations + 1):
            h, a, y_hat = r.forward_propagation(theta, X, g, r.softmax)
            losses.append(r.cross_entropy(y_hat, y))
            if t < max_iterations:
                theta = r.update_parameters(theta, r.back_propagation(theta, h, a, y_hat, y, g_prime), eta)
        return theta, losses

    for part in (slice(None, -1), slice(None)):

        def descent_with(*arguments, part=part, **keywords):
            theta, losses = descent(*arguments, **keywords)
            return theta, losses[part]

        hidden_check("gradient_descent")(descent_with)
        check.gradient_descent(descent_with)


def test_an_x_moved_in_place_and_put_back_may_keep_a_rounding():
    def numerical_gradient(f, x, epsilon=1e-5):
        x = x if x.dtype.kind == "f" else x.astype(float)
        gradient = np.zeros(x.shape)
        for i in np.ndindex(x.shape):
            x[i] += epsilon
            above = f(x)
            x[i] -= 2 * epsilon
            below = f(x)
            x[i] += epsilon
            gradient[i] = (above - below) / (2 * epsilon)
        return gradient

    for number in range(20):
        seed.set_seed(number)
        hidden_check("numerical_gradient")(numerical_gradient)


def test_a_blanket_answer_about_the_suspects_earns_nothing_and_half_the_rest_earns_half():
    right_answers = {name: min(answer.lines, default=None) for name, answer in KEY.items()}
    assert gradient_checking.suspects(right_answers) == 2.5  # of 5: a line is half, its two cases the other half
    for blanket in (None, 10):
        with pytest.raises(check.CheckFailed):
            gradient_checking.suspects(dict.fromkeys(KEY, blanket))
    guilty = [name for name, answer in KEY.items() if answer.lines]
    some = {**right_answers, **dict.fromkeys(guilty[:3], 1)}
    assert gradient_checking.suspects(some) == pytest.approx(2.5 * (len(guilty) - 3) / len(guilty), abs=0.01)


def test_suspects_accepts_any_of_the_lines_that_share_the_blame():
    for name, answer in KEY.items():
        for line in answer.lines:
            right_answers = {n: min(a.lines, default=None) for n, a in KEY.items()}
            assert gradient_checking.suspects({**right_answers, name: line}) == 2.5

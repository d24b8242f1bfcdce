"""Each check fails what is wrong, and names the right cause: a table of wrong versions, run through both kinds.

The error models (autograder/backpropagation/models) are audited on their own; here stand versions that show one cause
each, and the models are kept from the diagnosis, so that it is the general causes that are tested.
"""

import numpy as np
import pytest
from lab.check import CheckFailed
from lab.parameters import Parameters

from autograder.checks import recognise, seed
from autograder.checks.mistakes import catalogue
from autograder.course.layout import VALUES
from autograder.course.reference import reference
from tests.checks_of_the_course import FUNCTION_OF, HIDDEN, hidden_check, visible_check

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def general_causes_only(monkeypatch):
    monkeypatch.setattr(recognise, "without", set(catalogue()))
    seed.set_seed(3)
    yield
    seed.set_seed(None)


def ref(name):
    return getattr(reference(), name)


def after(name, change):
    """The reference, its result changed."""
    return lambda *arguments, **keywords: change(ref(name)(*arguments, **keywords))


def each(change):
    """The same change to every tensor of a Parameters."""
    return lambda grads: Parameters(*([None, *map(change, part[1:])] for part in grads))


def relu_in_place(a):
    return np.maximum(a, 0, out=a)


def relu_prime_in_place(a):
    a[a <= 0] = 0
    a[a > 0] = 1
    return a


def softmax_in_place(a):
    a -= a.max(axis=0)
    return np.exp(a) / np.exp(a).sum(axis=0)


def remembering():
    """A softmax that returns its first answer again whenever the shape is the same."""
    kept = {}

    def softmax(a):
        kept.setdefault(a.shape, []).append(ref("softmax")(a))
        return kept[a.shape][0] + 0.01 * len(kept[a.shape])

    return softmax


def forward_general_with(**fixed):
    return lambda theta, X, g, O: ref("forward_propagation")(theta, X, fixed.get("g", g), fixed.get("O", O))


def two_layers_only(theta, X, g, O):
    a_1 = theta.b[1] + theta.W[1] @ X
    a_2 = theta.b[2] + theta.W[2] @ g(a_1)
    return [X, g(a_1)], [None, a_1, a_2], O(a_2)


def backward_with(g_prime=None, a=None):
    def back_propagation(theta, h, a_k, y_hat, y, given):
        chosen = h_in_place_of(a_k, h) if a == "h" else a_k
        return ref("back_propagation")(theta, h, chosen, y_hat, y, g_prime or given)

    return back_propagation


def h_in_place_of(a, h):
    return [None, *h[1:], a[-1]]


def mean_twice_below(theta, h, a, y_hat, y, g_prime):
    W, L, m = theta.W, len(theta.W) - 1, len(y)
    grads = Parameters([None] * (L + 1), [None] * (L + 1))
    grad_a = ref("output_gradient")(y_hat, y)
    for k in range(L, 0, -1):
        grads.W[k], grads.b[k] = ref("parameter_gradients")(grad_a, h[k - 1])
        if k > 1:
            grad_a = W[k].T @ grad_a * g_prime(a[k - 1]) / m
    return grads


def forward_difference(f, x, epsilon=1e-5):
    gradient = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        moved = x.astype(float)
        moved[i] += epsilon
        gradient[i] = (f(moved) - f(x)) / epsilon
    return gradient


def descend(change=None, skip=(), sign=-1.0, always=None):
    """Our descent, with something about it changed."""
    r = reference()

    def gradient_descent(X, y, sizes, eta, max_iterations=1000, g=np.tanh, g_prime=r.tanh_prime, rng=None):
        theta = r.initialize_parameters(sizes, rng or np.random.default_rng())
        g, g_prime = always or (g, g_prime)
        losses = []
        for _ in range(max_iterations):
            h, a, y_hat = r.forward_propagation(theta, X, g, r.softmax)
            losses.append(r.cross_entropy(y_hat, y))
            grads = r.back_propagation(theta, h, a, y_hat, y, g_prime)
            theta = r.update_parameters(theta, (change or (lambda x: x))(grads), -sign * eta)
        return theta, losses

    return gradient_descent


def without_biases(grads):
    return Parameters(grads.W, [None, *(np.zeros_like(b) for b in grads.b[1:])])


def initial(weights, biases=lambda rng, n: np.zeros((n, 1))):
    def initialize_parameters(sizes, rng):
        pairs = list(zip(sizes, sizes[1:], strict=False))
        W = [None, *(weights(rng, n, below) for below, n in pairs)]
        return Parameters(W, [None, *(biases(rng, n) for _, n in pairs)])

    return initialize_parameters


def largest_of_all(loss, theta, grads):
    """One ratio of norms over all tensors: a small tensor that is wrong goes unseen."""
    numeric = [
        ref("numerical_gradient")(lambda x, i=i, p=p: loss(moved(theta, p, i, x)), theta[p][i])
        for p in (0, 1)
        for i in range(1, len(theta[p]))
    ]
    n = np.concatenate([x.ravel() for x in numeric])
    a = np.concatenate([x.ravel() for p in (0, 1) for x in grads[p][1:]])
    return float(np.linalg.norm(a - n) / np.linalg.norm(n))


def moved(theta, p, i, tensor):
    parts = [list(theta[0]), list(theta[1])]
    parts[p][i] = tensor
    return Parameters(*parts)


def normal(rng, n, below):
    return rng.standard_normal((n, below)) / np.sqrt(below)


# check, wrong version, cause
TABLE = [
    ("logistic", lambda a: np.exp(a) / np.sum(np.exp(a)), "unknown"),
    ("logistic", after("logistic", lambda v: v.astype(np.float32)), "float32"),
    ("logistic", after("logistic", lambda v: None), "none_returned"),
    ("logistic_stable", lambda a: 1 / (1 + np.exp(-a)), "overflow"),
    ("logistic_stable", lambda a: np.exp(a) / (1 + np.exp(a)), "overflow"),
    ("logistic_prime", after("logistic_prime", np.negative), "ratio_minus_1"),
    ("tanh_prime", lambda a: 1 - ((np.exp(a) - np.exp(-a)) / (np.exp(a) + np.exp(-a))) ** 2, "overflow"),
    ("relu", relu_in_place, "changed_input"),
    ("relu", np.abs, "unknown"),
    ("relu_prime", relu_prime_in_place, "changed_input"),
    ("relu_prime", lambda a: np.heaviside(a, -1.0), "unknown"),
    ("softmax", after("softmax", np.transpose), "transposed"),
    ("softmax", softmax_in_place, "changed_input"),
    ("softmax", remembering(), "not_repeatable"),
    ("softmax_stable", lambda a: np.exp(a) / np.exp(a).sum(axis=0), "overflow"),
    ("softmax_stable", lambda a: np.exp(a - a.max()) / np.exp(a - a.max()).sum(axis=0), "zero_by_zero"),
    ("one_hot", after("one_hot", np.transpose), "transposed"),
    ("one_hot", lambda y, k: np.eye(max(y) + 1)[:, y], "shape"),
    ("cross_entropy", after("cross_entropy", lambda x: x / np.log(10)), "ratio_1_over_ln10"),
    ("cross_entropy", after("cross_entropy", lambda x: x / np.log(2)), "ratio_1_over_ln2"),
    ("cross_entropy", after("cross_entropy", np.negative), "ratio_minus_1"),
    ("cross_entropy", lambda p, y: -np.sum(np.log(p[y, np.arange(len(y))])), "ratio_m"),
    ("cross_entropy", lambda p, y: -np.sum(np.log(p[y, np.arange(len(y))])) / 50, "hard_coded_m"),
    ("cross_entropy_certain", lambda p, y: -np.sum(np.eye(len(p))[:, y] * np.log(p)) / len(y), "not_finite"),
    ("squared_error", after("squared_error", lambda x: 2 * x), "ratio_2"),
    ("squared_error", lambda a, t: np.sum((a - t) ** 2) / 2, "ratio_m"),
    ("squared_error", lambda a, t: np.mean((a - t) ** 2) / 2, "ratio_1_over_k"),
    ("initialize_parameters", initial(lambda rng, n, below: np.zeros((n, below))), "not_random"),
    ("initialize_parameters", initial(lambda rng, n, below: rng.random((n, below)) / below**0.5), "not_centred"),
    ("initialize_parameters", initial(lambda rng, n, below: rng.standard_normal((n, below))), "wrong_spread"),
    ("initialize_parameters", initial(lambda rng, n, below: normal(rng, n, below) / below**0.5), "wrong_spread"),
    ("initialize_parameters", initial(lambda rng, n, below: normal(rng, below, n).T), "wrong_spread"),
    ("initialize_parameters", initial(lambda rng, n, below: normal(rng, n, below).T), "transposed"),
    ("initialize_parameters", initial(normal, lambda rng, n: np.zeros(n)), "axis_dropped"),
    ("initialize_parameters", initial(normal, lambda rng, n: np.zeros((1, n))), "transposed"),
    ("initialize_parameters", initial(normal, lambda rng, n: rng.normal(size=(n, 1))), "biases_not_zero"),
    (
        "initialize_parameters",
        lambda sizes, rng: ref("initialize_parameters")(sizes, np.random.default_rng()),
        "not_repeatable",
    ),
    (
        "initialize_parameters",
        lambda sizes, rng: ref("initialize_parameters")(sizes, np.random.default_rng(1)),
        "same_start",
    ),
    ("initialize_parameters", initial(lambda rng, n, below: np.tile(normal(rng, 1, below), (n, 1))), "not_random"),
    ("forward_propagation", after("forward_propagation", lambda r: (r[0], r[1])), "wrong_length"),
    ("forward_propagation", after("forward_propagation", lambda r: (r[0][1:], r[1], r[2])), "wrong_length"),
    ("forward_propagation", after("forward_propagation", lambda r: (r[0], [0, *r[1][1:]], r[2])), "index_0"),
    ("forward_propagation_general", forward_general_with(g=np.tanh), "unknown"),
    ("forward_propagation_general", two_layers_only, "raised"),
    ("output_gradient", after("output_gradient", np.negative), "ratio_minus_1"),
    ("output_gradient", lambda p, y: ref("output_gradient")(p, y) / len(y), "ratio_1_over_m"),
    ("output_gradient", lambda p, y: p, "unknown"),
    ("parameter_gradients", lambda d, h: (d @ h.T, d.sum(axis=1, keepdims=True)), "ratio_m"),
    ("parameter_gradients", lambda d, h: (d @ h.T / d.shape[1], d.mean(axis=1)), "axis_dropped"),
    ("parameter_gradients", lambda d, h: (d @ h.T / d.shape[1], d.mean()), "summed_all"),
    ("parameter_gradients", lambda d, h: (d @ h.T / d.shape[1], d), "not_summed"),
    ("parameter_gradients", lambda d, h: (h @ d.T / d.shape[1], d.mean(axis=1, keepdims=True)), "transposed"),
    ("parameter_gradients", lambda d, h: (d @ h.T / d.shape[1], -d.mean(axis=1, keepdims=True)), "ratio_minus_1"),
    ("hidden_gradient", lambda W, d: (W.T @ d).T, "transposed"),
    ("hidden_gradient", lambda W, d: W @ d, "raised"),
    ("hidden_gradient", lambda W, d: W.T @ d / d.shape[1], "ratio_1_over_m"),
    ("preactivation_gradient", lambda d, a, g_prime: d * g_prime(d), "unknown"),
    ("back_propagation", after("back_propagation", each(np.negative)), "ratio_minus_1"),
    ("back_propagation", mean_twice_below, "unknown"),
    ("back_propagation", after("back_propagation", without_biases), "all_zero"),
    ("back_propagation", after("back_propagation", lambda g: Parameters(g.W[1:], g.b[1:])), "wrong_length"),
    (
        "back_propagation",
        after("back_propagation", lambda g: Parameters([None, *g.W[:0:-1]], [None, *g.b[:0:-1]])),
        "reversed",
    ),
    ("numerical_gradient", after("numerical_gradient", lambda x: 2 * x), "ratio_2"),
    ("numerical_gradient", lambda f, x, epsilon=1e-5: ref("numerical_gradient")(f, x), "unknown"),
    ("numerical_gradient", after("numerical_gradient", np.ravel), "flat"),
    ("relative_error", lambda a, n: float(np.linalg.norm(a - n) / np.linalg.norm(n)), "unknown"),
    ("relative_error", lambda a, n: np.max(np.abs(a - n) / np.maximum(np.abs(a), np.abs(n))), "not_finite"),
    (
        "relative_error",
        lambda a, n: float(np.max(np.abs(a - n) / np.maximum(1e-8, np.maximum(abs(a), abs(n))))),
        "unknown",
    ),
    ("check_gradients", largest_of_all, "misses_wrong"),
    ("check_gradients", lambda loss, theta, grads: 0.0, "misses_wrong"),
    ("check_gradients", lambda loss, theta, grads: 1.0, "accuses_right"),
    ("check_gradients", lambda loss, theta, grads: float("nan"), "not_finite"),
    ("update_parameters", lambda t, g, eta: ref("update_parameters")(t, g, -eta), "unknown"),
    ("update_parameters", lambda t, g, eta: ref("update_parameters")(t, without_biases(g), eta), "unknown"),
    ("gradient_descent", descend(sign=1.0), "uphill"),
    ("gradient_descent", descend(change=each(lambda x: 3 * x)), {"unknown", "not_the_slope"}),
    ("gradient_descent", descend(change=without_biases), {"unknown", "never_moves"}),
    ("gradient_descent", descend(always=(np.tanh, lambda a: 1 - np.tanh(a) ** 2)), {"unknown", "hard_coded_g"}),
]

# The same, of causes that only the error models know.
OF_A_MODEL = [
    ("logistic_prime", lambda a: ref("logistic_prime")(ref("logistic")(a)), "logistic_prime_twice"),
    ("tanh_prime", lambda a: 1 - np.tanh(np.tanh(a)) ** 2, "tanh_prime_twice"),
    ("softmax", lambda a: np.exp(a) / np.exp(a).sum(), "softmax_sums_everything"),
    ("softmax", lambda a: np.exp(a) / np.exp(a).sum(axis=1, keepdims=True), "softmax_over_the_batch"),
    (
        "forward_propagation",
        lambda t, X, g, O: ref("forward_propagation")(t, X, g, lambda a: O(g(a))),
        "forward_propagation_activates_the_output",
    ),
    ("forward_propagation", forward_general_with(O=lambda a: a), "forward_propagation_without_output_function"),
    ("forward_propagation", forward_general_with(g=lambda a: a), "forward_propagation_without_activation"),
    ("preactivation_gradient", lambda d, a, g_prime: d, "preactivation_gradient_without_g_prime"),
    ("back_propagation", backward_with(g_prime=np.ones_like), "back_propagation_without_g_prime"),
    ("back_propagation", backward_with(a="h"), "back_propagation_g_prime_of_h"),
    ("numerical_gradient", forward_difference, "numerical_gradient_forward"),
]


def cause_found(check, function):
    with pytest.raises(CheckFailed) as failed:
        check(function)
    return failed.value.findings[0].cause


@pytest.mark.parametrize(("name", "wrong", "cause"), TABLE, ids=lambda x: x if isinstance(x, str) else "")
def test_the_hidden_check_fails_a_wrong_version_and_names_the_cause(name, wrong, cause):
    assert cause_found(hidden_check(name), wrong) in ({cause} if isinstance(cause, str) else cause)


@pytest.mark.parametrize(("name", "wrong", "cause"), OF_A_MODEL, ids=lambda x: x if isinstance(x, str) else "")
def test_both_checks_name_the_cause_that_the_model_knows(name, wrong, cause, monkeypatch):
    monkeypatch.setattr(recognise, "without", set())
    assert cause_found(hidden_check(name), wrong) == cause
    assert cause_found(visible_check(name), wrong) == cause


@pytest.mark.parametrize(("name", "wrong"), [row[:2] for row in TABLE], ids=lambda x: x if isinstance(x, str) else "")
def test_the_visible_check_fails_the_same_wrong_version(name, wrong):
    with pytest.raises(CheckFailed):
        visible_check(name)(wrong)


@pytest.mark.parametrize("name", sorted(set(HIDDEN) - {"suspects"}))
def test_a_function_that_is_not_written_yet_is_told_so(name):
    def stub(*arguments, **keywords):
        raise NotImplementedError("Exercise 1.1: write it here, then delete this line.")

    for check in (hidden_check(name), visible_check(name)):
        assert cause_found(check, stub) == "not_written"


@pytest.mark.parametrize("name", sorted(set(HIDDEN) - {"suspects"}))
@pytest.mark.parametrize(
    "value", [None, "text", [], {}, object(), [[1], [2, 3]], float("nan")], ids=lambda v: type(v).__name__
)
def test_a_useless_value_fails_a_check_and_never_breaks_it(name, value):
    for check in (hidden_check(name), visible_check(name)):
        with pytest.raises(CheckFailed):
            check(lambda *arguments, **keywords: value)


@pytest.mark.parametrize("name", sorted(set(HIDDEN) - {"suspects"}))
def test_a_hidden_check_shows_no_expected_value_and_no_input(name):
    with pytest.raises(CheckFailed) as failed:
        hidden_check(name)(lambda *arguments, **keywords: np.full((3, 3), 0.123))
    for finding in failed.value.findings:
        assert finding.expected == ""
        assert finding.inputs == ""


def test_an_aspect_costs_once():
    def unstable_softmax(a):
        return np.exp(a) / np.exp(a).sum(axis=0)

    def loss_of_all_logarithms(p, y):
        return -np.sum(np.eye(len(p))[:, y] * np.log(p)) / len(y)

    hidden_check("softmax")(unstable_softmax)
    hidden_check("logistic")(lambda a: 1 / (1 + np.exp(-a)))
    hidden_check("cross_entropy")(loss_of_all_logarithms)
    hidden_check("forward_propagation")(forward_general_with(g=np.tanh))


@pytest.mark.parametrize("number", [11])
def test_no_version_with_one_change_passes_all_the_hidden_checks_of_its_function(number):
    seed.set_seed(number)
    mistakes = [m for m in catalogue().values() if checks_of(m.of) and m.of not in VALUES]
    values = {m.name: m.model.function((m.change,)) for m in mistakes}
    passed = {m.name for m in mistakes if all(passes(hidden_check(name), values[m.name]) for name in checks_of(m.of))}
    assert passed == set()
    assert len(mistakes) > 600


def checks_of(function):
    return [name for name, of in FUNCTION_OF.items() if of == function]


def passes(check, function):
    try:
        check(function)
    except CheckFailed:
        return False
    return True

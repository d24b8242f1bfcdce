"""Does a mutant change any result? Inputs of the audit's own, drawn apart from the checks', ordinary and extreme.

Two functions are the same here if on all of them they give the same numbers (to rounding), leave the same arguments,
and raise alike. Nothing is shared with the checks: they are what is measured with this.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np

from autograder.backpropagation.networks import Array, Rng, network, problem_bowl, slopes, tensors
from autograder.course.layout import ARGUMENTS
from autograder.course.reference import reference

ROUNDS = 12
Arguments = tuple[Any, ...]
Use = Callable[[Callable[..., Any]], Any]  # one way of using a function; what it gives is compared
# Relative to the entry, and to the array's largest. Differences of f over 1e-5 magnify a rounding by 1e5.
_WITHIN = {"numerical_gradient": 1e-5, "check_gradients": 1e-4}
ROUNDING = 1e-9


# 1 - tanh² and g (1 - g) are differences of numbers near 1: of what is almost 0 only the first digits are theirs.
_ABSOLUTE = dict.fromkeys(("logistic", "logistic_prime", "tanh_prime"), 1e-15)


def alike(x: Any, y: Any, within: float, absolute: float = 1e-300) -> bool:
    """Whether two values are the same but for rounding; a list and a tuple of the same parts are."""
    if isinstance(x, (list, tuple)) or isinstance(y, (list, tuple)):
        both = isinstance(x, (list, tuple)) and isinstance(y, (list, tuple))
        return both and len(x) == len(y) and all(alike(p, q, within, absolute) for p, q in zip(x, y, strict=True))
    if x is None or y is None or isinstance(x, str) or isinstance(y, str):
        return bool(x is y or (isinstance(x, str) and x == y))
    try:
        p, q = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    except (TypeError, ValueError):
        return False
    if p.shape != q.shape:
        return False
    size = float(np.max(np.abs(p), where=np.isfinite(p), initial=0.0))
    return bool(np.allclose(q, p, rtol=within, atol=1e-3 * within * size + absolute, equal_nan=True))


def _called(*arguments: Any, **keywords: Any) -> Use:
    """Call it twice on the same copies: what it gives, and what it leaves of its arguments."""

    def use(function: Callable[..., Any]) -> Any:
        given, named = copy.deepcopy(arguments), copy.deepcopy(keywords)
        value = copy.deepcopy(function(*given, **named))
        kept = [x for x in given if not callable(x) and not isinstance(x, np.random.Generator)]
        again = function(*given, **named) if not any(isinstance(x, np.random.Generator) for x in given) else None
        return value, again, kept

    return use


def _shape(rng: Rng, most: int = 9) -> tuple[int, ...]:
    return tuple(int(n) for n in rng.integers(1, most, int(rng.integers(0, 4))))


def _elementwise(rng: Rng) -> Iterator[Use]:
    edges = [0.0, 1.0, 20.0, 36.0, 40.0, 300.0, 709.0, 711.0, 745.0, 1000.0, 1e6, 1e-300, 1e-20, 1e-8]
    yield _called(np.array([*edges, *(-e for e in edges)]))
    for _ in range(4):
        yield _called(np.asarray(rng.standard_normal(_shape(rng)) * 10.0 ** rng.uniform(-9, 3)))
    yield _called(np.asarray(rng.uniform(-3, 3, _shape(rng))))


def _relu_prime(rng: Rng) -> Iterator[Use]:
    for use in _elementwise(rng):

        def at_kink(function: Callable[..., Any], use: Use = use) -> Any:
            def free_at_0(a: Array) -> Any:
                slope = np.asarray(function(a))
                if slope.shape != np.shape(a):
                    return slope
                return np.where((np.asarray(a) == 0) & (slope >= 0) & (slope <= 1), 0.5, slope)

            return use(free_at_0)

        yield at_kink


def _matrix(rng: Rng) -> Array:
    return rng.standard_normal((int(rng.integers(1, 9)), int(rng.integers(1, 9))))


def _softmax(rng: Rng) -> Iterator[Use]:
    for scale in (1.0, 10.0, 1000.0, 1e-9, 1e5):
        yield _called(_matrix(rng) * scale)
    a = _matrix(rng)
    yield _called(a + 1000)
    yield _called(a - 1000)
    yield _called(a + np.linspace(-2000, 2000, a.shape[1]))


def _labels(rng: Rng, k: int, m: int) -> Array:
    kinds = (np.int64, np.int32, np.uint8)
    return rng.integers(0, k, m).astype(kinds[int(rng.integers(3))])


def _one_hot(rng: Rng) -> Iterator[Use]:
    for _ in range(6):
        k, m = (int(n) for n in rng.integers(1, 12, 2))
        yield _called(_labels(rng, k, m), k + int(rng.integers(0, 3)))


def _probabilities(rng: Rng) -> Array:
    k, m = (int(n) for n in rng.integers(2, 9, 2))
    p = rng.exponential(1.0, (k, m)) + 1e-3
    return np.asarray(p / p.sum(axis=0))


def _losses(rng: Rng) -> Iterator[Use]:
    for _ in range(4):
        p = _probabilities(rng)
        yield _called(p, _labels(rng, *p.shape))
        yield _called(p[:, :1], _labels(rng, p.shape[0], 1))
    p, y = np.eye(5)[:, rng.integers(0, 5, 7)], rng.integers(0, 5, 7)
    yield _called(p, p.argmax(axis=0))
    yield _called(0.999 * p + 0.0002, y)


def _squared_error(rng: Rng) -> Iterator[Use]:
    for scale in (1.0, 1e-6, 1e6):
        a = _matrix(rng) * scale
        yield _called(a, rng.standard_normal(a.shape) * scale)
        yield _called(a, a.copy())


def _initialize(rng: Rng) -> Iterator[Use]:
    for _ in range(3):
        sizes = [int(n) for n in rng.integers(1, 12, int(rng.integers(2, 6)))]
        yield _called(sizes, np.random.default_rng(int(rng.integers(1 << 30))))


def _forward(rng: Rng) -> Iterator[Use]:
    outputs = (reference().softmax, np.cos, lambda a: a)
    for L in (1, 2, 3, 5):
        net = network(rng, L)
        yield _called(net.theta, net.X, net.g, outputs[int(rng.integers(3))])


def _output_gradient(rng: Rng) -> Iterator[Use]:
    return _losses(rng)


def _pairs(rng: Rng, rows: bool) -> Iterator[Use]:
    """grad_a beside h_below (the same columns), or W beside grad_a (the same rows)."""
    for _ in range(5):
        n, below, m = (int(x) for x in rng.integers(1, 9, 3))
        grad_a = rng.standard_normal((n, m)) * 10.0 ** rng.uniform(-8, 3)
        other = rng.standard_normal((n, below) if rows else (below, m))
        yield _called(*((other, grad_a) if rows else (grad_a, other)))


def _preactivation(rng: Rng) -> Iterator[Use]:
    for g_prime in (reference().tanh_prime, reference().relu_prime, np.cos, np.ones_like):
        a = _matrix(rng) * 2
        yield _called(rng.standard_normal(a.shape), a, g_prime)


def _back_propagation(rng: Rng) -> Iterator[Use]:
    for L in (1, 2, 3, 5):
        net = network(rng, L)
        yield _called(net.theta, net.h, net.a, net.y_hat, net.y, net.g_prime)


def _numerical_gradient(rng: Rng) -> Iterator[Use]:
    def total(x: Array) -> float:
        return float(np.sum(np.cos(np.asarray(x) * 1.3) + 0.2 * np.asarray(x) ** 3))

    def product(x: Array) -> float:
        return float(np.prod(1 + 0.1 * np.sin(np.asarray(x) + np.arange(np.size(x)).reshape(np.shape(x)))))

    for f in (total, product):
        yield _called(f, np.asarray(rng.standard_normal(_shape(rng, 4))))
        yield _called(f, rng.standard_normal((2, 3)), 0.05)
        yield _called(f, np.asarray(float(rng.standard_normal())))


def _relative_error(rng: Rng) -> Iterator[Use]:
    for scale in (1.0, 1e-9, 1e6):
        a = _matrix(rng) * scale
        yield _called(a, a * (1 + 10.0 ** rng.uniform(-6, 0, a.shape) * rng.choice([-1, 1], a.shape)))
        yield _called(a * rng.integers(0, 2, a.shape), a * rng.integers(0, 2, a.shape))
        yield _called(-a, a)
    yield _called(float(rng.standard_normal()), float(rng.standard_normal()))
    yield _called(0.0, 0.0)


def cancelling(rng: Rng, size: int) -> Array:
    """Errors that add up to 0, now and then; else none."""
    errors = rng.standard_normal(size)
    return np.asarray((errors - errors.mean()) * int(rng.integers(2)))


def _check_gradients(rng: Rng) -> Iterator[Use]:
    for factor in (1.0, 1.5, -1.0):
        theta, loss, grads = problem_bowl(rng)
        wrong = copy.deepcopy(grads)
        part, k = int(rng.integers(2)), int(rng.integers(1, len(theta.W)))
        wrong[part][k] = wrong[part][k] * factor + cancelling(rng, wrong[part][k].size).reshape(wrong[part][k].shape)

        def rounded(function: Callable[..., Any], theta: Any = theta, loss: Any = loss, wrong: Any = wrong) -> Any:
            value, again, kept = _called(loss, theta, wrong)(function)
            return [
                [[None if e is None else float(np.round(e, 5)) for e in p] for p in v] for v in (value, again)
            ], kept

        yield rounded


def _own_layer(rng: Rng, backward: bool) -> Iterator[Use]:
    for scale in (1.0, 30.0, 1000.0):
        a = _matrix(rng) * scale
        yield _called(*((rng.standard_normal(a.shape), a, None) if backward else (a, None)))


def _update(rng: Rng) -> Iterator[Use]:
    for L in (1, 2, 4):
        net, other = network(rng, L), None
        other = tensors(net.theta, lambda w: rng.standard_normal(w.shape))
        yield _called(net.theta, other, float(10.0 ** rng.uniform(-4, 1)))


def _decay(rng: Rng) -> Iterator[Use]:
    for L in (1, 2, 4):
        theta = network(rng, L).theta
        grads = tensors(theta, lambda w: rng.standard_normal(w.shape))
        yield _called(theta, grads, float(10.0 ** rng.uniform(-4, 1)))


def _descent(rng: Rng) -> Iterator[Use]:
    for steps in (0, 1, 2, 5):
        net = network(rng, int(rng.integers(1, 4)))
        start = np.random.default_rng(int(rng.integers(1 << 30)))
        yield _called(net.X, net.y, net.sizes, 0.3, max_iterations=steps, g=net.g, g_prime=net.g_prime, rng=start)
    yield _called(net.X, net.y, net.sizes, 0.1, 3, rng=start)


def _default_length(rng: Rng) -> Iterator[Use]:
    X, y = rng.standard_normal((2, 3)), np.array([0, 1, 1])
    yield lambda function: len(function(X, y, [2, 2], 0.1)[1])


def _walked(*further: float) -> Callable[[Rng], Iterator[Use]]:
    """Several steps of an optimizer: theta after each."""

    def uses(rng: Rng) -> Iterator[Use]:
        for arguments in ((), further):  # the defaults, and others
            theta = network(rng, int(rng.integers(1, 4))).theta
            eta, kinds = float(10.0 ** rng.uniform(-3, 0)), [int(k) for k in rng.integers(0, 4, 5)]
            eta = max(eta, 0.01)

            def use(
                step: Callable[..., Any],
                theta: Any = theta,
                eta: float = eta,
                kinds: Any = kinds,
                more: Any = arguments,
            ) -> Any:
                state, seen, where = None, [], copy.deepcopy(theta)
                for kind in kinds:
                    before = where
                    where, state = step(where, lambda at, kind=kind: slopes(at, kind), state, eta, *more)
                    seen.append(copy.deepcopy((before, where)))
                return seen

            yield use

    return uses


def _minibatches(rng: Rng) -> Iterator[Use]:
    for _ in range(5):
        N = int(rng.integers(1, 30))
        X, y = rng.standard_normal((3, N)), rng.integers(0, 5, N)
        size, seed = int(rng.integers(1, 34)), int(rng.integers(1 << 30))

        def use(function: Callable[..., Any], X: Array = X, y: Array = y, size: int = size, seed: int = seed) -> Any:
            given = X.copy(), y.copy(), size, np.random.default_rng(seed)
            return [tuple(map(np.array, pair)) for pair in function(*given)], given[0], given[1]

        yield use


def _train(rng: Rng) -> Iterator[Use]:
    r = reference()
    for step, dtype in ((r.momentum_step, np.float64), (r.adam_step, np.float64), (r.nesterov_step, np.float32)):
        N = int(rng.integers(5, 14))
        X, y = rng.standard_normal((4, N)).astype(dtype), rng.integers(0, 3, N)
        sizes, seed = [4, *(int(n) for n in rng.integers(2, 6, int(rng.integers(0, 3)))), 3], int(rng.integers(1 << 30))
        arguments = (X, y, sizes, step, 0.05, 2, int(rng.integers(2, 8)))

        def use(function: Callable[..., Any], arguments: Arguments = arguments, seed: int = seed) -> Any:
            theta, losses = function(*copy.deepcopy(arguments), np.random.default_rng(seed))
            kinds = [str(np.asarray(w).dtype) for part in theta for w in part[1:]]
            # float32 rounds to 1e-7: of such a run only what is far beyond counts
            digits = 4 if arguments[0].dtype == np.float32 else 12
            values = [[w if w is None else np.round(np.asarray(w, dtype=float), digits) for w in p] for p in theta]
            return values, np.round(np.asarray(losses, dtype=float), digits), kinds

        yield use


def _confusion(rng: Rng) -> Iterator[Use]:
    for _ in range(4):
        p = _probabilities(rng)
        yield _called(_labels(rng, *p.shape), p, p.shape[0])


_USES: dict[str, tuple[Callable[[Rng], Iterator[Use]], ...]] = {
    "relu_prime": (_relu_prime,),
    "softmax": (_softmax,),
    "one_hot": (_one_hot,),
    "cross_entropy": (_losses,),
    "squared_error": (_squared_error,),
    "initialize_parameters": (_initialize,),
    "forward_propagation": (_forward,),
    "output_gradient": (_output_gradient,),
    "parameter_gradients": (lambda rng: _pairs(rng, rows=False),),
    "hidden_gradient": (lambda rng: _pairs(rng, rows=True),),
    "preactivation_gradient": (_preactivation,),
    "back_propagation": (_back_propagation,),
    "numerical_gradient": (_numerical_gradient,),
    "relative_error": (_relative_error,),
    "check_gradients": (_check_gradients,),
    "own_layer_forward": (lambda rng: _own_layer(rng, backward=False),),
    "own_layer_backward": (lambda rng: _own_layer(rng, backward=True),),
    "update_parameters": (_update,),
    "gradient_descent": (_descent,),
    "minibatches": (_minibatches,),
    "momentum_step": (_walked(0.6),),
    "nesterov_step": (_walked(0.6),),
    "adam_step": (_walked(0.7, 0.9, 1e-3),),
    "train": (_train,),
    "add_weight_decay": (_decay,),
    "confusion_matrix": (_confusion,),
}
# Of functions that take these arguments and are not listed above.
_BY_ARGUMENTS: dict[tuple[str, ...], tuple[Callable[[Rng], Iterator[Use]], ...]] = {("a",): (_elementwise,)}
_ONCE = {"gradient_descent": _default_length}  # dear, and says the same each time


def known(function: str) -> bool:
    """Whether there are ways to compare two versions of a function."""
    return function in _USES or ARGUMENTS.get(function) in _BY_ARGUMENTS


@cache
def uses_of(function: str) -> tuple[Use, ...]:
    """The ways in which two versions of a function are compared."""
    rng = np.random.default_rng([17, *function.encode()])
    ways = _USES.get(function) or _BY_ARGUMENTS[ARGUMENTS[function]]
    found = [use for _ in range(ROUNDS) for uses in ways for use in uses(rng)]
    if function in _ONCE:
        found += list(_ONCE[function](rng))
    return tuple(found)


@cache
def _right(function: str) -> tuple[Any, ...]:
    return tuple(outcome(use, getattr(reference(), function)) for use in uses_of(function))


def outcome(use: Use, function: Callable[..., Any]) -> tuple[str, Any]:
    """What a function gives, or the kind of its exception."""
    try:
        return "gives", use(function)
    except Exception as error:
        return "raises", type(error).__name__


def same(function: str, one: tuple[str, Any], other: tuple[str, Any]) -> bool:
    """Whether two outcomes of a function are one."""
    within, absolute = _WITHIN.get(function, ROUNDING), _ABSOLUTE.get(function, 1e-300)
    return one[0] == other[0] and alike(one[1], other[1], within, absolute)


def changes(function: str, mutant: Callable[..., Any]) -> bool:
    """Whether `mutant` gives another result than the reference, on any input."""
    pairs = zip(uses_of(function), _right(function), strict=True)
    return any(not same(function, right, outcome(use, mutant)) for use, right in pairs)


def equal(function: str, one: Callable[..., Any], other: Callable[..., Any]) -> bool:
    """Whether two wrong versions of a function give the same results on all inputs."""
    return all(same(function, outcome(use, one), outcome(use, other)) for use in uses_of(function))

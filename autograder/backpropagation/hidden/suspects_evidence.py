"""The evidence of exercise 5.4, run here: whether a mistake shows on the case that a student names, or hides."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from itertools import product
from typing import Any

import numpy as np
from lab.suspects import ACTIVATIONS, Evidence, evidence, lineup, network

from autograder.backpropagation.hidden.inputs import Array
from autograder.course.reference import reference

SPARE = 1  # how much larger than the smallest case one may be that shows a mistake
_WITHIN = 1e-6  # of an entry's tensor: what rounding leaves is 1e-12, what a mistake makes 1e-3 and more


def _tensors(grads: Any) -> list[Array]:
    return [np.asarray(tensor, dtype=np.float64) for part in grads for tensor in part[1:]]


def _runs(name: str, case: Evidence) -> tuple[list[Array], list[Array] | None]:
    """The right gradients, and those of the suspect's last call, None where it raises."""
    r = reference()
    g, g_prime = {
        "tanh": (np.tanh, r.tanh_prime),
        "relu": (r.relu, r.relu_prime),
        "logistic": (r.logistic, r.logistic_prime),
    }[case.g]
    theta, X, y = network(case.sizes, case.m, case.seed)
    h, a, y_hat = r.forward_propagation(theta, X, g, r.softmax)
    right = _tensors(r.back_propagation(theta, h, a, y_hat.copy(), y, g_prime))
    try:
        for _ in range(case.calls):
            grads = lineup[name](theta, h, a, y_hat, y, g_prime)
    except (ValueError, IndexError, TypeError):
        return right, None
    return right, _tensors(grads)


def _differ(one: Array, other: Array) -> bool:
    return one.shape != other.shape or bool(np.max(np.abs(one - other)) > _WITHIN * np.max(np.abs(one)))


def shows(name: str, case: Evidence) -> bool:
    """Whether the suspect raises, or gives other gradients than the right ones."""
    right, got = _runs(name, case)
    return got is None or any(_differ(x, y) for x, y in zip(right, got, strict=True))


def hides(name: str, case: Evidence) -> bool:
    """Whether the suspect gives the right gradients; not where one of them is 0 throughout, which hides anything."""
    right, _ = _runs(name, case)
    return all(tensor.any() for tensor in right) and not shows(name, case)


@cache
def smallest(name: str) -> int:
    """How few units and examples in all a case has on which the suspect's mistake shows."""
    found = [
        Evidence([*widths, 2], m, g, calls=calls)
        for *widths, m, calls in product((1, 2), repeat=5)
        for g in ACTIVATIONS
    ]
    return min(case.size for case in found if shows(name, case))


def share(name: str, answer: Any, anything_hides: bool) -> float:
    """The share of the evidence for one guilty suspect, from 0 to 1: half for each of the two cases."""
    if not isinstance(answer, Mapping):
        return 0.0
    seen, hidden = (evidence(answer.get(word)) for word in ("shows", "hides"))
    found = isinstance(seen, Evidence) and seen.size <= smallest(name) + SPARE and shows(name, seen)
    if anything_hides:
        kept = isinstance(hidden, Evidence) and hides(name, hidden)
    else:
        kept = "hides" in answer and answer["hides"] is None
    return (found + kept) / 2

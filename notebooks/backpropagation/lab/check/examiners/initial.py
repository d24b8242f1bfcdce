# Made by `make release` from solutions/backpropagation/lab/check/examiners/initial.py: edit that file, not this one.
"""Holding initial parameters to their shapes and their statistics, whatever scheme they are drawn by.

Several networks are drawn and pooled. He, Xavier and LeCun, uniform or normal, all pass; a right scheme fails with a
probability far below 1e-9 (the bounds say why).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...course import ARGUMENTS
from ...parameters import Parameters
from ..engine.calling import call
from ..engine.closeness import Closeness, Comparison
from ..engine.examine import Case, Examination
from ..engine.findings import CheckFailed, refuse
from ..engine.reading import read
from .training import shapes_of

Array = NDArray[Any]
NAME = "initialize_parameters"
DRAWS = 6
# Nine standard errors of the mean and of the spread. The mean of N >= 1400 draws is close to normal: beyond 9 sigma
# lies 2e-19. The spread's standard error is at most 1/√(2N) of it (less for uniform draws): 9 of them are 17 %.
SIGMAS = 9.0
# Spread times √n_{k-1}, for the usual schemes at our sizes: uniform in ±1/√n 0.577, Xavier 0.63 to 1.35, LeCun 1,
# He 1.414; so 0.577 (1 - 17 %) = 0.48 and 1.414 (1 + 17 %) = 1.65. Divided by the other width: 3.2; by n: 0.1 to 0.3.
NARROWEST, WIDEST = 0.45, 1.75


def _own_weights(shape: Array, mine: Any) -> Array:
    """The student's weights where their shape is right (or turned round: then, as they should lie)."""
    weights = np.asarray(mine, dtype=np.float64)
    if weights.shape == shape.shape[::-1]:
        weights = weights.T
    return np.where(np.isfinite(weights), weights, 0.0) if weights.shape == shape.shape else shape


def _only_biases_count(expected: Any, got: Any) -> Any:
    """Any weights are right here, and biases of zero."""
    pairs = zip(expected.W, got[0], strict=True)
    return Parameters([None if shape is None else _own_weights(shape, mine) for shape, mine in pairs], expected.b)


def _examine_structure(function: Callable[..., Any], seed: int, visible: bool) -> None:
    exact = Closeness(0.0, 0.0, 0.0)
    cases = []
    for i, sizes in enumerate(([6, 4, 5, 3], [3, 7], [8, 5, 3])):
        arguments = (sizes, np.random.default_rng(seed + i))
        words = f"sizes {sizes}"
        cases.append(Case(words, arguments, shapes_of(sizes), close=exact, adopt=_only_biases_count))
    examination = Examination(function, NAME, cases, labels=ARGUMENTS[NAME], visible=visible)
    findings = examination.findings()
    if findings and findings[0].cause in ("unknown", "offset", "constant") and findings[0].where.startswith("b["):
        refuse(NAME, findings[0].case, "biases_not_zero", "the biases do not start at 0", findings[0].where)
    if findings:
        raise CheckFailed(*findings)


def _draws(function: Callable[..., Any], sizes: list[int], seed: int) -> list[Parameters]:
    words = f"sizes {sizes}"
    answers = [call(NAME, function, (sizes, np.random.default_rng(seed + i)), case=words) for i in range(DRAWS)]
    for answer in answers:
        read(NAME, words, shapes_of(sizes), answer.value)
    return [Parameters(*answer.value) for answer in answers]


def _examine_randomness(draws: list[Parameters], words: str) -> None:
    for k in range(1, len(draws[0].W)):
        first = np.asarray(draws[0].W[k], dtype=np.float64)
        if len(np.unique(first, axis=0)) < len(first) or np.ptp(first) == 0:
            refuse(NAME, words, "not_random", f"units of layer {k} start with the same weights", f"W[{k}]")
        if not any(np.any(first != np.asarray(other.W[k])) for other in draws[1:]):
            refuse(NAME, words, "same_start", f"W[{k}] is the same for every rng", f"W[{k}]")


def _examine_statistics(draws: list[Parameters], sizes: list[int], words: str) -> None:
    for k in range(1, len(sizes)):
        weights = np.concatenate([np.ravel(np.asarray(d.W[k], dtype=np.float64)) for d in draws])
        spread, mean = float(np.std(weights)), float(np.mean(weights))
        unit = spread * np.sqrt(sizes[k - 1])
        if abs(mean) > SIGMAS * spread / np.sqrt(weights.size):
            refuse(NAME, words, "not_centred", f"the mean of W[{k}] is about {mean:.3g}, not 0", f"W[{k}]")
        if not NARROWEST < unit < WIDEST:
            much = f"{unit:.3g} times 1/√n_{k - 1}"
            refuse(NAME, words, "wrong_spread", f"the standard deviation of W[{k}] is about {much}", f"W[{k}]")


def examine_initial(function: Callable[..., Any], seed: int, *, visible: bool) -> None:
    """Raise CheckFailed unless `function(sizes, rng)` gives sound initial parameters."""
    _examine_structure(function, seed, visible)
    # From wide to narrow, so that 1/√n_k in place of 1/√n_{k-1} shows; then to a layer of twice the width; last a wide
    # one, eight times as wide as the narrowest, so that another layer's width shows, too.
    sizes = [120 + seed % 7, 12, 24, 96]
    words = f"sizes {sizes}, {DRAWS} times"
    draws = _draws(function, sizes, seed)
    for draw in draws:
        comparison = Comparison(_only_biases_count(shapes_of(sizes), draw), draw, Closeness())
        if not comparison.right:
            refuse(NAME, words, "biases_not_zero", "the biases do not start at 0")
    _examine_randomness(draws, words)
    _examine_statistics(draws, sizes, words)

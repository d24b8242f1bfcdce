"""Which layer a function of exercise 5.5 comes nearest to, and the visible checks' recorded cases of every layer."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from ..engine.calling import call
from ..engine.closeness import as_numbers
from ..engine.examine import Case
from ..engine.findings import NotWrittenError, StudentCodeRaised
from ..engine.recorded_cases import case_of

FILE = Path(__file__).with_name("own_layers.json")
ALMOST, _OTHER_SHAPE, _RAISED = 1e-6, 1e6, 1e9
# The layer that a function was right for last. It is tried first, since one function is asked again and again, and what
# it raises for all other layers takes time; no function is right for two.
_right_last: list[str] = []


@cache
def recorded(name: str) -> dict[str, list[Case]]:
    """The recorded cases of one function, by layer."""
    stored: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))[name]
    return {layer: [case_of(one) for one in cases] for layer, cases in stored.items()}


def nearest(name: str, function: Callable[..., Any], every: Mapping[str, Sequence[Case]], first: str = "") -> str:
    """The layer whose answers a function comes nearest to; of several the first, and `first` before all others.

    Where it gives every right answer of a layer, it is that one, and is not asked about those behind. Raises
    NotWrittenError for a function that is still its stub.
    """
    order = sorted(every, key=lambda layer: layer != first)
    found: dict[tuple[str, int], float] = {}

    def apart(layer: str) -> Iterator[float]:
        for i, case in enumerate(every[layer]):
            if (layer, i) not in found:
                found[layer, i] = _distance(name, function, case)
            yield found[layer, i]

    for layer in sorted(order, key=lambda layer: layer not in _right_last):
        if all(distance < ALMOST for distance in apart(layer)):
            _right_last[:] = [layer]
            return layer
    return min(order, key=lambda layer: sum(apart(layer)))


def right_for(name: str, function: Callable[..., Any], every: Mapping[str, Sequence[Case]]) -> str | None:
    """The layer for which a function gives every right answer; None if there is none, or if it is still its stub."""
    try:
        found = nearest(name, function, every)
        return found if all(_distance(name, function, case) < ALMOST for case in every[found]) else None
    except NotWrittenError:
        return None


def _distance(name: str, function: Callable[..., Any], case: Case) -> float:
    """How far an answer is from the right one, beside its size."""
    try:
        got = as_numbers(call(name, function, case.arguments).value)
    except NotWrittenError:
        raise
    except StudentCodeRaised:
        return _RAISED
    if got is None or got.shape != np.shape(case.expected):
        return _OTHER_SHAPE
    with np.errstate(all="ignore"):
        apart = np.max(np.abs(got - case.expected) / (1e-6 + np.max(np.abs(case.expected))), initial=0.0)
    return float(min(apart, _OTHER_SHAPE)) if np.isfinite(apart) else _OTHER_SHAPE

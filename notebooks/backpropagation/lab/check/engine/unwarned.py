# Made by `make release` from solutions/backpropagation/lab/check/engine/unwarned.py: edit that file, not this one.
"""Warns of overflow, 0 / 0 and log 0 where NumPy can't: in a browser, whose arithmetic keeps no record of them.

NumPy reads its warnings off the processor's floating-point flags. WebAssembly has none, so there an overflow on the way
to a right value would pass a check that the grader fails. Meanwhile NumPy's functions, called by their names, look at
what they are given and give. Operators such as `/` and `**` can't be made to.
"""

from __future__ import annotations

import contextlib
import functools
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np

_GROW = ("exp", "exp2", "expm1", "sinh", "cosh", "power", "square", "multiply")
_DIVIDE = ("log", "log2", "log10", "log1p", "divide", "true_divide", "reciprocal")
_WORDS = {"over": "overflow", "divide": "divide by zero", "invalid": "invalid value"}


@functools.cache
def numpy_warns() -> bool:
    """Whether NumPy notices an overflow here."""
    with np.errstate(over="raise"):
        try:
            np.exp(np.float64(1000.0))
        except FloatingPointError:
            return True
    return False


class _Watched:
    """A function of NumPy's that warns as it would elsewhere."""

    def __init__(self, name: str) -> None:
        self._name, self._function = name, getattr(np, name)

    def __call__(self, *given: Any, **keywords: Any) -> Any:
        found = self._function(*given, **keywords)
        kind = "" if "where" in keywords else _spoilt(found, given[: self._function.nin], self._name in _GROW)
        if kind and np.geterr()[kind] != "ignore":  # type: ignore[literal-required]
            warnings.warn(f"{_WORDS[kind]} encountered in {self._name}", RuntimeWarning, stacklevel=2)
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._function, name)


def _spoilt(found: Any, given: tuple[Any, ...], grows: bool) -> str:
    """How numbers came to be inf or nan that were neither before, as np.geterr() calls it; "" where none did."""
    try:
        if np.all(np.isfinite(found)) or not all(np.all(np.isfinite(x)) for x in given):
            return ""
        if np.any(np.isnan(found)):
            return "invalid"
    except TypeError:  # no numbers
        return ""
    return "over" if grows else "divide"


@contextlib.contextmanager
def noticed() -> Iterator[None]:
    """In here a student's code is warned of, in a browser as elsewhere."""
    if numpy_warns():
        yield
        return
    kept = {name: getattr(np, name) for name in (*_GROW, *_DIVIDE)}
    try:
        for name in kept:
            setattr(np, name, _Watched(name))
        yield
    finally:
        for name, function in kept.items():
            setattr(np, name, function)

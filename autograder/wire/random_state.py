"""np.random.Generator on the wire: the name of its bit generator and that one's state, checked entry by entry.

NumPy's own setters trust what they are given (a Mersenne Twister whose position is out of range reads beyond its
table), so nothing that is not exactly of the right form gets as far as NumPy.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from .caps import WireError

_Check = Callable[[Any], bool]


def _integer(bits: int) -> _Check:
    return lambda value: type(value) is int and 0 <= value < 2**bits


def _upto(largest: int) -> _Check:
    return lambda value: type(value) is int and 0 <= value <= largest


def _words(count: int, dtype: type) -> _Check:
    return lambda value: type(value) is np.ndarray and value.dtype == dtype and value.shape == (count,)


_SPARE = {"has_uint32": _upto(1), "uinteger": _integer(32)}
_PCG = {"state": {"state": _integer(128), "inc": _integer(128)}, **_SPARE}
_PHILOX = {
    "state": {"counter": _words(4, np.uint64), "key": _words(2, np.uint64)},
    "buffer": _words(4, np.uint64),
    "buffer_pos": _upto(4),
    **_SPARE,
}
_FORMS: dict[str, dict[str, Any]] = {
    "PCG64": _PCG,
    "PCG64DXSM": _PCG,
    "MT19937": {"state": {"key": _words(624, np.uint32), "pos": _upto(624)}},
    "Philox": _PHILOX,
    "SFC64": {"state": {"state": _words(4, np.uint64)}, **_SPARE},
}
# The constructors are kept from before any student's code runs.
_KINDS = {name: getattr(np.random, name) for name in _FORMS}
_GENERATOR = np.random.Generator


def _plain(value: Any) -> Any:
    """NumPy gives some of the numbers as its own scalars."""
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    return int(value) if isinstance(value, np.integer) else value


def state_of(rng: Any) -> tuple[str, dict[str, Any]]:
    """The kind and state of a Generator. Raises WireError for a bit generator that is not one of NumPy's."""
    state = _plain(dict(rng.bit_generator.state))
    kind = state.pop("bit_generator", None)
    if kind not in _FORMS:
        raise WireError(f"a random generator of the kind {kind!r}")
    return kind, state


def _matches(value: Any, form: Any) -> bool:
    if callable(form):
        return bool(form(value))
    return type(value) is dict and value.keys() == form.keys() and all(_matches(value[key], form[key]) for key in form)


def rebuild(kind: str, state: Any) -> np.random.Generator:
    """A fresh Generator in that state. Raises WireError if it is not exactly one that NumPy itself would write."""
    form = _FORMS.get(kind)
    if form is None or not _matches(state, form):
        raise WireError("a random generator whose state is malformed")
    bits = _KINDS[kind](0)
    bits.state = {"bit_generator": kind, **state}
    return _GENERATOR(bits)

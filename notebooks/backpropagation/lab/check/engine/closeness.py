# Made by `make release` from solutions/backpropagation/lab/check/engine/closeness.py: edit that file, not this one.
"""Comparing a student's value with the right one: structure first, then shape, then every number.

Values are numbers, arrays, None, and lists, tuples and `Parameters` of these. A right value may be written in many
ways: a NumPy or a Python float or a 0-d array for a scalar, a list for a vector, a plain tuple for `Parameters`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Index = tuple[int, ...]


@dataclass(frozen=True)
class Closeness:
    """How far a right answer may lie: |got - expected| <= relative*|expected| + floor*max|expected| + absolute.

    The defaults, from error analysis: summing n terms in float64 in any order errs by at most n*1.1e-16 of the sum of
    their magnitudes, so for our sizes (n <= 100, at most 6 layers) by 1e-13 of the largest entry; 1e-9 relative leaves
    four orders for another way of writing the formula, and the floor of 1e-12 covers entries that cancel to almost 0.
    """

    relative: float = 1e-9
    floor: float = 1e-12
    absolute: float = 1e-15

    def wrong(self, expected: NDArray[Any], got: NDArray[Any]) -> NDArray[np.bool_]:
        """True where `got` (same shape) is not close to `expected`; NaN is close to NaN only, inf to the same inf."""
        e, g = np.asarray(expected, dtype=np.float64), np.asarray(got, dtype=np.float64)
        finite, sizes = np.isfinite(e), np.abs(e)
        with np.errstate(invalid="ignore", over="ignore"):
            bound = self.relative * sizes + (self.floor * sizes.max(where=finite, initial=0.0) + self.absolute)
            far = np.asarray(~(np.abs(e - g) <= bound))
        if finite.all():
            return far
        same = (e == g) | (np.isnan(e) & np.isnan(g))
        return np.asarray(np.where(finite, far, ~same))


EXACT = Closeness()  # as exact as float64 allows
# To recognise a cause it must reproduce the student's numbers this closely.
RECOGNISED = Closeness(relative=1e-6, floor=1e-8, absolute=1e-14)


@dataclass(frozen=True)
class Leaf:
    """One array (or None) inside a value, with its name ("W[2]"), and what the student has in its place."""

    label: str
    expected: NDArray[Any] | None
    got: NDArray[Any] | None
    shown: Any  # what the student returned there, before it was made an array


class Mismatch(Exception):
    """The student's value has another structure; `cause` is a key of the causes, `message` says where."""

    def __init__(self, cause: str, message: str, label: str = "", shown: Any = None) -> None:
        super().__init__(message)
        self.cause, self.message, self.label, self.shown = cause, message, label, shown


def as_numbers(value: Any) -> NDArray[Any] | None:
    """`value` as an array of real numbers, or None when it is no such thing."""
    if value is None or isinstance(value, (str, bytes, dict, set)):
        return None
    try:
        array = np.array(value, subok=False)
    except Exception:  # ragged lists, numbers too large, and whatever a strange object raises when it is asked
        return None
    if array.dtype.kind == "b":  # for NumPy, no numbers: it won't even subtract them
        return array.astype(np.float64)
    return array if array.dtype.kind in "iuf" else None


def kind_of(value: Any) -> str:
    """What a value is, in a student's words: "an array of shape (3, 4)", "None", "a tuple of 2"."""
    if value is None:
        return "None"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}" if value.ndim else "a single number"
    if isinstance(value, (bool, int, float, np.number, np.bool_)):
        return "a single number"
    if isinstance(value, dict):
        return f"a dictionary of {len(value)}"
    if isinstance(value, (tuple, list)):
        return f"a {'tuple' if isinstance(value, tuple) else 'list'} of {len(value)}"
    return f"a value of type {type(value).__name__}"


def leaves(expected: Any, got: Any, names: Sequence[str] = (), label: str = "") -> list[Leaf]:
    """The arrays of `expected`, each beside what `got` has in its place; raises Mismatch for another structure.

    `names` are those of the parts of a tuple: ("h", "a", "y_hat"). A named tuple brings its own.
    """
    if isinstance(expected, (tuple, list)):
        return _parts(expected, got, names, label)
    what = label or "the result"
    if expected is None:
        if got is not None:
            raise Mismatch("index_0", f"{what} must be None, so that the indices are the lecture's", label, got)
        return [Leaf(label, None, None, got)]
    if got is None:
        raise Mismatch("none_returned", f"{what} is None", label, got)
    array = as_numbers(got)
    if array is None:
        message = f"{what} should be {kind_of(np.asarray(expected))}, and is {kind_of(got)}"
        raise Mismatch("wrong_type", message, label, got)
    if np.asarray(got).dtype.kind == "b" and np.asarray(expected).dtype.kind != "b":
        raise Mismatch("truth_values", f"{what} holds True and False in place of numbers", label, got)
    return [Leaf(label, np.asarray(expected), array, got)]


def _parts(expected: Sequence[Any], got: Any, names: Sequence[str], label: str) -> list[Leaf]:
    names = getattr(expected, "_fields", None) or (names if isinstance(expected, tuple) else ())
    try:
        return _each_part(expected, got, names, label)
    except Mismatch:
        if not names or not _has_form(expected[0], got):
            raise
    message = f"{label or 'the result'} should have {len(expected)} parts ({', '.join(names)}), and is {names[0]} alone"
    raise Mismatch("wrong_length", message, label, got)


def _has_form(expected: Any, got: Any) -> bool:
    """Whether a value has the structure and the shapes of a list or tuple."""
    if not isinstance(expected, (tuple, list)):
        return False
    try:
        found = [(x.expected, x.got) for x in _each_part(expected, got, (), "")]
    except Mismatch:
        return False
    return all(e is None or (g is not None and g.shape == e.shape) for e, g in found)


def _each_part(expected: Sequence[Any], got: Any, names: Sequence[str], label: str) -> list[Leaf]:
    what = label or "the result"
    parts = f" ({', '.join(names)})" if names else ""
    should = f"{what} should have {len(expected)} parts{parts}"
    if got is None:
        raise Mismatch("none_returned", f"{what} is None", label, got)
    if not isinstance(got, (tuple, list)):
        cause = "dictionary" if isinstance(got, dict) else "wrong_type"
        raise Mismatch(cause, f"{should}, and is {kind_of(got)}", label, got)
    if len(got) != len(expected):
        cause = "first_only" if _ends_after_one(expected, got) else "wrong_length"
        raise Mismatch(cause, f"{should}, and has {len(got)}", label, got)
    found: list[Leaf] = []
    for i, part in enumerate(expected):
        name = names[i] if names else (f"{label}[{i}]" if label else f"result[{i}]")
        found += leaves(part, got[i], (), name)
    return found


def _ends_after_one(expected: Sequence[Any], got: Sequence[Any]) -> bool:
    """Whether a list by layers holds the first layer and no other."""
    return len(got) == 2 < len(expected) and expected[0] is None and got[0] is None and got[1] is not None


@dataclass
class Comparison:
    """One answer held against the right one: what differs, or nothing."""

    expected: Any
    got: Any
    close: Closeness
    names: Sequence[str] = ()
    leaves: list[Leaf] = field(default_factory=list)
    mismatch: Mismatch | None = None
    misshapen: list[Leaf] = field(default_factory=list)
    wrong: list[Leaf] = field(default_factory=list)
    off: list[NDArray[np.bool_] | None] = field(default_factory=list)  # by leaf: where it is wrong; None: its shape is

    def __post_init__(self) -> None:
        try:
            self.leaves = [x for x in leaves(self.expected, self.got, self.names) if x.expected is not None]
        except Mismatch as mismatch:
            self.mismatch = mismatch
            return
        for leaf in self.leaves:
            assert leaf.expected is not None and leaf.got is not None
            if leaf.expected.shape != leaf.got.shape:
                self.misshapen.append(leaf)
                self.off.append(None)
                continue
            off = self.close.wrong(leaf.expected, leaf.got)
            self.off.append(off)
            if off.any():
                self.wrong.append(leaf)

    @property
    def right(self) -> bool:
        """Nothing differs."""
        return self.mismatch is None and not self.misshapen and not self.wrong

    def first_index(self) -> Index | None:
        """The first entry that differs, in the first array that does (None for a scalar or a wrong shape)."""
        if self.misshapen or not self.wrong:
            return None
        leaf = self.wrong[0]
        assert leaf.expected is not None and leaf.got is not None
        if leaf.expected.ndim == 0:
            return None
        return tuple(int(i) for i in np.argwhere(self.close.wrong(leaf.expected, leaf.got))[0])


def same(expected: Any, got: Any, close: Closeness = RECOGNISED) -> bool:
    """Whether two values have one structure, the same shapes and close numbers."""
    return Comparison(expected, got, close).right

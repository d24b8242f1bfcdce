"""What a student's function may give in place of a number, and every place of an answer where it may give it.

`crossed` carries what a function gives over the wire, as the judge gets it.
"""

from __future__ import annotations

import array
import contextlib
import datetime
import decimal
import enum
import fractions
import functools
import math
import types
from collections import OrderedDict, namedtuple
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from lab.parameters import Parameters

from autograder.judge.proxies import Proxy, student_error
from autograder.wire import Caps, Handles, WireError, decode, encode
from autograder.wire.exceptions import describe

Function = Callable[..., Any]
Path = tuple[int, ...]
CAPS = Caps(items=5_000)  # an endless answer ends sooner
ENTRY = -1  # in a path: the first entry of an array, which becomes a list for it


def _nested(depth: int) -> Any:
    value: Any = 0
    for _ in range(depth):
        value = [value]
    return value


def _cyclic() -> list[Any]:
    value: list[Any] = []
    value.append(value)
    return value


class Colour(enum.IntEnum):
    RED = 1


class Liar(np.ndarray):
    """An array that says that it is another."""

    @property
    def shape(self) -> Any:
        return (10**9,)

    def __eq__(self, other: object) -> Any:
        return True

    def __array__(self, *_: Any, **__: Any) -> Any:
        raise RuntimeError("not for you")


class Sparse:
    """Like a sparse matrix, or a table of another library."""

    shape, dtype, ndim = (2, 2), np.dtype(float), 2

    def toarray(self) -> Any:
        return np.eye(2)

    def __array__(self, *_: Any, **__: Any) -> Any:
        return np.eye(2)

    def __len__(self) -> int:
        return 2


class Broken:
    """Fails at whatever is done with it."""

    def __getattr__(self, name: str) -> Any:
        raise ZeroDivisionError(name)

    __len__ = __iter__ = __float__ = __array__ = __repr__ = __str__ = __bool__ = __eq__ = __hash__ = (  # type: ignore[assignment]
        lambda self, *_: 1 / 0
    )


class Text(str):
    pass


class Number(float):
    def __float__(self) -> float:
        raise RuntimeError("no")


class Row(list[Any]):
    def __init__(self, first: Any, second: Any) -> None:  # can't be made from an iterator
        super().__init__([first, second])


Pair = namedtuple("Pair", "left right")


def _raises_late() -> Iterator[Any]:
    yield 1.0
    raise KeyError("late")


def _structured() -> Any:
    return np.zeros(3, dtype=[("x", "f8"), ("y", "O")])


# Made anew at each use: an iterator can be read only once.
ODD: dict[str, Callable[[], Any]] = {
    "None": lambda: None,
    "True": lambda: True,
    "a number": lambda: 5,
    "a number too large for a float": lambda: 10**400,
    "nan": lambda: math.nan,
    "inf": lambda: math.inf,
    "a complex number": lambda: 1j,
    "a fraction": lambda: fractions.Fraction(1, 3),
    "a decimal": lambda: decimal.Decimal("0.5"),
    "a member of an enum": lambda: Colour.RED,
    "a float of another class": lambda: Number(0.5),
    "a text": lambda: "x",
    "digits": lambda: "9" * 5000,
    "a text of another class": lambda: Text("1.0"),
    "bytes": lambda: b"1.0",
    "bytes that can change": lambda: bytearray(b"ab"),
    "a view of bytes": lambda: memoryview(b"12345678"),
    "a date": lambda: datetime.date(2026, 1, 1),
    "a date of NumPy": lambda: np.datetime64("2026-01-01"),
    "a duration of NumPy": lambda: np.timedelta64(3, "D"),
    "nothing in a list": list,
    "nothing in a tuple": tuple,
    "a dict": lambda: {1: 2, "a": np.zeros(2)},
    "an ordered dict": lambda: OrderedDict(W=[1.0]),
    "a set": lambda: {1.0, 2.0},
    "a frozen set": lambda: frozenset({1}),
    "a range": lambda: range(3),
    "a generator": lambda: (x for x in (1.0, 2.0)),
    "a generator that raises": _raises_late,
    "an endless generator": lambda: iter(int, 1),
    "a map": lambda: map(float, [1, 2]),
    "a view of a dict": lambda: {1: 2.0}.values(),
    "lists in lists": lambda: _nested(30),
    "lists without end": _cyclic,
    "lists of unequal length": lambda: [[1, 2], [3]],
    "a mixed list": lambda: [1, None, "a"],
    "texts": lambda: ["1.0"] * 3,
    "integers too large": lambda: [10**400] * 3,
    "a list of another class": lambda: Row(1.0, 2.0),
    "a named tuple": lambda: Pair(1.0, None),
    "an array of the standard library": lambda: array.array("d", [1.0, 2.0]),
    "an object": object,
    "an object that fails": Broken,
    "like a sparse matrix": Sparse,
    "a function": lambda: lambda *_: 5,
    "a class": lambda: int,
    "a module": lambda: math,
    "an exception": lambda: ValueError("x"),
    "an ellipsis": lambda: ...,
    "NotImplemented": lambda: NotImplemented,
    "a slice": lambda: slice(None),
    "a partial": lambda: functools.partial(int, 1),
    "a namespace": lambda: types.SimpleNamespace(W=[None]),
    "a random generator": lambda: np.random.default_rng(1),
    "one number as an array": lambda: np.array(3.0),
    "a half": lambda: np.float16(0.5),
    "a long double": lambda: np.longdouble(0.5),
    "an empty array": lambda: np.zeros((0, 3)),
    "an array of 32 dimensions": lambda: np.zeros((1,) * 32),
    "an array of complex numbers": lambda: np.zeros((3, 3), complex),
    "an array of truths": lambda: np.ones((2, 2), bool),
    "an array of halves": lambda: np.full((3, 2), np.nan, np.float16),
    "an array of long doubles": lambda: np.full((3, 2), np.inf, np.longdouble),
    "the smallest integers": lambda: np.full((2, 2), -(2**63)),
    "numbers that overflow": lambda: np.full((5, 5), 1e308),
    "an array of objects": lambda: np.array([[None, 1], ["a", 2.0]], dtype=object),
    "an array of fractions": lambda: np.array([fractions.Fraction(1, 3)] * 3, dtype=object),
    "an array of texts": lambda: np.array([["1.0", "2.0"]]),
    "an array of bytes": lambda: np.array([b"1.0"]),
    "an array of dates": lambda: np.array(["2026-01-01"], "datetime64[D]"),
    "a structured array": _structured,
    "a masked array": lambda: np.ma.masked_all((2, 2)),
    "masked": lambda: np.ma.masked,
    "a matrix of NumPy": lambda: np.matrix([[1.0, 2.0]]),
    "a record array": lambda: np.rec.fromarrays([[1.0], [2.0]]),
    "an array that lies": lambda: np.eye(3).view(Liar),
    "a read-only array": lambda: np.broadcast_to(np.float64(1), (3, 4)),
    "an array in strides": lambda: np.zeros((6, 8))[::2, ::-3],
    "an array with the large end first": lambda: np.ones((2, 2), ">f8"),
    "an array of void": lambda: np.zeros(2, "V8"),
    "parameters of nothing": lambda: Parameters(None, None),  # type: ignore[arg-type]
    "parameters without layers": lambda: Parameters([], []),
    "parameters of unequal parts": lambda: Parameters([None, np.zeros((2, 2))], [None]),
    "parameters of texts": lambda: Parameters("ab", "cd"),  # type: ignore[arg-type]
}


def parts_of(value: Any) -> int:
    """How many parts a list or tuple has; 0 for what is neither."""
    return len(value) if isinstance(value, (list, tuple)) else 0


def places(value: Any) -> list[Path]:
    """Every place in an answer: the whole, each part of it, of long lists the first and the last, entries of arrays."""
    found: list[Path] = [()]
    count = parts_of(value)
    for i in range(count) if count < 5 else (0, 1, count - 1):
        found += [(i, *path) for path in places(value[i])]
    if isinstance(value, np.ndarray) and value.ndim:
        found.append((ENTRY,))
    return found


def with_odd(value: Any, path: Path, odd: Any) -> Any:
    """The answer with `odd` at that place; the whole, where the answer has no such place."""
    if not path:
        return odd
    i, *rest = path
    if i == ENTRY:
        rows = np.asarray(value).tolist()
        row = rows
        while isinstance(row, list) and row and isinstance(row[0], list):
            row = row[0]
        if not isinstance(row, list) or not row:
            return odd
        row[0] = odd
        return rows
    if i >= parts_of(value):
        return odd
    changed = [with_odd(part, tuple(rest), odd) if k == i else part for k, part in enumerate(value)]
    return Parameters(*changed) if isinstance(value, Parameters) else type(value)(changed)


def crossed(function: Function) -> Function:
    """`function` as the judge has it: what it gives goes over the wire, what it raises comes as a report."""

    def across(*arguments: Any, **keywords: Any) -> Any:
        inside, outside = Handles(lambda handle: None), Handles(lambda handle: Proxy(handle.name, _not_here))
        try:
            message = encode(function(*arguments, **keywords), inside, CAPS)
        except WireError as refused:
            text = f"the result can't be read: {refused}"
            raise student_error({"kind": "TypeError", "name": "TypeError", "text": text}) from None
        except Exception as raised:
            kind, text = describe(raised)
            raise student_error({"kind": kind, "name": type(raised).__name__, "text": text}) from None
        return decode(message, outside, CAPS)

    return across


def _not_here(*_: Any) -> Any:
    raise student_error({"kind": "TypeError", "name": "TypeError", "text": "not in this test"})


# ── right numbers in a form that is as good ─────────────────────────────────────────────────────


class Own(np.ndarray):
    """An array class of a student's own."""


Theta = namedtuple("Theta", "W b")


def _strided(x: Any) -> Any:
    wide = np.zeros(tuple(2 * n for n in x.shape), x.dtype)
    inner = wide[tuple(slice(None, None, 2) for _ in x.shape)]
    inner[...] = x
    return inner


def _read_only(x: Any) -> Any:
    copy = np.array(x)
    copy.flags.writeable = False
    return copy


def _deep_tuple(rows: Any) -> Any:
    return tuple(map(_deep_tuple, rows)) if isinstance(rows, list) else rows


ARRAYS: dict[str, Function] = {
    "lists": lambda x: x.tolist(),
    "tuples": lambda x: _deep_tuple(x.tolist()),
    "a list of arrays": lambda x: list(x) if x.ndim else x,
    "columns first": np.asfortranarray,
    "strides": _strided,
    "read-only": _read_only,
    "large end first": lambda x: x.astype(x.dtype.newbyteorder(">")),
    "long doubles": lambda x: x.astype(np.longdouble) if x.dtype.kind == "f" else x,
    "masked, with no mask": np.ma.array,
    "an array class of their own": lambda x: x.view(Own),
    "matrices": lambda x: np.matrix(x) if x.ndim == 2 else x,
}
SCALARS: dict[str, Function] = {
    "a float": float,
    "a float of NumPy": np.float64,
    "an array of no dimensions": np.array,
    "a long double": np.longdouble,
}
PAIRS: dict[str, Function] = {
    "a tuple": tuple,
    "a list": list,
    "a named tuple of their own": lambda theta: Theta(*theta),
}


def reformed(value: Any, arrays: Function, scalars: Function, pairs: Function, lists: Function) -> Any:
    """The same answer with each array, number, theta and list in another form."""
    again = functools.partial(reformed, arrays=arrays, scalars=scalars, pairs=pairs, lists=lists)
    if isinstance(value, Parameters):
        return pairs([again(list(half)) for half in value])
    if isinstance(value, tuple):
        return tuple(again(part) for part in value)
    if isinstance(value, list):
        return lists([again(part) for part in value])
    if isinstance(value, np.ndarray) and value.ndim:
        return arrays(value)
    return scalars(value) if isinstance(value, (float, np.floating)) else value


def plain(value: Any) -> Any:
    """Arguments as the text has them, whatever form they were given back in."""
    if isinstance(value, (list, tuple)) and len(value) == 2 and all(_is_half(half) for half in value):
        return Parameters(*([None, *(np.array(x, dtype=np.float64) for x in half[1:])] for half in value))
    return value


def _is_half(value: Any) -> bool:
    with contextlib.suppress(Exception):
        return isinstance(value, (list, tuple)) and len(value) > 1 and value[0] is None
    return False

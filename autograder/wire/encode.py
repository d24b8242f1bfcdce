"""Values to bytes. Runs on both sides; beside a student, so it asks no object of his anything that he could answer.

Subclasses of ndarray, list, tuple, dict, str, int and float are sent as what their memory really holds: the methods
of the base class are called, never the subclass's own. Iterators are turned into lists here, each entry at the moment
it comes, as a `for` loop would see it.
"""

from __future__ import annotations

import struct
import warnings
from collections.abc import Callable, Iterable
from types import GeneratorType
from typing import Any

import numpy as np
from lab.course import STRUCTURES

from . import schema
from .caps import DEFAULT, Caps, WireError
from .handles import Handle, Handles, fit_names
from .random_state import state_of

Node = schema.Node

# Its type is lost on the way, and with it the reason why other functions will not take it. The checks say the same.
_MATRIX = "it gives an np.matrix, whose `*` is the matrix product, in later functions, too: wrap it in np.asarray"
_NDARRAY, _RNG = np.ndarray, np.random.Generator
_SHARED = 1 << 20  # an array of this size may be one that the other side has too: then only its number crosses
_ITERABLE: tuple[type, ...] = (range, type({}.keys()), type({}.values()), type({}.items()))
_CODES = {np.dtype(code).char: code for code in schema.DTYPES} | {
    np.dtype(np.longlong).char: "i8",
    np.dtype(np.ulonglong).char: "u8",
    np.dtype(np.int_).char: np.dtype(np.int_).str[1:],
    np.dtype(np.uint).char: np.dtype(np.uint).str[1:],
}
_NEAREST = {"f": np.dtype(np.float64), "c": np.dtype(np.complex128)}  # for long doubles


def encode(value: Any, handles: Handles | None = None, caps: Caps = DEFAULT) -> bytes:
    """The message for `value`. Callables and foreign objects become handles of `handles`, if that is given.

    Raises WireError for what is not of the set, or is too large, too deep or contains itself. Also raises whatever a
    student's own iterator raises while it is read.
    """
    encoder = _Encoder(handles, caps)
    header = schema.dumps(encoder.node(value, 0))
    if len(header) > caps.header_bytes:
        raise WireError(f"more than {caps.header_bytes:,} bytes of numbers and texts outside of arrays")
    message = b"".join((struct.pack(">I", len(header)), header, *encoder.body))
    if len(message) > caps.message_bytes:
        raise WireError(f"more than {caps.message_bytes:,} bytes")
    return message


class _Encoder:
    def __init__(self, handles: Handles | None, caps: Caps) -> None:
        self.body: list[bytes] = []
        self._handles = handles
        self._caps = caps
        self._bytes_left = caps.message_bytes
        self._text_left = caps.text_bytes
        self._items_left = caps.items

    def node(self, value: Any, depth: int) -> Node:
        kind = type(value)
        if kind in _AS_IS:
            return value  # type: ignore[no-any-return]
        if depth > self._caps.depth:
            raise WireError(f"nested more than {self._caps.depth} deep, or containing itself")
        method = _METHODS.get(kind)
        if method is not None:
            return method(self, value, depth)
        return self._unusual(value, depth)

    def _unusual(self, value: Any, depth: int) -> Node:
        """Subclasses, iterators, and what can only cross as a handle."""
        kind = type(value)
        handle = self._handles.foreign(value) if self._handles is not None else None
        if handle is not None:
            return _as_node(handle)
        if issubclass(kind, tuple) and isinstance(getattr(kind, "_fields", None), tuple):
            return self.named(value, depth)
        for base, method in _BASES:
            if issubclass(kind, base):
                return method(self, value, depth)
        if hasattr(kind, "__next__") or kind in _ITERABLE:
            return schema.List(self._entries(value, depth))
        return self._reference(value)

    def _reference(self, value: Any) -> Node:
        if self._handles is None:
            raise WireError(f"a value of the type {type(value).__name__[:100]}")
        return _as_node(self._handles.give(value))

    def _entries(self, values: Iterable[Any], depth: int) -> list[Node]:
        nodes: list[Node] = []
        for value in values:
            self._items_left -= 1
            if self._items_left < 0:
                raise WireError(f"more than {self._caps.items:,} entries")
            nodes.append(self.node(value, depth + 1))
        return nodes

    def _room_for_text(self, size: int) -> None:
        self._room_for(size)
        self._text_left -= size
        if self._text_left < 0:
            raise WireError(f"more than {self._caps.text_bytes:,} bytes of text")

    def _room_for(self, size: int) -> None:
        """Look before anything is copied: an array of a terabyte may take no memory where it is."""
        if size > self._bytes_left:
            raise WireError(f"more than {self._caps.message_bytes:,} bytes")

    def _blob(self, data: bytes) -> None:
        self._room_for(len(data))
        self._bytes_left -= len(data)
        self.body.append(data)

    def integer(self, value: int, depth: int) -> Node:
        value = int.__index__(value)
        if -(2**63) <= value < 2**64:
            return value
        size = int.bit_length(value) // 8 + 1
        if size > self._caps.integer_bytes:
            raise WireError(f"an integer of more than {self._caps.integer_bytes:,} bytes")
        return schema.BigInteger(int.to_bytes(value, size, "little", signed=True))

    def real(self, value: float, depth: int) -> Node:
        return float.__float__(value)

    def complex(self, value: complex, depth: int) -> Node:
        value = complex.__pos__(value)
        return schema.Complex(value.real, value.imag)

    def text(self, value: str, depth: int) -> Node:
        self._room_for_text(str.__len__(value))
        data = str.encode(value, "utf-8", "replace")
        if len(data) <= schema.INLINE:
            return data.decode()
        self._blob(data)
        return schema.Text(len(data))

    def binary(self, value: bytes, depth: int) -> Node:
        self._room_for_text(bytes.__len__(value))
        data = bytes.__getitem__(value, slice(None))
        self._blob(data)
        return schema.Blob(len(data))

    def list(self, value: list[Any], depth: int) -> Node:
        return schema.List(self._entries(list.__iter__(value), depth))

    def tuple(self, value: tuple[Any, ...], depth: int) -> Node:
        return schema.Tuple(self._entries(tuple.__iter__(value), depth))

    def iterator(self, value: Iterable[Any], depth: int) -> Node:
        return schema.List(self._entries(value, depth))

    def dict(self, value: dict[Any, Any], depth: int) -> Node:
        if dict.__len__(value) > self._caps.keys:
            raise WireError(f"a dict of more than {self._caps.keys:,} keys")
        keys = [*dict.keys(value)]
        return schema.Dict(self._entries(keys, depth), self._entries([*dict.values(value)], depth))

    def own(self, value: Any, depth: int) -> Node:
        return schema.Own(_OWN_FIELDS[type(value)._fields], self._entries([*tuple.__iter__(value)], depth))

    def named(self, value: Any, depth: int) -> Node:
        fields, items = type(value)._fields, [*tuple.__iter__(value)]
        if type(fields) is tuple and fields in _OWN_FIELDS and len(fields) == len(items):
            return schema.Own(_OWN_FIELDS[fields], self._entries(items, depth))  # a class of the student's, alike
        plain = len(fields) == len(items) and all(type(field) is str for field in fields)
        if self._handles is None or not plain or not fit_names(fields):
            return schema.Tuple(self._entries(items, depth))
        reference = _as_node(self._handles.give(type(value)))
        return schema.Named(reference, [field[:100] for field in fields], self._entries(items, depth))

    def array(self, value: Any, depth: int) -> Node:
        array = value if type(value) is _NDARRAY else _NDARRAY.view(value, _NDARRAY)
        if type(value) is np.matrix:
            warnings.warn(_MATRIX, stacklevel=2)
        if array.nbytes > _SHARED and self._handles is not None:
            handle = self._handles.foreign(value)
            if handle is not None:
                return _as_node(handle)
        if array.dtype.kind not in "biufc":
            return self._reference(value)
        if array.ndim > self._caps.dimensions:
            raise WireError(f"an array of {array.ndim} dimensions")
        self._room_for(max(array.nbytes, array.size * self._caps.smallest))
        array, code = _in_the_set(array)
        self._blob(array.tobytes())
        return schema.Array(code, list(array.shape))

    def scalar(self, value: Any, depth: int) -> Node:
        array, code = _in_the_set(np.asarray(value))
        return schema.Scalar(code, array.tobytes())

    def random(self, value: Any, depth: int) -> Node:
        kind, state = state_of(value)
        return schema.Random(kind, self.node(state, depth + 1))


def _as_node(handle: Handle) -> schema.Reference:
    return schema.Reference(handle.receivers, handle.id, handle.callable, handle.name)


def _in_the_set(array: Any) -> tuple[Any, str]:
    """The array of numbers with a dtype of the set, and that dtype's name."""
    dtype = array.dtype
    code = _CODES.get(dtype.char)
    if code is None:
        nearest = _NEAREST[dtype.kind]
        return array.astype(nearest), nearest.str[1:]
    return (array if dtype.isnative else array.astype(dtype.newbyteorder("="))), code


_OWN_FIELDS: dict[tuple[str, ...], int] = {made._fields: kind for kind, made in enumerate(STRUCTURES)}
_Method = Callable[[_Encoder, Any, int], Node]
_AS_IS = frozenset({type(None), bool, float})
_METHODS: dict[type, _Method] = {
    _NDARRAY: _Encoder.array,
    int: _Encoder.integer,
    str: _Encoder.text,
    list: _Encoder.list,
    tuple: _Encoder.tuple,
    dict: _Encoder.dict,
    **dict.fromkeys(STRUCTURES, _Encoder.own),
    bytes: _Encoder.binary,
    complex: _Encoder.complex,
    GeneratorType: _Encoder.iterator,
    _RNG: _Encoder.random,
}
# Order matters: np.float64 is a float too, and np.complex128 a complex.
_BASES: tuple[tuple[type, _Method], ...] = (
    (_NDARRAY, _Encoder.array),
    (np.number, _Encoder.scalar),
    (np.bool_, _Encoder.scalar),
    (int, _Encoder.integer),
    (float, _Encoder.real),
    (complex, _Encoder.complex),
    (str, _Encoder.text),
    (bytes, _Encoder.binary),
    (list, _Encoder.list),
    (tuple, _Encoder.tuple),
    (dict, _Encoder.dict),
)

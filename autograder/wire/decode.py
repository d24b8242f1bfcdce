"""Bytes to fresh plain values. Whatever the bytes are, the outcome is a value of the set or a WireError.

The header's form is checked by msgspec against schema.py. What a schema can't say is checked here: that arrays have
exactly the bytes that their shape needs, that nothing is left over, that keys can be keys, depth and number.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np
from lab.course import STRUCTURES

from . import schema
from .caps import DEFAULT, Caps, WireError
from .handles import Handle, Handles, TupleOfAnotherSide, fit_names
from .random_state import rebuild

_DTYPES = {code: np.dtype(code) for code in schema.DTYPES}
_TRUTH, _BYTES = np.dtype(np.bool_), np.dtype(np.uint8)
_KEYS = (type(None), bool, int, float, complex, str, bytes, np.generic)
_AS_IS = frozenset({type(None), bool, int, float, str})
_HEADER = struct.Struct(">I")


def decode(data: bytes | memoryview, handles: Handles | None = None, caps: Caps = DEFAULT) -> Any:
    """The value of a message. Arrays are fresh, own their memory and can be written to.

    Raises WireError for anything that `encode` would not write; handles are refused unless `handles` is given.
    """
    if len(data) > caps.message_bytes:
        raise WireError(f"a message of {len(data):,} bytes; at most {caps.message_bytes:,} are allowed")
    if len(data) < _HEADER.size:
        raise WireError("a message without a header")
    (size,) = _HEADER.unpack_from(data)
    view, start = memoryview(data), _HEADER.size + size
    if size > caps.header_bytes or start > len(data):
        raise WireError(f"a header of {size:,} bytes in a message of {len(data):,}")
    decoder = _Decoder(view, start, handles, caps)
    try:
        tree = schema.loads(view[_HEADER.size : start])
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as refused:
        raise WireError(f"a malformed header: {str(refused)[:200]}") from None
    value = decoder.value(tree, 0)
    decoder.finish()
    return value


class _Decoder:
    def __init__(self, message: memoryview, start: int, handles: Handles | None, caps: Caps) -> None:
        self._body = message
        self._size = len(message)
        self._handles = handles
        self._caps = caps
        self._at = start
        self._items_left = caps.items
        self._text_left = 2 * caps.text_bytes  # what was counted by characters there is counted by bytes here

    def value(self, node: Any, depth: int) -> Any:
        kind = type(node)
        if kind in _AS_IS:
            return node
        if depth > self._caps.depth:
            raise WireError(f"nested more than {self._caps.depth} deep")
        return _METHODS[kind](self, node, depth)

    def finish(self) -> None:
        if self._at != self._size:
            raise WireError(f"{self._size - self._at:,} bytes left over")

    def _take(self, size: int) -> memoryview:
        start, end = self._at, self._at + size
        if size < 0 or end > self._size:
            raise WireError("fewer bytes than the header says")
        self._at = end
        return self._body[start:end]

    def _take_text(self, size: int) -> memoryview:
        self._text_left -= size
        if self._text_left < 0:
            raise WireError(f"more than {2 * self._caps.text_bytes:,} bytes of text")
        return self._take(size)

    def _entries(self, nodes: list[Any], depth: int) -> list[Any]:
        self._items_left -= len(nodes)
        if self._items_left < 0:
            raise WireError(f"more than {self._caps.items:,} entries")
        depth += 1
        return [self.value(node, depth) for node in nodes]

    def list(self, node: schema.List, depth: int) -> Any:
        return self._entries(node.items, depth)

    def tuple(self, node: schema.Tuple, depth: int) -> Any:
        return tuple(self._entries(node.items, depth))

    def dict(self, node: schema.Dict, depth: int) -> Any:
        if len(node.keys) > self._caps.keys or len(node.keys) != len(node.values):
            raise WireError(f"a dict of {len(node.keys):,} keys and {len(node.values):,} values")
        keys = self._entries(node.keys, depth)
        if not all(map(_can_be_key, keys)):
            raise WireError("a dict with a key that is neither a number nor a text")
        return dict(zip(keys, self._entries(node.values, depth), strict=True))

    def own(self, node: schema.Own, depth: int) -> Any:
        made = STRUCTURES[node.kind] if 0 <= node.kind < len(STRUCTURES) else None
        if made is None or len(made._fields) != len(node.items):
            raise WireError(f"a structure of {len(node.items)} entries that the course does not have")
        return made(*self._entries(node.items, depth))

    def complex(self, node: schema.Complex, depth: int) -> Any:
        return complex(node.real, node.imag)

    def integer(self, node: schema.BigInteger, depth: int) -> Any:
        if len(node.digits) > self._caps.integer_bytes:
            raise WireError(f"an integer of {len(node.digits):,} bytes")
        return int.from_bytes(node.digits, "little", signed=True)

    def text(self, node: schema.Text, depth: int) -> Any:
        try:
            return str(self._take_text(node.size), "utf-8")
        except UnicodeDecodeError:
            raise WireError("a text that is not UTF-8") from None

    def binary(self, node: schema.Blob, depth: int) -> Any:
        return bytes(self._take_text(node.size))

    def array(self, node: schema.Array, depth: int) -> Any:
        dtype, shape = _DTYPES.get(node.dtype), node.shape
        if dtype is None or len(shape) > self._caps.dimensions:
            raise WireError(f"an array of dtype {node.dtype[:20]!r} and {len(shape)} dimensions")
        size, claimed = dtype.itemsize, max(dtype.itemsize, self._caps.smallest)
        for n in shape:
            if n < 0:
                raise WireError("an array with a negative dimension")
            size *= n
            claimed *= n or 1  # an empty array may not claim more in its other dimensions than a full one could hold
        if claimed > self._caps.message_bytes:
            raise WireError("an array that is too large")
        return _fresh(self._take(size), dtype, shape)

    def scalar(self, node: schema.Scalar, depth: int) -> Any:
        dtype = _DTYPES.get(node.dtype)
        if dtype is None or len(node.data) != dtype.itemsize:
            raise WireError(f"a number of dtype {node.dtype[:20]!r} in {len(node.data)} bytes")
        return _fresh(node.data, dtype, [])[()]

    def random(self, node: schema.Random, depth: int) -> Any:
        return rebuild(node.kind, self.value(node.state, depth + 1))

    def reference(self, node: schema.Reference, depth: int) -> Any:
        if self._handles is None:
            raise WireError("a handle, where only values are allowed")
        return self._handles.take(Handle(node.receivers, node.id, node.callable, node.name[:100]))

    def named(self, node: schema.Named, depth: int) -> Any:
        if len(node.fields) != len(node.items) or not fit_names(node.fields):
            raise WireError("a named tuple whose names don't fit")
        items = self._entries(node.items, depth)
        kind = self.reference(node.sort, depth)
        if node.sort.receivers:  # one of our own named tuples comes back
            if not (isinstance(kind, type) and issubclass(kind, tuple)):
                raise WireError(f"handle {node.sort.id} is no named tuple")
            return tuple.__new__(kind, items)
        if not (isinstance(kind, type) and issubclass(kind, TupleOfAnotherSide)):
            fields = tuple(field[:100] for field in node.fields)
            kind = type("Named", (TupleOfAnotherSide,), {"__slots__": (), "_fields": fields})
            assert self._handles is not None
            self._handles.adopt(kind, Handle(False, node.sort.id, True, node.sort.name[:100]))
        return kind(*items)


def _fresh(data: memoryview | bytes, dtype: np.dtype[Any], shape: list[int]) -> Any:
    """A new array. A byte that is neither 0 nor 1 is no bool: arrays of such would lie in every sum."""
    if dtype is _TRUTH:
        return np.asarray(np.ndarray(shape, _BYTES, data) != 0)
    return np.ndarray(shape, dtype, data).copy()


def _can_be_key(key: Any) -> bool:
    return type(key) is str or isinstance(key, _KEYS) or (type(key) is tuple and all(map(_can_be_key, key)))


_METHODS: dict[type, Callable[[_Decoder, Any, int], Any]] = {
    schema.List: _Decoder.list,
    schema.Tuple: _Decoder.tuple,
    schema.Dict: _Decoder.dict,
    schema.Own: _Decoder.own,
    schema.Complex: _Decoder.complex,
    schema.BigInteger: _Decoder.integer,
    schema.Text: _Decoder.text,
    schema.Blob: _Decoder.binary,
    schema.Array: _Decoder.array,
    schema.Scalar: _Decoder.scalar,
    schema.Random: _Decoder.random,
    schema.Reference: _Decoder.reference,
    schema.Named: _Decoder.named,
}

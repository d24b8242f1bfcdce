"""The closed set of the wire, as data: what a header may hold. msgspec checks every header against it, in C.

A node is None, a bool, a 64-bit integer, a float, a short str, or one of the structures below. Maps,
timestamps and extension types of MessagePack are not in the set, so they are refused wherever they stand.
"""

from __future__ import annotations

from typing import Any, TypeAlias

import msgspec

# On the wire each structure is an array whose first entry is its tag.


class _Structure(msgspec.Struct, array_like=True, gc=False):
    pass


class List(_Structure, tag=0):
    """A list; also what an iterator gave."""

    items: list[Node]


class Tuple(_Structure, tag=1):
    """A plain tuple."""

    items: list[Node]


class Dict(_Structure, tag=2):
    """A dict: keys and values side by side."""

    keys: list[Node]
    values: list[Node]


class Own(_Structure, tag=3):
    """A named tuple of the course's own, by its place in `lab.course.STRUCTURES`, and its entries."""

    kind: int
    items: list[Node]


class Complex(_Structure, tag=4):
    """A complex number."""

    real: float
    imag: float


class BigInteger(_Structure, tag=5):
    """An integer of more than 64 bits, two's complement, little end first."""

    digits: bytes


class Text(_Structure, tag=6):
    """A long str; its UTF-8 is the next `size` bytes of the body."""

    size: int


class Blob(_Structure, tag=7):
    """A bytes; the next `size` bytes of the body."""

    size: int


class Array(_Structure, tag=8):
    """An ndarray in C order; shape and dtype say how many bytes of the body are its own."""

    dtype: str
    shape: list[int]


class Scalar(_Structure, tag=9):
    """A NumPy scalar."""

    dtype: str
    data: bytes


class Random(_Structure, tag=10):
    """A np.random.Generator: its bit generator's name, and that one's state."""

    kind: str
    state: Node


class Reference(_Structure, tag=11):
    """A callable or an object by number. `receivers`: it is one that the receiver once sent."""

    receivers: bool
    id: int
    callable: bool
    name: str


class Named(_Structure, tag=12):
    """A named tuple of a class of the sender's own: the class by number, the field names, the entries."""

    sort: Reference
    fields: list[str]
    items: list[Node]


Node: TypeAlias = (
    bool
    | int
    | float
    | str
    | List
    | Tuple
    | Dict
    | Own
    | Complex
    | BigInteger
    | Text
    | Blob
    | Array
    | Scalar
    | Random
    | Reference
    | Named
    | None
)

INLINE = 1024  # a str up to this size stands in the header

# The dtypes of the set by the name that stands on the wire: native byte order, no objects, no structures.
DTYPES = ("b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16")

_encoder = msgspec.msgpack.Encoder()
_decoder: msgspec.msgpack.Decoder[Any] = msgspec.msgpack.Decoder(Node)

dumps = _encoder.encode
loads = _decoder.decode

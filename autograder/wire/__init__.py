"""The sole format across the boundary between the judge and a student's process: a closed set of values.

    data = encode(value)      bytes, or WireError if `value` is not of the set, or is too large, deep or cyclic
    value = decode(data)      a fresh plain value of the set, whatever `data` is, or WireError

The set is written down in schema.py. Nothing is ever pickled, and no code of the sender's runs in the receiver: what
can't be a value (a function, an object of a class of the student's own) crosses as a numbered handle. A message is

    4 bytes   the size of the header
    header    MessagePack: the structure, and every small value
    body      the bytes of the arrays and of long texts, in the order in which the header names them

so that what a hostile header can claim is bounded by its own small cap, and arrays cost one copy. The package needs
the standard library, NumPy and msgspec, and of the course only the named tuples that `lab.course.STRUCTURES` lists.
"""

from __future__ import annotations

from .caps import Caps, Closed, WireError
from .decode import decode
from .encode import encode
from .frames import Frames
from .handles import Handle, Handles, Opaque, TupleOfAnotherSide

__all__ = [
    "Caps",
    "Closed",
    "Frames",
    "Handle",
    "Handles",
    "Opaque",
    "TupleOfAnotherSide",
    "WireError",
    "decode",
    "encode",
]

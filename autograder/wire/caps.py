"""How large, deep and numerous things may be on the wire, and the error for what is not allowed there."""

from __future__ import annotations

from dataclasses import dataclass


class WireError(ValueError):
    """A value that can't cross, or a message that is not one of ours. The text is fit to be shown to a student."""


class Closed(WireError):
    """The other side is gone."""


@dataclass(frozen=True)
class Caps:
    """Limits of one message. The defaults hold for both directions."""

    message_bytes: int = 256 * 2**20
    header_bytes: int = 2 * 2**20  # an empty list costs 1 byte here and 90 decoded, so this bounds memory to 200 MB
    depth: int = 32
    items: int = 200_000  # entries of all the lists, tuples and dicts together
    keys: int = 1_000  # of one dict: keys may be chosen to collide; so a whole message takes 2 s at worst, not 15
    integer_bytes: int = 1024
    text_bytes: int = 4 * 2**20  # of all texts and bytes together, headers aside
    smallest: int = 4  # bytes that an entry of an array counts as: a check turns each into eight
    dimensions: int = 32  # of an array, the least that every NumPy has


DEFAULT = Caps()

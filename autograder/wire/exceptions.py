"""Exceptions across the boundary: a name and a text, made into an ordinary exception on the other side.

Only Python's own exceptions that can be made from one text are made again as themselves, so that `except ValueError`
goes on working; any other arrives as `ForeignError`, whose text begins with its name.
"""

from __future__ import annotations

import builtins
import contextlib

TEXT = 10_000  # characters of a text that are kept


class ForeignError(Exception):
    """An exception of a class that this side doesn't have."""


def _makeable() -> dict[str, type[Exception]]:
    made = {}
    for name, kind in vars(builtins).items():
        if isinstance(kind, type) and issubclass(kind, Exception) and not issubclass(kind, Warning):
            with contextlib.suppress(TypeError):
                kind("text")
                made[name] = kind
    return made


# Kept from before any student's code runs. NumPy's is a ValueError and says more to a reader by its own name.
_MAKEABLE = _makeable()
_KINDS = {kind: name for name, kind in _MAKEABLE.items()}


def describe(error: BaseException) -> tuple[str, str]:
    """The name of its nearest class that both sides have, and its text; the class's own name goes into the text."""
    own = type(error).__name__[:100]
    try:
        text = str(error)[:TEXT]
    except Exception:
        text = "(its text could not be made)"
    for kind in type(error).__mro__:
        if kind in _KINDS and kind is not Exception:
            name = _KINDS[kind]
            return name, text if name == own else f"{own}: {text}"
    return own, text


def rebuild(name: str, text: str) -> Exception:
    """The exception of that name and text."""
    kind = _MAKEABLE.get(name)
    if kind is None:
        return ForeignError(f"{name}: {text}" if text else name)
    return kind(text)

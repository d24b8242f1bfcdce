# Made by `make release` from solutions/backpropagation/lab/unwritten.py: edit that file, not this one.
"""A value that is not written yet: whatever is done with it says which exercise is still to do."""

from __future__ import annotations

from typing import Any, NoReturn


class Unwritten:
    """Stands where a student's value will stand, so that cells below say "not written yet" when they need it."""

    def __init__(self, message: str) -> None:
        self._message = message

    def complain(self, *_: Any, **__: Any) -> NoReturn:
        """Raise NotImplementedError with the message."""
        raise NotImplementedError(self._message)

    def __repr__(self) -> str:
        return f"<not written yet: {self._message}>"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # what Jupyter, copy and others look for in any value
            raise AttributeError(name)
        self.complain()

    __getitem__ = __iter__ = __len__ = __array__ = complain
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __matmul__ = __rmatmul__ = complain


def not_written(message: str) -> Any:
    """Make a value that raises NotImplementedError(message) as soon as it is used."""
    return Unwritten(message)

# Made by `make release` from solutions/backpropagation/lab/draw/__init__.py: edit that file, not this one.
"""The figures of the notebooks. Each takes your functions as arguments and draws what they really do.

A notebook writes `draw.activations.curve(logistic)`: each module of this package is loaded when it is first
named, and Matplotlib only when something is drawn, so that `from lab import draw` costs nothing.
"""

from __future__ import annotations

import importlib
from types import ModuleType


def __getattr__(name: str) -> ModuleType:
    """Load lab/draw/<name>.py at its first use."""
    if name.startswith("_"):
        raise AttributeError(name)
    try:
        return importlib.import_module(f"{__name__}.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"{__name__}.{name}":
            raise
        raise AttributeError(f"lab.draw has no module {name!r}") from None

# Made by `make release` from solutions/backpropagation/lab/draw/__init__.py: edit that file, not this one.
"""The figures of the notebooks: `draw.activations.neuron(logistic)` draws what your function really does.

A module of this package, and Matplotlib, is loaded when it is first named: `from lab import draw` costs nothing.
"""

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

# Made by `make release` from solutions/backpropagation/lab/explore/__init__.py: edit that file, not this one.
"""Figures that move, on your own functions: `explore.network`, `explore.nudge`, `explore.film` and `explore.race`.

Each is one piece of HTML that needs no network and no running kernel: steps with their pictures and numbers, which a
short script (stage.js) turns into a panel with buttons and sliders. Where scripts may not run, the steps unfold.
A module of this package is loaded when its figure is first named: `from lab import explore` costs nothing.
"""

import importlib
from collections.abc import Callable
from typing import Any

_MODULES = {"network": "stepping", "nudge": "plots", "film": "boundary", "race": "plots"}


def __getattr__(name: str) -> Callable[..., Any]:
    """Load the module of a figure at its first use. AttributeError for a figure that is not there."""
    if name not in _MODULES:
        raise AttributeError(f"lab.explore has no figure {name!r}; there are {', '.join(_MODULES)}")
    figure: Callable[..., Any] = getattr(importlib.import_module(f"{__name__}.{_MODULES[name]}"), name)
    return figure

"""What a student's cell has in scope, for the wrong code of the catalogue: NumPy and the reference functions."""

from __future__ import annotations

from typing import Any

import numpy as np
from lab.parameters import Parameters

from autograder.course.reference import reference

__all__ = ["Parameters", "np"]


def __getattr__(name: str) -> Any:
    """A reference function, when it is first asked for."""
    try:
        return getattr(reference(), name)
    except AttributeError:
        raise AttributeError(f"no function of the course is called {name!r}") from None

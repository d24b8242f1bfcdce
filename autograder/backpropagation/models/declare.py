"""What a declaration of this course is written with: the forms of `checks.model`, in the scope of a student's cell."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
from lab.optimizers import each
from lab.parameters import Parameters

from autograder.checks import model as forms
from autograder.checks.model import Model, Slot, Wrong, slot, wrong
from autograder.course.reference import reference

__all__ = ["Model", "Slot", "model", "slot", "wrong"]


@cache
def scope() -> Mapping[str, Any]:
    """What a student's cell has in scope: NumPy, the course's own names, and every function, right."""
    return {"np": np, "Parameters": Parameters, "each": each, "lineup": {}, **vars(reference())}


def model(template: str, wholes: Mapping[str, Wrong] | None = None, **slots: Slot) -> Model:
    """Declare the model of one function of this course."""
    return forms.model(template, scope, wholes, **slots)

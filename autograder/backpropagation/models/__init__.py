"""The error models of this course: for each function its right code with slots, and what people put into them.

One declaration serves the diagnosis, the hints, the audit's wrong functions, the visible checks (as fingerprints of
what each version gives: no template is ever released) and the published list of mistakes.
"""

from __future__ import annotations

from autograder.backpropagation.models import (
    activations,
    back_propagation,
    fashion_mnist,
    forward_propagation,
    gradient_checking,
    gradient_descent,
    outputs_and_losses,
)
from autograder.course.layout import NOTEBOOKS

_PARTS = (
    activations,
    outputs_and_losses,
    forward_propagation,
    back_propagation,
    gradient_checking,
    gradient_descent,
    fashion_mnist,
)
_BY_NAME = {model.of: model for part in _PARTS for model in part.MODELS}
MODELS = {name: _BY_NAME[name] for names in NOTEBOOKS.values() for name in names if name in _BY_NAME}

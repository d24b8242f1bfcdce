"""Records the visible checks' cases of exercise 5.5: inputs and right answers of both passes of every layer."""

from __future__ import annotations

import json

import numpy as np

from autograder.backpropagation.hidden.inputs import Draw
from autograder.backpropagation.hidden.own_layer_checks import BACKWARD, FORWARD, checks
from autograder.backpropagation.record_checks import SEED, record_case


def text() -> str:
    """Give the file's text: a line for each case."""
    parts = []
    for name in (FORWARD, BACKWARD):
        layers = []
        for layer, check in checks(name).items():
            cases = check.cases(Draw(np.random.default_rng(SEED), visible=True))
            lines = (json.dumps(record_case(case), ensure_ascii=False, separators=(",", ":")) for case in cases)
            layers.append(f"{json.dumps(layer)}: [\n" + ",\n".join(lines) + "\n]")
        parts.append(f"{json.dumps(name)}: {{\n" + ",\n".join(layers) + "\n}")
    return "{\n" + ",\n".join(parts) + "\n}\n"

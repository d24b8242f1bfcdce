"""Your own functions from the earlier notebooks, so that you never paste code twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from lab.course import NOTEBOOKS
from lab.parameters import Parameters

VALUES = {"suspects", "trained"}


def functions(notebook: str) -> tuple[Any, ...]:
    """The functions (not the values) written in `notebook`, in the order of lab.course.NOTEBOOKS."""
    path = Path(f"{notebook}.ipynb")
    if not path.exists():
        path = Path(__file__).resolve().parent.parent / path.name
    namespace: dict[str, Any] = {"np": np, "Parameters": Parameters, "__name__": notebook}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        marks = cell["metadata"].get("nbgrader", {})
        if cell["cell_type"] == "code" and marks.get("solution") and marks.get("grade_id") not in VALUES:
            exec("".join(cell["source"]), namespace)
    return tuple(namespace[name] for name in NOTEBOOKS[notebook] if name not in VALUES)

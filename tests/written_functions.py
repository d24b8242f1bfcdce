"""Functions that students wrote, loaded as a notebook does: beside the reference's; what they print is not shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from autograder.audit import subjects, trial


def loaded(cell: str, function: str) -> Any:
    """The function that a cell defines."""
    with trial.silenced():
        return subjects.function_of(cell, function)


def function_in(path: Path) -> Any:
    """The function in a file of tests/strangers or tests/judged: it has the folder's name."""
    return loaded(path.read_text(encoding="utf-8"), path.parent.name)

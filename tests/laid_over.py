"""A single notebook, laid over what was released of it."""

from __future__ import annotations

from autograder.course.notebooks import released_notebook
from autograder.grading.matching import match
from autograder.grading.prepare import lay_over
from autograder.submission import PreparedNotebook


def laid_over(name: str, data: bytes) -> PreparedNotebook:
    """What becomes of the notebook `name` with these bytes."""
    return lay_over(released_notebook(name), match({f"{name}.ipynb": data}, {})[name])

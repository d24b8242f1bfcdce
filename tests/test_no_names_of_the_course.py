"""The machinery serves any course: no name of this one stands in its rooms, in code, in comments or in templates."""

from __future__ import annotations

import re

import pytest

from autograder.course.layout import ASSIGNMENT, NOTEBOOKS, PACKAGE, ROOT

ROOMS = ("judge", "sandbox", "inside", "wire", "grading", "checks", "report")
NAMES = {
    ASSIGNMENT,
    "fashion",
    "fashion_mnist",
    "mnist",
    *NOTEBOOKS,
    *(n for names in NOTEBOOKS.values() for n in names),
}
NAMED = re.compile(rf"(?<![A-Za-z0-9_])({'|'.join(sorted(NAMES))})(?![A-Za-z0-9])", re.IGNORECASE)
FILES = [
    path
    for room in ROOMS
    for path in sorted((PACKAGE / room).rglob("*"))
    if path.suffix in (".py", ".j2", ".css", ".html") and "__pycache__" not in path.parts
]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_name_of_the_course_stands_in_a_room_that_serves_any_course(path):
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
    assert [(number, line) for number, line in lines if NAMED.search(line)] == []


def test_the_names_would_be_found():
    for text in ("from autograder.backpropagation import x", "# softmax_stable", '"01_activations"', "Fashion-MNIST"):
        assert NAMED.search(text), text

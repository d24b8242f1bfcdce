"""The epilogue after notebook 07: a tape whose gradients are notebook 04's to the last digit; graded by nobody."""

import contextlib
import io

import nbformat
import numpy as np
import pytest
from lab import mine
from lab.course import FUNCTIONS, NOTEBOOKS

from autograder.course.bundle import handed_out
from autograder.course.layout import RELEASED, SOLUTIONS, UNGRADED
from autograder.course.masters import read_script
from autograder.course.reference import reference
from autograder.grading.left_about import why_explained

[NAME] = UNGRADED


@pytest.fixture
def played(monkeypatch):
    """What the epilogue's cells bind when they are run with our own functions, and what they print."""
    monkeypatch.setattr(
        mine, "functions", lambda nb: tuple(getattr(reference(), name) for name in NOTEBOOKS[nb] if name in FUNCTIONS)
    )
    namespace, said = {"__name__": "__main__"}, io.StringIO()
    with contextlib.redirect_stdout(said):
        for cell in read_script(SOLUTIONS / f"{NAME}.py").cells:
            if cell.cell_type == "code":
                exec(compile(cell.source, f"<{NAME}>", "exec"), namespace)
    return namespace, said.getvalue()


def test_the_tape_s_gradients_are_notebook_04_s_to_the_last_digit(played):
    namespace, said = played
    for tape, hand in zip((namespace["W"], namespace["b"]), namespace["by_hand"], strict=True):
        for k in (1, 2, 3):
            assert np.array_equal(tape[k].grad, hand[k])
    assert said.count("the largest difference is 0.0") == 6


def test_a_value_that_is_used_twice_gets_both_gradients(played):
    Node, play_backwards, product = (played[0][name] for name in ("Node", "play_backwards", "product"))
    square = Node(np.array([[3.0]]))
    play_backwards(product(square, square))
    assert square.grad.tolist() == [[6.0]]


def test_students_get_stubs_and_no_backward_line():
    released = nbformat.read(RELEASED / f"{NAME}.ipynb", 4)
    stubs = [cell for cell in released.cells if cell.metadata.get("nbgrader", {}).get("solution")]
    assert len(stubs) == 4
    for cell in stubs:
        assert "E." in cell.source and "return" not in cell.source.split('"""')[-1]


def test_it_is_handed_out_and_nobody_has_to_look_where_it_comes_back():
    assert f"{NAME}.ipynb" in handed_out()
    assert NAME not in NOTEBOOKS and (SOLUTIONS / f"{NAME}.py").is_file()
    assert why_explained(f"{NAME}.ipynb") == "the course's own"

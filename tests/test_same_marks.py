"""Honest work has the same marks under stock nbgrader and under the judge (follow-through aside).

A small part of it here; `python -m benchmarks.same_marks` holds the whole sample class and every right answer to it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.same_marks import right_answers
from tests import judge_course
from tests.builder import build_notebooks
from tests.stock import differences, judged_marks, prepared, stock_marks, strict_engine

CLASS = Path(__file__).parent / "submissions"


@pytest.fixture(scope="module")
def engine():
    with strict_engine() as opened:
        yield opened


def quick(notebooks, names):
    """These notebooks without the cells of figures and play."""
    kept = {}
    for name in names:
        kept[name] = notebooks[name]
        kept[name].cells = [c for c in notebooks[name].cells if c.cell_type == "code" and "nbgrader" in c.metadata]
    return kept


@pytest.mark.parametrize(
    ("student", "names"),
    [
        ("emil_wrong_transpose", ["03_forward_propagation", "04_back_propagation"]),
        ("gus_wrong_loss", ["01_activations", "02_outputs_and_losses"]),
        ("quinn_relu_wrong", ["01_activations", "05_gradient_checking"]),
    ],
)
def test_a_student_of_the_sample_class_has_the_same_marks(engine, student, names):
    submission = prepared(student, quick(build_notebooks(CLASS / student), names))
    stock = stock_marks(submission)
    assert differences(stock, judged_marks(engine, submission)) == []
    assert sum(stock.values()) > 0


def test_right_answers_have_full_marks_under_both(engine):
    names = ["01_activations", "02_outputs_and_losses", "03_forward_propagation", "04_back_propagation"]
    submission = prepared("right", quick(right_answers(0), names))
    stock = stock_marks(submission)
    assert differences(stock, judged_marks(engine, submission)) == []
    assert sum(stock.values()) == 10 + 15 + 13 + 25


def test_a_difference_would_be_seen(engine):
    perfect = {"01_activations": judge_course.notebook("01_activations")}
    wrong = {"01_activations": judge_course.notebook("01_activations", {"relu": "def relu(a):\n    return -a"})}
    stock = stock_marks(prepared("ada", perfect))
    seen = differences(stock, judged_marks(engine, prepared("ada", wrong)))
    assert [row[:4] for row in seen] == [("01_activations", "test_relu", 1.0, 0.0)]

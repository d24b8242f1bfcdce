"""Honest work has the same marks under stock nbgrader and under the judge (follow-through aside).

The whole sample class and every right answer, run in one process as a kernel's shell runs them; a few in real kernels,
to show that this makes no difference. `python -m benchmarks.same_marks` runs them all in real kernels, in half an hour.
Cells that only show something are left out here, and 07's training but for a few.
"""

from __future__ import annotations

import pytest

from autograder.course.notebooks import released_notebook
from autograder.judge import JudgeEngine
from benchmarks.same_marks import submissions
from tests import judge_course
from tests.stock import differences, judged_marks, plain_marks, prepared, stock_marks, strict_engine

pytestmark = pytest.mark.whole_class

SUBMISSIONS = submissions()
TRAINED = {"ada_perfect", "fay_wrong_sign"}
FIRST_FOUR = ["01_activations", "02_outputs_and_losses", "03_forward_propagation", "04_back_propagation"]
ENDLESS = {"ivan_endless_loop": 5}  # who never ends, and after how many seconds he is stopped here


@pytest.fixture(scope="module")
def engine():
    with strict_engine() as opened:
        yield opened


@pytest.fixture(scope="module")
def forgiving():
    with JudgeEngine() as opened:
        yield opened


def quick(name, only=None):
    """The notebooks of a submission (or those in `only`) without what only shows something, and training that is not
    asked for.
    """
    kept = {notebook: made for notebook, made in SUBMISSIONS[name]().items() if only is None or notebook in only}
    for notebook, made in kept.items():
        if made is not None:
            shown = {cell.released.strip() for cell in released_notebook(notebook).cells if cell.shows}
            made.cells = [cell for cell in made.cells if cell.cell_type == "code" and cell.source.strip() not in shown]
            made.cells = [cell for cell in made.cells if name in TRAINED or not _trains(cell)]
    return kept


def _trains(cell):
    return cell.metadata.get("nbgrader", {}).get("grade_id") == "trained"


@pytest.mark.parametrize("name", SUBMISSIONS)
def test_the_sample_class_and_all_right_answers_have_the_same_marks(engine, name):
    submission = prepared(name, quick(name))
    if name in ENDLESS:
        plain = plain_marks(submission, seconds=ENDLESS[name])
        with strict_engine(cell_seconds=ENDLESS[name]) as impatient:
            judged = judged_marks(impatient, submission)
    else:
        plain, judged = plain_marks(submission), judged_marks(engine, submission)
    assert differences(plain, judged) == []
    assert name == "dev_blank" or sum(plain.values()) > 40


@pytest.mark.parametrize("name", [name for name in SUBMISSIONS if name.startswith("right_answers")])
def test_right_answers_that_do_not_fit_together_have_full_marks_all_the_same(forgiving, name):
    """One returns theta as a plain tuple, one asks it for theta.W: stock nbgrader takes five marks for that."""
    judged = judged_marks(forgiving, prepared(name, quick(name)))
    assert sum(mark for mark, _ in judged.values()) == 92  # of 100: five are given by hand, three are for training


@pytest.mark.parametrize(
    ("name", "notebooks"),
    [
        ("emil_wrong_transpose", ["03_forward_propagation", "04_back_propagation"]),
        ("gus_wrong_loss", ["01_activations", "02_outputs_and_losses"]),
        ("quinn_relu_wrong", ["01_activations", "05_gradient_checking"]),
        ("right_answers_1", FIRST_FOUR),
    ],
)
def test_in_real_kernels_as_well(engine, name, notebooks):
    submission = prepared(name, quick(name, notebooks))
    stock = stock_marks(submission)
    assert differences(stock, judged_marks(engine, submission)) == []
    assert stock == plain_marks(submission) and sum(stock.values()) > 0
    assert name != "right_answers_1" or sum(stock.values()) == 7 + 13 + 11 + 19


def test_a_difference_would_be_seen(engine):
    perfect = {"01_activations": judge_course.notebook("01_activations")}
    wrong = {"01_activations": judge_course.notebook("01_activations", {"relu": "def relu(a):\n    return -a"})}
    stock = stock_marks(prepared("ada", perfect))
    seen = differences(stock, judged_marks(engine, prepared("ada", wrong)))
    assert [row[:4] for row in seen] == [("01_activations", "test_relu", 1.0, 0.0)]

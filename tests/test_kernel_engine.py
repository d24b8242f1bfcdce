"""The engine without a sandbox: plain kernels, marks that doubt never turns into points."""

import json
import math

import nbformat
import pytest

from autograder.course.layout import RELEASED
from autograder.course.notebooks import released_notebook
from autograder.grading.collect import Collected
from autograder.grading.kernel import KernelEngine, _Outcome, partial_mark, row
from autograder.grading.prepare import prepare
from autograder.verdicts import Verdict

pytestmark = pytest.mark.sandbox

NAME = "01_activations"


def result(text):
    return {"output_type": "execute_result", "data": {"text/plain": text}}


@pytest.mark.parametrize("text, mark", [("2.5", 2.5), ("0", 0), ("5", 5), ("np.float64(1.5)", 1.5), (["3", ".0"], 3)])
def test_a_number_between_0_and_the_maximum_is_the_mark(text, mark):
    assert partial_mark([result(text)], 5) == mark


@pytest.mark.parametrize("text", ["nan", "inf", "-1", "5.01", "full marks", "", "[5]", "True", "5 points", "0x5"])
def test_what_is_no_mark_is_never_points(text):
    assert math.isnan(partial_mark([result(text)], 5))
    cell = released_notebook("05_gradient_checking").by_name["test_suspects"]
    assert row(cell, _Outcome(), [result(text)], set()).score == 0


def test_the_last_result_counts_so_that_a_forged_one_does_not_come_first():
    assert partial_mark([result("5"), result("1")], 5) == 1


def test_an_error_beats_every_result():
    cell = released_notebook("05_gradient_checking").by_name["test_suspects"]
    error = {"output_type": "error", "ename": "CheckFailed"}
    for outputs in ([result("5"), error], [error, result("5")]):
        assert row(cell, _Outcome(), outputs, set()).score == 0
    hidden = row(cell, _Outcome("CheckFailed"), [result("5")], set())  # the reply says so, though no output does
    assert (hidden.score, hidden.verdict) == (0, Verdict.WRONG)


SOLUTIONS = {
    "logistic": "import os\ndef logistic(a):\n    if not os.path.exists('been here'):\n"
    "        open('been here', 'w')\n        os._exit(0)\n    return a",
    "logistic_prime": "def logistic_prime(a):\n    while True:\n        try:\n"
    "            while True: pass\n        except BaseException: pass",
    "tanh_prime": "import warnings\ndef tanh_prime(a):\n    warnings.warn('mind')\n    print('hm')\n"
    "    return 1 - np.tanh(a) ** 2",
    "relu": "def relu(a):\n    return np.maximum(a, 1)",
    "relu_prime": "def relu_prime(a):\n    return unknown",
}


@pytest.fixture(scope="module")
def ran():
    """Notebook 01 by a student with a different trouble in each cell; the time limits cut to 4 s."""
    notebook = json.loads((RELEASED / f"{NAME}.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
        cell["source"] = SOLUTIONS.get(grade_id, cell["source"])
    files = {f"{NAME}.ipynb": json.dumps(notebook).encode()}
    with KernelEngine(most_seconds=4) as engine:
        [found] = engine.run(prepare(Collected("ada", files)), seed=1)
    return found


def verdicts(ran):
    return {row.cell: row.verdict for row in ran.cells}


def test_each_trouble_ends_in_its_verdict_and_the_rest_is_marked(ran):
    assert verdicts(ran) == {
        "test_logistic": Verdict.CRASHED,
        "test_logistic_stable": Verdict.WRONG,  # in a new kernel, with the cells before it run again
        "test_logistic_prime": Verdict.TIMEOUT,
        "test_tanh_prime": Verdict.PASSED,
        "test_relu": Verdict.WRONG,
        "test_relu_prime": Verdict.ERROR,
    }


def test_only_what_passed_has_marks(ran):
    assert {row.cell: row.score for row in ran.cells if row.score} == {"test_tanh_prime": 2}


def test_the_graded_notebook_shows_what_happened_and_hides_the_hidden_checks(ran):
    nbformat.validate(ran.graded)
    cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in ran.graded.cells}
    assert cells["test_relu_prime"].source == "check.relu_prime(relu_prime)"
    assert any("unknown" in str(output) for output in cells["test_relu_prime"].outputs)
    assert any("stopped after 4 seconds" in str(output) for output in cells["test_logistic_prime"].outputs)
    assert not any("HIDDEN" in cell.source for cell in ran.graded.cells)

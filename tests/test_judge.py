"""From a submission to marks: what a student's notebook deserves, whatever becomes of its process."""

from __future__ import annotations

import copy
import re

import nbformat
import pytest
from nbgrader.utils import determine_grade

from autograder.backpropagation.hidden.suspects_key import KEY
from tests.judge_course import judge, limits, not_full, notebook, outputs, text

pytestmark = pytest.mark.sandbox

ONE = "01_activations"

WRONG_RELU = "def relu(a):\n    return np.minimum(0, a)"
RAISING_RELU = "def relu(a):\n    b = a\n    return b.nothing"


@pytest.fixture(scope="module")
def perfect():
    return judge({ONE: notebook(ONE)})


def relu(source, **options):
    """The rows when relu's cell reads `source`."""
    return judge({ONE: notebook(ONE, {"relu": source})}, **options)


def test_a_perfect_notebook_gets_every_mark(perfect):
    assert not_full(perfect) == {}
    assert sum(row.score for row in perfect[ONE].cells) == sum(row.max_score for row in perfect[ONE].cells) == 7


def test_a_wrong_function_costs_its_own_marks(perfect):
    rows = relu(WRONG_RELU)
    assert not_full(rows) == {"test_relu": "wrong"} and rows["test_relu"].score == 0
    assert rows["test_relu"].findings[0]["function"] == "relu"


def test_a_function_that_raises_is_an_error_and_shows_the_students_lines():
    rows = relu(RAISING_RELU)
    assert not_full(rows) == {"test_relu": "error"}
    shown = re.sub(r"\x1b\[[0-9;]*m", "", text(outputs(rows, ONE, "test_relu")))
    assert "AttributeError" in shown and f"In[{number(rows, 'relu')}], line 3, in relu(a)" in shown


def number(rows, cell):
    """What stands in its In [ ]."""
    named = {c.metadata.get("nbgrader", {}).get("grade_id"): c.execution_count for c in rows[ONE].graded.cells}
    return named[cell]


def test_the_card_of_the_check_is_in_the_cell():
    shown = outputs(relu(WRONG_RELU), ONE, "test_relu")
    assert any("text/html" in output.get("data", {}) for output in shown)
    assert shown[-1]["output_type"] == "error" and shown[-1]["ename"] == "CheckFailed"


def test_a_name_that_nobody_defined_is_an_error():
    rows = relu("def rely(a):\n    return a")
    assert not_full(rows) == {"test_relu": "error"}
    assert "relu" in text(outputs(rows, ONE, "test_relu"))


def test_a_cell_with_a_syntax_error_is_named_as_the_reason():
    rows = relu("def relu(a)\n    return a")
    assert not_full(rows) == {"test_relu": "error"}
    assert "SyntaxError" in rows["test_relu"].findings[0]["message"]


def test_a_deleted_cell_is_missing_unless_the_function_is_defined_elsewhere():
    assert not_full(judge({ONE: notebook(ONE, {"relu": None})})) == {"test_relu": "missing"}
    elsewhere = {"test_relu": "def relu(a):\n    return np.maximum(a, 0)"}
    assert not_full(judge({ONE: notebook(ONE, {"relu": None}, before=elsewhere)})) == {}


def test_a_value_in_place_of_a_function_is_wrong():
    assert not_full(relu("relu = 3")) == {"test_relu": "wrong"}


def test_the_last_definition_before_the_test_counts():
    later = {"test_relu": "def relu(a):\n    return np.maximum(a, 0)"}
    assert not_full(judge({ONE: notebook(ONE, {"relu": WRONG_RELU}, before=later)})) == {}


def test_the_students_state_counts_as_it_is_at_the_test():
    uses = {"relu": "def relu(a):\n    return np.maximum(a, floor)"}
    before = {"relu": "floor = 0", "relu_prime": "floor = 5"}
    assert not_full(judge({ONE: notebook(ONE, uses, before=before)})) == {}


@pytest.mark.parametrize(
    "body, verdict",
    [
        ("import os; os._exit(0)", "crashed"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "crashed"),
        ("raise MemoryError", "memory"),
        ("raise SystemExit", "error"),
        ("return (x for x in iter(int, 1))", "error"),
    ],
)
def test_what_ends_a_function_costs_its_own_marks_only(body, verdict):
    assert not_full(relu(f"def relu(a):\n    {body}")) == {"test_relu": verdict}


def test_an_endless_function_costs_its_own_marks_only():
    rows = relu("def relu(a):\n    while True: pass", limits=limits(cell_seconds=1.0))
    assert not_full(rows) == {"test_relu": "timeout"}
    assert rows["test_relu"].seconds < 10  # by itself, it would never end


def test_all_calls_of_one_test_share_its_wall_time():
    slow = "def relu(a):\n    import time; time.sleep(0.45)\n    return np.maximum(a, 0)"
    rows = relu(slow, limits=limits(cell_seconds=0.9))
    assert not_full(rows) == {"test_relu": "timeout"}


def test_an_endless_cell_costs_the_marks_of_what_it_defines_only():
    rows = relu("while True: pass", limits=limits(cell_seconds=1.0))
    assert not_full(rows) == {"test_relu": "timeout"}


def test_a_cell_that_kills_the_process_costs_the_marks_of_what_it_defines_only():
    rows = relu("import os; os._exit(1)")
    assert not_full(rows) == {"test_relu": "crashed"}


def test_several_functions_that_kill_the_process_cost_their_own_marks_only():
    dying = {name: f"def {name}(a):\n    import os; os._exit(0)" for name in ("logistic", "relu", "tanh_prime")}
    rows = judge({ONE: notebook(ONE, dying)})
    found = not_full(rows)
    assert found.pop("test_logistic") == found.pop("test_relu") == found.pop("test_tanh_prime") == "crashed"
    assert set(found.values()) <= {"crashed", "follow_through"}


def test_a_function_that_changes_its_argument_is_wrong():
    rows = relu("def relu(a):\n    a[a < 0] = 0\n    return a")
    assert not_full(rows) == {"test_relu": "wrong"}


def test_what_a_function_prints_is_in_the_test_cells_output_and_costs_nothing():
    source = (
        "import sys, warnings\ndef relu(a):\n    print('on stdout')\n    print('on stderr', file=sys.stderr)\n"
        "    warnings.warn('careful')\n    return np.maximum(a, 0)"
    )
    rows = relu(source)
    assert not_full(rows) == {}
    shown = outputs(rows, ONE, "test_relu")
    assert all(said in text(shown) for said in ("on stdout", "on stderr", "careful"))
    assert not any(o.get("name") == "stderr" for o in shown)


def test_a_result_shown_by_a_function_is_no_mark():
    source = (
        "def relu(a):\n    get_ipython().displayhook(99.0)\n    get_ipython().displayhook(0.5)\n"
        "    return np.maximum(a, 0)"
    )
    rows = relu(source)
    assert not_full(rows) == {}
    assert not any(o["output_type"] == "execute_result" for o in outputs(rows, ONE, "test_relu"))


STORIES = {
    "perfect": None,
    "wrong": WRONG_RELU,
    "raises": RAISING_RELU,
    "not defined": "",
    "crashed": "import os; os._exit(1)",
    "forges a result": "def relu(a):\n    get_ipython().displayhook(1.0)\n    return -a",
    "prints on stderr": "import sys\ndef relu(a):\n    print('x', file=sys.stderr)\n    return np.maximum(a, 0)",
}


@pytest.mark.parametrize("story", STORIES)
def test_stock_nbgrader_reads_the_same_marks_from_the_graded_notebook(story, perfect):
    rows = perfect if STORIES[story] is None else relu(STORIES[story])
    for cell in copy.deepcopy(rows[ONE].graded).cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if name in rows:
            assert determine_grade(cell)[0] == rows[name].score


def test_the_graded_notebook_is_a_valid_one_and_shows_no_hidden_test(perfect):
    for rows in (perfect, relu(RAISING_RELU)):
        nbformat.validate(rows[ONE].graded)
        assert "autograder" not in nbformat.writes(rows[ONE].graded)


def test_the_same_seed_gives_the_same_notebook_byte_for_byte():
    first, second = (nbformat.writes(relu(WRONG_RELU, seed=3)[ONE].graded) for _ in range(2))
    assert first == second


def test_what_the_cells_of_a_student_show_is_kept():
    before = {"relu": "print('hello')\n1 + 1"}
    rows = judge({ONE: notebook(ONE, before=before)})
    cell = next(c for c in rows[ONE].graded.cells if c.source.startswith("print"))
    assert [o.output_type for o in cell.outputs] == ["stream", "execute_result"]
    assert cell.execution_count == cell.outputs[1].execution_count


def test_partial_marks_are_taken_from_the_value_of_the_last_line():
    answers = {name: min(answer.lines, default=None) for name, answer in KEY.items()}
    answers |= dict.fromkeys([*answers][:3], 1)
    cells = {"suspects": f"suspects = {answers}"}
    rows = judge({"05_gradient_checking": notebook("05_gradient_checking", cells)})
    row = rows["test_suspects"]
    assert row.verdict == "partial" and 0 < row.score < 5
    assert float(outputs(rows, "05_gradient_checking", "test_suspects")[-1]["data"]["text/plain"]) == row.score

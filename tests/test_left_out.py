"""Cells of the course that only show something are left out of grading, and that changes nobody's marks."""

from __future__ import annotations

import shutil
import time

import nbformat
import pytest

from autograder.course.layout import NOTEBOOKS, ROOT
from autograder.course.lint import check_script
from autograder.course.masters import read_script
from autograder.course.notebooks import course_notebook
from autograder.course.sources import global_reads
from autograder.errors import ScriptError
from autograder.judge import JudgeEngine
from autograder.judge.left_out import left_out, looked_for
from autograder.verdicts import LEFT_OUT
from tests.builder import _perfect, find
from tests.mixtures import LOOKING, OWN_CELLS, marks, mixture
from tests.stock import prepared

SEED = 7


def cells_left_out(name, *own):
    """First lines of what is left out of a perfect notebook, with these further cells at its end."""
    made = _perfect(name)
    made.cells += [nbformat.v4.new_code_cell(source) for source in own]
    return [made.cells[index].source for index in left_out(course_notebook(name), made.cells)]


def test_nothing_of_ours_that_shows_something_runs_for_a_perfect_student():
    for name in ("01_activations", "04_back_propagation", "06_gradient_descent"):
        shown = [cell.released.strip() for cell in course_notebook(name).cells if cell.shows]
        assert cells_left_out(name) == shown and len(shown) > 5


def test_a_students_own_cell_brings_back_what_it_reads_and_what_that_reads_in_turn():
    all_of_them = cells_left_out("06_gradient_descent")
    back = set(all_of_them) - set(cells_left_out("06_gradient_descent", "descend(max_iterations=3)"))
    assert {cell.split("(")[0] for cell in back} == {"X, y = spiral", "def descend"}


@pytest.mark.parametrize("own", ["%timeit descend()", "print(descend", "x = lambda: [descend for _ in range(3)]"])
def test_a_name_is_found_in_magics_in_broken_cells_and_deep_inside(own):
    assert not any("def descend" in cell for cell in cells_left_out("06_gradient_descent", own))


def test_a_functions_own_variables_bring_nothing_back():
    own = "def f(X, y, theta):\n    losses = [theta for right in X]\n    return losses, y"
    assert cells_left_out("06_gradient_descent", own) == cells_left_out("06_gradient_descent")


def test_a_cell_of_ours_that_the_student_has_changed_runs():
    made = _perfect("01_activations")
    changed = next(cell for cell in made.cells if cell.source.startswith("slopes = "))
    changed.source += "\nprint(slopes)"
    left = left_out(course_notebook("01_activations"), made.cells)
    assert made.cells.index(changed) not in left and len(left) > 3


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        ("check.relu(relu)", "check.relu(relu)\nslopes", "test_relu reads slopes, which it binds"),
        ("slopes = {", "data.x = slopes = {", "it changes data, which others may read"),
        ("slopes = {", "np.random.seed(0)\nslopes = {", "NumPy's global generator"),
        ('locked="setup"', 'locked="setup" shows=true', "only a plain code cell of ours"),
    ],
)
def test_the_linter_refuses_to_leave_out_what_may_decide_something(tmp_path, before, after, why):
    from autograder.course.layout import SOLUTIONS

    text = (SOLUTIONS / "01_activations.py").read_text(encoding="utf-8")
    script = tmp_path / "01_activations.py"
    shutil.copy(SOLUTIONS / "symbols.md", tmp_path)
    script.write_text(text.replace(before, after, 1), encoding="utf-8")
    assert script.read_text(encoding="utf-8") != text
    with pytest.raises(ScriptError) as error:
        check_script(script, read_script(script))
    assert why in str(error.value)


@pytest.mark.parametrize(
    ("said", "doubt"),
    [
        ("name 'slopes' is not defined", True),
        ("'slopes'", True),
        ("'tuple' object has no attribute 'slopes'", False),
        ("name 'other' is not defined", False),
        ("?" * 4_000, True),  # its end is cut off
        (None, True),  # it was lost
        ("", False),
    ],
)
def test_a_submission_is_in_doubt_where_an_error_may_speak_of_a_name_that_was_left_out(said, doubt):
    assert looked_for(["not this one", said], {3: {"slopes"}}) is doubt


@pytest.mark.parametrize(
    "own",
    [
        "slopes *= 2", "del slopes", "del (slopes,)", "def f():\n    global slopes\n    slopes *= 2",
        "class A:\n    slopes = slopes", "slopes: object\nslopes -= 1", "class A:\n    for slopes in [slopes]: pass",
    ],
)  # fmt: skip
def test_what_a_cell_changes_deletes_or_reads_in_a_class_is_read(own):
    assert "slopes" in global_reads(own)


def test_what_a_function_changes_of_its_own_is_not():
    assert global_reads("def f(slopes):\n    slopes *= 2\n    del slopes") == set()


@pytest.mark.parametrize(
    "own",
    [
        "print(eval('slopes'))", "get_ipython().user_ns['slopes']", "'slopes' in globals()", "table = _11", "kept = _",
        "def f(x):\n    return _3 + x", "import doctest\nassert doctest.testmod().failed == 0", "%whos", "!date",
        "from IPython.core.interactiveshell import InteractiveShell", "import __main__", "__import__('os')._exit(0)",
        "calls = []\ndef relu(a):\n    calls.append(a)\n    return a", "def relu(a):\n    relu.calls = 1",
        "def relu(a, seen=[]):\n    seen.append(a)", "def relu(a):\n    global calls\n    calls = 1",
        "draw.activations.beside = print", "print = repr", "def print(*a):\n    pass", "np.random.seed(0)",
        "f = lambda a: seen.append(a)",
        "class Relu:\n    def __call__(self, a):\n        self.n += 1", "broken( eval", "x = 1\n" * 100_000,
    ],
)  # fmt: skip
def test_where_code_may_depend_on_what_its_names_do_not_show_every_cell_runs(own):
    assert cells_left_out("01_activations", own) == []


@pytest.mark.parametrize(
    "own",
    [
        "for _ in range(3):\n    print(_)", "%matplotlib inline", "%timeit relu(np.ones(3))", "!pip list",
        "def f(X):\n    found = []\n    for x in X:\n        found.append(x)\n    return found",
        "def f(a):\n    def inner():\n        kept.append(a)\n    kept = []\n    inner()\n    return kept",
        "class A:\n    def __init__(self):\n        self.x = 1", "rng = np.random.default_rng(0)\nrng.random(3)",
        "# In the end: eval, open, sys",
    ],
)  # fmt: skip
def test_ordinary_code_brings_nothing_back(own):
    assert cells_left_out("01_activations", own) == cells_left_out("01_activations")


def test_a_cell_of_blank_lines_is_soon_looked_through():
    start = time.process_time()
    assert cells_left_out("01_activations", "\n" * 90_000)
    assert time.process_time() - start < 10  # it took 30


def test_no_solution_of_the_course_and_no_right_answer_makes_every_cell_run():
    for notebook, functions in NOTEBOOKS.items():
        answers = [
            path.read_text() for name in functions for path in (ROOT / "tests/right_answers" / name).glob("*.py")
        ]
        assert cells_left_out(notebook, *answers)


@pytest.fixture(scope="module")
def sparing():
    with JudgeEngine() as engine:
        yield engine


@pytest.fixture(scope="module")
def thorough():
    with JudgeEngine(every_cell=True) as engine:
        yield engine


@pytest.mark.sandbox
def test_the_graded_notebook_says_so_in_its_place(sparing):
    [result] = sparing.run(prepared("ada", {"01_activations": _perfect("01_activations")}), SEED)[:1]
    shown = [c.outputs[0]["text"].strip() for c in result.graded.cells if c.metadata.get("shows")]
    assert set(shown) == {LEFT_OUT} and len(shown) > 5
    code = [c for c in result.graded.cells if c.cell_type == "code"]
    for place, cell in enumerate(code, 1):  # as in the student's notebook
        assert cell.metadata.get("shows") or cell.execution_count == place


def filled(source):
    """A perfect 02 whose one_hot calls `filled`, which a cell of the student's own defines."""
    made = _perfect("02_outputs_and_losses")
    where = find(made, "one_hot")
    made.cells[where].source = "def one_hot(y, k):\n    return filled(y, k)"
    made.cells.insert(where + 1, nbformat.v4.new_code_cell(source))
    return {"01_activations": _perfect("01_activations"), "02_outputs_and_losses": made}


DEFINED = "def filled(y, k):\n    return (np.arange(k)[:, None] == y).astype(float)\n"
IN_TRY = (
    "try:\n    {0}\n    filled = lambda y, k: (np.arange(k)[:, None] == y) * 1.0\nexcept Exception:\n    print('later')"
)
OWN = {
    "changes it": IN_TRY.format("logits *= 2"),
    "deletes it": IN_TRY.format("del logits"),
    "asks whether it is there": "import __main__\nif hasattr(__main__, 'logits'):\n    one_hot = None",
    "in a function under test": "def filled(y, k):\n    logits\n    return (np.arange(k)[:, None] == y) * 1.0",
    "after very much output": f"print('x' * 3_000_000)\ndel logits\n{DEFINED}",
    "finds a file that it has left": """try:
    np.load('kept.npy')
except FileNotFoundError:
    np.save('kept.npy', 1)
    filled = lambda y, k: (np.arange(k)[:, None] == y) * 1.0
raise KeyError('logits')""",
}


@pytest.mark.sandbox
@pytest.mark.parametrize("own", OWN)
def test_whatever_looks_for_what_was_left_out_has_the_marks_that_it_has_with_every_cell(sparing, thorough, own):
    submission = prepared("ada", filled(OWN[own]))
    found = marks(sparing.run(submission, SEED))
    assert found == marks(thorough.run(submission, SEED)) and found


@pytest.mark.sandbox
def test_a_module_of_the_students_own_may_look_for_it_too(sparing, thorough):
    submission = prepared("ada", filled(f"import helper\n{DEFINED}"))
    submission.files["helper.py"] = b"import __main__\n__main__.logits\n"
    found = marks(sparing.run(submission, SEED))
    assert found == marks(thorough.run(submission, SEED))
    assert found["02_outputs_and_losses", "test_one_hot"] == (2.0, "passed")


@pytest.mark.sandbox
def test_before_a_mark_is_lost_to_a_name_that_nobody_saw_all_is_judged_with_every_cell(sparing, thorough):
    made = _perfect("06_gradient_descent")
    made.cells[find(made, "gradient_descent")].source += LOOKING.format(function="gradient_descent", name="X")
    others = {name: _perfect(name) for name in OWN_CELLS}
    submission = prepared("ada", others | {"06_gradient_descent": made})
    submission.notebooks = {"06_gradient_descent": submission.notebooks["06_gradient_descent"]}
    found = marks(sparing.run(submission, SEED))
    assert found == marks(thorough.run(submission, SEED))
    assert found["06_gradient_descent", "test_gradient_descent"] == (5.0, "passed")


@pytest.mark.whole_class
@pytest.mark.parametrize("seed", range(4))
def test_mixtures_with_cells_of_their_own_have_the_marks_that_they_have_with_every_cell(sparing, thorough, seed):
    """`python -m benchmarks.every_cell` does 200 of them, and all attacks."""
    submission = mixture(seed)
    found = marks(sparing.run(submission, SEED))
    assert found == marks(thorough.run(submission, SEED)) and found

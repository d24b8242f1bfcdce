"""Cells of the course that only show something are left out of grading, and that changes nobody's marks."""

from __future__ import annotations

import shutil
import time

import nbformat
import pytest

from autograder.course.lint import check_script
from autograder.course.masters import read_script
from autograder.course.notebooks import course_notebook
from autograder.errors import ScriptError
from autograder.judge import JudgeEngine
from autograder.judge.left_out import in_doubt, left_out
from autograder.verdicts import LEFT_OUT, CellResult, NotebookResult, Verdict
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
    ],
)
def test_a_mark_is_in_doubt_where_its_error_speaks_of_a_name_that_was_left_out(said, doubt):
    row = CellResult("test_relu", Verdict.ERROR, 0.0, 1.0, findings=({"cause": "raised", "message": said},))
    result = NotebookResult("01_activations", [row], _perfect("01_activations"), [])
    assert in_doubt(course_notebook("01_activations"), result, {3: {"slopes"}}) is doubt


def test_a_cell_of_blank_lines_is_soon_looked_through():
    made, start = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("\n" * 200_000)]), time.process_time()
    result = NotebookResult("01_activations", [CellResult("test_relu", Verdict.ERROR, 0.0, 1.0)], made)
    assert not in_doubt(course_notebook("01_activations"), result, {3: {"slopes"}})
    assert time.process_time() - start < 10  # it took 200


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


@pytest.mark.sandbox
def test_before_a_mark_is_lost_to_a_name_that_nobody_saw_the_notebook_is_judged_with_every_cell(sparing, thorough):
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

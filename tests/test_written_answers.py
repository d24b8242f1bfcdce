"""The written answer: what is handed in, how it is marked, and who sees that."""

import copy

import nbformat
import pytest

from autograder.course.layout import LAB, RELEASED, ROOT
from autograder.course.notebooks import course_notebook, released_notebook
from autograder.course.secrets import secret_lines
from autograder.grading.write import show_how_to_mark
from tests.builder import build_notebooks, find

SEVEN = "07_fashion_mnist"
STUDENTS = ["ada_perfect", "ben_another_style", "emil_wrong_transpose", "gus_wrong_loss", "fay_wrong_sign"]
RUBRIC = "Not enough: "  # words that stand nowhere but in the rubric


def answer(student):
    notebook = build_notebooks(ROOT / "tests" / "submissions" / student)[SEVEN]
    return notebook.cells[find(notebook, "explain")].source


def test_the_sample_students_hand_in_answers_of_their_own_and_none_the_rubric():
    answers = {student: answer(student) for student in STUDENTS}
    assert len(set(answers.values())) == len(STUDENTS)
    for text in answers.values():
        assert RUBRIC not in text and len(text) > 100
        assert [line[:2] for line in text.splitlines() if line[:1].isdigit()] == ["1.", "2.", "3.", "4."]


def test_the_rubric_stands_right_above_the_answer_and_is_hidden_from_students():
    cells = course_notebook(SEVEN).cells
    above = cells[[cell.name for cell in cells].index("explain") - 1]
    assert above.role == "locked" and RUBRIC in above.master and RUBRIC not in above.released
    assert "1 point" in above.released and "A bad answer to mark yourself" in above.released
    for path in [*RELEASED.glob("*.ipynb"), *LAB.rglob("*.py")]:
        assert RUBRIC not in path.read_text(encoding="utf-8"), path
    assert any(RUBRIC in line for line in secret_lines())


def test_whoever_marks_finds_it_in_the_graded_notebook_and_a_student_s_own_text_there_is_gone():
    form = released_notebook(SEVEN)
    notebook = nbformat.read(RELEASED / f"{SEVEN}.ipynb", as_version=4)
    show_how_to_mark(notebook, form)
    [cell] = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == "marking"]
    assert RUBRIC in cell.source and "MARK SCHEME" not in cell.source
    assert "students do not see this:**\n\n1. " in cell.source, "a list, as the page shows it"


@pytest.mark.sandbox
@pytest.mark.slow
def test_nbgrader_releases_it_without_the_rubric():
    """Stock nbgrader's own steps, in the order that nbgrader_config.py gives them."""
    from nbgrader.preprocessors import CheckCellMetadata, ComputeChecksums, LockCells

    from autograder.course.masters import master
    from autograder.course.stubs import HideTheMarkScheme

    made = copy.deepcopy(master(SEVEN))
    for step in (LockCells(), CheckCellMetadata(), ComputeChecksums(), HideTheMarkScheme()):
        made, _ = step.preprocess(made, {"nbgrader": {}})
    assert RUBRIC not in nbformat.writes(made)

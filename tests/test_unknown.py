"""What no model knows: counted in the class report, and the smallest such function without a trace of whose it is."""

import json
from types import SimpleNamespace

import pytest

from autograder.course.layout import ASSIGNMENT
from autograder.report.naming import how_named
from autograder.report.unknown import anonymous, unknown_of

CELL = '''# Ada Lovelace, 4711
def relu(a):
    """By Ada Lovelace."""
    print("written by Ada Lovelace")  # mine
    kept = {"W1": a}
    return kept["W1"] * 2
'''


@pytest.mark.parametrize(
    ("cause", "how"),
    [
        ("relu_is_abs", "named"),
        ("transposed", "named"),
        ("f_one + f_other", "named"),
        ("f_one | f_other", "either … or …"),
        ("f_one …", "either … or …"),
        ("unknown", "unnamed"),
        ("all_zero", "unnamed"),
    ],
)
def test_a_cause_is_named_either_or_or_unnamed(cause, how):
    assert how_named(cause) == how


def test_only_the_code_is_left():
    code = anonymous(CELL)
    assert "Ada" not in code and "4711" not in code and "mine" not in code
    names = {}
    exec(code, names)
    assert names["relu"](3) == 6


def test_what_is_no_python_is_left_out():
    assert anonymous("def f(:") == ""


def student(folder, name, cause, cell=CELL):
    path = folder / "autograded" / name / ASSIGNMENT / "01_activations.ipynb"
    path.parent.mkdir(parents=True)
    cells = [{"source": [cell], "metadata": {"nbgrader": {"grade_id": "relu"}}}]
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    row = SimpleNamespace(not_written=False, findings=[{"function": "relu", "cause": cause, "message": "differs"}])
    notebook = SimpleNamespace(notebook="01_activations", cells=[row])
    return SimpleNamespace(entry=SimpleNamespace(student=name, notebooks=[notebook]))


def test_each_unnamed_mistake_is_found_in_its_cell_and_the_others_are_not(tmp_path):
    class_ = [student(tmp_path, "ada", "unknown"), student(tmp_path, "bob", "relu_is_abs")]
    [found] = unknown_of(tmp_path, class_)
    assert str(found).startswith("# function: relu\n# said: differs\n\ndef relu(a):\n")
    assert "ada" not in str(found).lower()


def test_a_cell_that_can_not_be_read_is_passed_over(tmp_path):
    assert list(unknown_of(tmp_path, [student(tmp_path, "ada", "unknown", cell="def relu(:")])) == []

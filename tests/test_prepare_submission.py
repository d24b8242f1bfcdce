"""A whole submission is prepared: every notebook of the course, the course's own lab, the student's other files."""

import json

from autograder.course.layout import NOTEBOOKS, RELEASED
from autograder.grading.collect import Collected
from autograder.grading.prepare import dump, prepare
from tests.laid_over import laid_over

NAME = "01_activations"


def released(name=NAME):
    return json.loads((RELEASED / f"{name}.ipynb").read_text(encoding="utf-8"))


def cell(notebook, grade_id):
    return next(c for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == grade_id)


def submission(**files):
    return prepare(Collected("ada", {name: data for name, data in files.items()}))


def test_every_notebook_of_the_course_is_there_handed_in_or_not():
    result = submission(**{f"{NAME}.ipynb": json.dumps(released()).encode()})
    assert list(result.notebooks) == list(NOTEBOOKS)
    assert result.notebooks[NAME].notebook is not None
    missing = result.notebooks["02_outputs_and_losses"]
    assert missing.notebook is None and missing.damage == ""


def test_lab_is_the_courses_own():
    result = submission(**{"lab/check/__init__.py": b"forged", "lab/numpy.py": b"forged"})
    assert b"forged" not in result.files["lab/check/__init__.py"]
    assert "lab/numpy.py" not in result.files
    assert any("lab/ had been changed" in note for note in result.notes)


def test_an_unchanged_lab_is_worth_no_note():
    lab = {path: data for path, data in submission().files.items() if path.startswith("lab/")}
    assert submission(**lab).notes == []


def test_the_scratch_folder_gets_the_prepared_notebook_and_the_students_other_files():
    notebook = released()
    cell(notebook, "test_relu")["source"] = "pass"
    result = submission(**{f"{NAME}.ipynb": json.dumps(notebook).encode(), "helpers.py": b"x = 1"})
    assert result.files["helpers.py"] == b"x = 1"
    assert result.files[f"{NAME}.ipynb"] == dump(result.notebooks[NAME].notebook)


def test_a_notebook_under_a_slightly_other_name_is_taken_and_pointed_out():
    result = submission(**{"01_activations (1).ipynb": json.dumps(released()).encode()})
    assert result.notebooks[NAME].notebook is not None
    assert any("01_activations (1).ipynb" in note for note in result.notebooks[NAME].notes)


def test_of_two_notebooks_under_other_names_none_is_guessed():
    copies = {f"01_activations ({number}).ipynb": json.dumps(released()).encode() for number in (1, 2)}
    result = submission(**copies)
    assert result.notebooks[NAME].notebook is None
    assert any("which of them is meant" in note for note in result.notebooks[NAME].notes)


def test_a_copy_beside_the_notebook_is_not_looked_at():
    result = submission(**{f"{NAME}.ipynb": json.dumps(released()).encode(), "01_activations (1).ipynb": b"{}"})
    assert result.notebooks[NAME].notebook is not None and result.notebooks[NAME].notes == []


def test_two_notebooks_that_were_swapped_are_swapped_back():
    two = "02_outputs_and_losses"
    result = submission(**{f"{NAME}.ipynb": json.dumps(released(two)).encode(),
                           f"{two}.ipynb": json.dumps(released()).encode()})  # fmt: skip
    assert dump(result.notebooks[NAME].notebook) == (RELEASED / f"{NAME}.ipynb").read_bytes()
    assert dump(result.notebooks[two].notebook) == (RELEASED / f"{two}.ipynb").read_bytes()
    assert "02_outputs_and_losses.ipynb holds this notebook" in result.notebooks[NAME].notes[0]


def test_a_notebook_handed_in_twice_under_two_names_counts_under_its_own():
    two = "02_outputs_and_losses"
    result = submission(**{f"{NAME}.ipynb": json.dumps(released()).encode(),
                           f"{two}.ipynb": json.dumps(released()).encode()})  # fmt: skip
    assert result.notebooks[NAME].absent == set()
    assert result.notebooks[two].absent


def test_a_notebook_without_any_of_the_courses_cells_is_not_taken_for_another():
    notes = {"cells": [{"cell_type": "markdown", "id": "mine", "metadata": {}, "source": "my notes"}],
             "metadata": {}, "nbformat": 4, "nbformat_minor": 5}  # fmt: skip
    result = submission(**{"05_gradient_checking.ipynb": json.dumps(notes).encode()})
    assert result.notebooks["05_gradient_checking"].notebook is not None
    assert [name for name, one in result.notebooks.items() if one.notebook is not None] == ["05_gradient_checking"]


def test_files_that_cannot_lie_beside_the_courses_own_are_left_out():
    notebook = json.dumps(released()).encode()
    result = submission(**{"lab": b"a file", f"{NAME}.ipynb/{NAME}.ipynb": notebook, f"{NAME}.ipynb/x": b""})
    assert result.notebooks[NAME].notebook is not None
    assert "lab" not in result.files and f"{NAME}.ipynb/x" not in result.files


def test_what_has_no_room_in_the_scratch_folder_is_left_out_and_noted():
    course = sum(map(len, submission().files.values()))
    collected = Collected("ada", {"a.bin": b"x" * 1000, "b.bin": b"y" * 50})
    result = prepare(collected, room=course + 100)
    assert "b.bin" in result.files and "a.bin" not in result.files
    assert any("a.bin" in note for note in result.notes)


def test_no_prepared_notebook_holds_a_hidden_check():
    for name in NOTEBOOKS:
        result = laid_over(name, json.dumps(released(name)).encode())
        assert b"autograder" not in dump(result.notebook)
        assert b"HIDDEN" not in dump(result.notebook)

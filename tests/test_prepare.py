"""A submission is laid over what was released: the checks and marks are the course's, the answers the student's."""

import copy
import json

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader import handlers

from autograder.course.layout import NOTEBOOKS, RELEASED
from autograder.grading.prepare import dump
from autograder.submission import PreparedNotebook
from tests.laid_over import laid_over

NAME = "01_activations"


def released(name=NAME):
    return json.loads((RELEASED / f"{name}.ipynb").read_text(encoding="utf-8"))


def prepared(notebook) -> PreparedNotebook:
    data = notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode()
    return laid_over(NAME, data)


def at(notebook, grade_id):
    for index, cell in enumerate(notebook["cells"]):
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == grade_id:
            return index
    raise KeyError(grade_id)


def cell(notebook, grade_id):
    return notebook["cells"][at(notebook, grade_id)]


def names(result):
    return [c.metadata.get("nbgrader", {}).get("grade_id") for c in result.notebook.cells]


def code(source, **metadata):
    return {"cell_type": "code", "execution_count": None, "metadata": metadata, "outputs": [], "source": source}


def test_an_untouched_notebook_comes_out_as_it_was_released():
    result = prepared(released())
    assert dump(result.notebook) == (RELEASED / f"{NAME}.ipynb").read_bytes()
    assert result.notes == [] and not result.tampered and not result.absent
    assert result.unanswered == set(NOTEBOOKS[NAME])


def test_the_students_solution_is_kept_and_their_outputs_are_not():
    notebook = released()
    cell(notebook, "relu")["source"] = "def relu(a):\n    return a * (a > 0)"
    cell(notebook, "relu")["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "forged"}]
    cell(notebook, "relu")["execution_count"] = 7
    result = prepared(notebook)
    relu = result.notebook.cells[names(result).index("relu")]
    assert relu.source == "def relu(a):\n    return a * (a > 0)"
    assert relu.outputs == [] and relu.execution_count is None
    assert "relu" not in result.unanswered


@pytest.mark.parametrize("source", ["pass", "2.0", "check = None\ncheck.relu(relu)", "import os\ncheck.relu(relu)"])
def test_a_rewritten_check_is_restored_and_reported(source):
    notebook = released()
    cell(notebook, "test_relu")["source"] = source
    result = prepared(notebook)
    assert result.notebook.cells[names(result).index("test_relu")].source == "check.relu(relu)"
    assert result.tampered == {"test_relu"}
    assert any("test_relu" in note for note in result.notes)


@pytest.mark.parametrize(
    "source",
    [
        "print(relu(np.zeros(3)))\ncheck.relu(relu)",  # looks at something
        "check.relu(relu)\n# mine works!",
        "x check.relu(relu)",  # a stray letter
        "# check.relu(relu)",
        "",
    ],
)
def test_a_check_changed_to_no_gain_is_restored_without_suspicion(source):
    notebook = released()
    cell(notebook, "test_relu")["source"] = source
    result = prepared(notebook)
    assert result.notebook.cells[names(result).index("test_relu")].source == "check.relu(relu)"
    assert not result.tampered


def test_white_space_at_line_ends_is_no_change():
    notebook = released()
    cell(notebook, "test_relu")["source"] = ["check.relu(relu)  \r\n", "\r\n"]
    assert prepared(notebook).notes == []


@pytest.mark.parametrize("key, value", [("points", 50), ("points", "many"), ("grade", False), ("solution", True)])
def test_changed_marks_of_a_check_are_restored_and_reported(key, value):
    notebook = released()
    cell(notebook, "test_relu")["metadata"]["nbgrader"][key] = value
    result = prepared(notebook)
    marks = result.notebook.cells[names(result).index("test_relu")].metadata.nbgrader
    assert (marks.points, marks.grade, marks.solution, marks.locked) == (1, True, False, True)
    assert result.tampered == {"test_relu"}


def test_a_longer_time_limit_is_not_the_students_to_give():
    notebook = released()
    cell(notebook, "relu")["metadata"]["limit"] = 9999
    result = prepared(notebook)
    assert "limit" not in result.notebook.cells[names(result).index("relu")].metadata


def test_a_deleted_check_is_put_back_behind_its_exercise():
    notebook = released()
    del notebook["cells"][at(notebook, "test_relu")]
    result = prepared(notebook)
    assert names(result).index("test_relu") == names(result).index("relu") + 1
    assert result.absent == {"test_relu"} and not result.tampered


def test_several_deleted_checks_come_back_in_order():
    notebook = released()
    for name in ("test_logistic", "test_logistic_stable"):
        del notebook["cells"][at(notebook, name)]
    assert names(prepared(notebook)) == [n for n in names(prepared(released()))]


def test_a_deleted_set_up_comes_back_first():
    notebook = released()
    del notebook["cells"][at(notebook, "setup")]
    order = [name for name in names(prepared(notebook)) if name]
    assert order[0] == "setup"


def test_a_deleted_solution_stays_deleted():
    """Its stub could hide a definition that the student made in a cell of their own."""
    notebook = released()
    del notebook["cells"][at(notebook, "relu")]
    result = prepared(notebook)
    assert "relu" not in names(result) and "relu" in result.absent


def test_a_solution_pasted_into_a_new_cell_is_recognised_by_its_definition():
    notebook = released()
    notebook["cells"][at(notebook, "relu")] = code("def relu(a):\n    return np.maximum(a, 0)")
    result = prepared(notebook)
    assert "relu" in names(result) and "relu" not in result.absent


def test_a_notebook_whose_metadata_was_stripped_is_recognised_by_its_cell_ids():
    notebook = released()
    for each in notebook["cells"]:
        each["metadata"] = {}
    assert names(prepared(notebook)) == names(prepared(released()))


def test_a_notebook_without_metadata_and_ids_is_recognised_by_its_definitions():
    notebook = released()
    for each in notebook["cells"]:
        each["metadata"] = {}
        del each["id"]
    order = [name for name in names(prepared(notebook)) if name]
    for function in NOTEBOOKS[NAME]:
        assert order.index(function) < order.index(f"test_{function}")


def test_of_two_cells_with_one_name_the_one_that_was_worked_on_counts():
    notebook = released()
    twin = copy.deepcopy(cell(notebook, "relu")) | {"id": "twin", "source": "def relu(a):\n    return a"}
    notebook["cells"].insert(at(notebook, "relu") + 1, twin)
    result = prepared(notebook)
    assert names(result).count("relu") == 1
    assert result.notebook.cells[names(result).index("relu")].source == "def relu(a):\n    return a"
    assert any("2 cells are called relu" in note for note in result.notes)


def test_a_copy_of_a_check_is_dropped():
    notebook = released()
    notebook["cells"].insert(at(notebook, "test_relu"), copy.deepcopy(cell(notebook, "test_relu")))
    result = prepared(notebook)
    assert len(result.notebook.cells) == len(released()["cells"])


def test_cells_that_all_got_one_wrong_name_keep_their_marks_by_their_ids():
    """Some tool, or a student, gave every exercise and check the name of the first."""
    notebook = released()
    cell(notebook, "relu")["source"] = "def relu(a):\n    return a * (a > 0)"
    for one in notebook["cells"]:
        if "nbgrader" in one["metadata"]:
            one["metadata"]["nbgrader"]["grade_id"] = "logistic"
    result = prepared(notebook)
    assert names(result) == names(prepared(released()))
    assert result.notebook.cells[names(result).index("relu")].source == "def relu(a):\n    return a * (a > 0)"
    assert not result.absent and "relu" not in result.unanswered


def test_cell_ids_are_unique_whatever_was_handed_in():
    notebook = released()
    for each in notebook["cells"]:
        each["id"] = "same"
    ids = [c.id for c in prepared(notebook).notebook.cells]
    assert len(set(ids)) == len(ids)


def test_a_check_moved_before_its_exercise_is_moved_behind_it():
    notebook = released()
    check = notebook["cells"].pop(at(notebook, "test_relu"))
    notebook["cells"].insert(1, check)
    order = names(prepared(notebook))
    assert order.index("test_relu") > order.index("relu")


def test_extra_cells_stay_where_they_are_and_carry_no_marks():
    notebook = released()
    extra = code("x = 1", nbgrader={"grade": True, "grade_id": "bonus", "points": 99, "solution": False})
    notebook["cells"].insert(at(notebook, "relu"), extra)
    result = prepared(notebook)
    index = names(result).index("relu") - 1
    assert result.notebook.cells[index].source == "x = 1"
    assert result.notebook.cells[index].metadata == {}


@pytest.mark.parametrize("kind", ["markdown", "raw"])
def test_html_that_a_student_wrote_into_a_text_is_shown_and_can_not_run_in_the_formgrader(kind):
    notebook = released()
    script = "Since $a<b$, and 1 < 2: <script>fetch('/formgrader/api/grade/1')</script> <img src=x onerror=alert(1)>"
    own = {"cell_type": kind, "metadata": {"raw_mimetype": "text/html"}, "source": script, "id": "own"}
    notebook["cells"].insert(3, nbformat.from_dict(own))
    made = prepared(notebook).notebook
    exporter = HTMLExporter(template_name="formgrade", extra_template_basedirs=[handlers.template_path])
    page, _ = exporter.from_notebook_node(made, {"index": 0, "total": 1, "base_url": "", "student": "ada"})
    assert "fetch('/formgrader" in page or "fetch(&#39;/formgrader" in page
    assert "<script>fetch" not in page
    assert "<img src=x" not in page


def test_a_solution_cell_turned_into_text_is_code_again():
    notebook = released()
    cell(notebook, "relu").update(cell_type="markdown", source="def relu(a):\n    return a")
    result = prepared(notebook)
    assert result.notebook.cells[names(result).index("relu")].cell_type == "code"


DAMAGED = {
    b"": "empty",
    b"  \n": "empty",
    b"\x00\xff\xfe\x9f" * 20: "not text",
    b"PK\x03\x04 a zip \xff": "not text",
    b'{"cells": [': "cut off",
    b"<html>Sign in</html>": "not JSON",
    b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> mine\n": "merge conflict",
    b"[]": "no notebook",
    b"null": "no notebook",
    b"{}": "no list of cells",
    b'{"cells": 3}': "no list of cells",
    b"[" * 200_000: "nested too deeply",
    b'{"cells": ' + b"9" * 6000 + b"}": "no list of cells",
}


@pytest.mark.parametrize("data", DAMAGED, ids=lambda data: repr(data[:12]))
def test_a_damaged_file_is_told_in_words(data):
    result = prepared(data)
    assert result.notebook is None
    assert DAMAGED[data] in result.damage


@pytest.mark.parametrize("broken", [None, 7, "text", [], {"cell_type": 3, "source": []}, {"cell_type": "code"}])
def test_one_unreadable_cell_costs_no_other(broken):
    notebook = released()
    notebook["cells"].insert(2, broken)
    result = prepared(notebook)
    assert names(result) == names(prepared(released()))
    assert any("can't be read" in note for note in result.notes)


@pytest.mark.parametrize("field", ["metadata", "id", "outputs", "execution_count"])
@pytest.mark.parametrize("value", [None, 7, "x", [1], {"a": [1]}, [[[]]]])
def test_odd_values_in_any_field_of_a_cell_are_survived(field, value):
    notebook = released()
    cell(notebook, "relu")[field] = value
    assert "relu" in names(prepared(notebook))


@pytest.mark.parametrize("minor", [0, 1, 2, 4, 5, 99, "five", None])
def test_every_minor_version_is_read(minor):
    notebook = released() | {"nbformat_minor": minor}
    assert names(prepared(notebook)) == names(prepared(released()))


def test_a_notebook_of_format_3_is_read():
    cells = [{"input" if c["cell_type"] == "code" else "source": c["source"],
              "cell_type": c["cell_type"], "metadata": c["metadata"]} for c in released()["cells"]]  # fmt: skip
    notebook = {"nbformat": 3, "metadata": {}, "worksheets": [{"cells": cells}]}
    assert names(prepared(notebook)) == names(prepared(released()))


def test_a_lone_surrogate_in_a_source_can_be_written():
    notebook = released()
    cell(notebook, "relu")["source"] = "x = '\ud800'"
    assert dump(prepared(notebook).notebook)


def test_an_output_with_half_a_surrogate_pair_can_be_written():
    notebook = prepared(released()).notebook
    notebook.cells[names(prepared(released())).index("relu")].outputs = [
        nbformat.v4.new_output("stream", name="stdout", text="\ud800")
    ]
    assert b'"?"' in dump(notebook)


def test_a_notebook_is_written_as_nbformat_writes_it():
    notebook = prepared(released()).notebook
    notebook.cells[0].attachments = {"a.png": {"image/png": "iVBOR\n"}}
    code_cell = notebook.cells[names(prepared(released())).index("relu")]
    code_cell.execution_count = 3
    code_cell.outputs = [
        nbformat.v4.new_output("stream", name="stdout", text="a\n\u2028é\x1b[0m\nb"),
        nbformat.v4.new_output(
            "display_data", {"image/png": "iV\nBOR", "text/html": "<b>\n</b>", "image/svg+xml": "a\nb"}
        ),
        nbformat.v4.new_output(
            "execute_result", {"application/json": {"x": [1, 2.5, None, True, 0.001]}, "text/plain": ""}
        ),
        nbformat.v4.new_output("error", ename="E", evalue="", traceback=["\u0007"]),
    ]
    assert dump(notebook) == (nbformat.v4.writes(notebook) + "\n").encode()

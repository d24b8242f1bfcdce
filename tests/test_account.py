"""Nobody vanishes: every file below the folder of submissions is a row of collect.csv, and what nobody can explain is
named in the table, with exit code 1. The engine is tests/fake_engine.py.
"""

import csv
import json
import os
import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from autograder.course.layout import RELEASED
from autograder.errors import Exit, UserError
from autograder.grading.account import file_rows
from autograder.grading.collect import find_students, shown
from autograder.ledger.database import nbgrader_api
from autograder.report.class_pages import as_text, write_report
from tests import fake_engine

ONE = "01_activations"
LEFT_ABOUT = [
    ".DS_Store", "._01_activations.ipynb", "Thumbs.db", "desktop.ini", "Icon\r", ".ipynb_checkpoints/01-copy.ipynb",
    "__pycache__/own.cpython-311.pyc", "__MACOSX/._own.py", ".git/HEAD", ".vscode/settings.json", "own.py~",
    ".own.py.swp", ".~lock.table.csv#", ".pytest_cache/README", "lab/check/own.py", "data/fashion_mnist/images.npz",
    "timestamp.txt", "environment.yml", "README.md",
]  # fmt: skip


@pytest.fixture
def submitted(tmp_path):
    """Adds students with one notebook as released; `files`: more of them, by path below the student's folder."""

    def add(student, files=(), folder="backpropagation"):
        place = tmp_path / "submitted" / student / folder
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{ONE}.ipynb").write_bytes((RELEASED / f"{ONE}.ipynb").read_bytes())
        for path in files:
            lay(tmp_path / "submitted" / student / path)
        return place

    add.root = tmp_path / "submitted"
    return add


def lay(path, text="x"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.fixture
def grade(monkeypatch, tmp_path, capsys):
    """Runs `autograder grade`; its exit code and what it prints. `grade.rows()`: collect.csv by file."""
    from autograder.cli import cli

    fake_engine.patch(monkeypatch)

    def go(*more):
        places = ["--submissions", str(tmp_path / "submitted"), "--output", str(tmp_path / "out")]
        code = cli(["grade", *places, "--jobs", "1", "--seed", "1", *more], standalone_mode=False)
        return code, " ".join(capsys.readouterr().out.split())

    def rows():
        with (tmp_path / "out" / "collect.csv").open(encoding="utf-8", newline="") as table:
            return {row["file"]: row for row in csv.DictReader(table)}

    go.rows = rows
    return go


def test_every_file_is_a_row_with_its_student_its_notebook_and_what_became_of_it(submitted, grade):
    submitted("ada", ["backpropagation/own/helpers.py"])
    assert grade()[0] == Exit.OK
    assert [tuple(row.values()) for row in grade.rows().values()] == [
        ("ada/backpropagation/01_activations.ipynb", "ada", ONE, "graded"),
        ("ada/backpropagation/own/helpers.py", "ada", "", "beside the notebooks, there while they run"),
    ]


def test_what_systems_leave_about_and_what_the_course_hands_out_is_explained(submitted, grade):
    submitted("ada", [f"backpropagation/{path}" for path in LEFT_ABOUT])
    code, printed = grade()
    rows = grade.rows()
    outcomes = {path: rows[f"ada/backpropagation/{shown(path)}"]["outcome"] for path in LEFT_ABOUT}
    assert set(outcomes.values()) == {"left by a system", "the course's own"}, outcomes
    assert code == Exit.OK and "To look at" not in printed


def test_a_loose_zip_is_named_and_the_exit_code_is_1(submitted, grade):
    submitted("ada")
    lay(submitted.root / "bob.zip")
    code, printed = grade()
    assert code == Exit.DIFFERENT
    assert "To look at" in printed and "bob.zip" in printed and "`autograder collect` takes what is in it" in printed
    assert grade.rows()["bob.zip"]["student"] == ""


@pytest.mark.parametrize(
    "names",
    [("backpropagation_ada.zip", "report.pdf", "report.html"), ("Untitled.ipynb", "model.pt", "work.tar.gz")],
)
def test_what_cannot_be_graded_in_the_right_place_is_named(submitted, grade, names):
    submitted("ada", [f"backpropagation/{name}" for name in names])
    code, printed = grade()
    rows = grade.rows()
    assert code == Exit.DIFFERENT
    for name in names:
        assert f"ada/backpropagation/{name}" in printed, name
        assert rows[f"ada/backpropagation/{name}"]["outcome"].startswith("not graded: "), name


def test_a_student_whose_folder_has_other_capitals_is_graded_and_the_note_says_so(submitted, grade, tmp_path):
    submitted("ada", folder="Backpropagation")
    assert grade()[0] == Exit.OK
    assert grade.rows()[f"ada/Backpropagation/{ONE}.ipynb"]["outcome"] == "graded"
    assert "ada" in (tmp_path / "out" / "scores.csv").read_text()


def test_students_with_another_folder_alone_are_named(submitted, grade):
    folders = {"bob": "backprop", "cy": "homework3", "di": "backpropagation (1)"}
    submitted("ada")
    for student, folder in folders.items():
        submitted(student, folder=folder)
    code, printed = grade()
    assert code == Exit.DIFFERENT
    assert all(f"{student}/{folder}/{ONE}.ipynb" in printed for student, folder in folders.items())
    assert printed.count("there is no folder backpropagation/ in it") == len(folders)


def test_other_assignments_beside_are_explained_but_a_notebook_of_this_one_there_is_named(submitted, grade):
    submitted("ada", ["softmax/q1.ipynb"])
    assert grade()[0] == Exit.OK
    assert grade.rows()["ada/softmax/q1.ipynb"]["outcome"] == "of another assignment"
    submitted("ada", [f"softmax/{ONE}.ipynb", "02_outputs_and_losses.ipynb"])
    code, printed = grade()
    assert code == Exit.DIFFERENT and "ada/02_outputs_and_losses.ipynb" in printed
    assert f"ada/softmax/{ONE}.ipynb" in printed


def copies(place, seconds, same=False):
    """A second file for the first notebook, saved so many seconds after the other, with another answer."""
    old, new = place / f"{ONE}.ipynb", place / f"{ONE} (1).ipynb"
    found = json.loads(old.read_text())
    for cell in found["cells"]:
        if not same and cell["metadata"].get("nbgrader", {}).get("grade_id") == "relu":
            cell["source"] = "# wrong"
    new.write_text(json.dumps(found) if not same else old.read_text())
    os.utime(old, (1_700_000_000,) * 2)
    os.utime(new, (1_700_000_000 + seconds,) * 2)


def relu(tmp_path):
    with (tmp_path / "out" / "scores.csv").open() as file:
        return next(row["score"] for row in csv.DictReader(file) if row["cell"] == "test_relu")


@pytest.mark.parametrize("seconds, mark, counts", [(60, "0", f"{ONE} (1).ipynb"), (-60, "1", f"{ONE}.ipynb")])
def test_of_two_files_for_a_notebook_the_newer_counts_and_it_says_so(submitted, grade, tmp_path, seconds, mark, counts):
    copies(submitted("ada"), seconds)
    assert grade()[0] == Exit.OK and relu(tmp_path) == mark
    outcomes = {Path(file).name: row["outcome"] for file, row in grade.rows().items()}
    assert outcomes.pop(counts).startswith("graded")
    assert list(outcomes.values()) == [f"not graded: {counts} counts, which is newer"]


def test_which_is_newer_is_part_of_what_a_mark_depends_on(submitted, grade, tmp_path):
    place = submitted("ada")
    copies(place, -60)
    grade()
    os.utime(place / f"{ONE} (1).ipynb", (1_700_000_060,) * 2)
    grade()
    assert relu(tmp_path) == "0"


def test_of_two_files_that_are_as_new_the_one_with_the_very_name_counts_and_a_person_is_asked(
    submitted, grade, tmp_path
):
    copies(submitted("ada"), 1)
    code, printed = grade()
    assert code == Exit.DIFFERENT and relu(tmp_path) == "1" and "look which is meant" in printed


def test_two_files_that_hold_the_same_are_no_doubt(submitted, grade):
    copies(submitted("ada"), 0, same=True)
    assert grade()[0] == Exit.OK
    assert "which holds the same" in grade.rows()[f"ada/backpropagation/{ONE} (1).ipynb"]["outcome"]


def test_a_name_whose_accents_are_stored_apart_is_the_same_name(submitted, grade, tmp_path):
    submitted(unicodedata.normalize("NFD", "Zoë"))
    assert grade()[0] == Exit.OK
    assert {row["student"] for row in grade.rows().values()} == {unicodedata.normalize("NFC", "Zoë")}


def test_two_folders_of_one_name_are_named(submitted, grade):
    for form in ("NFC", "NFD"):
        submitted(unicodedata.normalize(form, "Zoë"))
    code, printed = grade()
    assert code == Exit.DIFFERENT and "another folder goes by this name, too" in printed
    assert len(grade.rows()) == 2


def test_links_and_what_cannot_be_read_are_named_and_not_followed(submitted, grade, tmp_path):
    place = submitted("ada")
    lay(tmp_path / "secret" / "answers.py")
    (place / "answers").symlink_to(tmp_path / "secret")
    (place / "02_outputs_and_losses.ipynb").symlink_to(tmp_path / "secret" / "answers.py")
    code, printed = grade()
    assert code == Exit.DIFFERENT and "left out: a link" in printed
    assert not any("answers.py" in file for file in grade.rows())


def test_the_rows_are_no_formulas(submitted, grade):
    submitted("=cmd")
    grade()
    assert list(grade.rows()) == [f"'=cmd/backpropagation/{ONE}.ipynb"]


def test_many_files_take_a_few_rows_of_the_table(submitted, grade):
    submitted("ada", [f"backpropagation/{number}.bin" for number in range(300)])
    _, printed = grade()
    assert "(300 files)" in printed and printed.count(".bin") == 0 and len(grade.rows()) == 301


def test_the_others_are_not_graded_yet_where_one_is_asked_for(submitted, grade):
    submitted("ada")
    submitted("bob")
    assert grade("--student", "ada")[0] == Exit.OK
    assert {file.split("/")[0]: row["outcome"] for file, row in grade.rows().items()} == {
        "ada": "graded",
        "bob": "not graded yet",
    }


def test_who_is_on_the_roster_and_not_here_is_named_and_so_is_who_is_not_on_it(submitted, grade, tmp_path):
    for student in ("ada", "eve", unicodedata.normalize("NFD", "zoë")):
        submitted(student)
    roster = tmp_path / "roster.csv"
    roster.write_text("id,name\nada,Ada L\nbob,Bob B\nzoë,Zoë Z\n", encoding="utf-8")
    code, printed = grade("--roster", str(roster))
    assert code == Exit.DIFFERENT
    assert "bob │ on the roster, and nothing of theirs is here" in printed
    assert "eve │ graded, and not on the roster" in printed
    assert "zoë │" not in printed.split("To look at")[1] and "ada │" not in printed.split("To look at")[1]
    roster.write_text("id,name\nada,Ada L\neve,E\nzoë,Zoë Z\n", encoding="utf-8")
    assert grade("--roster", str(roster))[0] == Exit.OK


def test_a_name_on_the_roster_stands_in_totals_csv_and_in_the_class_report_and_one_typed_by_a_person_stays(
    submitted, grade, tmp_path
):
    for student in ("ada", "eve"):
        submitted(student)
    roster, output = tmp_path / "roster.csv", tmp_path / "out"
    grade()
    with nbgrader_api().Gradebook(f"sqlite:///{output / 'gradebook.db'}") as book:
        book.update_or_create_student("eve", first_name="Eve", last_name="Typed")
    roster.write_text('id,name,email\nada,"Lovelace, Ada",ada@uni.example\neve,Eve Listed,\n', encoding="utf-8")
    assert grade("--roster", str(roster))[0] == Exit.OK
    with (output / "totals.csv").open(encoding="utf-8") as table:
        names = {row["student"]: row["name"] for row in csv.DictReader(table)}
    assert names == {"ada": "Ada Lovelace", "eve": "Eve Typed"}
    assert "Ada Lovelace (ada)" in as_text(write_report(output))


def test_without_a_roster_the_students_of_the_gradebook_are_one(submitted, grade, tmp_path):
    submitted("ada")
    grade()
    with nbgrader_api().Gradebook(f"sqlite:///{tmp_path / 'out' / 'gradebook.db'}") as book:
        book.add_student("zoe", first_name="Zoe", last_name="Zed")
    code, printed = grade()
    assert code == Exit.DIFFERENT and "zoe │ in the gradebook, and nothing of theirs is here" in printed
    submitted("zoe")
    assert grade()[0] == Exit.OK


NAMES = st.sampled_from([
    "ada", "Zoë", "backpropagation", "Backpropagation", f"{ONE}.ipynb", f"{ONE} (1).ipynb", ".DS_Store", "bob.zip",
    "lab", "own.py", "..", "a\nb", "=x", ".git", "x" * 200,
])  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(NAMES.filter(lambda name: name != ".."), min_size=1, max_size=5), max_size=12))
def test_whatever_lies_there_each_file_has_exactly_one_row(tmp_path_factory, trees):
    """Against os.walk, which knows nothing of us."""
    root = tmp_path_factory.mktemp("any")
    for parts in trees:
        path = root.joinpath(*parts)
        if not any(above.is_file() for above in path.parents) and not path.exists():
            lay(path)
    with suppress(UserError):  # where there is no student at all
        found = find_students(root)
        walked = ((Path(folder, name) for name in names) for folder, _, names in os.walk(root))
        wanted = sorted(shown(str(path.relative_to(root))) for paths in walked for path in paths)
        assert [row.file for row in file_rows(root, found, lambda _: None)] == wanted

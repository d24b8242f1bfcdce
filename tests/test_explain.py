"""For an appeal: `autograder explain` runs a check again, `autograder history` has every change of a mark."""

import json
import shutil

import nbformat
import pytest

from autograder.course.layout import NOTEBOOKS, ROOT
from tests.builder import build_notebooks, grade_id

pytestmark = pytest.mark.sandbox
ONE, TWO, THREE = list(NOTEBOOKS)[:3]
BIASES_OF_ONE = """def initialize_parameters(sizes, rng):
    W = [None] + [rng.normal(0, 1 / np.sqrt(n), (k, n)) for n, k in zip(sizes, sizes[1:])]
    return Parameters(W, [None] + [np.ones((k, 1)) for k in sizes[1:]])"""


def hand_in(root, student, name=ONE, **cells):
    """The solution's cells of one notebook, but for these: relu="…"."""
    folder = root / student / "backpropagation"
    folder.mkdir(parents=True, exist_ok=True)
    made = build_notebooks(ROOT / "tests" / "submissions" / "ada_perfect")[name]
    made.cells = [cell for cell in made.cells if grade_id(cell)]
    for cell in made.cells:
        cell.source = cells.get(grade_id(cell), cell.source)
    nbformat.write(made, folder / f"{name}.ipynb")


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    """ada is right, bob's relu is |a|, eve's raises, fay's softmax is not stable and her biases are 1."""
    root = tmp_path_factory.mktemp("appeal")
    hand_in(root / "submitted", "ada")
    hand_in(root / "submitted", "bob", relu="def relu(a):\n    return np.abs(a)")
    hand_in(root / "submitted", "eve", relu="def relu(a):\n    raise ValueError('no idea')")
    hand_in(root / "submitted", "fay", TWO, softmax="def softmax(a):\n    e = np.exp(a)\n    return e / e.sum(axis=0)")
    hand_in(root / "submitted", "fay", THREE, initialize_parameters=BIASES_OF_ONE)
    code, _ = autograder("grade", "--submissions", root / "submitted", "--output", root / "out", "--seed", "5")
    assert code == 0
    return root / "out"


def autograder(*words):
    from click.testing import CliRunner

    from autograder.cli import cli

    done = CliRunner().invoke(cli, [str(word) for word in words], standalone_mode=False)
    if done.exception:
        raise done.exception
    return done.return_value, done.output


def explained(output, student, cell="test_relu", seeds=2):
    return autograder("explain", "--output", output, "--student", student, "--cell", cell, "--seeds", seeds)[1]


def test_inputs_the_students_value_ours_the_worst_entry_tolerance_and_cause_are_shown(output):
    said = explained(output, "bob")
    assert "bob, test_relu, seed 5: wrong, 0 of 1" in said
    for words in ("cause: ", "inputs", "a: shape", "the student's value", "ours", "worst entry: ", "allowed "):
        assert words in said, words
    worst = next(line for line in said.splitlines() if "worst entry" in line)
    theirs, ours = worst.split(": ")[2].split(", ours ")
    assert float(theirs) > 0 and float(ours) == 0  # |a| where relu gives 0
    assert "The same check on 2 more seeds: right on 0." in said


def test_a_check_that_passes_shows_one_of_its_inputs_and_that_others_pass_too(output):
    said = explained(output, "ada")
    assert "ada, test_relu, seed 5: passed, 1 of 1" in said and "right: " in said
    assert "The same check on 2 more seeds: right on 2." in said


def test_of_code_that_raises_the_inputs_and_the_exception_are_shown(output):
    said = explained(output, "eve", seeds=0)
    assert "no idea" in said and "inputs" in said


def test_what_is_compared_stage_by_stage_is_shown_too(output):
    said = explained(output, "fay", "test_initialize_parameters", seeds=0)
    assert "wrong, " in said and "sizes = [6, 4, 5, 3]" in said and "worst entry: b[1] at [0, 0]: 1, ours 0" in said


def test_what_we_try_out_to_name_a_mistake_is_not_shown_as_the_students(output):
    said = explained(output, "fay", "test_softmax_stable", seeds=0)
    shown = said.count("  the student's value")
    assert shown and f"{shown} of its {shown} inputs are wrong." in said, said


@pytest.mark.parametrize("student, cell, remedy", [("zoe", "test_relu", "--student"), ("ada", "test_x", "test_relu")])
def test_what_is_not_there_is_named(output, student, cell, remedy):
    from autograder.errors import UserError

    with pytest.raises(UserError) as told:
        explained(output, student, cell)
    assert remedy in str(told.value)


def test_every_change_is_a_line_with_from_to_why_and_who(output, tmp_path):
    shutil.copytree(output, tmp_path / "out")
    lines = [json.loads(line) for line in (tmp_path / "out" / "history.jsonl").read_text().splitlines()]
    [first] = [line for line in lines if line["student"] == "bob" and line["cell"] == "test_relu"]
    assert (first["before"], first["after"], first["why"]) == (None, 0.0, "submission")
    said = autograder("history", "--output", tmp_path / "out", "--student", "bob")[1]
    assert "test_relu" in said and "– → 0" in said and "submission" in said
    assert len((tmp_path / "out" / "history.jsonl").read_text().splitlines()) == len(lines), "nothing is noted twice"


def test_a_line_that_was_cut_off_is_noted_again(output, tmp_path):
    shutil.copytree(output, tmp_path / "out")
    path = tmp_path / "out" / "history.jsonl"
    whole = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(whole[:-1]) + whole[-1][:20])
    autograder("report", "--output", tmp_path / "out")
    again = [json.loads(line) for line in path.read_text().splitlines() if line.endswith("}")]
    assert len(again) == len(whole)
    assert again[-1] | {"when": "", "who": ""} == json.loads(whole[-1]) | {"when": "", "who": ""}

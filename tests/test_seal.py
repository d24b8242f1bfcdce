"""Seals on files that are dear to make: what breaks them, and that a broken one has the file made anew."""

import json

import pytest

from autograder.course import made, seal
from autograder.course.declaration import Declaration, Made, declaration
from autograder.course.layout import ROOT, SOLUTIONS

CODE = '# %% solution="f"\ndef f(x):\n    """Twice x."""\n    return 2 * x\n'


@pytest.mark.parametrize(
    "same",
    [
        CODE.replace("Twice x.", "2 x, as ever."),
        CODE.replace('    """Twice x."""\n', ""),
        CODE.replace("2 * x", "(2*x)  # doubled"),
    ],
)
def test_words_and_layout_are_no_code(same):
    assert seal.code_of(same) == seal.code_of(CODE)


@pytest.mark.parametrize("other", [CODE.replace("2 * x", "x * 2"), CODE.replace("solution=", "shows=")])
def test_what_runs_and_which_cells_there_are_is_code(other):
    assert seal.code_of(other) != seal.code_of(CODE)


def test_a_seal_is_broken_by_another_code_and_by_any_change_of_the_file():
    text = seal.sealed('{"x": 1.5}', "code")
    assert seal.opened(text)[1] == '{"x": 1.5}' and json.loads(text)["x"] == 1.5
    assert seal.holds(text, "code")
    assert not seal.holds(text, "another code")
    assert not seal.holds(text.replace("1.5", "1.6"), "code")
    assert not seal.holds('{"x": 1.5}', "code")


def test_the_recorded_values_depend_on_models_hidden_checks_the_engine_and_the_solutions():
    [modules] = [made.modules() for made in declaration().made if made.modules()]
    found = seal.files_of(modules)
    for path in (
        ROOT / "autograder/backpropagation/models/fashion_mnist/train.py",
        ROOT / "autograder/backpropagation/hidden/descent.py",
        ROOT / "autograder/checks/runs.py",
        SOLUTIONS / "lab/check/engine/fingerprints.py",
        SOLUTIONS / "02_outputs_and_losses.py",
    ):
        assert path in found


@pytest.fixture
def makes(tmp_path, monkeypatch):
    """A course with one sealed file, x.json; how often it was made."""
    made_so_far = []

    def make():
        made_so_far.append(1)
        return '{"x": 1.5}'

    one = Made("x.json", make, modules=lambda: ["autograder.errors"])
    monkeypatch.setattr(made, "SOLUTIONS", tmp_path)
    monkeypatch.setattr(made, "declaration", lambda: Declaration("", made=(one,)))
    (tmp_path / "x.json").write_text(made.stale()["x.json"])
    made_so_far.clear()
    return made_so_far


def test_a_sealed_file_is_not_made_anew(makes):
    assert made.stale() == {} and not makes
    assert made.stale(anew=True) == {} and makes


def test_a_sealed_file_that_was_edited_is_made_anew(makes, tmp_path):
    good = (tmp_path / "x.json").read_text()
    (tmp_path / "x.json").write_text(good.replace("1.5", "1.6"))
    assert made.stale() == {"x.json": good} and makes


def test_a_sealed_file_is_made_anew_when_the_code_behind_it_has_changed(makes, monkeypatch):
    monkeypatch.setattr(seal, "code_behind", lambda modules: "another code")
    assert [*made.stale()] == ["x.json"] and makes


def test_last_digits_of_another_processor_are_no_change(makes, tmp_path):
    other = seal.sealed(f'{{"x": {1.5 + 1e-15!r}}}', seal.code_behind(["autograder.errors"]))
    (tmp_path / "x.json").write_text(other)
    assert made.stale(anew=True) == {}

"""Exercises 5.5, 5.6: each layer that a student can draw has a right answer that passes, and wrong ones that fail."""

import json

import numpy as np
import pytest
from lab import check, identity, own_layer
from lab.check import CheckFailed
from lab.check.examiners import own_layer as recorded

from autograder.backpropagation.hidden import gradient_checking as hidden
from autograder.backpropagation.hidden.inputs import Draw
from autograder.backpropagation.hidden.own_layer_checks import checks
from autograder.backpropagation.hidden.own_layers import LAYERS, inputs
from autograder.checks import remarks
from autograder.checks.seed import set_seed
from autograder.course.layout import ROOT
from autograder.course.reference import reference
from autograder.sandbox.limits import Limits

EVERY = pytest.mark.parametrize("name", LAYERS)
IDS = [f"student{i}" for i in range(200)]


@pytest.fixture(autouse=True)
def nobody_known(monkeypatch):
    """No id is remembered, and nothing was left to be said."""
    monkeypatch.setattr(identity, "known", lambda: "")
    set_seed(5)
    remarks.taken("")
    yield
    set_seed(None)


def forward_checks():
    return check.own_layer_forward, hidden.own_layer_forward


def backward_checks():
    return check.own_layer_backward, hidden.own_layer_backward


def test_there_are_at_least_ten_layers_and_each_has_a_card():
    assert len(LAYERS) >= 10
    assert list(LAYERS) == list(own_layer.LAYERS)
    for name, layer in own_layer.LAYERS.items():
        assert layer.title in own_layer.card(name).data and layer.surprise in own_layer.card(name).data


def test_the_id_alone_decides_and_every_layer_is_drawn():
    assert [own_layer.drawn(one) for one in IDS] == [own_layer.drawn(one) for one in IDS]
    assert {own_layer.drawn(one).name for one in IDS} == set(LAYERS)


@EVERY
def test_the_backward_pass_is_the_slope_of_the_forward_pass(name):
    layer = LAYERS[name]
    for words, grad, a, c in inputs(layer, Draw(np.random.default_rng(3))):
        if "1000" not in words:
            numeric = reference().numerical_gradient(lambda x, g=grad, c=c: float(np.sum(g * layer.forward(x, c))), a)
            assert np.allclose(layer.backward(grad, a, c), numeric, atol=1e-8)


@EVERY
def test_right_functions_of_every_layer_pass_both_checks(name):
    for one in forward_checks():
        one(LAYERS[name].forward)
    for one in backward_checks():
        one(LAYERS[name].backward)


@EVERY
def test_a_right_function_is_right_for_one_layer_alone_whichever_was_tried_last(name):
    function = LAYERS[name].forward
    for every in (recorded.recorded("own_layer_forward"), checks_of_every_layer()):
        alone = {layer: cases for layer, cases in every.items() if layer != name}
        assert recorded.right_for("own_layer_forward", function, every) == name
        assert recorded.right_for("own_layer_forward", function, alone) is None


def checks_of_every_layer():
    """The hidden cases of each."""
    return {layer: check.cases(Draw(np.random.default_rng(5))) for layer, check in checks("own_layer_forward").items()}


def wrong_versions(name):
    """Wrong backward passes: the surprising term is missing; and what goes wrong with any layer."""
    right = LAYERS[name].backward
    yield from LAYERS[name].lost
    yield lambda g, a, c: -right(g, a, c)
    yield lambda g, a, c: right(np.ones_like(g), a, c)
    yield lambda g, a, c: right(g, a, c) / a.shape[1]
    yield lambda g, a, c: right(g, a, c).sum(axis=0, keepdims=True)


@EVERY
def test_a_student_s_own_way_to_write_each_layer_has_full_marks(name):
    """tests/own_layers/: the students of the sample class write these, each the one of their id."""
    written = {**vars(reference()), "np": np}
    exec((ROOT / "tests" / "own_layers" / f"{name}.py").read_text(encoding="utf-8"), written)
    forward, backward = written["own_layer_forward"], written["own_layer_backward"]
    for seed in (1, 2, 3):
        set_seed(seed)
        for one in forward_checks():
            one(forward)
        for one in backward_checks():
            one(backward, forward)


@EVERY
def test_wrong_backward_passes_of_every_layer_fail_both_checks(name):
    for wrong in wrong_versions(name):
        for one in backward_checks():
            with pytest.raises(CheckFailed) as raised:
                one(wrong, LAYERS[name].forward)
            assert own_layer.LAYERS[name].title in raised.value.findings[0].case


@EVERY
def test_a_wrong_forward_pass_fails_both_checks(name):
    right = LAYERS[name].forward
    for wrong in (lambda a, c: 1.001 * right(a, c), lambda a, c: right(a, c).T, lambda a, c: right(a[:, ::-1], c)):
        for one in forward_checks():
            with pytest.raises(CheckFailed):
                one(wrong)


@pytest.mark.parametrize("name", [name for name, layer in LAYERS.items() if layer.lost])
def test_the_missing_term_is_named_by_the_hidden_check_in_the_words_of_that_layer(name):
    with pytest.raises(CheckFailed) as raised:
        hidden.own_layer_backward(LAYERS[name].lost[0], LAYERS[name].forward)
    [finding] = raised.value.findings[:1]
    assert finding.cause.startswith("path_lost") and own_layer.LAYERS[name].title in finding.case


def test_the_layer_of_the_id_is_the_one_that_a_failed_check_speaks_of(monkeypatch):
    monkeypatch.setattr(own_layer.identity, "known", lambda: "ada")
    mine = own_layer.drawn("ada")
    with pytest.raises(CheckFailed) as raised:
        check.own_layer_forward(lambda a, c: None)
    assert mine.title in raised.value.findings[0].case


def test_right_work_for_another_layer_passes_and_is_a_remark_never_a_mark(monkeypatch, capsys):
    mine = own_layer.drawn("ada").name
    other = next(name for name in LAYERS if name != mine)
    monkeypatch.setattr(own_layer.identity, "known", lambda: "ada")
    for one in forward_checks():
        one(LAYERS[other].forward)
    assert "draws another layer" in capsys.readouterr().out
    assert remarks.taken("ada") == [f"own_layer_forward is right for {other}; the id ada draws {mine}"]
    hidden.own_layer_forward(LAYERS[mine].forward)
    assert remarks.taken("ada") == []


def test_a_stub_is_not_written_yet():
    def stub(a, c):
        raise NotImplementedError("Exercise 5.5")

    for one in forward_checks():
        with pytest.raises(NotImplementedError):
            one(stub)


def test_what_students_hold_says_what_comes_out_and_not_how_it_goes_back():
    stored = json.loads(recorded.FILE.read_text(encoding="utf-8"))
    assert set(stored) == {"own_layer_forward", "own_layer_backward"}
    callables = {name for name, value in vars(own_layer).items() if callable(value) and not name.startswith("_")}
    assert callables <= {
        "OwnLayer",
        "Callable",
        "Given",
        "dataclass",
        "Parameters",
        "drawn",
        "yours",
        "card",
        "example",
        "Any",
        "NDArray",
        "Array",
    }


def test_the_example_for_the_proof_fits_every_layer(monkeypatch):
    for name, layer in own_layer.LAYERS.items():
        monkeypatch.setattr(own_layer, "yours", lambda layer=layer: layer)
        theta, X, c = own_layer.example(np.random.default_rng(0))
        a = theta.b[1] + theta.W[1] @ X
        assert LAYERS[name].backward(np.ones_like(LAYERS[name].forward(a, c)), a, c).shape == a.shape


@pytest.mark.sandbox
def test_the_judge_notes_another_layer_than_the_id_draws_and_takes_no_marks_off():
    from tests.builder import own_layer_sources
    from tests.judge_course import judge, not_full, notebook

    mine = own_layer.drawn("ada").name
    other = next(name for name in LAYERS if name != mine)
    for name, notes in ((mine, []), (other, [f"own_layer_forward is right for {other}; the id ada draws {mine}"])):
        handed_in = {one: notebook(one) for one in ("01_activations", "02_outputs_and_losses")}
        handed_in["05_gradient_checking"] = notebook("05_gradient_checking", own_layer_sources(name))
        rows = judge(handed_in, limits=Limits())
        assert not_full(rows) == {}
        assert rows["05_gradient_checking"].notes == notes

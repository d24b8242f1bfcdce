"""The visible checks' numbers: current, readable, fast, and telling nothing of how they are worked out."""

import json
import time

import pytest
from lab import worked
from lab.check.engine import recorded_cases
from lab.check.engine.recorded_cases import FILE, decode, encode
from lab.parameters import Parameters

from autograder.checks.mistakes import models
from autograder.course import made
from autograder.course.reference import reference
from tests.checks_of_the_course import FUNCTION_OF, HIDDEN, visible_check


def differing(old, new):
    return [*made.differing(old, new)]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_the_recorded_values_are_current_whatever_their_seal_says():
    assert made.stale(anew=True) == {}, "autograder release"


def test_a_stale_value_would_be_seen():
    recorded = {"checks": [{"x": 1.0, "words": "a"}, {"x": 2.0}]}
    assert differing(recorded, {"checks": [{"x": 1.0 + 1e-15, "words": "a"}, {"x": 2.0}]}) == []
    assert differing(recorded, {"checks": [{"x": 1.0, "words": "a"}, {"x": 2.00001}]}) == [
        "/checks/1/x: 2.0 is 2.00001 now"
    ]
    assert differing(recorded, {"checks": [{"x": 1.0, "words": "b"}, {"x": 2.0}]}) == ["/checks/0/words: a is b now"]
    assert differing(recorded, {"checks": [{"x": 1.0, "words": "a"}]}) and differing(recorded, {})


def test_the_recorded_values_are_numbers_and_words_but_no_code():
    checks = json.loads(FILE.read_text(encoding="utf-8"))["checks"]
    text = json.dumps(
        [{name: table for name, table in check.items() if name != "changes"} for check in checks.values()]
    )
    for code in ("np.", "lambda ", "def ", "return ", "import "):
        assert code not in text, code


def test_no_template_and_no_filling_is_in_the_file():
    text = FILE.read_text(encoding="utf-8")
    for model in models().values():
        lines = {line.strip() for line in model.source().splitlines() if len(line.strip()) > 12}
        codes = {
            wrong.code
            for slot in model.slots.values()
            for wrong in slot.wrongs.values()
            if len(wrong.code) > 12 and not wrong.code.isidentifier()
        }
        assert not [code for code in lines | codes if code in text], model.of


def test_the_numbers_worked_by_hand_come_first_in_notebook_04():
    for name in ("output_gradient", "parameter_gradients", "hidden_gradient", "preactivation_gradient"):
        assert recorded_cases.recorded(name).cases[0].words == "the example worked by hand"
    [first, *_] = recorded_cases.recorded("back_propagation").cases
    assert recorded_cases.encode(first.expected) == encode(worked.grads())


def test_what_is_recorded_comes_back():
    value = Parameters([None, worked.y_hat()], [None, worked.labels()])
    assert encode(decode(json.loads(json.dumps(encode(value))))) == encode(value)


def test_a_value_without_a_form_is_refused():
    with pytest.raises(TypeError):
        encode(object())


def sizes_of(check):
    return [case.sizes for case in recorded_cases.recorded(check).cases]


@pytest.mark.parametrize("check", ["softmax", "output_gradient", "parameter_gradients", "cross_entropy"])
def test_batches_are_of_several_sizes_and_no_two_sizes_of_a_case_agree(check):
    sizes = sizes_of(check)
    assert len({size["m"] for size in sizes}) >= 3
    assert all(len(set(size.values())) == len(size) for size in sizes)


def test_the_backward_pass_is_checked_on_three_layers_with_biases():
    nets = [case.arguments[0] for case in recorded_cases.recorded("back_propagation").cases]
    assert max(len(theta.W) - 1 for theta in nets) >= 3
    assert all(b.any() for theta in nets for b in theta.b[1:])


@pytest.mark.parametrize("name", sorted(HIDDEN))
def test_a_visible_check_answers_within_a_tenth_of_a_second(name, capsys):
    check, function = visible_check(name), getattr(reference(), FUNCTION_OF[name])
    check(function)  # the first reads the file
    times = []
    for _ in range(3):
        start = time.process_time()
        check(function)
        times.append(time.process_time() - start)
    assert min(times) < 0.1

"""The line-up of notebook 05: what is planted is really wrong, what is innocent is really right, and lab keeps mum."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
import pytest
from lab import check
from lab.check import CheckFailed
from lab.parameters import Parameters
from lab.suspects import Suspect, evidence, lineup

from autograder.backpropagation.hidden import gradient_checking, suspects_evidence
from autograder.backpropagation.hidden.suspects_key import KEY
from autograder.course.layout import LAB
from autograder.course.reference import reference

INNOCENT = sorted(name for name, answer in KEY.items() if not answer.lines)
BROKEN = sorted(name for name, answer in KEY.items() if answer.lines)
# The numerical gradient carries rounding of about 1e-11, and its smallest entries here are about 1e-6.
RIGHT, WRONG = 1e-4, 1e-2
THOROUGH = {"sizes": [4, 6, 5, 3], "m": 7}
EQUAL_WIDTHS = {"sizes": [3, 3, 3, 3], "m": 5}
RAISES = {"elm", "larch"}  # where widths differ, their shapes clash


def a_pass(sizes: list[int], m: int, g: Callable[..., Any] = np.tanh, seed: int = 0) -> tuple[Any, ...]:
    """theta, h, a, y_hat, y of a network with no symmetry to hide behind, and X and g to go on with."""
    rng = np.random.default_rng(seed)
    W = [None] + [rng.standard_normal((out, into)) for into, out in zip(sizes, sizes[1:], strict=False)]
    b = [None] + [rng.standard_normal((out, 1)) for out in sizes[1:]]
    X, y = rng.standard_normal((sizes[0], m)), rng.integers(sizes[-1], size=m)
    theta = Parameters(W, b)
    return theta, *reference().forward_propagation(theta, X, g, reference().softmax), y


def errors(
    backward: Callable[..., Any], sizes: list[int], m: int, g: Any = np.tanh, g_prime: Any = None
) -> dict[str, float]:
    """The relative error of each of backward's gradients, by the course's own check."""
    ref = reference()
    theta, h, a, y_hat, y = a_pass(sizes, m, g)
    X = h[0]
    grads = backward(theta, h, a, y_hat, y, g_prime or ref.tanh_prime)

    def loss(theta: Any) -> Any:
        return ref.cross_entropy(ref.forward_propagation(theta, X, g, ref.softmax)[2], y)

    found = ref.check_gradients(loss, theta, grads)
    return {f"{part}[{k}]": getattr(found, part)[k] for part in "Wb" for k in (1, 2, 3)}


def same(one: Any, other: Any) -> bool:
    return all(
        np.allclose(p, q, rtol=1e-12)
        for a, b in zip(one, other, strict=True)
        for p, q in zip(a[1:], b[1:], strict=True)
    )


def test_the_key_and_the_line_up_name_the_same_suspects() -> None:
    assert list(KEY) == list(lineup)
    assert len(BROKEN) >= 6
    assert len(INNOCENT) >= 3


@pytest.mark.parametrize("name", INNOCENT)
def test_an_innocent_suspect_has_right_gradients(name: str) -> None:
    for setting in (THOROUGH, EQUAL_WIDTHS, {"sizes": [2, 3, 7, 4], "m": 1}):
        assert max(errors(lineup[name], **setting).values()) < RIGHT


@pytest.mark.parametrize("name", INNOCENT)
def test_an_innocent_suspect_changes_nothing_and_repeats_itself(name: str) -> None:
    theta, h, a, y_hat, y = a_pass(**THOROUGH)
    before = [array.copy() for array in (*h, *a[1:], y_hat, y)]
    first = lineup[name](theta, h, a, y_hat, y, reference().tanh_prime)
    assert all(np.array_equal(p, q) for p, q in zip(before, (*h, *a[1:], y_hat, y), strict=True))
    assert same(first, lineup[name](theta, h, a, y_hat, y, reference().tanh_prime))


@pytest.mark.parametrize("name", sorted(set(BROKEN) - {"maple"}))
def test_a_thorough_check_convicts_every_broken_suspect_of_just_the_gradients_that_the_key_names(name: str) -> None:
    if name in RAISES:
        with pytest.raises(ValueError, match=r"broadcast|mismatch"):
            errors(lineup[name], **THOROUGH)
    found = errors(lineup[name], **(EQUAL_WIDTHS if name in RAISES else THOROUGH))
    assert {tensor for tensor, error in found.items() if error > WRONG} == set(KEY[name].spoils)
    assert all(error < RIGHT for tensor, error in found.items() if tensor not in KEY[name].spoils)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_suspect_is_innocent_once_the_line_of_the_key_is_mended(name: str) -> None:
    lines = list(lineup[name].lines)
    lines[KEY[name].lines[0] - 1] = KEY[name].mended
    mended = Suspect(f"{name} mended", "\n".join(lines))
    for setting in (THOROUGH, EQUAL_WIDTHS, {"sizes": [2, 3, 7, 4], "m": 1}):
        assert max(errors(mended, **setting).values()) < RIGHT
    theta, h, a, y_hat, y = a_pass(**THOROUGH)
    first = mended(theta, h, a, y_hat, y, reference().tanh_prime)
    assert same(first, mended(theta, h, a, y_hat, y, reference().tanh_prime))


def test_maple_is_right_once_and_wrong_the_second_time() -> None:
    theta, h, a, y_hat, y = a_pass(**THOROUGH)
    g_prime = reference().tanh_prime
    right = reference().back_propagation(theta, h, a, y_hat.copy(), y, g_prime)
    assert same(lineup["maple"](theta, h, a, y_hat, y, g_prime), right)
    assert not same(lineup["maple"](theta, h, a, y_hat, y, g_prime), right)


@pytest.mark.parametrize(
    ("name", "careless"),
    [
        ("birch", {"sizes": [4, 6, 5, 3], "m": 7, "relu": True}),
        ("fir", {"sizes": [4, 6, 5, 3], "m": 1}),
        ("maple", {"sizes": [4, 6, 5, 3], "m": 7}),
        ("oak", {"sizes": [4, 6, 5, 3], "m": 3}),
    ],
)
def test_each_hiding_place_hides(name: str, careless: dict[str, Any]) -> None:
    ref = reference()
    functions = (ref.relu, ref.relu_prime) if careless.pop("relu", False) else (np.tanh, ref.tanh_prime)
    assert max(errors(lineup[name], careless["sizes"], careless["m"], *functions).values()) < RIGHT


def test_hazel_hides_where_every_slope_is_1() -> None:
    same_slope = (lambda a: a, np.ones_like)
    assert max(errors(lineup["hazel"], **THOROUGH, g=same_slope[0], g_prime=same_slope[1]).values()) < RIGHT


@pytest.mark.parametrize("name", sorted(RAISES))
def test_equal_widths_keep_a_suspect_from_raising(name: str) -> None:
    assert set(errors(lineup[name], **EQUAL_WIDTHS)) >= set(KEY[name].spoils)


def test_the_careless_check_of_the_notebook_lets_several_who_are_wrong_go_free() -> None:
    ref, rng = reference(), np.random.default_rng(3)
    W, b = ref.initialize_parameters([3, 3, 3, 3], rng)
    theta = Parameters(W, [None, *(rng.standard_normal(b_k.shape) for b_k in b[1:])])
    X, y = rng.standard_normal((3, 1)), rng.integers(3, size=1)
    right = ref.back_propagation(theta, *ref.forward_propagation(theta, X, ref.relu, ref.softmax), y, ref.relu_prime)
    assert all(np.any(gradient) for part in right for gradient in part[1:])  # units are active in every layer
    free = set()
    for name, suspect in lineup.items():
        h, a, y_hat = ref.forward_propagation(theta, X, ref.relu, ref.softmax)
        if same(suspect(theta, h, a, y_hat, y, ref.relu_prime), right):
            free.add(name)
    assert free == {*INNOCENT, "birch", "fir", "maple"}


@pytest.mark.parametrize("sizes", [[4, 3], [4, 6, 3], [4, 6, 5, 7, 3]])
@pytest.mark.parametrize("name", lineup)
def test_no_suspect_runs_on_a_network_of_another_depth(name: str, sizes: list[int]) -> None:
    with pytest.raises(ValueError, match=f"two hidden layers.* L = {len(sizes) - 1}"):
        lineup[name](*a_pass(sizes, 5), reference().tanh_prime)


@pytest.mark.parametrize("name", BROKEN)
def test_the_wrong_lines_are_lines_of_code_in_the_body(name: str) -> None:
    for line in KEY[name].lines:
        assert 2 <= line <= len(lineup[name].lines)
        assert "=" in lineup[name].lines[line - 1]


def test_the_reference_answer_names_an_accepted_line_for_each_suspect() -> None:
    answer = reference().suspects
    assert list(answer) == list(lineup)
    for name, given in answer.items():
        line = given["line"] if given else given
        assert line in KEY[name].lines if KEY[name].lines else line is None


def test_lab_does_not_give_the_answers_away() -> None:
    source = (LAB / "suspects.py").read_text(encoding="utf-8")
    listings = "".join(suspect.source for suspect in lineup.values())
    assert "#" not in listings  # no comments in what students read
    assert not re.search(r"wrong|broken|bug|mistake|innocent|guilty", listings)
    assert not any(answer.mended in lineup[name].lines for name, answer in KEY.items())
    assert list(lineup) == sorted(lineup)  # an order that says nothing
    for name in lineup:
        assert source.count(name) == 1 or name in {"ash"}  # beyond its entry, only the docstring's example


def test_a_traceback_shows_the_listing_s_own_line() -> None:
    theta, h, a, y_hat, y = a_pass(**THOROUGH)
    with pytest.raises(ValueError, match=r".") as raised:
        lineup["larch"](theta, h, a, y_hat, y, reference().tanh_prime)
    places = [(entry.frame.code.path, entry.lineno + 1) for entry in raised.traceback]
    assert any(str(path).endswith("<suspect larch>") and line in KEY["larch"].lines for path, line in places)


def test_a_suspect_shows_numbered_lines_in_text_and_html() -> None:
    assert "   1  def back_propagation(" in str(lineup["oak"])
    html = lineup["larch"]._repr_html_()
    assert "-&gt;im" in html  # escaped
    assert 'aria-label="Listing of suspect larch"' in html


# --- evidence ---------------------------------------------------------------------------------------------------------

ANSWERS = reference().suspects
ONE_EACH = [1, 1, 1, 2]


@pytest.mark.parametrize("name", BROKEN)
def test_the_evidence_of_our_own_solution_is_the_smallest_and_holds(name: str) -> None:
    shown, hidden = (evidence(ANSWERS[name][word]) for word in ("shows", "hides"))
    assert suspects_evidence.shows(name, shown)
    assert shown.size == suspects_evidence.smallest(name)
    if KEY[name].can_hide:
        assert suspects_evidence.hides(name, hidden)
    assert gradient_checking.suspects({**dict.fromkeys(KEY), **ANSWERS}) == 5.0


def test_what_is_said_to_hide_nowhere_shows_on_every_small_case() -> None:
    assert [name for name in BROKEN if not KEY[name].can_hide] == ["elm"]
    cases = [
        evidence({"sizes": [*widths, classes], "m": m, "g": g, "seed": seed})
        for *widths, m in product((1, 2, 3), repeat=4)
        for classes, g, seed in product((2, 3), ("tanh", "relu"), (0, 1))
    ]
    assert not any(suspects_evidence.hides("elm", case) for case in cases)


@pytest.mark.parametrize("name", INNOCENT)
def test_nothing_shows_with_the_innocent(name: str) -> None:
    for *widths, m, calls in product((1, 2), repeat=5):
        assert not suspects_evidence.shows(name, evidence({"sizes": [*widths, 2], "m": m, "calls": calls}))


WORTH = {
    "a line alone": (8, 0.5),
    "a line in a dict": ({"line": 8, "shows": None, "hides": None}, 0.5),
    "with the first case": ({"line": 8, "shows": {"sizes": ONE_EACH, "m": 2}, "hides": None}, 0.75),
    "with a case too large": ({"line": 8, "shows": {"sizes": [4, 6, 5, 3], "m": 7}, "hides": None}, 0.5),
    "a case where it hides, said to show": (
        {"line": 8, "shows": {"sizes": ONE_EACH, "m": 1, "g": "relu", "seed": 1}, "hides": None},
        0.5,
    ),
    "a case where it shows, said to hide": (
        {"line": 8, "shows": None, "hides": {"sizes": ONE_EACH, "m": 1}},
        0.5,
    ),
    "a case where all gradients are 0, said to hide": (
        {"line": 8, "shows": None, "hides": {"sizes": ONE_EACH, "m": 1, "g": "relu", "seed": 0}},
        0.5,
    ),
    "both cases, another line": ({**ANSWERS["birch"], "line": 7}, 0.0),
    "all of it": (ANSWERS["birch"], 1.0),
}


@pytest.mark.parametrize("which", WORTH)
def test_a_guilty_suspect_counts_half_for_the_line_and_a_quarter_for_each_case(which: str) -> None:
    answer, worth = WORTH[which]
    assert gradient_checking._credit("birch", answer) == worth


NO_CASES = {
    "no dict": [1, 2],
    "three sizes": {"sizes": [1, 1, 2], "m": 1},
    "one class": {"sizes": [1, 1, 1, 1], "m": 1},
    "nine units": {"sizes": [9, 1, 1, 2], "m": 1},
    "half an example": {"sizes": ONE_EACH, "m": 0.5},
    "a function": {"sizes": ONE_EACH, "m": 1, "g": np.tanh},
    "a word of its own": {"sizes": ONE_EACH, "m": 1, "biases": 0},
    "three calls": {"sizes": ONE_EACH, "m": 1, "calls": 3},
}


@pytest.mark.parametrize("which", NO_CASES)
def test_what_is_no_case_is_said_at_once_and_earns_nothing(which: str) -> None:
    answers = {**ANSWERS, "birch": {**ANSWERS["birch"], "shows": NO_CASES[which]}}
    with pytest.raises(CheckFailed, match="birch: shows: "):
        check.suspects(answers)
    assert gradient_checking._credit("birch", answers["birch"]) == 0.75


def test_a_line_without_evidence_is_taken_and_said(capsys: pytest.CaptureFixture[str]) -> None:
    check.suspects({**ANSWERS, "oak": 3})
    assert "No evidence yet for oak" in capsys.readouterr().out


def test_two_wrong_lines_read_right() -> None:
    assert lineup["oak"].lines[2].strip() == "m = len(y_hat)"  # of classes
    assert lineup["maple"].lines[3].strip() == "grad_a3 = y_hat"  # no copy

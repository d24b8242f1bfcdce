"""The line-up of notebook 05: what is planted is really wrong, what is innocent is really right, and lab keeps mum."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from lab.parameters import Parameters
from lab.suspects import lineup

from autograder.backpropagation.hidden.suspects_key import KEY
from autograder.checks.mistakes import catalogue
from autograder.course.layout import LAB
from autograder.course.reference import reference

INNOCENT = sorted(name for name, answer in KEY.items() if not answer.lines)
BROKEN = sorted(name for name, answer in KEY.items() if answer.lines)
# The numerical gradient carries rounding of about 1e-11, and its smallest entries here are about 1e-6.
RIGHT, WRONG = 1e-4, 1e-2
THOROUGH = {"sizes": [4, 6, 5, 3], "m": 7}
EQUAL_WIDTHS = {"sizes": [3, 3, 3, 3], "m": 5}


def a_pass(sizes: list[int], m: int, g: Callable[..., Any] = np.tanh, seed: int = 0) -> tuple[Any, ...]:
    """theta, h, a, y_hat, y of a network with no symmetry to hide behind, and X and g to go on with."""
    rng = np.random.default_rng(seed)
    W = [None] + [rng.standard_normal((out, into)) for into, out in zip(sizes, sizes[1:], strict=False)]
    b = [None] + [rng.standard_normal((out, 1)) for out in sizes[1:]]
    X, y = rng.standard_normal((sizes[0], m)), rng.integers(sizes[-1], size=m)
    theta = Parameters(W, b)
    return theta, *reference().forward_propagation(theta, X, g, reference().softmax), y


def errors(backward: Callable[..., Any], sizes: list[int], m: int, g: Any = np.tanh, g_prime: Any = None) -> float:
    """The largest relative error of backward's gradients, by the course's own check."""
    ref = reference()
    theta, h, a, y_hat, y = a_pass(sizes, m, g)
    X = h[0]
    grads = backward(theta, h, a, y_hat, y, g_prime or ref.tanh_prime)

    def loss(theta: Any) -> Any:
        return ref.cross_entropy(ref.forward_propagation(theta, X, g, ref.softmax)[2], y)

    found = ref.check_gradients(loss, theta, grads)
    return max([*found.W[1:], *found.b[1:]])


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
    assert errors(lineup[name], **THOROUGH) < RIGHT
    assert errors(lineup[name], sizes=[4, 3], m=6) < RIGHT


@pytest.mark.parametrize("name", INNOCENT)
def test_an_innocent_suspect_changes_nothing_and_repeats_itself(name: str) -> None:
    theta, h, a, y_hat, y = a_pass(**THOROUGH)
    before = [array.copy() for array in (*h, *a[1:], y_hat, y)]
    first = lineup[name](theta, h, a, y_hat, y, reference().tanh_prime)
    assert all(np.array_equal(p, q) for p, q in zip(before, (*h, *a[1:], y_hat, y), strict=True))
    assert same(first, lineup[name](theta, h, a, y_hat, y, reference().tanh_prime))


@pytest.mark.parametrize("name", sorted(set(BROKEN) - {"maple"}))
def test_a_thorough_check_convicts_every_broken_suspect(name: str) -> None:
    try:
        assert errors(lineup[name], **THOROUGH) > WRONG
    except ValueError:
        assert name in {"elm", "larch"}  # shapes clash: as good as a wrong number
    if name in {"elm", "larch"}:
        assert errors(lineup[name], **EQUAL_WIDTHS) > WRONG


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
        ("elm", {"sizes": [4, 6, 3], "m": 7}),
        ("fir", {"sizes": [4, 6, 5, 3], "m": 1}),
        ("hazel", {"sizes": [4, 3], "m": 7}),
        ("maple", {"sizes": [4, 6, 5, 3], "m": 7}),
        ("oak", {"sizes": [4, 6, 5, 3], "m": 1}),
    ],
)
def test_each_hiding_place_hides(name: str, careless: dict[str, Any]) -> None:
    ref = reference()
    functions = (ref.relu, ref.relu_prime) if careless.pop("relu", False) else (np.tanh, ref.tanh_prime)
    assert errors(lineup[name], careless["sizes"], careless["m"], *functions) < RIGHT


def catalogue_version(mistake: str) -> Callable[..., Any]:
    """A whole back_propagation that makes one mistake of the catalogue and no other."""
    entry, ref = catalogue()[mistake], reference()
    if entry.of == "back_propagation":
        return entry.wrong
    parts = vars(ref) | {entry.of: entry.wrong}

    def back_propagation(theta: Any, h: Any, a: Any, y_hat: Any, y: Any, g_prime: Any) -> Parameters:
        W, L = theta.W, len(theta.W) - 1
        grad_W, grad_b = [None] * (L + 1), [None] * (L + 1)
        grad_a = parts["output_gradient"](y_hat, y)
        for k in range(L, 0, -1):
            grad_W[k], grad_b[k] = parts["parameter_gradients"](grad_a, h[k - 1])
            if k > 1:
                grad_a = parts["preactivation_gradient"](parts["hidden_gradient"](W[k], grad_a), a[k - 1], g_prime)
        return Parameters(grad_W, grad_b)

    return back_propagation


def both(name: str) -> tuple[Any, Any, Any]:
    """The gradients of a suspect, of the catalogue's version of its mistake, and of the reference."""
    mistake = KEY[name].mistake
    assert mistake is not None
    outcomes = []
    for backward in (lineup[name], catalogue_version(mistake), reference().back_propagation):
        outcomes.append(backward(*a_pass(**EQUAL_WIDTHS), reference().tanh_prime))
    return outcomes[0], outcomes[1], outcomes[2]


@pytest.mark.parametrize("name", sorted(set(BROKEN) - {"elm"}))
def test_a_broken_suspect_makes_exactly_its_mistake_of_the_catalogue(name: str) -> None:
    suspect, known, _ = both(name)
    assert same(suspect, known)


def test_elm_goes_wrong_where_its_mistake_of_the_catalogue_does() -> None:
    # both start every hidden layer from the output's gradient; elm goes down through W_{k+1}, the catalogue through W_L
    suspect, known, right = both("elm")
    L = len(right.W) - 1
    for k in (L, L - 1):
        assert np.allclose(suspect.W[k], right.W[k])
        assert np.allclose(known.W[k], right.W[k])
    for k in range(1, L - 1):
        assert not np.allclose(suspect.W[k], right.W[k])
        assert not np.allclose(known.W[k], right.W[k])


@pytest.mark.parametrize("name", BROKEN)
def test_the_wrong_lines_are_lines_of_code_in_the_body(name: str) -> None:
    for line in KEY[name].lines:
        assert 2 <= line <= len(lineup[name].lines)
        assert "=" in lineup[name].lines[line - 1]


def test_the_reference_answer_names_an_accepted_line_for_each_suspect() -> None:
    answer = reference().suspects
    assert list(answer) == list(lineup)
    for name, line in answer.items():
        assert line in KEY[name].lines if KEY[name].lines else line is None


def test_lab_does_not_give_the_answers_away() -> None:
    source = (LAB / "suspects.py").read_text(encoding="utf-8")
    listings = "".join(suspect.source for suspect in lineup.values())
    assert "#" not in listings  # no comments in what students read
    assert not re.search(r"wrong|broken|bug|mistake|innocent|guilty", listings)
    assert not any(answer.mistake and answer.mistake in source for answer in KEY.values())
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

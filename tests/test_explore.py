"""The figures that move: on whatever functions, with the first step that differs, within their size, and alone."""

from __future__ import annotations

import re

import numpy as np
import pytest
from lab import explore, worked
from lab.parameters import Parameters

from autograder.course.layout import LAB
from tests.draw_gallery import functions
from tests.explore_gallery import FIGURES, back, own, parts, shown

pytestmark = pytest.mark.slow


def lines(ending):
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in (LAB / "explore").glob(f"*.{ending}"))


def test_the_room_stays_small():
    assert lines("py") <= 900 and lines("js") <= 300


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_small_needs_nobody_and_says_in_words_what_it_shows(name, capsys):
    page = shown(lambda: FIGURES[name](functions()))
    assert 10_000 < len(page.encode()) < 300_000
    addresses = set(re.findall(r"https?://[^\"' ]+", page))
    assert addresses <= {"http://www.w3.org/2000/svg"}  # the name of a kind of XML, which nobody visits
    assert re.findall(r"<(?:link|iframe|object|embed|base|form)\b", page) == []
    assert parts(page)
    for part in parts(page):
        assert re.search(r"\d", part.alt) and part.words.strip()
    assert "".join(capsys.readouterr()) == ""


def test_what_is_shown_is_what_the_functions_returned():
    page = parts(shown(lambda: back(functions())))
    assert [part.name for part in page][-5:] == [
        "5. ∇a₂ = −(e(y) − ŷ)", "6. ∇W₂ = ∇a₂ h₁ᵀ, ∇b₂ = ∇a₂", "7. ∇h₁ = W₂ᵀ ∇a₂",
        "8. ∇a₁ = ∇h₁ ⊙ g′(a₁)", "9. ∇W₁ = ∇a₁ h₀ᵀ, ∇b₁ = ∇a₁",
    ]  # fmt: skip
    assert "∇a₂: −0.75, 0.5, 0.25" in page[4].alt and "∇a₁: 1.04, 0" in page[8].alt
    assert "Shapes: ∇W₁ (2 × 4) = ∇a₁ (2 × 1) · h₀ᵀ (1 × 4)" in " ".join(page[8].words.split())
    assert not any("✗" in part.words for part in page)


def test_an_entry_of_the_gradient_is_followed_with_its_terms_and_the_students_numbers():
    page = shown(lambda: back(functions()))
    [entry] = re.findall(r"<li data-edge='1,1,3' data-entry='W₁,₁₃'>(.*?)</li>", page)
    assert "= ∇a₁,₁ · h₀,₃ = 1.04 · 2. Your function: 2.08." in entry
    assert "3 paths: W₂,₁₁ ∇a₂,₁ = −0.693 · −0.75; W₂,₂₁ ∇a₂,₂ = 0.693 · 0.5;" in entry
    assert "∇h₁,₁ = 1.04; through g′(a₁,₁) = 1 to ∇a₁,₁ = 1.04" in entry


def spoil(wrong, change):
    return functions(lambda name, function: change(function) if name == wrong else function)


@pytest.mark.parametrize(
    ("wrong", "figure", "step"),
    [
        ("forward_propagation", "forward", 1), ("relu", "forward", 2), ("softmax", "forward", 4),
        ("output_gradient", "back", 5), ("parameter_gradients", "back", 6), ("hidden_gradient", "back", 7),
        ("preactivation_gradient", "back", 8),
    ],
)  # fmt: skip
def test_the_first_step_that_differs_is_where_the_wrong_function_is(wrong, figure, step):
    def twice(value):
        if isinstance(value, tuple | list):
            return type(value)(map(twice, value))
        return value if value is None else 2 * value

    page = shown(lambda: FIGURES[figure](spoil(wrong, lambda function: lambda *args: twice(function(*args)))))
    first = [i for i, part in enumerate(parts(page), 1) if "the first step that differs" in part.words]
    assert first == [step]
    assert f'"start":{step - 1}' in page
    assert all("as worked by hand" in part.words for part in parts(page)[4 * (figure == "back") : step - 1])


USES = {
    "forward": ["forward_propagation"],
    "back": ["output_gradient", "parameter_gradients", "hidden_gradient", "preactivation_gradient"],
    "own": ["forward_propagation", "back_propagation", "tanh_prime"],
    "nudge": ["forward_propagation", "cross_entropy", "back_propagation"],
    "film": ["gradient_descent", "softmax"],
    "race": ["numerical_gradient", "adam_step"],
}
ODD = {
    "raises": None, "nothing": lambda *_: None, "a text": lambda *_: "0.5", "a number": lambda *_: 1.5,
    "too many axes": lambda *_: np.zeros((2, 2, 2)), "a list in disorder": lambda *_: [[1], [2, 3]],
    "a pair": lambda *_: (np.zeros((3, 2)), np.zeros(3)),
}  # fmt: skip


@pytest.mark.parametrize("kind", [*ODD, "NaN", "infinite", "transposed"])
@pytest.mark.parametrize("figure", FIGURES)
def test_wrong_functions_of_any_kind_are_answered_in_words_without_a_traceback(figure, kind, capsys):
    def broken(*_, **__):
        raise ZeroDivisionError("of mine")

    def everywhere(value, change):
        if isinstance(value, tuple | list):
            return (type(value) if not hasattr(value, "_fields") else lambda x: type(value)(*x))(
                [everywhere(part, change) for part in value]
            )
        return value if value is None else change(np.asarray(value, dtype=float))

    numbers = {"NaN": lambda x: x * np.nan, "infinite": lambda x: x + np.inf, "transposed": np.transpose}

    def change(function):
        if kind in numbers:
            return lambda *args, **kwargs: everywhere(function(*args, **kwargs), numbers[kind])
        return broken if kind == "raises" else lambda *_, **__: ODD[kind]()

    for name in USES[figure]:
        try:
            page = shown(lambda name=name: FIGURES[figure](spoil(name, change)))
        except (ZeroDivisionError, TypeError, ValueError, IndexError):
            assert figure == "nudge" and name == "back_propagation"  # the cell itself calls it
            continue
        out, err = capsys.readouterr()
        assert err == "" and (page or (out.count("\n") <= 2 and len(out) > 20))
        if kind == "raises" and figure == "back" and name == "hidden_gradient":
            assert "hidden_gradient raised ZeroDivisionError in line" in page and "of mine" in page


@pytest.mark.parametrize("name", FIGURES)
def test_of_what_is_not_written_yet_a_calm_line_is_said(name, capsys):
    def stub(*_, **__):
        raise NotImplementedError("Exercise 9.9: write it here.")

    wanted = {"back": "output_gradient", "nudge": "cross_entropy", "film": "gradient_descent", "race": "adam_step"}
    assert shown(lambda: FIGURES[name](spoil(wanted.get(name, "forward_propagation"), lambda _: stub))) == ""
    assert "not written yet. Exercise 9.9" in capsys.readouterr().out


def test_a_network_with_too_many_numbers_is_refused_in_words(capsys):
    own(functions(), sizes=(4, 9, 3))
    assert "The sizes [4, 9, 3] are too many numbers for one picture" in capsys.readouterr().out


def test_the_largest_network_that_is_shown_stays_within_its_size():
    page = shown(lambda: own(functions(), sizes=(4, 4, 5, 4, 3)))
    assert len(parts(page)) == 12 and len(page.encode()) < 300_000


def test_functions_get_copies_and_can_spoil_nothing():
    def in_place(y_hat, y):
        y_hat *= 0
        return y_hat

    before = worked.y_hat()
    page = parts(shown(lambda: explore.network(in_place)))
    assert np.array_equal(before, worked.y_hat()) and "ŷ: 0.25, 0.5, 0.25" in page[-1].alt


def test_the_dashed_line_has_the_slope_of_the_students_gradient_right_or_wrong():
    right = next(part for part in parts(shown(lambda: FIGURES["nudge"](functions()))) if part.name == "W₁,₁₃ = −1")
    assert "1.04 at −1, promised 1.04" in right.alt and "slope 1.04" in right.words

    def halved(function):
        return lambda *args: Parameters(*([None, *(g / 2 for g in half[1:])] for half in function(*args)))

    page = parts(shown(lambda: FIGURES["nudge"](spoil("back_propagation", halved))))
    assert "slope 0.52" in next(part for part in page if part.name == "W₁,₁₃ = −1").words


def test_the_race_is_run_by_the_students_steps_in_the_students_valley():
    f = functions()
    still = lambda theta, gradient, state, eta: (tuple(theta), state)  # noqa: E731
    page = shown(
        lambda: explore.race(
            {"momentum": still, "adam": f.adam_step}, lambda x, y: (x - 1) ** 2 + y**2, f.numerical_gradient
        )
    )
    [part] = parts(page)
    assert "momentum: 100, 100, 100, 100, 100" in part.alt and "Adam: 100, " in part.alt
    away = lambda theta, gradient, state, eta: (Parameters([None, theta[0][1] * 1e5], [None, theta[1][1]]), state)  # noqa: E731
    [part] = parts(shown(lambda: explore.race({"away": away}, lambda x, y: x**2 + y**2, f.numerical_gradient)))
    assert part.alt.endswith("no number, no number, no number")


def test_a_valley_that_is_no_function_of_arrays_is_refused_in_words(capsys):
    explore.race({}, lambda x, y: 1.0, None)
    assert "must give numbers for arrays" in capsys.readouterr().out


def test_what_a_student_names_cannot_break_out_of_the_figure():
    name = "</script><img src=x onerror=alert(1)>'\""
    f = functions()
    page = shown(lambda: explore.race({name: f.adam_step}, lambda x, y: x**2 + y**2, f.numerical_gradient))
    assert page.count("</script>") == 1 and "<img src=x" not in page.replace("<\\/script><img src=x", "")
    assert '"name":"<\\/script>' in page


def test_a_figure_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(AttributeError, match="no figure 'nothing'; there are network, nudge, film, race"):
        _ = explore.nothing

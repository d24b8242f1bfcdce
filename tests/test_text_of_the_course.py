"""What the text of every notebook keeps to, as far as a program can read it: one form and one notation."""

import ast
import importlib
import re

import pytest
from lab import ask, check, draw, explore

from autograder.course import opening
from autograder.course.layout import NOTEBOOKS, SOLUTIONS
from autograder.course.notebooks import course_notebook
from autograder.errors import ScriptError

every_notebook = pytest.mark.parametrize("name", NOTEBOOKS)
of_the_lecture = pytest.mark.parametrize("name", [*NOTEBOOKS][:4])  # where the lecture's own formulas are derived

HEADING = re.compile(r"^(#+) (.*)$", re.MULTILINE)
EXERCISE = re.compile(r"^### Exercise (\d\.\d) · (`\w+`(?:, `\w+`)*|[A-Z][\w ]+) · (\d+(?: \+ \d+)*) points?$")
FORMULA = re.compile(r"\$\$(.+?)\$\$|\$(.+?)\$", re.DOTALL)
MODULES = {"draw": draw, "explore": explore, "ask": ask, "check": check}
# What may not stand in a formula, and what to write.
NOT_IN_A_FORMULA = {
    r"\\mathcal|\\mathscr *L": r"the loss is \mathscr{L}",
    r"\\log\b": r"the logarithm is \ln",
    r"\^T\b|\^\{T\}|\\top": r"the transpose is ^\mathsf{T}",
    r"\\epsilon": r"a small number is \varepsilon",
    r"\^\{\([ti]\)\}|\\sum_\{[ti] *= *1\}\^\{?[mN]": "examples are numbered by s",
    r"\bK\b": "the depth is L, the number of classes n_L",
    r"\(k, *m\)": "there are n_L classes",
    r"\\text\{(softmax|relu|tanh|logistic)\}\(": r"a function's name is set with \operatorname",
}
# A result: what a docstring may not give away before it is derived.
RESULTS = re.compile(r"ᵀ|⊙|√|∂|Σ|\^|\bexp\b|max\(|@|[-−+] \w+\(|\w\(.*\) \(|←|(?<!\bk) = (?!step\()")


def cells_of(name):
    return course_notebook(name).cells


def texts(name):
    """The Markdown cells of a notebook."""
    return [cell.master for cell in cells_of(name) if cell.cell_type == "markdown"]


def headings(name):
    """(level, words) of every heading, in order."""
    return [(len(marks), words) for text in texts(name) for marks, words in HEADING.findall(text)]


@every_notebook
def test_a_notebook_has_one_title_with_its_number_and_no_level_is_left_out(name):
    levels, words = zip(*headings(name), strict=True)
    assert re.fullmatch(rf"{int(name[:2])} · \S.*", words[0])
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(below <= above + 1 for above, below in zip(levels, levels[1:], strict=False))
    assert "What you have now" in words


@every_notebook
def test_the_first_cell_says_goals_needs_and_time_and_has_the_exercises_and_the_card_of_symbols(name):
    first = cells_of(name)[0].master
    parts = ["**When you are done, you can**\n\n1. ", "**You need** ", "**Time:** about ", "| exercise | you write |"]
    parts.append(opening.card(SOLUTIONS))
    places = [first.find(part) for part in parts]
    assert -1 not in places and places == sorted(places), dict(zip(parts, places, strict=True))
    assert re.search(r"\*\*Time:\*\* about \d\d minutes", first)


@every_notebook
def test_what_you_have_now_answers_the_goals_one_by_one(name):
    goals = re.findall(r"^\d\. ", cells_of(name)[0].master, re.MULTILINE)
    [now] = [text.split("## What you have now")[1] for text in texts(name) if "## What you have now" in text]
    assert re.findall(r"^\d\. ", now, re.MULTILINE) == goals != []


@every_notebook
def test_headings_of_exercises_have_one_form_and_count_up(name):
    found = [("#" * level + " " + words) for level, words in headings(name) if words.startswith("Exercise")]
    read = [EXERCISE.match(heading) for heading in found]
    assert all(read), found
    assert [one[1] for one in read] == [f"{int(name[:2])}.{n}" for n in range(1, len(read) + 1)]


def test_the_points_add_up_to_100():
    assert sum(cell.points for name in NOTEBOOKS for cell in cells_of(name)) == 100


@every_notebook
def test_formulas_have_one_notation(name):
    formulas = [" ".join(found) for text in texts(name) for found in FORMULA.findall(text)]
    assert len(formulas) > 30
    wrong = [
        f"{formula.strip()[:90]}: {instead}"
        for formula in formulas
        for pattern, instead in NOT_IN_A_FORMULA.items()
        if re.search(pattern, formula)
    ]
    assert wrong == []


@every_notebook
def test_a_box_stands_alone_so_that_it_fits_a_narrow_window(name):
    shown = [text for cell in texts(name) for text in re.findall(r"\$\$(.+?)\$\$", cell, re.DOTALL)]
    boxed = [text.strip() for text in shown if "boxed" in text]
    assert boxed and all(re.fullmatch(r"\\boxed\{.*\}", text, re.DOTALL) for text in boxed), boxed
    assert all(len(re.sub(r"\\[a-zA-Z]+|[{}&;,!\\\s]", "", text)) <= 50 for text in boxed), boxed


@every_notebook
def test_every_column_of_a_table_has_a_heading(name):
    texts = [cell.released for cell in course_notebook(name).cells if cell.cell_type == "markdown"]
    heads = [head for text in texts for head in re.findall(r"^(\|.*\|)\n\|[-:| ]+\|$", text, flags=re.MULTILINE)]
    assert heads
    assert [head for head in heads if not all(map(str.strip, head.strip("|").split("|")))] == []


@every_notebook
def test_no_word_to_our_own_tools_stands_in_what_students_get(name):
    said = [
        cell.released for cell in course_notebook(name).cells if re.search(r"# (fmt|noqa|type|ruff):?", cell.released)
    ]
    assert said == []


@every_notebook
def test_other_notebooks_are_called_by_their_plain_number(name):
    assert not [text for text in texts(name) if re.search(r"[Nn]otebooks?\s+0\d|`0\d_", text)]


@every_notebook
def test_figures_questions_and_checks_that_are_named_exist(name):
    sources = [cell.released for cell in cells_of(name) if cell.cell_type == "code"]
    sources += [span for text in texts(name) for span in re.findall(r"`([^`]+)`", text)]
    named = {found for source in sources for found in re.findall(r"\b(draw|explore|ask|check)\.([\w.]+)", source)}
    assert named
    for module, path in named:
        found = MODULES[module]
        for part in path.rstrip(".").split("."):
            found = getattr(found, part, None) or importlib.import_module(f"lab.{module}.{part}")


@of_the_lecture
def test_a_formula_is_derived_before_it_is_written_and_boxed_after(name):
    """A question comes before each exercise that has a result; the result stands in a box below its check."""
    cells = cells_of(name)
    kinds = []
    for cell in cells:
        if cell.cell_type == "code":
            kinds += ["question"] * ("ask." in cell.released and "ask.me" not in cell.released)
            kinds += ["exercise"] * (cell.role == "solution")
        else:
            kinds += ["result"] * cell.master.count("**Result.**")
    for before, kind in zip(["", *kinds], kinds, strict=False):
        assert kind != "result" or before == "exercise", kinds
    for i, kind in enumerate(kinds):
        assert kind != "result" or kinds[i - 2] == "question", kinds
    assert "result" in kinds


@every_notebook
def test_what_a_stub_says_gives_arguments_shapes_and_meaning_and_no_formula(name):
    for cell in cells_of(name):
        if cell.role == "solution" and cell.name not in ("suspects", "trained"):
            [function] = [node for node in ast.parse(cell.master).body if isinstance(node, ast.FunctionDef)][-1:]
            first = (ast.get_docstring(function) or "").split("Returns")[0]
            assert first and not RESULTS.search(first), f"{cell.name}: {RESULTS.search(first)}"
            assert '"""' in cell.released


def test_the_card_names_each_symbol_once():
    rows = [line for line in opening.card(SOLUTIONS).splitlines() if line.startswith("| $")]
    symbols = [symbol for row in rows for symbol in re.findall(r"\$(.+?)\$", row.split("|")[1])]
    assert len(symbols) == len(set(symbols)) >= 25
    assert all(row.count("|") == 5 for row in rows)


def test_a_card_that_is_missing_is_asked_for_in_words(tmp_path):
    with pytest.raises(ScriptError, match=r"symbols\.md can't be read") as refused:
        opening.card(tmp_path)
    assert "Write the card of symbols there" in refused.value.remedy

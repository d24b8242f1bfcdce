"""What a feedback page says: marks, verdicts in words, hints, the student's own traceback, and no secret."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import lab.check.engine.closeness
import numpy as np
import pytest
from lab.check.engine.findings import CheckFailed

from autograder.checks.seed import set_seed
from autograder.coloured import CodeColours
from autograder.course.layout import NOTEBOOKS
from autograder.course.notebooks import course_notebook
from autograder.course.reference import reference
from autograder.course.secrets import secret_lines
from autograder.course.sources import hidden_blocks
from autograder.judge.master_namespace import namespace_of
from autograder.judge.notebook import clean_finding
from autograder.judge.run_test import CheckOutcome, run_test
from autograder.ledger.marks import CellMark
from autograder.report.feedback.text import code, written
from autograder.report.feedback.words import NOT_WRITTEN, WORDS
from autograder.verdicts import Verdict
from tests.feedback_pages import PATTERN, RAISED, entry, finding, marks_of, notebook, page, picture, result

NAME = "02_outputs_and_losses"


def words(html: str) -> str:
    """What a reader of the page sees, on one line."""
    body = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).replace("&#39;", "'").replace("&gt;", ">")


def shown(verdict: Verdict, cells: Any = None, found: Any = (), **extra: Any) -> str:
    known = entry("ada", [result(NAME, {"test_softmax": verdict}, {"test_softmax": found})])
    return page(NAME, notebook(NAME, cells or {}), known, **extra)


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_is_said_in_plain_words_with_its_marks(verdict: Verdict) -> None:
    said = words(shown(verdict))
    assert WORDS[verdict].label in said
    assert verdict is Verdict.PASSED or WORDS[verdict].sentence in said
    assert verdict.value not in said.lower() or verdict.value in ("missing", "error", "manual", "passed", "memory")
    most = course_notebook(NAME).tests["test_softmax"].points
    marks = {Verdict.PASSED: f"{most:g}", Verdict.FOLLOW_THROUGH: f"{most:g}", Verdict.PARTIAL: f"{most / 2:g}"}
    marks[Verdict.MANUAL] = "–"
    expected = marks.get(verdict, "–" if verdict is Verdict.GRADER_FAILURE else "0")
    assert f"{expected} of {most:g}" in said


def test_a_stub_is_called_not_written_and_no_error() -> None:
    error = {"output_type": "error", "ename": "StudentCodeRaised", "evalue": "", "traceback": RAISED}
    stub = finding(cause="not_written", message="not written yet: Exercise 2.1", inputs="a = [[1]]")
    said = words(shown(Verdict.ERROR, {"test_softmax": {"outputs": [error]}}, found=[stub]))
    assert NOT_WRITTEN.label in said and NOT_WRITTEN.sentence in said and "Exercise 2.1" in said
    assert WORDS[Verdict.ERROR].label not in said and "Your traceback" not in said and "Show the input" not in said


def test_code_in_a_hint_is_code_and_can_not_run() -> None:
    html = shown(Verdict.WRONG, found=[finding(hint="`-=` writes into `a<script>`. A lone one: it's `")])
    assert "`-=` writes into `a&lt;script&gt;`" in html  # a tick is never closed: nothing is code
    html = shown(Verdict.WRONG, found=[finding(hint="`-=` writes into `a<script>`.")])
    assert "<code>-=</code> writes into <code>a&lt;script&gt;</code>." in html


def test_a_finding_is_shown_with_message_input_hint_and_both_sides() -> None:
    found = finding(message="the result differs", hint="Over what does the sum run?", expected="1 2 3", got="3 2 1")
    said = words(shown(Verdict.WRONG, found=[found]))
    for text in ("The result differs", "5 columns of 3 logits", "Over what does the sum run?", "1 2 3", "3 2 1"):
        assert text in said


def test_a_page_counts_the_causes_that_have_a_name_are_one_of_two_or_have_none() -> None:
    causes = {"test_softmax": "softmax_of_minus_a", "test_one_hot": "one_hot_in_rows | one_hot_flat"}
    causes |= {"test_softmax_stable": "unknown", "test_cross_entropy": "not_written"}
    found = {cell: [finding(cause=cause), finding(cause="shape")] for cell, cause in causes.items()}
    verdicts = dict.fromkeys(causes, Verdict.WRONG) | {"test_cross_entropy": Verdict.ERROR}
    said = words(page(NAME, notebook(NAME), entry("ada", [result(NAME, verdicts, found)])))
    assert (
        "Of the mistakes found, 1 has a name, 1 is one of two that have; of 1 the checks only say what differs" in said
    )
    assert "Of the mistakes found" not in words(shown(Verdict.PASSED))


def test_the_students_own_traceback_is_shown_without_the_checks_line_and_without_escapes() -> None:
    error = {"output_type": "error", "ename": "StudentCodeRaised", "evalue": "softmax: x", "traceback": RAISED}
    html = shown(Verdict.ERROR, {"test_softmax": {"outputs": [error]}})
    said = words(html)
    assert "Your traceback" in said
    assert "----> 2 return a @ a" in said
    assert "ValueError: matmul: 3 is different from 5" in said
    assert "StudentCodeRaised" not in said and "[31m" not in html


def test_a_pattern_is_drawn_twice_with_words_for_those_who_do_not_see_it() -> None:
    html = shown(Verdict.WRONG, found=[finding(pattern=PATTERN)])
    labels = re.findall(r'aria-label="([^"]*(?:answer)[^"]*)"', html)
    assert labels == [
        "Pattern of the right answer: 1 large negative, 2 small negative, 1 zero, 2 small positive, 3 large positive.",
        "Your answer: 1 small negative, 1 zero, 2 small positive, 3 large positive, 1 far above all that is right, "
        "1 not a number; wrong in rows 0, 1, 2: 4 of 9 entries.",
    ]


@pytest.mark.parametrize(
    "pattern", [None, (), "x", [["a"]], [["P"], ["P"], ["?"]], [["P"], ["PP"], ["x"]], [[], [], []]]
)
def test_what_is_no_pattern_is_not_drawn(pattern: Any) -> None:
    assert "<figure>" not in shown(Verdict.WRONG, found=[finding(pattern=pattern)])


def test_a_picture_is_shown_with_its_words() -> None:
    html = shown(Verdict.PASSED, {"softmax": {"outputs": [picture("Three bars.")]}})
    assert re.search(r'<img src="data:image/png;base64,[^"]+" alt="Three bars\." width="300">', html)


def test_a_teachers_mark_and_comment_go_before_ours() -> None:
    known = entry("ada", [result(NAME, {"test_softmax": Verdict.WRONG})])
    marks = marks_of(known)
    marks.cells[NAME, "test_softmax"] = CellMark(3.0, by_person=True)
    marks.comments[NAME, "softmax"] = "A *fine* idea."
    marks.penalties[NAME] = 2.0
    said = words(page(NAME, notebook(NAME), known, marks))
    assert "Marked by a teacher" in said and "The automatic check said: not right yet." in said
    points = [cell.points for cell in course_notebook(NAME).graded]
    most = course_notebook(NAME).tests["test_softmax"].points
    assert f"3 of {most:g}" in said and "A fine idea." in said.replace("  ", " ")
    assert f"{sum(points) - most + 3 - 2:g} of {sum(points):g} marks" in said and "Taken off: 2 marks." in said


def test_a_notebook_that_was_not_handed_in_or_is_damaged_says_so() -> None:
    missing = result(NAME, {cell.name: Verdict.MISSING for cell in course_notebook(NAME).graded})
    for note, says in (("not handed in", "was not handed in"), ("damaged: not JSON", "could not be read: not JSON")):
        missing.notes = [note]
        assert says in words(page(NAME, None, entry("ada", [missing])))


def test_the_courses_own_text_and_the_notes_for_teachers_are_left_out() -> None:
    one = result(NAME)
    one.notes = ["Traceback: a secret of the grader"]
    said = words(page(NAME, notebook(NAME), entry("ada", [one])))
    assert "What logits mean" not in said
    assert "a secret of the grader" not in said


def test_the_rubric_of_a_written_answer_is_not_shown() -> None:
    name = "07_fashion_mnist"
    assert "For the TA" not in page(name, notebook(name), entry("ada", [result(name)]))


def test_formulas_links_and_pictures_of_a_written_answer_become_words() -> None:
    html = str(written("Because $a_1 < b$, see [this](http://x.org/y) ![plot](http://x.org/z.png)"))
    assert "<code>$a_1 &lt; b$</code>" in html
    assert "http://x.org/y" in html and "href" not in html and "src" not in html


def test_code_is_coloured_and_nothing_of_it_changes() -> None:
    source = "def f(a):\n    '''<b>'''\n    return a & 1  # &amp;\n"
    html = str(code(source, CodeColours()))
    assert '<span class="k">def</span>' in html
    plain = re.sub(r"<[^>]+>", "", html)
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&#39;", "'"), ("&quot;", '"'), ("&amp;", "&")):
        plain = plain.replace(entity, sign)
    assert plain == source


# What no page may hold ------------------------------------------------------------------------------------------------


def distorted(value: Any) -> Any:
    """A wrong answer of the right kind."""
    if isinstance(value, tuple):
        parts = [distorted(part) for part in value]
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    if isinstance(value, list):
        return [distorted(part) for part in value]
    if isinstance(value, (float, np.floating, np.ndarray)) and not isinstance(value, bool):
        return np.sin(np.asarray(value, dtype=float)) * 1.37 + 0.011
    return value


def _wrong(right: Callable[..., Any]) -> Callable[..., Any]:
    return lambda *arguments, **keywords: distorted(right(*arguments, **keywords))


def hidden_failures(wrong: Callable[[Callable[..., Any]], Any]) -> dict[str, tuple[str, CheckFailed]]:
    """The hidden half of each test cell of 01 to 06, run on wrong functions: cell -> (notebook, what it raised)."""
    failures = {}
    for name in list(NOTEBOOKS)[:6]:
        for cell, test in course_notebook(name).tests.items():
            if test.function == "suspects":
                continue
            [hidden] = hidden_blocks(test.master)
            function = wrong(getattr(reference(), test.function))
            outcome = run_test(hidden, f"<{cell}>", namespace_of(name) | {test.function: function}, CheckOutcome())
            if isinstance(outcome.raised, CheckFailed):
                failures[cell] = (name, outcome.raised)
    return failures


@pytest.fixture(scope="module")
def failed() -> tuple[dict[str, str], set[float]]:
    """Pages of submissions that fail hidden checks, and every number that those checks expected."""
    numbers: set[float] = set()
    compare = lab.check.engine.closeness.Comparison.__post_init__

    def recording(self: Any) -> None:
        compare(self)
        for leaf in self.leaves:
            numbers.update(np.ravel(leaf.expected).astype(float).tolist())

    set_seed(20_261_124)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lab.check.engine.closeness.Comparison, "__post_init__", recording)
        failures = hidden_failures(_wrong)
    made = {}
    for cell, (name, raised) in failures.items():
        found = [clean_finding(one) for one in raised.findings]
        one = result(name, {cell: Verdict.WRONG}, {cell: found})
        made[cell] = page(name, notebook(name), entry("ada", [one]))
    return made, numbers


def test_hidden_checks_fail_often_enough_here_for_this_to_mean_something(failed: Any) -> None:
    pages, numbers = failed
    assert len(pages) >= 20
    assert len({number for number in numbers if len(f"{number:.5g}".strip("-0.")) >= 5}) > 500


def test_no_expected_value_of_a_hidden_check_is_on_the_page(failed: Any) -> None:
    pages, numbers = failed
    secret = {f"{abs(number):.{digits}g}" for number in numbers for digits in (5, 6, 8, 10, 17) if np.isfinite(number)}
    secret = {text for text in secret if len(text.replace(".", "").lstrip("0")) >= 5}
    for cell, html in pages.items():
        seen = set(re.findall(r"\d+\.?\d*(?:e-?\d+)?", words(html)))
        assert not seen & secret, cell


def test_no_line_of_a_hidden_check_is_on_the_page(failed: Any) -> None:
    pages, _ = failed
    lines = {line for line in secret_lines() if len(line) >= 20}
    assert len(lines) > 300
    for cell, html in pages.items():
        text = words(html)
        assert [line for line in lines if re.sub(r"\s+", " ", line) in text] == [], cell


def test_a_traceback_that_passed_through_a_hidden_check_loses_its_lines() -> None:
    """As in a plain kernel, where checks and students share one process."""
    line = max((line for line in secret_lines() if "examine(" in line), key=len)
    trace = [f"Traceback (most recent call last)\n     41 x = 1\n---> 42     {line}\n", "ValueError: of the student's"]
    error = {"output_type": "error", "ename": "ValueError", "evalue": "x", "traceback": trace}
    said = words(shown(Verdict.ERROR, {"test_softmax": {"outputs": [error]}}))
    assert "ValueError: of the student's" in said
    assert line not in said

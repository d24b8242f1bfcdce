"""The pages read well: on a telephone, in the dark, and for people who don't see them (axe-core's rules)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.course.notebooks import course_notebook
from autograder.ledger.marks import CellMark, GradedStudent
from autograder.report.class_pages import as_html
from autograder.report.class_report import ClassReport
from autograder.report.feedback.page import build
from autograder.report.feedback.write import index_html
from autograder.verdicts import Verdict
from tests.accessibility import complaints, lost_to_the_keyboard
from tests.browser import Browser, Page
from tests.feedback_pages import PATTERN, RAISED, entry, finding, marks_of, notebook, page, picture, result

pytestmark = pytest.mark.browser

SMALLEST, PHONE, DESKTOP = 320, 390, 1100  # 320: what WCAG asks for, and 1280 enlarged four times


def everything() -> tuple[str, Any, GradedStudent]:
    """A notebook in which every verdict, and everything that a page can show, occurs."""
    name = "07_fashion_mnist"
    cells = [cell.name for exercise in course_notebook(name).exercises for cell in exercise.graded]
    shown = [v for v in Verdict if v not in (Verdict.PASSED, Verdict.MANUAL)]
    verdicts = dict(zip(cells, shown, strict=False)) | {"explain": Verdict.MANUAL}
    found = {
        cells[0]: [finding(hint="Over what should the mean run?", got="an array of shape (3, 3)", pattern=PATTERN)],
        cells[1]: [finding(expected="shape (2, 2)\n[[1., 2.],\n [3., 4.]]", got="shape (2, 2)\n[[1., 2.],\n [3., 5.]]",
                           inputs="a: shape (2, 2)\n[[1., 2.],\n [3., 4.]]")] * 2,
        cells[2]: [finding(message="your code raised ValueError: matmul")],
    }  # fmt: skip
    raised = {"output_type": "error", "ename": "StudentCodeRaised", "evalue": "x", "traceback": RAISED}
    printed = {"output_type": "stream", "name": "stdout", "text": "0.31 " * 200 + "\n"}
    own = "x = 1  # one\nprint('x', x)"
    table = "# Mine\n\n1. $x_1$\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    extra = (
        {"cell_type": "code", "source": own, "metadata": {}, "outputs": [printed, picture()]},
        {"cell_type": "markdown", "source": table, "metadata": {}},
    )
    graded = notebook(
        name,
        {
            "minibatches": {"outputs": [printed, picture()]},
            cells[2]: {"outputs": [printed, raised]},
            "explain": {"source": "Because $\\frac{1}{2}$ of it.\n\n```\ncode " + "x" * 200 + "\n```"},
        },
        extra,
    )
    known = entry("ada_lovelace", [result(name, verdicts, found)], ["lab/ had been changed"])
    marks = marks_of(known)
    marks.comments[name, "minibatches"] = "Well argued, but look at the **last** batch."
    marks.cells[name, cells[1]] = CellMark(1.0, by_person=True)
    marks.penalties[name] = 1.0
    return name, graded, GradedStudent(known, marks)


def pages() -> dict[str, str]:
    name, graded, student = everything()
    blank = entry("nobody", [result(nb, dict.fromkeys(_cells(nb), Verdict.MISSING)) for nb in ("01_activations", name)])
    built = build("ada_lovelace", name, graded, student.entry, student.marks)
    return {
        "a notebook": page(name, graded, student.entry, student.marks),
        "a notebook that is missing": page("01_activations", None, blank),
        "the index": index_html("ada_lovelace", [built]),
        "the class report": as_html(ClassReport([student, GradedStudent(blank, marks_of(blank))], {"seed": 7})),
    }


def _cells(name: str) -> list[str]:
    return [cell.name for exercise in course_notebook(name).exercises for cell in exercise.graded]


KINDS = ("a notebook", "a notebook that is missing", "the index", "the class report")


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    with Browser() as browser:
        yield browser.page()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    made = {}
    for i, (kind, html) in enumerate(pages().items()):
        made[kind] = folder / f"{i}.html"
        made[kind].write_text(html, encoding="utf-8")
    return made


def opened(tab: Page, path: Path, width: int, dark: bool) -> None:
    tab.look(width, dark=dark)
    tab.open(path, settle=0)
    tab.run("document.querySelectorAll('details').forEach(one => one.open = true)")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_to_complain_of(
    kind: str, width: int, dark: bool, tab: Page, written: dict[str, Path]
) -> None:
    opened(tab, written[kind], width, dark)
    assert complaints(tab) == []


def test_axe_complains_of_a_page_that_is_bad(tab: Page, tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text(
        "<title>x</title><img src='data:image/png;base64,x'><p style='color:#ddd;background:#fff'>pale words</p>"
        + "<button style='display:block;width:6px;height:6px;padding:0;border:0'>a</button>" * 2
    )
    opened(tab, tmp_path / "bad.html", DESKTOP, dark=False)
    found = {complaint.split(":")[0] for complaint in complaints(tab)}
    assert {"image-alt", "html-has-lang", "color-contrast", "target-size"} <= found


@pytest.mark.parametrize("width", [SMALLEST, PHONE])
@pytest.mark.parametrize("kind", KINDS)
def test_a_telephone_never_has_to_scroll_sideways(kind: str, width: int, tab: Page, written: dict[str, Path]) -> None:
    opened(tab, written[kind], width, dark=False)
    assert tab.run("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("kind", KINDS)
def test_the_tab_key_reaches_everything_and_is_seen_where_it_is(kind: str, tab: Page, written: dict[str, Path]) -> None:
    for forced in (False, True):
        opened(tab, written[kind], DESKTOP, dark=False)
        tab.look(DESKTOP, forced=forced)
        assert lost_to_the_keyboard(tab) == []


def test_what_the_tab_key_can_not_reach_or_nobody_sees_is_found(tab: Page, tmp_path: Path) -> None:
    page = "<button>a</button><a href='#' tabindex=-1>b</a><a href='#' style='outline:none'>c</a>"
    (tmp_path / "bad.html").write_text(page, encoding="utf-8")
    opened(tab, tmp_path / "bad.html", DESKTOP, dark=False)
    assert [found[:11] for found in lost_to_the_keyboard(tab)] == ["not reached", "not seen: <"]


@pytest.mark.parametrize("kind", KINDS)
def test_text_is_large_enough_to_read_on_a_telephone(kind: str, tab: Page, written: dict[str, Path]) -> None:
    opened(tab, written[kind], PHONE, dark=False)
    texts = "[...document.querySelectorAll('p, li, pre, td, th, summary')]"
    assert min(tab.run(f"{texts}.map(e => parseFloat(getComputedStyle(e).fontSize))")) >= 13


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_is_dark_when_its_reader_likes_it_dark(kind: str, tab: Page, written: dict[str, Path]) -> None:
    ground = "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number).reduce((a, b) => a + b)"
    opened(tab, written[kind], PHONE, dark=False)
    assert tab.run(ground) > 700
    opened(tab, written[kind], PHONE, dark=True)
    assert tab.run(ground) < 120


@pytest.mark.parametrize("kind", KINDS)
def test_an_honest_page_breaks_no_rule_of_its_own_policy(kind: str, tab: Page, written: dict[str, Path]) -> None:
    opened(tab, written[kind], DESKTOP, dark=False)
    assert tab.trouble == []
    assert tab.run("getComputedStyle(document.body).maxWidth") != "none", "the style sheet was refused"


@pytest.mark.parametrize("width", [320, 768, 984, 1400])
def test_the_class_report_fits_its_page_at_every_width(width: int, tab: Page, tmp_path: Path) -> None:
    """With every outcome there is, and names and marks as long as they get."""
    path = tmp_path / "report.html"
    path.write_text(as_html(whole_class()), encoding="utf-8")
    opened(tab, path, width, dark=False)
    assert tab.run("document.documentElement.scrollWidth") <= width
    wide = "[...document.querySelectorAll('.wide, main section')]"
    assert tab.run(f"{wide}.filter(e => e.scrollWidth > e.clientWidth + 1).length") == 0
    cells = "[...document.querySelectorAll('.cards th, .cards td')].filter(e => e.getClientRects().length)"
    assert tab.run(f"Math.max(...{cells}.map(e => e.getBoundingClientRect().right))") <= width


def whole_class() -> ClassReport:
    """Everybody's every verdict, with names, and a feedback page for each."""
    name, _, student = everything()
    verdicts = list(Verdict)
    students = [student]
    for number, verdict in enumerate(verdicts):
        known = entry(f"student_{number:04}_of_the_autumn_term", [result(name, dict.fromkeys(_cells(name), verdict))])
        students.append(
            GradedStudent(known, replace(marks_of(known), name=f"Maximiliane Wolkenstein-Trostburg {number}"))
        )
    return ClassReport(students, {"seed": 7}, {one.entry.student for one in students})


def test_the_class_report_names_students_and_links_them_to_their_pages() -> None:
    html = as_html(whole_class())
    assert 'href="feedback/student_0000_of_the_autumn_term/backpropagation/index.html"' in html
    assert "Maximiliane Wolkenstein-Trostburg 0 (student_0000_of_the_autumn_term)" in html

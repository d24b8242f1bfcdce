"""What a student leaves in a notebook can't act on whoever opens the feedback: it is text and pictures, and no more.

Each file of tests/hostile_feedback is put into every place of a page, and the page is opened in Chromium.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.report.class_pages import as_html, as_text
from autograder.report.class_report import ClassReport
from autograder.report.feedback.page import build, notebook_html
from autograder.report.feedback.text import neutral
from autograder.report.pages import policy, style
from tests.browser import Browser, Page, counting_server
from tests.feedback_pages import HOSTILE, hostile_student, load_hostile

pytestmark = pytest.mark.browser

FILES = sorted(HOSTILE.glob("*.json"))
HAS_RUN = "document.documentElement.hasAttribute('data-ran')"
# What the browser has made of the page: every element and attribute that could do more than show. A link to another
# place may stand in a comment, which the staff writes, and nowhere else; it has two attributes and tells nobody.
ELEMENTS = (
    "html head meta title style body header footer main nav section div p span bdi b h1 h2 h3 h4 ul ol li dl dt dd a "
    "table thead tbody tr th td pre code details summary figure figcaption img svg rect path text strong em del br hr "
    "blockquote"
)
LEFT_OVERS = f"""[...document.querySelectorAll('*')].flatMap(e => {{
  const bad = '{ELEMENTS}'.split(' ').includes(e.tagName.toLowerCase()) ? [] : [e.tagName]
  const linked = e.matches('main div.comment a') && e.attributes.length == 2 && e.rel == 'noopener noreferrer'
  for (const {{name, value}} of e.attributes) {{
    if (/^on|^(style|srcdoc|action|ping|srcset)$/i.test(name)) bad.push(name)
    const leads = linked && name == 'href' && /^(https?:\\/\\/|mailto:)[^\\s\\\\]+$/i.test(value)
    if (/href$/i.test(name) && !leads && !/^#[a-z_]+$/.test(value)) bad.push(value)
    if (/^src$/i.test(name) && !/^data:image\\/(png|jpeg);base64,[A-Za-z0-9+\\/=]+$/.test(value)) bad.push(value)
    if (name == 'http-equiv' && value != 'Content-Security-Policy') bad.push(value)
  }}
  return bad
}})"""


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    with Browser() as browser:
        yield browser.page()


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, list[str]]]:
    with counting_server() as running:
        yield running


def opened(tab: Page, html: str, path: Path) -> None:
    """Open the page, and unfold all that it folds away."""
    path.write_text(html, encoding="utf-8")
    tab.open(path)
    tab.run("document.querySelectorAll('details').forEach(one => one.open = true)")


def without_policy(html: str) -> str:
    """The page without its second layer, so that the first is seen to hold by itself."""
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", html)
    assert bare != html
    return bare


def steering(text: str) -> set[str]:
    """The characters in it that do something instead of being seen; joiners, which words need, are none."""
    return {c for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")} - set("\n\t\u200c\u200d")


def assert_harmless(tab: Page, asked: list[str]) -> None:
    assert not tab.run(HAS_RUN), "a script of the student's ran"
    assert asked == [], "the page asked another server for something"
    fetched = [url for url in tab.requests if not url.startswith(("file://", "data:image/"))]
    assert fetched == []
    assert [one for one in tab.trouble if one.startswith(("dialog", "exception"))] == []
    assert tab.run(LEFT_OVERS) == []
    assert tab.run("document.querySelectorAll('style').length") == 1
    assert tab.run("document.querySelectorAll('.comment').length") <= 1, "the student's text passes for a comment"


def test_there_are_many_hostile_files_and_each_says_what_it_tries() -> None:
    assert len(FILES) >= 25
    assert all(len(load_hostile(path, "")["tries"]) > 20 for path in FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_runs_and_nothing_is_fetched(
    path: Path, tab: Page, server: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, asked = server
    asked.clear()
    notebook, student = hostile_student(load_hostile(path, address))
    page = notebook_html(build(student.entry.student, "07_fashion_mnist", notebook, student.entry, student.marks))
    for html in (page, without_policy(page)):
        opened(tab, html, tmp_path / "page.html")
        assert_harmless(tab, asked)
        # What stands below is still there to be seen, and nothing lies over it.
        tab.run("document.querySelector('#exercise_confusion_matrix h2').scrollIntoView()")
        on_top = "document.elementFromPoint(r.x + 5, r.y + r.height / 2).closest('#exercise_confusion_matrix') !== null"
        heading = "document.querySelector('#exercise_confusion_matrix h2')"
        assert tab.run(f"(r => {on_top})({heading}.getBoundingClientRect())")


def test_the_class_report_shows_hostile_names_and_notes_as_text(
    tab: Page, server: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, asked = server
    asked.clear()
    report = ClassReport([hostile_student(load_hostile(path, address))[1] for path in FILES], {"seed": 1})
    for html in (as_html(report), without_policy(as_html(report))):
        opened(tab, html, tmp_path / "report.html")
        assert_harmless(tab, asked)
        assert tab.run("document.querySelector('#exercises').checkVisibility()")
    assert steering(as_html(report) + as_text(report)) == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_character_that_steers_instead_of_being_seen_is_left(path: Path) -> None:
    notebook, student = hostile_student(load_hostile(path, "http://127.0.0.1:1"))
    html = notebook_html(build(student.entry.student, "07_fashion_mnist", notebook, student.entry, student.marks))
    assert steering(html) == set()


def test_the_trap_springs_on_a_page_that_shows_outputs_as_they_are(
    tab: Page, server: tuple[str, list[str]], tmp_path: Path
) -> None:
    """Without this, the tests above could pass because nothing is ever seen."""
    address, asked = server
    asked.clear()
    raw = load_hostile(HOSTILE / "script_in_html.json", address)["outputs"][0]["data"]["text/html"]
    opened(tab, f"<!DOCTYPE html><title>x</title><body>{raw}", tmp_path / "naive.html")
    assert tab.run(HAS_RUN)
    assert asked == ["/a.js"]
    assert "SCRIPT" in tab.run(LEFT_OVERS)


def test_a_link_is_let_through_in_a_comment_alone_and_only_as_we_write_it(tab: Page, tmp_path: Path) -> None:
    rel = 'rel="noopener noreferrer"'
    links = [
        f'<p><a href="https://e.org/outside" {rel}>x</a></p>',
        f'<div class="comment"><a href="javascript:1" {rel}>x</a><a href="https://e.org/bare">x</a>',
        f'<a href="https://e.org/target" {rel} target="_blank">x</a><a href="https://e.org/good" {rel}>x</a></div>',
    ]
    opened(tab, f"<!DOCTYPE html><title>x</title><body><main>{''.join(links)}</main>", tmp_path / "links.html")
    bad = ["https://e.org/outside", "javascript:1", "https://e.org/bare", "https://e.org/target"]
    assert tab.run(LEFT_OVERS) == bad


@pytest.mark.parametrize(
    "name", ["script_in_html", "image_onerror", "style_hides_all", "media", "frames", "svg_in_html"]
)
def test_the_policy_holds_alone_should_markup_ever_get_through(
    name: str, tab: Page, server: tuple[str, list[str]], tmp_path: Path
) -> None:
    address, asked = server
    asked.clear()
    raw = load_hostile(HOSTILE / f"{name}.json", address)["outputs"][0]["data"]["text/html"]
    guard = f'<meta http-equiv="Content-Security-Policy" content="{policy(style())}">'
    opened(
        tab, f"<!DOCTYPE html><html><head>{guard}<title>x</title></head><body><p>seen</p>{raw}", tmp_path / "raw.html"
    )
    assert not tab.run(HAS_RUN)
    assert asked == []
    assert tab.run("document.querySelector('p').checkVisibility()")


def test_markup_is_shown_as_the_text_that_it_is(tab: Page, server: tuple[str, list[str]], tmp_path: Path) -> None:
    notebook, student = hostile_student(load_hostile(HOSTILE / "print_closes_the_block.json", server[0]))
    page = notebook_html(build(student.entry.student, "07_fashion_mnist", notebook, student.entry, student.marks))
    opened(tab, page, tmp_path / "page.html")
    shown = tab.run("document.querySelector('#exercise_minibatches').innerText")
    assert "</pre></div></section></main><script>" in shown
    assert tab.run("document.querySelector('#test_minibatches .marks').innerText") == "0 of 2"


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("user\u202e# x\u2066", "user⟨U+202E⟩# x⟨U+2066⟩"),
        ("re\u200blu\u00ad", "re⟨U+200B⟩lu⟨U+00AD⟩"),
        ("a\U000e0041", "a⟨U+E0041⟩"),
        ("\x1b[31mred\x1b[0m\x1b]0;title\x07", "red"),
        ("half\ud800", "half?"),
        ("50 %\r100 %\n", "100 %\n"),
        ("naïve 🧑‍🔬 שלום θ₁", "naïve 🧑‍🔬 שלום θ₁"),
    ],
)
def test_steering_characters_are_named_or_gone_and_words_stay(hostile: str, shown: str) -> None:
    assert neutral(hostile) == shown

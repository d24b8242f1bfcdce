"""What students write can't act on a TA: each hostile text is opened in the real formgrader, and everything clicked.

JupyterLab with nbgrader runs on 127.0.0.1, Chromium has no way to any other machine.
"""

from __future__ import annotations

import json
import re
from urllib.parse import quote

import nbformat
import pytest

from autograder.course.layout import ASSIGNMENT
from autograder.grading.asked import Settings
from autograder.grading.collect import Collected, student_name
from autograder.grading.prepare import dump, prepare
from autograder.grading.run import grade
from tests.browser import Browser, counting_server
from tests.builder import build_submission
from tests.formgrader import formgrader, marks, notebook_path, submissions
from tests.text_pages import HOSTILE, PASTED, hostile, random_text

pytestmark = pytest.mark.browser

NAME, STUDENT = "01_activations", "eve"
RUN = "document.documentElement.setAttribute('data-ran','1')"
HOSTILE_NAMES = [f"<img src=x onerror={RUN}>", f'";{RUN};"', f'x" onmouseover="{RUN}', "ends in a backslash \\"]
CHILD = "import os\nif os.fork() == 0:\n    os._exit(0)\nos.wait()"
BLANKS = f"x = 1{' ' * 100}# many blanks"
SETTLE = 0.2  # seconds in which a script would act
HAS_RUN = "document.documentElement.hasAttribute('data-ran')"
# Whatever a TA can click in the students' texts, and what is done without a click. Links to other sites are what links
# are for: they are not followed here, tests/test_text_cells.py holds them to their form.
CLICK = """(() => {
  document.addEventListener('click', event => {
    const link = event.target.closest('a')
    if (link && /^https?:/.test(link.href) && /[.][a-z]+$/.test(link.hostname)) event.preventDefault()
  })
  const all = [...document.querySelectorAll('.text_cell_render, .text_cell_render *')]
  for (const one of all)
    for (const kind of ['mouseover', 'focus', 'pointerdown', 'click', 'contextmenu', 'dblclick'])
      one.dispatchEvent(new MouseEvent(kind, {bubbles: true, cancelable: true}))
  return all.length
})()"""


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    root = tmp_path_factory.mktemp("formgrader")
    (root / "student").mkdir()
    edits = {
        "base": "nothing", "graded_cells_only": True, "keep_notebooks": [NAME],
        "insert": [{"notebook": NAME, "after": "relu", "source": one} for one in (CHILD, BLANKS)],
        "texts": {f"lab/{HOSTILE_NAMES[0]}": "x"},
    }  # fmt: skip
    (root / "student" / "edits.json").write_text(json.dumps(edits))
    for name in (STUDENT, *HOSTILE_NAMES):
        build_submission(root / "student", root / "submitted" / name)
    grade(Settings(root / "submitted", root / "graded", jobs=1, seed=1), lambda _: None, lambda _: None)
    with formgrader(root / "graded", root) as running:
        yield running


@pytest.fixture(scope="module")
def tab():
    with Browser() as browser:
        yield browser.page()


def with_text(server, source, attachments=PASTED, raw=False):
    """Put a text cell into the graded notebook: as the grader would, or raw, as it came."""
    path = notebook_path(server.output, STUDENT, NAME)
    graded = nbformat.read(path, as_version=4)
    cell = nbformat.v4.new_markdown_cell(source, attachments=attachments, id="eves")
    if not raw:
        handed_in = nbformat.v4.new_notebook(cells=[cell])
        made = prepare(Collected(STUDENT, {f"{NAME}.ipynb": dump(handed_in)})).notebooks[NAME]
        cell = next(one for one in made.notebook.cells if one.id.startswith("own-"))
        cell.id = "eves"  # not that of a cell of the student's, which stays
    graded.cells = [cell, *(one for one in graded.cells if one.id != "eves")]
    path.write_bytes(dump(graded))


def shown(server, tab):
    """Open the page of the submission, click on all there is, and say what was asked of whom."""
    address = server.submission(STUDENT, NAME)
    tab.visit(address, SETTLE)
    clicked = tab.run(CLICK)
    tab.wait(SETTLE)
    return clicked, {url.partition("?")[0] for url in tab.requests}


@pytest.fixture(scope="module")
def usual(server, tab):
    """What the page itself asks for."""
    with_text(server, "Nothing but *words*.")
    shown(server, tab)
    return shown(server, tab)[1]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_does_nothing_in_the_formgrader(name, server, tab, usual):
    with counting_server() as (address, asked):
        with_text(server, hostile(name, address))
        before = marks(server.output)
        clicked, requests = shown(server, tab)
        assert clicked > 1
        assert not tab.run(HAS_RUN), "a script of the student's ran"
        assert requests - usual == set(), "the page asked for something that is not its own"
        assert asked == []
        assert tab.run("location.pathname").startswith("/formgrader/submissions/")
        assert marks(server.output) == before


@pytest.mark.parametrize("name", ["link", "picture_logout", "mermaid", "heading_id"])
def test_the_trap_springs_on_a_text_as_it_came(name, server, tab, usual):
    """Without this, the test above could pass because nothing is ever seen."""
    with_text(server, hostile(name), raw=True)
    _, requests = shown(server, tab)
    taken = tab.run("document.querySelector('#test_relu').tagName") != "INPUT"
    assert tab.run(HAS_RUN) or requests - usual or taken


def pages_of(server, student):
    """Every page of the formgrader's on which a student's name stands."""
    place, one = quote(student, safe=""), submissions(server.output)[student, NAME]
    for page in (
        f"submissions/{one}/", f"gradebook/{ASSIGNMENT}/{NAME}", "manage_students",
        f"manage_students/{place}", f"manage_students/{place}/{ASSIGNMENT}",
    ):  # fmt: skip
        yield f"{server.address}/formgrader/{page}?token={server.token}"


def test_what_the_grader_noted_stands_above_the_notebook_and_not_in_it(server, tab):
    """Child processes are noted behind both walls, in other words; a file's name is a student's to choose."""
    tab.visit(server.submission(STUDENT, NAME), SETTLE)
    noted = tab.run("document.querySelector('.text_cell_render').innerText")
    assert noted.startswith("What the grader noted") and "process" in noted
    assert f"lab/ had been changed (lab/{HOSTILE_NAMES[0]})" in noted
    assert not tab.run(HAS_RUN)
    assert b"grader noted" not in notebook_path(server.output, STUDENT, NAME).read_bytes()


def test_code_is_coloured_and_reads_as_it_was_written(server, tab):
    """By our own filter, which leaves many blanks as they are: for a megabyte of them nbconvert's takes hours."""
    tab.visit(server.submission(STUDENT, NAME), SETTLE)
    cells = nbformat.read(notebook_path(server.output, STUDENT, NAME), as_version=4).cells
    shown = tab.run("[...document.querySelectorAll('.hl-python pre')].map(pre => pre.textContent.trim())")
    assert shown == [cell.source.strip() for cell in cells if cell.cell_type == "code"]
    spans = tab.run("[...document.querySelectorAll('.hl-python pre')].map(pre => pre.querySelectorAll('span').length)")
    assert sum(spans) > 100 and spans[shown.index(BLANKS)] == 0


@pytest.mark.parametrize("folder", HOSTILE_NAMES)
def test_a_students_name_does_nothing_in_the_formgrader(folder, server, tab):
    student = student_name(folder)
    for page in pages_of(server, student):
        tab.visit(page, SETTLE)
        tab.run("document.querySelectorAll('a, span, td').forEach(e => e.dispatchEvent(new MouseEvent('mouseover')))")
        assert not tab.run(HAS_RUN), page
        if "manage_students/" in page:  # a name that ends a string there stops the page's own script
            assert [one for one in tab.trouble if one.startswith("exception")] == [], page


def test_the_formgrader_loads_no_settings_from_a_folder_that_a_link_names(server, tmp_path):
    """In nbgrader's own, one click on such a link runs what a student handed in beside the notebooks."""
    ran = tmp_path / "ran"
    (tmp_path / "nbgrader_config.py").write_text(f"open({str(ran)!r}, 'w')")
    assert server.status(f"{server.address}/formgrader/?path={tmp_path}&token={server.token}") == 403
    assert not ran.exists()
    assert server.status(f"{server.address}/formgrader/?token={server.token}") == 200


# JupyterLab, which reads Markdown with another parser


CLICK_IN_JUPYTERLAB = """document.querySelectorAll('.jp-RenderedMarkdown :is(a, img, button, summary)').forEach(one => {
  const outside = /^https?:/.test(one.href ?? '') && /[.][a-z]+$/.test(one.hostname)
  if (!outside) one.click()
})"""


def in_jupyterlab(server, tab, texts):
    """Open a graded notebook with these texts in JupyterLab, click on all there is in them, and say what was asked."""
    cells = [nbformat.v4.new_markdown_cell(text, attachments=PASTED, id=f"eves-{n}") for n, text in enumerate(texts)]
    handed_in = dump(nbformat.v4.new_notebook(cells=cells))
    made = prepare(Collected(STUDENT, {f"{NAME}.ipynb": handed_in})).notebooks[NAME].notebook
    made.cells = [one for one in made.cells if one.id.startswith("own-")]
    made.metadata = {}  # without a kernel there is no question which
    path = server.output / "in_jupyterlab.ipynb"
    path.write_bytes(dump(made))
    tab.visit(server.lab(path))
    shown = "document.querySelectorAll('.jp-RenderedMarkdown').length"
    for _ in range(240):
        if tab.run(shown) >= len(texts):
            break
        tab.wait(0.25)
    assert tab.run(shown) >= len(texts), tab.trouble
    tab.run(CLICK_IN_JUPYTERLAB)
    tab.wait(1)
    return list(tab.requests)


def test_hostile_texts_do_nothing_in_jupyterlab(server, tab):
    with counting_server() as (address, asked):
        texts = [hostile(name, address) for name in HOSTILE] + [random_text(seed) for seed in range(100)]
        texts.append("![pasted](attachment:image.png)")
        requests = in_jupyterlab(server, tab, texts)
        own = (
            f"{server.address}/lab",
            f"{server.address}/api/",
            f"{server.address}/lsp/",
            f"{server.address}/static/",
            "data:image/",
            "blob:",
            "attachment:",  # of the notebook itself; no request leaves for it
        )
        assert [url for url in requests if not url.startswith(own)] == []
        assert asked == []
    assert not tab.run(HAS_RUN)
    links = tab.run("[...document.querySelectorAll('.jp-RenderedMarkdown a')].map(e => e.getAttribute('href'))")
    pictures = tab.run("[...document.querySelectorAll('.jp-RenderedMarkdown img')].map(e => e.getAttribute('src'))")
    assert len(links) > 5 and len(pictures) > 0
    assert [link for link in links if not re.match(r"https?://[a-z0-9.-]+[.][a-z]+(/|$|[?#])|mailto:|#", link)] == []
    assert [one for one in pictures if not one.startswith(("data:image/png;base64,", "attachment:picture-"))] == []
    assert [one for one in pictures if one.startswith("data:image/png;base64,")] != []

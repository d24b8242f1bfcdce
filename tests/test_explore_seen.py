"""The figures that move, as people meet them: in Chromium, in JupyterLab, with and without scripts, by keyboard."""

from __future__ import annotations

import time

import nbformat
import pytest
from nbconvert import HTMLExporter

from autograder.course.notebooks import released_notebook
from tests.accessibility import complaints
from tests.browser import Browser
from tests.draw_gallery import functions
from tests.explore_gallery import FIGURES, parts, shown
from tests.formgrader import formgrader

pytestmark = pytest.mark.browser

# The texts of the picture that lie on each other, or off it, by more than a hair.
COLLISIONS = """(() => {
  const svg = document.querySelector('.explore-panel svg'), paper = svg.getBoundingClientRect(), found = []
  const boxes = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()])
  boxes.forEach(([text, b], i) => {
    if (b.left < paper.left - 1 || b.right > paper.right + 1 || b.bottom > paper.bottom + 1) found.push(text)
    for (const [other, o] of boxes.slice(i + 1))
      if (b.left + 1 < o.right && o.left + 1 < b.right && b.top + 2 < o.bottom && o.top + 2 < b.bottom)
        found.push(text + ' / ' + other)
  })
  return found
})()"""
SAID = "document.querySelector('.explore-panel').innerText"
NEXT = "[...document.querySelectorAll('.explore-panel button')].find(b => b.textContent.startsWith('Next')).click()"


@pytest.fixture(scope="module")
def tab():
    with Browser() as browser:
        yield browser.page()


@pytest.fixture(scope="module")
def pages():
    return {name: shown(lambda name=name: FIGURES[name](functions())) for name in FIGURES}


def put(tab, folder, page, head="", width=1200):
    path = folder / "figure.html"
    path.write_text(f"<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'>{head}{page}")
    tab.look(width)
    tab.open(path, 0.1)


def press(tab, key, code=None):
    for kind in ("keyDown", "keyUp"):
        text = {"text": key} if kind == "keyDown" and len(key) == 1 else {}
        tab.call("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code or ord(key.upper()), **text)


@pytest.mark.parametrize("width", [1200, 320])
@pytest.mark.parametrize("name", FIGURES)
def test_no_label_lies_on_another_and_nothing_is_wider_than_the_window(name, width, pages, tab, tmp_path):
    put(tab, tmp_path, pages[name], width=width)
    assert tab.trouble == [] and [url for url in tab.requests if not url.startswith(("data:", "file:"))] == []
    steps = len(parts(pages[name])) if name in ("forward", "back", "own") else 1
    for step in range(steps if name != "film" else 0):
        tab.run(f"(() => {{const r = document.querySelector('.explore-panel input'); r.value = {step};"
                " r.dispatchEvent(new Event('input'))})()") if steps > 1 else None  # fmt: skip
        assert tab.run(COLLISIONS) == [], f"step {step + 1}"
    assert tab.run("document.documentElement.scrollWidth") <= width
    assert tab.run("document.querySelectorAll('.lab-explore details').length") == 0


def test_an_entry_that_is_followed_lights_its_edges_in_every_step(pages, tab, tmp_path):
    put(tab, tmp_path, pages["back"])
    tab.run("""(() => {const s = document.querySelector('.explore-panel select')
      s.value = [...s.options].findIndex(o => o.textContent === '∂𝓛/∂W₁,₁₃')
      s.dispatchEvent(new Event('change'))})()""")
    lit = "[...document.querySelectorAll('.explore-panel .on')].map(edge => edge.dataset.edge).sort()"
    assert tab.run(lit) == ["1,1,3", "2,1,1", "2,2,1", "2,3,1"]
    assert "1.04 · 2. Your function: 2.08" in tab.run(SAID)
    tab.run(NEXT)
    assert len(tab.run(lit)) == 4


def test_a_nudge_moves_the_dot_along_the_curve(pages, tab, tmp_path):
    put(tab, tmp_path, pages["nudge"])
    assert "W₁,₁₃ = −1, moved by 0. Your forward pass: loss 1.04. Your gradient promises 1.04" in tab.run(SAID)
    dot = "Number(document.querySelector('.explore-panel .moved').getAttribute('cx'))"
    before = tab.run(dot)
    tab.run("document.querySelector('.explore-panel input').focus()")
    for _ in range(4):
        press(tab, "ArrowRight", 39)
    assert "moved by 0.2. Your forward pass: loss 1.26. Your gradient promises 1.25" in tab.run(SAID)
    assert tab.run(dot) > before


def test_the_film_shows_two_runs_of_choice_at_the_same_time(pages, tab, tmp_path):
    put(tab, tmp_path, pages["film"])
    pixels = "[...document.querySelectorAll('canvas')].map(c => c.toDataURL().length)"
    last = tab.run(pixels)
    tab.run("[...document.querySelectorAll('.explore-panel button')].find(b => b.textContent.includes('Back')).click()")
    assert tab.run(SAID).count("t = 2: loss") == 2
    assert tab.run(pixels) != last
    assert tab.run("[...document.querySelectorAll('canvas')][1].getAttribute('aria-label')").startswith(
        "wrong: no slope"
    )
    tab.run("[...document.querySelectorAll('.explore-panel button')].find(b => b.textContent === 'Play').click()")
    tab.wait(0.8)
    assert tab.run(SAID).count("t = 12: loss") == 2


def test_the_race_is_run_and_an_optimizer_can_be_left_out(pages, tab, tmp_path):
    put(tab, tmp_path, pages["race"])
    tab.run("document.querySelector('.explore-panel input[type=range]').focus()")
    press(tab, "Home", 36)
    assert tab.run(SAID).count("height 53") == 4
    tab.run("document.querySelector('.explore-panel input[type=checkbox]').click()")
    assert tab.run("document.querySelector('[data-run=\"0\"]').style.display") == "none"


@pytest.mark.parametrize("name", ["back", "film"])
def test_where_scripts_may_not_run_the_steps_unfold_with_their_pictures_and_numbers(name, pages, tab, tmp_path):
    forbidden = "<meta http-equiv=Content-Security-Policy content=\"script-src 'none'\">"
    put(tab, tmp_path, pages[name], forbidden)
    assert tab.run("document.querySelectorAll('.explore-panel').length") == 0
    assert tab.run("document.querySelectorAll('details.part').length") == len(parts(pages[name]))
    assert tab.run("document.querySelectorAll('details.part[open] img').length") == 1
    assert tab.run("[...document.images].every(i => i.naturalWidth > 100 && i.alt.length > 20)")


def test_in_an_exported_page_the_figure_moves(pages, tab, tmp_path):
    made = nbformat.v4.new_output("display_data", {"text/html": pages["back"], "text/plain": "[figure]"})
    cell = nbformat.v4.new_code_cell("explore.network(…)", outputs=[made], execution_count=1)
    exporter = HTMLExporter(require_js_url="", mathjax_url="", mermaid_js_url="")  # which come from the network
    put(tab, tmp_path, exporter.from_notebook_node(nbformat.v4.new_notebook(cells=[cell]))[0])
    tab.run(NEXT)
    assert "6. ∇W₂ = ∇a₂ h₁ᵀ" in tab.run(SAID)


# In JupyterLab


@pytest.fixture(scope="module")
def notebook(tmp_path_factory, pages):
    """A figure from elsewhere, which is not trusted; a cell that will make one, and fail a check; the text of 04."""
    folder = tmp_path_factory.mktemp("lab")
    made = nbformat.v4.new_output("display_data", {"text/html": pages["back"], "text/plain": "[figure]"})
    cells = [nbformat.v4.new_code_cell("1", outputs=[made], execution_count=1)]
    cells += [nbformat.v4.new_code_cell("from lab import check, explore\nexplore.network()\ncheck.relu(abs)")]
    texts = [cell.released for cell in released_notebook("04_back_propagation").cells if cell.cell_type == "markdown"]
    cells += map(nbformat.v4.new_markdown_cell, texts)
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path = folder / "figures.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
    with formgrader(folder, folder, "lab") as server:
        yield server.lab(path)


def until(tab, question, seconds=60):
    deadline = time.monotonic() + seconds
    while not tab.run(question):
        assert time.monotonic() < deadline, question
        time.sleep(0.2)


KERNEL = "jupyterapp.shell.currentWidget?.context?.sessionContext?.session?.kernel?.status"
IDLE = f"!!window.jupyterapp && {KERNEL} === 'idle'"
CELLS = "document.querySelectorAll('.jp-Notebook .jp-Cell').length"


def test_in_jupyterlab_a_figure_unfolds_until_it_is_run_and_then_takes_its_own_keys(notebook, tab):
    tab.look(1200, 1400)
    tab.visit(notebook)
    until(tab, "document.querySelectorAll('.jp-OutputArea details').length >= 9")
    assert tab.run("document.querySelectorAll('.explore-panel').length") == 0  # what is not trusted moves nothing
    assert tab.run("[...document.querySelectorAll('.jp-OutputArea details img')].every(i => i.naturalWidth > 100)")
    until(tab, IDLE)
    before = tab.run(CELLS)
    tab.run("(jupyterapp.shell.currentWidget.content.activeCellIndex = 1, 0)")
    tab.run("(jupyterapp.commands.execute('notebook:run-cell'), 0)")
    until(tab, "document.querySelectorAll('.explore-panel').length === 1")
    for focus in ("input", "button:not(:disabled)", "svg"):
        tab.run(f"(document.querySelector('.explore-panel {focus}').scrollIntoView({{block: 'center'}}), 0)")
        box = tab.run(f"(() => {{const b = document.querySelector('.explore-panel {focus}').getBoundingClientRect();"
                      " return [b.x + b.width / 2, b.y + b.height / 2]})()")  # fmt: skip
        for kind in ("mousePressed", "mouseReleased"):
            tab.call("Input.dispatchMouseEvent", type=kind, x=box[0], y=box[1], button="left", clickCount=1)
        for keys in ("dd", "x", "a", "b"):  # delete, cut, a cell above, a cell below
            for key in keys:
                press(tab, key)
            assert tab.run(CELLS) == before, f"{keys} pressed on {focus} reached the notebook"
    tab.run("document.querySelector('.explore-panel input').focus()")
    press(tab, "Home", 36)
    press(tab, "ArrowRight", 39)
    assert tab.run("document.querySelector('.explore-panel input').value") == "1"
    assert tab.run(CELLS) == before


OURS = (".jp-RenderedHTMLCommon", ".jp-OutputArea-output")  # the rest of the page is JupyterLab's
BEHIND = """[...document.querySelectorAll('.lab-explore div')].map(one => getComputedStyle(one).backgroundColor)
  .filter(colour => colour !== 'rgba(0, 0, 0, 0)')"""


@pytest.mark.parametrize("theme", ["JupyterLab Dark", "JupyterLab Light"])
def test_in_jupyterlab_a_figure_keeps_its_own_paper_and_axe_has_no_complaint(theme, notebook, tab):
    """Of the notebook that the test before has run: its text, its figures, its failed check."""
    tab.run(f"jupyterapp.commands.execute('apputils:change-theme', {{theme: '{theme}'}}).then(() => 0)")
    until(tab, f"document.body.dataset.jpThemeName === '{theme}'")
    tab.wait(0.5)  # until its colours are there
    assert tab.run("document.querySelectorAll('.jp-OutputArea [aria-label=\"Check of relu failed\"]').length") == 1
    assert tab.run(BEHIND) == []
    assert complaints(tab, *OURS) == []

"""Code on a page is coloured, reads as it was written, and is soon there, whatever it is and however much."""

from __future__ import annotations

import html
import re
import time

import pytest
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell, new_notebook
from traitlets.config import Config

from autograder import coloured
from autograder.coloured import MOST, CodeColours
from tests.bad_inputs import TEXTS

SECONDS = 10.0  # of processor time; the slowest takes 0.8


def read(markup):
    """What a reader sees of it."""
    return html.unescape(re.sub("<[^>]*>", "", markup))


def test_code_reads_as_it_was_written():
    for family, make in TEXTS.items():
        text = make(200).replace("\r", "")
        assert read(CodeColours().markup(text)).rstrip("\n") == text.rstrip("\n"), family


@pytest.mark.parametrize("part", [" \n", "\n ", "a.", "*", "%%perl\nm{"])
def test_code_of_the_most_characters_that_are_coloured_is_soon_coloured(part):
    text, start = part * (MOST // len(part)), time.process_time()
    assert read(CodeColours().markup(text)).rstrip("\n") == text.rstrip("\n")
    assert time.process_time() - start < SECONDS


def test_of_many_cells_so_much_is_coloured_as_a_page_bears():
    """A notebook may have millions of characters, which would take half a minute."""
    colours, cells, start = (
        CodeColours(),
        [f"x = {number}\n" + "a." * 10_000 for number in range(500)],
        time.process_time(),
    )
    shown = [colours.markup(cell) for cell in cells]
    assert time.process_time() - start < SECONDS
    assert [read(one).rstrip("\n") for one in shown] == cells
    with_colours = [cell for cell, one in zip(cells, shown, strict=True) if "<span" in one]
    assert MOST / 2 < sum(map(len, with_colours)) <= MOST


def test_each_page_of_the_formgraders_has_its_own_measure(monkeypatch):
    monkeypatch.setattr(coloured, "MOST", 1000)
    config = Config({"HTMLExporter": {"filters": {"highlight_code": "autograder.coloured.FormgraderCode"}}})
    exporter, notebook = HTMLExporter(config=config), new_notebook(cells=[new_code_cell("x = 1\n" * 100)])
    for _ in range(2):
        page, _ = exporter.from_notebook_node(notebook)
        assert page.count("<span") > 100

"""No parser of ours raises or takes long, whatever a student makes it read, at any size between 10 and a million.

How time grows is measured in `benchmarks/parsers.py`; the bound here is one that a slow machine keeps, and that a
parser whose time grows with the square of the size does not.
"""

from __future__ import annotations

import json
import time

import pytest

from autograder.course.notebooks import course_notebooks
from autograder.grading.reading import MAX_TEXT, read_cells
from autograder.grading.tampering import MAX_READ, could_gain
from autograder.grading.text_cells import MAX_PARSED
from tests.bad_inputs import MARKDOWN, PARSERS, RELEASED, prepare_text

pytestmark = pytest.mark.sandbox  # it takes a while

SIZES = (10, 30, 100, 300, 1000, 3000)
LARGE = 300_000
DEAR = (
    *MARKDOWN,
    "HTML beside a figure that a cell showed", "a check cell that was changed", "a cell that may read what is left out",
    "code on the feedback page",
)  # fmt: skip
SECONDS = 10.0  # of processor time for one input of that size; the slowest takes 0.8


@pytest.mark.parametrize("name", PARSERS)
def test_no_parser_raises_at_any_size(name):
    parser, families = PARSERS[name]
    for make in families.values():
        for size in SIZES:
            parser(make(size))


@pytest.mark.parametrize("name", PARSERS)
def test_no_parser_takes_long_for_large_inputs(name):
    """Of what is parsed in bounds, as much as is parsed. Of dear ones, families with a name: the benchmark has all."""
    parser, families = PARSERS[name]
    bounded, dear = name in MARKDOWN, name in DEAR
    for family in [family for family in families if not dear or not family.startswith(("'", '"'))]:
        made, start = families[family](MAX_PARSED - 1 if bounded else LARGE), time.process_time()
        parser(made)
        assert time.process_time() - start < SECONDS, family


HEADINGS_AND_TABLES = ("# a\n", "a\n=\n", "|a|\n|-|\n|b|\n", "a|b\n-|-\n")


def test_a_text_of_many_headings_or_tables_is_soon_on_the_feedback_page():
    """They took a browser's parser, which looked at the page a second time, 3 s for 24 kB, and the square of that."""
    parser, start = PARSERS["a text cell on the feedback page"][0], time.process_time()
    for part in HEADINGS_AND_TABLES:
        parser(part * (24_000 // len(part)))
    assert time.process_time() - start < SECONDS


def test_of_a_large_file_that_is_cut_off_the_cells_that_are_whole_are_read():
    small, large = ({"cell_type": "code", "source": source} for source in ("x = 1", "#" * 2_500_000))
    cells, notes = read_cells(json.dumps({"cells": [small, large, small]}, indent=1).encode()[:-20])
    assert [cell.source for cell in cells] == ["x = 1"]
    assert notes[0].startswith("damaged: the file is not JSON, or is cut off")


def test_a_notebook_may_have_a_hundred_times_the_text_of_the_longest_of_ours_and_of_more_the_first_cells_are_read():
    longest = max(sum(len(cell.master) for cell in form.cells) for form in course_notebooks().values())
    assert 100 * longest <= MAX_TEXT
    cell = {"cell_type": "markdown", "source": "x" * 1_000_000}
    cells, notes = read_cells(json.dumps({"cells": [cell] * 5}).encode())
    assert len(cells) == MAX_TEXT // 1_000_000 == 4
    assert notes == ["cell 5 is too big (1,000,000 characters) and was left out"]


@pytest.mark.parametrize("size", [1_000_000])
def test_a_megabyte_in_a_cell_is_prepared(size):
    for text in ("[" * size, "1+" * (size // 2) + "1", "elif x: pass\n" * (size // 13)):
        prepare_text(text)
        prepare_text(text, "code")


@pytest.mark.parametrize(
    ("changed", "gains"),
    [
        (RELEASED, False),
        (RELEASED + "\nprint(1)", False),
        (RELEASED + "\nx = " + "1+" * 1500 + "1", True),
        (RELEASED + "\nif x: pass\n" + "elif x: pass\n" * 300, True),
        (RELEASED + "\n0x" + "f" * 5000, False),
        (
            RELEASED + "\nx = " + "-" * 30_000 + "1",
            False,
        ),  # no Python that runs: a MemoryError, and below a RecursionError
        (RELEASED + "\nx" + ".a" * 30_000, False),
        (RELEASED.replace("(", "(1+", 1), True),
        (RELEASED + "\n#" + " " * MAX_READ + "a", True),  # a comment, but too long to be read
    ],
)
def test_a_change_of_a_check_is_seen_however_long_it_is(changed, gains):
    assert could_gain(changed, RELEASED) is gains

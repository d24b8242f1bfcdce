"""No parser of ours raises or takes long, whatever a student makes it read, at any size between 10 and a million.

How time grows is measured in `benchmarks/parsers.py`; the bound here is one that a slow machine keeps, and that a
parser whose time grows with the square of the size does not.
"""

from __future__ import annotations

import time

import pytest

from autograder.grading.tampering import could_gain
from autograder.grading.text_cells import MAX_PARSED
from tests.bad_inputs import PARSERS, RELEASED, prepare_text

pytestmark = pytest.mark.sandbox  # it takes a while

SIZES = (10, 30, 100, 300, 1000, 3000)
LARGE = 300_000
SECONDS = 10.0  # of processor time for one input of that size; the slowest takes 0.8
MARKDOWN = ("a text cell", "a text cell on the feedback page", "a comment of the TA's")  # bounded: see MAX_PARSED


@pytest.mark.parametrize("name", PARSERS)
def test_no_parser_raises_at_any_size(name):
    parser, families = PARSERS[name]
    for make in families.values():
        for size in SIZES:
            parser(make(size))


@pytest.mark.parametrize("name", PARSERS)
def test_no_parser_takes_long_for_large_inputs(name):
    """Of what is parsed in bounds, as much as is parsed, and only the nested families: the benchmark has all."""
    parser, families = PARSERS[name]
    bounded = name in MARKDOWN
    for family in [family for family in families if not bounded or not family.startswith(("'", '"'))]:
        made, start = families[family](MAX_PARSED - 1 if bounded else LARGE), time.process_time()
        parser(made)
        assert time.process_time() - start < SECONDS, family


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
        (RELEASED.replace("(", "(1+", 1), True),
    ],
)
def test_a_change_of_a_check_is_seen_however_long_it_is(changed, gains):
    assert could_gain(changed, RELEASED) is gains

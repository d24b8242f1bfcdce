"""No CSV that we write holds a formula, whatever students are called: a spreadsheet would compute it for its reader."""

from __future__ import annotations

import csv
import io

import pytest

from autograder.course.layout import PACKAGE
from autograder.spreadsheets import made


@pytest.mark.parametrize("start", [*"=+-@\t\r\n", *"＝＋－＠"])
def test_what_would_be_a_formula_is_text(start):
    data = made(("student", "mark"), [(f"{start}cmd|' /C calc'!A0", "1"), ("ada", f"{start}1")])
    rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
    assert [rows[1][0][0], rows[2][1][0]] == ["'", "'"]


def test_no_end_of_a_line_in_a_name_ends_a_row():
    [_, row] = csv.reader(io.StringIO(made(("a", "b"), [("x\r=1\r\n=2\n=3", "y")]).decode(), newline=""))
    assert row == ["x\n=1\n=2\n=3", "y"]


def test_what_people_and_notebooks_are_called_stays_as_it_is():
    names = ("ada", "O'Neill", "al-Khwarizmi", "林", "12345", "3.5", "", "01_activations")
    assert list(csv.reader(made(names, [names]).decode().splitlines())) == [list(names)] * 2


def test_every_table_is_written_in_this_one_way():
    writing = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if any(word in path.read_text(encoding="utf-8") for word in ("csv.writer", "DictWriter", "to_csv"))
    }
    assert writing == {"spreadsheets.py"}

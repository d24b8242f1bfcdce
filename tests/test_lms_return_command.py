"""`autograder return` as a command: from a gradebook into the platform's file, or a word on why not."""

from __future__ import annotations

import csv
import zipfile

import pytest
from click.testing import CliRunner

from autograder.cli import cli
from autograder.errors import UserError
from autograder.ledger.ledger import settle
from autograder.lms.returning import return_marks
from tests.ledgers import write_gradebook
from tests.lms_platforms import CANVAS, TEMPLATES
from tests.test_gradebook import entry

pytestmark = pytest.mark.slow

LATE = """
due = 2026-11-20T12:00:00Z
penalty = { per_day = 5 }
"""


@pytest.fixture
def graded(tmp_path):
    """A gradebook: Ada is fully marked, Gauß's two written answers wait; Dan was late."""
    output = tmp_path / "graded"
    output.mkdir()
    written = [row.cell for result in entry("").notebooks for row in result.cells if row.score is None]
    ada, dan = (
        entry("107", **dict.fromkeys(written, 0.75)),
        entry("108", timestamp="2026-11-21 09:00:00 UTC", **dict.fromkeys(written, 0.0)),
    )
    write_gradebook(output / "gradebook.db", [ada, dan, entry("111")])
    (output / "deadlines.toml").write_text(LATE)
    return output


def run(*arguments):
    return CliRunner().invoke(cli, [str(one) for one in arguments], standalone_mode=False)


def test_totals_are_a_persons_marks_else_the_judges_less_what_lateness_costs(graded):
    found = {one.entry.student: one.total for one in settle(graded).students}
    assert found["107"].max_score == 100 and not found["107"].to_mark and 90 < found["107"].score < 100
    assert found["108"].raw == pytest.approx(found["107"].raw - 1.5)
    assert found["108"].score == pytest.approx(0.95 * found["108"].raw, abs=0.04)
    assert found["111"].to_mark == 2


def test_the_command_prints_who_was_filled_and_who_was_left(graded, tmp_path):
    found = run(
        "return", "canvas", "--output", graded, "--template", TEMPLATES / "canvas.csv", "--to", tmp_path / "new.csv"
    )
    assert found.return_value == 0, found.output
    assert "2 filled in under 'Backpropagation from scratch (4412)', of whom 1 had another mark" in found.output
    assert "1 left as they were, 2 answers to mark: 111" in found.output
    assert "in the file, but not graded: Noether, Emmy" in found.output
    assert (tmp_path / "new.csv").read_bytes().count(b"\n") == (TEMPLATES / "canvas.csv").read_bytes().count(b"\n")


def refused(graded, tmp_path, kind, template, **options):
    with pytest.raises(UserError) as raised:
        return_marks(kind, graded, template, tmp_path / "new.csv", **options)
    assert not (tmp_path / "new.csv").exists()
    return str(raised.value)


def test_another_maximum_is_refused_and_nothing_is_written(graded, tmp_path):
    other = tmp_path / "other.csv"
    other.write_bytes((TEMPLATES / "canvas.csv").read_bytes().replace(b"5.00,100.00,(read", b"5.00,50.00,(read"))
    said = refused(graded, tmp_path, "canvas", other)
    assert "has 50 points" in said and "100 to earn" in said
    other.write_bytes((TEMPLATES / "moodle.csv").read_bytes().replace(b"100.00", b"20.00"))
    assert "has 20 points" in refused(graded, tmp_path, "moodle", other)


def test_what_cannot_be_filled_is_refused_with_what_to_do(graded, tmp_path):
    assert "Export the gradebook there" in refused(graded, tmp_path, "canvas", None)
    assert "no gradebook exported by Canvas" in refused(graded, tmp_path, "canvas", TEMPLATES / "moodle.csv")
    assert "no grading worksheet" in refused(graded, tmp_path, "moodle", TEMPLATES / "canvas.csv")
    assert "can't be read" in refused(graded, tmp_path, "canvas", tmp_path / "missing.csv")
    two = tmp_path / "two.csv"
    two.write_bytes(
        (TEMPLATES / "canvas.csv")
        .read_bytes()
        .replace(b"Homework 0 (", b"Backpropagation, again (")
        .replace(b"Backpropagation, again (4400)", b'"Backpropagation, again (4400)"')
    )
    said = refused(graded, tmp_path, "canvas", two)
    assert "--column" in said and "'Backpropagation, again (4400)'" in said
    done = return_marks("canvas", graded, two, tmp_path / "new.csv", CANVAS)
    assert done.title == CANVAS
    excel = tmp_path / "book.csv"
    excel.write_bytes(b"PK\x03\x04...")
    with pytest.raises(UserError, match="no table"):
        return_marks("csv", graded, excel, tmp_path / "other.csv")
    with pytest.raises(UserError, match="the template itself"):
        return_marks("canvas", graded, two, two)


def test_without_a_template_csv_lists_all_who_are_fully_marked(graded, tmp_path):
    done = return_marks("csv", graded, None, tmp_path / "marks.csv")
    rows = list(csv.DictReader((tmp_path / "marks.csv").open(encoding="utf-8")))
    assert [row["username"] for row in rows] == ["107", "108"] and done.left == {"111": "2 answers to mark"}
    assert "handed in late: −4.75" in rows[1]["feedback"]


def test_a_name_that_a_spreadsheet_would_run_is_written_so_that_it_does_not(tmp_path):
    output = tmp_path / "graded"
    output.mkdir()
    full = entry("=1+1")
    waiting = {row.cell: 1.0 for result in full.notebooks for row in result.cells if row.score is None}
    write_gradebook(output / "gradebook.db", [entry("=1+1", **waiting)])
    return_marks("csv", output, None, tmp_path / "marks.csv")
    assert (tmp_path / "marks.csv").read_text().splitlines()[1].startswith("'=1+1,")


def feedback_folder(output, *students):
    for student in students:
        folder = output / "feedback" / student / "backpropagation"
        folder.mkdir(parents=True)
        for name in ("01_activations", "index"):
            (folder / f"{name}.html").write_text(f"<p>{student} {name}</p>")


@pytest.mark.parametrize(
    ("kind", "file", "expected"),
    [
        ("canvas", "lovelaceada_LATE_107_7001_01_activations-1.ipynb", "lovelaceada_LATE_107_7001_01_activations.html"),
        ("canvas", "anon_x7Kd2_7001_hand in.zip/01_activations.ipynb", "anon_x7Kd2_7001_01_activations.html"),
        ("moodle", "Ada Lovelace_2107_assignsubmission_file_/01_activations.ipynb",
         "Ada Lovelace_2107_assignsubmission_file/01_activations.html"),
    ],
)  # fmt: skip
def test_feedback_is_packed_under_the_names_that_the_platform_knows(kind, file, expected, graded, tmp_path):
    feedback_folder(graded, "107", "111")
    submissions = tmp_path / "submitted"
    submissions.mkdir()
    name, number = ("Ada Lovelace", "2107") if kind == "moodle" else ("lovelaceada", "107")
    header = "student,name,platform,number,source,file,notebook,outcome,late,handed_in,code\n"
    row = f"107,{name},{kind.title()},{number},x.zip,{file},01_activations,taken,,,\n"
    (submissions / "collected.csv").write_text(header + row)
    found = run(
        "return", kind, "--output", graded, "--template", TEMPLATES / f"{kind}.csv", "--to", tmp_path / "new.csv",
        "--feedback", "--submissions", submissions,
    )  # fmt: skip
    assert "Feedback pages of 1 student packed." in found.output
    assert "No pages, or not handed in there: 108" in found.output
    with zipfile.ZipFile(tmp_path / "new_feedback.zip") as packed:
        assert packed.namelist() == [expected]
        assert packed.read(expected) == b"<p>107 01_activations</p>"

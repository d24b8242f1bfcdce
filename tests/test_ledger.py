"""The one reader of marks: judge or person, minus penalty, under a deadline; in SQLite and in PostgreSQL."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from traitlets.config import Config

from autograder.course.layout import ASSIGNMENT, ROOT
from autograder.errors import UserError
from autograder.ledger import database
from autograder.ledger.database import gradebook_url
from autograder.ledger.journal import FORMAT, journal_path, read_entry, write_entry
from autograder.ledger.ledger import settle
from tests.ledgers import graded_folder, write_gradebook
from tests.postgres import new_database  # noqa: F401
from tests.test_gradebook import entry

pytestmark = pytest.mark.sandbox  # takes seconds

ZERO = Config({"LateSubmissionPlugin": {"penalty_method": "zero"}})
LATE = "2026-11-24 12:00:00 UTC"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """The address of an empty database."""
    if request.param == "postgresql":
        return request.getfixturevalue("new_database")()
    return f"sqlite:///{tmp_path / 'graded' / 'gradebook.db'}"


@pytest.fixture
def output(tmp_path, url):
    """Ada, on time, and Bob, late; the two written answers wait for a person."""
    folder = tmp_path / "graded"
    (folder / "journal").mkdir(parents=True)
    for one in (entry("ada"), entry("bob", timestamp=LATE, test_relu=0.0)):
        write_entry(folder, one)
    settle(folder, url, make=True)
    return folder


def rows(output: Path, name: str) -> dict[str, dict[str, str]]:
    with (output / name).open(encoding="utf-8", newline="") as file:
        return {row["student"] + row.get("cell", ""): row for row in csv.DictReader(file)}


def test_a_persons_mark_reaches_every_table_and_the_judges_stays_beside_it(output, url):
    with Gradebook(url) as book:
        book.find_grade("test_relu", "01_activations", ASSIGNMENT, "bob").manual_score = 0.5
        grade = book.find_grade("explain", "07_fashion_mnist", ASSIGNMENT, "bob")
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = 2.0, 1.0, False
        why = book.find_grade("own_layer_why", "05_gradient_checking", ASSIGNMENT, "bob")
        why.manual_score, why.needs_manual_grade = 1.0, False
        book.db.commit()
    bob = settle(output, url).of("bob").total
    assert (bob.score, bob.to_mark) == (94 + 0.5 + 3 + 1, 0)
    found = rows(output, "scores.csv")
    relu, written = found["bobtest_relu"], found["bobexplain"]
    assert (relu["score"], relu["auto_score"], relu["manual_score"], relu["verdict"]) == ("0.5", "0", "0.5", "wrong")
    assert (written["score"], written["auto_score"], written["manual_score"]) == ("3", "", "2")
    assert rows(output, "totals.csv")["bob"]["score"] == "98.5"


def test_late_bob_has_what_nbgraders_own_plugin_leaves_him_until_he_is_given_more_time(output, url):
    def seen():
        with Gradebook(url) as book:
            stored = book.find_submission(ASSIGNMENT, "bob").late_submission_penalty
        return float(rows(output, "totals.csv")["bob"]["score"]), stored or 0.0

    assert seen() == (94, 0)
    with Gradebook(url) as book:
        book.update_or_create_assignment(ASSIGNMENT, duedate="2026-11-24 11:00:00 UTC")
    settle(output, url, config=ZERO)
    assert seen() == (0, 94)
    with Gradebook(url) as book:
        book.grant_extension(ASSIGNMENT, "bob", hours=2)
    settle(output, url, config=ZERO)
    assert seen() == (94, 0)


def test_a_deadline_is_taken_back_with_its_file(output, url):
    (output / "deadlines.toml").write_text("due = 2026-11-23T12:00:00Z\npenalty = { per_day = 50 }\n")
    assert settle(output, url).of("bob").total.score == 47
    (output / "deadlines.toml").unlink()
    assert settle(output, url).of("bob").total.score == 94


def test_a_time_that_a_person_corrected_in_the_gradebook_counts(output, url):
    (output / "deadlines.toml").write_text("due = 2026-11-23T12:00:00Z\npenalty = { per_day = 50 }\n")
    with Gradebook(url) as book:
        book.update_or_create_submission(ASSIGNMENT, "bob", timestamp="2026-11-23 11:00:00 UTC")
    assert settle(output, url).of("bob").total.score == 94


def test_the_same_marks_give_the_same_bytes_and_are_not_written_again(output, url):
    before = {name: (output / name).stat().st_mtime_ns for name in ("scores.csv", "totals.csv")}
    settle(output, url)
    assert {name: (output / name).stat().st_mtime_ns for name in before} == before


def test_all_of_a_run_is_entered_or_nothing(output, url):
    broken = entry("zoe")
    broken.notebooks[3].cells[0] = type(broken.notebooks[3].cells[0])("no such cell", "passed", 1.0, 1.0)
    write_entry(output, entry("ada", fingerprint="2", test_relu=0.0))
    write_entry(output, broken)
    with pytest.raises(KeyError):
        settle(output, url)
    with Gradebook(url) as book:
        assert book.find_grade("test_relu", "01_activations", ASSIGNMENT, "ada").auto_score == 1
        assert {student.id for student in book.students} == {"ada", "bob"}


def test_names_that_a_spreadsheet_would_run_are_written_so_that_it_does_not(tmp_path):
    graded_folder(tmp_path, [entry("=HYPERLINK(1)"), entry("-rf")])
    for name in ("scores.csv", "totals.csv"):
        lines = (tmp_path / name).read_text().splitlines()[1:]
        assert lines and all(line.startswith(("'=HYPERLINK(1),", "'-rf,")) for line in lines)


def test_what_another_version_noted_in_a_form_of_its_own_is_no_mark_of_anybody(tmp_path):
    graded_folder(tmp_path, [entry("ada")])
    path = journal_path(tmp_path, "ada")
    path.write_text(json.dumps({**json.loads(path.read_bytes()), "format": FORMAT + 1}))
    assert read_entry(tmp_path, "ada") is None  # so ada is graded again
    with pytest.raises(UserError, match="damaged"):
        settle(tmp_path)


def test_who_was_graded_elsewhere_is_in_the_tables_too(tmp_path):
    write_gradebook(tmp_path / "gradebook.db", [entry("cleo", test_relu=0.0)])
    [cleo] = settle(tmp_path).students
    assert cleo.total.score == 94 and cleo.total.late is None
    assert rows(tmp_path, "scores.csv")["cleotest_relu"]["verdict"] == "wrong"


def test_a_database_named_in_the_settings_is_used_wherever_the_output_is(monkeypatch, tmp_path):
    assert gradebook_url(tmp_path) == f"sqlite:///{tmp_path / 'gradebook.db'}"
    assert gradebook_url(ROOT / "graded") == f"sqlite:///{ROOT / 'graded' / 'gradebook.db'}"
    monkeypatch.setenv("AUTOGRADER_DB_URL", "postgresql+psycopg://ta:secret@host/marks")
    assert gradebook_url(tmp_path) == "postgresql+psycopg://ta:secret@host/marks"
    assert "secret" not in database.shown_url(gradebook_url(tmp_path))


@pytest.mark.parametrize("url_", ["nosuch://host/x", "sqlite:////proc/none/gradebook.db"])
def test_a_database_that_can_not_be_opened_is_named_with_a_remedy(tmp_path, url_):
    with pytest.raises(UserError) as told:
        settle(tmp_path, url_, make=True)
    assert told.value.remedy and not (tmp_path / "scores.csv").exists()


def test_a_locked_database_is_one_clear_sentence(tmp_path):
    graded_folder(tmp_path, [entry("ada")])
    write_entry(tmp_path, entry("ada", fingerprint="2"))
    other = sqlite3.connect(tmp_path / "gradebook.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(UserError, match="can't be read or written") as told:
        settle(tmp_path)
    assert "locked" in told.value.why
    other.close()

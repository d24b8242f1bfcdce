"""An output folder that version 0.1 wrote is opened and brought up to date; nothing that a person gave is lost."""

from __future__ import annotations

import csv
import shutil
import sqlite3
from pathlib import Path

import pytest

from autograder.course.layout import NOTEBOOKS
from autograder.ledger.ledger import settle
from tests.test_grade import engine, graded, submitted  # noqa: F401

pytestmark = pytest.mark.sandbox

OLD = Path(__file__).parent / "version_0_1"
OTHERS = [name for name in NOTEBOOKS if name not in ("01_activations", "07_fashion_mnist")]


def opened(to: Path) -> Path:
    """The folder as it was."""
    shutil.copytree(OLD, to)
    with sqlite3.connect(to / "gradebook.db") as database:
        database.executescript((OLD / "gradebook.sql").read_text(encoding="utf-8"))
    return to


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_its_marks_are_shown_with_what_a_person_gave(tmp_path):
    output = opened(tmp_path / "out")
    ada, bob = settle(output).students
    since = 4  # cells of exercises that the course has got since, which nobody has marked
    assert (ada.marks.name, ada.total.score, ada.total.to_mark) == ("Ada Lovelace", 24, since)
    assert (bob.total.score, bob.total.to_mark) == (21, since + 1)
    assert bob.marks.comments["01_activations", "relu"] == "The sign was the only mistake."
    assert (ada.total.late, bob.total.late) == (0, 1)  # Ada had two days more
    before = {(row["student"], row["cell"]): (row["score"], row["verdict"]) for row in rows(OLD / "scores.csv")}
    after = {(row["student"], row["cell"]): (row["auto_score"], row["verdict"]) for row in rows(output / "scores.csv")}
    assert {at: after[at] for at in before} == before
    assert {score for at, (score, _) in after.items() if at not in before} == {""}


def test_what_a_person_gave_stays_when_it_is_graded_again(tmp_path, submitted, graded):  # noqa: F811
    opened(graded.output)
    for student, wrong in (("ada", {}), ("bob", {"relu": "# wrong"})):
        folder = submitted(student, drop=OTHERS, answer="It is a line.", **wrong)
        (folder / "timestamp.txt").write_text("2026-11-25 12:00:00 UTC\n")
    report = graded(seed=None)
    assert (report.seed, report.graded) == (7, 2)
    assert [student.total.score for student in report.students] == [26, 23]  # of the points as they are now
    assert {row["student"]: row["attempt"] for row in rows(graded.output / "totals.csv")} == {"ada": "1", "bob": "1"}

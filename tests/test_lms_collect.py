"""`autograder collect`: every file of a download is a student's or is named; nothing is guessed silently."""

from __future__ import annotations

import csv
import io
import json
import os
import tomllib
import zipfile
from dataclasses import astuple
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from lab.receipt import code_of

from autograder.cli import cli
from autograder.course.layout import NOTEBOOKS, RELEASED
from autograder.errors import UserError
from autograder.grading.account import names_collected
from autograder.grading.reading import read_cells
from autograder.lms.collecting import collect_sources
from autograder.lms.layouts import Person, canvas, moodle
from autograder.lms.roster import Roster, Unmatched, read_roster
from autograder.lms.tables import parse
from tests.lms_platforms import TEMPLATES

LMS = Path(__file__).parent / "lms"
DOWNLOADS = sorted((LMS / "downloads").glob("*.toml"))
BY_NUMBER = {name[:2]: name for name in NOTEBOOKS}


def content(said: str) -> bytes:
    """What a file of a download holds: a notebook by its number, or text."""
    number, _, change = said.partition(" ")
    if number in BY_NUMBER:
        return (
            (RELEASED / f"{BY_NUMBER[number]}.ipynb")
            .read_bytes()
            .replace(b"raise NotImplementedError", b"pass  # " + change.encode())
        )
    return b"%PDF-1.7 ..." if said == "pdf" else said.encode()


def zipped(files: dict) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, said in files.items():
            archive.writestr(
                zipfile.ZipInfo(path, (2026, 11, 1, 0, 0, 0)), said if isinstance(said, bytes) else content(said)
            )
    return data.getvalue()


def files_of(download: dict) -> dict[str, bytes]:
    return {path: zipped(said) if isinstance(said, dict) else content(said) for path, said in download["files"].items()}


def as_folder(download: dict, folder: Path) -> Path:
    newer = download.get("newer", {})
    for path, data in files_of(download).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
        os.utime(folder / path, (0, newer.get(path, 0)))
    return folder


def as_zip(download: dict, path: Path) -> Path:
    newer = download.get("newer", {})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files_of(download).items():
            archive.writestr(zipfile.ZipInfo(name, (newer.get(name, 2025), 1, 1, 0, 0, 0)), data)
    return path


def there(to: Path) -> dict[str, set[str]]:
    """What was written: student -> numbers of notebooks, other files, the time."""
    found: dict[str, set[str]] = {}
    for path in to.glob("*/backpropagation/*"):
        own = found.setdefault(path.parent.parent.name, set())
        if path.name == "timestamp.txt":
            own.add(path.read_text().strip())
        else:
            own.add(path.name[:2] if path.suffix == ".ipynb" else path.name)
    return found


@pytest.mark.parametrize("form", ["zip", "folder"])
@pytest.mark.parametrize("path", DOWNLOADS, ids=lambda path: path.stem)
def test_each_way_of_naming_is_understood_as_the_platform_gives_it_and_unpacked(path, form, tmp_path):
    download = tomllib.loads(path.read_text(encoding="utf-8"))
    source = (
        as_zip(download, tmp_path / f"{path.stem}.zip") if form == "zip" else as_folder(download, tmp_path / path.stem)
    )
    report = collect_sources([source], tmp_path / "submitted")
    expected = {student: set(holds) for student, holds in download["students"].items()}
    found = there(tmp_path / "submitted")
    if path.stem == "folders" and form == "folder":
        found["ada"].discard("text")  # a folder of nbgrader's layout: its time stamp is nbgrader's
    assert found == expected
    assert sorted(line.student for line in report.lines if line.submission.late) == download["expected"].get("late", [])
    assert len(report.problems) == len(download["expected"]["problems"]), report.problems
    for wanted in download["expected"]["problems"]:
        assert any(wanted in f"{file}: {why}" for file, why in report.problems), report.problems
    assert report.exit_code == (1 if report.problems else 0)


@pytest.mark.parametrize("path", DOWNLOADS, ids=lambda path: path.stem)
def test_every_file_is_a_row_of_collected_csv(path, tmp_path):
    download = tomllib.loads(path.read_text(encoding="utf-8"))
    collect_sources([as_zip(download, tmp_path / f"{path.stem}.zip")], tmp_path / "submitted")
    with (tmp_path / "submitted" / "collected.csv").open(encoding="utf-8", newline="") as table:
        rows = {row["file"] for row in csv.DictReader(table)}
    for file, said in download["files"].items():
        inner = [f"{file}/{name}" for name in said] if isinstance(said, dict) else [file]
        left_about = (".DS_Store", "submission_metadata.yml", "__MACOSX")
        assert all(one in rows or any(name in one for name in left_about) for one in inner), file


def test_the_newest_of_several_files_is_the_one_that_counts(tmp_path):
    for name, file in (
        ("doubles", "ada/backpropagation/01_activations.ipynb"),
        ("canvas_zips", "lovelaceada_107/backpropagation/01_activations.ipynb"),
    ):
        download = tomllib.loads((LMS / "downloads" / f"{name}.toml").read_text())
        collect_sources([as_zip(download, tmp_path / f"{name}.zip")], tmp_path / name)
        assert (tmp_path / name / file).read_bytes() == content("01")


ROSTER = """student,Full name,canvas,Moodle,email,handed_in
ada,"Lovelace, Ada",107,2107,ada@uni.example,2026-11-20T14:03:00+01:00
dan,"Bernoulli, Daniel",108,2108,dan@uni.example,
jo,"Bernoulli, Johann",2108,2109,jo@uni.example,
jörg,"Müller, Jörg",109,2110,jörg@uni.example,"Friday, 20 November 2026, 2:03 PM"
emmy,"Noether, Emmy",112,2112,emmy@uni.example,
"""


@pytest.fixture
def roster(tmp_path):
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    return read_roster(tmp_path / "roster.csv")


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (Person("Canvas", "107", "lovelaceada"), "ada"),
        (Person("Canvas", "109", "müllerjörg"), "jörg"),
        (Person("Canvas", "99999", "noetheremmy"), "emmy"),
        (Person("Moodle", "99999", "Emmy Noether"), "emmy"),
        (Person("Moodle", "2107", "Gruppe A-Ada Lovelace"), "ada"),
        (Person("Moodle", "2110", "Jo\u0308rg Mu\u0308ller"), "jörg"),
        (Person("Gradescope", "", "", ("DAN@uni.example",)), "dan"),
        (Person("hand-in zips", aliases=("Ada",)), "ada"),
        (Person("folders", name="dan"), "dan"),
    ],
)
def test_a_student_is_found_by_number_name_address_or_typed_id(person, expected, roster):
    assert roster.find(person).called == expected


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (Person("Moodle", "2108", "Daniel Bernoulli"), "2 students of roster.csv have 2108"),
        (Person("Canvas", "107", "noetheremmy"), "107 is ada in roster.csv, but the file is called noetheremmy"),
        (Person("Moodle", "2107", "Team Rot"), "2107 is ada in roster.csv, but the file is called Team Rot"),
        (Person("Canvas", "5", "bernoulli"), "nobody in roster.csv is bernoulli, 5"),
        (Person("hand-in zips", aliases=("adda",)), "nobody in roster.csv is adda"),
    ],
)
def test_nobody_is_guessed(person, why, roster):
    with pytest.raises(Unmatched, match=why):
        roster.find(person)


@pytest.mark.parametrize(
    ("template", "student", "named"),
    [
        ("canvas", "ada", ("Ada", "Lovelace", "")),
        ("canvas_last_first", "dan", ("Daniel", "Bernoulli", "")),
        ("gradescope", "108", ("Daniel", "Bernoulli", "dan@uni.example")),
        ("moodle", "107", ("Ada", "Lovelace", "ada@uni.example")),
        ("moodle_german", "Teilnehmer/in2107", ("Ada", "Lovelace", "ada@uni.example")),
        ("moodle_blind_french", "Participant 2107", ("", "", "")),
        ("registrar", "108", ("Jörg", "Bernoulli", "")),
    ],
)
def test_a_roster_says_what_its_students_are_called(template, student, named):
    roster = Roster(parse((TEMPLATES / f"{template}.csv").read_bytes()))
    assert astuple(roster.named(student)) == named


@pytest.mark.parametrize(
    "table",
    [
        b"id,name,email\nada,Ada L,ada@uni.example\neve,Eve E,\n",
        b"email,id,name\nada@uni.example,ada,Ada L\n,eve,Eve E\n",
        b'Student,ID,SIS Login ID,Section\n,,,\n    Points Possible,,,\n"L, Ada",1,ada@uni.example,\n"E, Eve",eve,,\n'
        b'"Student, Test",9,,\n',
    ],
)
def test_whoever_has_no_address_is_on_the_roster_all_the_same(table):
    assert list(Roster(parse(table)).students) == ["ada@uni.example", "eve"]


def test_a_name_on_the_roster_does_nothing_in_the_formgrader():
    roster = Roster(parse(b"id,name\nada,Ada <img src=x onerror=alert(1)>\n"))
    assert not set('<>&"') & set("".join(astuple(roster.named("ada"))))


def test_collected_csv_holds_what_the_roster_calls_them(roster, tmp_path):
    download = tomllib.loads((LMS / "downloads" / "canvas.toml").read_text())
    collect_sources([as_zip(download, tmp_path / "canvas.zip")], tmp_path / "submitted", roster)
    named = names_collected(tmp_path / "submitted")
    assert astuple(named["ada"]) == ("Ada", "Lovelace", "ada@uni.example")
    assert names_collected(tmp_path) == {}


def test_a_platforms_own_export_serves_as_a_roster():
    export = Roster(parse((TEMPLATES / "canvas.csv").read_bytes()))
    assert export.title == "SIS Login ID" and list(export.students) == ["ada", "dan", "emmy", "marie", "gauss"]
    assert export.find(Person("Canvas", "107", "lovelaceada")).called == "ada"
    worksheet = Roster(parse((TEMPLATES / "moodle.csv").read_bytes()))
    assert worksheet.find(Person("Moodle", "2107", "Ada Lovelace")).called == "107"
    assert worksheet.find(Person("Moodle", "2111", "Carl Friedrich Gauß")).time.startswith("2026-11-19 ")


def test_the_command_says_who_is_there_who_is_late_and_who_is_missing(tmp_path):
    download = tomllib.loads((LMS / "downloads" / "canvas.toml").read_text(encoding="utf-8"))
    source = as_zip(download, tmp_path / "submissions.zip")
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    arguments = ["collect", source, "--to", tmp_path / "submitted", "--roster", tmp_path / "roster.csv"]
    found = CliRunner().invoke(cli, [str(one) for one in arguments], standalone_mode=False)
    assert found.return_value == 1
    assert "submissions.zip: Canvas, 3 students, 4 notebooks, 1 late" in found.output
    assert "3 of 5 on the roster" in found.output and "Handed in nothing: jo, emmy" in found.output
    assert "4 to look at" in found.output and "curiemarie_110_text.html" in found.output
    assert (
        tmp_path / "submitted" / "ada" / "backpropagation" / "timestamp.txt"
    ).read_text() == "2026-11-20 13:03:00 UTC\n"
    assert set(there(tmp_path / "submitted")) == {"ada", "dan", "jörg"}


def test_collecting_again_changes_nothing_and_a_new_download_replaces(tmp_path):
    first = {"files": {"ada.zip": {"01_activations.ipynb": "01"}, "dan.zip": {"01_activations.ipynb": "01"}}}
    second = {"files": {"ada.zip": {"01_activations.ipynb": "01 new"}, "dan.zip": {"01_activations.ipynb": "01"}}}
    (tmp_path / "a").mkdir(), (tmp_path / "b").mkdir()
    one, two = as_zip(first, tmp_path / "a" / "class.zip"), as_zip(second, tmp_path / "b" / "class.zip")
    to = tmp_path / "submitted"
    for source, expected in (
        (one, ["new", "new"]),
        (one, ["unchanged", "unchanged"]),
        (two, ["replaced", "unchanged"]),
    ):
        assert [line.became for line in collect_sources([source], to).lines] == expected
    assert (to / "ada" / "backpropagation" / "01_activations.ipynb").read_bytes() == content("01 new")
    assert not list(to.glob(".*")), "nothing half-written is left"


def test_an_older_hand_in_does_not_replace_a_later_one(tmp_path):
    for day in (20, 19):
        folder = tmp_path / f"day{day}" / "ada" / "backpropagation"
        folder.mkdir(parents=True)
        (folder / "01_activations.ipynb").write_bytes(content(f"01 of day {day}"))
        (folder / "timestamp.txt").write_text(f"2026-11-{day} 12:00:00 UTC\n")
        report = collect_sources([folder.parent.parent], tmp_path / "submitted")
    assert report.lines[0].became.startswith("kept")
    assert b"of day 20" in (tmp_path / "submitted" / "ada" / "backpropagation" / "01_activations.ipynb").read_bytes()


def test_two_people_of_one_download_never_share_a_folder(tmp_path, roster):
    files = {"lovelaceada_107_1_01_activations.ipynb": "01", "lovelaceada_998_2_01_activations.ipynb": "01"}
    report = collect_sources([as_zip({"files": files}, tmp_path / "x.zip")], tmp_path / "submitted", roster)
    assert len(report.lines) == 1
    assert report.problems == [("x.zip: lovelaceada, 998", "not taken: ada is in x.zip twice; leave one")]


def test_a_zip_that_was_packed_under_another_students_id_is_pointed_out(tmp_path, roster):
    zips = {"lovelaceada_107_1_backpropagation_dan.zip": {"01_activations.ipynb": "01"}}
    zips |= {"bernoullidaniel_108_2_backpropagation_dan-1.zip": {"01_activations.ipynb": "01"}}
    report = collect_sources([as_zip({"files": zips}, tmp_path / "x.zip")], tmp_path / "submitted", roster)
    assert {line.student: line.packed_as for line in report.lines} == {"ada": "dan", "dan": ""}


def test_a_source_that_is_not_there_or_no_download_is_refused(tmp_path):
    with pytest.raises(UserError, match="There is no"):
        collect_sources([tmp_path / "missing.zip"], tmp_path / "to")
    (tmp_path / "cut.zip").write_bytes(zipped({"a.ipynb": "01"})[:-30])
    with pytest.raises(UserError, match=r"cut.zip can't be read"):
        collect_sources([tmp_path / "cut.zip"], tmp_path / "to")


NAME = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)
FILE = st.sampled_from(["01_activations.ipynb", "own_2_3_work.py", "a_1_2_b.zip", "Untitled.ipynb"])


@given(NAME, st.integers(1, 10**9), st.integers(1, 10**9), st.booleans(), FILE)
def test_a_name_that_canvas_makes_is_taken_apart_again(name, user, number, late, file):
    claim = canvas(f"{name}_{'LATE_' if late else ''}{user}_{number}_{file}")
    assert claim is not None
    assert (claim.person, claim.file, claim.order, claim.late) == (
        Person("Canvas", str(user), name),
        file,
        number,
        late,
    )


MOODLE_NAME = st.text(
    st.characters(exclude_characters="_/\\", exclude_categories=["C", "Z"]) | st.just(" "), min_size=1
)


@given(MOODLE_NAME, st.integers(1, 10**7), st.sampled_from(["/", "_/", "_"]), FILE)
def test_a_name_that_moodle_makes_is_taken_apart_again(name, number, between, file):
    claim = moodle(f"{name}_{number}_assignsubmission_file{between}{file}")
    assert claim is not None and (claim.person, claim.file) == (Person("Moodle", str(number), name), file)


CELLS = st.lists(
    st.tuples(st.sampled_from(["code", "markdown"]), st.text(max_size=30), st.sampled_from([None, True, False])),
    max_size=6,
)


@settings(max_examples=60, deadline=None)
@given(CELLS)
def test_the_code_on_a_receipt_is_the_same_read_by_a_student_and_by_us(cells):
    made = [
        {"cell_type": kind, "source": source.splitlines(keepends=True), "outputs": [],
         "metadata": {} if locked is None else {"nbgrader": {"locked": locked}}}
        for kind, source, locked in cells
    ]  # fmt: skip
    data = json.dumps({"cells": made, "nbformat": 4, "nbformat_minor": 5}).encode("utf-8", "replace")
    students = [(cell["metadata"].get("nbgrader", {}), "".join(cell["source"])) for cell in json.loads(data)["cells"]]
    ours = [(cell.marks, cell.source) for cell in read_cells(data)[0]]
    assert code_of({"01_activations": students}) == code_of({"01_activations": ours})


def test_the_code_changes_with_a_letter_of_the_students_and_not_with_a_locked_cell():
    own, locked = ({}, "x = 1"), ({"locked": True}, "import numpy")
    assert code_of({"01_activations": [own, locked]}) == code_of({"01_activations": [own, ({"locked": True}, "other")]})
    assert code_of({"01_activations": [own]}) != code_of({"01_activations": [({}, "x = 2")]})
    assert code_of({"01_activations": [own]}) != code_of({"02_outputs_and_losses": [own]})
    assert code_of({"01_activations": [({}, "a\r\nb")]}) == code_of({"01_activations": [({}, "a\nb")]})


def test_a_late_batch_takes_nobodys_record_away(tmp_path):
    """`return --feedback` goes by these names for everybody, whenever they were collected."""
    for name, student in (("first", "ada"), ("late", "bob")):
        place = tmp_path / name / student
        place.mkdir(parents=True)
        (place / "01_activations.ipynb").write_bytes((RELEASED / "01_activations.ipynb").read_bytes())
    for name in ("first", "late", "late"):
        collect_sources([tmp_path / name], tmp_path / "submitted")
    rows = (tmp_path / "submitted" / "collected.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert [row.split(",")[0] for row in rows] == ["ada", "bob"]

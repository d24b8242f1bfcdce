"""`autograder return`: the teacher's own file comes back with one column filled, and every other byte as it was."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.ledger.marks import Total
from autograder.lms import sheets
from autograder.lms.returning import READERS, feedback, fill
from autograder.lms.tables import parse
from tests.lms_platforms import CANVAS, ENGLISH, FRENCH, GERMAN, TEMPLATES, Course, canvas_import, moodle_import

pytestmark = pytest.mark.slow

# Ada and Dan are fully marked, Gauß's written answer waits for a person; Emmy handed in nothing, Zoe is on no list.
MARKS = {"ada": (74.25, 0), "dan": (90.0, 0), "gauss": (88.0, 1), "marie": (60.0, 0), "zoe": (50.0, 0)}
NUMBERS = {"ada": 107, "dan": 108, "emmy": 109, "marie": 110, "gauss": 111}
FEEDBACK = "Backpropagation from scratch: 74.25 of 100. 01 Activations and their slopes: 74.25 of 100."


def totals(names=lambda student: student):
    return {
        names(student): Total(names(student), "", {"01_activations": score}, {"01_activations": 100.0}, 0.0, waits)
        for student, (score, waits) in MARKS.items()
    }


def by_number(student):
    return str(NUMBERS.get(student, 999))


def by_number_at_moodle(student):
    return str(2000 + NUMBERS.get(student, 999))


def filled(name, who=lambda student: student, column=None):
    kind = "csv" if name.startswith(("registrar", "gradescope")) else name.partition(".")[0].partition("_")[0]
    before = (TEMPLATES / name).read_bytes()
    sheet = READERS[kind](parse(before), column, name)
    return before, sheet, fill(sheet, totals(who))


def test_one_column_of_a_canvas_export_changes_and_nothing_else():
    before, sheet, done = filled("canvas.csv")
    expected = before.replace(b"Learning,5.00,,100", b"Learning,5.00,74.25,100").replace(
        b",4.00,70.00,", b",4.00,90.00,"
    )
    assert sheet.table.written() == expected
    assert done.filled == ["ada", "dan"] and done.before == {"dan": "70.00 → 90.00"}
    assert done.left == {"gauss": "1 answer to mark", "marie": "excused there"}
    assert done.only_here == ["zoe"] and done.only_there == ["Noether, Emmy", "Student, Test"]


def test_whom_canvas_has_not_given_the_assignment_stays_as_they_are():
    before, sheet, _ = filled("canvas_last_first.csv")
    done = fill(sheet, {"emmy": Total("emmy", "", {"01_activations": 100.0}, {"01_activations": 100.0})})
    assert done.left == {"emmy": "not assigned to there"} and not done.filled
    assert before.count(b"N/A") == sheet.table.written().count(b"N/A") == 1


def test_a_german_export_keeps_its_semicolons_decimal_commas_mark_and_line_ends():
    before, sheet, _ = filled("canvas_german.csv")
    after = sheet.table.written()
    assert after == before.replace(b'nett";;;', b'nett";74,25;;').replace(b"A;;70,00;", b"A;;90,00;", 1)
    assert after.startswith(b"\xef\xbb\xbf") and after.count(b"\r\n") == before.count(b"\r\n")


def test_a_swedish_export_has_decimal_commas_between_commas():
    before, sheet, done = filled("canvas_swedish.csv")
    after = sheet.table.written()
    assert after == before.replace(b"course,,0", b'course,"74,25",0').replace(b'"70,0",0', b'"90,00",0')
    assert sheet.maximum == 100 and done.before == {"dan": "70,0 → 90,00"}


def test_a_worksheet_without_a_column_of_submissions_gets_marks_and_feedback():
    before, sheet, done = filled("moodle_nothing_to_submit.csv", by_number_at_moodle)
    rows = list(csv.reader(io.StringIO(sheet.table.written().decode())))
    assert [row[4] for row in rows[1:]] == ["74.25", "90.00"] and done.comments == 2
    assert [row[:4] + row[5:8] for row in rows] == [
        row[:4] + row[5:8] for row in csv.reader(io.StringIO(before.decode()))
    ]


def test_students_are_found_by_number_login_or_the_name_that_collect_gives():
    for who in (by_number, lambda s: f"S{by_number(s)}", lambda s: {"ada": "lovelaceada_107"}.get(s, s)):
        _, _, done = filled("canvas.csv", who)
        assert len(done.filled) == 2
    _, _, done = filled("canvas.csv", lambda s: {"ada": "lovelaceada_108"}.get(s, "nobody"))
    assert not done.filled, "a number that is another student's"


def test_a_worksheet_of_moodles_gets_marks_and_feedback_and_keeps_times_and_a_teachers_words():
    before, sheet, done = filled("moodle.csv", by_number)
    after = sheet.table.written().decode()
    assert done.filled == ["107", "108"] and done.others == ["108"]
    assert done.left == {"111": "1 answer to mark", "110": "locked there"}
    for kept in ("Monday, 23 November 2026, 9:00 AM", "Nicely drawn, see me about <b>softmax</b>.", ",91.00,"):
        assert kept in after
    row = list(csv.reader(io.StringIO(after)))[1]
    assert row[5] == "74.25" and row[-1] == FEEDBACK
    assert len(after.splitlines()) == len(before.decode().splitlines())


@pytest.mark.parametrize(("name", "words"), [("moodle_german.csv", GERMAN), ("moodle_blind_french.csv", FRENCH)])
def test_a_worksheet_is_understood_in_another_language(name, words):
    _, sheet, done = filled(
        name, lambda s: f"Participant_{2000 + NUMBERS.get(s, 999)}" if "blind" in name else f"{s}@uni.example"
    )
    course = Course(
        {"Backpropagation": 100.0}, {("2108", "Backpropagation"): "70,00", ("2110", "Backpropagation"): "91,00"}
    )
    changed = moodle_import(sheet.table.written(), course, words, frozenset({"2110"}))
    assert changed == {"2107": "74,25", "2108": "90,00"}
    assert sheet.title == words.grade and not course.created
    if words is GERMAN:
        assert course.comments["2107"].startswith("Backpropagation from scratch: 74.25 of 100")
        assert done.left["marie@uni.example"] == "locked there"


@pytest.mark.parametrize("name", ["registrar.csv", "registrar_utf16.csv", "gradescope.csv"])
def test_any_other_table_is_filled_in_its_own_encoding(name):
    before, sheet, done = filled(name, by_number)
    encoding = {"registrar.csv": "cp1252", "registrar_utf16.csv": "utf-16"}.get(name, "utf-8")
    after = sheet.table.written()
    assert len(done.filled) == 2 and ("74.25" in after.decode(encoding)) and "90.00" in after.decode(encoding)
    plain = after.decode(encoding).replace("74.25", "").replace("90.00", "70.0" if name == "gradescope.csv" else "70")
    assert plain == before.decode(encoding)


@pytest.mark.parametrize("name", sorted(path.name for path in TEMPLATES.glob("*.csv")))
def test_an_export_without_marks_to_give_comes_back_byte_for_byte(name):
    before = (TEMPLATES / name).read_bytes()
    kind = "csv" if name.startswith(("registrar", "gradescope")) else name.partition(".")[0].partition("_")[0]
    sheet = READERS[kind](parse(before), None, name)
    fill(sheet, {})
    assert sheet.table.written() == before


# Any name that a person can have there; Canvas and Moodle allow no line breaks in one.
NAME = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=20).filter(str.strip)
MARK = st.one_of(st.none(), st.floats(0, 100).map(lambda x: round(x, 2)))


@st.composite
def classes(draw):
    """A class as a platform holds it, the marks that we have, and how its export is written."""
    students = draw(st.lists(st.tuples(NAME, NAME, MARK, MARK, st.booleans()), min_size=1, max_size=8))
    separator, comma = draw(st.sampled_from([(",", False), (";", True), (";", False), (",", True)]))
    return students, separator, comma, draw(st.sampled_from(["\n", "\r\n"])), draw(st.booleans())


def number(value, comma):
    return "" if value is None else f"{value:.2f}".replace(".", "," if comma else ".")


def exported(rows, separator, end, mark):
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(rows)
    return (b"\xef\xbb\xbf" if mark else b"") + text.getvalue().encode()


def ours(students, first):
    return {
        str(first + i): Total(str(first + i), "", {"01_activations": new}, {"01_activations": 100.0}, 0.0, int(waits))
        for i, (*_, new, waits) in enumerate(students)
        if new is not None
    }


@pytest.mark.sandbox  # takes seconds
@settings(max_examples=200, deadline=None)
@given(classes())
def test_canvas_takes_every_file_and_changes_only_the_marks_that_are_new(given_class):
    students, separator, comma, end, mark = given_class
    rows = [["Student", "ID", "SIS Login ID", "Section", "Other (1)", CANVAS, "Final Score"]]
    rows.append(["    Points Possible", "", "", "", number(5, comma), number(100, comma), "(read only)"])
    rows += [
        [f"{last}, {first}", str(100 + i), f"login{i}", "A", number(4, comma), number(old, comma), number(old, comma)]
        for i, (last, first, old, _, _) in enumerate(students)
    ]
    data = exported(rows, separator, end, mark)
    held = {(str(100 + i), CANVAS): number(old, comma) for i, (_, _, old, _, _) in enumerate(students)}
    held |= {(str(100 + i), "Other (1)"): number(4, comma) for i in range(len(students))}
    course = Course({"Other (1)": 5.0, CANVAS: 100.0}, held)
    sheet = sheets.canvas(parse(data), None, "export")
    fill(sheet, {})
    assert sheet.table.written() == data
    fill(sheet, ours(students, 100))
    changed = canvas_import(sheet.table.written(), course)
    expected = {
        (str(100 + i), CANVAS): new
        for i, (_, _, old, new, waits) in enumerate(students)
        if new is not None and not waits and new != old
    }
    assert {key: float(value.replace(",", ".")) for key, value in changed.items()} == expected
    assert not course.created


@pytest.mark.sandbox  # takes seconds
@settings(max_examples=200, deadline=None)
@given(classes(), st.sampled_from([ENGLISH, GERMAN, FRENCH]), NAME)
def test_moodle_takes_every_file_and_changes_only_the_marks_that_are_new(given_class, words, text):
    students, separator, comma, end, mark = given_class
    title = "Backpropagation"
    rows = [
        [words.identifier, "name", "Status", words.grade, "max", "can", "sent", "text", words.modified, words.feedback]
    ]
    rows += [
        [f"{words.participant}{2100 + i}", f"{first} {last}", "sent", number(old, comma), number(100, comma), "ja",
         "Friday, 20 November 2026, 2:03 PM", text, "-", ""]
        for i, (last, first, old, _, _) in enumerate(students)
    ]  # fmt: skip
    data = exported(rows, separator, end, mark)
    held = {(str(2100 + i), title): number(old, comma) for i, (_, _, old, _, _) in enumerate(students)}
    course = Course({title: 100.0}, held)
    sheet = sheets.moodle(parse(data), None, "worksheet")
    totals = ours(students, 2100)
    fill(sheet, totals)
    changed = moodle_import(sheet.table.written(), course, words)
    expected = {
        str(2100 + i): new
        for i, (_, _, old, new, waits) in enumerate(students)
        if new is not None and not waits and new != old
    }
    assert {key: float(value.replace(",", ".")) for key, value in changed.items()} == expected
    done = {number for number, total in totals.items() if not total.to_mark}
    assert {key for key, comment in course.comments.items() if comment} == done
    assert all(course.comments[number] == feedback(totals[number]) for number in done)


@pytest.mark.sandbox  # takes seconds
@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=5), min_size=1, max_size=6), st.data())
def test_fields_are_read_as_pythons_csv_reads_them_and_one_change_is_one_change(rows, data):
    rows = [[value.replace("\x00", "").encode("utf-8", "ignore").decode() for value in row] for row in rows]
    rows[0] = ["a", "b"]
    text = io.StringIO()
    csv.writer(text, quoting=data.draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))).writerows(rows)
    table = parse(text.getvalue().encode())
    assert [[cell.value for cell in row] for row in table.rows] == rows
    at = data.draw(st.tuples(st.sampled_from(range(len(rows))), st.sampled_from([0, 1])))
    table.change(table.rows[at[0]][at[1]], 'new, "value"\n')
    rows[at[0]][at[1]] = 'new, "value"\n'
    assert list(csv.reader(io.StringIO(table.written().decode(), newline=""))) == rows


def test_more_than_moodle_takes_is_left_and_said():
    sheet = sheets.moodle(parse((TEMPLATES / "moodle.csv").read_bytes()), None, "moodle.csv")
    done = fill(sheet, {"107": Total("107", "", {"01_activations": 101.0}, {"01_activations": 100.0})})
    assert done.left == {"107": "more than the maximum, which Moodle does not take"} and not done.comments

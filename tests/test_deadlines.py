"""What lateness costs, and what deadlines.toml may say of it. Nothing is graded here."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.course.layout import ROOT
from autograder.errors import UserError
from autograder.ledger.deadlines import reckon, span
from autograder.ledger.deadlines_file import Deadlines, read_deadlines

DUE = datetime(2026, 11, 20, 22, 59, tzinfo=UTC)  # 2026-11-20T23:59:00+01:00
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
ONE, TWO = "01_activations", "02_outputs_and_losses"


def said(tmp_path: Path, text: str) -> Deadlines:
    (tmp_path / "deadlines.toml").write_text(text)
    return read_deadlines(tmp_path)


def late(deadlines, behind, student="bob", due=None, extensions=None, plugin=lambda *_: 0.0, earned=10.0):
    """What it costs to hand in notebook 01 this much after DUE."""
    terms = deadlines.terms(student, due, extensions or {})
    return reckon(terms, student, {ONE: DUE + behind}, {ONE: earned}, plugin)


@pytest.fixture
def example(tmp_path):
    """The example of docs/deadlines.md."""
    page = (ROOT / "docs" / "deadlines.md").read_text(encoding="utf-8")
    return said(tmp_path, page.split("```toml\n")[1].split("```")[0])


@pytest.mark.parametrize(
    ("behind", "taken", "sentence"),
    [
        (-MINUTE, 0, ""),
        (15 * MINUTE, 0, ""),
        (16 * MINUTE, 0, "1 day late: nothing is taken off; 1 late day used, 2 left."),
        (3 * DAY, 0, "3 days late: nothing is taken off; 3 late days used, 0 left."),
        (3 * DAY + MINUTE, 1, "1 day late: −10 %; 3 late days used, 0 left."),
        (5 * DAY, 2, "2 days late: −20 %; 3 late days used, 0 left."),
        (30 * DAY, 5, "27 days late: −50 %; 3 late days used, 0 left."),
    ],
)
def test_the_example_of_the_page_means_what_the_page_says(example, behind, taken, sentence):
    found = late(example, behind, "carol")
    assert (found.penalties[ONE], found.said) == (taken, sentence)


def test_extensions_accommodations_and_groups_of_the_example(example):
    assert late(example, 7 * DAY, "ada").said == "" == late(example, 7 * DAY, "bob").said  # one group
    assert late(example, 7 * DAY + HOUR, "bob").said == "1 day late: nothing is taken off; 1 late day used, 2 left."
    assert late(example, 9 * DAY, "eve").said == "9 days late: nothing is taken off."


def test_the_sentence_that_students_read(tmp_path):
    rule = "due = 2026-11-20T23:59:00+01:00\npenalty = { per_day = 10 }\nlate_days = { each = 3, at_once = 1 }\n"
    assert late(said(tmp_path, rule), 3 * DAY).said == "2 days late: −20 %; 1 late day used, 2 left."
    spent = said(tmp_path, rule.replace("at_once = 1", "spent = { bob = 3 }"))
    assert late(spent, 3 * DAY).said == "3 days late: −30 %."


def test_steps_take_off_what_the_last_step_that_was_passed_says(tmp_path):
    passed = (("0 min", 10), ("2 days", 100), ("5 hours", 25))
    steps = ", ".join(f'{{ after = "{after}", percent = {percent} }}' for after, percent in passed)
    rule = said(tmp_path, f"due = 2026-11-20T23:59:00+01:00\npenalty = {{ steps = [{steps}] }}\n")
    costs = [late(rule, behind).penalties[ONE] for behind in (MINUTE, 5 * HOUR, 6 * HOUR, 2 * DAY, 3 * DAY)]
    assert costs == [1, 1, 2.5, 2.5, 10]
    assert late(rule, 5 * HOUR + 30 * MINUTE).said == "5 hours 30 minutes late: −25 %."


def test_without_a_file_nbgraders_due_date_extension_and_plugin_count(tmp_path):
    asked = []

    def plugin(student, score, seconds):
        asked.append((student, score, seconds))
        return 99.0

    nothing = read_deadlines(tmp_path)
    assert late(nothing, HOUR, plugin=plugin).penalties[ONE] == 0  # no due date
    found = late(nothing, 25 * HOUR, due=DUE, extensions={"bob": DAY}, plugin=plugin)
    assert asked == [("bob", 10.0, 3600.0)]
    assert found.penalties[ONE] == 10.0 and found.said == "1 hour late: −10 marks."  # never more than there is
    assert late(nothing, HOUR, due=DUE, extensions={"bob": DAY}, plugin=plugin).said == ""


def test_a_time_nobody_knows_costs_nothing_and_is_not_called_in_time():
    terms = Deadlines(due=DUE).terms("bob", None, {})
    assert reckon(terms, "bob", {ONE: None}, {ONE: 10.0}, lambda *_: 9.0).days is None
    assert reckon(terms, "bob", {}, {}, lambda *_: 9.0).days == 0


def test_only_the_notebook_that_was_late_loses_marks_and_late_days_go_by_the_latest(tmp_path):
    rule = said(tmp_path, "due = 2026-11-20T23:59:00+01:00\npenalty = { per_day = 10 }\nlate_days = 1\n")
    found = reckon(rule.terms("bob", None, {}), "bob", {ONE: DUE, TWO: DUE + 2 * DAY}, {ONE: 10, TWO: 10}, lambda *_: 0)
    assert found.penalties == {ONE: 0, TWO: 1}
    assert found.said == "02: 1 day late: −10 %; 1 late day used, 0 left." and found.days == 2


def test_times_are_compared_across_zones_and_summer_time(tmp_path):
    rule = said(tmp_path, 'timezone = "Europe/Berlin"\ndue = "2026-10-25 02:30"\npenalty = { per_day = 10 }\n')
    assert rule.due == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert said(tmp_path, "due = 2026-11-20T17:59:00-05:00").due == DUE


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("due = 2026-11-20T23:59:00", "does not say in which time zone"),
        ("due = 2026-11-20", "should be a day with a time"),
        ('due = "soon"', "is no time"),
        ('timezone = "Mars/Olympus"', "none that is known"),
        ("duee = 3", "Is due meant"),
        ('grace = "some"', "should be a length of time"),
        ("late_days = -1", "whole number from 0"),
        ("late_days = 1.5", "whole number from 0"),
        ("penalty = { per_day = 120 }", "number from 0 to 100"),
        ("penalty = { most = 3 }", "per_day, or steps"),
        ('penalty = "zero"', "should be a table"),
        ("[accommodations.eve]\nextension = 3", "means nothing there"),
        ('[groups]\na = ["x"]\nb = ["x", "y"]', "in two groups"),
        ('[groups]\na = "x"', "list of students"),
        ("due = ", "can't be read"),
    ],
)
def test_what_is_not_understood_is_refused_with_the_part_at_fault(tmp_path, text, complaint):
    with pytest.raises(UserError) as told:
        said(tmp_path, text)
    assert complaint in str(told.value) and "deadlines.toml" in str(told.value) and told.value.remedy


def test_who_is_named_and_is_no_student_is_told(example):
    assert example.strangers(["ada", "eve", "carol"]) == ["bob"]


@pytest.mark.parametrize(
    ("length", "words"),
    [(MINUTE, "1 minute"), (HOUR, "1 hour"), (DAY + 4 * HOUR, "1 day 4 hours"), (timedelta(seconds=1), "1 minute")],
)
def test_lengths_of_time_in_words(length, words):
    assert span(length) == words

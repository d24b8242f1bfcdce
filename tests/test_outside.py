"""Whole students seen in public (tests/outside): every function keeps or loses its marks as was decided beforehand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pytest

from autograder.audit import subjects, trial
from autograder.course.layout import FUNCTIONS, ROOT
from tests.written_functions import loaded

pytestmark = pytest.mark.whole_class

OUTSIDE = ROOT / "tests" / "outside"
STUDENTS = sorted(path.name for path in OUTSIDE.iterdir() if path.is_dir())
_RAISED = ("raised", "not_written")  # what ends in an exception may be two right functions that do not fit together


@dataclass(frozen=True)
class Decided:
    """What the first lines of a file say."""

    source: str
    loses: tuple[str, ...]
    unsure: tuple[str, ...]  # "all", or test cells


def read(path) -> Decided:
    source = path.read_text(encoding="utf-8")
    loses = re.search(r"^# loses: (.*)$", source, re.MULTILINE)
    unsure = re.findall(r"^# unsure(?: \((\w+)\))?:", source, re.MULTILINE)
    return Decided(source, tuple(loses[1].split(", ")) if loses else (), tuple(cell or "all" for cell in unsure))


@cache
def handed_in(student: str) -> dict[str, Decided]:
    return {name: read(path) for name in FUNCTIONS if (path := OUTSIDE / student / f"{name}.py").exists()}


@cache
def lost(student: str) -> dict[str, str]:
    """The test cells that cost marks, and why, by the judge's rules: with the reference for what was wrong before."""
    own = handed_in(student)
    with trial.silenced():
        names = subjects.namespace(*(own[name].source for name in own))
    cells: dict[str, str] = {}
    for test in subjects.tests():
        if test.function not in FUNCTIONS or (test.function == "train" and "train" not in own):
            continue
        seen = trial.hidden(test, names[test.function], 1)
        if seen.caught and (cells or seen.cause in _RAISED):
            with trial.silenced():
                alone = subjects.namespace(*([own[test.function].source] if test.function in own else []))
            seen = trial.hidden(test, alone[test.function], 1)
        if seen.caught:
            cells[test.name] = seen.said
        assert not seen.broken
    return cells


def decided_of(student: str) -> list[tuple[str, str]]:
    """(function, test cell) of all that was decided."""
    own = handed_in(student)
    pairs = [(name, test.name) for name in own for test in subjects.tests_of(name)]
    return [(name, cell) for name, cell in pairs if not {"all", cell} & set(own[name].unsure)]


@pytest.mark.parametrize("student", STUDENTS)
def test_the_marks_are_those_that_were_decided(student):
    own, cells = handed_in(student), lost(student)
    decided = {cell for name, cell in decided_of(student) if cell in own[name].loses}
    assert {cell for _, cell in decided_of(student) if cell in cells} == decided, cells


@pytest.mark.parametrize("student", STUDENTS)
def test_what_the_course_wrote_itself_keeps_its_marks_beside_it(student):
    others = {test.name for test in subjects.tests() if test.function not in handed_in(student)}
    assert {cell: said for cell, said in lost(student).items() if cell in others} == {}


@pytest.mark.parametrize("student", STUDENTS)
def test_green_in_the_notebook_is_green_for_the_grader_and_the_other_way_round(student):
    for name, decided in handed_in(student).items():
        function = loaded(decided.source, name)
        for test in subjects.tests_of(name):
            hidden, visible = trial.hidden(test, function, 1), trial.visible(test, function)
            assert hidden.caught == visible.caught, (name, test.name, hidden.said, visible.said)


def test_there_are_as_many_as_were_seen():
    assert len(STUDENTS) >= 27 and sum(len(handed_in(student)) for student in STUDENTS) >= 134

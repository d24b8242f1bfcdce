"""What is said of 269 strangers' mistakes, judged by two people: what led to the line stays, what misled does not.

The files in tests/judged can be opened: `# says:` holds words that must stand on the card (`in the notebook it says:`,
`marked it says:` where the two checks differ), `# never:` words that blamed what was right and must not come back.
Right functions beside them have full marks.
"""

import re

import pytest

from autograder.audit import subjects, trial
from autograder.course.layout import ROOT
from tests.written_functions import function_in

pytestmark = pytest.mark.slow

JUDGED = ROOT / "tests" / "judged"
FUNCTIONS = sorted(folder.name for folder in (JUDGED / "mistakes").iterdir())
HEADS = re.compile(r"^# (function|truth|judges|says|in the notebook it says|marked it says|never): (.+)$", re.MULTILINE)


def first_said(path, hold):
    """What the first check that fails a file's function says, message and hint; "" where all pass it."""
    value = function_in(path)
    tried = (hold(test, value) for test in subjects.tests_of(path.parent.name))
    return next((f"{one.message} {one.hint}" for one in tried if one.caught), "")


def by_hidden_checks(test, value):
    return trial.hidden(test, value, 1)


CHECKS = {"in the notebook it says": trial.visible, "marked it says": by_hidden_checks}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_what_led_to_the_line_is_said_and_what_misled_is_not(function):
    for path in sorted((JUDGED / "mistakes" / function).glob("*.py")):
        heads = dict(HEADS.findall(path.read_text(encoding="utf-8")))
        for where, hold in CHECKS.items():
            said = first_said(path, hold)
            assert heads.get("says", heads.get(where, "")) in said, f"{path.stem}: {said}"
            assert "never" not in heads or heads["never"] not in said, f"{path.stem}: {said}"


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_right_function_of_a_stranger_passes_both_checks(function):
    for path in sorted((JUDGED / "right").glob(f"{function}/*.py")):
        assert [first_said(path, hold) for hold in CHECKS.values()] == ["", ""], path.stem


def test_each_file_says_what_is_wrong_and_how_it_was_judged():
    paths = sorted(JUDGED.glob("mistakes/*/*.py"))
    assert len(paths) == 252 + 17  # of the first set all, of the later ones what has been mended
    for path in paths:
        heads = dict(HEADS.findall(path.read_text(encoding="utf-8")))
        assert heads["function"] == path.parent.name and len(heads["truth"]) > 10
        judges = heads["judges"].split(", ")
        assert set(judges) <= {"right", "open", "wrong", "passes"} and len(judges) == 2
        held = {"says", *CHECKS} & heads.keys()
        assert "wrong" not in judges or (held and "never" in heads), f"{path.stem} was mended: what holds that?"

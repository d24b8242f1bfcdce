"""What strangers wrote (tests/strangers): their right functions have full marks, their mistakes are caught."""

import pytest

from autograder.audit import subjects, trial
from autograder.course.layout import ROOT
from tests.written_functions import function_in

pytestmark = pytest.mark.whole_class

STRANGERS = ROOT / "tests" / "strangers"
RIGHT = sorted(STRANGERS.glob("right/*/*.py"))
WRONG = sorted(STRANGERS.glob("mistakes/*/*.py"))
OVERRULED = sorted(STRANGERS.glob("overruled/*/*.py"))


def caught(path, seeds, visible):
    """What the checks of its function say against a stranger's function."""
    value, tests = function_in(path), subjects.tests_of(path.parent.name)
    seen = [trial.visible(test, value) for test in tests] if visible else []
    seen += [trial.hidden(test, value, seed) for seed in seeds for test in tests]
    return [f"{one.test}: {one.said}" for one in seen if one.caught]


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_right_function_of_a_stranger_has_full_marks(path):
    assert caught(path, range(3), visible=True) == []


@pytest.mark.parametrize("path", WRONG, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_strangers_mistake_is_caught(path):
    assert caught(path, [1], visible=False)


@pytest.mark.parametrize("path", OVERRULED, ids=lambda path: path.stem)
def test_what_its_judge_called_right_and_the_text_forbids_is_caught(path):
    assert caught(path, [1], visible=True)


def test_each_file_says_what_is_true_of_it():
    assert len(RIGHT) >= 50 and len(WRONG) >= 200
    for path in WRONG:
        function, truth = path.read_text(encoding="utf-8").splitlines()[:2]
        assert function == f"# function: {path.parent.name}" and len(truth) > len("# truth: ") + 10

"""The checks of all notebooks but the last by name, for the tests of the checks."""

from autograder.audit import subjects
from autograder.course.layout import NOTEBOOKS

_TESTS = {test.check: test for test in subjects.tests() if test.notebook != [*NOTEBOOKS][-1]}
HIDDEN = tuple(_TESTS)
FUNCTION_OF = {name: test.function for name, test in _TESTS.items()}


def hidden_check(name):
    """The hidden check of that name."""
    return subjects.hidden(_TESTS[name])


def visible_check(name):
    """The visible check of that name."""
    return subjects.visible(_TESTS[name])

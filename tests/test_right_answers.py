"""Right answers, written in every way that we could think of: full marks, whatever the seed.

Twenty seeds here; `autograder audit --thorough` takes 200, and 10,000 for the course's own functions.
"""

import pytest

from autograder.audit import right
from autograder.audit.subjects import FUNCTIONS

pytestmark = pytest.mark.whole_class

ANSWERS = right.answers()
WRITTEN_OTHERWISE = [answer for answer in ANSWERS if answer[1] != right.OWN]


def test_there_are_at_least_eighty_and_every_function_has_some():
    assert len(WRITTEN_OTHERWISE) >= 80
    assert {function for function, _ in WRITTEN_OTHERWISE} == set(FUNCTIONS)


@pytest.mark.parametrize(("function", "name"), ANSWERS, ids=[f"{f}-{n}" for f, n in ANSWERS])
def test_a_right_answer_has_full_marks_on_twenty_seeds(function, name):
    assert right.hold(function, name, range(20)).failures == ()


def test_each_file_says_in_its_first_line_how_it_differs():
    for function, name in WRITTEN_OTHERWISE:
        first = right.path_of(function, name).read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("# "), (function, name)
        assert len(first) > 6, (function, name)


def test_no_two_are_the_same_and_none_is_the_course_s_own():
    sources = [right.path_of(*answer).read_text(encoding="utf-8") for answer in WRITTEN_OTHERWISE]
    assert len(set(sources)) == len(sources)

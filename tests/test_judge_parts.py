"""The judge's small parts: marks that fail closed, arguments written back, bounds."""

from __future__ import annotations

import resource
import time
from pathlib import Path

import numpy as np
import pytest
from lab.check.engine.findings import CheckFailed, Finding, StudentCodeRaised
from lab.parameters import Parameters

from autograder.course.notebooks import course_notebook
from autograder.course.sources import bound_names, used_names
from autograder.judge import memory, outputs
from autograder.judge.failures import Absent, Stopped
from autograder.judge.guard import bounded
from autograder.judge.marks import mark, value_mark
from autograder.judge.memory import limited_memory, uncounted
from autograder.judge.present import present
from autograder.judge.proxies import student_error
from autograder.judge.run_test import CheckOutcome, run_test
from autograder.judge.write_back import write_back
from autograder.verdicts import Verdict

# Marks


@pytest.mark.parametrize("value", [None, True, np.True_, 4, 4.0, np.float64(4), np.int64(4)])
def test_full_marks(value):
    assert (value_mark(value, 4.0).verdict, value_mark(value, 4.0).score) == ("passed", 4.0)


@pytest.mark.parametrize("value", [0.5, 1, 3.999, np.float32(0.5)])
def test_a_number_below_the_maximum_is_partial(value):
    assert (value_mark(value, 4.0).verdict, value_mark(value, 4.0).score) == ("partial", float(value))


@pytest.mark.parametrize(
    "value",
    [
        *(0, False, np.False_, -1, -0.001, 4.001, 99, float("nan"), float("inf"), -float("inf"), 10**400, 1j),
        *("4", "full", b"4", [4], (), {}, np.array(4.0), np.array([1, 2]), object(), np.nan, CheckFailed),
    ],
)
def test_anything_else_is_nothing(value):
    found = value_mark(value, 4.0)
    assert (found.verdict, found.score) == ("wrong", 0.0)


def raised(error):
    return mark(CheckOutcome(raised=error), 4.0, "relu")


def student_raised(name="ValueError"):
    error = StudentCodeRaised(Finding("relu", "raised", "your code raised"))
    error.__cause__ = student_error({"kind": name, "name": name, "text": "x", "traceback": "t", "in": "relu"})
    return error


@pytest.mark.parametrize(
    "error, verdict",
    [
        (CheckFailed(Finding("relu", "shape", "another shape")), "wrong"),
        (CheckFailed(), "wrong"),
        (AssertionError("no"), "wrong"),
        (CheckFailed(Finding("relu", "not_written", "not written yet")), "error"),
        (NotImplementedError("Exercise 5.4"), "error"),
        (student_raised(), "error"),
        (student_raised("MemoryError"), "memory"),
        (student_raised().__cause__, "error"),
        (Absent("relu"), "error"),
        (Stopped(Verdict.TIMEOUT, "late"), "timeout"),
        (Stopped(Verdict.MEMORY, "much"), "memory"),
        (Stopped(Verdict.CRASHED, "gone"), "crashed"),
    ],
)
def test_each_failure_has_its_verdict_and_no_marks(error, verdict):
    assert (raised(error).verdict, raised(error).score) == (verdict, 0.0)


@pytest.mark.parametrize("error", [KeyError("x"), TypeError("our mistake"), ZeroDivisionError(), SystemExit()])
def test_a_mistake_of_the_checks_own_is_never_a_mark(error):
    assert (raised(error).verdict, raised(error).score) == ("grader_failure", None)


def test_a_mistake_of_the_checks_own_while_it_handles_a_students_exception_is_its_own():
    error = KeyError("our mistake")
    error.__context__ = student_raised().__cause__
    assert raised(error).verdict == "grader_failure"


def test_a_broken_check_is_presented_without_its_source():
    outcome = run_test("secret = 1 / 0", "<test>", {}, CheckOutcome())
    shown = present(outcome, mark(outcome, 4.0, "relu"), 4.0, 1)
    assert [o["output_type"] for o in shown] == ["error"] and "secret" not in str(shown)


# Test cells


def test_the_last_expression_is_the_value_and_prints_are_kept():
    outcome = run_test(
        "import sys\nprint('a')\nprint('b', file=sys.stderr)\n40 + x", "<test>", {"x": 2}, CheckOutcome()
    )
    assert outcome.value == 42 and outputs.merged(outcome.outputs) == [outputs.stream("a\nb\n")]


def test_a_cell_that_ends_in_a_statement_has_no_value():
    assert run_test("7\nx = 1", "<test>", {}, CheckOutcome()).value is None


def test_names_are_read_from_the_master():
    assert bound_names("import numpy as np\ndef f(x):\n    y = 1\na, b = 1, 2\nclass C: pass") == {
        "f",
        "a",
        "b",
        "C",
        "np",
    }
    assert used_names("check.relu(relu)\nhidden.relu(relu, 1)") == ["check", "relu", "hidden"]
    tests = course_notebook("01_activations").tests
    assert tests["test_logistic_stable"].function == "logistic" and tests["test_relu"].points == 1


# Arguments


@pytest.mark.parametrize(
    "old, new",
    [
        (np.zeros((2, 3)), np.ones((2, 3))),
        (np.zeros((2, 3)).T, np.ones((3, 2))),
        ([1, np.zeros(2), [3]], [5, np.ones(2), [4, 5]]),
        ([1, 2, 3], [1]),
        ({"a": 1, "b": [2]}, {"b": [2, 3], "c": 4}),
        ((np.zeros(2), 1), (np.ones(2), 1)),
        (Parameters([None, np.zeros(2)], []), Parameters([None, np.ones(2)], [])),
    ],
)
def test_an_argument_becomes_what_the_call_made_of_it(old, new):
    parts = [x for x in (old if isinstance(old, list) else []) if isinstance(x, np.ndarray)]
    write_back(old, new)
    assert str(old) == str(new)
    assert all(any(part is x for x in old) for part in parts)  # changed in place, not replaced


@pytest.mark.parametrize("new", ["text", np.zeros(7), np.zeros(2, np.int8), None])
def test_an_array_that_became_something_else_is_at_least_changed(new):
    old = np.array([0.0, 2.0])
    write_back(old, new)
    assert old.tolist() != [0, 2]


def test_a_read_only_array_stays_as_it_is():
    old = np.zeros(2)
    old.flags.writeable = False
    write_back(old, np.ones(2))
    assert old.tolist() == [0, 0]


# Bounds


def test_more_memory_than_a_submission_may_take_is_a_memory_error():
    before = resource.getrlimit(resource.RLIMIT_DATA)
    with pytest.raises(MemoryError), limited_memory():
        np.ones(2**26)
    assert resource.getrlimit(resource.RLIMIT_DATA) == before


def test_files_that_are_mapped_and_the_course_s_own_data_do_not_count(tmp_path):
    with (tmp_path / "images").open("wb") as file:
        file.truncate(2 * memory.ROOM)
    with limited_memory():
        mapped = np.memmap(tmp_path / "images", mode="r")
        assert mapped[-1] == 0
        with uncounted():
            own = np.ones(memory.ROOM // 8)
        assert own[-1] == 1 and np.ones(memory.ROOM // 16)[-1] == 1
        with pytest.raises(MemoryError):
            np.ones(memory.ROOM // 6)


def test_the_limit_is_never_above_one_that_was_there_before(monkeypatch):
    monkeypatch.setattr(memory, "ROOM", 1 << 40)
    least, hard = memory._taken() + (64 << 20), resource.getrlimit(resource.RLIMIT_DATA)[1]
    before = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (least, hard))
    try:
        with limited_memory():
            assert resource.getrlimit(resource.RLIMIT_DATA)[0] == least
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


def test_more_processor_time_than_the_bound_is_a_stop_and_waiting_is_not():
    with pytest.raises(Stopped, match="time limit"), bounded(time.monotonic() + 60, 0.2):
        time.sleep(0.4)
        started = time.process_time()
        while True:
            pass
    assert time.process_time() - started < 1


def test_more_time_than_the_bound_is_a_stop():
    start = time.monotonic()
    with pytest.raises(Stopped, match="time limit"), bounded(time.monotonic() + 0.1):
        while True:
            pass
    assert time.monotonic() - start < 10


def test_the_judge_imports_nothing_from_beside_the_student_and_the_inside_nothing_from_the_judge():
    for folder, forbidden in (("judge", "autograder.inside"), ("inside", "autograder.judge"), ("wire", "autograder.j")):
        for path in Path("autograder", folder).glob("*.py"):
            assert forbidden not in path.read_text(encoding="utf-8")

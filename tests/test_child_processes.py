"""Processes that student code starts: the TA is told, on both walls, and an honest submission is not accused."""

from __future__ import annotations

import pytest

from autograder.judge.judge import judge_submission
from autograder.sandbox import Limits, open_sandbox
from tests.judge_course import notebook, prepare
from tests.sandboxed import WALLS, Notebook, stand_in_policy, wall_of

pytestmark = pytest.mark.sandbox

ONE = "01_activations"
WAYS = {
    "forks and waits": "import os\nif os.fork() == 0:\n    os._exit(0)\nos.wait()",
    "forks and leaves it": "import os, time\nif os.fork() == 0:\n    time.sleep(60)",
    "forks twice and leaves it": "import os\nif os.fork() == 0:\n    os.fork()\n    os._exit(0)\nos.wait()",
    "runs a program": "import subprocess, sys\nsubprocess.run([sys.executable, '-S', '-c', ''])",
    "asks the shell": "!true",
}


@pytest.fixture(scope="module")
def bare():
    with open_sandbox(stand_in_policy(), "namespaces") as opened:
        yield opened


@pytest.fixture(scope="module", params=WALLS)
def sandbox(request):
    with open_sandbox(wall=wall_of(request)) as opened:
        yield opened


@pytest.mark.skipif("namespaces" not in WALLS, reason="no namespaces here")
@pytest.mark.parametrize("way", [way for way in WAYS if not WAYS[way].startswith("!")])
def test_that_a_notebook_had_children_is_known_when_it_ends(bare, way):
    with bare.submission({}, Limits()) as submission:
        one = Notebook(submission, "01")
        one.run(WAYS[way])
        submission.kill("01")
        assert submission.ended("01").children
        Notebook(submission, "02").run("import threading; threading.Thread(target=print).start()")
        submission.kill("02")
        assert not submission.ended("02").children


@pytest.mark.skipif("namespaces" not in WALLS, reason="no namespaces here")
def test_children_that_it_waited_for_are_known_if_it_ends_before_anybody_asks(bare):
    with bare.submission({}, Limits()) as submission:
        Notebook(submission, "01").send(f"{WAYS['forks and waits']}\nos._exit(3)")
        ended = submission.ended("01", patience=10)
        assert ended and (ended.kind, ended.children) == ("exited", True)


@pytest.mark.parametrize("way", WAYS)
def test_the_ta_is_told_of_processes_that_it_started_or_asked_for(sandbox, way):
    made = notebook(ONE, {"relu": f"{WAYS[way]}\ndef relu(a):\n    return np.maximum(a, 0)"})
    [result] = judge_submission(sandbox, prepare({ONE: made}), seed=3, limits=Limits())
    asked = "its code asked for a child process, which this wall does not allow"
    assert result.notes == ["its code started other processes" if sandbox.wall == "namespaces" else asked]


def test_a_command_of_the_shell_shows_what_it_prints_and_costs_nothing(sandbox):
    made = notebook(ONE, {"relu": "word = 'hello'\n!echo {word}; false\ndef relu(a):\n    return np.maximum(a, 0)"})
    [result] = judge_submission(sandbox, prepare({ONE: made}), seed=3, limits=Limits())
    assert {row.verdict for row in result.cells} == {"passed"}
    [shown] = [cell.outputs for cell in result.graded.cells if "!echo" in cell.source]
    assert shown[0].text == "hello\n" if sandbox.wall == "namespaces" else "can't be run here" in shown[0].text


def test_of_honest_work_nothing_is_said(sandbox):
    [result] = judge_submission(sandbox, prepare({ONE: notebook(ONE)}), seed=3, limits=Limits(), every_cell=True)
    assert result.notes == []

"""What the judge keeps to once a notebook's process has been stopped, was not there at all, or says too much."""

from __future__ import annotations

import contextlib
import socket
import threading
import time

import numpy as np
import pytest

from autograder.judge.failures import GraderFailureError, Stopped
from autograder.judge.guard import bounded, lift_bounds, set_bounds
from autograder.judge.line import LineInside
from autograder.judge.process import NotebookProcess
from autograder.sandbox.endings import ExitReason
from autograder.sandbox.limits import Limits
from autograder.verdicts import Verdict
from autograder.wire import Caps, Closed, Frames, Handles, decode, encode
from tests.judge_course import judge, not_full, notebook

ONE = "01_activations"


def line_to(talk):
    """A line whose other end is `talk(frames)`, in a thread."""
    ours, theirs = socket.socketpair()

    def inside():
        with contextlib.suppress(Closed):
            talk(Frames(theirs))

    threading.Thread(target=inside, daemon=True).start()
    line = LineInside(ours, Caps(), lambda: Stopped(Verdict.CRASHED, "its process ended"))
    line.allow(5.0, 5.0)
    return line


def test_a_check_that_goes_on_after_the_end_hears_of_the_end_again_and_asks_nothing():
    heard = []

    def talk(frames):
        heard.append(bytes(frames.receive()))
        frames.send(encode(("nonsense",)))
        heard.append(bytes(frames.receive()))

    line = line_to(talk)
    for _ in range(2):
        with pytest.raises(Stopped, match="of another form than was asked for"):
            line.get("relu")
    assert len(heard) == 1


def test_what_a_students_function_returns_to_ours_counts_as_lent():
    """`ours` multiplies what it was given with what the student's own function gives it: bytes have no quick way."""
    side = 3000

    def talk(frames):
        handles = Handles(lambda handle: handle)
        decode(frames.receive(), handles)  # call f
        frames.send(encode(("got", lambda: None), handles))
        _, _, (ours,) = decode(frames.receive(), handles)
        frames.send(encode(("ask", ours, (np.ones((side, side), np.int8),), {}), handles))
        decode(frames.receive(), handles)  # it calls f
        frames.send(encode(("returned", np.ones((side, side), np.int8)), handles))
        frames.send(encode(("returned", str(decode(frames.receive(), handles)))))

    line = line_to(talk)
    f = line.get("f")
    answer = f(lambda one: np.sum(one @ f()))
    assert "too large for a function of the course's" in answer


def test_of_the_arguments_that_a_call_changed_true_is_none():
    def talk(frames):
        handles = Handles(lambda handle: handle)
        decode(frames.receive(), handles)  # call f
        frames.send(encode(("got", lambda: None), handles))
        decode(frames.receive(), handles)
        frames.send(encode(("returned", None, {True: [9], 0: [8]}, [], []), handles))

    first, second = [1], [2]
    line_to(talk).get("f")(first, second)
    assert (first, second) == ([8], [2])


class HangsUp:
    """A submission whose process closes the line at once, and of which nobody says how it ended."""

    plain = None
    kept: tuple[socket.socket, ...] = ()

    def start(self, name):
        ours, theirs = socket.socketpair()
        theirs.close()
        return ours

    def kill(self, name):
        pass

    def ended(self, name, patience=0.0):
        return None


class SaysNothing(HangsUp):
    """One whose process never answers."""

    def start(self, name):
        self.kept = socket.socketpair()
        return self.kept[0]


def test_a_process_that_does_not_start_is_our_failure_and_not_the_students():
    with pytest.raises(GraderFailureError, match=f"the process of {ONE} did not start"):
        NotebookProcess(HangsUp(), ONE, Limits()).run("1", 1, 5.0)


def test_a_process_that_does_not_even_greet_is_a_failure_of_ours_too(monkeypatch):
    """As on a machine that is too busy. No code of the student's has run."""
    monkeypatch.setattr("autograder.judge.process._START_SECONDS", 0.05)
    with pytest.raises(GraderFailureError, match=f"the process of {ONE} did not start"):
        NotebookProcess(SaysNothing(), ONE, Limits()).run("1", 1, 5.0)


def test_how_a_process_ended_is_known_when_it_is_killed_if_not_before():
    """As on a machine so busy that nobody has said so yet when the judge finds the line closed."""

    class SaysSoLate(HangsUp):
        reason = None

        def kill(self, name):
            self.reason = ExitReason("memory")

        def ended(self, name, patience=0.0):
            return self.reason

    process = NotebookProcess(SaysSoLate(), ONE, Limits())
    assert process._why_closed().verdict is Verdict.MEMORY


def test_a_cell_that_stops_a_new_process_is_left_out_of_the_next():
    once = "import os, pathlib\nif pathlib.Path('been').exists(): os._exit(0)\npathlib.Path('been').touch()"
    ends = {name: f"def {name}(a):\n    import os; os._exit(0)" for name in ("tanh_prime", "relu")}
    rows = judge({ONE: notebook(ONE, ends, before={"relu": once})})
    assert not_full(rows) == {"test_tanh_prime": "crashed", "test_relu": "crashed"}


def test_of_an_exceptions_name_a_hundred_characters_are_told():
    cells = {"relu": f"raise type({'X' * 5000!r}, (Exception,), {{}})()"}
    [finding] = judge({ONE: notebook(ONE, cells)})["test_relu"].findings
    assert "X" * 100 in finding["message"] and "X" * 101 not in finding["message"]


def test_the_bounds_of_one_test_end_with_it():
    with bounded(time.monotonic() + 0.05, 5.0):
        pass
    time.sleep(0.06)
    set_bounds(time.monotonic() + 5.0, 5.0)  # a function of ours, called from a cell
    time.sleep(0.05)
    lift_bounds()

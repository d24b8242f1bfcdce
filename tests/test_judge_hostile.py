"""Whatever the student's process says, it is a message or the end of that process; it is never an error of ours."""

from __future__ import annotations

import socket
import struct
import threading
import time

import msgspec
import nbformat
import numpy as np
import pytest
from lab.check.engine.findings import CheckFailed, Finding

import autograder.judge.notebook
import autograder.judge.process
from autograder.judge.failures import Absent, Stopped
from autograder.judge.line import LineInside
from autograder.sandbox.limits import Limits
from autograder.verdicts import Verdict
from autograder.wire import Caps, encode
from tests.judge_course import judge, limits, not_full, notebook, text

pytestmark = pytest.mark.sandbox

ONE = "01_activations"


END = object()  # hang up instead of a reply


class Inside:
    """A student's process that says what it is told to, whatever it is asked."""

    def __init__(self, *replies):
        self.ours, theirs = socket.socketpair()
        self.heard = []
        self.thread = threading.Thread(target=self._talk, args=(theirs, replies), daemon=True)
        self.thread.start()

    def _talk(self, sock, replies):
        with sock:
            for reply in replies:
                self.heard.append(sock.recv(1 << 16))
                if reply is END:
                    return
                data = reply if isinstance(reply, bytes) else encode(reply)
                sock.sendall(struct.pack(">I", len(data)) + data)
            while sock.recv(1 << 16):
                pass

    def line(self, seconds=2.0, caps=None):
        line = LineInside(self.ours, caps or Caps(), lambda: Stopped(Verdict.CRASHED, "its process ended"))
        line.allow(seconds, seconds)
        return line


def handle(receivers, number, name="f"):
    """The bytes of a handle where a value is expected, put into a message by hand."""
    return [11, receivers, number, True, name]


def message(*parts):
    """A message whose parts are given as they stand in a header."""
    header = msgspec.msgpack.encode([1, list(parts)])
    return struct.pack(">I", len(header)) + header


GOT_A_FUNCTION = message("got", handle(False, 1))


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"\xff" * 100,
        None,
        7,
        "returned",
        [],
        [7],
        {"returned": 1},
        ["got"],
        ["got", 1, 2],
        ["returned", 1],
        ["absent", "more"],
        message("got", handle(True, 1)),
        message("ask", handle(True, 1), [1, []], [2, [], []]),
        message("ask", handle(False, 1), [1, []], [2, [], []]),
    ],
)
def test_a_forged_reply_to_a_question_for_a_value_is_a_crash(reply):
    with pytest.raises(Stopped) as caught:
        Inside(reply).line().get("relu")
    assert caught.value.verdict == "crashed"


@pytest.mark.parametrize("asked", [handle(False, 1), handle(True, 1)], ids=["a function of its own", "a class of ours"])
def test_only_functions_of_the_check_are_called_for_the_student(asked):
    line = Inside(message("ask", asked, [1, []], [2, [], []]), ["returned", 1], ["got", 5]).line()
    line.handles.give(dict)
    with pytest.raises(Stopped, match="no function of the check's"):
        line.get("relu")


@pytest.mark.parametrize(
    "reply",
    [
        ["returned"],
        ["forged", 1],
        ["returned", 1, {}, []],
        ["returned", 1, [], {}, []],
        ["returned", 1, {}, [], "output"],
        ["raised", "not a dict"],
        ["refused", {}],
        ["got", 1],
        message("returned", handle(True, 99)),
    ],
)
def test_a_forged_reply_to_a_call_is_a_crash(reply):
    line = Inside(GOT_A_FUNCTION, reply).line()
    with pytest.raises(Stopped) as caught:
        line.get("relu")(np.zeros(2))
    assert caught.value.verdict == "crashed"


@pytest.mark.parametrize(
    "reply",
    [
        ["raised", {}],
        ["raised", {"kind": 3, "name": [], "text": None, "traceback": {}, "in": 1}],
        ["raised", {"kind": "SystemExit", "text": "x"}],
        ["raised", {"kind": "UnicodeDecodeError", "text": "x"}],
        ["raised", {"kind": "Stopped", "text": "x"}],
        ["raised", {"kind": "CheckFailed", "text": "x"}],
    ],
)
def test_a_forged_exception_is_an_ordinary_exception(reply):
    line = Inside(GOT_A_FUNCTION, reply).line()
    with pytest.raises(Exception) as caught:  # and no BaseException
        line.get("relu")(1)
    assert not isinstance(caught.value, CheckFailed)


@pytest.mark.parametrize(
    "changed", [{"nobody": 1}, {7: 1}, {-1: 2}, {True: [1]}, {0: "text"}, {0: None}, {0: np.zeros(9)}, {None: 1}]
)
def test_forged_changes_of_arguments_do_no_harm(changed):
    line = Inside(GOT_A_FUNCTION, ["returned", 5, changed, [], []]).line()
    assert line.get("relu")(np.ones(2)) == 5


def test_forged_warnings_do_no_harm():
    noted = [1, [], ["SystemExit", "x"], ("UserWarning", 3), ("KeyboardInterrupt", "\x1b[2Jx")]
    line = Inside(GOT_A_FUNCTION, ["returned", 5, {}, noted, []]).line()
    with pytest.warns(UserWarning, match="^x$"):
        assert line.get("relu")(1) == 5


def test_a_message_that_says_it_is_huge_is_a_crash_at_once():
    line = Inside(b"x" * 2000).line(caps=Caps(message_bytes=1000))
    with pytest.raises(Stopped, match="at most"):
        line.get("relu")


def test_silence_is_a_timeout():
    start = time.monotonic()
    with pytest.raises(Stopped) as caught:
        Inside().line(seconds=0.2).get("relu")
    assert caught.value.verdict == "timeout" and time.monotonic() - start < 10


def test_asking_for_ever_is_a_timeout():
    """Each question gets an answer, and the time goes on running."""
    questions = [message("ask", handle(True, 1), [1, []], [2, [], []])] * 10_000
    line = Inside(GOT_A_FUNCTION, *questions).line(seconds=0.3)
    with pytest.raises(Stopped) as caught:
        line.get("relu")(lambda: time.sleep(0.01))
    assert caught.value.verdict == "timeout"


def test_functions_that_call_one_another_for_ever_are_told_so_after_a_few_levels():
    """The check's function calls the student's, which asks for the check's again, and so on."""
    ask = message("ask", handle(True, 1), [1, [3]], [2, [], []])
    relu = Inside(GOT_A_FUNCTION, *[ask] * 60, *[["returned", 1]] * 60).line().get("relu")
    levels = []

    def g(a):
        levels.append(a)
        return relu(g)

    assert relu(g) == 1
    assert 10 < len(levels) < 40


def test_an_end_without_a_word_is_a_crash():
    line = Inside(GOT_A_FUNCTION, END).line()
    relu = line.get("relu")
    with pytest.raises(Stopped) as caught:
        relu(1)
    assert caught.value.verdict == "crashed"


def test_after_the_end_every_further_call_ends_too():
    line = Inside(GOT_A_FUNCTION, b"").line()
    relu = line.get("relu")
    for _ in range(2):
        with pytest.raises(Stopped):
            relu(1)
    assert line.stopped is not None


@pytest.mark.parametrize("number", [0, 2, 3, 100, -1])
def test_only_the_handles_of_this_test_are_valid(number):
    """The call hands out one function, number 1; no other number is any."""
    ask = message("ask", handle(True, number), [1, [3]], [2, [], []])
    line = Inside(GOT_A_FUNCTION, ask).line()
    with pytest.raises(Stopped) as caught:
        line.get("relu")(np.tanh)
    assert caught.value.verdict == "crashed"


def test_a_handle_of_an_earlier_test_is_refused():
    ask = message("ask", handle(True, 1), [1, [3]], [2, [], []])
    line = Inside(GOT_A_FUNCTION, ["returned", 1], GOT_A_FUNCTION, ask).line()
    line.get("relu")(np.tanh)
    line.handles.forget()
    with pytest.raises(Stopped, match="not valid"):
        line.get("relu")(np.sinh)


def test_numbers_are_never_used_twice():
    line = Inside().line()
    first = line.handles.give(np.tanh).id
    line.handles.forget()
    assert line.handles.give(np.tanh).id > first


def test_a_plain_attribute_or_item_of_a_function_can_not_be_reached():
    """There is no message for it: a handle can only be called, with values."""
    ask = message("ask", "eval", [1, ["1+1"]], [2, [], []])
    with pytest.raises(Stopped):
        Inside(GOT_A_FUNCTION, ask).line().get("relu")(np.tanh)


def test_a_check_that_fails_inside_the_students_call_is_not_swallowed_by_him():
    def g(a):
        raise CheckFailed(Finding("forward_propagation", "unknown", "g must get the pre-activation"))

    ask = message("ask", handle(True, 1), [1, [3]], [2, [], []])
    line = Inside(GOT_A_FUNCTION, ask, ["returned", 1]).line()
    with pytest.raises(CheckFailed, match="pre-activation"):
        line.get("f")(g)


def test_a_name_that_is_absent_is_said_to_be():
    with pytest.raises(Absent):
        Inside(["absent"]).line().get("relu")


# A student's code that gets at the socket and at our code beside it

FIND_THE_LINE = (
    "import gc, os, struct\n"
    "from autograder.inside.calls import Line\n"
    "line = next(x for x in gc.get_objects() if type(x) is Line)\n"
    "sock = line._frames._sock\n"
)


@pytest.mark.parametrize(
    "attack",
    [
        "sock.sendall(b'\\xff' * 5000)",
        "sock.sendall(struct.pack('>I', 3) + b'abc')",
        "line.send('ran', '', [])",
        "line.send('returned', 1.0)",
        "line.send('got', None)",
        "sock.close()",
        "line.obey = lambda message: line.send('returned', 1.0)",
        "type(line).receive = lambda self: ('run', 'pass', 1)",
    ],
)
def test_who_gets_at_the_socket_gains_nothing(attack):
    cells = {"relu": FIND_THE_LINE + attack + "\ndef relu(a):\n    return -a"}
    rows = judge({ONE: notebook(ONE, cells)}, limits=limits(cell_seconds=1.5))
    found = not_full(rows)
    assert found.pop("test_relu") in ("wrong", "error", "crashed", "timeout")
    assert rows["test_relu"].score == 0
    assert all(rows[name].score in (0, rows[name].max_score) for name in found)
    assert "grader_failure" not in found.values()


@pytest.mark.parametrize(
    "result",
    [
        "type('L', (np.ndarray,), {'__eq__': lambda s, o: True, 'shape': (3,)})((2, 2))",
        "type('F', (float,), {'__eq__': lambda s, o: True, '__sub__': lambda s, o: 0.0, '__abs__': lambda s: 0.0})(1)",
        "type('A', (), {'__array__': lambda s, *a, **k: 1 / 0, '__array_interface__': {'data': (1, False)}})()",
        "np.array([{}], dtype=object)",
        "type('R', (), {'__reduce__': lambda s: (eval, ('1/0',))})()",
        "np.broadcast_to(0.0, (10**6, 10**6))",
        "type('I', (), {'__iter__': lambda s: iter(int, 1), '__len__': lambda s: 3})()",
        "'x' * 10**8",
    ],
)
def test_a_result_that_lies_is_wrong_or_refused(result):
    rows = judge({ONE: notebook(ONE, {"relu": f"def relu(a):\n    return {result}"})})
    assert not_full(rows)["test_relu"] in ("wrong", "error", "memory") and rows["test_relu"].score == 0


def test_an_enormous_argument_for_the_reference_does_not_take_the_judge_down():
    earlier = {name: notebook(name) for name in (ONE, "03_forward_propagation")}
    earlier["02_outputs_and_losses"] = notebook(
        "02_outputs_and_losses", {"one_hot": "def one_hot(y, k):\n    return 0"}
    )
    bomb = "def output_gradient(y_hat, y):\n    return one_hot(y, 10**10)"
    order = sorted(earlier)
    four = notebook("04_back_propagation", {"output_gradient": bomb})
    rows = judge({**{n: earlier[n] for n in order}, "04_back_propagation": four}, limits=limits(cell_seconds=10.0))
    assert rows["test_output_gradient"].verdict in ("wrong", "error", "memory")
    assert rows["test_parameter_gradients"].verdict == "passed"


@pytest.mark.parametrize(
    "name, cell, verdict",
    [
        ("07_fashion_mnist", "trained", "memory"),
        ("02_outputs_and_losses", "softmax", "memory"),
    ],
)
def test_an_answer_that_would_cost_the_check_gigabytes_does_not_take_the_judge_down(name, cell, verdict):
    source = {
        "softmax": "def softmax(a):\n    return np.zeros((3000, 2500))",
        # 15,000 units: on 10,000 images, 1.2 GB of activations
        "trained": "trained = Parameters([None, np.zeros((15_000, 784), np.int8), np.zeros((10, 15_000), np.int8)],\n"
        "    [None, np.zeros((15_000, 1), np.int8), np.zeros((10, 1), np.int8)])",
    }[cell]
    rows = judge({name: notebook(name, {cell: source})}, limits=limits(cell_seconds=20.0))
    assert (rows[f"test_{cell}"].verdict, rows[f"test_{cell}"].score) == (verdict, 0)


def test_a_check_that_works_on_an_answer_for_too_long_is_stopped(monkeypatch):
    """By its processor time: what the student's code waits for, or another program takes, does not count."""
    run = autograder.judge.notebook.run_test

    def slow(source, label, namespace, outcome):
        if "softmax" in label:
            namespace["softmax"] = busy_with(namespace["softmax"])
        return run(source, label, namespace, outcome)

    def busy_with(function):
        def call(*arguments):
            while True:
                function(*arguments)

        return call

    monkeypatch.setattr("autograder.judge.notebook.run_test", slow)
    monkeypatch.setattr("autograder.judge.notebook.CHECK_SECONDS", 0.2 - Limits().cell_cpu_seconds)
    waits = "def squared_error(y_hat, target):\n    import time; time.sleep(0.05)\n    "
    cells = {"squared_error": waits + "return np.sum((y_hat - target) ** 2) / 2 / y_hat.shape[1]"}
    rows = judge({"02_outputs_and_losses": notebook("02_outputs_and_losses", cells)}, limits=limits(cell_seconds=4e3))
    assert rows["test_softmax"].verdict == "timeout"
    assert "the time limit was reached in the check" in str(rows["test_softmax"].findings)
    assert rows["test_squared_error"].verdict == "passed"


def test_a_function_that_ran_out_of_time_is_not_waited_for_again_and_again(monkeypatch):
    """A cell of the student's own waits for it in full; its own test, which comes later, for a quarter of that."""
    allowed = []
    line = autograder.judge.process.NotebookProcess.line
    monkeypatch.setattr(
        autograder.judge.process.NotebookProcess,
        "line",
        lambda self, seconds: allowed.append(seconds) or line(self, seconds),
    )
    made = notebook(ONE, {"relu": "def relu(a):\n    while True: pass"})
    ours = next(number for number, cell in enumerate(made.cells) if "def relu(a)" in cell.source)
    made.cells.insert(ours + 1, nbformat.v4.new_code_cell("relu(np.ones(2))"))
    rows = judge({ONE: made}, limits=limits(cell_seconds=4.0))
    assert rows["test_relu"].verdict == "timeout" and rows["test_logistic"].verdict == "passed"
    assert set(allowed) == {20.0, 5.0} and allowed.count(5.0) == 1


def test_a_notebook_keeps_only_so_much_output(monkeypatch):
    monkeypatch.setattr("autograder.judge.notebook._FULL_CELLS", 2)
    before = {name: "print('x' * 300)" for name in ("logistic", "logistic_prime", "tanh_prime", "relu", "relu_prime")}
    rows = judge({ONE: notebook(ONE, before=before)}, limits=limits(output_bytes=1000))
    shown = [text(cell.outputs) for cell in rows[ONE].graded.cells if cell.source.startswith("print")]
    assert ["x" * 300 in one for one in shown] == [True, True, False, False, False]
    assert "cut here" in shown[-1] and not not_full(rows)

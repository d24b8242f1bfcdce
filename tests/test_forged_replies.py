"""A student's process may say anything, of any size: what is kept of it is cut on our side.

Here our own code inside is replaced by one that forges (the fork of these tests inherits the replacement).
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import time
import warnings
from pathlib import Path

import nbformat
import numpy as np
import pytest

from autograder.course import layout
from autograder.grading.write import dump
from autograder.inside import calls, shell
from autograder.judge import judge as judging
from autograder.judge import memory, outputs
from autograder.judge.follow_through import Ledger
from autograder.judge.notebook import NotebookJudge
from autograder.judge.proxies import report_of, student_error, warn_again
from autograder.ledger.journal import Entry
from autograder.ledger.marks import Marks
from autograder.report.feedback.page import build, notebook_html
from autograder.wire import Caps, WireError, decode, encode
from tests.judge_course import judge, limits, not_full, notebook

pytestmark = pytest.mark.slow

MB = 1_000_000
LARGE = "x" * 900_000
LONG = "é" * (3 * MB)
ONE = "01_activations"
FLOODS = {
    "one long text": [{"output_type": "stream", "name": "stdout", "text": "x" * MB}],
    "many texts": [{"output_type": "stream", "name": "stdout", "text": "x" * 10_000} for _ in range(100)],
    "many empty outputs": [{"output_type": "display_data", "data": {}, "metadata": {}} for _ in range(50_000)],
    "a long traceback": [
        {"output_type": "error", "ename": "E" * 9000, "evalue": "v" * 90_000, "traceback": ["x\n" * 300_000]}
    ],
    "pictures": [
        {"output_type": "display_data", "data": {"image/png": "A" * 300_000}, "metadata": {}} for _ in range(3)
    ],
    "a page": [{"output_type": "display_data", "data": {"text/html": "<b>x</b>" * 100_000}, "metadata": {}}],
}  # fmt: skip


def size_of(rows):
    return len(nbformat.writes(rows[ONE].graded))


@pytest.mark.parametrize("flood", FLOODS)
def test_a_graded_notebook_stays_small_whatever_its_cells_say_they_show(monkeypatch, flood):
    monkeypatch.setattr(shell.OUTPUTS, "take", lambda: FLOODS[flood])
    rows = judge({ONE: notebook(ONE)}, limits=limits(cell_seconds=30.0))
    assert size_of(rows) < 1.5 * MB


def test_a_graded_notebook_stays_small_whatever_an_exception_says_of_itself(monkeypatch):
    forged = {"kind": "ValueError", "name": LARGE, "text": LARGE, "traceback": LARGE, "in": LARGE}
    monkeypatch.setattr(calls, "report", lambda error, shell: forged)
    source = "def relu(a):\n    raise ValueError"
    rows = judge({ONE: notebook(ONE, {"relu": source})}, limits=limits(cell_seconds=30.0))
    assert size_of(rows) < 0.5 * MB
    assert rows["test_relu"].verdict == "error"
    assert len(str(rows["test_relu"].findings)) < 100_000


def test_all_notebooks_of_a_submission_share_one_room(monkeypatch):
    monkeypatch.setattr(judging, "Ledger", lambda share: Ledger(share, room=30_000))
    monkeypatch.setattr(shell.OUTPUTS, "take", lambda: FLOODS["many texts"])
    two = "02_outputs_and_losses"
    rows = judge({ONE: notebook(ONE), two: notebook(two)}, limits=limits(cell_seconds=30.0))
    shown = [len(str(cell.outputs)) for name in (ONE, two) for cell in rows[name].graded.cells if "outputs" in cell]
    assert 20_000 < sum(shown) < 60_000


def test_of_an_exception_the_beginning_of_each_text_is_kept():
    error = student_error({"kind": "ValueError", "name": LONG, "text": LONG, "traceback": LONG, "in": LONG})
    report = report_of(error)
    assert (len(report.name), len(report.text), len(report.innermost)) == (100, 5_000, 100)
    assert len(report.traceback) == 60_000 and len(str(error)) == 5_000


def test_only_so_many_warnings_are_given_again_and_only_their_beginnings():
    with warnings.catch_warnings(record=True) as given:
        warnings.simplefilter("always")
        warn_again([("UserWarning", f"{number} {LONG}") for number in range(500)])
    assert len(given) == 20 and all(len(str(warning.message)) == 1_000 for warning in given)


def test_what_decides_a_mark_is_kept_where_there_is_no_room():
    short = outputs.short(outputs.error("E", "v" * 10**6, ["x" * 10**6]))
    assert short["output_type"] == "error" and outputs.size(short) < 25_000
    assert outputs.short(outputs.result(2.5, 1)) == outputs.result(2.5, 1)
    brief = outputs.brief(short)
    assert brief["output_type"] == "error" and outputs.written(brief) < 1_000
    assert outputs.brief(outputs.result(2.5, 1)) == outputs.result(2.5, 1)


@pytest.mark.parametrize("text", ["x", "x\n" * 5_000, "é" * 9_999, "\u2028" * 5_000, '"\\' * 5_000, ""])
def test_room_is_counted_as_the_file_takes_it(text):
    shown = [outputs.stream(text), outputs.error(text[:100], text[:1000], text.splitlines()), outputs.display("", text)]
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": 1, "source": ""}
    files = [
        len(dump({"cells": [{**cell, "outputs": kept}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
        for kept in ([], shown)
    ]
    took = files[1] - files[0]
    assert took <= sum(map(outputs.written, shown)) <= 2 * took + 500


def test_a_submission_stays_below_five_megabytes_however_many_cells_show_however_small_things(monkeypatch):
    small = [{"output_type": "display_data", "data": {"text/plain": "x"}, "metadata": {}} for _ in range(900)]
    lines = {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["x\n" * 9_000]}
    monkeypatch.setattr(shell.OUTPUTS, "take", lambda: [*small, lines])
    monkeypatch.setattr(calls, "report", lambda error, shell: {"kind": "ValueError", "traceback": "\n" * 60_000})
    monkeypatch.setattr(judging, "Ledger", lambda share: Ledger(share, room=300_000))
    made = notebook(ONE, {"relu": "def relu(a):\n    raise ValueError"})
    made.cells += [nbformat.v4.new_code_cell("1") for _ in range(200)]
    rows = judge({ONE: made}, limits=limits(cell_seconds=30.0))
    assert len(dump(rows[ONE].graded)) < 300_000 + 150_000
    assert rows["test_relu"].verdict == "error"


def test_texts_may_be_a_small_part_of_a_message_only():
    caps = Caps(text_bytes=1000)
    with pytest.raises(WireError, match="bytes of text"):
        encode(["x" * 600, b"x" * 600], caps=caps)
    forged = encode(["x" * 1500, b"x" * 1500], caps=Caps())
    with pytest.raises(WireError, match="bytes of text"):
        decode(forged, caps=caps)
    assert decode(encode(["x" * 400, b"x" * 400], caps=caps), caps=caps) == ["x" * 400, b"x" * 400]


def test_an_array_of_bytes_counts_as_what_a_check_makes_of_it():
    message = encode(np.zeros(3000, np.int8))
    with pytest.raises(WireError, match="too large"):
        decode(message, caps=Caps(message_bytes=10_000))
    assert decode(message, caps=Caps(message_bytes=12_000)).size == 3000
    with pytest.raises(WireError, match="more than"):  # said where it arises, so that an honest student can read it
        encode(np.zeros(3000, np.int8), caps=Caps(message_bytes=10_000))


# The memory of the worker

MOST = 400  # MB: a worker that judges what is honest has 143
LARGE_VALUES = {
    "bytes": "np.zeros(15_000_000, np.int8)",
    "floats": "np.zeros(7_900_000)",
    "many arrays": "[np.zeros(7_000) for _ in range(1_000)]",
    "lists": "[[0.5] * 1_000 for _ in range(20)]",
    "a text": "'x' * 3_900_000",
    "dictionaries": "[{str(i): i for i in range(900)} for _ in range(60)]",
}


def megabytes_after(value):
    """The most memory this process ever had, after an honest submission, one with `value`, and an honest one again."""
    honest, source = notebook(ONE), f"def relu(a):\n    return {LARGE_VALUES[value]}"
    judge({ONE: honest}, limits=limits(cell_seconds=30.0))
    rows = judge({ONE: notebook(ONE, {"relu": source})}, limits=limits(cell_seconds=30.0))
    assert rows["test_relu"].score == 0 and rows["test_relu_prime"].score > 0
    assert not not_full(judge({ONE: honest}, limits=limits(cell_seconds=30.0)))
    status = Path("/proc/self/status").read_text()  # getrusage counts what the parent had before exec
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1000


def test_whatever_functions_return_one_worker_that_judges_them_all_stays_small():
    """In a process of its own: what other tests left would count, too."""
    code = "from tests.test_forged_replies import LARGE_VALUES, megabytes_after\n"
    code += "print({value: megabytes_after(value) for value in LARGE_VALUES})"
    done = subprocess.run([sys.executable, "-c", code], cwd=layout.ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert max(ast.literal_eval(done.stdout).values()) < MOST, done.stdout


def test_more_memory_than_the_worker_may_take_costs_that_test_and_no_other(monkeypatch):
    monkeypatch.setattr(memory, "ROOM", 48 << 20)
    source = "def relu(a):\n    return np.zeros(7_000_000)"
    rows = judge({ONE: notebook(ONE, {"relu": source})}, limits=limits(cell_seconds=30.0))
    assert rows["test_relu"].verdict == "memory"
    assert rows["test_logistic"].verdict == "passed"


def test_where_no_cell_can_be_blamed_for_it_it_costs_the_notebook_and_no_other(monkeypatch):
    two = "02_outputs_and_losses"
    kept = NotebookJudge._kept

    def taking_too_much(self, *arguments):
        if self._form.name == ONE:
            raise MemoryError
        return kept(self, *arguments)

    monkeypatch.setattr(NotebookJudge, "_kept", taking_too_much)
    rows = judge({ONE: notebook(ONE), two: notebook(two)}, limits=limits(cell_seconds=30.0))
    assert {row.verdict for row in rows[ONE].cells} == {"memory"}
    assert {row.verdict for row in rows[two].cells} == {"passed"}
    assert rows[ONE].graded is None and rows[ONE].notes == [memory.TOO_MUCH]


# The pages made of it


@pytest.mark.parametrize("flood", FLOODS)
def test_the_feedback_on_a_flood_is_small_and_soon_there(monkeypatch, flood):
    monkeypatch.setattr(shell.OUTPUTS, "take", lambda: FLOODS[flood])
    result = judge({ONE: notebook(ONE)}, limits=limits(cell_seconds=30.0))[ONE]
    started = time.process_time()
    page = build("ada", ONE, json.loads(dump(result.graded)), Entry("ada", "", [result], {}, [], ""), Marks())
    html = notebook_html(page)
    assert len(html) < 2 * MB
    assert time.process_time() - started < 5

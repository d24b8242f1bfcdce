"""Marks as stock nbgrader gives them: a plain kernel a notebook, the master's checks in it, its own reading of outputs.

The yardstick of `tests/test_same_marks.py` and `benchmarks/same_marks.py`. For honest work only: nothing is walled off.
"""

from __future__ import annotations

import copy
import os
import signal
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import nbformat
from lab import mine
from nbgrader.preprocessors import Execute
from nbgrader.utils import determine_grade

from autograder.course.layout import ASSIGNMENT, DATA
from autograder.course.notebooks import released_notebook
from autograder.grading.collect import Collected
from autograder.grading.prepare import dump, prepare
from autograder.inside import serve
from autograder.judge import JudgeEngine
from autograder.judge.threads import one_thread
from autograder.sandbox.limits import Limits
from tests.forks import in_fork

SEED = 11


def prepared(student, notebooks):
    """A submission as the pipeline hands it to an engine. notebooks: name -> NotebookNode."""
    return prepare(Collected(student, {f"{name}.ipynb": dump(made) for name, made in notebooks.items()}))


@contextmanager
def _folder(submission):
    with tempfile.TemporaryDirectory(prefix="stock-") as root:
        folder = Path(root) / "notebooks" / ASSIGNMENT
        for path, data in submission.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        (Path(root) / "data").symlink_to(DATA)
        yield folder


@contextmanager
def _environment(**values):
    before = dict(os.environ)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def stock_marks(submission, seed=SEED):
    """(notebook, test cell) -> mark, by nbgrader's Execute and determine_grade."""
    marks = {}
    with _folder(submission) as folder, _environment(AUTOGRADER_SEED=str(seed), NBGRADER_EXECUTION="autograde"):
        for name, one in submission.notebooks.items():
            if one.notebook is None:
                continue
            notebook = copy.deepcopy(one.notebook)
            tests = {cell.id: cell for cell in released_notebook(name).cells if cell.role == "test"}
            for cell in notebook.cells:
                if cell.id in tests:
                    cell.source = tests[cell.id].master
            Execute(timeout=150).preprocess(notebook, {"metadata": {"path": str(folder)}})
            marks |= {(name, tests[c.id].name): determine_grade(c)[0] for c in notebook.cells if c.id in tests}
    return marks


def plain_marks(submission, seed=SEED, seconds=120):
    """The same marks several times as quick: no kernel, but its shell in a fork of this process for each notebook.

    A cell is interrupted after `seconds`.
    """
    serve.warm_up()
    marks = {}
    with _folder(submission) as folder, _environment(AUTOGRADER_SEED=str(seed), NBGRADER_EXECUTION="autograde"):
        for name, one in submission.notebooks.items():
            if one.notebook is not None:
                graded = in_fork(lambda name=name, one=one: _run_here(folder, name, one.notebook, seconds))
                marks |= {(name, test): mark for test, mark in graded.items()}
    return marks


def _run_here(folder, name, notebook, seconds):
    """Run every cell, tests from their master, all in one namespace: test -> mark."""
    os.chdir(folder)
    sys.path.insert(0, "")
    one_thread()
    mine._beside_lab = lambda file: Path(folder)  # this lab/ lies beside the course's own notebooks
    serve.connect()
    serve.OUTPUTS.cap = 1 << 30
    signal.signal(signal.SIGALRM, signal.default_int_handler)
    shell, marks = serve.make_shell(), {}
    tests = {cell.id: cell for cell in released_notebook(name).cells if cell.role == "test"}
    for cell in copy.deepcopy(notebook).cells:
        if cell.cell_type == "code":
            signal.setitimer(signal.ITIMER_REAL, seconds)
            ran = shell.run_cell(tests[cell.id].master if cell.id in tests else cell.source, store_history=True)
            signal.setitimer(signal.ITIMER_REAL, 0)
            cell.outputs = [nbformat.from_dict(output) for output in serve.OUTPUTS.take()]
            if cell.id in tests:
                # A kernel answers that a cell failed, also where a second interrupt has cost the words of it.
                marks[tests[cell.id].name] = determine_grade(cell)[0] if ran.success else 0.0
    return marks


def judged_marks(engine, submission, seed=SEED):
    """The same marks by an open JudgeEngine, with its verdicts: (notebook, test cell) -> (mark, verdict)."""
    return {
        (result.notebook, row.cell): (row.score, str(row.verdict))
        for result in engine.run(submission, seed)
        for row in result.cells
    }


def differences(stock, judged):
    """Where they differ: (notebook, test cell, stock mark, judge's mark, verdict)."""
    assert set(stock) == set(judged)
    return [(*key, stock[key], *judged[key]) for key in stock if stock[key] != judged[key][0]]


def strict_engine(**limits):
    """A judge that gives nothing for follow-through, as stock nbgrader doesn't."""
    return JudgeEngine(Limits(**limits), follow_through=0.0)

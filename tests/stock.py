"""Marks as stock nbgrader gives them: a plain kernel a notebook, the master's checks in it, its own reading of outputs.

The yardstick of `tests/test_same_marks.py` and `benchmarks/same_marks.py`. For honest work only: nothing is walled off.
"""

from __future__ import annotations

import copy
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

from nbgrader.preprocessors import Execute
from nbgrader.utils import determine_grade

from autograder.grading.collect import Collected
from autograder.grading.prepare import dump, prepare
from autograder.grading.template import template
from autograder.layout import ASSIGNMENT, DATA
from autograder.sandbox.limits import Limits

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
            tests = {cell.id: cell for cell in template(name).cells if cell.role == "test"}
            for cell in notebook.cells:
                if cell.id in tests:
                    cell.source = tests[cell.id].master_source
            Execute(timeout=150).preprocess(notebook, {"metadata": {"path": str(folder)}})
            marks |= {(name, tests[c.id].name): determine_grade(c)[0] for c in notebook.cells if c.id in tests}
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


def strict_engine():
    """A judge that gives nothing for follow-through, as stock nbgrader doesn't."""
    from autograder.judge import JudgeEngine

    return JudgeEngine(Limits(), follow_through=0.0)

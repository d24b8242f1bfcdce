"""The benchmarks fit what they measure: the smallest run of what reaches into the grader."""

from __future__ import annotations

import nbformat
import pytest

from autograder.course.layout import ASSIGNMENT
from benchmarks import phases
from tests.builder import _perfect


@pytest.mark.sandbox
def test_the_time_of_a_submission_is_told_phase_by_phase(tmp_path):
    folder = tmp_path / "submitted" / "ada" / ASSIGNMENT
    folder.mkdir(parents=True)
    nbformat.write(_perfect("01_activations"), folder / "01_activations.ipynb")
    start, [spent] = phases.measure(tmp_path / "submitted", tmp_path / "out", ["ada"])
    assert start.sandbox > 0
    assert set(spent) <= set(phases.ORDER)
    assert all(spent[name].wall > 0 for name in ("collect, prepare", "fork and end", "cells", "checks", "write"))

"""The benchmarks fit what they measure: the smallest run of what reaches into the grader."""

from __future__ import annotations

from collections import Counter

import nbformat
import pytest

from autograder.course.layout import ASSIGNMENT
from benchmarks import fuzz_texts, fuzz_wire, phases
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


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_the_fuzzers_find_nothing_wrong_with_the_first_few():
    fails = [fuzz_texts.text_fails, fuzz_texts.folder_fails]
    fails += [lambda seed, what=what: what(seed, Counter()) for what in (fuzz_wire.message_fails, fuzz_wire.zip_fails)]
    assert [(fail, seed) for fail in fails for seed in range(5) if fail(seed)] == []

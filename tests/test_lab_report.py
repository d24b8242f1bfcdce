"""The lab report of notebook 07: a student's own runs on one page that stands by itself."""

import re

import numpy as np
import pytest
from lab.lab_report import FILE, LabReport

from autograder.grading.left_about import why_explained

NAMES = ("T-shirt/top", "<b>bag</b>")
COUNTS = np.array([[40, 2], [5, 53]])


@pytest.fixture
def report(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = LabReport()
    made.add("gd, η = 0.1 <script>", np.linspace(2.3, 0.5, 200), 0.8123)
    made.add("adam", [2.0, 1.0, np.nan], 0.8642)
    made.add("mine, no losses kept", [], 0.5)
    return made


def test_it_is_one_file_with_every_run_and_nothing_from_elsewhere(report, tmp_path):
    shown = report.page(COUNTS, NAMES, 0.8511).data
    written = (tmp_path / FILE).read_text(encoding="utf-8")
    assert shown in written and written.startswith("<!doctype html><html lang='en'>")
    for words in ("81.23%", "86.42%", "50.00%", "85.11%", ">200<", ">0.6085<", "T-shirt/top", ">53<"):
        assert words in written
    assert not re.search(r"https?://|<script|<link|<b>", written)
    assert len(written) < 300_000


def test_the_picture_says_its_numbers_and_the_best_run_is_marked(report):
    page = report.page(COUNTS, NAMES, 0.85).data
    [alt] = re.findall(r'alt="([^"]*)"', page)
    assert "falls from" in alt and "adam" in alt
    assert re.findall(r"<td class=own>([\d.]+%)</td>", page) == ["86.42%"]


def test_the_same_words_again_take_the_place_of_the_earlier_run(report):
    report.add("adam", [1.0], 0.9)
    assert [run.words for run in report.runs][-1] == "adam" and len(report.runs) == 3
    assert report.runs[-1].share == 0.9


def test_a_report_of_no_runs_is_a_page_too(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "0 runs" in LabReport().page(COUNTS, NAMES, 0.1).data


@pytest.mark.parametrize("name", [FILE, "lab_report-1.html", "lab_report (1).html"])
def test_nobody_has_to_look_where_it_is_handed_in(name):
    assert why_explained(name) and not why_explained(f"my_{name}")

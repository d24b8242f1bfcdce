"""Another assignment, made here from nothing, is released, graded and reported by the same machinery.

One notebook, two functions with a hidden check each, and a `lab` of its own: nothing of backpropagation is in it.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys

import pytest

from autograder.course.layout import LAB, PACKAGE

pytestmark = pytest.mark.sandbox  # processes of their own, seconds each

SCRIPT = '''# %% [markdown]
# # 01 · Areas
#
# **You need** multiplication.

# %% locked="setup"
import numpy as np

from lab import check
from lab.shapes import UNIT

# %% [markdown]
# ### Exercise 1.1 · 60 points


# %% solution="rectangle" exercise="1.1"
def rectangle(width, height):
    """The area of a rectangle."""
    ### BEGIN SOLUTION
    return width * height
    ### END SOLUTION


# %% test="test_rectangle" points=60
check.rectangle(rectangle)
### BEGIN HIDDEN TESTS
import areas_secret as hidden

hidden.rectangle(rectangle)
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 1.2 · 40 points


# %% solution="box" exercise="1.2"
def box(sides):
    """The surface of a box with these three sides."""
    ### BEGIN SOLUTION
    return 2 * sum(rectangle(sides[i], sides[i - 1]) for i in range(3)) * UNIT
    ### END SOLUTION


# %% test="test_box" points=40
check.box(box)
### BEGIN HIDDEN TESTS
import areas_secret as hidden

hidden.box(box)
### END HIDDEN TESTS
'''

COURSE = '''"""Areas: what students write."""

ASSIGNMENT = "geometry"
TITLE = "Areas by hand"
GRADER = "areas_secret"
ARGUMENTS = {"rectangle": ("width", "height"), "box": ("sides",)}
NOTEBOOKS = {"01_areas": ARGUMENTS}
FUNCTIONS, VALUES, RUN_ONCE, STRUCTURES = tuple(ARGUMENTS), (), frozenset(), ()
'''

CHECK = '''"""The checks that students run."""

from lab.check.engine.card import render
from lab.check.engine.examine import Case, examine
from lab.check.engine.findings import CheckFailed

CheckFailed.shown = render


def rectangle(rectangle):
    examine(rectangle, "rectangle", [Case("2 by 3", (2.0, 3.0), 6.0)], labels=("width", "height"), visible=True)


def box(box):
    examine(box, "box", [Case("1, 1, 1", ((1.0, 1.0, 1.0),), 6.0)], labels=("sides",), visible=True)
'''

SECRET = '''"""The hidden checks, and what this course declares."""

from lab.check.engine.examine import Case

from autograder.checks.hold import Check, hold
from autograder.course.declaration import Declaration
from autograder.course.reference import reference

DECLARATION = Declaration(hidden="areas_secret")


def _rectangles(rng):
    sides = [tuple(rng.uniform(1, 9, 2)) for _ in range(3)]
    return [Case(f"{a:.2f} by {b:.2f}", (a, b), reference().rectangle(a, b)) for a, b in sides]


def _boxes(rng):
    sides = rng.uniform(1, 9, 3)
    return [Case("three sides that differ", (sides,), reference().box(sides))]


def rectangle(rectangle):
    hold(Check("rectangle", "rectangle", _rectangles), rectangle, lambda rng: rng)


def box(box):
    hold(Check("box", "box", _boxes), box, lambda rng: rng)
'''

# What of `lab` is no course's own: the engine of the checks, and a student's functions from earlier notebooks.
SHARED = ("__init__.py", "keys.py", "mine.py", "unwritten.py", "check/engine")

WRONG_RECTANGLE = "def rectangle(width, height):\n    return width + height"
RIGHT_RECTANGLE = "def rectangle(width, height):\n    return height * width"
RIGHT_BOX = (
    "def box(sides):\n    a, b, c = sides\n    return 2 * (rectangle(a, b) + rectangle(b, c) + rectangle(a, c)) * UNIT"
)
STUDENTS = {
    "ada": {"rectangle": RIGHT_RECTANGLE, "box": RIGHT_BOX},
    "ben": {"rectangle": WRONG_RECTANGLE, "box": RIGHT_BOX},
    "eve": {"rectangle": "import areas_secret", "box": "box = 10**6"},
    "dan": {"rectangle": "def rectangle(width, height):\n    return 6.0", "box": RIGHT_BOX},  # fits the visible check
    "kim": {},
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = tmp_path_factory.mktemp("another")
    lab = root / "solutions" / "geometry" / "lab"
    for name in SHARED:
        source = LAB / name
        (lab / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, lab / name)
    files = {"lab/course.py": COURSE, "lab/check/__init__.py": CHECK, "lab/shapes.py": "UNIT = 1.0\n"}
    for name, text in {**files, "01_areas.py": SCRIPT, "areas_secret.py": SECRET}.items():
        (root / "solutions" / "geometry" / name).write_text(text, encoding="utf-8")
    (root / "data").mkdir()
    return root


def autograder(course, *arguments):
    environment = os.environ | {"PYTHONPATH": str(course / "solutions" / "geometry")}
    command = [sys.executable, "-P", "-m", "autograder", *arguments]
    return subprocess.run(command, cwd=course, env=environment, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def graded(course):
    done = autograder(course, "release")
    assert done.returncode == 0, done.stderr
    released = json.loads((course / "notebooks" / "geometry" / "01_areas.ipynb").read_text(encoding="utf-8"))
    for student, answers in STUDENTS.items():
        folder = course / "submitted" / student / "geometry"
        folder.mkdir(parents=True)
        cells = [{**cell, "source": answers.get(cell["id"], cell["source"])} for cell in released["cells"]]
        (folder / "01_areas.ipynb").write_text(json.dumps({**released, "cells": cells}), encoding="utf-8")
    done = autograder(course, "grade", "--submissions", "submitted", "--output", "graded", "--seed", "3", "--jobs", "1")
    assert done.returncode == 0, done.stdout + done.stderr
    return course / "graded"


def test_what_is_released_holds_stubs_and_no_hidden_check(course, graded):
    text = (course / "notebooks" / "geometry" / "01_areas.ipynb").read_text(encoding="utf-8")
    assert "Exercise 1.1: write rectangle here" in text
    assert "hidden" not in text and "width * height" not in text
    assert (course / "notebooks" / "geometry" / "lab" / "shapes.py").is_file()
    assert autograder(course, "release", "--check").returncode == 0


def test_it_is_judged_in_the_sandbox_with_follow_through(graded):
    with (graded / "scores.csv").open(encoding="utf-8") as file:
        rows = {(row["student"], row["cell"]): (float(row["score"]), row["verdict"]) for row in csv.DictReader(file)}
    assert rows == {
        ("ada", "test_rectangle"): (60, "passed"),
        ("ada", "test_box"): (40, "passed"),
        ("ben", "test_rectangle"): (0, "wrong"),
        ("ben", "test_box"): (40, "follow_through"),
        ("dan", "test_rectangle"): (0, "wrong"),
        ("dan", "test_box"): (40, "follow_through"),
        ("eve", "test_rectangle"): (0, "error"),  # there is no such module in there
        ("eve", "test_box"): (0, "wrong"),
        ("kim", "test_rectangle"): (0, "error"),
        ("kim", "test_box"): (0, "error"),
    }
    assert json.loads((graded / "run.json").read_text(encoding="utf-8"))["sandboxed"] is True


def test_feedback_and_class_report_are_the_courses(course, graded):
    for command in ("feedback", "report"):
        done = autograder(course, command, "--output", "graded")
        assert done.returncode == 0, done.stderr
    page = (graded / "feedback" / "ben" / "geometry" / "01_areas.html").read_text(encoding="utf-8")
    assert "Areas by hand" in page and "1.1 rectangle" in page
    report = (graded / "report.html").read_text(encoding="utf-8")
    assert "Areas by hand" in report
    for text in (page, report):
        assert "ackpropagation" not in text


def test_nothing_of_this_repositorys_course_was_needed(course):
    code = (
        "import sys; from autograder.judge.notebook import NotebookJudge; from autograder.grading import run; "
        "from autograder.report import class_pages; from autograder.course.declaration import declaration; "
        "declaration(); ours = ('autograder.backpropagation',); "
        "print([name for name in sys.modules if name.startswith(ours)])"
    )
    environment = os.environ | {"PYTHONPATH": str(course / "solutions" / "geometry")}
    done = subprocess.run([sys.executable, "-P", "-c", code], env=environment, capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr
    assert PACKAGE not in course.parents

"""The Containerfile: its instructions name what is there, and, where asked for, its steps make a grader that grades.

The last test takes minutes, the network and root: AUTOGRADER_TEST_CONTAINER=1 pytest tests/test_containerfile.py
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys

import pytest

from autograder.cli import cli
from autograder.course.layout import ROOT
from tests import container_build
from tests.builder import build_submission, expected_rows

IMAGE = container_build.read(container_build.CONTAINERFILE.read_text())
STUDENTS = ("cleo_half_done", "noor_own_helpers")


def test_its_command_is_one_that_the_grader_understands():
    assert IMAGE.entrypoint == ["/course/.venv/bin/autograder"]
    name, *options = IMAGE.command
    context = cli.commands[name].make_context(name, list(options))
    assert (str(context.params["submissions"]), str(context.params["output"])) == ("/submitted", "/graded")


def test_it_is_made_of_known_instructions_on_a_debian():
    assert IMAGE.base.startswith("debian:")
    assert [kind for kind, _ in IMAGE.steps] == ["RUN", "WORKDIR", "COPY", "RUN"]


def test_it_holds_what_grading_needs_and_nobodys_work():
    copied = container_build.context()
    assert {"Makefile", "requirements.lock", "nbgrader_config.py", "autograder/cli.py"} <= set(copied)
    assert not [name for name in copied if name.startswith((".git/", "build/", "submitted/", "graded/", ".venv/"))]


@pytest.mark.skipif(
    not os.environ.get("AUTOGRADER_TEST_CONTAINER"), reason="takes minutes: AUTOGRADER_TEST_CONTAINER=1"
)
def test_what_its_steps_make_grades_without_any_option(tmp_path):
    folder = tmp_path / "image"
    folder.chmod(0o755) if folder.exists() else folder.mkdir(0o755)
    tmp_path.chmod(0o755)
    image = container_build.build(folder)
    for student in STUDENTS:
        build_submission(ROOT / "tests" / "submissions" / student, folder / "submitted" / student)
    command = [*image.entrypoint, *image.command]
    enter = [sys.executable, "-m", "tests.sandboxed.container", str(folder), *command]
    done = subprocess.run(enter, cwd=ROOT, env={"PATH": "/usr/bin:/bin"}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Wall: landlock." in done.stdout
    with (folder / "graded" / "scores.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for student in STUDENTS:
        found = {(row["notebook"], row["cell"]): row["verdict"] for row in rows if row["student"] == student}
        for key, (_, verdicts) in expected_rows(ROOT / "tests" / "submissions" / student).items():
            assert found[key] in (verdicts if isinstance(verdicts, list) else [verdicts]), key

"""What people who work in this repository can rely on: imports, commands and files that do no harm."""

import re
import subprocess
import sys

import pytest

from autograder.course.layout import ASSIGNMENT, RELEASED_LAB, ROOT


@pytest.mark.sandbox
def test_importing_the_grader_changes_nothing_in_the_importing_process():
    """A TA's JupyterLab imports it, through nbgrader_config.py; what it had left out would be missing there."""
    asked = "import sys, autograder.grading.run; print([n for n, m in sys.modules.items() if m is None])"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.sandbox
def test_a_wheel_is_refused_in_words(tmp_path):
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "-w", str(tmp_path), str(ROOT)]
    done = subprocess.run(build, capture_output=True, text=True)
    assert done.returncode != 0
    assert "run `make setup`" in done.stderr + done.stdout
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("path", sorted(RELEASED_LAB.rglob("*.py")), ids=lambda path: path.name)
def test_a_copy_of_lab_says_in_its_first_line_where_it_is_edited(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    origin = f"solutions/{ASSIGNMENT}/lab/{path.relative_to(RELEASED_LAB).as_posix()}"
    assert first == f"# Made by `make release` from {origin}: edit that file, not this one."
    assert (ROOT / origin).is_file()


def make(*arguments: str) -> str:
    """What `make` would run."""
    done = subprocess.run(["make", "-n", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def test_marks_of_a_real_class_are_where_make_clean_never_deletes():
    assert '--output "graded"' in make("grade", "SUBMISSIONS=submitted")
    assert '--output "build/graded"' in make("grade")
    deleted = re.findall(r"^\s*rm -rf (.*)$", make("clean"), re.MULTILINE)
    assert deleted and not {"graded", "submitted", "downloaded"} & set(" ".join(deleted).split())


@pytest.mark.parametrize("folder", ["submitted", "graded", "downloaded", "build"])
def test_git_ignores_what_belongs_to_a_class(folder):
    done = subprocess.run(["git", "check-ignore", "-q", f"{folder}/anything"], cwd=ROOT)
    assert done.returncode == 0

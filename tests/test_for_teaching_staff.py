"""docs/for_teaching_staff.md, run as it is written: every command, in order, prints what the page shows.

"…" on the page stands for what differs from run to run. A class of two is handed out to, collected from Canvas, graded
and given back to Canvas.
"""

from __future__ import annotations

import copy
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest

from autograder.course.layout import ROOT
from tests.builder import build_notebooks, grade_id

PAGE = (ROOT / "docs" / "for_teaching_staff.md").read_text(encoding="utf-8")
STEPS = [
    (command, shown)
    for block in re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
    for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]
ONE = "01_activations"


def given(name: str) -> str:
    """The content of a file that the page shows: the block behind its name."""
    return re.search(rf"`{re.escape(name)}`(?:(?!```).)*```\w+\n(.*?)```", PAGE, re.DOTALL)[1]


def downloads(folder: Path) -> None:
    """What the class did meanwhile: Ada handed in one notebook, Dan, late, one with a wrong relu."""
    perfect = build_notebooks(ROOT / "tests" / "submissions" / "ada_perfect")[ONE]
    perfect.cells = [cell for cell in perfect.cells if grade_id(cell)]
    wrong = copy.deepcopy(perfect)
    next(cell for cell in wrong.cells if grade_id(cell) == "relu").source = "def relu(a):\n    return np.abs(a)"
    with zipfile.ZipFile(folder / "submissions.zip", "w") as packed:
        packed.writestr(f"lovelaceada_107_7001_{ONE}.ipynb", nbformat.writes(perfect))
        packed.writestr(f"bernoullidaniel_LATE_108_7002_{ONE}-1.ipynb", nbformat.writes(wrong))
    with zipfile.ZipFile(folder / "again.zip", "w") as packed:  # three days late, relu is right
        packed.writestr(f"bernoullidaniel_LATE_108_7009_{ONE}-2.ipynb", nbformat.writes(perfect))
    for name in ("roster.csv", "gradebook.csv", "deadlines.toml"):
        (folder / name).write_text(given(name), encoding="utf-8")


def matches(shown: str, printed: str) -> bool:
    lines, found = ([" ".join(line.split()) for line in text.strip().splitlines()] for text in (shown, printed))
    lines = [re.escape(line).replace("…", ".*") for line in lines]
    return len(lines) == len(found) and all(map(re.fullmatch, lines, found))


@pytest.mark.sandbox
def test_every_command_prints_what_the_page_shows(tmp_path):
    assert len(STEPS) >= 18
    downloads(tmp_path)
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    for command, shown in STEPS:
        run = subprocess.run(
            ["bash", "-c", command], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        printed = run.stdout + run.stderr
        assert matches(shown, printed), f"$ {command}\n{printed}"


def test_the_page_names_every_command_of_the_life_of_an_assignment():
    for command in ("bundle", "collect", "grade", "feedback", "report", "explain", "history", "return"):
        assert any(f"autograder {command}" in step for step, _ in STEPS), command

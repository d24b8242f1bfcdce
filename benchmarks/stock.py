"""Stock nbgrader as it comes, on the same submissions: its own `autograde`, in a plain course of its own.

The source of that course is our masters, hidden tests included, and nothing of nbgrader_config.py; the rubric of a
written answer aside, which stock nbgrader knows in cells of another kind alone.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import nbformat

from autograder.course.layout import ASSIGNMENT, LAB, ROOT
from autograder.course.masters import all_masters
from autograder.course.sources import without_hidden
from benchmarks.cells import TRAINING

# Its default of 30 s is less than 07's training takes it; a time limit would only make it quicker, and wrong.
_TIMEOUT = "--ExecutePreprocessor.timeout=1200"


@dataclass
class Stock:
    """What it took: seconds of wall time and of processor time, for each submission, its start not counted."""

    start: float = 0.0
    walls: list[float] = field(default_factory=list)
    cpus: list[float] = field(default_factory=list)
    trainings: list[float] = field(default_factory=list)  # of the walls: 07's training cells
    marks: dict[str, float] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)  # whom it does not grade: a cell twice is too much for it


def timed(command: list[str], cwd: Path) -> tuple[float, float, int]:
    """Run a command to its end: wall time, processor time of it and its children, exit code."""
    begun = time.perf_counter()
    log = cwd / "command.log"
    with log.open("ab") as output:
        process = subprocess.Popen(command, cwd=cwd, stdout=output, stderr=output, env=_environment())
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return time.perf_counter() - begun, used.ru_utime + used.ru_stime, process.returncode


def _environment() -> dict[str, str]:
    folders = [str(ROOT), str(LAB.parent), os.environ.get("PYTHONPATH", "")]
    programs = [str(Path(sys.executable).parent), os.environ.get("PATH", "")]  # nbgrader calls alembic by its name
    paths = {"PYTHONPATH": folders, "PATH": programs}
    joined = {name: os.pathsep.join(filter(None, parts)) for name, parts in paths.items()}
    return {**os.environ, **joined, "PYTHONWARNINGS": "ignore"}


def _nbgrader(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "nbgrader", *arguments]


def _make_course(course: Path) -> None:
    source = course / "source" / ASSIGNMENT
    source.mkdir(parents=True)
    for name, notebook in all_masters().items():
        for cell in notebook.cells:
            cell.source = without_hidden(cell.source) if cell.cell_type == "markdown" else cell.source
        (source / f"{name}.ipynb").write_text(nbformat.writes(notebook), encoding="utf-8")
    shutil.copytree(LAB, source / "lab", ignore=shutil.ignore_patterns("__pycache__"))
    (course / "data").symlink_to(ROOT / "data")
    if timed(_nbgrader("generate_assignment", ASSIGNMENT), course)[2]:
        raise RuntimeError(f"nbgrader generate_assignment failed:\n{_log(course)}")


def _log(course: Path) -> str:
    return (course / "command.log").read_text(errors="replace")[-3000:]


def run_stock(course: Path, submissions: Path, students: list[str]) -> Stock:
    """Autograde `students` in a new course in the folder `course`, one command for each. Raises RuntimeError."""
    _make_course(course)
    found = Stock(start=statistics.median(timed(_nbgrader("autograde", "--help"), course)[0] for _ in range(3)))
    start_cpu = timed(_nbgrader("autograde", "--help"), course)[1]
    for student in students:
        shutil.copytree(submissions / student, course / "submitted" / student)
        wall, cpu, code = timed(_nbgrader("autograde", ASSIGNMENT, f"--student={student}", _TIMEOUT), course)
        if code:
            found.refused.append(student)
            continue
        found.walls.append(wall - found.start)
        found.cpus.append(cpu - start_cpu)
        found.trainings.append(_training_seconds(course / "autograded" / student / ASSIGNMENT))
    if not found.walls:
        raise RuntimeError(f"nbgrader autograde failed on every submission:\n{_log(course)}")
    found.marks = _marks(course, [student for student in students if student not in found.refused])
    return found


def _training_seconds(graded: Path) -> float:
    """How long the training cells took, by the times that the kernel reported."""
    cells = [cell for path in graded.glob("*.ipynb") for cell in nbformat.read(path, 4).cells]
    times = [cell.metadata.get("execution", {}) for cell in cells if any(mark in cell.source for mark in TRAINING)]
    ends = [(time.get("iopub.status.busy"), time.get("iopub.status.idle")) for time in times]
    return sum(
        (datetime.fromisoformat(idle) - datetime.fromisoformat(busy)).total_seconds() for busy, idle in ends if idle
    )


def _marks(course: Path, students: list[str]) -> dict[str, float]:
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        return {student: gradebook.find_submission(ASSIGNMENT, student).score for student in students}

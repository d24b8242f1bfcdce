"""How long a class of 600 takes: a Canvas download collected, graded, and the marks put into Canvas's gradebook.

    python benchmarks/class_of_600.py [--students 600] [--jobs 2] [--seed 1]

Each hands in 01_activations alone, which is cheap to run: what is measured is all that is around the running. Every
function of theirs is drawn: a right answer of tests/right_answers/, or a known mistake; no two files have the same
bytes. What went in must come out: a mark for everybody, and no other byte of the gradebook changed.
"""

from __future__ import annotations

import argparse
import copy
import csv
import io
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import nbformat

from autograder.audit import right
from autograder.checks.mistakes import mistakes_of
from autograder.course.layout import NOTEBOOKS, ROOT
from tests.builder import build_notebooks, find

ONE = "01_activations"
PERFECT = ROOT / "tests" / "submissions" / "ada_perfect"
WRONG = 0.15  # the share of functions with a mistake
COLUMN = "Backpropagation (4412)"


def _source(function: str, drawn: random.Random) -> str:
    if drawn.random() < WRONG:
        return drawn.choice(mistakes_of(function)).source()
    return right.source_of(function, drawn.choice([way for of, way in right.answers() if of == function]))


def _notebook(master: nbformat.NotebookNode, number: int, drawn: random.Random) -> str:
    made = copy.deepcopy(master)
    for function in NOTEBOOKS[ONE]:
        made.cells[find(made, function)].source = f"{_source(function, drawn).rstrip()}\n# of student {number}"
    return nbformat.writes(made)


def write_download(path: Path, students: int, seed: int) -> None:
    """The zip that Canvas's *Download Submissions* gives."""
    drawn, master = random.Random(seed), build_notebooks(PERFECT)[ONE]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(students):
            name = f"last{number:03}first_{1000 + number}_{7000 + number}_{ONE}.ipynb"
            packed.writestr(name, _notebook(master, number, drawn))


def write_gradebook(path: Path, students: int) -> None:
    """The gradebook that Canvas exports, which serves as the roster, too."""
    rows = [["Student", "ID", "SIS Login ID", "Section", COLUMN, "Final Score"]]
    rows += [["    Points Possible", "", "", "", "100.00", "(read only)"]]
    rows += [[f"Last{n:03}, First", str(1000 + n), f"login{n:03}", "A", "", ""] for n in range(students)]
    with path.open("w", encoding="utf-8", newline="") as table:
        csv.writer(table).writerows(rows)


def commands(folder: Path, jobs: int, seed: int) -> Iterator[tuple[str, list[str]]]:
    """What a teacher types, one after the other."""
    gradebook, graded = str(folder / "gradebook.csv"), str(folder / "graded")
    submitted = str(folder / "submitted")
    yield "collect", [str(folder / "download.zip"), "--roster", gradebook, "--to", submitted]
    grading = ["--submissions", submitted, "--output", graded, "--roster", gradebook]
    yield "grade", [*grading, "--jobs", str(jobs), "--seed", str(seed)]
    yield "grade", [*grading, "--jobs", str(jobs)]  # again, when nothing has changed
    yield "feedback", ["--output", graded, "--jobs", str(jobs)]
    yield "report", ["--output", graded]
    more = ["--template", gradebook, "--to", str(folder / "import.csv"), "--feedback", "--submissions", submitted]
    yield "return", ["canvas", "--output", graded, *more]


def run(command: str, words: list[str]) -> float:
    """Seconds that a command took. Raises SystemExit, and shows what it said, where it failed."""
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "autograder", command, *words], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(
            f"autograder {command} ended with {done.returncode}:\n{done.stdout[-3000:]}{done.stderr[-3000:]}"
        )
    return time.perf_counter() - begun


def _table(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))


def marks_given(folder: Path) -> list[float]:
    """Everybody's mark, as Canvas would import it. Raises AssertionError where anything else has changed."""
    before, after = _table(folder / "gradebook.csv"), _table(folder / "import.csv")
    at = before[0].index(COLUMN)
    assert [row[:at] + row[at + 1 :] for row in before] == [row[:at] + row[at + 1 :] for row in after]
    return [float(row[at]) for row in after[2:]]


def main() -> None:
    """Make the class, run the commands, print the seconds of each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("--students", 600), ("--jobs", 2), ("--seed", 1)):
        parser.add_argument(name, type=int, default=default)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_download(folder / "download.zip", asked.students, asked.seed)
        write_gradebook(folder / "gradebook.csv", asked.students)
        total = 0.0
        for command, words in commands(folder, asked.jobs, asked.seed):
            seconds = run(command, words)
            total += seconds
            print(f"{command:9} {seconds:7.1f} s  {1000 * seconds / asked.students:7.0f} ms a student", flush=True)
        marks = marks_given(folder)
        print(
            f"{'together':9} {total:7.1f} s; {len(marks)} marks in Canvas's gradebook, {min(marks):g} to {max(marks):g}"
        )


if __name__ == "__main__":
    main()

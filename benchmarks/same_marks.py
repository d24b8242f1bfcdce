"""Do stock nbgrader and the judge give honest work the same marks? The whole sample class and every right answer.

    .venv/bin/python -m benchmarks.same_marks [--only NAME …] [--without-training]

Stock: nbgrader's own Execute and determine_grade, the master's checks in a plain kernel. Judge: with follow-through
earning nothing, which stock nbgrader doesn't know. Right answers are packed, one alternative a function, into as few
submissions as there are alternatives of one function. One difference is by design: text on stderr during a check is 0
marks to stock nbgrader; our checks capture what a student's function writes there. Exits with 1 if anything differs.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import Any

from autograder.course.layout import NOTEBOOKS
from tests.builder import _perfect, build_notebooks, find
from tests.stock import differences, judged_marks, prepared, stock_marks, strict_engine

TESTS = Path(__file__).resolve().parent.parent / "tests"
TRAINING = "07_fashion_mnist"


def alternatives() -> dict[str, list[Path]]:
    """function -> the files of its right answers."""
    folders = sorted(path for path in (TESTS / "right_answers").iterdir() if path.is_dir())
    return {folder.name: sorted(folder.glob("*.py")) for folder in folders}


def right_answers(number: int) -> dict[str, Any]:
    """The perfect submission with the right answer `number` (from 0) of every function that has so many."""
    notebooks = {name: _perfect(name) for name in NOTEBOOKS}
    home = {function: name for name, functions in NOTEBOOKS.items() for function in functions}
    for function, files in alternatives().items():
        if number < len(files):
            notebook = notebooks[home[function]]
            notebook.cells[find(notebook, function)].source = files[number].read_text(encoding="utf-8").rstrip("\n")
    return notebooks


def submissions() -> dict[str, Any]:
    """name -> a function that builds its notebooks."""
    students = sorted(path.parent for path in (TESTS / "submissions").glob("*/expected.json"))
    made: dict[str, Any] = {folder.name: lambda folder=folder: build_notebooks(folder) for folder in students}
    for number in range(max(map(len, alternatives().values()))):
        made[f"right_answers_{number + 1}"] = lambda number=number: right_answers(number)
    return made


def main() -> int:
    """Compare, and print what differs."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="*", metavar="NAME", help="these submissions only")
    parser.add_argument("--without-training", action="store_true", help=f"leave {TRAINING} out")
    asked = parser.parse_args()
    different = 0
    print(f"{'submission':24} {'stock':>7} {'judge':>7} {'cells':>6} {'differ':>7} {'stock s':>8} {'judge s':>8}")
    with strict_engine() as engine:
        for name, build in submissions().items():
            if not asked.only or name in asked.only:
                different += compare(engine, name, build(), asked.without_training)
    print(f"{different} marks differ")
    return 1 if different else 0


def compare(engine: Any, name: str, notebooks: dict[str, Any], without_training: bool) -> int:
    """Print the row of one submission, and a line for each mark that differs; how many."""
    if without_training:
        notebooks.pop(TRAINING, None)
    submission = prepared(name, notebooks)
    begun = time.perf_counter()
    stock = stock_marks(submission)
    between = time.perf_counter()
    judged = judged_marks(engine, submission)
    done = time.perf_counter()
    found = differences(stock, judged)
    totals = f"{sum(stock.values()):7g} {sum(score for score, _ in judged.values()):7g}"
    times = f"{between - begun:8.1f} {done - between:8.1f}"
    print(f"{name:24} {totals} {len(stock):6} {len(found):7} {times}", flush=True)
    for notebook, cell, ours, theirs, verdict in found:
        print(f"    {notebook}/{cell}: stock {ours}, judge {theirs} ({verdict})", flush=True)
    return len(found)


if __name__ == "__main__":
    sys.exit(main())

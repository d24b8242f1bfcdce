"""The browser edition, all of it: every notebook with the reference's cells, in Chromium with the network cut.

    python -m benchmarks.browser_edition [NOTEBOOK…]

Builds the site with a Pyodide folder, and prints what it weighs, how long the first cell takes, and of each notebook
(all, or those named: a part of a long run) the time here and in a native kernel, the checks that pass, and the figures.
Then holds every recorded value of the checks against what the browser's own NumPy makes of it, hands in, opens the
first notebook again, publishes a correction of it, grades what was handed in, and begins once more with Pyodide from
another address.
Ends with 1 if anything is not as it must be: an error, a check or a figure that is not there, work that is not kept, a
mark that is missing, a request that left.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import nbformat
from lab.progress import look
from nbclient import NotebookClient

from autograder.course.layout import DATA, HANDED_OUT, NOTEBOOKS, RELEASED_LAB, ROOT, UNGRADED
from autograder.course.notebooks import course_notebook
from autograder.site.edition import build
from tests.browser_edition import Desk, cut_off, errors, figures, graded, pyodide_folder, served
from tests.builder import _perfect, build_notebooks

SOLVED = ROOT / "tests" / "submissions" / "ada_perfect"
STUDENT = SOLVED.name  # in whose notebook 05 the own layer is the one that this id draws
FIRST_CELL = 30.0  # seconds, from the click to the first cell's answer
SECONDS = 1800.0  # for one notebook: more is a hang, on a busy machine, too
DIGITS = 1e-10  # of the largest entry of an array
FIRST = HANDED_OUT[0]

# What the functions of all notebooks give for the checks' recorded inputs, here: the farthest from what is recorded.
AGREEMENT = """
import numpy as np
from dataclasses import replace
from lab import mine
from lab.check.engine import recorded_cases as records
from lab.check.engine.closeness import Closeness
from lab.check.engine.examine import compared
from lab.check.examiners.steps import walk
from lab.course import FUNCTIONS, NOTEBOOKS

own = {name: f for nb in NOTEBOOKS
       for name, f in zip([n for n in NOTEBOOKS[nb] if n in FUNCTIONS], mine.functions(nb), strict=True)}
names = [name for name in records.everything()["checks"] if not name.startswith("own_layer")]  # of another layer
cases = [(name, case) for name in names for case in records.recorded(name).cases]
own |= {name: walk(name, f) for name, f in own.items() if name.endswith("_step")}
held, worst, far = 0, 0.0, []
for name, case in cases:
    with np.errstate(all="ignore"):
        found = compared(replace(case, close=Closeness(0, %r, 1e-15)), own[records.recorded(name).of](*case.arguments))
    far += [] if found.right else [f"{name}: {case.words}"]
    for leaf in found.leaves:
        e, g = np.asarray(leaf.expected, float), np.asarray(leaf.got, float)
        finite = np.isfinite(e)
        held += e.size
        if (largest := np.abs(e).max(where=finite, initial=0.0)) > 1e-300:
            worst = max(worst, np.abs(e - g).max(where=finite, initial=0.0) / largest)
print(f"{held} values of {len(cases)} cases, at most {worst:.1e} of the largest entry away", *far, sep="; ")
"""


def solved() -> dict[str, nbformat.NotebookNode]:
    """Every notebook as somebody has written it who had our own solutions."""
    return build_notebooks(SOLVED) | {name: _perfect(name) for name in UNGRADED}


def natively(names: list[str]) -> dict[str, tuple[float, list[str]]]:
    """How long each notebook takes in a kernel of this machine, and the cells that show pictures there."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        shutil.copytree(RELEASED_LAB, folder / "lab")
        (folder / "data").symlink_to(DATA)
        (folder / "student_id.txt").write_text(STUDENT, encoding="utf-8")
        books = solved()
        for name, book in books.items():
            nbformat.write(book, folder / f"{name}.ipynb")
        found = {}
        for name in names:
            begun = time.monotonic()
            # Its figures and its time are wanted: a check that a busy machine stops after 10 seconds is no matter here.
            client = NotebookClient(books[name], allow_errors=True, kernel_name="python3")
            client.resources = {"metadata": {"path": temporary}}
            client.execute()
            found[name] = (time.monotonic() - begun, figures(books[name].cells))
        return found


def first_cell(desk: Desk, name: str) -> float:
    """Seconds from opening a notebook to the answer of its first code cell."""
    begun = time.monotonic()
    desk.open(f"{name}.ipynb")
    desk.run_cell(next(i for i, cell in enumerate(desk.cells()) if cell["cell_type"] == "code"))
    return time.monotonic() - begun


def passed(name: str, cells: list[dict[str, Any]]) -> int:
    """How many checks of a notebook pass, as `hand_in` counts them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.ipynb"
        path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), "utf-8")
        return sum(check.passed for check in look(name, path).checks)


def go_through(desk: Desk, name: str, native: tuple[float, list[str]]) -> list[str]:
    """Run one solved notebook from top to bottom, and save it; what is not as it must be."""
    begun = time.monotonic()
    desk.open(f"{name}.ipynb")
    opened = time.monotonic()
    desk.run_all(SECONDS, STUDENT)
    ran = time.monotonic()
    cells = desk.cells()
    desk.save()
    tests = len(course_notebook(name).tests)
    found = passed(name, cells) if tests else 0
    print(
        f"{name:24} open {opened - begun:5.1f} s, run {ran - opened:5.1f} s (native, with its start: {native[0]:.1f}), "
        f"checks {found} of {tests}, figures {len(figures(cells))} of {len(native[1])}, errors {len(errors(cells))}",
        flush=True,
    )
    wrong = [f"{name}: {error}" for error in errors(cells)]
    wrong += [f"{name}: {found} of {tests} checks pass"] if found != tests else []
    return wrong + ([f"{name}: not the figures of a native kernel"] if figures(cells) != native[1] else [])


def recorded_values(desk: Desk) -> list[str]:
    """Hold the recorded values against what the functions give here; what is not as it must be."""
    said = desk.python(AGREEMENT % DIGITS).rstrip()
    print(said, flush=True)
    return [] if said.endswith(" away") else [f"not the recorded values: {said}"]


def kept_and_corrected(desk: Desk, name: str, instead: dict[str, bytes]) -> list[str]:
    """Open a saved notebook again, before and after it is published with a correction; what is not as it must be."""
    desk.open(f"{name}.ipynb")
    mine = desk.cells()
    address = f"/work/files/{name}.ipynb"
    instead[address] = instead[address].replace(b"import numpy as np", b"import numpy as np  # corrected", 1)
    desk.start_page()
    told = desk.page.run("document.querySelector('summary').textContent")
    desk.page.run("document.querySelector('details button').click()")
    desk.until("!!document.querySelector('details > a')", 10)
    desk.open(f"{name}.ipynb")
    again = desk.cells()
    desk.open(f"{name}.published.ipynb")
    published = json.dumps(desk.cells())
    print(f"corrected: the start page says '{told}'")
    return [
        *([] if figures(mine) and mine == again else ["what was saved is not what is opened"]),
        *([] if "in one place" in told else [f"of a correction the start page says: {told}"]),
        *([] if "# corrected" in published and "# corrected" not in json.dumps(again) else ["no correction beside it"]),
    ]


def marks_missing(work: Path, names: list[str]) -> list[str]:
    """Collect and grade what was handed in; the cells that do not have full marks, less those that a person marks."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [r for r in graded(work, Path(folder)) if r["verdict"] != "manual" and r["notebook"] in names]
    less = [row for row in rows if float(row["score"]) != float(row["max_score"])]
    print(f"graded: {len(rows)} cells, {sum(float(row['score']) for row in rows):g} marks")
    wrong = [f"{row['notebook']} {row['cell']}: {row['verdict']}, {row['score']} of {row['max_score']}" for row in less]
    return wrong or ([] if {r["notebook"] for r in rows} == {*names} & {*NOTEBOOKS} else ["a notebook was not graded"])


def from_another_address(folder: Path) -> list[str]:
    """The same with Pyodide from another address, as from its CDN: does the first cell answer there, too?"""
    with served(pyodide_folder()) as cdn:
        size = build(folder, cdn)
        with served(folder) as address, cut_off() as (browser, asked):
            desk = Desk(browser, address)
            print(f"with Pyodide elsewhere: {size / 1e6:.0f} MB, first cell: {first_cell(desk, FIRST):.1f} s")
            return errors(desk.cells()) + [f"a request left: {one}" for one in asked()]


def work_through(site: Path, names: list[str], folder: Path) -> tuple[list[str], Path]:
    """Do what a student does with these notebooks: what is not as it must be, and the zip that was handed in."""
    native = natively(names)
    instead = {f"/work/files/{name}.ipynb": nbformat.writes(book).encode() for name, book in solved().items()}
    with served(site, instead) as address, cut_off() as (browser, asked):
        desk = Desk(browser, address)
        seconds = first_cell(desk, FIRST)
        print(f"first cell: {seconds:.1f} s, at most {FIRST_CELL:.0f}", flush=True)
        wrong = ["the first cell took too long"] if seconds > FIRST_CELL else []
        for name in names:
            wrong += go_through(desk, name, native[name])
        wrong += recorded_values(desk)
        desk.open(f"{FIRST}.ipynb")
        last = max(i for i, cell in enumerate(desk.cells()) if cell["cell_type"] == "code")
        print(desk.run_cell(last, student=STUDENT))
        desk.save()
        wrong += kept_and_corrected(desk, names[0], instead)
        desk.start_page()
        work = desk.download("#zips a", folder / "zips")
        return wrong + [f"a request left: {one}" for one in asked()], work


def main() -> int:
    """Run it, and print it."""
    names = sys.argv[1:] or [*HANDED_OUT]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        begun = time.monotonic()
        size = build(folder / "site", str(pyodide_folder()))
        print(f"site: {size / 1e6:.0f} MB, built in {time.monotonic() - begun:.1f} s", flush=True)
        wrong, work = work_through(folder / "site", names, folder)
        wrong += marks_missing(work, names)
        wrong += from_another_address(folder / "small")
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

"""Hostile submissions: what each may get, and that nobody else notices. tests/attacks/README.md says how to read them.

All of them are graded in three runs, each with an honest neighbour before and behind, under limits that are quickly
reached. What the neighbours get is compared with a run in which they are alone.
"""

from __future__ import annotations

import contextlib
import csv
import ctypes
import hashlib
import json
import os
import re
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from autograder.backpropagation.images import unpack_images
from autograder.course.layout import ASSIGNMENT, DATA, RELEASED, ROOT, SOLUTIONS
from autograder.grading import run
from autograder.grading.settings import CourseSettings
from autograder.sandbox import Limits
from tests.builder import build_submission, expectation, expected_rows
from tests.formgrader import formgrader
from tests.sandboxed import WALLS, below, free_bytes, state_of, wait_until

pytestmark = pytest.mark.whole_class

ATTACKS = ROOT / "tests" / "attacks"
NEIGHBOURS = {"aa_ann": ATTACKS / "_neighbours" / "ann", "zz_zoe": ATTACKS / "_neighbours" / "zoe"}
CANARY = Path("/tmp/attack-canary")  # writable for everybody, and in no sandbox
SECRET = "nobody may read or change this\n"
MIB = 1 << 20
LOST = 200 * MIB  # of the machine's memory; less is no loss

# Wall time is six times the processor time, as it is for a class: on a busy machine too, neighbours keep their marks.
ORDINARY = Limits(
    cell_cpu_seconds=3, cell_seconds=18, memory_bytes=500 * MIB, processes=32, output_bytes=200_000,
    scratch_bytes=64 * MIB, file_bytes=8 * MIB,
)  # fmt: skip
BOMBS = replace(ORDINARY, cell_cpu_seconds=1.5, cell_seconds=9, memory_bytes=300 * MIB, message_bytes=16 * MIB)
# Notebook 07 has 60,000 images in memory, and takes a second or two.
NETWORK = replace(ORDINARY, cell_cpu_seconds=6, cell_seconds=36, memory_bytes=900 * MIB)
BATCHES = {"ordinary": ORDINARY, "bombs": BOMBS, "network": NETWORK}


def expected(name):
    return json.loads((ATTACKS / name / "expected.json").read_text(encoding="utf-8"))


NAMES = sorted(path.parent.name for path in ATTACKS.glob("*/expected.json"))
EXPECTED = {name: expected(name) for name in NAMES}


def batch_of(name):
    return EXPECTED[name].get("batch", "ordinary")


def digest(folder, suffixes=None):
    """Every regular file below `folder` by path: a hash of what is in it."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
    wanted = (path for path in paths if suffixes is None or path.suffix in suffixes)
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in wanted}


@dataclass
class Graded:
    """One run, and what was seen around it."""

    output: Path
    submitted: Path
    report: run.RunReport
    left_running: set[int]
    lost_bytes: int  # of the machine's memory, after it
    changed: list[str]  # files outside the output folder
    wall: str

    def rows(self, student):
        with (self.output / "scores.csv").open(newline="", encoding="utf-8") as file:
            return {(r["notebook"], r["cell"]): r for r in csv.DictReader(file) if r["student"] == student}

    def entry(self, student):
        return next(entry for entry in self.report.entries if entry.student == student)

    def notebooks(self, student):
        folder = self.output / "autograded" / student / ASSIGNMENT
        return {path.stem: path.read_bytes() for path in sorted(folder.glob("*.ipynb"))}

    def shown(self, student):
        """All the text that the student's cells show in the graded notebooks."""
        cells = [cell for data in self.notebooks(student).values() for cell in json.loads(data)["cells"]]
        return json.dumps([cell.get("outputs", []) for cell in cells], ensure_ascii=False)

    def everything_of(self, student):
        """Whatever depends on a student, but for times: rows, notebooks, findings, marks in the gradebook."""
        rows, entry = self.rows(student), self.entry(student)
        findings = [(c.cell, c.findings) for result in entry.notebooks for c in result.cells]
        notes = [result.notes for result in entry.notebooks]
        return rows, self.notebooks(student), findings, notes, entry.notes, self._marks(student)

    def _marks(self, student):
        question = """
            SELECT notebook.name, base_cell.name, grade.auto_score, grade.manual_score, grade.needs_manual_grade
            FROM grade JOIN base_cell ON grade.cell_id = base_cell.id
            JOIN submitted_notebook ON grade.notebook_id = submitted_notebook.id
            JOIN notebook ON submitted_notebook.notebook_id = notebook.id
            JOIN submitted_assignment ON submitted_notebook.assignment_id = submitted_assignment.id
            WHERE submitted_assignment.student_id = ? ORDER BY 1, 2
        """
        with contextlib.closing(sqlite3.connect(self.output / "gradebook.db")) as gradebook:
            return gradebook.execute(question, (student,)).fetchall()


@contextlib.contextmanager
def children_of_ours():
    """In here, whatever loses its parent below this process becomes a child of this process, and is seen."""
    libc, set_child_subreaper = ctypes.CDLL(None), 36
    libc.prctl(set_child_subreaper, 1)
    yield
    libc.prctl(set_child_subreaper, 0)


def left_running(before):
    """Processes below this one that were not there before. What is dead and only waits to be buried does not count."""

    def alive():
        return {pid for pid in below(os.getpid()) - before if state_of(pid) not in "ZX"}

    wait_until(lambda: not alive(), 10)
    return alive()


def outside():
    """A fingerprint of what no submission may change."""
    return {
        "canary": digest(CANARY),
        "solutions": digest(SOLUTIONS, {".py"}),
        "released": digest(RELEASED, {".ipynb"}),
        "data": {path.name: path.stat().st_mtime_ns for path in DATA.rglob("*")},
    }


def grade(folder, students, limits, wall):
    """Grade `students` (name -> folder in tests/attacks), with everything around them watched."""
    submitted, output = folder / "submitted", folder / "graded"
    for student, source in students.items():
        build_submission(source, submitted / student)
    before, handed_in = outside(), digest(submitted)
    with pytest.MonkeyPatch.context() as patch, children_of_ours():
        patch.setattr(run, "course_settings", lambda: CourseSettings(limits))
        processes, memory = below(os.getpid()), free_bytes()
        report = run.grade(
            run.Settings(submitted, output, jobs=2, seed=7, wall=wall, keep="all"), lambda _: None, lambda _: None
        )
        running = left_running(processes)
        wait_until(lambda: memory - free_bytes() < LOST, 60)  # other programs take memory, too, and give it back
        lost = memory - free_bytes()
    after = outside()
    changed = [name for name in before if before[name] != after[name]]
    if digest(submitted) != handed_in:
        changed.append("submissions")
    return Graded(output, submitted, report, running, lost, changed, wall)


@pytest.fixture(scope="module", autouse=True)
def canary():
    unpack_images()  # before anybody looks whether a student's code has changed the data
    CANARY.mkdir(exist_ok=True)
    CANARY.chmod(0o777)
    (CANARY / "secret").write_text(SECRET)
    (CANARY / "secret").chmod(0o666)


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    """The neighbours, without anybody else."""
    return grade(tmp_path_factory.mktemp("alone"), NEIGHBOURS, ORDINARY, WALLS[0])


@pytest.fixture(scope="module", params=WALLS)
def graded(request, tmp_path_factory):
    """The run of a batch, by name, behind each of the walls; each is run once."""
    runs, wall = {}, request.param
    # All attacks of a batch are graded together; where one test is asked for by the name of an attack, only that one.
    asked = [item.callspec.params for item in request.session.items if hasattr(item, "callspec")]
    everybody = any("batch" in params for params in asked)
    names = [name for name in NAMES if everybody or any(params.get("name") == name for params in asked)]

    def of(batch):
        if batch not in runs:
            attackers = {name: ATTACKS / name for name in names if batch_of(name) == batch}
            runs[batch] = grade(tmp_path_factory.mktemp(batch), NEIGHBOURS | attackers, BATCHES[batch], wall)
        return runs[batch]

    return of


def as_list(verdicts):
    return verdicts if isinstance(verdicts, list) else [verdicts]


@pytest.mark.parametrize("name", NAMES)
def test_an_attacker_gets_the_marks_of_what_is_honest_and_the_right_verdict(name, graded):
    done = graded(batch_of(name))
    rows, wanted = done.rows(name), expected_rows(ATTACKS / name, done.wall)
    assert set(rows) == set(wanted)
    differing = {}
    for key, (score, verdicts) in wanted.items():
        got = (float(rows[key]["score"]) if rows[key]["score"] else None, rows[key]["verdict"])
        if got[0] != score or got[1] not in as_list(verdicts):
            differing[key[1]] = (got, (score, verdicts))
    assert not differing, EXPECTED[name]["why"]


@pytest.mark.parametrize("name", NAMES)
def test_an_attacker_has_tried_and_got_hold_of_nothing(name, graded):
    done = graded(batch_of(name))
    shown, said = done.shown(name), expectation(ATTACKS / name, done.wall)
    assert re.findall(r"breached[^\"\\]*", shown) == []
    assert said.get("silent") or "tried" in shown
    for text in said.get("shows", []):
        assert text in shown
    for text in said.get("hides", []):
        assert text not in shown


@pytest.mark.parametrize("name", NAMES)
def test_a_graded_notebook_says_nothing_of_the_hidden_checks(name, graded):
    for notebook in graded(batch_of(name)).notebooks(name).values():
        assert b"HIDDEN TESTS" not in notebook and b"/hidden/" not in notebook
    assert str(ROOT) not in graded(batch_of(name)).shown(name)


@pytest.mark.parametrize("name", [name for name in NAMES if "never_ends" in EXPECTED[name]])
def test_what_never_ends_is_ended_by_the_clock_on_the_wall_at_the_latest(name, graded):
    took = {row.cell: row.seconds for result in graded(batch_of(name)).entry(name).notebooks for row in result.cells}
    assert took[EXPECTED[name]["never_ends"]] < 1.5 * BATCHES[batch_of(name)].cell_seconds


@pytest.mark.parametrize("batch", BATCHES)
@pytest.mark.parametrize("student", NEIGHBOURS)
def test_a_neighbour_gets_what_they_get_alone_byte_for_byte(student, batch, graded, alone):
    rows = {key: (float(row["score"]), row["verdict"]) for key, row in alone.rows(student).items() if row["score"]}
    wanted = {key: row for key, row in expected_rows(NEIGHBOURS[student]).items() if row[0] is not None}
    assert rows == wanted
    assert graded(batch).everything_of(student) == alone.everything_of(student)


@pytest.mark.parametrize("batch", BATCHES)
def test_the_batch_goes_on_and_everybody_is_graded(batch, graded):
    done = graded(batch)
    assert done.report.failures == {}
    assert NEIGHBOURS.keys().isdisjoint(row.student for row in done.report.account.unexplained)
    students = {name for name in NAMES if batch_of(name) == batch} | set(NEIGHBOURS)
    assert {entry.student for entry in done.report.entries} == students


@pytest.mark.parametrize("batch", BATCHES)
def test_no_process_survives(batch, graded):
    assert graded(batch).left_running == set()


@pytest.mark.parametrize("batch", BATCHES)
def test_the_machine_has_its_memory_back(batch, graded):
    assert graded(batch).lost_bytes < LOST


TABLES = {"collect.csv", "history.jsonl", "scores.csv", "totals.csv"}


@pytest.mark.parametrize("batch", BATCHES)
def test_nothing_outside_the_scratch_folder_changes(batch, graded):
    done = graded(batch)
    assert done.changed == []
    assert list(CANARY.iterdir()) == [CANARY / "secret"]
    written = {path.relative_to(done.output).parts[0] for path in done.output.rglob("*")}
    assert (
        written == {".lock", "attempts", "autograded", "gradebook.db", "journal", "progress.json", "run.json"} | TABLES
    )
    names = {path.name for path in done.output.glob("autograded/*/*/*")}
    assert all(re.fullmatch(r"\d\d_\w+\.ipynb", name) for name in names)


@pytest.fixture(scope="module")
def opened():
    """The notebooks that the formgrader has opened, whichever run they are of: most are alike behind both walls."""
    return set()


@pytest.mark.browser
@pytest.mark.parametrize("batch", BATCHES)
def test_the_formgrader_opens_every_graded_notebook(batch, graded, tmp_path, opened):
    with formgrader(graded(batch).output, tmp_path) as server:
        found = server.statuses(opened)
    assert len(opened) > 5 and {at: status for at, status in found.items() if status != 200} == {}


def test_there_are_enough_attacks_and_each_says_what_it_tries_and_why_that_fails():
    assert len(NAMES) >= 60
    for name, said in EXPECTED.items():
        assert len(said["tries"]) > 30 and len(said["why"]) > 30, name
        assert said["layer"] in {"sandbox", "wire", "judge", "grading", "report", "nothing"}, name

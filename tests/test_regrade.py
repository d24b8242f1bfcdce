"""Regrading is a review: what changes regrades, what doesn't leaves marks alone, and what would change is shown first.

The engine is tests/fake_engine.py; the sources that judge are copied, and changed, where a test changes them.
"""

import csv
import json
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from autograder.cli import cli
from autograder.course import code
from autograder.course.layout import NOTEBOOKS, RELEASED
from autograder.errors import Exit
from autograder.grading import fingerprints
from autograder.grading.fingerprints import normalised
from autograder.ledger.ledger import settle
from tests import fake_engine
from tests.forks import ForkedCommand

ONE, TWO = list(NOTEBOOKS)[:2]


@pytest.fixture
def submitted(tmp_path):
    """Hands in, as released but for some cells: `submitted("ada", relu="# wrong")`."""

    def add(student, notebooks=NOTEBOOKS, **cells):
        folder = tmp_path / "submitted" / student / "backpropagation"
        folder.mkdir(parents=True, exist_ok=True)
        for name in notebooks:
            notebook = json.loads((RELEASED / f"{name}.ipynb").read_text(encoding="utf-8"))
            for cell in notebook["cells"]:
                grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
                cell["source"] = cells.get(grade_id, cell["source"])
            (folder / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")

    return add


@pytest.fixture
def grade(monkeypatch, tmp_path, capsys):
    """Runs `autograder grade`: the exit code, what it prints, and which students the engine ran."""

    fake_engine.patch(monkeypatch)
    log = tmp_path / "log"
    monkeypatch.setenv("FAKE_ENGINE_LOG", str(log))

    def go(*more):
        log.write_text("")
        places = ["--submissions", str(tmp_path / "submitted"), "--output", str(tmp_path / "out")]
        code = cli(["grade", *places, "--jobs", "1", *more], standalone_mode=False)
        ran = [line.split()[1] for line in log.read_text().splitlines() if line.startswith("run")]
        return code, " ".join(capsys.readouterr().out.split()), ran

    return go


@pytest.fixture
def checks(monkeypatch):
    """Pretends that a notebook's checks are others: `checks(ONE)`."""
    import autograder.grading.run as run

    def change(*notebooks):
        real = fingerprints.all_checks()
        monkeypatch.setattr(run, "all_checks", lambda: real | dict.fromkeys(notebooks, "changed"))

    return change


def scores(tmp_path):
    with (tmp_path / "out" / "scores.csv").open(encoding="utf-8", newline="") as table:
        return {(row["student"], row["cell"]): row["score"] for row in csv.DictReader(table)}


def everything(folder):
    return {
        path.relative_to(folder): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not {".regraded", ".lock"} & set(path.relative_to(folder).parts)
    }


@pytest.mark.parametrize(
    "one, other",
    [
        ("def f(x):\n    return x", "def f(x):  # a comment\n\n    return x"),
        ("def f(x):\n    return x", 'def f(x):\n    """A docstring."""\n    return x'),
        ('class C:\n    """Old."""', 'class C:\n    """New,\n    and longer."""'),
        ("x = (1 + 2)", "x = 1+2"),
    ],
)
def test_a_comment_a_docstring_and_layout_change_nothing(one, other):
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize("other", ["x = 1 + 3", "x = 1 - 2", "y = 1 + 2", "x = '1 + 2'"])
def test_anything_else_changes_something(other):
    assert normalised("x = 1 + 2") != normalised(other)


def fingerprints_of(root):
    """The fingerprints, as they are when the sources below `root` are those that judge."""
    package, solutions = root / "autograder", root / "solutions"
    models = tuple(sorted((package / "backpropagation" / "models").rglob("*.py")))
    by_place = (code.file_of, fingerprints.judging_files, fingerprints.checks_of)
    with pytest.MonkeyPatch.context() as patch:
        for module in (fingerprints, code):
            patch.setattr(module, "PACKAGE", package)
            patch.setattr(module, "LAB", solutions / "lab")
            patch.setattr(module, "SOLUTIONS", solutions)
        patch.setattr(fingerprints, "ROOT", root)
        patch.setattr(fingerprints, "_models", lambda: models)
        for function in by_place:
            function.cache_clear()
        found = fingerprints.all_checks()
    for function in by_place:
        function.cache_clear()
    return found


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """The sources that judge, copied, so that a test can change them; and their fingerprints."""
    root = tmp_path_factory.mktemp("copy")
    without = shutil.ignore_patterns("__pycache__", "audit")
    shutil.copytree(fingerprints.PACKAGE, root / "autograder", ignore=without)
    shutil.copytree(fingerprints.LAB, root / "solutions" / "lab", ignore=without)
    return root, fingerprints_of(root)


def changed(before, after):
    return [name for name in before if before[name] != after[name]]


@pytest.mark.parametrize(
    "path, old, new, regraded",
    [
        ("autograder/judge/marks.py", "0 <= value <= most", "0 < value <= most", list(NOTEBOOKS)),
        ("autograder/judge/marks.py", "import math\n", "import math  # a comment\n", []),
        ("autograder/checks/hold.py", "return answers", "return list(answers)", list(NOTEBOOKS)),
        ("autograder/backpropagation/hidden/activations.py", "def relu", "def relu_", [ONE]),
        ("autograder/backpropagation/models/outputs_and_losses/softmax.py", "np.max(a)", "np.max(-a)", [TWO]),
        ("solutions/lab/check/outputs_and_losses.py", "as entries", "as of_entries", [TWO]),
        ("solutions/lab/draw/descent.py", "def ", "def x", []),
        ("autograder/report/pages.py", "def number", "def number_", []),
        ("autograder/sandbox/within/zygote.py", "import ", "import sys; import ", list(NOTEBOOKS)),
        ("autograder/grading/prepare.py", "def lay_over", "def lay_over_", list(NOTEBOOKS)),
    ],
)
def test_a_change_of_a_source_regrades_the_notebooks_that_it_judges(copied, path, old, new, regraded):
    root, before = copied
    source = root / path
    text = source.read_text(encoding="utf-8")
    assert old in text
    source.write_text(text.replace(old, new, 1), encoding="utf-8")
    after = fingerprints_of(root)
    source.write_text(text, encoding="utf-8")
    assert changed(before, after) == regraded


def test_what_is_remembered_is_what_would_be_found_anew(copied):
    root, found = copied
    remembered = root / "build" / "fingerprints.json"
    remembered.unlink()
    assert fingerprints_of(root) == fingerprints_of(root) == found
    remembered.write_text("cut off in the mid", encoding="utf-8")
    assert fingerprints_of(root) == found


@pytest.mark.sandbox
def test_everything_that_the_judge_imports_is_looked_at():
    """Against what Python has loaded once a submission has been judged here, which knows nothing of our search."""
    asked = "import autograder.judge.judge, autograder.grading.prepare, autograder.grading.complete, sys; "
    asked += "print(*[m for m in sys.modules if m.partition('.')[0] in ('autograder', 'lab')])"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    files = {Path(path) for name in NOTEBOOKS for path in fingerprints.judging_files(name)}
    missing = [name for name in loaded if (path := code.file_of(name)) and path not in files]
    assert set(missing) <= {"autograder", "autograder.grading", "autograder.ledger", "autograder.course.secrets"}, (
        missing
    )


def test_a_second_run_judges_nobody_and_a_changed_check_of_one_notebook_leaves_the_others_marks(
    submitted, grade, checks, tmp_path
):
    submitted("ada")
    grade("--seed", "1")
    assert grade()[2] == []
    submitted("ada", relu="# wrong", softmax="# wrong")  # as if the checks had become stricter
    _, printed, ran = grade("--dry-run")
    assert ran == ["ada"] and "2 up" not in printed and "2 down" in printed


def test_a_dry_run_replaces_nothing_says_what_would_change_and_why_and_is_not_judged_twice(submitted, grade, tmp_path):
    for student in ("ada", "bob"):
        submitted(student, relu="# wrong")
    grade("--seed", "1")
    before = everything(tmp_path / "out")
    submitted("ada")
    submitted("bob", relu="# wrong", softmax="# wrong")
    code, printed, ran = grade("--dry-run")
    assert code == Exit.OK and sorted(ran) == ["ada", "bob"]
    assert "1 up, 1 down" in printed and "Nothing was replaced" in printed
    assert "│ ada │ test_relu │ 0 → 1 │ submission │" in printed
    assert "│ bob │ test_softmax │" in printed
    assert everything(tmp_path / "out") == before
    code, printed, ran = grade()
    assert ran == [] and "1 up, 1 down" in printed
    assert scores(tmp_path)["ada", "test_relu"] == "1" and scores(tmp_path)["bob", "test_softmax"] == "0"
    assert not list((tmp_path / "out" / ".regraded").rglob("*.json"))


def test_a_dry_run_before_the_first_run_draws_no_seed_and_writes_no_marks(submitted, grade, tmp_path):
    submitted("ada")
    assert grade("--dry-run")[0] == Exit.OK
    assert not (tmp_path / "out" / "run.json").exists() and not (tmp_path / "out" / "scores.csv").exists()


def test_the_reason_is_the_check_the_seed_or_that_we_had_failed(submitted, grade, checks, tmp_path):
    submitted("ada", relu="# seed")  # a mark that depends on the seed
    grade("--seed", "2")
    assert "│ ada │ test_relu │ 0 → 1 │ seed │" in grade("--seed", "3", "--dry-run")[1]


def test_a_check_of_another_notebook_changes_no_mark_of_this_one(submitted, grade, checks, tmp_path, monkeypatch):
    """The engine would give another mark now: nobody asks it for a notebook that nothing has happened to."""
    submitted("ada", relu="# environment", softmax="# environment")
    monkeypatch.setenv("FAKE_ENGINE_SCORE", "1")
    grade("--seed", "1")
    monkeypatch.setenv("FAKE_ENGINE_SCORE", "0")
    checks(TWO)
    printed = grade()[1]
    assert "│ ada │ test_softmax │" in printed and "→ 0 │ check │" in printed and "test_relu" not in printed
    assert scores(tmp_path)["ada", "test_relu"] == "1" and scores(tmp_path)["ada", "test_softmax"] == "0"


def test_never_lower_keeps_what_was_more_and_says_so(submitted, grade, tmp_path):
    submitted("ada", relu="# score 0.5")
    grade("--seed", "1")
    submitted("ada", relu="# wrong", softmax="# wrong")
    printed = grade("--never-lower")[1]
    assert scores(tmp_path)["ada", "test_relu"] == "0.5" and "down" not in printed
    assert grade()[2] == []  # and it stays
    submitted("ada")
    assert "1 up, 0 down" in grade("--never-lower")[1]


def test_a_regrade_that_fails_on_our_side_leaves_the_marks(submitted, grade, tmp_path):
    submitted("ada")
    grade("--seed", "1")
    submitted("ada", relu="# raise")
    code, printed, ran = grade()
    assert code == Exit.DIFFERENT and "ada" in printed and ran == ["ada", "ada"]
    assert scores(tmp_path)["ada", "test_relu"] == "1"
    submitted("ada", relu="# wrong")
    assert grade()[0] == Exit.OK and scores(tmp_path)["ada", "test_relu"] == "0"


def mark_by_hand(tmp_path, cell, score):
    with sqlite3.connect(tmp_path / "out" / "gradebook.db") as database:
        where = "cell_id = (SELECT id FROM base_cell WHERE name = ?)"
        database.execute(f"UPDATE grade SET manual_score = ?, needs_manual_grade = 0 WHERE {where}", (score, cell))


def to_mark(tmp_path):
    with sqlite3.connect(tmp_path / "out" / "gradebook.db") as database:
        asked = "SELECT b.name FROM grade g JOIN base_cell b ON b.id = g.cell_id WHERE g.needs_manual_grade"
        return sorted(name for (name,) in database.execute(asked))


def test_a_mark_by_hand_is_reopened_only_when_the_work_beneath_it_changed(submitted, grade, checks, tmp_path):
    submitted("ada", explain="Because they agree.")
    grade("--seed", "1")
    assert to_mark(tmp_path) == ["explain"]
    mark_by_hand(tmp_path, "explain", 2)
    mark_by_hand(tmp_path, "test_relu", 0.5)
    checks(*NOTEBOOKS)
    grade("--seed", "2")
    assert to_mark(tmp_path) == []
    submitted("ada", explain="Because they agree.", softmax="# wrong")
    grade()
    assert to_mark(tmp_path) == []
    submitted("ada", explain="Because they agree.", softmax="# wrong", logistic="# another way")
    grade()
    assert to_mark(tmp_path) == ["test_relu"]
    submitted("ada", explain="Because of inertia.", softmax="# wrong", logistic="# another way")
    grade()
    assert to_mark(tmp_path) == ["explain", "test_relu"]  # until a person has looked
    mark_by_hand(tmp_path, "explain", 1)
    mark_by_hand(tmp_path, "test_relu", 1)
    grade("--force")
    assert to_mark(tmp_path) == []


def flat(output):
    """What everybody has, as scores.csv, the gradebook, and `autograder report` would have it."""
    with (output / "scores.csv").open(encoding="utf-8", newline="") as table:
        written = {(row["student"], row["cell"]): float(row["auto_score"] or -1) for row in csv.DictReader(table)}
    query = """
        SELECT s.student_id, b.name, g.auto_score FROM submitted_assignment s JOIN submitted_notebook m
        ON m.assignment_id = s.id JOIN grade g ON g.notebook_id = m.id JOIN base_cell b ON b.id = g.cell_id
    """
    with sqlite3.connect(output / "gradebook.db") as database:
        entered = {(who, cell): -1 if mark is None else mark for who, cell, mark in database.execute(query)}
    return written, entered


KILLS = 50


@pytest.mark.whole_class
@pytest.mark.sandbox
def test_a_regrade_killed_at_50_moments_leaves_the_old_marks_or_the_new_ones_never_a_mixture(
    submitted, grade, tmp_path
):
    """Another seed changes a mark of everybody's. A third of the moments are anywhere, the others near the end."""
    for student in ("ada", "bob", "eve"):
        submitted(student, [ONE], relu="# seed")
    output, moments, seen, states = tmp_path / "out", random.Random(3), [], {}
    grade("--seed", "1")
    for seed in (2, 3):
        begun = time.monotonic()
        assert begin(tmp_path, seed).wait() == 0
        seconds, states[seed] = time.monotonic() - begun, flat(output)[0]
    assert states[2] != states[3]
    old, new = 3, 2
    for kill in range(KILLS):
        run = begin(tmp_path, new)
        time.sleep(moments.uniform(0 if kill % 3 == 0 else 0.7 * seconds, 1.1 * seconds))
        run.kill()
        run.wait()
        written, entered = flat(output)
        assert written in (states[2], states[3]) and entered in (states[2], states[3])
        settled = {(who, cell): mark for who, cell, mark in after_settling(output)}
        assert settled in (states[2], states[3]), "a command that came after it saw a mixture"
        seen.append(settled == states[new])
        if seen[-1]:
            old, new = new, old
    assert {True, False} == set(seen), "the moments were not spread over a run"
    assert begin(tmp_path, new).wait() == 0
    assert flat(output) == (states[new], states[new])


def begin(folder, seed):
    """A run that grades anew with this seed."""
    places = ["--submissions", folder / "submitted", "--output", folder / "out"]
    return ForkedCommand("grade", *places, "--jobs", 1, "--seed", seed)


def after_settling(output):
    for one in settle(output).students:
        for (_, cell), mark in one.marks.cells.items():
            yield one.entry.student, cell, -1 if mark.auto is None else mark.auto

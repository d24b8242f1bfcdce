"""nbgrader reads what we write: its own queries, its own tables, its own commands; and a person's marks stay."""

import json
import re
import sqlite3
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook, get_alembic_version

from autograder.course.layout import ASSIGNMENT, NOTEBOOKS, ROOT
from autograder.course.notebooks import released_notebooks
from autograder.errors import UserError
from autograder.ledger import database, gradebook
from autograder.ledger.journal import Entry, write_entry
from autograder.verdicts import CellResult, NotebookResult, Verdict
from tests.ledgers import write_gradebook

pytestmark = pytest.mark.sandbox


def entry(student, fingerprint="1", unanswered=(), timestamp="", **scores):
    """Full marks but for `scores`; the written answer waits for a person."""
    notebooks = []
    for name, form in released_notebooks().items():
        cells = []
        for cell in form.graded:
            score = scores.get(cell.name, None if cell.role == "manual" else cell.points)
            verdict = Verdict.MANUAL if score is None else Verdict.PASSED if score else Verdict.WRONG
            cells.append(CellResult(cell.name, verdict, score, cell.points))
        notebooks.append(NotebookResult(name, cells))
    answers = {name: [cell for cell in functions if cell in unanswered] for name, functions in NOTEBOOKS.items()}
    return Entry(student, fingerprint, notebooks, answers, timestamp=timestamp)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "gradebook.db"


@pytest.fixture
def opened(path):
    books = []

    def go():
        books.append(Gradebook(f"sqlite:///{path}"))
        return books[-1]

    yield go
    for book in books:
        book.close()


def test_nbgraders_own_queries_find_the_marks(path, opened):
    write_gradebook(path, [entry("ada"), entry("bob", test_relu=0.0, test_suspects=2.5)])
    book = opened()
    found = {row["student"]: row for row in book.submission_dicts(ASSIGNMENT)}
    assert (found["ada"]["score"], found["ada"]["max_score"]) == (95, 100)
    assert found["bob"]["score"] == 95 - 1 - 2.5
    assert found["ada"]["needs_manual_grade"] is True
    assert book.find_grade("test_suspects", "05_gradient_checking", ASSIGNMENT, "bob").auto_score == 2.5
    assert book.find_grade("explain", "07_fashion_mnist", ASSIGNMENT, "ada").needs_manual_grade


def test_an_unanswered_exercise_is_commented_as_nbgrader_does(path, opened):
    write_gradebook(path, [entry("ada", unanswered=["relu"])])
    book = opened()
    assert book.find_comment("relu", "01_activations", ASSIGNMENT, "ada").auto_comment == "No response."
    assert book.find_comment("logistic", "01_activations", ASSIGNMENT, "ada").auto_comment is None


def test_the_time_of_handing_in_is_kept(path, opened):
    write_gradebook(path, [entry("ada", timestamp="2026-11-24 12:00:00 UTC")])
    assert str(opened().find_submission(ASSIGNMENT, "ada").timestamp) == "2026-11-24 12:00:00"


def test_a_persons_marks_and_comments_survive_a_second_writing(path, opened):
    write_gradebook(path, [entry("ada")])
    book = opened()
    grade = book.find_grade("explain", "07_fashion_mnist", ASSIGNMENT, "ada")
    grade.manual_score, grade.needs_manual_grade = 2.0, False
    book.find_comment("relu", "01_activations", ASSIGNMENT, "ada").manual_comment = "nice"
    book.db.commit()
    book.close()
    assert write_gradebook(path, [entry("ada"), entry("bob")]) == 1
    book = opened()
    grade = book.find_grade("explain", "07_fashion_mnist", ASSIGNMENT, "ada")
    assert (grade.manual_score, grade.needs_manual_grade) == (2.0, False)
    assert book.find_comment("relu", "01_activations", ASSIGNMENT, "ada").comment == "nice"


def test_a_persons_mark_for_work_that_has_changed_is_put_up_for_review(path, opened):
    write_gradebook(path, [entry("ada")])
    book = opened()
    grade = book.find_grade("explain", "07_fashion_mnist", ASSIGNMENT, "ada")
    grade.manual_score, grade.needs_manual_grade = 2.0, False
    book.db.commit()
    book.close()
    changed = replace(entry("ada", fingerprint="2", test_relu=0.0), beneath={"07_fashion_mnist": {"explain": "other"}})
    write_gradebook(path, [changed])
    book = opened()
    grade = book.find_grade("explain", "07_fashion_mnist", ASSIGNMENT, "ada")
    assert (grade.manual_score, grade.needs_manual_grade) == (2.0, True)
    assert book.find_grade("test_relu", "01_activations", ASSIGNMENT, "ada").auto_score == 0


def test_a_persons_mark_on_a_judged_cell_is_put_up_for_review_when_the_work_has_changed(path, opened):
    """A TA who had overruled the judge must look again: the mark was for other code."""
    write_gradebook(path, [entry("ada", test_relu=0.0)])
    book = opened()
    grade = book.find_grade("test_relu", "01_activations", ASSIGNMENT, "ada")
    grade.manual_score, grade.needs_manual_grade = 1.0, False
    book.db.commit()
    book.close()
    changed = replace(entry("ada", fingerprint="2", test_relu=0.0), beneath={"01_activations": {"test_relu": "other"}})
    write_gradebook(path, [changed])
    book = opened()
    grade = book.find_grade("test_relu", "01_activations", ASSIGNMENT, "ada")
    assert (grade.manual_score, grade.needs_manual_grade) == (1.0, True)
    untouched = book.find_grade("test_logistic", "01_activations", ASSIGNMENT, "ada")
    assert not untouched.needs_manual_grade


def test_writing_twice_makes_no_second_row(path):
    for _ in range(2):
        write_gradebook(path, [entry("ada")])
        write_gradebook(path, [entry("ada", fingerprint="2")])
    connection = sqlite3.connect(path)
    for table in ("student", "submitted_assignment", "course", "assignment"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,), table
    assert connection.execute("SELECT count(*) FROM submitted_notebook").fetchone() == (7,)


def test_the_tables_are_at_the_version_that_nbgrader_asks_for(path, monkeypatch):
    write_gradebook(path, [])
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")
    stored = sqlite3.connect(path).execute("SELECT version_num FROM alembic_version").fetchall()
    assert stored == [(get_alembic_version(),)]


def test_a_failure_in_the_middle_leaves_the_gradebook_as_it_was(path, monkeypatch):
    write_gradebook(path, [entry("ada")])
    before = path.read_bytes()
    broken = entry("bob")
    broken.notebooks[3].cells[0] = CellResult("no such cell", Verdict.PASSED, 1.0, 1.0)
    with pytest.raises(KeyError):
        write_gradebook(path, [entry("ada", fingerprint="2"), broken])
    assert path.read_bytes() == before


TABLES = [table.name for table in database.nbgrader_api().Base.metadata.sorted_tables]


@pytest.mark.parametrize("made", range(len(TABLES) + 2))
def test_a_gradebook_whose_making_was_killed_is_completed(path, made, tmp_path):
    """After any number of its tables; then with all of them and the version's, which is still without a row."""
    write_gradebook(path, [])
    whole, killed = sqlite3.connect(path), sqlite3.connect(tmp_path / "killed.db")
    sources = dict(whole.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    for name in [*TABLES, "alembic_version"][:made]:
        killed.execute(sources[name])
    killed.close()
    write_gradebook(tmp_path / "killed.db", [])
    completed = sqlite3.connect(tmp_path / "killed.db")
    names = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1"
    assert completed.execute(names).fetchall() == whole.execute(names).fetchall()
    assert completed.execute("SELECT * FROM alembic_version").fetchall() == [(database.ALEMBIC_VERSION,)]


def test_a_gradebook_of_another_course_is_refused_with_a_remedy(path):
    write_gradebook(path, [])
    connection = sqlite3.connect(path)
    connection.execute("UPDATE base_cell SET name = 'other' WHERE name = 'test_relu'")
    connection.commit()
    connection.close()
    with pytest.raises(UserError, match="another version of the course") as told:
        write_gradebook(path, [entry("ada")])
    assert "--output" in told.value.remedy


def test_a_file_that_is_no_gradebook_is_refused(path):
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(UserError, match="can't be read or written"):
        write_gradebook(path, [entry("ada")])
    assert path.read_bytes() == b"not a database" * 100


def test_entering_a_submission_takes_milliseconds(path):
    import time

    write_gradebook(path, [entry("warm-up")])
    begun = time.process_time()
    write_gradebook(path, [entry(f"s{number}") for number in range(100)])
    assert (time.process_time() - begun) / 100 < 0.02


QUERIES = (
    "SELECT s.name, s.cell_type, s.locked, s.source, s.checksum, n.name FROM source_cell s"
    " JOIN notebook n ON n.id = s.notebook_id ORDER BY n.name, s.name",
    "SELECT b.name, g.max_score, g.cell_type FROM grade_cells g JOIN base_cell b ON b.id = g.id ORDER BY b.name",
    "SELECT b.name FROM solution_cells s JOIN base_cell b ON b.id = s.id ORDER BY b.name",
    "SELECT name, kernelspec FROM notebook ORDER BY name",
    "SELECT name, course_id, duedate FROM assignment",
    "SELECT id FROM course",
    "SELECT version_num FROM alembic_version",
)


def nbgrader(folder, *arguments):
    script = Path(sys.executable).with_name("nbgrader")
    done = subprocess.run([script, *arguments], cwd=folder, capture_output=True, text=True, timeout=180)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stderr


def files_in(folder):
    """The bytes of every file, by path; what was compiled or opened here apart."""
    found = (path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file())
    kept = (path for path in found if not {"__pycache__", ".ipynb_checkpoints"} & set(path.parts))
    return {str(path): (folder / path).read_bytes() for path in kept}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course folder of its own with our configuration; its output folder holds one graded student."""
    root = tmp_path_factory.mktemp("course")
    text = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    rooted = text.replace("Path(__file__).resolve().parent", f"Path({str(root)!r})")
    assert rooted != text
    (root / "nbgrader_config.py").write_text(rooted, encoding="utf-8")
    (root / "solutions").symlink_to(ROOT / "solutions")
    return root


def test_nbgrader_generates_the_very_same_assignment_and_gradebook(course, path):
    nbgrader(course, "generate_assignment", ASSIGNMENT)
    theirs, ours = (files_in(root / "notebooks" / ASSIGNMENT) for root in (course, ROOT))
    assert theirs == ours
    write_gradebook(path, [])
    ours, other = sqlite3.connect(path), sqlite3.connect(course / "graded" / "gradebook.db")
    for query in QUERIES:
        assert ours.execute(query).fetchall() == other.execute(query).fetchall(), query


def test_nbgrader_makes_feedback_and_exports_marks_from_our_output(course):
    output = course / "graded"
    folder = output / "autograded" / "ada" / ASSIGNMENT
    folder.mkdir(parents=True)
    for name in NOTEBOOKS:
        notebook = nbformat.read(ROOT / "notebooks" / ASSIGNMENT / f"{name}.ipynb", as_version=4)
        nbformat.write(notebook, folder / f"{name}.ipynb")
    graded = entry("ada", test_relu=0.0)
    (output / "journal").mkdir()
    write_entry(output, graded)
    write_gradebook(output / "gradebook.db", [graded])
    nbgrader(course, "generate_feedback", ASSIGNMENT)
    page = (output / "feedback" / "ada" / ASSIGNMENT / "01_activations.html").read_text(encoding="utf-8")
    assert "6 of 7 marks" in " ".join(re.sub(r"<[^>]+>", " ", page).split())
    nbgrader(course, "export")
    exported = (course / "grades.csv").read_text(encoding="utf-8").splitlines()[1].split(",")
    assert exported[0] == ASSIGNMENT and exported[3] == "ada" and "94.0" in exported


def test_importing_nbgraders_tables_does_not_import_its_applications():
    code = (
        "import sys; from autograder.ledger.database import nbgrader_api; api = nbgrader_api();"
        "assert api.Gradebook and nbgrader_api() is api;"
        "assert not [name for name in sys.modules if name.startswith('nbgrader')];"
        "import nbgrader.api; assert nbgrader.__version__ and nbgrader.api.Gradebook"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, timeout=60)


def test_the_course_name_is_the_one_that_nbgrader_assumes():
    assert Gradebook.__init__.__defaults__[0] == gradebook.COURSE
    assert json.dumps(gradebook.COURSE) in (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")

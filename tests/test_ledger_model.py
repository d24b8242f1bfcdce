"""Random lives of an assignment; after every step each view of the marks shows what a model of a few lines says.

Handing in, grading by either command, marks and comments by hand, deadlines that move, extensions, checks that change;
with SQLite and with PostgreSQL. No student code runs: the engine is tests/fake_engine.py.
AUTOGRADER_MODEL=200 plays 200 lives of 40 steps on each database, drawn anew.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from math import ceil
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from traitlets.config import LoggingConfigurable, PyFileConfigLoader

from autograder.course.layout import ASSIGNMENT, NOTEBOOKS, RELEASED, ROOT
from autograder.course.notebooks import released_notebook, released_notebooks
from autograder.grading import run, through_nbgrader, worker
from autograder.ledger.database import gradebook_url
from autograder.ledger.ledger import settle
from autograder.lms.returning import return_marks
from autograder.report.class_pages import write_report
from autograder.report.class_report import ClassReport
from autograder.report.export import SettledExport
from autograder.report.feedback.page import build
from autograder.report.feedback.write import write_feedback
from autograder.report.terminal.table import marks_table
from tests.fake_engine import Inline, Strict
from tests.postgres import new_database  # noqa: F401

pytestmark = pytest.mark.sandbox  # takes seconds

STUDENTS = ("ada", "bob")
BOOKS = ("01_activations", "07_fashion_mnist")
WRITTEN = ("07_fashion_mnist", "explain")
FORMS = released_notebooks()
CELLS = {(name, cell.name): cell for name, form in FORMS.items() for cell in form.graded}
FUNCTIONS = {"01_activations": ("logistic", "relu"), "07_fashion_mnist": ("minibatches", "adam_step")}
TESTED = [(name, test.name, test.function) for name in BOOKS for test in released_notebook(name).tests.values()]
DUE = datetime(2026, 11, 20, 12, tzinfo=UTC)
LIVES = int(os.environ.get("AUTOGRADER_MODEL", "0"))
steps: dict[str, int] = {}  # of each kind, for whoever wants to know: pytest -s

students, books = st.sampled_from(STUDENTS), st.sampled_from(BOOKS)
cells = st.sampled_from([at for at in CELLS if at[0] in BOOKS])


CHECKS = run.all_checks()


def checks_as_changed() -> dict[str, str]:
    """What the marks of each notebook depend on, now that some of its checks have changed."""
    changed = {name: sorted(Strict.changed & {cell.name for cell in form.graded}) for name, form in FORMS.items()}
    return {name: f"{before} {changed.get(name)}" for name, before in CHECKS.items()}


class Course(LoggingConfigurable):
    """What an exporter of nbgrader's asks its application for."""

    coursedir = SimpleNamespace(db_url="")


def in_days(days: float) -> datetime:
    return DUE + timedelta(days=days)


class Life(RuleBasedStateMachine):
    """One assignment. What is expected stands in a few dictionaries; all else is the product."""

    new_url = staticmethod(lambda: "")
    begun = 0

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="life-"))
        self.output, self.submitted = self.folder / "graded", self.folder / "submitted"
        environment = {
            "AUTOGRADER_OUTPUT": str(self.output),
            "AUTOGRADER_SEED": "5",
            "AUTOGRADER_DB_URL": self.new_url(),
        }
        self.stack = ExitStack()
        self.stack.enter_context(mock.patch.dict(os.environ, environment))
        for name, value in (
            ("choose", lambda asked: asked or "namespaces"), ("Pool", Inline), ("all_checks", checks_as_changed),
        ):  # fmt: skip
            self.stack.enter_context(mock.patch.object(run, name, value))
        self.stack.enter_context(mock.patch.object(through_nbgrader, "all_checks", checks_as_changed))
        self.stack.enter_context(mock.patch.object(worker, "make_engine", lambda *_: Strict()))
        Strict.changed = frozenset()
        self.url = gradebook_url(self.output)
        self.number = 0
        self.lying: dict[str, tuple[datetime, dict[str, frozenset[str]]]] = {}  # student -> what lies in the folder
        self.attempts: dict[str, list[tuple[datetime, dict[str, frozenset[str]]]]] = {}
        self.judged: dict[str, dict[tuple[str, str], float | None]] = {}
        self.by_hand: dict[tuple[str, str, str], float] = {}
        self.comments: dict[tuple[str, str, str], str] = {}
        self.due: float | None = None  # days from DUE; None: no deadline
        self.in_file = True  # whether deadlines.toml says it, or nbgrader, whose plugin takes nothing off
        self.longer: dict[str, int] = {}
        self.view = 0
        self.move_the_deadline(-2, True)
        for student in STUDENTS:
            self.hand_in(student, set(BOOKS), set(), -1)
        self.grade(False)
        self.hand_in("ada", {BOOKS[1]}, {"adam_step"}, 0)  # late, and one notebook of two
        Life.begun += 1
        self.grade(Life.begun % 4 == 1)  # by nbgrader's own command, which takes seconds

    def teardown(self) -> None:
        if hasattr(self, "stack"):
            self.stack.close()
            shutil.rmtree(self.folder)

    def count(self, kind: str) -> None:
        steps[kind] = steps.get(kind, 0) + 1

    # what happens

    @rule(
        student=students,
        names=st.sets(books, min_size=1),
        wrong=st.sets(st.sampled_from(["logistic", "adam_step"])),
        day=st.integers(-3, 4),
    )
    def hand_in(self, student, names, wrong, day):
        self.count("hand in")
        self.number += 1
        when = in_days(day) + timedelta(seconds=self.number)
        folder = self.submitted / student / ASSIGNMENT
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for name in names:
            notebook = json.loads((RELEASED / f"{name}.ipynb").read_text(encoding="utf-8"))
            for cell in notebook["cells"]:
                grade_id = cell["metadata"].get("nbgrader", {}).get("grade_id")
                if grade_id in FUNCTIONS[name]:
                    cell["source"] = f"# {'wrong' if grade_id in wrong else 'fine'}\n# {self.number}"
                if grade_id == "explain":
                    cell["source"] = f"Because of {self.number}."
            (folder / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        (folder / "timestamp.txt").write_text(when.strftime("%Y-%m-%d %H:%M:%S UTC"))
        self.lying[student] = (when, dict.fromkeys(names, frozenset(wrong)))

    @rule(through_nbgrader=st.booleans())
    def grade(self, through_nbgrader):
        self.count("nbgrader autograde" if through_nbgrader else "autograder grade")
        for student, lies in self.lying.items():
            self.attempts.setdefault(student, [])
            if lies not in self.attempts[student]:
                self.attempts[student].append(lies)
        (self._nbgrader_autograde if through_nbgrader else self._autograder_grade)()
        self.judged = {student: self._judged(student) for student in self.attempts}

    def _autograder_grade(self) -> None:
        report = run.grade(run.Settings(self.submitted, self.output, seed=5), lambda _: None, lambda _: None)
        assert not report.failures

    def _nbgrader_autograde(self) -> None:
        from nbgrader.apps.api import NbGraderAPI
        from nbgrader.coursedir import CourseDirectory

        config = PyFileConfigLoader("nbgrader_config.py", path=str(ROOT)).load_config()
        config.CourseDirectory.submitted_directory = str(self.submitted)
        for student in self.lying:
            done = NbGraderAPI(CourseDirectory(config=config), config=config).autograde(ASSIGNMENT, student)
            assert done["success"], done

    @rule(cell=cells, share=st.sampled_from([0.0, 0.5, 1.0]), data=st.data())
    def mark_by_hand(self, cell, share, data):
        self.count("mark by hand")
        student = data.draw(st.sampled_from(sorted(self.judged)))
        self.by_hand[student, *cell] = share * CELLS[cell].points
        with self._gradebook() as book:
            grade = book.find_grade(cell[1], cell[0], ASSIGNMENT, student)
            grade.manual_score, grade.needs_manual_grade = self.by_hand[student, *cell], False
            book.db.commit()

    @rule(name=books, text=st.sampled_from(["Nice.", "Why the minus?", "**See** exercise 1"]), data=st.data())
    def comment(self, name, text, data):
        self.count("comment")
        student, cell = data.draw(st.sampled_from(sorted(self.judged))), FUNCTIONS[name][0]
        self.comments[student, name, cell] = text
        with self._gradebook() as book:
            book.find_comment(cell, name, ASSIGNMENT, student).manual_comment = text
            book.db.commit()

    @rule(days=st.none() | st.integers(-2, 3), in_file=st.booleans())
    def move_the_deadline(self, days, in_file):
        self.count("move the deadline")
        self.due, self.in_file = days, in_file
        self.longer = {} if in_file else self.longer
        self._write_deadlines()

    @precondition(lambda self: self.due is not None and self.in_file)
    @rule(days=st.integers(0, 3), data=st.data())
    def grant_an_extension(self, days, data):
        self.count("grant an extension")
        self.longer[data.draw(st.sampled_from(sorted(self.judged)))] = days
        self._write_deadlines()

    @rule(days=st.integers(1, 3), data=st.data())
    def grant_an_extension_in_nbgrader(self, days, data):
        self.count("grant an extension in nbgrader")
        student = data.draw(st.sampled_from(sorted(self.judged)))
        self.longer.setdefault(student, days)
        with self._gradebook() as book:
            # without a due date, nbgrader 0.9 can't take an extension: its own autograde fails
            book.update_or_create_assignment(ASSIGNMENT, duedate=DUE.strftime("%Y-%m-%d %H:%M:%S UTC"))
            book.grant_extension(ASSIGNMENT, student, days=self.longer[student])

    @rule(test=st.sampled_from(TESTED))
    def change_a_check(self, test):
        self.count("change a check")
        Strict.changed = Strict.changed ^ {test[1]}

    def _write_deadlines(self) -> None:
        self.output.mkdir(exist_ok=True)
        path = self.output / "deadlines.toml"
        path.unlink(missing_ok=True)
        if self.due is None or not self.in_file:
            return
        longer = "".join(f'{student} = "{days} days"\n' for student, days in self.longer.items())
        due = in_days(self.due).isoformat()
        path.write_text(f"due = {due}\npenalty = {{ per_day = 10 }}\n[extensions]\n{longer}")

    # what is expected

    def _counting(self, student: str) -> dict[str, tuple[datetime, frozenset[str]]]:
        """Notebook -> when what counts was handed in, and what is wrong in it."""
        found: dict[str, tuple[datetime, frozenset[str]]] = {}
        for when, names in sorted(self.attempts[student], key=lambda attempt: attempt[0]):
            found |= {name: (when, wrong) for name, wrong in names.items()}
        return found

    def _judged(self, student: str) -> dict[tuple[str, str], float | None]:
        counting = self._counting(student)
        scores: dict[tuple[str, str], float | None] = dict.fromkeys(CELLS, 0.0)
        for name, (_, wrong) in counting.items():
            for cell in released_notebook(name).graded:
                strict = 0.5 if cell.name in Strict.changed else 1.0
                own = cell.role == "manual"
                scores[name, cell.name] = None if own else self._earned(name, cell, wrong) * strict
        return scores

    def _earned(self, name: str, cell: Any, wrong: frozenset[str]) -> float:
        """The fake engine lets a wish stand until the next check."""
        form, wish = released_notebook(name), ""
        for other in form.cells:
            if other.name in FUNCTIONS[name] and other.name in wrong:
                wish = other.name
            if other.role == "test":
                if other.name == cell.name:
                    return 0.0 if wish else cell.points
                wish = ""
        raise AssertionError(cell.name)

    def expected(self) -> dict[str, tuple[float, float]]:
        """Student -> marks before anything is taken off, and what is taken off."""
        made = {}
        for student, judged in self.judged.items():
            earned = dict.fromkeys(NOTEBOOKS, 0.0)
            for (name, cell), score in judged.items():
                earned[name] += self.by_hand.get((student, name, cell), score or 0.0)
            taken = 0.0
            for name, (when, _) in self._counting(student).items():
                if self.due is not None and self.in_file:
                    late = when - in_days(self.due) - timedelta(days=self.longer.get(student, 0))
                    taken += round(earned[name] * min(100, 10 * max(0, ceil(late / timedelta(days=1)))) / 100, 2)
            made[student] = (sum(earned.values()), taken)
        return made

    # what is seen

    def _gradebook(self) -> Any:
        from nbgrader.api import Gradebook

        return Gradebook(self.url)

    def _one_command(self) -> None:
        """One of those that show marks, each in its turn: whatever was done before, it brings all up to date."""
        export = SettledExport(parent=Course(), graded=str(self.output), to=str(self.folder / "grades.csv"))
        export.parent.coursedir.db_url = self.url
        commands = [
            lambda: settle(self.output),
            lambda: write_report(self.output),
            lambda: return_marks("csv", self.output, None, self.folder / "marks.csv"),
            lambda: self._exported(export),
            lambda: write_feedback(self.output, sorted(self.judged)[0]),
        ]
        self.view += 1
        commands[self.view % len(commands)]()

    def _exported(self, export: SettledExport) -> None:
        with self._gradebook() as book:
            export.export(book)
        rows = {row["student_id"]: row for row in csv.DictReader((self.folder / "grades.csv").open())}
        for student, (raw, taken) in self.expected().items():
            assert float(rows[student]["raw_score"]) == pytest.approx(raw)
            assert float(rows[student]["late_submission_penalty"] or 0) == pytest.approx(taken)

    @invariant()
    def every_view_shows_the_same_marks(self):
        self._one_command()
        expected = self.expected()
        scores, totals = {}, {}
        for row in csv.DictReader((self.output / "scores.csv").open(encoding="utf-8")):
            scores.setdefault(row["student"], {})[row["notebook"], row["cell"]] = row
        for row in csv.DictReader((self.output / "totals.csv").open(encoding="utf-8")):
            totals[row["student"]] = row
        assert set(scores) == set(totals) == set(expected)
        with self._gradebook() as book:
            stored = {
                one.student.id: (one.score, one.late_submission_penalty or 0.0)
                for one in book.assignment_submissions(ASSIGNMENT)
            }
        known = settle(self.output).students
        table, report = marks_table(known), ClassReport(known, {}).table
        for place, student in enumerate(known):
            self._agree(student, expected, scores, totals, stored)
            raw, taken = expected[student.entry.student]
            assert float(table.columns[-2]._cells[place]) == pytest.approx(raw - taken, abs=0.005)
            assert report[place][2] == pytest.approx(raw - taken, abs=0.005)
            assert sum(report[place][1]) == pytest.approx(raw - taken)

    def _agree(self, student, expected, scores, totals, stored) -> None:
        name = student.entry.student
        raw, taken = expected[name]
        for at, row in scores[name].items():
            judge, person = self.judged[name][at], self.by_hand.get((name, *at))
            assert [row["auto_score"], row["manual_score"]] == [
                "" if value is None else f"{value:g}" for value in (judge, person)
            ], (name, at)
            counts = judge if person is None else person
            assert row["score"] == ("" if counts is None else f"{counts:g}")
        assert [float(totals[name][key]) for key in ("raw", "penalty", "score")] == pytest.approx(
            [raw, taken, raw - taken], abs=0.006
        )
        assert stored[name] == pytest.approx((raw, taken))
        books = NOTEBOOKS if self.view % 5 == 0 else BOOKS  # in the others there is nothing, at every step
        pages = {book: build(name, book, None, student.entry, student.marks) for book in books}
        assert sum(page.score for page in pages.values()) == pytest.approx(raw - taken)
        for (who, book, cell), text in self.comments.items():
            if who == name:
                [section] = [one for one in pages[book].sections if one.exercise and one.exercise.name == cell]
                assert text.strip("*")[:3] in section.comment


def play(lives: int, length: int) -> None:
    """Play so many lives of so many steps, and tell how many steps there were."""
    steps.clear()
    quick = {"deadline": None, "suppress_health_check": list(HealthCheck), "stateful_step_count": length}
    phases = [Phase.generate, Phase.shrink] if LIVES else [Phase.generate]
    chosen = settings(**quick, max_examples=LIVES or lives, derandomize=not LIVES, database=None, phases=phases)
    run_state_machine_as_test(Life, settings=chosen)
    print(sum(steps.values()), "steps:", dict(sorted(steps.items())))


def test_every_view_shows_the_same_marks_with_sqlite(monkeypatch):
    monkeypatch.setattr(Life, "new_url", staticmethod(lambda: ""))
    play(5, 40 if LIVES else 8)


def test_every_view_shows_the_same_marks_with_postgresql(monkeypatch, new_database):  # noqa: F811
    monkeypatch.setattr(Life, "new_url", staticmethod(new_database))
    play(3, 40 if LIVES else 8)

"""Which wall a run had is chosen once, said everywhere, and never changed in silence. The engine is a stand-in."""

from __future__ import annotations

import io
import json

import pytest
from rich.console import Console

from autograder.grading import run
from autograder.grading.engines import KERNEL
from autograder.ledger.journal import read_entry
from autograder.report.feedback.write import write_feedback
from autograder.report.terminal import progress
from autograder.sandbox import SandboxUnavailable
from tests.test_grade import engine, graded, submitted  # noqa: F401 - fixtures


@pytest.fixture
def works(monkeypatch):
    """The walls that work, the stronger first; a test may change it."""
    walls = ["namespaces", "landlock"]

    def choose(asked):
        if not walls or (asked and asked not in walls):
            raise SandboxUnavailable(f"no {asked or 'wall'}")
        return asked or walls[0]

    monkeypatch.setattr(run, "choose", choose)
    return walls


def facts(output):
    return json.loads((output / "run.json").read_text(encoding="utf-8"))


def printed(report, settings):
    console = Console(width=200, record=True, file=io.StringIO())
    progress._print_report(console, report, settings)
    return console.export_text()


@pytest.mark.parametrize("wall", ["namespaces", "landlock"])
def test_run_json_the_printed_table_and_the_feedback_say_which_wall(works, submitted, graded, wall):  # noqa: F811
    submitted("ada")
    report = graded(wall=wall)
    assert facts(graded.output)["wall"] == report.wall == wall
    assert read_entry(graded.output, "ada").wall == wall
    text = printed(report, run.Settings(submitted.root, graded.output))
    assert f"Wall: {wall}." in text
    assert ("weaker than namespaces" in text) == (wall == "landlock")
    write_feedback(graded.output)
    [page] = graded.output.glob("feedback/ada/*/01_*.html")
    assert f"(wall: {wall})" in page.read_text(encoding="utf-8")


def test_without_a_sandbox_there_is_no_wall(works, submitted, graded):  # noqa: F811
    works.clear()
    submitted("ada")
    assert graded(engine=KERNEL).wall == ""
    assert facts(graded.output)["wall"] is None


def test_a_run_is_not_resumed_behind_another_wall_without_a_word(works, submitted, graded):  # noqa: F811
    submitted("ada")
    graded()
    assert graded().kept == 1
    works.remove("namespaces")
    report = graded()
    assert (report.graded, report.kept) == (1, 0)
    assert any("The last run here used the wall namespaces" in note for note in report.notes)
    assert graded().kept == 1


def test_a_wall_that_does_not_work_ends_the_run_before_anything_is_written(works, submitted, graded):  # noqa: F811
    submitted("ada")
    works.remove("namespaces")
    with pytest.raises(SandboxUnavailable, match="no namespaces"):
        graded(wall="namespaces")
    assert not graded.output.exists()

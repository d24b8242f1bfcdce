"""What the documentation must speak of: every verdict, every setting, every command."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from lab.own_layer import LAYERS

from autograder.checks.mistakes import catalogue
from autograder.cli import cli
from autograder.course.layout import ROOT
from autograder.sandbox.limits import Limits
from autograder.verdicts import Verdict
from benchmarks import large_class

DOCS = ROOT / "docs"
HOW = (DOCS / "how_grading_works.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("verdict", [v.value for v in Verdict])
def test_every_verdict_has_a_row(verdict):
    assert f"| `{verdict}` |" in (DOCS / "verdicts.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("limit", fields(Limits), ids=lambda f: f.name)
def test_every_limit_has_a_row_with_its_default(limit):
    row = next((line for line in HOW.splitlines() if line.startswith(f"| `{limit.name}` |")), "")
    shown = row.split("|")[2].strip() if row else ""
    number, _, unit = shown.partition(" ")
    assert float(number) * {"": 1, "MiB": 2**20, "GiB": 2**30}[unit] == limit.default


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_every_command_is_explained(command):
    assert f"`autograder {command}" in HOW


def test_every_setting_of_the_course_is_explained():
    config = (ROOT / "nbgrader_config.py").read_text(encoding="utf-8")
    for setting in re.findall(r"^c\.(Autograder\.\w+)", config, flags=re.MULTILINE):
        assert f"c.{setting}" in HOW


@pytest.mark.parametrize("page", sorted(p.name for p in [*DOCS.glob("*.md"), *ROOT.glob("*.md")]))
def test_links_lead_somewhere(page):
    folder = DOCS if (DOCS / page).exists() else ROOT
    for link in re.findall(r"\]\(([^)#]+)\)", (folder / page).read_text(encoding="utf-8")):
        assert "://" in link or (folder / link).exists(), f"{page}: {link}"


def files(folder, pattern="*/*.py"):
    return len(list((ROOT / "tests" / folder).glob(pattern)))


def questions():
    """The cells of the notebooks that ask one."""
    masters = sorted((ROOT / "solutions" / "backpropagation").glob("0[1-7]_*.py"))
    return len(re.findall(r"^ask\.\w+\(\.\.\.\)", "\n".join(map(Path.read_text, masters)), flags=re.MULTILINE))


# A number in a text, as a pattern with one group, and what it counts.
COUNTED = [
    ("CHANGELOG.md", r": ([\d,]+) mistakes by exercise", lambda: len(catalogue())),
    ("CHANGELOG.md", r"Derive, then write: ([\w-]+) questions", questions),
    ("CHANGELOG.md", r"each student gets one of (\w+) layers", lambda: len(LAYERS)),
    ("tests/strangers/README.md", r"^(\d+) mistakes and", lambda: files("strangers/mistakes")),
    ("tests/strangers/README.md", r"mistakes and (\d+) right", lambda: files("strangers", "[ro]*/*/*.py")),
    ("tests/judged/README.md", r"^(\d+) mistakes stand here", lambda: files("judged/mistakes")),
    ("tests/judged/README.md", r"and (\d+) right functions", lambda: files("judged/right")),
    ("tests/outside/README.md", r"^([\w-]+) students,", lambda: files("outside", "*/")),
    ("tests/outside/README.md", r"students, (\d+) functions", lambda: files("outside")),
]
WORDS = {"twelve": 12, "twenty-five": 25, "thirty-two": 32}


@pytest.mark.parametrize(("page", "pattern", "count"), COUNTED, ids=[f"{page} {p}" for page, p, _ in COUNTED])
def test_a_number_in_a_text_is_how_many_there_are(page, pattern, count):
    said = re.search(pattern, (ROOT / page).read_text(encoding="utf-8"), flags=re.MULTILINE)[1].lower()
    assert (WORDS[said] if said in WORDS else int(said.replace(",", ""))) == count()


def test_the_table_of_large_classes_is_what_the_arithmetic_says():
    page = (ROOT / "docs" / "clusters.md").read_text(encoding="utf-8")
    assert large_class.table() in page
    assert f"it says {large_class.grading_seconds(10_000, large_class.WORKS[0], 2):.0f} s" in page

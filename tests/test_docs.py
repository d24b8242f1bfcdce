"""What the documentation must speak of: every verdict, every setting, every command."""

import re
from dataclasses import fields

import pytest

from autograder.cli import cli
from autograder.course.layout import ROOT
from autograder.sandbox.limits import Limits
from autograder.verdicts import Verdict

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

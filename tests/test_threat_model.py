"""docs/threat_model.md: each of its claims names tests that exist, and would fail if its defence were broken.

That they do fail is tried by benchmarks/defences.py, which takes half an hour; here is held that it tries every claim.
"""

from __future__ import annotations

import re
from functools import cache

import pytest

from autograder.course.layout import ROOT
from tests.broken_defences import BROKEN

TEXT = (ROOT / "docs" / "threat_model.md").read_text(encoding="utf-8")
ROWS = {
    cells[0].strip(): cells[-1]
    for line in TEXT.splitlines()
    if line.startswith("| ") and not line.startswith("| what they want")
    for cells in [line.strip("| ").split(" | ")]
}


@cache
def functions_in(path: str) -> set[str]:
    """The names of the tests in a file or folder."""
    place = ROOT / path
    files = sorted(place.glob("test_*.py")) if place.is_dir() else [place]
    return {name for file in files for name in re.findall(r"^def (test_\w+)", file.read_text("utf-8"), re.MULTILINE)}


def named(shown: str) -> set[str]:
    """The tests that a row names, as pytest takes them; folders of tests/attacks; whole files."""
    found: set[str] = set()
    for part in shown.split("; "):
        path, *functions = re.findall(r"`([\w/.]+)`", part)
        inside = [name for name in functions if name.startswith("test_")]
        found |= {f"{path}::{name}" for name in inside} or {path}
        found |= {name for name in functions if name.startswith("tests/")}
    return found


def test_there_are_claims():
    assert len(ROWS) >= 35


@pytest.mark.parametrize("claim", ROWS)
def test_each_claim_names_tests_that_exist(claim):
    for test in named(ROWS[claim]):
        path, _, function = test.partition("::")
        assert (ROOT / path).exists(), test
        assert not function or function in functions_in(path), test
        assert not path.startswith("tests/attacks/") or (ROOT / path / "expected.json").exists(), test


@pytest.mark.parametrize("claim", ROWS)
def test_each_claims_defence_is_broken_on_purpose(claim):
    assert [broken for broken in BROKEN if claim.startswith(broken.claim)]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda broken: f"{broken.file}: {broken.line[:40]}")
def test_what_is_broken_is_there_and_the_tests_that_must_notice_are_named_in_the_document(broken):
    whole = (ROOT / broken.file).read_text(encoding="utf-8")
    assert broken.applied(whole) != whole
    [row] = [shown for claim, shown in ROWS.items() if claim.startswith(broken.claim)]
    files = {test.partition("::")[0] for test in named(row)}
    assert all(test in (named(row) if "::" in test else files) for test in broken.tests)


def test_tests_named_in_the_text_exist():
    for name in set(re.findall(r"`(tests/[\w*/.]+?)`", TEXT)):
        assert list(ROOT.glob(name.rstrip("/"))), name
    every = {name for file in (ROOT / "tests").rglob("test_*.py") for name in functions_in(str(file.relative_to(ROOT)))}
    assert set(re.findall(r"`(test_\w+)`", TEXT)) <= every

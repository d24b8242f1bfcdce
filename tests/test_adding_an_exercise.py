"""Adding an exercise as CONTRIBUTING says: `elu`, in a copy of the repository, each of six files forgotten in turn.

What the guide names is all that is edited by hand. Whatever is left out is a complaint that names the file and what to
write there, nothing is released, and the release that is there stays as it was.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.course.layout import ROOT

pytestmark = pytest.mark.sandbox  # processes of their own, seconds each

COURSE = "solutions/backpropagation/lab/course.py"
SCRIPT = "solutions/backpropagation/01_activations.py"
HIDDEN = "autograder/backpropagation/hidden/activations.py"
MISTAKES = "autograder/backpropagation/models/activations.py"
PROMISES = "autograder/backpropagation/promises/activations.py"
RIGHT = "tests/right_answers/elu/masks.py"

HEADING = """
# %% [markdown]
# ### Exercise 1.6 · `elu` · 1 point
#
# Write `elu`.
"""
SOLUTION = '''

# %% solution="elu" exercise="1.6"
def elu(a):
    """The exponential linear unit of every entry of a. Any shape in, the same shape out."""
    ### BEGIN SOLUTION
    return np.where(a > 0, a, np.expm1(np.minimum(a, 0)))
    ### END SOLUTION
'''
TEST = """

# %% test="test_elu" points=1
check.elu(elu)
### BEGIN HIDDEN TESTS
from autograder.backpropagation.hidden import activations as hidden

hidden.elu(elu)
### END HIDDEN TESTS
"""
AFTER = "hidden.relu_prime(relu_prime)\n### END HIDDEN TESTS\n"  # where the new exercise stands

# file -> (what stands there, what stands there then); "" with a text that is written at the end
CHANGES: dict[str, tuple[tuple[str, str], ...]] = {
    COURSE: (('        "relu_prime": ("a",),\n', '        "relu_prime": ("a",),\n        "elu": ("a",),\n'),),
    SCRIPT: (
        (AFTER, f"{AFTER}{HEADING}{SOLUTION}{TEST}"),
        ("`tanh_prime` · 2 points", "`tanh_prime` · 1 point"),  # the points still add up to 100
        ('test="test_tanh_prime" points=2', 'test="test_tanh_prime" points=1'),
    ),
    HIDDEN: (
        (
            "LOGISTIC = Check(",
            'def elu_cases(draw: Draw) -> list[Case]:\n    """Ordinary and large inputs."""\n'
            '    return [*_ordinary("elu", draw), _case("elu", "numbers from -1000 to 1000", _large(draw))]\n\n\n'
            'ELU = Check("elu", "elu", elu_cases)\nLOGISTIC = Check(',
        ),
        ("", '\n\ndef elu(elu: Function) -> None:\n    """Hold to exp(a) - 1 below 0."""\n    hold(ELU, elu)\n'),
    ),
    MISTAKES: (
        (
            "MODELS: tuple[Model, ...] = (LOGISTIC,",
            'ELU = model(\n    """\n    def elu(a):\n        return np.where(a > 0, a, {below})\n    """,\n'
            '    below=slot(\n        "np.expm1(np.minimum(a, 0))",\n        "What is elu(0), from both sides?",\n'
            '        without_the_one=wrong("np.exp(np.minimum(a, 0))", "the 1 is not subtracted"),\n    ),\n)\n\n'
            "MODELS: tuple[Model, ...] = (ELU, LOGISTIC,",
        ),
    ),
    PROMISES: (
        (
            "PROMISES: tuple[Promise, ...] = (\n",
            'PROMISES: tuple[Promise, ...] = (\n    promise("elu", "the same shape out", "a flat array", '
            'result("result.ravel()"), argument="a"),\n',
        ),
    ),
    RIGHT: (
        (
            "",
            "# One branch at a time, through masks.\ndef elu(a):\n    a = np.asarray(a, dtype=float)\n"
            "    result = a.copy()\n    result[a <= 0] = np.expm1(a[a <= 0])\n    return result\n",
        ),
    ),
}


def write(root: Path, files: dict[str, tuple[tuple[str, str], ...]]) -> None:
    for name, changes in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        for old, new in changes:
            assert text.count(old) == 1 or not old, (name, old)
            text = text.replace(old, new) if old else text + new
        path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A copy of what a release needs, with elu in none of its files."""
    root = tmp_path_factory.mktemp("repository")
    for name in ("autograder", "docs", "solutions", "notebooks", "tests"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("submissions", "attacks", "damaged"))
    for name in ("pyproject.toml", "nbgrader_config.py", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, root / name)
    (root / "data").symlink_to(ROOT / "data")
    return root


def python(root, *arguments):
    environment = os.environ | {"PYTHONPATH": f"{root}{os.pathsep}{root / 'solutions' / 'backpropagation'}"}
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, timeout=300)


def released(root):
    folder = root / "notebooks" / "backpropagation"
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".pyc"}


@pytest.fixture
def fresh(repository):
    """The copy, whatever a test does to it undone at the end."""
    before = {name: (repository / name).read_bytes() for name in CHANGES if (repository / name).exists()}
    yield repository
    for name in CHANGES:
        if name in before:
            (repository / name).write_bytes(before[name])
        else:
            (repository / name).unlink(missing_ok=True)


def left_out(name: str, *parts: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """All changes, but for these parts of the ones to file `name`."""
    kept = tuple((old, re.sub("|".join(map(re.escape, parts)), "", new)) for old, new in CHANGES[name])
    return {**CHANGES, name: kept}


def without(name: str) -> dict[str, tuple[tuple[str, str], ...]]:
    return {other: changes for other, changes in CHANGES.items() if other != name}


# what is forgotten -> (the changes that are made, the file that is named, what is to be written there)
FORGOTTEN = {
    "the list of the course": (without(COURSE), COURSE, '"elu": ("a",),'),
    "the notebook": (without(SCRIPT), SCRIPT, '# %% solution="elu"'),
    "the test cell": (left_out(SCRIPT, TEST), SCRIPT, '# %% test="test_elu" points=…'),
    "the heading": (left_out(SCRIPT, HEADING), SCRIPT, "points=…"),
    "the points of another exercise": (
        {**CHANGES, SCRIPT: CHANGES[SCRIPT][:1]}, "01_activations 8", "Correct"),
    "the hidden check": (without(HIDDEN), HIDDEN, "Write the function elu in"),
    "what the visible check is recorded from": (
        {**CHANGES, HIDDEN: tuple((old, new.replace('Check("elu"', 'Check("elus"')) for old, new in CHANGES[HIDDEN])},
        "solutions/backpropagation/lab/check/activations.py",
        "Write the function elu in",
    ),
    "the mistakes": (without(MISTAKES), "autograder/backpropagation/models", "its right code with slots"),
    "the promises": (without(PROMISES), "autograder/backpropagation/promises/", "the same shape out"),
    "the promise of an argument": (
        left_out(PROMISES, ', argument="a"'), "autograder/backpropagation/promises/", "of the argument a"),
    "the question that a cell asks": (
        {**CHANGES, SCRIPT: (*CHANGES[SCRIPT], (HEADING, f"\n# %% shows=true\nask.slope_of_elu(...)\n{HEADING}"))},
        SCRIPT, "there is no ask.slope_of_elu"),
    "that a check has a name of its own": (
        {**CHANGES, HIDDEN: (*CHANGES[HIDDEN], ("", '\nTWICE = Check("relu", "relu", relu_cases)\n'))},
        "autograder/backpropagation/hidden/", "2 checks of the name relu"),
    "the end of what is filled in": (
        {**CHANGES, MISTAKES: tuple((o, n.replace('wrong("np.exp(', 'wrong("np.exp((')) for o, n in CHANGES[MISTAKES])},
        "autograder/backpropagation/models/", "in the model of elu, what fills it is no Python"),
    "a right answer": (without(RIGHT), "tests/right_answers/elu", "Write elu there in another way"),
    "an argument": (
        {**CHANGES, COURSE: tuple((old, new.replace('elu": ("a",)', 'elu": ("x",)')) for old, new in CHANGES[COURSE])},
        COURSE,
        '"elu": ("a",),',
    ),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "file", "remedy"), FORGOTTEN.values(), ids=FORGOTTEN)
def test_what_is_forgotten_is_named_with_what_to_write_and_nothing_is_released(fresh, changes, file, remedy):
    before = released(fresh)
    write(fresh, changes)
    done = python(fresh, "-m", "autograder", "release")
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert file in done.stderr and remedy in done.stderr, done.stderr
    assert released(fresh) == before


def test_a_check_that_would_fail_every_student_is_not_released(fresh):
    wrong = tuple((old, new.replace('_ordinary("elu"', '_ordinary("relu"')) for old, new in CHANGES[HIDDEN])
    write(fresh, {**CHANGES, HIDDEN: wrong})
    done = python(fresh, "-m", "autograder", "release")
    assert done.returncode == 2 and "refuses the course's own solution" in done.stderr, done.stderr
    assert "activations.py" in done.stderr


def test_what_the_guide_names_is_all_that_was_edited():
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert len(CHANGES) <= 6
    for name in CHANGES:
        assert f"`{name}`" in guide or f"`{Path(name).parent}/`" in guide, name


@pytest.fixture(scope="module")
def complete(repository, tmp_path_factory):
    """Another copy, with the whole of elu in it, released."""
    root = shutil.copytree(repository, tmp_path_factory.mktemp("complete") / "repository", symlinks=True)
    write(root, CHANGES)
    done = python(root, "-m", "autograder", "release", "--check")
    assert done.returncode == 1 and "recorded_values.json" in done.stderr, done.stdout + done.stderr
    done = python(root, "-m", "autograder", "release")
    assert done.returncode == 0, done.stderr
    done = python(root, "-m", "autograder", "release", "--check")
    assert done.returncode == 0, done.stdout + done.stderr
    return root


def test_later_notebooks_load_it_and_its_visible_check_tells_right_from_wrong(complete):
    second = json.loads((complete / "notebooks/backpropagation/02_outputs_and_losses.ipynb").read_text("utf-8"))
    setup = "".join(second["cells"][1]["source"])
    assert 'relu, relu_prime, elu = mine.functions("01_activations")' in setup
    code = f"""
import numpy as np
{setup}
from lab.check import CheckFailed
check.elu(lambda a: np.where(a > 0, a, np.expm1(np.minimum(a, 0))))
try:
    check.elu(lambda a: np.where(a > 0, a, np.exp(np.minimum(a, 0))))
except CheckFailed as failed:
    print(failed.findings[0].hint)
"""
    folder = complete / "notebooks" / "backpropagation"
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True)
    assert "elu (exercise 1.6): not written yet" in done.stdout, done.stderr
    assert "✓ elu: right on" in done.stdout and "What is elu(0), from both sides?" in done.stdout


def test_it_is_graded(complete):
    path = complete / "notebooks" / "backpropagation" / "01_activations.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["id"] == "elu":
            cell["source"] = "def elu(a):\n    return np.where(a > 0, a, np.expm1(np.minimum(a, 0)))"
    folder = complete / "submitted" / "ada" / "backpropagation"
    folder.mkdir(parents=True)
    (folder / path.name).write_text(json.dumps(notebook), encoding="utf-8")
    done = python(complete, "-m", "autograder", "grade", "--submissions", "submitted", "--output", "graded")
    assert done.returncode == 0, done.stdout + done.stderr
    with (complete / "graded" / "scores.csv").open(encoding="utf-8") as file:
        marks = {row["cell"]: row for row in csv.DictReader(file)}
    assert (marks["test_elu"]["verdict"], float(marks["test_elu"]["score"])) == ("passed", 1)


def test_the_tests_that_walk_over_the_course_walk_over_it_too(complete):
    walked = (
        "test_checks_pass",
        "test_checks_recorded",
        "test_right_answers",
        "test_audit",
        "test_audit_page",
        "test_models",
        "test_promises",
    )
    files = [f"tests/{name}.py" for name in walked]
    done = python(complete, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", "-k", "elu and not relu", *files)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    assert int(re.search(r"(\d+) passed", done.stdout)[1]) >= 6, done.stdout

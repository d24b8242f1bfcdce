"""`autograder bundle`: what students are given holds all that they need, and nothing that they must not have."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile

import nbformat
import pytest
import yaml
from click.testing import CliRunner

from autograder.cli import cli
from autograder.course.bundle import bundle, requirements
from autograder.course.layout import ASSIGNMENT, NOTEBOOKS, RELEASED, ROOT
from autograder.course.secrets import secret_lines
from tests.builder import build_notebooks

pytestmark = pytest.mark.sandbox  # takes seconds
README = (ROOT / "solutions" / ASSIGNMENT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """(zip, folder), made once."""
    packed, folder, _ = bundle(tmp_path_factory.mktemp("out") / "handed out")
    return packed, folder


def test_the_zip_and_the_folder_hold_the_same(made):
    packed, folder = made
    with zipfile.ZipFile(packed) as archive:
        names = {name.removeprefix(f"{ASSIGNMENT}/") for name in archive.namelist()}
        assert names == {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        assert archive.read(f"{ASSIGNMENT}/01_activations.ipynb") == (RELEASED / "01_activations.ipynb").read_bytes()
    assert {f"{name}.ipynb" for name in NOTEBOOKS} <= names
    assert {
        "README.md",
        "environment.yml",
        "requirements.txt",
        "lab/mine.py",
        "data/fashion_mnist/fashion_mnist.npz",
    } <= names


def test_the_same_release_makes_the_same_bytes(made, tmp_path):
    again, _, _ = bundle(tmp_path)
    assert again.read_bytes() == made[0].read_bytes()


def test_nothing_of_solutions_or_hidden_checks_is_in_it(made):
    texts = [
        p for p in made[1].rglob("*") if p.is_file() and p.suffix in (".py", ".ipynb", ".md", ".json", ".txt", ".yml")
    ]
    assert len(texts) > 50
    for path in texts:
        text = path.read_text(encoding="utf-8")
        assert "BEGIN SOLUTION" not in text and "BEGIN HIDDEN TESTS" not in text, path
        if path.suffix == ".ipynb":
            lines = {
                line.strip() for cell in json.loads(text)["cells"] for line in "".join(cell["source"]).splitlines()
            }
            assert not lines & secret_lines(), path


def test_a_folder_that_is_a_repository_stays_one(tmp_path):
    _, folder, _ = bundle(tmp_path)
    (folder / ".git").mkdir()
    (folder / ".git" / "HEAD").write_text("ref: refs/heads/main")
    (folder / "01_activations.ipynb").write_text("of last year")
    bundle(tmp_path)
    assert (folder / ".git" / "HEAD").read_text() == "ref: refs/heads/main"
    assert (folder / "01_activations.ipynb").read_bytes() == (RELEASED / "01_activations.ipynb").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == [ASSIGNMENT, f"{ASSIGNMENT}.zip"]


def test_requirements_are_those_of_environment_yml():
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    wanted = [spec for spec in yaml.safe_load(text)["dependencies"] if not spec.startswith("python>")]
    assert requirements(text).splitlines() == wanted


def test_what_the_readme_names_is_there(made):
    for file in ["lab", "data", *re.findall(r"`((?:[\w.]+/)?[\w.]+\.(?:ipynb|txt|yml))`", README)]:
        assert (made[1] / file).exists(), file
    environment = yaml.safe_load((made[1] / "environment.yml").read_text())
    assert f"conda activate {environment['name']}" in README
    assert len(README.splitlines()) < 60, "one page"


def test_the_command_says_what_to_hand_out(tmp_path):
    found = CliRunner().invoke(cli, ["bundle", "--to", str(tmp_path)], standalone_mode=False)
    assert found.return_value == 0
    assert re.search(r"backpropagation\.zip: \d+ files, 31 MB: hand this out\.", found.output)


SETUPS = {
    name: next(c.source for c in nbformat.read(RELEASED / f"{name}.ipynb", 4).cells if c.cell_type == "code")
    for name in NOTEBOOKS
}


def test_every_set_up_cell_says_the_same_when_lab_is_missing():
    assert len({source.partition("from lab import")[0] for source in SETUPS.values()}) == 1


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_opened_alone_says_in_one_sentence_what_to_do(name, tmp_path):
    bare = "import sys; sys.path[:] = [p for p in sys.path if 'solutions' not in p]\n"
    run = subprocess.run(
        [sys.executable, "-c", bare + SETUPS[name]], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    [said] = [line for line in run.stderr.splitlines() if line.startswith("ModuleNotFoundError")]
    assert (
        "The folder lab is not beside this notebook: unpack the whole of backpropagation.zip" in said
        and "Colab" in said
    )
    assert "No module named" not in run.stderr


RUN_ALL = """
import sys, nbformat
from nbclient import NotebookClient
for path in sys.argv[1:]:
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=900, kernel_name="python3").execute()
    print(path, len(notebook.cells))
"""


@pytest.mark.whole_class
def test_in_a_bare_environment_outside_the_repository_all_seven_notebooks_run(made, tmp_path):
    """As a student installs it: the zip, a new environment, requirements.txt. The reference's answers are filled in."""
    with zipfile.ZipFile(made[0]) as archive:
        archive.extractall(tmp_path)
    folder, python = tmp_path / ASSIGNMENT, tmp_path / "venv" / "bin" / "python"
    uv = [str(ROOT / ".venv" / "bin" / "uv")]
    locked = ["--constraint", str(ROOT / "requirements.lock")]  # versions that make setup has fetched already
    subprocess.run([*uv, "venv", "--quiet", "--python", sys.executable, str(tmp_path / "venv")], check=True)
    install = [
        *uv,
        "pip",
        "install",
        "--quiet",
        "--python",
        str(python),
        *locked,
        "-r",
        str(folder / "requirements.txt"),
    ]
    if subprocess.run([*install, "--offline"], check=False, cwd=tmp_path, capture_output=True).returncode:
        subprocess.run(install, check=True, cwd=tmp_path)  # the versions that make setup fetched are gone
    for name, notebook in build_notebooks(ROOT / "tests" / "submissions" / "ada_perfect").items():
        nbformat.write(notebook, folder / f"{name}.ipynb")
    (folder / "student_id.txt").write_text("ada_perfect", encoding="utf-8")  # whose own layer they hold
    command = [str(python), "-c", RUN_ALL, *(f"{name}.ipynb" for name in NOTEBOOKS)]
    run = subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
    )
    assert run.returncode == 0, run.stderr[-3000:]
    assert len(run.stdout.splitlines()) == 7

"""nbgrader's exchange, from handing out to fetching feedback, with nbgrader's own commands."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from autograder.course.layout import DATA, NOTEBOOKS, ROOT
from autograder.grading.write import secret_of
from tests.judge_course import notebook

ONE = "01_activations"
pytestmark = pytest.mark.sandbox


class Life:
    """A course root of its own, an exchange, and a student."""

    def __init__(self, root: Path) -> None:
        self.root, self.exchange, self.student = root / "course", root / "exchange", root / "ada"
        self.graded = root / "graded"
        for folder in (self.root, self.exchange, self.student):
            folder.mkdir()
        self.exchange.chmod(0o777)
        for name in ("nbgrader_config.py", "solutions", "notebooks", "data"):
            (self.root / name).symlink_to(ROOT / name)
        self.environment = os.environ | {
            "AUTOGRADER_OUTPUT": str(self.graded), "HOME": str(root), "JUPYTER_DATA_DIR": str(root / "jupyter"),
            "PYTHONPATH": str(ROOT), "AUTOGRADER_SEED": "7",
        }  # fmt: skip

    def nbgrader(self, folder: Path, *arguments: str) -> str:
        where = [
            f"--Exchange.root={self.exchange}",
            f"--Exchange.cache={self.student / 'cache'}",
            "--course=default_course",
        ]
        config = [f"--config={ROOT / 'nbgrader_config.py'}"] if folder == self.root else []
        own = [f"--CourseDirectory.submitted_directory={self.root / 'submitted'}"] if folder == self.root else []
        command = [sys.executable, "-m", "nbgrader", *arguments, "backpropagation", *where, *config, *own]
        run = subprocess.run(command, cwd=folder, env=self.environment, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr
        return run.stdout + run.stderr


@pytest.fixture(scope="module")
def life(tmp_path_factory):
    made = Life(tmp_path_factory.mktemp("life"))
    made.nbgrader(made.root, "release_assignment")
    made.nbgrader(made.student, "fetch_assignment")
    return made


def test_what_is_fetched_holds_the_images_and_a_page_to_read(life):
    got = life.student / "backpropagation"
    images = Path("fashion_mnist") / "fashion_mnist.npz"
    assert (got / "data" / images).stat().st_size == (DATA / images).stat().st_size
    assert {f"{name}.ipynb" for name in NOTEBOOKS} | {"README.md", "requirements.txt"} <= {
        path.name for path in got.iterdir()
    }


def graded_by(life, how):
    shutil.rmtree(life.graded, ignore_errors=True)
    if how == "autograder grade":
        for command in (("grade", "--submissions", life.root / "submitted", "--seed", "7"), ("feedback",)):
            subprocess.run(
                [sys.executable, "-m", "autograder", *map(str, command), "--output", str(life.graded)],
                cwd=ROOT, env=life.environment, check=True, capture_output=True,
            )  # fmt: skip
    else:
        life.nbgrader(life.root, "autograde")
        life.nbgrader(life.root, "generate_feedback")


@pytest.mark.parametrize("how", ["autograder grade", "nbgrader autograde"])
def test_feedback_is_fetched_by_the_student_who_handed_in_and_one_from_elsewhere_stops_nobody(life, how):
    work = life.student / "backpropagation"
    for other in list(NOTEBOOKS)[1:]:
        (work / f"{other}.ipynb").unlink(missing_ok=True)
    nbformat.write(notebook(ONE), work / f"{ONE}.ipynb")
    shutil.rmtree(work / "data", ignore_errors=True)
    if not (life.root / "submitted").exists():
        life.nbgrader(life.student, "submit")
        life.nbgrader(life.root, "collect")
        assert len(list((life.root / "submitted").iterdir())) == 1
        elsewhere = life.root / "submitted" / "zoe" / "backpropagation"
        elsewhere.mkdir(parents=True)
        nbformat.write(notebook(ONE), elsewhere / f"{ONE}.ipynb")
    graded_by(life, how)
    said = life.nbgrader(life.root, "release_feedback")
    assert "zoe did not hand in through the exchange" in said and "Traceback" not in said
    life.nbgrader(life.student, "fetch_feedback")
    [page] = life.student.glob(f"backpropagation/feedback/*/{ONE}.html")
    assert "01" in page.read_text(encoding="utf-8")
    shutil.rmtree(life.student / "backpropagation" / "feedback")


@pytest.mark.parametrize(
    ("data", "taken"),
    [(b"a1B2-_=\n", "a1B2-_="), (b"", ""), (b"../x", ""), (b"\xff\xfe", ""), (b"a" * 300, ""), (b"a\nb", "")],
)
def test_a_secret_that_is_none_does_not_travel(data, taken):
    assert secret_of({"submission_secret.txt": data}) == taken

"""The command line: quick to answer, clear about what it can't do, exit codes as documented."""

import json
import os
import re
import subprocess
import sys

import pytest

from autograder import cli
from autograder.course import release
from autograder.course.layout import NOTEBOOKS, RELEASED, ROOT
from autograder.errors import Exit, UserError
from tests import fake_engine

pytestmark = pytest.mark.sandbox


@pytest.fixture(autouse=True)
def engine(monkeypatch):
    fake_engine.patch(monkeypatch)


@pytest.fixture
def autograder(monkeypatch, capsys):
    """Runs the command line in this process; (exit code, stdout, stderr)."""

    def go(*arguments):
        monkeypatch.setattr(sys, "argv", ["autograder", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return ended.value.code, said.out, said.err

    return go


@pytest.fixture
def submitted(tmp_path):
    root = tmp_path / "submitted"
    for student in ("ada", "bob"):
        folder = root / student / "backpropagation"
        folder.mkdir(parents=True)
        for name in NOTEBOOKS:
            (folder / f"{name}.ipynb").write_bytes((RELEASED / f"{name}.ipynb").read_bytes())
    return root


def test_help_answers_at_once():
    """In under 0.3 s of this process's own time: a loaded machine is no reason to fail."""
    code = (
        "import resource, subprocess, sys; subprocess.run([sys.executable, '-m', 'autograder', '--help'], check=True)"
    )
    code += "; used = resource.getrusage(resource.RUSAGE_CHILDREN); print(used.ru_utime + used.ru_stime)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "release" in done.stdout and "grade" in done.stdout
    assert float(done.stdout.splitlines()[-1]) < 0.3


def test_help_imports_nothing_heavy():
    code = "import sys, autograder.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    assert not {"numpy", "nbformat", "nbgrader", "IPython", "rich", "jupytext"} & set(loaded.split())


def test_every_command_has_help(autograder):
    _, listed, _ = autograder("--help")
    names = re.findall(r"^  ([a-z]+)  ", listed.split("Commands:")[1], re.MULTILINE)
    assert {"release", "grade"} <= set(names)
    for name in names:
        code, out, _ = autograder(name, "--help")
        assert code == 0 and "Usage" in out


def test_a_graded_class_ends_with_a_table_and_exit_code_0(autograder, submitted, tmp_path):
    code, out, _ = autograder("grade", "--submissions", submitted, "--output", tmp_path / "out", "--seed", 7)
    assert code == 0
    for word in ("ada", "bob", "95", "Seed 7", "[2/2]", "scores.csv"):
        assert word in out


def test_running_without_a_sandbox_is_said_and_recorded(autograder, submitted, tmp_path):
    arguments = ["grade", "--submissions", submitted, "--output", tmp_path / "out", "--unsafe-no-sandbox"]
    code, out, _ = autograder(*arguments)
    assert code == 0 and "WITHOUT a sandbox" in out
    facts = json.loads((tmp_path / "out" / "run.json").read_text())
    assert facts["engine"] == "kernel" and facts["sandboxed"] is False


def test_a_failure_of_ours_is_exit_code_1_and_names_the_student(autograder, submitted, tmp_path):
    path = submitted / "bob" / "backpropagation" / "01_activations.ipynb"
    path.write_text(path.read_text().replace("    raise NotImplementedError", "    # raise\\n", 1))
    code, out, _ = autograder("grade", "--submissions", submitted, "--output", tmp_path / "out")
    assert code == Exit.DIFFERENT == 1
    assert "NOT graded" in out and "bob" in out


BAD = {
    "no such folder": (["--submissions", "{tmp}/none", "--output", "{tmp}/out"], "no folder {tmp}/none"),
    "a file": (["--submissions", "{tmp}/file", "--output", "{tmp}/out"], "is a file, not a folder"),
    "an empty folder": (["--submissions", "{tmp}/empty", "--output", "{tmp}/out"], "is empty"),
    "another layout": (["--submissions", "{tmp}/submitted/ada", "--output", "{tmp}/out"], "holds no submissions"),
    "no such student": (
        ["--submissions", "{tmp}/submitted", "--output", "{tmp}/out", "--student", "bbo"],
        "Did you mean bob?",
    ),
    "an output that is a file": (["--submissions", "{tmp}/submitted", "--output", "{tmp}/file"], "is not a folder"),
    "an output within a file": (
        ["--submissions", "{tmp}/submitted", "--output", "{tmp}/file/out"],
        "can't be written to",
    ),
    "an output among the submissions": (
        ["--submissions", "{tmp}/submitted", "--output", "{tmp}/submitted/out"],
        "lies within --submissions",
    ),
    "no jobs": (["--submissions", "{tmp}/submitted", "--output", "{tmp}/out", "--jobs", "0"], "--jobs"),
    "a seed that is none": (["--submissions", "{tmp}/submitted", "--output", "{tmp}/out", "--seed", "x"], "--seed"),
    "no submissions at all": (["--output", "{tmp}/out"], "--submissions"),
    "an unknown option": (["--sumbissions", "x"], "--sumbissions"),
}


@pytest.mark.parametrize("arguments, said", BAD.values(), ids=BAD)
def test_bad_input_is_exit_code_2_with_the_remedy_and_nothing_written(autograder, submitted, tmp_path, arguments, said):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "empty").mkdir()
    before = sorted(tmp_path.rglob("*"))
    code, out, err = autograder("grade", *(argument.format(tmp=tmp_path) for argument in arguments))
    assert code == Exit.BAD_INPUT == 2
    assert said.format(tmp=tmp_path) in err and "Traceback" not in err and out == ""
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_an_output_folder_without_write_permission_is_named(autograder, submitted, tmp_path):
    (tmp_path / "locked").mkdir(mode=0o555)
    code, _, err = autograder("grade", "--submissions", submitted, "--output", tmp_path / "locked" / "out")
    assert code == 2 and "can't be written to" in err


def test_a_stale_release_is_exit_code_1_and_says_what_to_run(autograder, monkeypatch):
    monkeypatch.setattr(release, "differences", lambda: ["01_activations.ipynb"])
    code, _, err = autograder("release", "--check")
    assert code == 1
    assert "notebooks/backpropagation/01_activations.ipynb" in err and "autograder release" in err


def test_a_current_release_is_exit_code_0(autograder, monkeypatch):
    monkeypatch.setattr(release, "differences", lambda: [])
    assert autograder("release", "--check")[0] == 0


def test_an_error_says_what_happened_why_and_what_next(autograder, monkeypatch):
    def refuse():
        raise UserError("It broke.", "The disk is full.", "Empty it.")

    monkeypatch.setattr(release, "release", refuse)
    code, _, err = autograder("release")
    assert code == 2
    assert re.sub(r"\x1b\[\d+m", "", err) == "Error: It broke.\n  The disk is full.\n  Empty it.\n"


def test_a_student_cannot_colour_the_terminal_or_the_table(autograder, submitted, tmp_path):
    (submitted / "bob").rename(submitted / "[red]bob")
    (submitted / "\x1b[31mevil" / "backpropagation").mkdir(parents=True)
    _, out, _ = autograder("grade", "--submissions", submitted, "--output", tmp_path / "out")
    assert "\x1b" not in out
    for shown in ("│ [red]bob", "│ \\x1b[31mevil"):
        assert shown in out


def test_the_table_counts_what_needs_a_look(autograder, submitted, tmp_path):
    folder = submitted / "bob" / "backpropagation"
    (folder / "02_outputs_and_losses.ipynb").write_text("{")
    (folder / "03_forward_propagation.ipynb").unlink()
    text = (folder / "01_activations.ipynb").read_text().replace('"check.relu(relu)"', '"pass"')
    (folder / "01_activations.ipynb").write_text(text.replace("raise NotImplementedError", "# wrong"))
    _, out, _ = autograder("grade", "--submissions", submitted, "--output", tmp_path / "out")
    row = next(line for line in out.splitlines() if line.startswith("│ bob"))
    assert "02 damaged" in row and "1 check rewritten" in row and "–" in row


def test_time_left_is_shown(autograder, submitted, tmp_path):
    _, out, _ = autograder("grade", "--submissions", submitted, "--output", tmp_path / "out", "--jobs", 1)
    first = next(line for line in out.splitlines() if line.startswith("[1/2]"))
    assert re.search(r"\d+ s left$", first), first


def test_doctor_shows_each_probe_and_the_remedy_of_what_failed(autograder, monkeypatch):
    from autograder.report.terminal import doctor
    from autograder.sandbox.doctor import Probe

    fine, broken = Probe("users", True, "made", wall="namespaces"), Probe("limits", False, "no", "Mend.", "namespaces")
    second, no_second = Probe("rules", True, "kept", wall="landlock"), Probe("rules", False, "off", "Add.", "landlock")
    monkeypatch.setattr(doctor, "run_doctor", lambda: [fine, no_second])
    code, out, _ = autograder("doctor")
    assert code == 0 and "This machine grades behind the wall namespaces." in out
    monkeypatch.setattr(doctor, "run_doctor", lambda: [fine, broken, second])
    code, out, _ = autograder("doctor")
    assert code == 0 and "This machine grades behind the wall landlock. namespaces is stronger" in out
    monkeypatch.setattr(doctor, "run_doctor", lambda: [fine, broken, no_second])
    code, out, _ = autograder("doctor")
    assert code == 1 and "Neither wall works here" in out
    assert "ok      users: made" in out and "FAILED  limits: no" in out and "Mend." in out

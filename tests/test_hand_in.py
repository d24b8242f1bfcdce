"""`hand_in()`, the last cell of each notebook: what a student sees, what is packed, and that grading never meets it."""

from __future__ import annotations

import copy
import json
import os
import queue
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import nbformat
import pytest
from lab import hand_in, handing_in, identity
from lab.course import UPLOAD
from lab.progress import checksum, look

from autograder.course.layout import NOTEBOOKS, RELEASED, SOLUTIONS
from autograder.lms.collecting import collect_sources
from tests.builder import build_notebooks

SUBMISSIONS = Path(__file__).parent / "submissions"
ONE, TWO = "01_activations", "02_outputs_and_losses"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A student's folder: notebook 01 is done, 02 is begun, the rest is as handed out."""
    for name in NOTEBOOKS:
        (tmp_path / f"{name}.ipynb").write_bytes((RELEASED / f"{name}.ipynb").read_bytes())
    write(tmp_path, ONE, done(ONE))
    two = released(TWO)
    cell(two, "softmax").source = done_source(TWO, "softmax")
    write(tmp_path, TWO, two)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(identity, "somebody_is_there", lambda: True)
    return tmp_path


def released(name):
    return nbformat.read(RELEASED / f"{name}.ipynb", as_version=4)


def done(name):
    return copy.deepcopy(build_notebooks(SUBMISSIONS / "ada_perfect")[name])


def done_source(name, function):
    return cell(done(name), function).source


def cell(notebook, name):
    return next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)


def write(folder, name, notebook):
    nbformat.write(notebook, folder / f"{name}.ipynb")


def answers(monkeypatch, *given):
    left = list(given)
    monkeypatch.setattr("builtins.input", lambda prompt="": print(prompt) or left.pop(0))
    return left


def test_it_asks_for_the_id_once_shows_a_table_and_writes_a_zip_with_a_receipt(folder, monkeypatch, capsys):
    answers(monkeypatch, "ada")
    hand_in()
    shown = capsys.readouterr().out
    lines = shown.splitlines()
    assert lines[0].split() == ["notebook", "saved", "written", "checks", "passing", "still", "a", "stub"]
    assert "5 of 5" in lines[1] and "1 of 4" in lines[2] and lines[2].endswith("one_hot, cross_entropy, squared_error")
    assert "7 of 7 notebooks, 6 of 34 exercises, code " in shown and shown.rstrip().endswith(UPLOAD)
    with zipfile.ZipFile(folder / "backpropagation_ada.zip") as packed:
        assert packed.namelist() == [*(f"{name}.ipynb" for name in NOTEBOOKS), "hand_in.json"]
        assert packed.read(f"{ONE}.ipynb") == (folder / f"{ONE}.ipynb").read_bytes()
    answers(monkeypatch)  # asked nothing
    hand_in()
    assert "Student id: ada (as student_id.txt says" in capsys.readouterr().out


def test_collect_shows_the_code_of_the_receipt(folder, monkeypatch, capsys, tmp_path_factory):
    answers(monkeypatch, "ada")
    hand_in()
    code = capsys.readouterr().out.split("code ")[1].split()[0]
    report = collect_sources([folder / "backpropagation_ada.zip"], tmp_path_factory.mktemp("to") / "submitted")
    assert [(line.student, line.submission.code) for line in report.lines] == [("ada", code)]
    assert not report.problems


def test_an_id_that_no_platform_takes_is_asked_for_again(folder, monkeypatch, capsys):
    answers(monkeypatch, "ada lovelace", "../ada", "ada-107")
    hand_in()
    assert capsys.readouterr().out.count("An id has letters") == 2
    assert (folder / "backpropagation_ada-107.zip").exists()


@pytest.mark.parametrize("given", [[""], ["a/b"] * 3])
def test_without_an_id_nothing_is_written(given, folder, monkeypatch, capsys):
    answers(monkeypatch, *given)
    hand_in()
    assert capsys.readouterr().out.endswith("Nothing was handed in.\n")
    assert not list(folder.glob("*.zip")) and not (folder / "student_id.txt").exists()


def test_own_python_files_are_packed_too(folder, monkeypatch):
    (folder / "helpers.py").write_text("x = 1")
    answers(monkeypatch, "ada")
    hand_in()
    with zipfile.ZipFile(folder / "backpropagation_ada.zip") as packed:
        assert packed.read("helpers.py") == b"x = 1"


def test_it_warns_of_a_changed_check_a_syntax_error_and_a_file_that_is_damaged(folder, monkeypatch, capsys):
    two = released(TWO)
    cell(two, "test_softmax").source = "print('passed')"
    cell(two, "setup").source += "\nimport os"
    cell(two, "softmax").source = "def softmax(a:\n    return a"
    write(folder, TWO, two)
    (folder / "03_forward_propagation.ipynb").write_text('{"cells": [')
    (folder / "04_back_propagation.ipynb").unlink()
    answers(monkeypatch, "ada")
    hand_in()
    shown = capsys.readouterr().out
    for said in (
        f"! {TWO}.ipynb, test_softmax: this cell of the course was changed",
        f"! {TWO}.ipynb, setup: this cell of the course was changed",
        f"! {TWO}.ipynb, softmax: line 1 can't be read by Python",
        "! 03_forward_propagation.ipynb: not a notebook that can be read",
        "04_back_propagation      not in this folder",
        "6 of 7 notebooks",
    ):
        assert said in shown


def test_a_notebook_that_is_too_large_can_be_packed_without_its_outputs(folder, monkeypatch, capsys):
    one = done(ONE)
    cell(one, "test_relu").outputs = [nbformat.v4.new_output("stream", text="x" * 30_000)]
    write(folder, ONE, one)
    monkeypatch.setattr(handing_in, "LARGE", 40_000)
    left = answers(monkeypatch, "ada", "")
    before = (folder / f"{ONE}.ipynb").read_bytes()
    for other in set(NOTEBOOKS) - {ONE}:
        (folder / f"{other}.ipynb").unlink()
    hand_in()
    assert not left and "Pack it without them?" in capsys.readouterr().out
    with zipfile.ZipFile(folder / "backpropagation_ada.zip") as packed:
        cells = json.loads(packed.read(f"{ONE}.ipynb"))["cells"]
    assert not any(c.get("outputs") for c in cells) and (folder / f"{ONE}.ipynb").read_bytes() == before


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_what_is_handed_out_is_all_stubs_and_nothing_is_changed(name):
    found = look(name, RELEASED / f"{name}.ipynb")
    assert not any(found.written.values()) and not found.complaints
    assert set(NOTEBOOKS[name]) <= set(found.written)
    assert found.checks and not any(check.passed for check in found.checks)
    for raw in json.loads((RELEASED / f"{name}.ipynb").read_bytes())["cells"]:
        if marks := raw["metadata"].get("nbgrader"):
            assert checksum(raw) == marks["checksum"]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_reference_is_all_written(name, tmp_path):
    write(tmp_path, name, done(name))
    assert look(name, tmp_path / f"{name}.ipynb").stubs == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"cells": 3}',
        b"[" * 100_000,
        b'{"cells": [1, {}, {"metadata": 7, "source": 3}]}',
    ],
)
def test_nothing_in_a_file_breaks_it(data, tmp_path):
    (tmp_path / f"{ONE}.ipynb").write_bytes(data)
    found = look(ONE, tmp_path / f"{ONE}.ipynb")
    assert found.damage or found.cells is not None


def test_it_takes_less_than_half_a_second_with_notebooks_of_a_megabyte(folder, monkeypatch):
    for name in NOTEBOOKS:
        notebook = done(name)
        picture = os.urandom(600_000).hex()
        notebook.cells[-1].outputs = [nbformat.v4.new_output("display_data", {"image/png": picture})]
        write(folder, name, notebook)
    answers(monkeypatch, "ada")
    begun = time.process_time()
    hand_in()
    assert time.process_time() - begun < 0.5


@pytest.mark.sandbox
def test_nothing_but_the_standard_library_and_lab_is_imported():
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import lab.course; before = set(sys.modules)\n"
        "import lab.handing_in\n"
        "print(*{m.partition('.')[0] for m in set(sys.modules) - before} - sys.stdlib_module_names)"
    )
    found = subprocess.run([sys.executable, "-c", program, str(SOLUTIONS)], capture_output=True, text=True, check=True)
    assert found.stdout.split() == ["lab"]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_it_is_the_last_cell_of_each_notebook(name):
    assert released(name).cells[-1].source == "from lab import hand_in\n\nhand_in()"


@pytest.mark.sandbox
def test_where_nobody_can_answer_nothing_happens(tmp_path):
    (tmp_path / f"{ONE}.ipynb").write_bytes((RELEASED / f"{ONE}.ipynb").read_bytes())
    program = f"import sys; sys.path.insert(0, {str(SOLUTIONS)!r}); from lab import hand_in; hand_in()"
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "Nothing is handed in here: nobody is there to say whose work this is.\n"
    assert [path.name for path in tmp_path.iterdir()] == [f"{ONE}.ipynb"]


def execute(client, code, answer=None):
    """Run a cell as a notebook's page does, a person at the keyboard; what it printed."""
    message, text, asked = client.execute(code, allow_stdin=answer is not None), [], 0
    while True:
        if answer is not None:
            try:
                client.get_stdin_msg(timeout=0.05)
                client.input(answer)
                asked += 1
            except queue.Empty:
                pass
        try:
            reply = client.get_iopub_msg(timeout=0.05)
        except queue.Empty:
            continue
        if reply["parent_header"].get("msg_id") != message:
            continue
        if reply["msg_type"] == "stream":
            text.append(reply["content"]["text"])
        if reply["msg_type"] == "error":
            text.append("\n".join(reply["content"]["traceback"]))
        if reply["msg_type"] == "status" and reply["content"]["execution_state"] == "idle":
            return "".join(text), asked


@pytest.mark.sandbox
def test_in_a_real_kernel_it_asks_once_and_notices_a_check_that_was_run_after_saving(tmp_path):
    from jupyter_client.manager import start_new_kernel

    one = done(ONE)
    for c in one.cells:
        if c.metadata.get("nbgrader", {}).get("grade_id") == "test_relu":
            c.execution_count, check = 3, c.source
    write(tmp_path, ONE, one)
    manager, client = start_new_kernel(cwd=str(tmp_path))
    try:
        begin = f"import sys; sys.path.insert(0, {str(SOLUTIONS)!r})\n"
        call = "from lab import hand_in\nhand_in()"
        assert execute(client, begin + call)[0].startswith("Nothing is handed in here")
        execute(client, "from lab import check; relu = lambda a: a * (a > 0)")
        execute(client, check)  # its third cell, as the file says
        shown, asked = execute(client, call, "ada")
        assert asked == 1 and "saved before its last check" not in shown and "1 of 7 notebooks" in shown
        execute(client, check)
        shown, asked = execute(client, call, "ada")
        assert asked == 0 and f"! {ONE}.ipynb was saved before its last check was run: save it" in shown
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert (tmp_path / "backpropagation_ada.zip").exists()

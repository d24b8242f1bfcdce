"""What students get: everything they need, nothing they must not see, the same bytes every time."""

import asyncio
import json
import re
import shutil
from collections import defaultdict

import nbformat
import pytest
from lab.course import UNGRADED
from nbclient import NotebookClient

from autograder.course.layout import DATA, NOTEBOOKS, RELEASED, SOLUTIONS
from autograder.course.masters import KERNEL, LANGUAGE, all_masters, master
from autograder.course.release import differences, release
from autograder.errors import ScriptError, UserError

pytestmark = pytest.mark.slow

REGION = re.compile(r"### BEGIN SOLUTION\n(.*?)\n\s*### END SOLUTION", re.DOTALL)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """A release of solutions/ as it now is."""
    target = tmp_path_factory.mktemp("release") / "notebooks" / "backpropagation"
    release(SOLUTIONS, target)
    return target


def cells(folder, name):
    return nbformat.read(folder / f"{name}.ipynb", as_version=4).cells


def files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_in_notebooks_is_what_solutions_release():
    assert differences() == [], "run: .venv/bin/autograder release"


def test_two_releases_are_the_same_byte_for_byte(fresh, tmp_path):
    release(SOLUTIONS, tmp_path / "again")
    assert files(tmp_path / "again") == files(fresh)


def test_a_release_holds_the_notebooks_and_lab_and_nothing_else(fresh):
    found = {path.name for path in fresh.iterdir()}
    assert found == {*(f"{name}.ipynb" for name in (*NOTEBOOKS, *UNGRADED)), "lab"}
    assert not [path for path in fresh.rglob("*") if path.suffix == ".pyc" or path.name == "__pycache__"]


def test_no_line_of_a_solution_is_released(fresh):
    """Lines that our own text shows elsewhere, too, are no secret; every other line of a solution is."""
    for name in NOTEBOOKS:
        public = "\n".join(REGION.sub("", cell.source) for cell in master(name).cells)
        released = "\n".join(cell.source for cell in cells(fresh, name))
        secret = 0
        for cell in master(name).cells:
            for region in REGION.findall(cell.source):
                for line in filter(None, map(str.strip, region.splitlines())):
                    if line not in public:
                        secret += 1
                        assert line not in released, f"{name}: {line}"
        assert secret >= 5, f"{name}: this test looked at {secret} lines only"


def test_every_cell_of_an_answer_is_a_stub_that_names_its_exercise(fresh):
    for name, functions in NOTEBOOKS.items():
        found = {}
        for cell in cells(fresh, name):
            marks = cell.metadata.get("nbgrader", {})
            if marks.get("solution") and not marks.get("grade"):
                found[marks["grade_id"]] = cell
        assert [*found] == [*functions]
        for function, cell in found.items():
            wanted = f'NotImplementedError("Exercise {cell.metadata.exercise}: write {function} here, '
            unwritten = f'{function} = mine.not_written("Exercise {cell.metadata.exercise}: write {function} here, '
            assert wanted in cell.source or (function == "trained" and unwritten in cell.source)


def test_nothing_of_the_hidden_checks_is_released(fresh):
    for name in NOTEBOOKS:
        text = (fresh / f"{name}.ipynb").read_text(encoding="utf-8")
        assert "autograder" not in text and "HIDDEN" not in text and "hidden." not in text
    for path in (fresh / "lab").rglob("*.py"):
        assert not re.search(r"^\s*(import|from) autograder", path.read_text(encoding="utf-8"), re.MULTILINE), path


def test_nothing_of_a_run_is_released(fresh):
    for name in NOTEBOOKS:
        notebook = nbformat.read(fresh / f"{name}.ipynb", as_version=4)
        nbformat.validate(notebook)
        assert notebook.metadata == {"kernelspec": KERNEL, "language_info": LANGUAGE}
        for cell in notebook.cells:
            if cell.cell_type == "code":
                assert cell.outputs == [] and cell.execution_count is None


def test_a_cell_keeps_its_id_when_another_is_added(tmp_path):
    source = shutil.copytree(SOLUTIONS, tmp_path / "solutions", ignore=shutil.ignore_patterns("*.ipynb"))
    script = source / "01_activations.py"
    script.write_text(script.read_text().replace("# %% locked", "# %% [markdown]\n# New.\n\n# %% locked", 1))
    release(source, tmp_path / "out")
    before, after = ([c.id for c in cells(folder, "01_activations")] for folder in (RELEASED, tmp_path / "out"))
    assert set(before) < set(after) and len(after) == len(before) + 1


def test_points_add_up_to_100_and_each_heading_says_its_exercises_points():
    promised, real, exercise = {}, defaultdict(float), ""
    for notebook in all_masters().values():
        for cell in notebook.cells:
            marks = cell.metadata.get("nbgrader", {})
            if cell.cell_type == "markdown":
                heading = re.search(r"^#+ Exercise (\d\.\d)\b.*?(\d+(?: \+ \d+)*) points?\b", cell.source, re.MULTILINE)
                if heading:
                    exercise = heading[1]
                    promised[exercise] = sum(map(int, heading[2].split(" + ")))
            if marks.get("solution") and not marks.get("grade"):
                assert cell.metadata.exercise == exercise, f"{marks['grade_id']} stands under another heading"
            real[exercise] += marks.get("points", 0)
    assert sum(real.values()) == 100
    assert promised == {number: points for number, points in real.items() if number}


async def _run(folder, name):
    notebook = nbformat.read(folder / f"{name}.ipynb", as_version=4)
    client = NotebookClient(
        notebook, timeout=60, allow_errors=True, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    )
    await client.async_execute()
    outputs = ((cell, output) for cell in notebook.cells for output in cell.get("outputs", ()))
    return [(cell.id, o.ename, o.evalue) for cell, o in outputs if o.output_type == "error"]


def test_every_released_notebook_runs_with_nothing_but_not_implemented_errors(fresh):
    """Top to bottom, in a fresh kernel, as students first meet it."""
    data = fresh.parent.parent / "data"
    if not data.exists():
        data.symlink_to(DATA)

    async def run_all():
        return await asyncio.gather(*(_run(fresh, name) for name in NOTEBOOKS))

    for name, errors in zip(NOTEBOOKS, asyncio.run(run_all()), strict=True):
        assert [error for error in errors if error[1] != "NotImplementedError"] == [], name
        assert len(errors) >= len(NOTEBOOKS[name]), f"{name}: a stub did not complain"


@pytest.fixture
def edited(tmp_path):
    """Releases solutions/ with one script edited: `edited(old, new)`."""

    def go(old, new, name="01_activations"):
        source = shutil.copytree(SOLUTIONS, tmp_path / "solutions", ignore=shutil.ignore_patterns("*.ipynb"))
        script = source / f"{name}.py"
        text = script.read_text(encoding="utf-8")
        assert old in text
        script.write_text(text.replace(old, new, 1), encoding="utf-8")
        return release(source, tmp_path / "out")

    return go


MISTAKES = {
    "a word that means nothing": ('test="test_relu" points=1', 'tset="test_relu" points=1', "'tset' means nothing"),
    "no points": ('test="test_relu" points=1', 'test="test_relu"', "needs its points"),
    "points that are no number": ('test="test_relu" points=1', 'test="test_relu" points="x"', "needs its points"),
    "one name twice": ('test="test_relu" points=1', 'test="test_logistic" points=1', "two cells have the name"),
    "no exercise": ('solution="relu" exercise="1.4"', 'solution="relu"', "names no exercise"),
    "two things at once": ('solution="relu"', 'locked="x" solution="relu"', "a cell is one thing"),
    "an open solution": ("### END SOLUTION", "### END", "don't pair up"),
    "a marker with a typo": ("### BEGIN SOLUTION", "### BEGIN SOLUTIONS", "taken for a marker"),
    "no hidden check": ("hidden.relu(relu)", "hidden.rleu(relu)", "does not call hidden.relu"),
    "no visible check": ("check.relu(relu)", "pass", "does not call check.relu"),
    "a check that does not exist": ('test="test_relu" ', 'test="test_rleu" ', "rleu"),
    "a function without a cell": ('solution="relu"', 'solution="rleu"', "no cell solves relu"),
    "points that the heading does not say": (
        'test="test_relu" points=1',
        'test="test_relu" points=2',
        "exercise 1.4 says",
    ),
}


@pytest.mark.parametrize("old, new, said", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_script_is_told_with_its_remedy_and_nothing_is_written(edited, tmp_path, old, new, said):
    with pytest.raises(ScriptError) as told:
        edited(old, new)
    assert said in f"{told.value.what} {told.value.why}"
    assert told.value.remedy
    assert "01_activations.py" in told.value.what
    assert sorted(path.name for path in tmp_path.iterdir()) == ["solutions"]


def test_a_complaint_names_the_line(edited, tmp_path):
    with pytest.raises(ScriptError) as told:
        edited('test="test_relu" points=1', 'test="test_relu"')
    line = int(re.search(r"01_activations\.py:(\d+)", told.value.what)[1])
    script = (tmp_path / "solutions" / "01_activations.py").read_text(encoding="utf-8")
    assert script.splitlines()[line - 1] == '# %% test="test_relu"'


def test_a_missing_script_is_named(tmp_path):
    source = shutil.copytree(SOLUTIONS, tmp_path / "solutions", ignore=shutil.ignore_patterns("*.ipynb", "04*"))
    with pytest.raises(ScriptError, match=r"04_back_propagation\.py can't be read"):
        release(source, tmp_path / "out")


def test_a_failed_release_leaves_the_last_one_as_it_was(edited, fresh, tmp_path):
    shutil.copytree(fresh, tmp_path / "out")
    with pytest.raises(ScriptError):
        edited("### END SOLUTION", "###")
    assert files(tmp_path / "out") == files(fresh)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "solutions"]


def test_a_release_replaces_what_is_stale_and_keeps_what_is_not_ours(fresh, tmp_path):
    out = tmp_path / "out"
    shutil.copytree(fresh, out)
    (out / "01_activations.ipynb").write_text("{}")
    (out / "99_old.ipynb").write_text("{}")
    (out / "lab" / "old.py").write_text("")
    (out / "my notes.txt").write_text("keep me")
    stale = ["01_activations.ipynb", "99_old.ipynb", "lab/old.py"]
    assert differences(SOLUTIONS, out) == stale
    assert release(SOLUTIONS, out) == stale
    assert differences(SOLUTIONS, out) == []
    assert (out / "my notes.txt").read_text() == "keep me"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="can't be written to"):
        release(SOLUTIONS, tmp_path / "file" / "out")


def test_the_stored_notebooks_are_json_with_one_cell_source_per_line(fresh):
    """So that a change of an exercise can be read in a diff."""
    stored = json.loads((fresh / "01_activations.ipynb").read_text(encoding="utf-8"))
    assert all(isinstance(cell["source"], list) for cell in stored["cells"])

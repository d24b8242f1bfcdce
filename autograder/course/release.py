"""Makes the students' notebooks from solutions/: no solutions, no hidden tests, no outputs, always the same bytes.

jupytext reads the scripts (in `masters`), nbgrader's own preprocessors clear them; this puts the two together,
and swaps the result in only when the whole of it has been built.
"""

from __future__ import annotations

import copy
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.course import made
from autograder.course.layout import ASSIGNMENT, NOTEBOOKS, RELEASED, SOLUTIONS, UNGRADED
from autograder.course.lint import check_course, check_script, check_solutions, check_total
from autograder.course.masters import build_master, read_script
from autograder.errors import ScriptError, UserError

NOT_RELEASED = ("__pycache__", "*.pyc", ".*")


def preprocessors() -> list[Any]:
    """The classes that turn a master into what students get, in order; nbgrader's, but for the stubs."""
    from nbgrader import preprocessors as theirs

    from autograder.course.stubs import ForgetTheMaster, HideTheMarkScheme, NameTheExercise

    return [
        ForgetTheMaster,
        theirs.LockCells,
        NameTheExercise,
        theirs.ClearOutput,
        theirs.CheckCellMetadata,
        theirs.ClearHiddenTests,
        HideTheMarkScheme,
        theirs.ComputeChecksums,
        theirs.CheckCellMetadata,
    ]


def release_notebook(master: NotebookNode) -> NotebookNode:
    """The students' form of one master notebook."""
    notebook = copy.deepcopy(master)
    resources: dict[str, Any] = {}
    for preprocessor in preprocessors():
        notebook, resources = preprocessor().preprocess(notebook, resources)
    for cell in notebook.cells:
        cell.source = cell.source.rstrip("\n")
    return notebook


def linted(source: Path, write: bool) -> tuple[dict[str, NotebookNode], list[str]]:
    """The masters of the scripts in `source`, and the files there that are made from them and are not current.

    `write`: make those files anew. Raises ScriptError for whatever is missing or would break a student.
    """
    masters = {name: build_master(source / f"{name}.py") for name in NOTEBOOKS}
    forms = [check_script(source / f"{name}.py", master) for name, master in masters.items()]
    masters |= {name: read_script(source / f"{name}.py") for name in UNGRADED}  # nbgrader's commands never see it
    check_total(forms)
    if source.resolve() != SOLUTIONS:
        return masters, []
    check_course()
    stale = made.stale()
    for path, text in stale.items() if write else ():
        made.place(path).parent.mkdir(exist_ok=True)
        made.place(path).write_text(text, encoding="utf-8")
    if write or not stale:
        check_solutions(forms)
    return masters, [*stale]


def build(source: Path, masters: dict[str, NotebookNode], target: Path) -> None:
    """Write the whole release of these masters, and of lab/ in `source`, into `target`, an empty folder."""
    for name, master in masters.items():
        try:
            released = release_notebook(master)
        except (RuntimeError, ValueError) as error:  # nbgrader refuses it
            raise ScriptError(f"{source / name}.py can't be released.", str(error)) from error
        (target / f"{name}.ipynb").write_text(nbformat.writes(released) + "\n", encoding="utf-8")
    shutil.copytree(source / "lab", target / "lab", ignore=shutil.ignore_patterns(*NOT_RELEASED))
    _say_where_it_is_edited(target / "lab")


def _say_where_it_is_edited(lab: Path) -> None:
    """Open each copied file that can hold a comment with a line that says where it comes from."""
    comments = {".py": "# {}", ".mplstyle": "# {}", ".js": "// {}", ".css": "/* {} */"}
    for path in (p for p in lab.rglob("*") if p.suffix in comments):
        origin = f"solutions/{ASSIGNMENT}/lab/{path.relative_to(lab).as_posix()}"
        line = comments[path.suffix].format(f"Made by `make release` from {origin}: edit that file, not this one.")
        path.write_text(f"{line}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")


def _files(folder: Path) -> dict[str, bytes]:
    """What counts as released in `folder`: the notebooks and lab/, by relative path."""
    found = [*folder.glob("*.ipynb"), *(p for p in (folder / "lab").rglob("*") if p.is_file())]
    kept = (p for p in found if not any(p.relative_to(folder).match(pattern) for pattern in NOT_RELEASED))
    kept = (p for p in kept if "__pycache__" not in p.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in kept}


@contextmanager
def _built(source: Path, masters: dict[str, NotebookNode], target: Path) -> Iterator[Path]:
    """A finished release beside `target`; gone afterwards, unless it has been moved."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    except OSError as error:
        remedy = f"Make {target.parent} writable for you."
        raise UserError(f"{target.parent} can't be written to.", error.strerror or "", remedy) from error
    try:
        beside.chmod(0o755)
        build(source, masters, beside)
        yield beside
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _keep_other_files(old: Path, new: Path, source: Path) -> None:
    """Carry over what is not ours, such as a colleague's notes beside the notebooks; no copy of a file in `source`."""
    for path in old.iterdir():
        ours = path.name == "lab" or path.suffix == ".ipynb" or path.name == ".ipynb_checkpoints"
        if ours or _same(path, source / path.name):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, new / path.name, symlinks=True)
        else:
            shutil.copy2(path, new / path.name, follow_symlinks=False)


def _same(one: Path, other: Path) -> bool:
    return one.is_file() and other.is_file() and one.read_bytes() == other.read_bytes()


def release(source: Path = SOLUTIONS, target: Path = RELEASED) -> list[str]:
    """Release `source` to `target`; the names of the files that changed. On an error, `target` stays as it was."""
    masters, _ = linted(source, write=True)
    with _built(source, masters, target) as new:
        before = _files(target) if target.exists() else {}
        changed = _differing(before, _files(new))
        if not changed:
            return []
        if not target.exists():
            new.rename(target)
            return changed
        _keep_other_files(target, new, source)
        old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent)) / target.name
        target.rename(old)
        new.rename(target)
        shutil.rmtree(old.parent)
    return changed


def complete(released: Path, assignment: str) -> None:
    """Make whole what `nbgrader generate_assignment` wrote, which copies all that stands beside the masters."""
    if assignment == ASSIGNMENT:
        release(target=released / assignment)


def _differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def differences(source: Path = SOLUTIONS, target: Path = RELEASED) -> list[str]:
    """The released files that are missing, extra, or not byte for byte what `source` makes."""
    masters, stale = linted(source, write=False)
    with _built(source, masters, target) as new:
        return sorted({*stale, *_differing(_files(target) if target.exists() else {}, _files(new))})

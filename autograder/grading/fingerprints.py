"""What a mark depends on, as hashes: the code of ours that judges, a notebook's own checks, and what was handed in.

Code is compared as syntax trees without docstrings: a comment, a line break or a better explanation regrades nobody.
Which files judge is found by their imports, from the rooms that do it; what belongs to one notebook alone, its checks,
its cells and the models of its mistakes, is no other notebook's business.
"""

from __future__ import annotations

import ast
import contextlib
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from autograder.course.code import file_of, module_of, names_imported, with_imports, without_docstrings
from autograder.course.declaration import declaration
from autograder.course.layout import LAB, NOTEBOOKS, PACKAGE, RELEASED, RELEASED_LAB, ROOT, SOLUTIONS
from autograder.course.notebooks import Cell, course_notebook, course_notebooks
from autograder.course.sources import bound_names, imports, used_names
from autograder.grading.collect import Collected
from autograder.grading.left_about import NBGRADERS
from autograder.ledger.files import write_atomically
from autograder.submission import Prepared, PreparedNotebook

# Where the search for the code that judges begins: whole rooms, since some of their files are run and not imported,
# and what lays a submission over the course.
_ROOMS = ("judge", "sandbox", "inside", "wire", "checks")
_FILES = ("collect", "prepare", "complete", "kernel")


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def normalised(source: str | bytes) -> str:
    """What Python makes of a source, comments, layout and docstrings left out; the source, where it is no Python."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return source if isinstance(source, str) else source.decode("utf-8", "replace")
    return ast.dump(without_docstrings(tree), annotate_fields=False)


@cache
def _hash_of(source: bytes) -> str:
    return _hash(normalised(source))


def _own_names() -> dict[str, str]:
    """The names of notebooks' own files, and of their own folders: "first" -> "01_first"."""
    return {name.partition("_")[2]: name for name in NOTEBOOKS}


def _of_others(path: Path, notebook: str) -> bool:
    """Whether a file is another notebook's own: its checks, or the models of its mistakes."""
    own = {_own_names().get(name, notebook) for name in (path.stem, path.parent.name)}
    return own != {notebook}


@cache
def _models() -> tuple[Path, ...]:
    spec = find_spec(declaration().models) if declaration().models else None
    if spec is None or spec.origin is None:
        return ()
    folders = spec.submodule_search_locations
    return tuple(sorted(Path(folders[0]).rglob("*.py"))) if folders else (Path(spec.origin),)


@cache
def judging_files(notebook: str) -> frozenset[Path]:
    """The sources of ours that a notebook's marks depend on."""
    rooms = [path for room in _ROOMS for path in (PACKAGE / room).rglob("*.py")]
    rooms += [PACKAGE / "grading" / f"{name}.py" for name in _FILES]
    form = course_notebook(notebook)
    tests = [test.master for test in form.tests.values()]
    wanted = {name for source in tests for name in used_names(source)}
    ours = [line for cell in form.locked for line in imports(cell.master) if bound_names(line) & wanted]
    named = [name for source in [*tests, *ours] for name in names_imported(ast.parse(source))]
    own = [LAB / "check" / f"{notebook.partition('_')[2]}.py", *_models(), *filter(None, map(file_of, named))]
    roots = [path for path in [*rooms, *own] if path.is_file() and not _of_others(path, notebook)]
    return frozenset(path for path in with_imports(roots, packages=False) if not _of_others(path, notebook))


def _told_by(cell: Cell) -> str:
    return _hash(cell.name, cell.role, repr((cell.points, cell.limit)), normalised(cell.master))


@cache
def _read(path: Path) -> Any:
    return json.loads(path.read_bytes())


def _recorded(notebook: str) -> Iterator[str]:
    """The recorded values of `lab`, those of other notebooks' checks left out."""
    for path in sorted(LAB.rglob("*.json")):
        found = _read(path)
        checks = found.get("checks") if isinstance(found, dict) else None
        if isinstance(checks, dict):
            found = {name: one for name, one in checks.items() if one.get("of") in NOTEBOOKS[notebook]}
        yield json.dumps(found, sort_keys=True)


@cache
def checks_of(notebook: str) -> str:
    """The hash of all of ours that a notebook's marks depend on, the earlier reference included, for follow-through."""
    files = sorted((module_of(path), _hash_of(path.read_bytes())) for path in judging_files(notebook))
    names = list(NOTEBOOKS)
    earlier = [course_notebooks()[name] for name in names[: names.index(notebook)]]
    cells = [cell for form in earlier for cell in form.solutions.values()]
    cells += [cell for cell in course_notebook(notebook).cells if cell.role != "plain"]
    return _hash(*(text for pair in files for text in pair), *map(_told_by, cells), *_recorded(notebook))


def _named_contents(paths: Iterable[Path]) -> list[str]:
    return [f"{path} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in sorted(paths)]


def _bytes_of_ours() -> str:
    """A hash of every source of ours as it stands, and of the Python that reads it: in 30 ms, where trees take 1 s."""
    found = {path for folder in (PACKAGE, SOLUTIONS) for path in folder.rglob("*") if path.suffix in (".py", ".json")}
    return _hash(sys.version, *_named_contents({*found, *_models()}))


def all_checks() -> dict[str, str]:
    """`checks_of` every notebook, as `build/` remembers them while no byte of ours has changed."""
    remembered, ours = ROOT / "build" / "fingerprints.json", _bytes_of_ours()
    with contextlib.suppress(OSError, ValueError):
        known = json.loads(remembered.read_bytes())
        if isinstance(known, dict) and known.get("ours") == ours:
            return {name: known[name] for name in NOTEBOOKS}
    found = {name: checks_of(name) for name in NOTEBOOKS}
    with contextlib.suppress(OSError):  # a folder that nobody may write to: found anew each time
        remembered.parent.mkdir(exist_ok=True)
        write_atomically(remembered, json.dumps({"ours": ours, **found}, indent=1).encode())
    return found


def version_of(checks: Mapping[str, str]) -> str:
    """All of it as one hash, which says what graded."""
    return _hash(*(f"{name} {found}" for name, found in sorted(checks.items())))


@cache
def release_of() -> str:
    """The hash of what students were given: the released notebooks, and `lab`."""
    paths = [*RELEASED.glob("*.ipynb"), *RELEASED_LAB.rglob("*.py"), *RELEASED_LAB.rglob("*.json")]
    files = sorted((path.relative_to(RELEASED).as_posix(), path.read_bytes()) for path in paths)
    return _hash(*(f"{name} {hashlib.sha256(data).hexdigest()}" for name, data in files))


def fingerprint(submissions: Iterable[Collected], conditions: str) -> str:
    """A hash of all that marks depend on: what was handed in, and `conditions`, all else."""
    digest = hashlib.sha256(conditions.encode())
    for collected in submissions:
        for path, data in sorted(collected.files.items()):
            if path in NBGRADERS:
                continue
            digest.update(f"\0{path}\0{len(data)}\0".encode())
            digest.update(data)
        counts = sorted((name, chosen.path, chosen.how) for name, chosen in collected.counts.items())
        digest.update(json.dumps([collected.notes, counts]).encode())
    return digest.hexdigest()


def _cells(prepared: PreparedNotebook) -> list[Any]:
    return list(prepared.notebook.cells) if prepared.notebook is not None else []


def _name(cell: Any) -> str:
    return str(cell.metadata.get("nbgrader", {}).get("grade_id", ""))


def work_of(submission: Prepared, own_files: Mapping[str, bytes]) -> dict[str, str]:
    """Notebook -> the hash of what was handed in as it and as the earlier ones, which it builds on.

    `own_files`: the student's other files. A notebook that is not there has "".
    """
    digest = hashlib.sha256()
    for path, data in sorted(own_files.items()):
        digest.update(f"{path}\0{len(data)}\0".encode("utf-8", "surrogatepass") + data)
    made = {}
    for name, prepared in submission.notebooks.items():
        cells = [(cell.cell_type, _name(cell), cell.source) for cell in _cells(prepared)]
        state = [cells, prepared.damage, *map(sorted, (prepared.tampered, prepared.absent, prepared.unanswered))]
        digest.update(json.dumps(state).encode())
        made[name] = digest.hexdigest()[:16] if prepared.notebook is not None else ""
    return made


def beneath(prepared: PreparedNotebook) -> dict[str, str]:
    """Graded cell -> the hash of the work that a person's mark there is given for.

    Of a written answer, the answer; of a test, all code that the student wrote in its notebook.
    """
    cells = {_name(cell): cell.source for cell in _cells(prepared) if _name(cell)}
    tests = course_notebook(prepared.name).tests
    code = _hash(*(cell.source for cell in _cells(prepared) if cell.cell_type == "code" and _name(cell) not in tests))
    graded = course_notebook(prepared.name).graded
    return {cell.name: code if cell.role == "test" else _hash(cells.get(cell.name, "")) for cell in graded}

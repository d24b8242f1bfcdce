"""Puts the site together, and swaps it in only when the whole of it has been built."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from autograder import DISTRIBUTION
from autograder.course.bundle import handed_out
from autograder.course.release import differences
from autograder.errors import UserError
from autograder.site import pyodide
from autograder.site.builder import build_jupyterlite
from autograder.site.pages import write_pages
from autograder.site.wheels import Wheel

WORK = "work"  # JupyterLite's folder in the site
# Pyodide loads the data, 31 MB, for a cell that imports this. It sees `from lab import data` as `lab`, so it must be a
# module that just those notebooks import by its own name that read the data.
DATA_COMES_WITH = "lab.optimizers"


def build(to: Path, source: str = "") -> int:
    """Write the site into `to`; how many bytes it has. `source`: Pyodide's folder or address, else its CDN.

    Raises UserError, and leaves `to` as it was, where something is missing or does not fit.
    """
    if differences():
        raise UserError("notebooks/ is not what solutions/ releases.", remedy="Run  autograder release  first.")
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".site-", dir=to.parent) as name:
            new, old = Path(name) / "new", Path(name) / "old"
            new.mkdir()
            pyodide.install(source or pyodide.cdn(), new / pyodide.FOLDER, packages())
            build_jupyterlite(new / WORK)
            (new / pyodide.FOLDER).rename(new / WORK / pyodide.FOLDER)
            write_pages(new)
            if to.exists():
                to.rename(old)
            new.rename(to)
    except OSError as error:
        raise UserError(f"{to} can't be written.", error.strerror or str(error), "Give --to another folder.") from error
    return sum(path.stat().st_size for path in to.rglob("*") if path.is_file())


def packages() -> tuple[Wheel, ...]:
    """What Pyodide loads beside its own packages: lab, the data, and what the kernel needs."""
    from importlib.metadata import version

    found = {name: file if isinstance(file, bytes) else file.read_bytes() for name, file in handed_out().items()}
    release = version(DISTRIBUTION)
    lab = Wheel("lab", release, _below("lab/", found), ("lab",), ("matplotlib", "numpy"))
    data = Wheel("course-data", release, _below("data/", found), (DATA_COMES_WITH,))
    return lab, data, pyodide.comm()


def _below(folder: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if name.startswith(folder)}

"""What the cells of the solution notebooks cost by themselves: CPU per cell and per notebook, nothing judged.

    python benchmarks/cells.py [notebook …] [--top N] [--figures FOLDER]

Every notebook runs as in the sandbox: in a fork of a warm process (IPython, NumPy, Matplotlib, lab), figures as
PNG. Test cells run their visible part. With --figures, the figures are written to a folder, to be looked at.
"""

from __future__ import annotations

import argparse
import base64
import importlib
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as in the sandbox; read when NumPy is imported

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from autograder.course.layout import NOTEBOOKS  # noqa: E402
from autograder.course.notebooks import course_notebook  # noqa: E402
from autograder.inside import serve  # noqa: E402
from autograder.judge.left_out import left_out  # noqa: E402
from autograder.sandbox.policy import default_policy  # noqa: E402
from tests.builder import build_submission, grade_id  # noqa: E402
from tests.forks import in_fork  # noqa: E402

# These fit networks to the real images, which is what a student is asked for: counted apart.
TRAINING = ("for flag, step in steps.items():", "trained, trained_losses = train(")


@dataclass
class Cell:
    """What one cell cost."""

    notebook: str
    name: str
    seconds: float
    training: bool
    shows: bool  # it decides no mark, and grading leaves it out
    error: str


def warm_up() -> None:
    """Do what the sandbox's zygote does before the first submission comes."""
    for name in default_policy().preload:
        importlib.import_module(name)
    serve.warm_up()


def run_notebook(path: Path, figures: Path | None) -> list[Cell]:
    """The cost of every code cell of one notebook, run in a fork of this process."""
    return [Cell(**cell) for cell in in_fork(lambda: [vars(cell) for cell in _run_here(path, figures)])]


def _run_here(path: Path, figures: Path | None) -> list[Cell]:
    import nbformat

    notebook = nbformat.read(path, as_version=4)
    os.chdir(path.parent)
    shell = serve._shell
    assert shell is not None
    serve.connect()
    serve.OUTPUTS.cap = 1 << 28
    cells, shows = [], left_out(course_notebook(path.stem), notebook.cells)
    for number, (index, cell) in enumerate((i, c) for i, c in enumerate(notebook.cells) if c.cell_type == "code"):
        start = time.process_time()
        result = shell.run_cell(cell.source, store_history=True)
        seconds = time.process_time() - start
        error = result.error_before_exec or result.error_in_exec
        name = grade_id(cell) or cell.source.strip().splitlines()[-1][:60]
        training = any(mark in cell.source for mark in TRAINING)
        failed = repr(error) if error else ""
        cells.append(Cell(path.stem, f"{number:>2} {name}", seconds, training, index in shows, failed))
        _keep_figures(figures, f"{path.stem}-{number:02}")
    return cells


def _keep_figures(figures: Path | None, stem: str) -> None:
    outputs = serve.OUTPUTS.take()
    pictures = [o["data"]["image/png"] for o in outputs if "image/png" in o.get("data", {})]
    for i, picture in enumerate(pictures if figures else []):
        (figures / f"{stem}{chr(97 + i)}.png").write_bytes(base64.b64decode(picture))  # type: ignore[operator]


def report(cells: list[Cell], top: int) -> None:
    """Print the dearest cells, then the notebooks, then all of them together."""
    print(f"The {top} dearest cells, in milliseconds of CPU:")
    for cell in sorted(cells, key=lambda c: -c.seconds)[:top]:
        print(f"  {cell.seconds * 1000:8.0f}  {cell.notebook:<24} {cell.name}{'   training' * cell.training}")
    print("The notebooks:")
    for name in dict.fromkeys(cell.notebook for cell in cells):
        own = [cell for cell in cells if cell.notebook == name]
        training = sum(cell.seconds for cell in own if cell.training)
        rest = sum(cell.seconds for cell in own) - training
        print(f"  {rest * 1000:8.0f}  {name}" + (f"   and {training * 1000:.0f} of training" if training else ""))
    whole, training = (sum(c.seconds for c in cells if c.training or not only) for only in (False, True))
    deciding = sum(cell.seconds for cell in cells if not cell.shows)
    print(f"Together {whole * 1000:.0f} ms, {(whole - training) * 1000:.0f} without the training cells;")
    print(f"{deciding * 1000:.0f} ms in the cells that decide marks, training included.")
    for cell in cells:
        if cell.error:
            print(f"FAILED: {cell.notebook}, cell {cell.name}: {cell.error}")


def main() -> int:
    """Run the notebooks that the command line names, or all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebooks", nargs="*", help="parts of names (01, 06_gradient); all if none is given")
    parser.add_argument("--top", type=int, default=20, help="how many cells to list")
    parser.add_argument("--figures", type=Path, help="a folder to write the figures to")
    asked = parser.parse_args()
    chosen = [n for n in NOTEBOOKS if not asked.notebooks or any(part in n for part in asked.notebooks)]
    if asked.figures:
        asked.figures = asked.figures.resolve()
        asked.figures.mkdir(parents=True, exist_ok=True)
    warm_up()
    with tempfile.TemporaryDirectory() as folder:
        nothing_different = Path(folder) / "perfect"
        nothing_different.mkdir()
        assignment = build_submission(nothing_different, Path(folder) / "student")
        (Path(folder) / "data").symlink_to(ROOT / "data")
        cells = [cell for name in chosen for cell in run_notebook(assignment / f"{name}.ipynb", asked.figures)]
    report(cells, asked.top)
    return int(any(cell.error for cell in cells))


if __name__ == "__main__":
    sys.exit(main())

"""Every exercise as a student does it: a wrong answer and its hint, then the right one and its tick, in Chromium.

    python -m benchmarks.wrong_then_right lab|notebook|site [NOTEBOOK…] [--pictures FOLDER]

Types into the released notebooks in JupyterLab, in Notebook 7, or in the browser edition (with a Pyodide folder). For
each check it prints the seconds from running the wrong cell until the hint stands on the page, and of each notebook the
median and the worst. Ends with 1 if a wrong answer passes, a right one does not, a card has no hint, or something is
wider than its column. Look at the pictures: what a hint is worth, only a person can say.
"""

from __future__ import annotations

import argparse
import base64
import json
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat

from autograder.course.bundle import handed_out, write_folder
from autograder.course.layout import NOTEBOOKS
from autograder.course.notebooks import released_notebook
from autograder.site.edition import build
from benchmarks.browser_edition import SOLVED, solved
from tests.browser import Browser
from tests.browser_edition import Desk, cut_off, pyodide_folder, served
from tests.builder import find
from tests.formgrader import formgrader

# What is typed first: the solution with one thing changed, or, of a student's own layer, all of it.
WRONG: dict[str, tuple[str, str]] = {
    "test_logistic": ("np.where(np.asarray(a) >= 0, 1, z) / (1 + z)", "1 / (1 + np.exp(a))"),
    "test_logistic_stable": ("np.where(np.asarray(a) >= 0, 1, z) / (1 + z)", "1 / (1 + np.exp(-a))"),
    "test_logistic_prime": ("h = logistic(a)", "h = a"),
    "test_tanh_prime": ("np.tanh(a) ** 2", "np.tanh(a)"),
    "test_relu": ("return np.maximum(0, a)", "a[a < 0] = 0\n    return a"),
    "test_relu_prime": ("np.heaviside(a, 0)", "np.where(a < 0, 1, 0)"),
    "test_softmax": ("np.sum(e, axis=0, keepdims=True)", "np.sum(e)"),
    "test_softmax_stable": ("np.exp(a - np.max(a, axis=0, keepdims=True))", "np.exp(a)"),
    "test_one_hot": ("np.zeros((k, m))\n    e[y, np.arange(m)]", "np.zeros((m, k))\n    e[np.arange(m), y]"),
    "test_cross_entropy": ("np.log(of", "np.log10(of"),
    "test_cross_entropy_certain": ("mean(np.log(of_true_class))", "sum(one_hot(y, len(y_hat)) * np.log(y_hat)) / m"),
    "test_squared_error": ("np.mean(np.sum((y_hat - target) ** 2, axis=0))", "np.mean((y_hat - target) ** 2)"),
    "test_initialize_parameters": (" / np.sqrt(sizes[k - 1])", ""),
    "test_forward_propagation": ("b[k] + W[k] @", "W[k] @"),
    "test_forward_propagation_general": ("O(a[L])", "softmax(a[L])"),
    "test_output_gradient": ("return grad_a", "return -grad_a"),
    "test_parameter_gradients": ("grad_a @ h_below.T / m", "grad_a @ h_below.T"),
    "test_hidden_gradient": ("W.T @ grad_a", "W @ grad_a"),
    "test_preactivation_gradient": ("grad_h * g_prime(a)", "grad_h @ g_prime(a)"),
    "test_back_propagation": ("a[k - 1], g_prime", "h[k - 1], g_prime"),
    "test_numerical_gradient": ("(2 * epsilon)", "epsilon"),
    "test_relative_error": ("np.maximum(np.abs(a), np.abs(n))", "np.abs(n)"),
    "test_check_gradients": ("Parameters(list(theta[0]), list(theta[1]))", "theta"),
    "test_suspects": ("[1, 1, 2, 2]", "[1, 2, 2]"),
    "test_own_layer_forward": ("", "def own_layer_forward(a, c):\n    return a"),
    "test_own_layer_backward": ("", "def own_layer_backward(grad_out, a, c):\n    return grad_out"),
    "test_update_parameters": ("W[k] - eta", "W[k] + eta"),
    "test_gradient_descent": ("theta = update_parameters(", "update_parameters("),
    "test_minibatches": ("rng.permutation(X.shape[1])", "np.arange(X.shape[1])"),
    "test_momentum_step": ("beta * u + eta * g", "beta * u + g"),
    "test_nesterov_step": ("gradient(ahead)", "gradient(theta)"),
    "test_adam_step": ("    t = t + 1\n", ""),
    "test_train": ("theta, state = step(", "theta, _ = step("),
    "test_add_weight_decay": ("list(grad_b)", "[None, *(grad_b[k] + decay * theta[1][k] for k in range(1, len(W)))]"),
    "test_trained": ("eta=0.1", "eta=0.0001"),
    "test_confusion_matrix": ("(y, y_hat.argmax(axis=0))", "(y_hat.argmax(axis=0), y)"),
}
_NOTEBOOK = "jupyterapp.shell.currentWidget.content"
_RUN = f"""(async () => {{
  window.took = null; const began = performance.now()
  for (const index of %s) {{
    {_NOTEBOOK}.deselectAll(); {_NOTEBOOK}.activeCellIndex = index
    await jupyterapp.commands.execute('notebook:run-cell')
  }}
  await new Promise(shown => requestAnimationFrame(() => requestAnimationFrame(shown)))
  window.took = performance.now() - began
}})(), 0"""
_SELECT = f"""(() => {{
  {_NOTEBOOK}.activeCellIndex = %d; {_NOTEBOOK}.mode = 'edit'
  const {{ editor, model }} = {_NOTEBOOK}.activeCell; editor.focus()
  const end = editor.getPositionAt(model.sharedModel.source.length)
  editor.setSelection({{ start: {{ line: 0, column: 0 }}, end }})
  return editor.hasFocus()
}})()"""
# The outputs of a cell: what they say with all that unfolds unfolded, and whether they are wider than their column.
_SHOWN = f"""(() => {{
  const node = {_NOTEBOOK}.widgets[%d].node
  node.querySelectorAll('.jp-OutputArea details').forEach(one => {{ one.open = true }})
  const parts = [...node.querySelectorAll('.jp-OutputArea-output')]
  node.scrollIntoView({{ block: 'start' }})
  const {{ left, top, width, height }} = node.getBoundingClientRect()
  return {{
    text: parts.map(part => part.innerText).join('\\n'),
    wide: parts.some(part => part.scrollWidth > part.clientWidth + 1),
    clip: {{ x: left, y: top, width, height: Math.min(height, innerHeight - top), scale: 1 }},
  }}
}})()"""


class Student(Desk):
    """A student at a notebook that is open."""

    pictures: Path | None = None

    def run_timed(self, *cells: int) -> float:
        """Run these cells, one after the other; the seconds until what they say is on the page."""
        self.page.run(_RUN % json.dumps(cells))
        self.until("window.took", 600)
        return float(self.page.run("window.took")) / 1000

    def type_into(self, cell: int, source: str) -> None:
        """Put `source` in place of all that a cell holds."""
        self.until(_SELECT % cell, 20)
        self.page.call("Input.insertText", text=source)
        there = self.page.run(f"{_NOTEBOOK}.widgets[{cell}].model.sharedModel.source")
        assert there == source, f"typed {source!r}, and what stands there is {there!r}"

    def shown(self, cell: int, name: str) -> tuple[str, bool]:
        """What a cell's outputs say, and whether they are too wide; its picture goes to `pictures`, named `name`."""
        self.page.run(_SHOWN % cell)  # which unfolds what unfolds
        said = self.page.run(_SHOWN % cell)
        if self.pictures:
            self.pictures.mkdir(parents=True, exist_ok=True)
            data = self.page.call("Page.captureScreenshot", clip=said["clip"])["data"]
            (self.pictures / f"{name}.png").write_bytes(base64.b64decode(data))
            (self.pictures / f"{name}.txt").write_text(said["text"], encoding="utf-8")
        return said["text"], said["wide"]


def exercise(student: Student, name: str, cells: tuple[int, int], right: str) -> tuple[float, list[str]]:
    """Answer the exercise of a check wrong, then right: the seconds until the hint, and what is not as it must be."""
    old, new = WRONG[name]
    assert old in right, f"{name}: the solution no longer says {old!r}"
    student.type_into(cells[0], right.replace(old, new) if old else new)
    seconds = student.run_timed(*cells)
    hint, hint_is_wide = student.shown(cells[1], f"{name}.wrong")
    student.type_into(cells[0], right)
    student.run_timed(*cells)
    tick, tick_is_wide = student.shown(cells[1], f"{name}.right")
    wrong = [] if "Help 1:" in hint or "Your traceback" in hint else [f"{name}: no hint: {hint[:200]!r}"]
    wrong += [f"{name}: no tick: {tick[:200]!r}"] if "✓" not in tick or "✗" in tick else []
    return seconds, wrong + ([f"{name}: wider than its column"] if hint_is_wide or tick_is_wide else [])


def go_through(student: Student, name: str) -> list[str]:
    """Run a notebook from its first cell to its last, each exercise wrong first; what is not as it must be."""
    right, took, wrong, written = solved()[name], {}, [], 0
    for index, cell in enumerate(released_notebook(name).cells):
        if cell.role == "solution":
            written, source = index, right.cells[find(right, cell.name)].source
        elif cell.name in WRONG:
            took[cell.name], more = exercise(student, cell.name, (written, index), source)
            wrong += more
            print(f"  {cell.name}: {took[cell.name]:.2f} s", flush=True)
        elif cell.cell_type == "code" and "hand_in()" not in cell.released:
            student.run_cell(index, 600, SOLVED.name)
    print(f"{name}: median {statistics.median(took.values()):.2f} s, at most {max(took.values()):.2f} s", flush=True)
    return wrong


@contextmanager
def desk(where: str, folder: Path, names: list[str]) -> Iterator[tuple[Student, Callable[[str], None]]]:
    """A student's desk in one of the three places, and what opens a notebook there. All others are solved."""
    books = {name: nbformat.writes(book).encode() for name, book in solved().items() if name not in names}
    if where == "site":
        build(folder / "site", str(pyodide_folder()))
        instead = {f"/work/files/{name}.ipynb": book for name, book in books.items()}
        with served(folder / "site", instead) as address, cut_off() as (browser, _):
            student = Student(browser, address)
            yield student, lambda name: student.open(f"{name}.ipynb")
        return
    written = {f"{name}.ipynb": book for name, book in books.items()} | {"student_id.txt": SOLVED.name.encode()}
    write_folder(folder / "work", {**handed_out(), **written})
    with formgrader(folder, folder, "lab") as server, Browser() as browser:
        student = Student(browser, server.address)
        address = server.lab if where == "lab" else server.notebook
        yield student, lambda name: student.visit(address(folder / "work" / f"{name}.ipynb"))


def main() -> int:
    """Run it, and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("where", choices=("lab", "notebook", "site"))
    parser.add_argument("notebooks", nargs="*", metavar="NOTEBOOK", default=[*NOTEBOOKS])
    parser.add_argument("--pictures", type=Path)
    arguments = parser.parse_args()
    wrong = []
    with tempfile.TemporaryDirectory() as name, desk(arguments.where, Path(name), arguments.notebooks) as (who, opened):
        who.pictures = arguments.pictures
        for one in arguments.notebooks:
            opened(one)
            wrong += go_through(who, one)
            who.save()  # for the next one, which loads its functions
    print(*wrong, sep="\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

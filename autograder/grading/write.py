"""Writes what graders open beside the tables: autograded/ notebooks, run.json. Each file is replaced as a whole."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from autograder.course.layout import ASSIGNMENT
from autograder.course.notebooks import Notebook, released_notebook
from autograder.grading.left_about import SECRET_FILE, TIME_FILE
from autograder.grading.prepare import dump
from autograder.ledger.files import write_atomically
from autograder.verdicts import NotebookResult

PARTIAL = ".partial-"
READ_ONLY = 0o400  # graded notebooks: as nbgrader leaves them, but for others
_SECRET = re.compile(r"[\w+/=-]{1,256}", re.ASCII)
MAX_TEXT = 200_000  # characters of one output that are kept; a page that a browser still opens


def _cut(text: Any) -> Any:
    if isinstance(text, list):
        text = "".join(str(line) for line in text)
    if isinstance(text, str) and len(text) > MAX_TEXT:
        return text[:MAX_TEXT] + f"\n… cut off, {len(text) - MAX_TEXT} more characters"
    return text


def cut_outputs(notebook: Any) -> None:
    """Shorten text output that no browser would open."""
    for cell in notebook.cells:
        for output in cell.get("outputs", ()):
            if "text" in output:
                output["text"] = _cut(output["text"])
            data = output.get("data", {})
            if len(data) > 1 and len(data.get("text/html", "")) > MAX_TEXT:
                del data["text/html"]  # half of it would show nothing
            for kind, value in data.items():
                if kind.startswith("text/"):
                    data[kind] = _cut(value)


_SCHEME_BEGINS, _SCHEME_ENDS = (re.compile(f"^### {word} MARK SCHEME$", re.MULTILINE) for word in ("BEGIN", "END"))


def show_how_to_mark(notebook: Any, form: Notebook) -> None:
    """Put nbgrader's mark schemes back, which no student has: they stand where the answers are marked."""
    for cell in notebook.cells:
        known = form.recognise_node(cell)
        if known and known.role == "locked" and known.cell_type == "markdown":
            shown = _SCHEME_BEGINS.sub("**For whoever marks; students do not see this:**\n", known.master)
            cell.source = _SCHEME_ENDS.sub("", shown).rstrip("\n")


def secret_of(files: Mapping[str, bytes]) -> str:
    """What nbgrader's exchange put into a submission, by which its student alone finds the feedback; "" if nothing."""
    text = files.get(SECRET_FILE, b"").decode("ascii", "replace").strip()
    return text if _SECRET.fullmatch(text) else ""


def write_autograded(
    output: Path, student: str, results: Iterable[NotebookResult], timestamp: str, secret: str = ""
) -> None:
    """Replace a student's folder under autograded/ by these results."""
    base = output / "autograded"
    base.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=base))
    made = beside / ASSIGNMENT
    made.mkdir()
    for result in results:
        if result.graded is not None:
            cut_outputs(result.graded)
            show_how_to_mark(result.graded, released_notebook(result.notebook))
            path = made / f"{result.notebook}.ipynb"
            path.write_bytes(dump(result.graded))
            path.chmod(READ_ONLY)
    if timestamp:
        (made / TIME_FILE).write_text(timestamp + "\n", encoding="utf-8")
    if secret:
        (made / SECRET_FILE).write_text(secret, encoding="ascii")
    target = base / student
    if target.exists():
        old = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=base))
        target.rename(old / "old")
        beside.rename(target)
        shutil.rmtree(old)
    else:
        beside.rename(target)


def write_time(output: Path, student: str, timestamp: str) -> None:
    """Note another time of handing in beside a student's graded notebooks."""
    path = output / "autograded" / student / ASSIGNMENT / TIME_FILE
    if timestamp and path.parent.is_dir():
        write_atomically(path, f"{timestamp}\n".encode())
    else:
        path.unlink(missing_ok=True)


def clear_partial(output: Path) -> None:
    """Remove what a killed run left half-written."""
    for leftover in (output / "autograded").glob(f"{PARTIAL}*"):
        shutil.rmtree(leftover)
    for within in ("", "journal/", "attempts/**/"):
        for leftover in output.glob(f"{within}.*.partial"):
            leftover.unlink()


def write_run(output: Path, facts: dict[str, Any]) -> None:
    """run.json: what this output was made with."""
    text = json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    write_atomically(output / "run.json", text.encode())


def read_run(output: Path) -> dict[str, Any]:
    """The facts of the last run, {} if there was none."""
    try:
        found = json.loads((output / "run.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}

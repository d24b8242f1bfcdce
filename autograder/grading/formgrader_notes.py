"""In the formgrader, what the grader noted about a notebook stands above it: changed checks, child processes, pictures.

Nothing of it is in the graded notebook, which students may get back. nbgrader_config.py has it run there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from traitlets import Unicode

from autograder.grading.text_cells import words
from autograder.ledger.journal import read_entry

_MOST = 20  # notes of a notebook
_LENGTH = 500  # characters of one


class ShowNotes(Preprocessor):  # type: ignore[misc]
    """Puts the notes on a notebook, and on its submission as a whole, above the formgrader's page of it."""

    graded = Unicode("graded", help="the output folder of `autograder grade`").tag(config=True)

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """The notebook with its notes; as it is where it has none, and on any other page than the formgrader's."""
        if "submission_id" in resources:
            text = self._text(str(resources["student"]), str(resources["notebook_id"]))
            nb.cells[:0] = [nbformat.v4.new_markdown_cell(text, id="grader-notes")] if text else []
        return nb, resources

    def _text(self, student: str, notebook: str) -> str:
        entry = read_entry(Path(self.graded), student)
        if entry is None:
            return ""
        notes = [note for one in entry.notebooks if one.notebook == notebook for note in one.notes] + entry.notes
        lines = [f"- {words(' '.join(note[:_LENGTH].split()))}" for note in notes[:_MOST]]
        if len(notes) > _MOST:
            lines.append(f"- … and {len(notes) - _MOST} more, in the class report")
        return "\n".join(["**What the grader noted**", "", *lines]) if notes else ""

"""What we plug into nbgrader: the stubs of a release, which name their exercise, and what a release hides.

`autograder release` and, through nbgrader_config.py, `nbgrader generate_assignment` both use these.
"""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearMarkScheme, ClearSolutions, NbGraderPreprocessor
from traitlets import default

from autograder.course.notebooks import role_of
from autograder.course.sources import ANSWER_HERE, stub


class NameTheExercise(ClearSolutions):  # type: ignore[misc]
    """nbgrader's ClearSolutions, with a stub that says which exercise it is and what to write."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Replace the solution in `cell`, if it is a cell where students write."""
        self.text_stub = ANSWER_HERE
        exercise = cell.metadata.get("exercise", "")
        if exercise and role_of(cell.metadata) == "solution" and cell.cell_type == "code":
            self.code_stub = {"python": stub(cell.metadata["nbgrader"]["grade_id"], exercise, cell.source)}
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        return cell, resources


class HideTheMarkScheme(ClearMarkScheme):  # type: ignore[misc]
    """nbgrader's ClearMarkScheme, for a locked cell: nbgrader keeps that, too, and puts it back when it grades."""

    @default("enforce_metadata")  # type: ignore[untyped-decorator]
    def _in_any_cell(self) -> bool:
        return False

    def preprocess_cell(self, cell: NotebookNode, resources: dict[str, Any], index: int) -> Any:
        """Hide it, and the empty line above it: the checksum is of the text that students get."""
        cell, resources = super().preprocess_cell(cell, resources, index)
        cell.source = cell.source.rstrip("\n")
        return cell, resources


class ForgetTheMaster(NbGraderPreprocessor):  # type: ignore[misc]
    """Drops what only our own masters carry: the fingerprint of the script they were made from."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Drop it from the notebook's metadata."""
        nb.metadata.pop("made_from", None)
        return nb, resources

"""What we plug into nbgrader: the stubs of a release, which name their exercise.

`autograder release` and, through nbgrader_config.py, `nbgrader generate_assignment` both use these.
"""

from __future__ import annotations

import re
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor

ANSWER_HERE = "*Your answer here: replace this line.*"


def stub(cell: NotebookNode) -> str:
    """The lines that stand where a student is to write the code of `cell`."""
    name = cell.metadata["nbgrader"]["grade_id"]
    exercise = cell.metadata.get("exercise", "")
    complaint = f'raise NotImplementedError("Exercise {exercise}: write {name} here, then delete this line.")'
    visible = re.sub(r"### BEGIN SOLUTION.*?### END SOLUTION", "", cell.source, flags=re.DOTALL)
    if re.search(rf"^\s*(def {name}\b|{name}\s*=)", visible, re.MULTILINE):
        return complaint
    # A value: bound to something that complains when it is used, so that the cells below say "not written yet".
    return f'{name} = mine.not_written("Exercise {exercise}: write {name} here, in place of this line.")'


class NameTheExercise(ClearSolutions):  # type: ignore[misc]
    """nbgrader's ClearSolutions, with a stub that says which exercise it is and what to write."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Replace the solution in `cell`, if it is a cell where students write."""
        self.text_stub = ANSWER_HERE
        if cell.metadata.get("nbgrader", {}).get("solution") and cell.cell_type == "code":
            self.code_stub = {"python": stub(cell)}
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        return cell, resources


class ForgetTheMaster(NbGraderPreprocessor):  # type: ignore[misc]
    """Drops what only our own masters carry: the fingerprint of the script they were made from."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Drop it from the notebook's metadata."""
        nb.metadata.pop("made_from", None)
        return nb, resources

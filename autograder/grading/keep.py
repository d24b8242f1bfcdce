"""What a graded notebook keeps of what its cells showed: `--keep failed | all | none`.

Figures are most of what a class takes on disk, and a student has them already. `failed`, the default, keeps the outputs
of the exercises that lost marks, each picture once, as many of them as a submission has room for; and every error.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from nbformat.v4 import new_output

from autograder.course.notebooks import Notebook, course_notebook
from autograder.verdicts import LEFT_OUT, NotebookResult, Verdict

FAILED, ALL, NONE = CHOICES = ("failed", "all", "none")
ROOM = 100_000  # bytes of outputs of one submission that `failed` keeps, errors apart
NOT_KEPT = "Not kept: what this cell showed is in what was handed in. `autograder grade --keep all` keeps it here, too."
SHOWN_ABOVE = "[the same picture as above]"


def keep(results: Iterable[NotebookResult], what: str) -> None:
    """Leave out of the graded notebooks of a submission what is not to be kept."""
    if what == ALL:
        return
    room = _Room(ROOM if what == FAILED else 0)
    for result in results:
        if result.graded is not None:
            _keep(result, room)


class _Room:
    """How much more a submission may keep, and which pictures it has."""

    def __init__(self, left: int) -> None:
        self.left = left
        self._pictures: set[str] = set()

    def takes(self, output: Any) -> bool:
        """Whether there is room for it; if so, it is taken."""
        size = len(json.dumps(output, default=str))
        if size > self.left:
            return False
        self.left -= size
        return True

    def is_new(self, picture: str) -> bool:
        """Whether this picture is not there yet; from now on it is."""
        digest = hashlib.sha256(picture.encode("utf-8", "replace")).hexdigest()
        known = digest in self._pictures
        self._pictures.add(digest)
        return not known


def _keep(result: NotebookResult, room: _Room) -> None:
    form = course_notebook(result.notebook)
    lost = set(_lost(form, result))
    exercises = {name: one.name for one in form.exercises for name in (one.name, *(cell.name for cell in one.graded))}
    exercise = ""  # a cell that belongs to none counts to the one before it
    for cell in result.graded.cells:
        known = form.recognise_node(cell)
        exercise = exercises.get(known.name, exercise) if known else exercise
        if cell.get("outputs"):
            cell["outputs"] = _kept(cell["outputs"], exercise in lost, room)


def _lost(form: Notebook, result: NotebookResult) -> Iterator[str]:
    """The exercises that lost marks, or may have."""
    passed = {row.cell for row in result.cells if row.verdict is Verdict.PASSED}
    for exercise in form.exercises:
        if not all(cell.name in passed for cell in exercise.graded if cell.role == "test"):
            yield exercise.name


def _kept(outputs: Iterable[Any], lost: bool, room: _Room) -> list[Any]:
    made, left_out = [], False
    for output in outputs:
        if _is_always_kept(output) or (lost and room.takes(_once(output, room))):
            made.append(output)
        else:
            left_out = True
    note = [new_output("stream", name="stdout", text=NOT_KEPT)] if left_out else []
    return [*note, *made]


def _is_always_kept(output: Any) -> bool:
    """Errors, and what stands for a cell of ours that was not run."""
    return output.get("output_type") == "error" or str(output.get("text", "")).strip() == LEFT_OUT


def _once(output: Any, room: _Room) -> Any:
    """The output, with words for a picture that is kept already."""
    data = output.get("data")
    for kind in [kind for kind in data or () if str(kind).startswith("image/")] if isinstance(data, Mapping) else ():
        if not room.is_new(str(data[kind])):
            data["text/plain"] = SHOWN_ABOVE
            del data[kind]
    return output

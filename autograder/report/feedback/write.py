"""Writes feedback/<student>/<assignment>/*.html, as nbgrader does, from a folder that `autograder grade` wrote.

A page for each notebook, the missing ones too, and an index. A student's folder is replaced as a whole.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import deque
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from autograder.course.layout import ASSIGNMENT, NOTEBOOKS
from autograder.errors import UserError
from autograder.grading.left_about import NBGRADERS
from autograder.ledger.files import for_its_owner_only
from autograder.ledger.ledger import settle, settle_one
from autograder.ledger.marks import GradedStudent
from autograder.report.feedback.page import Page, build, notebook_html
from autograder.report.feedback.text import neutral
from autograder.report.naming import together
from autograder.report.pages import render

PARTIAL = ".partial-"
AHEAD = 8  # students for each process that are handed out before the first is done: a class is never in memory
FEW = 4  # students for whom starting further processes costs more than it saves


def read_notebook(path: Path) -> Any:
    """A graded notebook; None if there is none. Raises UserError if it can't be read."""
    try:
        found = json.loads(path.read_bytes())
        assert isinstance(found["cells"], list)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AssertionError) as error:
        remedy = "Run  autograder grade --force  for this student; it is written anew."
        raise UserError(f"{path} is no notebook.", f"{type(error).__name__}: {error}", remedy) from error
    return found


def index_html(name: str, pages: Sequence[Page], late: str = "") -> str:
    """The page above a student's pages: all marks, and where to look."""
    return render(
        "index.html.j2",
        student=neutral(name),
        pages=pages,
        score=sum(page.score for page in pages),
        points=sum(page.points for page in pages),
        late=late,
        waiting=any(page.waiting for page in pages),
        naming=together(page.naming for page in pages),
    )


def write_student(output: Path, student: GradedStudent) -> int:
    """Write one student's feedback; how many pages. What was there before is replaced as a whole."""
    name = student.entry.student
    graded, base = output / "autograded" / name / ASSIGNMENT, output / "feedback"
    pages = {
        nb: build(name, nb, read_notebook(graded / f"{nb}.ipynb"), student.entry, student.marks) for nb in NOTEBOOKS
    }
    beside = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=base))
    try:
        made = beside / "new" / ASSIGNMENT
        made.mkdir(parents=True)
        for notebook, page in pages.items():
            (made / f"{notebook}.html").write_text(notebook_html(page), encoding="utf-8")
        (made / "index.html").write_text(
            index_html(name, list(pages.values()), student.marks.late.said), encoding="utf-8"
        )
        for beside_them in NBGRADERS:  # by which nbgrader knows what is old, and whose it is
            if (graded / beside_them).is_file():
                shutil.copyfile(graded / beside_them, made / beside_them)
        if (base / name).exists():
            (base / name).rename(beside / "old")
        (beside / "new").rename(base / name)
    finally:
        shutil.rmtree(beside)
    return len(pages)


@for_its_owner_only()
def write_feedback(
    output: Path,
    student: str | None = None,
    jobs: int = 1,
    watch: Callable[[str, int], None] = lambda *_: None,
) -> int:
    """Write the feedback of all students, or of one; how many students. `watch` is told each name, and of how many.

    Raises UserError, naming the file, for a folder that is not a graded one, or is damaged.
    """
    known: Collection[GradedStudent] = settle(output).students if student is None else [settle_one(output, student)]
    base = output / "feedback"
    try:
        base.mkdir(exist_ok=True)
    except OSError as error:
        raise UserError(f"{base} can't be made.", error.strerror or "", "Move what is there away.") from error
    for leftover in base.glob(f"{PARTIAL}*"):  # of a run that was killed
        shutil.rmtree(leftover)
    write = partial(write_student, output)
    if jobs == 1 or len(known) <= FEW:
        for one in known:
            write(one)
            watch(one.entry.student, len(known))
        return len(known)
    with ProcessPoolExecutor(min(jobs, len(known)), mp_context=get_context("fork")) as pool:
        under_way: deque[tuple[str, Future[int]]] = deque()
        for one in known:
            under_way.append((one.entry.student, pool.submit(write, one)))
            if len(under_way) > AHEAD * jobs:
                _finish(under_way, watch, len(known))
        while under_way:
            _finish(under_way, watch, len(known))
    return len(known)


def _finish(under_way: deque[tuple[str, Future[int]]], watch: Callable[[str, int], None], count: int) -> None:
    """Wait for the first of them."""
    student, written = under_way.popleft()
    written.result()
    watch(student, count)

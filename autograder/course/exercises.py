"""What the feedback page needs to know of the course: titles, exercises, and which lines no student may see."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from autograder.course.layout import NOTEBOOKS, ROOT
from autograder.course.masters import master
from autograder.course.template import HIDDEN, role_of
from autograder.course.tests import plan

_SECRET_CODE = ("autograder/backpropagation/hidden/*.py",)
_FRAME = re.compile(r"^(?:-+>\s*)?\s*\d*\s")  # before a line of source in IPython's tracebacks: "----> 12 "


@dataclass(frozen=True)
class Exercise:
    """One thing that a student writes, and the cells that mark it."""

    name: str  # "softmax"
    number: str  # "2.1"
    kind: str  # "code" or "written"
    graded: tuple[tuple[str, float], ...]  # (grade_id, marks) of its test cells; of itself, if a person marks it

    @property
    def title(self) -> str:
        """What the page calls it."""
        shown = "Your written answer" if self.kind == "written" else self.name
        return f"{self.number} {shown}".strip()


@dataclass(frozen=True)
class CourseNotebook:
    """One notebook as the page sees it."""

    name: str
    title: str  # "Outputs and losses"
    exercises: tuple[Exercise, ...]
    sources: frozenset[str]  # of the course's own cells, as released

    @property
    def number(self) -> str:
        """Its number, as in "02"."""
        return self.name.split("_")[0]


@cache
def course_notebook(name: str) -> CourseNotebook:
    """The notebook `name` ("02_outputs_and_losses")."""
    cells = master(name).cells
    heading = re.search(r"^# (?:[\d ]*· *)?(.*)$", cells[0].source, re.MULTILINE)
    tests = plan(name).tests
    graded: dict[str, list[tuple[str, float]]] = {}
    exercises: list[tuple[str, str, str]] = []
    for cell in cells:
        role, marks = role_of(cell.metadata), cell.metadata.get("nbgrader", {})
        if role in ("solution", "manual"):
            kind = "code" if role == "solution" else "written"
            exercises.append((marks["grade_id"], str(cell.metadata.get("exercise", "")), kind))
            graded[marks["grade_id"]] = [(marks["grade_id"], float(marks["points"]))] if role == "manual" else []
        elif role == "test":
            function = tests[marks["grade_id"]].function
            under = function if function in graded else exercises[-1][0]
            graded[under].append((marks["grade_id"], float(marks["points"])))
    made = tuple(Exercise(*one, tuple(graded[one[0]])) for one in exercises)
    released = frozenset(HIDDEN.sub("", cell.source).strip() for cell in cells)
    return CourseNotebook(name, heading[1].strip() if heading else name, made, released)


@cache
def secret_lines() -> frozenset[str]:
    """Each line of code that only the hidden checks have: of their modules, and of the hidden part of test cells."""
    secret, public = [], set()
    for pattern in _SECRET_CODE:
        secret += [line for path in sorted(ROOT.glob(pattern)) for line in _lines(path.read_text(encoding="utf-8"))]
    for name in NOTEBOOKS:
        for cell in master(name).cells:
            secret += [line for block in HIDDEN.findall(cell.source) for line in _lines(block)]
            public.update(_lines(HIDDEN.sub("", cell.source)))
    return frozenset(secret) - public


def _lines(source: str) -> list[str]:
    return [line for line in map(str.strip, source.splitlines()) if len(line) >= 8]


def without_secrets(trace: str, own: frozenset[str]) -> str:
    """A traceback without lines of hidden checks, should it ever have passed through them.

    `own` are the lines that the student wrote: those tell nothing new.
    """
    secret = secret_lines() - own
    kept = [line for line in trace.splitlines() if _FRAME.sub("", line).strip() not in secret]
    return "\n".join(kept)

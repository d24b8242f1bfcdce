"""Which of the course's own cells grading leaves out: those that only show something, and that nothing else reads.

The course marks such cells (`shows=true` in the script's header) and its linter has proved that no cell that decides
marks reads what they bind. A student's own cell may: then they run, and whatever of ours they read runs first. Where
code of the student's is opaque, all run. Where it turns out that one was looked for, the submission is judged anew.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from autograder.course.notebooks import Notebook, course_notebook
from autograder.course.sources import bound_names, global_reads, imports
from autograder.judge.opaque import any_opaque

_WORDS = re.compile(r"[^\W\d]\w*")
# As a NameError or KeyError quotes a name. An attribute that a value lacks is no name that a cell binds.
_QUOTED = re.compile(r"(?<!attribute )['\"]([^\W\d]\w*)['\"]")
_CUT = 3_000  # characters of an error's text, of which the end may be lost


def _reads(source: str) -> set[str]:
    """The notebook's names that a cell may read; every word of it where it is no plain Python, such as a magic."""
    try:
        return global_reads(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set(_WORDS.findall(source))


def _own(form: Notebook, cells: Sequence[Any]) -> list[str]:
    """The code of a submission that is not the course's as it was released."""
    released = {cell.released.strip() for cell in form.cells}
    return [cell.source for cell in cells if cell.cell_type == "code" and cell.source.strip() not in released]


@cache
def _shown(notebook: str) -> dict[str, set[str]]:
    """The cells that only show something, as they are released, each with the names that it binds."""
    return {cell.released.strip(): bound_names(cell.released) for cell in course_notebook(notebook).cells if cell.shows}


@cache
def _modules(notebook: str) -> frozenset[str]:
    """The names that the course's own cells import."""
    found: set[str] = set()
    for cell in course_notebook(notebook).cells:
        with contextlib.suppress(SyntaxError):  # text, or a command of IPython's
            found |= {name for line in imports(cell.released) for name in bound_names(line)}
    return frozenset(found)


def left_out(form: Notebook, cells: Sequence[Any]) -> dict[int, set[str]]:
    """The code cells of a submission that need not run, by index, each with the names that it would bind."""
    if any_opaque(_own(form, cells), _modules(form.name)):
        return {}
    released = _shown(form.name)
    bound: dict[int, set[str]] = {}
    wanted: set[str] = set()
    for index, cell in enumerate(cells):
        if cell.cell_type == "code":
            if cell.source.strip() in released:
                bound[index] = released[cell.source.strip()]
            else:
                wanted |= _reads(cell.source)
    while needed := [index for index, names in bound.items() if names & wanted]:
        for index in needed:
            wanted |= _reads(cells[index].source)
            del bound[index]
    return bound


def looked_for(said: Iterable[str | None], left: dict[int, set[str]]) -> bool:
    """Whether an error or a finding speaks of a name that was left out; or may do, its text being cut or lost: None."""
    missing = set().union(*left.values())
    return any(text is None or len(text) > _CUT or missing & set(_QUOTED.findall(text)) for text in said)

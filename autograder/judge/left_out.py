"""Which of the course's own cells grading leaves out: those that only show something, and that nothing else reads.

The course marks such cells (`shows=true` in the script's header) and its linter has proved that no cell that decides
marks reads what they bind. A student's own cell may: then they run, and whatever of ours they read runs first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from autograder.course.notebooks import Notebook
from autograder.course.sources import bound_names, global_reads
from autograder.verdicts import NotebookResult, Verdict

# What can read a name that stands nowhere in the source, or the notebook itself. Magics may do anything.
_OPAQUE = re.compile(
    r"\b(eval|exec|compile|globals|locals|vars|dir|get_ipython|getattr|__\w+__|importlib|inspect|sys|gc|ctypes|builtins"
    r"|_getframe|f_\w+|open|Path|In|Out|_i+|_ih|_oh)\b|^[^\S\n]*[%!]",
    re.MULTILINE,
)
_WORDS = re.compile(r"[^\W\d]\w*")
# As a NameError or KeyError quotes a name. An attribute that a value lacks is no name that a cell binds.
_QUOTED = re.compile(r"(?<!attribute )['\"]([^\W\d]\w*)['\"]")


def _reads(source: str) -> set[str]:
    """The notebook's names that a cell may read; every word of it where it is no plain Python, such as a magic."""
    try:
        return global_reads(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set(_WORDS.findall(source))


def left_out(form: Notebook, cells: Sequence[Any]) -> dict[int, set[str]]:
    """The code cells of a submission that need not run, by index, each with the names that it would bind."""
    released = {cell.released.strip(): bound_names(cell.released) for cell in form.cells if cell.shows}
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


def in_doubt(form: Notebook, result: NotebookResult, left: dict[int, set[str]]) -> bool:
    """Whether the cells that were left out may have cost a mark: one is lost, and something may have looked for them.

    That is code of the student's that reads names in ways that can't be seen, or an error that speaks of such a name.
    """
    lost = [row for row in result.cells if row.verdict is not Verdict.PASSED and not row.not_written]
    if not lost:
        return False
    released = {cell.released.strip() for cell in form.cells}
    own = [cell for cell in result.graded.cells if cell.cell_type == "code" and cell.source.strip() not in released]
    if any(_OPAQUE.search(cell.source) for cell in own):
        return True
    said = [found["message"] for row in lost for found in row.findings]
    for cell in result.graded.cells:
        said += [o["evalue"] for o in cell.get("outputs", ()) if o["output_type"] == "error"]
    missing = set().union(*left.values())
    return any(missing & set(_QUOTED.findall(text)) for text in said)

"""Where things are, and the course's names. The only place that joins these paths.

The course is the one whose solutions are on Python's path: the first folder there that holds lab/ and the scripts of
lab's notebooks. (`lab` itself may have been imported from a copy beside somebody's notebooks.)
"""

from __future__ import annotations

import sys
from pathlib import Path

from lab import course
from lab.course import ARGUMENTS, ASSIGNMENT, FUNCTIONS, GRADER, NOTEBOOKS, RUN_ONCE, STRUCTURES, TITLE, VALUES

from autograder.errors import UserError

PACKAGE = Path(__file__).resolve().parent.parent  # autograder/, which serves any course


def _solutions() -> Path:
    wanted = ("lab/course.py", f"{next(iter(NOTEBOOKS))}.py")
    for folder in map(Path, sys.path):
        if all((folder / name).is_file() for name in wanted):
            return folder.resolve()
    why = f"No folder on Python's path holds {' and '.join(wanted)}."
    raise UserError(f"The solutions of {ASSIGNMENT} are not here.", why, "Run `make setup` in the course's repository.")


SOLUTIONS = _solutions()
LAB = SOLUTIONS / "lab"  # edited, and what our own processes import
UNGRADED: tuple[str, ...] = getattr(course, "UNGRADED", ())  # notebooks that are released, and never handed in
HANDED_OUT = (*NOTEBOOKS, *UNGRADED)
ROOT = SOLUTIONS.parent.parent
RELEASED = ROOT / "notebooks" / ASSIGNMENT
RELEASED_LAB = RELEASED / "lab"  # made from it: what students have, and what the sandbox sees
DATA = ROOT / "data"


def lab_modules() -> tuple[str, ...]:
    """Every module of `lab`, by its name."""
    paths = sorted(path.relative_to(SOLUTIONS).with_suffix("") for path in LAB.rglob("*.py"))
    return tuple(".".join(path.parts).removesuffix(".__init__") for path in paths)


__all__ = [
    "ARGUMENTS",
    "ASSIGNMENT",
    "DATA",
    "FUNCTIONS",
    "GRADER",
    "HANDED_OUT",
    "LAB",
    "NOTEBOOKS",
    "PACKAGE",
    "RELEASED",
    "RELEASED_LAB",
    "ROOT",
    "RUN_ONCE",
    "SOLUTIONS",
    "STRUCTURES",
    "TITLE",
    "UNGRADED",
    "VALUES",
    "lab_modules",
]

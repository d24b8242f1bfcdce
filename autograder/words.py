"""How counts and names of students are worded in what people read."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path

from autograder.errors import UserError


def counted(number: float, thing: str) -> str:
    """A number of things: "1 student", "1,200 students", "0.5 days"."""
    return f"{number:,.12g} {thing}{'' if number == 1 else 's'}"


def no_such_student(student: str, among: Collection[str], where: Path) -> UserError:
    """What to raise for a student who isn't there: it names the nearest."""
    near = get_close_matches(student, among, 3, 0.4)
    holds = f"It holds {counted(len(among), 'student')}."
    why = f"Did you mean {' or '.join(near)}?" if near else holds
    return UserError(f"There is no student {student} in {where}.", why, "Give --student the name of one of them.")

"""Students' names, in nbgrader's own table of students: what a roster says of those whom nobody has named there yet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from autograder.ledger.database import nbgrader_api
from autograder.ledger.files import write_atomically


@dataclass(frozen=True)
class Called:
    """What somebody is called; "" where nobody says it."""

    first: str = ""
    last: str = ""
    email: str = ""


NOBODY = Called()


FILE = "people.json"


def write_people(output: Path, people: Mapping[str, Called]) -> None:
    """Keep, in the folder of a shard, what its students are called, for those who put the shards together."""
    named = {student: astuple(one) for student, one in people.items() if any(astuple(one))}
    write_atomically(output / FILE, json.dumps(named, ensure_ascii=False).encode("utf-8", "replace"))


def read_people(output: Path) -> dict[str, Called]:
    """What was kept there; nothing where nobody kept it."""
    try:
        return {student: Called(*one) for student, one in json.loads((output / FILE).read_bytes()).items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def enter_names(session: Session, people: Mapping[str, Called]) -> None:
    """Enter names and addresses of students who have neither; what stands there stays: a person may have typed it."""
    kind = nbgrader_api().Student
    nameless = func.coalesce(kind.first_name, "") + func.coalesce(kind.last_name, "") == ""
    for student in session.scalars(select(kind).where(nameless)).all() if people else ():
        if (named := people.get(student.id)) and any(astuple(named)):
            student.first_name, student.last_name = named.first or None, named.last or None
            student.email = student.email or named.email or None
    session.flush()


def registered(session: Session) -> list[str]:
    """Everybody in nbgrader's table, whether they have handed in or not."""
    return sorted(session.scalars(select(nbgrader_api().Student.id)))

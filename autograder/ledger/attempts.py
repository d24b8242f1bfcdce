"""What students handed in, each time: kept for as long as the output folder is, since a regrading may need all of it.

Every file is kept once, under its hash; for each student a list says which attempt held which files.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from autograder.errors import UserError
from autograder.ledger.files import write_atomically
from autograder.ledger.gradebook import parsed_time
from autograder.ledger.journal import journal_path

FOLDER = "attempts"


@dataclass
class Attempt:
    """One time that a student handed in."""

    number: int
    seen: str  # when it was first graded here, UTC
    handed_in: str = ""  # as nbgrader's timestamp.txt says; "" where nobody does
    files: dict[str, str] = field(default_factory=dict)  # path -> hash
    notes: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)  # path -> why it was left out
    counts: dict[str, tuple[str, str]] = field(default_factory=dict)  # notebook -> which of several files, and why
    work: dict[str, str] = field(default_factory=dict)  # notebook -> hash of what is written in it

    @property
    def time(self) -> datetime:
        """What attempts are ordered by: when it was handed in, else when it was first seen."""
        found = parsed_time(self.handed_in)
        return found.replace(tzinfo=UTC) if found else datetime.fromisoformat(self.seen)


def list_path(output: Path, student: str) -> Path:
    """Where the list of a student's attempts is."""
    return output / FOLDER / journal_path(output, student).name


def read_attempts(output: Path, student: str) -> list[Attempt]:
    """A student's attempts, in order. Raises UserError when the list is damaged."""
    path = list_path(output, student)
    try:
        stored = json.loads(path.read_bytes())
        found = [Attempt(**one | {"counts": {k: tuple(v) for k, v in one["counts"].items()}}) for one in stored]
    except FileNotFoundError:
        return []
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        remedy = "Bring it back from a backup; deleted, what was handed in before is lost."
        raise UserError(f"{path} can't be read.", f"It lists what {student} handed in. {error}", remedy) from error
    return sorted(found, key=lambda attempt: (attempt.time, attempt.number))


def write_attempts(output: Path, student: str, attempts: list[Attempt]) -> None:
    """Keep the list of a student's attempts."""
    path = list_path(output, student)
    path.parent.mkdir(exist_ok=True)
    text = json.dumps([asdict(attempt) for attempt in attempts], ensure_ascii=False, indent=1)
    write_atomically(path, text.encode("utf-8", "replace"))


def digest(data: bytes) -> str:
    """The hash under which a file is kept."""
    return hashlib.sha256(data).hexdigest()


def kept_at(output: Path, hash_: str) -> Path:
    """Where the file of this hash is kept."""
    return output / FOLDER / "files" / hash_[:2] / hash_[2:]


def keep_file(output: Path, hash_: str, data: bytes) -> None:
    """Keep a file, if it is not kept yet."""
    path = kept_at(output, hash_)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)


def kept_file(output: Path, hash_: str) -> bytes:
    """A file that is kept. Raises UserError when it is gone."""
    path = kept_at(output, hash_)
    try:
        return path.read_bytes()
    except OSError as error:
        why = f"It holds a file that a student handed in. {error.strerror}"
        raise UserError(f"{path} can't be read.", why, "Bring it back from a backup, or collect that again.") from error

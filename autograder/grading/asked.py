"""What one run was asked to do, and which part of a class it grades."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from autograder.grading.account import Expected
from autograder.grading.engines import JUDGE
from autograder.grading.keep import FAILED


@dataclass(frozen=True)
class Shard:
    """One of `of` parts of a class, counted from 1. Who is in which follows from the students' names alone."""

    number: int
    of: int

    def __str__(self) -> str:
        return f"{self.number}/{self.of}"

    @property
    def name(self) -> str:
        """What its folder is called."""
        return f"{self.number}-of-{self.of}"

    def holds(self, student: str) -> bool:
        """Whether this part has that student."""
        digest = hashlib.sha256(student.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:8], "big") % self.of == self.number - 1


@dataclass(frozen=True)
class Settings:
    """What one run was asked to do."""

    submissions: Path
    output: Path
    jobs: int = 1
    seed: int | None = None
    student: str | None = None
    force: bool = False
    engine: str = JUDGE
    every_cell: bool = False
    wall: str | None = None  # what student code runs behind; None: the first that works here
    roster: Expected | None = None  # who should be there; None: nobody said
    add: bool = False  # students whom the output folder does not know, though it knows others
    dry_run: bool = False  # replace nothing, and say what would change
    never_lower: bool = False  # no mark becomes less than it was
    keep: str = FAILED  # what graded notebooks keep of what cells showed: one of keep.CHOICES
    lease: Path | None = None  # a file; once it is gone, the run is over, and whoever works for it writes no more
    shard: Shard | None = None  # this part alone: no table and no gradebook is made, which is for all parts together

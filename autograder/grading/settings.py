"""What nbgrader_config.py says about grading: the limits of the sandbox, and what follow-through earns."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from autograder.course.config import nbgrader_config
from autograder.errors import UserError
from autograder.sandbox.limits import Limits, limits_from_config


@dataclass(frozen=True)
class CourseSettings:
    """The course's own settings, which hold for every run."""

    limits: Limits = field(default_factory=Limits)
    follow_through: float = 1.0  # the share of its marks that a test gets which passes once earlier mistakes are mended
    attempts: str = "latest"  # which attempt counts of each notebook; or "best": by the judge's marks
    every_cell: bool = False  # run the course's cells that only show something, too: `--every-cell`

    def __str__(self) -> str:
        """All of it, for the fingerprint of what was graded under it."""
        return json.dumps([self.limits.as_dict(), self.follow_through, self.every_cell, self.attempts])


def course_settings() -> CourseSettings:
    """Read them. Raises UserError, naming the line at fault."""
    config = nbgrader_config()
    share = config.get("Autograder", {}).get("follow_through", 1.0)
    if isinstance(share, bool) or not isinstance(share, (int, float)) or not 0 <= share <= 1:
        why = "It is the share of its marks that a test gets which passes only with earlier mistakes mended."
        raise UserError(f"nbgrader_config.py sets c.Autograder.follow_through to {share!r}.", why, "Give 0 to 1.")
    attempts = config.get("Autograder", {}).get("attempts", "latest")
    if attempts not in ("latest", "best"):
        why = "It says which of a student's attempts counts, for each notebook."
        raise UserError(f"nbgrader_config.py sets c.Autograder.attempts to {attempts!r}.", why, "Give latest, or best.")
    return CourseSettings(limits_from_config(config), float(share), attempts)

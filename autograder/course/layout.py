"""Where things are in the repository, and the course's names. The only place that joins these paths."""

from __future__ import annotations

from pathlib import Path

from lab.course import ASSIGNMENT, NOTEBOOKS

ROOT = Path(__file__).resolve().parent.parent.parent
SOLUTIONS = ROOT / "solutions" / ASSIGNMENT
RELEASED = ROOT / "notebooks" / ASSIGNMENT
LAB = SOLUTIONS / "lab"  # edited, and what our own processes import
RELEASED_LAB = RELEASED / "lab"  # made from it: what students have, and what the sandbox sees
DATA = ROOT / "data"

__all__ = ["ASSIGNMENT", "DATA", "LAB", "NOTEBOOKS", "RELEASED", "RELEASED_LAB", "ROOT", "SOLUTIONS"]

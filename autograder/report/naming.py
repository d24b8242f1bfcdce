"""How many lost marks have a cause with a name, one of two, or none: what the error models know, and what they don't.

Of each check that costs marks the first finding counts; what is not written yet is no mistake.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from lab.check.engine.examine import SAYS_LITTLE

from autograder.verdicts import CellResult

NAMED, EITHER, UNNAMED = "named", "either … or …", "unnamed"
Naming = Sequence[tuple[str, int]]


def how_named(cause: str) -> str:
    """Whether a cause is a name, one of two (or of several in one place, which end in "…"), or none at all."""
    if " | " in cause or cause.endswith("…"):
        return EITHER
    return UNNAMED if cause in SAYS_LITTLE else NAMED


def naming_of(rows: Iterable[CellResult]) -> Naming:
    """How many of these checks have found a cause of each kind."""
    first = (row.findings[0].get("cause") or "unknown" for row in rows if row.findings and not row.not_written)
    counts = Counter(map(how_named, first))
    return [(how, counts[how]) for how in (NAMED, EITHER, UNNAMED)]


def together(several: Iterable[Naming]) -> Naming:
    """The sum of several counts."""
    counts: Counter[str] = Counter()
    for naming in several:
        counts.update(dict(naming))
    return [(how, counts[how]) for how in (NAMED, EITHER, UNNAMED)]

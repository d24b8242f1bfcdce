"""What a large class needs, reckoned from what was measured: the table in docs/clusters.md.

    python benchmarks/large_class.py        prints the table

Measured by benchmarks/engines.py and benchmarks/scale.py on two cores of a cloud machine; the rest is arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass

MERGE_SECONDS = 0.0043  # a student, on one core
DATABASE_KB = 25  # a student, in SQLite
JOURNAL_KB = 43  # a student: the shard's, the merged folder's, and history.jsonl
PAGES_KB = 456  # a student who handed in all seven, `autograded/` and `feedback/`, in blocks of 4 kB
EFFICIENCY = 0.9  # of cores that work for Dask, beside as many that know nothing of each other
START_SECONDS = 8  # until the first submission is under way
STRAGGLER_SECONDS = 150  # the slowest submission: an endless loop in every notebook, each ended by its limit


@dataclass(frozen=True)
class Work:
    """What is handed in, and what it costs."""

    name: str
    core_seconds: float  # a submission, with every core of the machine busy


WORKS = (Work("notebook 01", 0.112), Work("all seven", 4.3))
SIZES = (10_000, 100_000, 1_000_000)
CORES = (16, 256, 4_096)


def grading_seconds(students: int, work: Work, cores: int) -> float:
    """On so many cores, if no submission takes long."""
    return START_SECONDS + students * work.core_seconds / (cores * EFFICIENCY)


def hours(students: int, work: Work, cores: int) -> float:
    """With the slowest submission, and merged in the end by one core."""
    return (grading_seconds(students, work, cores) + STRAGGLER_SECONDS + students * MERGE_SECONDS) / 3600


def table() -> str:
    """A row for each size and kind of work, in Markdown."""
    head = ["students", "each hands in", "core-hours", "database", "files", *(f"hours on {cores:,}" for cores in CORES)]
    rows = [head, ["---:", "---", *["---:"] * (len(head) - 2)]]
    for students in SIZES:
        for work in WORKS:
            rows.append(
                [
                    f"{students:,}",
                    work.name,
                    f"{students * work.core_seconds / 3600:,.1f}",
                    f"{students * DATABASE_KB / 1e6:,.2g} GB",
                    f"{students * (JOURNAL_KB + PAGES_KB) / 1e6:,.0f} GB",
                    *(f"{hours(students, work, cores):,.2f}" for cores in CORES),
                ]
            )
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    print(table())

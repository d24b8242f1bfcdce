"""What becomes of 2,000 mutants of a good submission in all of `autograder grade`, judge and sandbox included.

    python benchmarks/fuzz_submissions.py [--mutants 2000] [--jobs 2] [--from 0]

Each mutant is a damaged 01_activations or 02_outputs_and_losses beside the other one as it should be. Exit code 1 if
one of them was not graded, lacks a row, or cost its unharmed notebook a mark; the mutants at fault are named.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as in the sandbox; read when NumPy is imported

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from autograder.course.notebooks import released_notebooks  # noqa: E402
from autograder.grading.asked import Settings  # noqa: E402
from autograder.grading.run import grade  # noqa: E402
from autograder.grading.schedule import TaskAnswer  # noqa: E402
from autograder.ledger.journal import Entry  # noqa: E402
from tests.test_fuzz_submissions import write_submission  # noqa: E402

BATCH = 100
ROWS = [(name, cell.name) for name, form in released_notebooks().items() for cell in form.graded]


class Tally:
    """What became of the mutants."""

    def __init__(self) -> None:
        self.verdicts: Counter[str] = Counter()
        self.whole: Counter[str] = Counter()
        self.at_fault: list[str] = []
        self.seconds: list[float] = []

    def batch(self, numbers: range, jobs: int) -> None:
        """Grade some of them."""
        root = Path(tempfile.mkdtemp(prefix="fuzz-"))
        harmed = {}
        for number in numbers:
            folder = root / "submitted" / f"mutant{number}" / "backpropagation"
            folder.mkdir(parents=True)
            harmed[f"mutant{number}"] = write_submission(folder, number)
        report = grade(Settings(root / "submitted", root / "graded", jobs, 3), self._watch, lambda _: None)
        entries = {entry.student: entry for entry in report.entries}
        for student, (broken, good) in harmed.items():
            self._count(student, entries.get(student), broken, good)
        shutil.rmtree(root)

    def _watch(self, answer: TaskAnswer) -> None:
        self.seconds.append(answer.seconds)

    def _count(self, student: str, entry: Entry | None, broken: str, good: str) -> None:
        rows = {(result.notebook, row.cell): row for result in entry.notebooks for row in result.cells} if entry else {}
        unharmed = [row for (notebook, _), row in rows.items() if notebook == good]
        if (
            entry is None
            or list(rows) != ROWS
            or not entry.complete
            or not all(row.score == row.max_score for row in unharmed)
        ):
            self.at_fault.append(student)
        mine = [row for (notebook, _), row in rows.items() if notebook == broken]
        self.verdicts.update(row.verdict.value for row in mine)
        if all(row.verdict == "missing" for row in mine):
            self.whole["nothing could be read"] += 1
        elif all(row.verdict == "passed" for row in mine):
            self.whole["full marks all the same"] += 1
        else:
            self.whole["some marks"] += 1

    def show(self, seconds: float) -> None:
        """Print it."""
        print(f"{len(self.seconds)} mutants in {seconds:.0f} s; one: median {statistics.median(self.seconds):.2f} s,")
        print(f"longest {max(self.seconds):.1f} s.")
        for name, counts in (("The damaged notebook", self.whole), ("Its cells", self.verdicts)):
            print(f"{name}: " + ", ".join(f"{count} {what}" for what, count in counts.most_common()))
        print(f"Not graded, rows lacking, or marks of the unharmed notebook lost: {self.at_fault or 'none'}")


def main() -> int:
    """0 if every mutant was graded as it should be."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutants", type=int, default=2_000)
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--from", type=int, default=0, dest="first", help="Number of the first mutant.")
    asked = parser.parse_args()
    tally, begun = Tally(), time.monotonic()
    for first in range(asked.first, asked.first + asked.mutants, BATCH):
        tally.batch(range(first, min(first + BATCH, asked.first + asked.mutants)), asked.jobs)
        print(f"{len(tally.seconds)} of {asked.mutants}, at fault: {len(tally.at_fault)}", file=sys.stderr, flush=True)
    tally.show(time.monotonic() - begun)
    return 1 if tally.at_fault else 0


if __name__ == "__main__":
    sys.exit(main())

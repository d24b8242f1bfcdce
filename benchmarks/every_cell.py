"""Does leaving out cells that only show something change a mark? The sample class, all right answers, 200 mixed
students, and every attack, both ways.

    .venv/bin/python -m benchmarks.every_cell [--only honest|mixtures|attacks] [--first N] [--last N]

It takes an hour or two; `--first` and `--last` do it in parts. Attacks are built with all of the course's cells here,
unlike in the test suite. Exits with 1 if a mark differs.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.grading.collect import collect
from autograder.grading.prepare import prepare
from autograder.judge import JudgeEngine
from autograder.sandbox.limits import Limits
from autograder.submission import Prepared
from benchmarks.same_marks import submissions
from tests import builder
from tests.mixtures import marks, mixture
from tests.stock import prepared

ATTACKS = Path(__file__).resolve().parent.parent / "tests" / "attacks"
# As tests/test_attacks.py has them, so that endless loops end soon.
IMPATIENT = Limits(cell_seconds=4, cell_cpu_seconds=4, memory_bytes=600 << 20)
SEED, MIXTURES = 7, 200


def attack(name: str, folder: Path) -> Prepared:
    """An attacker's submission, with the cells of figures and play."""
    read = builder.read_edits
    try:
        builder.read_edits = lambda path: {**read(path), "graded_cells_only": False}
        builder.build_submission(ATTACKS / name, folder / name)
    finally:
        builder.read_edits = read
    return prepare(collect(name, folder / name))


def compare(label: str, submission: Prepared, engines: tuple[Any, Any]) -> tuple[int, int]:
    """Judge a submission both ways, and say what differs: (marks, marks that differ)."""
    begun = time.perf_counter()
    sparing, thorough = (marks(engine.run(submission, SEED)) for engine in engines)
    if not sparing:
        raise ValueError(f"{label} has no marks that could differ: its folder was not read as a submission")
    different = {cell: (mark, thorough[cell]) for cell, mark in sparing.items() if mark != thorough[cell]}
    if different:
        print(f"{label}: {json.dumps({'/'.join(cell): both for cell, both in different.items()})}", flush=True)
    print(f"{label}: {len(sparing)} marks, {time.perf_counter() - begun:.1f} s", file=sys.stderr, flush=True)
    return len(sparing), len(different)


def two_engines(limits: Limits | None) -> tuple[JudgeEngine, JudgeEngine]:
    """One that leaves cells out, and one that runs them all."""
    return JudgeEngine(limits), JudgeEngine(limits, every_cell=True)


KINDS = ("honest", "mixtures", "attacks")


def of_kind(kind: str, folder: Path) -> dict[str, Callable[[], Prepared]]:
    """name -> a function that makes the submission."""
    if kind == "honest":
        return {name: lambda n=name, make=make: prepared(n, make()) for name, make in submissions().items()}
    if kind == "mixtures":
        return {f"mixture {n}": lambda n=n: mixture(n) for n in range(MIXTURES)}
    builder.build_submission(ATTACKS / "_neighbours" / "ann", folder / "aa_ann")  # whom some of them reach for
    names = sorted(path.parent.name for path in ATTACKS.glob("[!_]*/expected.json"))
    return {name: lambda n=name: attack(n, folder) for name in names}


def main() -> int:
    """Compare them all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="*", choices=KINDS, default=KINDS)
    parser.add_argument("--first", type=int, default=0, metavar="N", help="of each kind, counted from 0")
    parser.add_argument("--last", type=int, metavar="N")
    asked = parser.parse_args()
    part, found = slice(asked.first, None if asked.last is None else asked.last + 1), []
    with tempfile.TemporaryDirectory() as folder:
        for kind in asked.only:
            one, other = two_engines(IMPATIENT if kind == "attacks" else None)
            with one, other:
                made = list(of_kind(kind, Path(folder)).items())[part]
                found += [compare(name, make(), (one, other)) for name, make in made]
    total, different = (sum(column) for column in zip(*found, strict=True))
    print(f"{len(found)} submissions, {total} marks, {different} differ")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())

"""A class of any size: what each command takes of memory and time, and whether time grows in proportion.

    python benchmarks/scale.py results [10000 100000]     synthetic results, as judges would leave them, in four shards
    python benchmarks/scale.py postgresql [10000]         the same results, entered into a PostgreSQL server

Each command is a process of its own; its memory is the most that it had resident, its own children included one by one.
Beside other work, look at processor time: how long it takes grows with what the neighbours do.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from autograder.cluster.begun import SHARDS, begin
from autograder.course.notebooks import released_notebooks
from autograder.grading.asked import Settings, Shard
from autograder.grading.fingerprints import all_checks
from autograder.grading.run import run_facts
from autograder.grading.write import write_run
from autograder.ledger.journal import Entry, write_entry
from autograder.ledger.ledger import settle
from autograder.verdicts import CellResult, NotebookResult, Verdict
from tests.postgres import server

PARTS = 4
_SAID = (
    "grad_W[2] is not what it should be: at [0, 1] it is 0.1250, and should be 0.0625, twice as much as it should be. "
)


@dataclass(frozen=True)
class Took:
    """What one command took."""

    seconds: float
    processor: float  # seconds, its children's included
    megabytes: float
    code: int


def run(*command: str) -> Took:
    """Run `autograder …` and measure it."""
    begun = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "autograder", *command], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds, processor = time.perf_counter() - begun, used.ru_utime + used.ru_stime
    return Took(seconds, processor, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status))


def entry(number: int) -> Entry:
    """A result: a fifth of the checks fail, with a finding each; notes as the judge leaves them."""
    draw, notebooks = random.Random(number), []
    for name, form in released_notebooks().items():
        cells = []
        for cell in form.graded:
            if cell.role == "manual":
                cells.append(CellResult(cell.name, Verdict.MANUAL, None, cell.points))
                continue
            right = draw.random() < 0.8
            finding = {
                "function": cell.check,
                "cause": "twice",
                "message": _SAID * 2,
                "hint": "Is there a ½?",
                "case": "",
            }
            finding |= {"inputs": "a = [[…]]" * 20, "expected": "", "got": "[[0.125 …]]" * 10}
            verdict, score = (Verdict.PASSED, cell.points) if right else (Verdict.WRONG, 0.0)
            cells.append(CellResult(cell.name, verdict, score, cell.points, 0.01, () if right else (finding,)))
        notebooks.append(NotebookResult(name, cells, None, ["cell 3 was put back"] if draw.random() < 0.1 else []))
    work = f"{number:016x}"
    basis = {"submission": work, "check": "c" * 16, "seed": "7", "settings": "s" * 300}
    return Entry(
        f"student{number:07d}", f"{number:064x}", notebooks, {}, timestamp="2026-11-20 09:30:00 UTC", seed=7,
        basis={name: basis for name in released_notebooks()},
        beneath={name: {cell.name: work for cell in form.graded} for name, form in released_notebooks().items()},
    )  # fmt: skip


def lay_out(output: Path, count: int) -> None:
    """Shards with that many results, all of them done."""
    begin(output, 7)
    facts = run_facts(Settings(Path(), output, seed=7), all_checks(), {}) | {"finished": "now", "chosen": count}
    shards = [Shard(number, PARTS) for number in range(1, PARTS + 1)]
    for shard in shards:
        (output / SHARDS / shard.name / "journal").mkdir(parents=True)
        write_run(output / SHARDS / shard.name, facts)
    for number in range(count):
        made = entry(number)
        write_entry(output / SHARDS / next(one for one in shards if one.holds(made.student)).name, made)


def measure_results(count: int, folder: Path) -> dict[str, Took]:
    """Every command on that many results."""
    output = folder / str(count)
    laying = get_context("fork").Process(target=lay_out, args=(output, count))  # else its memory counted as theirs
    laying.start()
    laying.join()
    one = "student0000007"
    commands = {
        "merge": ["merge", "--output", str(output)],
        "merge again": ["merge", "--output", str(output)],
        "status": ["status", "--output", str(output)],
        "report": ["report", "--output", str(output)],
        "history of one": ["history", "--output", str(output), "--student", one],
        "feedback of one": ["feedback", "--output", str(output), "--student", one],
        "return csv": ["return", "csv", "--output", str(output), "--to", str(folder / "marks.csv")],
    }
    return {name: run(*words) for name, words in commands.items()}


def measure_postgresql(count: int, folder: Path) -> None:
    """How long it takes to enter that many results, and to settle once more."""
    output = folder / f"postgresql-{count}"
    (output / "journal").mkdir(parents=True)
    for number in range(count):
        write_entry(output, entry(number))
    with server() as running:
        url = running.new_database()
        for what in ("entered", "settled again"):
            begun = time.perf_counter()
            settle(output, url, make=True)
            print(f"PostgreSQL: {count:,} students {what} in {time.perf_counter() - begun:.1f} s", flush=True)


def show(measured: dict[int, dict[str, Took]]) -> None:
    """A row for each command, a pair of columns for each size."""
    sizes = list(measured)
    print(
        "| command | "
        + " | ".join(f"{size:,}: s | processor | MB" for size in sizes)
        + " | times as long | processor |"
    )
    print("|---|" + "---:|---:|---:|" * len(sizes) + "---:|---:|")
    for name in measured[sizes[0]]:
        took = [measured[size][name] for size in sizes]
        cells = " | ".join(
            f"{one.seconds:.1f} | {one.processor:.1f} | {one.megabytes:.0f}{'' if one.code < 2 else ' FAILED'}"
            for one in took
        )
        times, processor = took[-1].seconds / took[0].seconds, took[-1].processor / took[0].processor
        print(f"| `{name}` | {cells} | {times:.1f} | {processor:.1f} |")


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["results", "postgresql"])
    parser.add_argument("sizes", type=int, nargs="*")
    parser.add_argument("--folder", type=Path, help="where to lay it out; kept, if given")
    asked = parser.parse_args()
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="scale-"))
    try:
        if asked.what != "results":
            for size in asked.sizes or [10_000]:
                measure_postgresql(size, folder)
            return
        measured = {}
        for size in asked.sizes or [10_000, 100_000]:
            measured[size] = measure_results(size, folder)
            print(size, json.dumps({name: vars(took) for name, took in measured[size].items()}), flush=True)
        show(measured)
    finally:
        if asked.folder is None:
            shutil.rmtree(folder)
    print(f"this process had {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()

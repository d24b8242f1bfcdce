"""The whole grader against stock nbgrader and against the floor, in one run, on the same honest submissions.

    python benchmarks/grading.py [--submissions 40] [--stock 40]

stock    nbgrader's own `autograde`, as it comes, on the first --stock of them
ours     `autograder grade` with one job, then with two
floor    the bare code of the same cells, in forks of a warm process, nothing isolated, nothing judged: of all cells,
         and of those that decide marks, which are all that grading runs

Then one epoch of the reference's `train` beside PyTorch, if that is installed (benchmarks/training.py).
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # as in the sandbox, and so that no side uses a core that it was not given
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from autograder.course.layout import ASSIGNMENT, NOTEBOOKS, ROOT
from benchmarks import cells, phases, stock
from benchmarks.footprint import Footprint, watched
from benchmarks.honest import build_honest

_ONE = re.compile(r"\] (\w+): ([\d.]+) s")
# What `grade` does before it hands out the first submission.
_START = (
    "from autograder.cli import skip_slow_formats\n"
    "skip_slow_formats()\n"
    "from autograder.course.notebooks import released_notebooks\n"
    "from autograder.grading.fingerprints import all_checks\n"
    "from autograder.grading.settings import course_settings\n"
    "from autograder.report.terminal.progress import show_run\n"
    "released_notebooks(); course_settings(); all_checks()"
)
# What the project has set itself.
MOST = {"start": 0.5, "memory": 150e6, "ratio": 1.5, "faster": 9.0, "faster untrained": 25.0}


@dataclass
class Side:
    """One way to run the submissions: seconds of each, and of all together."""

    name: str
    jobs: int
    walls: list[float] = field(default_factory=list)
    cpu: float = 0.0  # of all
    wall: float = 0.0  # of all
    training: float = 0.0  # of cpu: 07's training cells, when they run again in follow-through, too

    @property
    def count(self) -> int:
        """How many submissions."""
        return len(self.walls)

    @property
    def per_minute(self) -> float:
        """Submissions per minute."""
        return 60 * self.count / self.wall

    @property
    def untrained_per_minute(self) -> float:
        """The same without 07's training cells, which keep each job busy for as long as they compute."""
        return 60 * self.count / (self.wall - self.training / self.jobs)

    @property
    def cpu_each(self) -> float:
        """Processor time for each submission."""
        return self.cpu / self.count

    @property
    def untrained_each(self) -> float:
        """The same without 07's training cells."""
        return (self.cpu - self.training) / self.count


def run_floor(submissions: Path, students: Iterable[str]) -> tuple[Side, Side]:
    """Every code cell of every submission, a fork for each notebook: of all cells, and of those that decide marks."""
    cells.warm_up()
    side, deciding = Side("floor", 1), Side("floor, deciding", 1)
    begun = time.perf_counter()
    for student in students:
        one = time.perf_counter()
        paths = (submissions / student / ASSIGNMENT / f"{name}.ipynb" for name in NOTEBOOKS)
        before = os.times()
        run = [cell for path in paths if path.exists() for cell in cells.run_notebook(path, None)]
        after = os.times()
        side.walls.append(time.perf_counter() - one)
        spent = zip(after[:4], before[:4], strict=True)  # with the forks themselves, and what they need beside cells
        side.cpu += sum(late - early for late, early in spent)
        side.training += sum(cell.seconds for cell in run if cell.training)
        shown = sum(cell.seconds for cell in run if cell.shows)
        deciding.walls.append(side.walls[-1] - shown)
        deciding.cpu -= shown
        deciding.training += sum(cell.seconds for cell in run if cell.training and not cell.shows)
    side.wall = time.perf_counter() - begun
    deciding.wall, deciding.cpu = side.wall + deciding.cpu, side.cpu + deciding.cpu
    return side, deciding


def run_ours(submissions: Path, output: Path, jobs: int) -> tuple[Side, Footprint]:
    """`autograder grade` on all of them, as a TA would start it."""
    command = [sys.executable, "-m", "autograder", "grade", "--submissions", str(submissions), "--output", str(output)]
    begun = time.perf_counter()
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen([*command, f"--jobs={jobs}", "--seed=1"], stdout=log, stderr=log, cwd=ROOT)

        def wait() -> tuple[float, int]:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            return used.ru_utime + used.ru_stime, process.returncode

        footprint, (cpu, code) = watched(process.pid, wait)
        log.seek(0)
        said = log.read()
    if code:
        raise RuntimeError(f"autograder grade ended with {code}:\n{said[-3000:]}")
    walls = [float(seconds) for _, seconds in _ONE.findall(said)]
    return Side(f"ours, {jobs} job{'s' * (jobs > 1)}", jobs, walls, cpu, time.perf_counter() - begun), footprint


def marks(output: Path) -> dict[str, float]:
    """Each student's sum of marks in the scores.csv of a run of ours."""
    total: dict[str, float] = {}
    with (output / "scores.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            total[row["student"]] = total.get(row["student"], 0.0) + float(row["score"] or 0)
    return total


def load() -> str:
    """How busy the machine is, with whatever runs beside."""
    return f"load {os.getloadavg()[0]:.1f}"


def start_seconds() -> tuple[float, float]:
    """Median seconds until `--help` is there, and until `grade` hands out its first submission."""
    commands = ([sys.executable, "-m", "autograder", "--help"], [sys.executable, "-c", _START])
    found = []
    for command in commands:
        taken = []
        for _ in range(5):
            begun = time.perf_counter()
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
            taken.append(time.perf_counter() - begun)
        found.append(statistics.median(taken))
    return found[0], found[1]


def print_sides(sides: list[Side], floor: Side) -> None:
    """The table: one line for each way to run them."""
    print("\n                                             with 07's training          without")
    print("                 submissions   median s   CPU s each   × floor   per min   CPU s each   × floor   per min")
    for side in sides:
        print(
            f"{side.name:<16} {side.count:>11} {statistics.median(side.walls):>10.1f} {side.cpu_each:>12.2f}"
            f" {side.cpu_each / floor.cpu_each:>9.2f} {side.per_minute:>9.2f} {side.untrained_each:>12.2f}"
            f" {side.untrained_each / floor.untrained_each:>9.2f} {side.untrained_per_minute:>9.2f}"
        )


def print_phases(start: phases.Spent, each: list[dict[str, phases.Spent]]) -> None:
    """Where the time goes, medians over the submissions."""
    print(f"\nWhere our time goes, medians of {len(each)}, in milliseconds  (wall | CPU: judge, sandbox)")
    print(
        f"  {'sandbox start':<18}{start.wall * 1e3:8.0f} | {start.judge * 1e3:6.0f} {start.sandbox * 1e3:7.0f}"
        "   once a job"
    )
    for name in phases.ORDER:
        spent = [one.get(name, phases.Spent()) for one in each]
        wall, judge, sandbox = (
            statistics.median(getattr(s, what) for s in spent) for what in ("wall", "judge", "sandbox")
        )
        if name != "sandbox start":
            had = sum(s.wall > 0 for s in spent)
            only = f"   in {had} of {len(each)}" if had < len(each) else ""
            print(f"  {name:<18}{wall * 1e3:8.0f} | {judge * 1e3:6.0f} {sandbox * 1e3:7.0f}{only}")
    totals = [sum(spent.cpu for spent in one.values()) for one in each]
    print(f"  CPU of a submission: median {statistics.median(totals):.2f} s, mean {statistics.mean(totals):.2f} s")


def print_verdict(sides: dict[str, Side], memory: float, start: float) -> None:
    """What was to be reached, and whether it was."""
    one, two, floor, plain = (sides[name] for name in ("one", "two", "deciding", "stock"))
    reached = [
        (
            "submissions per minute, two jobs, to stock nbgrader's",
            two.per_minute / plain.per_minute,
            ">=",
            MOST["faster"],
        ),
        (
            "the same without 07's training",
            two.untrained_per_minute / plain.untrained_per_minute,
            ">=",
            MOST["faster untrained"],
        ),
        ("CPU of a submission, one job, to the deciding floor's", one.cpu_each / floor.cpu_each, "<=", MOST["ratio"]),
        ("start of the command, seconds", start, "<=", MOST["start"]),
        ("unshared memory of a job, MB", memory / 1e6, "<=", MOST["memory"] / 1e6),
    ]
    bare = [
        2 * 60 / each / rate
        for each, rate in ((floor.cpu_each, plain.per_minute), (floor.untrained_each, plain.untrained_per_minute))
    ]
    print(f"\nThe deciding floor itself, on two cores: {bare[0]:.1f} times stock, {bare[1]:.1f} without 07's training.")
    print("\nTo reach")
    for words, value, sign, wanted in reached:
        good = value >= wanted if sign == ">=" else value <= wanted
        print(f"  {'yes' if good else 'NO ':<4}{words:<56}{value:8.2f}   ({sign} {wanted:g})")


def compare_marks(ours: dict[str, float], theirs: dict[str, float]) -> int:
    """Say whether both give the same marks; how many students differ."""
    differ = {name: (ours[name], mark) for name, mark in theirs.items() if abs(ours[name] - mark) > 1e-9}
    print(
        f"\nMarks: {len(theirs) - len(differ)} of {len(theirs)} students have the same from stock nbgrader and from us."
    )
    for name, (our, their) in differ.items():
        print(f"  {name}: ours {our:g}, stock {their:g} (follow-through, if one exercise is wrong)")
    return len(differ)


def benchmark(folder: Path, count: int, few: int) -> None:
    """Run everything, and print it as it comes."""
    submissions = folder / "submitted"
    students = build_honest(submissions, count)
    (folder / "data").symlink_to(ROOT / "data")  # as students have it, beside their notebooks
    print(f"{len(students)} submissions of {len(NOTEBOOKS)} notebooks; {os.cpu_count()} cores, {load()}")
    help_seconds, grade_seconds = start_seconds()
    print(
        f"Start: `autograder --help` {help_seconds:.2f} s, "
        f"`autograder grade` {grade_seconds:.2f} s to its first submission"
    )
    floor, deciding = run_floor(submissions, students)
    print_sides([floor, deciding], floor)
    one, footprint = run_ours(submissions, folder / "one", 1)
    two, _ = run_ours(submissions, folder / "two", 2)
    start, each = phases.measure(submissions, folder / "phases", students)
    for side in (one, two):
        side.training = sum(spent[name].cpu for spent in each for name in phases.TRAINED if name in spent)
    print_sides([one, two, floor, deciding], floor)
    print_phases(start, each)
    (folder / "stock").mkdir()
    theirs = stock.run_stock(folder / "stock", submissions, students[:few])
    plain = Side("stock nbgrader", 1, theirs.walls, sum(theirs.cpus), sum(theirs.walls), sum(theirs.trainings))
    print_sides([plain, one, two, floor, deciding], floor)
    print(f"Stock ran the first {few} submissions; its start, {theirs.start:.1f} s a command, is not counted.")
    if theirs.refused:
        print(f"Not graded by stock nbgrader, and not counted on its side: {', '.join(theirs.refused)}.")
    print(
        "\nUnshared memory at its most: "
        + ", ".join(f"{who} {size / 1e6:.0f} MB" for who, size in footprint.most.items())
    )
    print_verdict(
        {"one": one, "two": two, "deciding": deciding, "stock": plain}, footprint.most["a job of ours"], grade_seconds
    )
    compare_marks(marks(folder / "one"), theirs.marks)
    print(flush=True)
    subprocess.run([sys.executable, "-m", "benchmarks.training"], cwd=ROOT, check=False)
    print(f"At the end: {load()}. With more than the number of cores, wall times mean little.")


def main() -> int:
    """Run it as the command line asks."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--submissions", type=int, default=40, help="how many; fewer for a quick look")
    parser.add_argument("--stock", type=int, help="how many of them stock nbgrader grades, a quarter of a minute each")
    asked = parser.parse_args()
    asked.stock = asked.stock or asked.submissions
    if not 1 <= asked.stock <= asked.submissions <= 100:
        parser.error("--submissions is 1 to 100, and --stock at most that")
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        benchmark(Path(folder), asked.submissions, asked.stock)
    return 0


if __name__ == "__main__":
    sys.exit(main())

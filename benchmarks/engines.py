"""The same cheap class on each engine: submissions a minute, efficiency, and memory over time as a plot.

    python benchmarks/engines.py [--count 2000] [--many 10000] [--plot FILE.svg] [--write FILE.json]

`count` students on one process, two jobs, two shards and two Dask workers; then `many` on two Dask workers. Efficiency
is tasks × the time of one ÷ (workers × wall). The time of one is measured twice: with one process on an otherwise idle
machine, and with two that know nothing of each other (the shards, and their merge): cores that share a cache, or more,
lose in the second what no engine can give back. Needs psutil, which comes with Dask.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

import psutil

from autograder.course.layout import ASSIGNMENT, ROOT
from tests.damage import ONE, good_notebook

SAMPLE_SECONDS = 5.0
AUTOGRADER = [sys.executable, "-P", "-m", "autograder"]


@dataclass
class Run:
    """One run on one engine."""

    engine: str
    students: int
    seconds: float = 0.0
    merge_seconds: float = 0.0
    memory: list[tuple[float, float, float]] = field(default_factory=list)  # (seconds, MB of the client, MB of all)

    @property
    def per_minute(self) -> float:
        """Submissions."""
        return 60 * self.students / self.seconds

    def efficiency(self, seconds_of_one: float) -> float:
        """Of two workers."""
        return self.students * seconds_of_one / (2 * self.seconds)


def hand_in(root: Path, count: int) -> None:
    """Notebook 01 of that many students, its graded cells alone: right in many ways, and a fifth of them wrong."""
    ways = {
        path.parent.name: sorted(path.parent.glob("*.py")) for path in (ROOT / "tests/right_answers").glob("*/*.py")
    }
    for number in range(count):
        draw, notebook = random.Random(number), json.loads(good_notebook(ONE))
        notebook["cells"] = [cell for cell in notebook["cells"] if "nbgrader" in cell["metadata"]]
        for cell in notebook["cells"]:
            name = cell["metadata"]["nbgrader"]["grade_id"]
            if name in ways:
                cell["source"] = draw.choice(ways[name]).read_text(encoding="utf-8") + f"\n# {number}"
            if name == "relu" and draw.random() < 0.2:
                cell["source"] = f"def relu(a):\n    return np.abs(a)  # {number}"
        place = root / f"student{number:06d}" / ASSIGNMENT
        place.mkdir(parents=True)
        (place / f"{ONE}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")


def go(run: Run, submitted: Path, output: Path, commands: list[list[str]]) -> Run:
    """Run commands side by side, and look at their memory while they are at it."""
    grade = [*AUTOGRADER, "grade", "--submissions", str(submitted), "--output", str(output), "--seed", "7"]
    begun, over = time.perf_counter(), threading.Event()
    processes = [subprocess.Popen([*grade, *more], stdout=subprocess.DEVNULL) for more in commands]

    def look() -> None:
        while not over.wait(SAMPLE_SECONDS):
            run.memory.append((time.perf_counter() - begun, *memory_of([process.pid for process in processes])))

    watcher = threading.Thread(target=look)
    watcher.start()
    codes = [process.wait() for process in processes]
    run.seconds = time.perf_counter() - begun
    over.set()
    watcher.join()
    assert set(codes) == {0}, codes
    return run


def memory_of(pids: list[int]) -> tuple[float, float]:
    """MB of the largest of these processes, and of all with what is below them, shared pages counted once."""
    largest = everything = 0.0
    for pid in pids:
        with suppress(psutil.Error):
            root = psutil.Process(pid)
            largest = max(largest, root.memory_info().rss / 1e6)
            for process in [root, *root.children(recursive=True)]:
                with suppress(psutil.Error):
                    everything += process.memory_full_info().pss / 1e6
    return largest, everything


def engines(folder: Path, count: int, many: int) -> list[Run]:
    """A run on each, each compared with the first."""
    hand_in(folder / "few", count)
    hand_in(folder / "many", many)
    dask = ["--cluster", "local:2"]
    plan = {
        "one process": [["--jobs", "1"]],
        "two jobs": [["--jobs", "2"]],
        "two shards": [["--jobs", "1", "--shard", part] for part in ("1/2", "2/2")],
        "two Dask workers": [dask],
    }
    runs = []
    for engine, commands in plan.items():
        output = folder / engine.replace(" ", "_")
        if len(commands) > 1:
            subprocess.run([*AUTOGRADER, "begin", "--output", str(output), "--seed", "7"], check=True)
        runs.append(go(Run(engine, count), folder / "few", output, commands))
        if len(commands) > 1:
            begun = time.perf_counter()
            subprocess.run([*AUTOGRADER, "merge", "--output", str(output)], check=True, stdout=subprocess.DEVNULL)
            runs[-1].merge_seconds = time.perf_counter() - begun
        report(runs, same=scores(output) == scores(folder / "one_process"))
    runs.append(go(Run("two Dask workers", many), folder / "many", folder / "many_out", [dask]))
    first = scores(folder / "one_process")
    report(runs, same=scores(folder / "many_out")[: len(first)] == first)
    return runs


def scores(output: Path) -> list[str]:
    """The lines of scores.csv; its first column is the student."""
    return (output / "scores.csv").read_text(encoding="utf-8").splitlines()


def report(runs: list[Run], same: bool) -> None:
    """A line for the last run."""
    run, alone = runs[-1], runs[0].seconds / runs[0].students
    line = f"{run.engine}, {run.students:,}: {run.seconds:.1f} s, {run.per_minute:.0f} a minute"
    line += f", efficiency {run.efficiency(alone):.2f}"
    if len(runs) > 2:
        together = runs[2].seconds + runs[2].merge_seconds
        line += f", against two at once {run.efficiency(2 * together / runs[2].students):.2f}"
    if run.merge_seconds:
        line += f", merge {run.merge_seconds:.1f} s"
    client, everything = (max((each[place] for each in run.memory), default=0) for place in (1, 2))
    print(f"{line}; memory {client:.0f} MB, of all {everything:.0f} MB; scores.csv {'the same' if same else 'DIFFERS'}",
          flush=True)  # fmt: skip


def plot(runs: list[Run], path: Path) -> None:
    """Memory over time of the last run, the longest."""
    import matplotlib.pyplot as plt

    seconds, client, everything = zip(*runs[-1].memory, strict=True)
    figure, axes = plt.subplots(figsize=(7, 3), layout="constrained")
    axes.plot(seconds, everything, label="all processes, sandboxes too")
    axes.plot(seconds, client, label="the run itself")
    axes.set(xlabel="seconds", ylabel="MB", ylim=(0, None))
    axes.set_title(f"{runs[-1].students:,} students on {runs[-1].engine}")
    axes.legend(loc="center")
    with plt.rc_context({"svg.hashsalt": "the same picture, the same file"}):
        figure.savefig(path, metadata={"Date": None})


def main() -> None:
    """Measure, print, plot."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--many", type=int, default=10_000)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="engines-"))
    try:
        runs = engines(folder, asked.count, asked.many)
    finally:
        shutil.rmtree(folder)
    if asked.write:
        asked.write.write_text(json.dumps([asdict(run) for run in runs], indent=1))
    if asked.plot:
        plot(runs, asked.plot)


if __name__ == "__main__":
    main()

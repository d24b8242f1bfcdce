"""How the time of each parser of ours grows with bad inputs of 10, 100 and 1,000 kB; of Markdown, up to what is parsed.

    python benchmarks/parsers.py [--parser WORDS]

A parser in proportion takes ten times as long for ten times as much. Exit code 1 if one takes more than 15 times as
long at a step (of those that take more than 50 ms at all), or more than --seconds.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from autograder.grading.text_cells import MAX_PARSED
from tests.bad_inputs import MARKDOWN, PARSERS

SIZES = (10_000, 100_000, 1_000_000)
SIZES_OF_MARKDOWN = (MAX_PARSED // 100, MAX_PARSED // 10, MAX_PARSED - 1, 1_000_000)
MOST = 15  # times as long, for ten times as much
SOON = 0.05  # seconds that say nothing about growth
_SMALLER = itertools.count()


def seconds(parser: Callable[[Any], Any], family: Callable[[int], Any], size: int) -> float:
    """Processor time for one input of that size; the least of three where it is not long.

    No two inputs are the same: a parser may remember what it, or another one, has read.
    """
    took = []
    for _ in range(3):
        made = family(size - next(_SMALLER) % (size // 20))
        start = time.process_time()
        parser(made)
        took.append(time.process_time() - start)
        if took[0] > 5:
            break
    return min(took)


def measured(parser: Callable[[Any], Any], family: Callable[[int], Any], sizes: Sequence[int]) -> list[float]:
    """The times at all sizes; ends early where the next would take minutes."""
    took: list[float] = []
    for size in sizes:
        took.append(seconds(parser, family, size))
        if took[-1] > 20:
            break
    return took


def main() -> int:
    """Measure, and print the slowest families of each parser."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--parser", default="", help="only parsers whose name holds these words")
    options.add_argument("--seconds", type=float, default=3.0, help="for 1 MB")
    chosen = options.parse_args()
    bad = 0
    for name, (parser, families) in PARSERS.items():
        if chosen.parser not in name:
            continue
        sizes = SIZES_OF_MARKDOWN if name in MARKDOWN else SIZES
        times = {family: measured(parser, make, sizes) for family, make in families.items()}
        worst = sorted(times, key=lambda family: -max(times[family]))[:3]
        steps = {f: [b / max(a, SOON) for a, b in zip(t, t[1:], strict=False)] for f, t in times.items()}
        faults = [f for f in times if max(steps[f], default=0) > MOST or max(times[f]) > chosen.seconds]
        bad += len(faults)
        print(f"{name}: {len(families)} families, the slowest:")
        for family in dict.fromkeys([*worst, *faults]):
            shown = "  ".join(f"{one * 1000:8.1f} ms" for one in times[family])
            print(f"    {shown}  {'FAULT ' if family in faults else ''}{family}", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

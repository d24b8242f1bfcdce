"""What the checks cost on a correct submission: CPU time of every hidden and every visible check, medians.

    python benchmarks/checks.py [--repeat N]

Asked for: all hidden checks together under 0.5 s of CPU, follow-through and training aside, and a visible check within
100 ms. In process: the judge's messages come on top, and are in benchmarks/grading.py.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the judge; read when NumPy is imported

from rich.console import Console
from rich.table import Table

from autograder.audit import subjects, trial
from autograder.backpropagation.hidden.suspects_key import KEY
from autograder.checks.seed import set_seed

HIDDEN_TOGETHER, VISIBLE_EACH = 0.5, 0.1  # seconds
TRAINED = "trained"  # looks at 10,000 images, for the training that 07 ends with: counted apart


def answers() -> dict[str, Any]:
    """The right answer to every exercise; for `trained` a network that has not been trained costs as much."""
    names = subjects.namespace()
    names["suspects"] = {name: min(answer.lines, default=None) for name, answer in KEY.items()}
    names["trained"] = names["initialize_parameters"]([784, 128, 10], names["np"].random.default_rng(0))
    return names


def cost(check: Callable[[Any], Any], value: Any, repeat: int) -> float:
    """The median of the CPU time of `repeat` runs, after one to warm up."""
    spent = []
    for i in range(repeat + 1):
        set_seed(i)
        started = time.process_time()
        with trial.silenced(), contextlib.suppress(AssertionError):  # `trained` is not trained
            check(value)
        spent.append(time.process_time() - started)
    return statistics.median(spent[1:])


def measure(repeat: int) -> list[tuple[subjects.Test, float, float]]:
    """Each test with the seconds of its hidden and of its visible check."""
    right = answers()
    return [
        (
            test,
            cost(subjects.hidden(test), right[test.function], repeat),
            cost(subjects.visible(test), right[test.function], repeat),
        )
        for test in subjects.tests()
    ]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=15, metavar="N", help="runs of each check")
    found = measure(parser.parse_args().repeat)
    table = Table(title="CPU time of each check of a correct submission, medians", title_justify="left")
    for name in ("check", "hidden, ms", "visible, ms"):
        table.add_column(name, justify="left" if name == "check" else "right")
    for test, hidden, visible in sorted(found, key=lambda row: -row[1]):
        table.add_row(test.check, f"{1e3 * hidden:.1f}", f"{1e3 * visible:.1f}")
    counted = [row for row in found if row[0].name != TRAINED]
    together, dearest = sum(row[1] for row in counted), max(counted, key=lambda row: row[2])
    console = Console()
    console.print(table)
    console.print(
        f"All hidden checks together, {TRAINED} aside: {together:.3f} s (asked for: under {HIDDEN_TOGETHER} s)."
    )
    console.print(
        f"The dearest visible check: {dearest[0].name}, {1e3 * dearest[2]:.0f} ms (under {VISIBLE_EACH:.1f} s)."
    )


if __name__ == "__main__":
    main()

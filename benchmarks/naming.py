"""How well causes are named, and how fast: of wrong functions that others have written, or with mistakes taken out.

    python benchmarks/naming.py FOLDER [--visible] [--write FILE] a folder of wrong functions, with what is wrong
    python benchmarks/naming.py --taken-out [--every N]           each known mistake, out of its own model

A wrong function is a file FOLDER/<any name>.py: the student's cell, and above it two comments,

    # function: softmax
    # truth: the sum has no axis

A file may also hold a list CASES of dicts: `functions` {name: cell} and `wrong` {name: (test cells, truth)}. Whether
what is said leads to the true line is for people to judge: the table, one line for each function, is made for that.
The cells run in this process: only for code that somebody has read.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import runpy
import statistics
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the judge; read when NumPy is imported

from rich.console import Console
from rich.table import Table

from autograder.audit import diagnosis, subjects, trial
from autograder.checks.mistakes import catalogue
from autograder.course.layout import VALUES

SEED = 1


@dataclass(frozen=True)
class Wrong:
    """One wrong function, and what is wrong with it."""

    name: str
    function: str
    truth: str
    cell: str


@dataclass(frozen=True)
class Said:
    """What the first check that fails it says."""

    name: str
    function: str
    truth: str
    kind: str  # passes, named, either-or, two, seen, general
    cause: str
    message: str
    hint: str
    seconds: float  # of CPU time, for the whole check


def wrong_functions(folder: Path) -> Iterator[Wrong]:
    """Give every wrong function of a folder."""
    for path in sorted(folder.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        heads = dict(re.findall(r"^# (function|truth): (.*)$", text, re.MULTILINE))
        if len(heads) == 2:
            yield Wrong(path.stem, heads["function"].strip(), heads["truth"].strip(), text)
        elif re.search(r"^CASES = ", text, re.MULTILINE):
            for case in runpy.run_path(str(path)).get("CASES", []):
                for function, (_, truth) in case["wrong"].items():
                    yield Wrong(case["name"], function, truth, case["functions"][function])


def kind_of(cause: str) -> str:
    """What sort of thing was said."""
    if cause in diagnosis.SEEN:
        return "seen"
    if all(key in catalogue() for part in cause.split(" | ") for key in part.split(" + ")):
        return "either-or" if " | " in cause else "two" if " + " in cause else "named"
    return "place" if cause.endswith("…") else "general"


def said_of(wrong: Wrong, visible: bool) -> Said:
    """Hold one wrong function to its checks, as a student or as the judge does."""
    started = time.process_time()
    try:
        with trial.silenced():
            value = subjects.function_of(wrong.cell, wrong.function)
    except Exception as error:
        return Said(wrong.name, wrong.function, wrong.truth, "seen", "its cell raised", repr(error), "", 0.0)
    tests = subjects.tests_of(wrong.function)
    trials = (trial.visible(t, value) if visible else trial.hidden(t, value, SEED) for t in tests)
    first = next((t for t in trials if t.caught), None)
    seconds = time.process_time() - started
    if first is None:
        return Said(wrong.name, wrong.function, wrong.truth, "passes", "", "", "", seconds)
    kind = kind_of(first.cause)
    return Said(wrong.name, wrong.function, wrong.truth, kind, first.cause, first.message, first.hint, seconds)


def show(found: list[Said], console: Console) -> None:
    """Print a line for each, how many of each kind, and the times."""
    table = Table("name", "function", "truth", "kind", "said", "hint", title=f"{len(found)} wrong functions")
    for said in found:
        table.add_row(said.name, said.function, said.truth, said.kind, said.message or said.cause, said.hint)
    console.print(table)
    kinds = [said.kind for said in found]
    console.print(", ".join(f"{kind}: {kinds.count(kind)}" for kind in sorted(set(kinds))))
    times = sorted(said.seconds for said in found)
    if len(times) > 1:
        ninth = statistics.quantiles(times, n=10)[-1]
        console.print(f"CPU seconds: median {statistics.median(times):.3f}, 90 % {ninth:.3f}, most {times[-1]:.3f}")


def taken_out(every: int, console: Console) -> None:
    """Take each known mistake out of its model, and see what is said of it then: nothing false, if all is well."""
    names = [m.name for m in catalogue().values() if m.of not in VALUES][::every]
    found = [diagnosis.taken_out(name, SEED) for name in names]
    for named in found:
        if not named.right:
            console.print(f"{named.mistakes[0]}: {catalogue()[named.mistakes[0]].effect}\n    said {named.causes[0]}")
    silent = sum(kind_of(named.causes[0]) == "seen" for named in found)
    false = sum(not named.right for named in found)
    console.print(
        f"{len(found)} taken out: {silent} nothing concluded, {false} false ({100 * false / len(found):.1f} %)"
    )


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="a folder of wrong functions")
    parser.add_argument("--visible", action="store_true", help="the checks that students run")
    parser.add_argument("--write", type=Path, help="a file for what was said, as JSON, a line each")
    parser.add_argument("--taken-out", action="store_true", help="known mistakes that their models do not know")
    parser.add_argument("--every", type=int, default=1, help="only each N-th of them")
    options = parser.parse_args()
    console = Console(width=220)
    if options.taken_out:
        taken_out(options.every, console)
    if options.folder:
        found = [said_of(wrong, options.visible) for wrong in wrong_functions(options.folder)]
        show(found, console)
        if options.write:
            lines = (json.dumps(asdict(said), ensure_ascii=False) for said in found)
            options.write.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

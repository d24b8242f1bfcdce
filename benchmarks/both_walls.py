"""Does the sample class have the same scores.csv behind both walls, byte for byte?

    python -m benchmarks.both_walls [--keep FOLDER]

Grades it twice, as a TA does. Exit code 1, and the lines, if they differ. What a wall gave stays in the folder
(default: build/both_walls), by commit: should one run fail, the next takes up there. A copy with changes starts anew.
"""

from __future__ import annotations

import argparse
import difflib
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from autograder.course.layout import ROOT
from tests.sandboxed import WALLS
from tests.test_sample_class import grade


def commit() -> str:
    """What is checked out here; with a word more if files were changed since."""
    asked = ("git", "describe", "--always", "--abbrev=40", "--exclude=*", "--dirty")
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


def scores(kept: Path, wall: str) -> str:
    """scores.csv of the class behind `wall`: of an earlier run, or graded now and kept."""
    if kept.exists() and "dirty" not in kept.parent.name:
        print(f"{wall}: graded before, {kept}", flush=True)
        return kept.read_text(encoding="utf-8")
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        found: str = (grade(Path(folder), "--wall", wall) / "scores.csv").read_text(encoding="utf-8")
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(found, encoding="utf-8")
    print(f"{wall}: {len(found.splitlines()) - 1} rows, {time.monotonic() - began:.0f} s", flush=True)
    return found


def main() -> int:
    """Compare them."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--keep", type=Path, default=ROOT / "build" / "both_walls", help="where scores.csv are kept")
    folder = options.parse_args().keep / commit()
    one, other = (scores(folder / f"{wall}.csv", wall) for wall in WALLS)
    different = [*difflib.unified_diff(one.splitlines(), other.splitlines(), *WALLS, lineterm="", n=0)]
    print(f"{folder.name}: " + ("\n".join(different) or "the same, byte for byte"))
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())

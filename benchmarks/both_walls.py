"""Does the sample class have the same scores.csv behind both walls, byte for byte?

    python -m benchmarks.both_walls

Grades it twice, as a TA does. Exit code 1, and the lines, if they differ.
"""

from __future__ import annotations

import difflib
import sys
import tempfile
import time
from pathlib import Path

from tests.sandboxed import WALLS
from tests.test_sample_class import grade


def scores(folder: Path, wall: str) -> str:
    """scores.csv of the class behind `wall`."""
    began = time.monotonic()
    found: str = (grade(folder / wall, "--wall", wall) / "scores.csv").read_text(encoding="utf-8")
    print(f"{wall}: {len(found.splitlines()) - 1} rows, {time.monotonic() - began:.0f} s", flush=True)
    return found


def main() -> int:
    """Compare them."""
    with tempfile.TemporaryDirectory() as folder:
        one, other = (scores(Path(folder), wall) for wall in WALLS)
    different = [*difflib.unified_diff(one.splitlines(), other.splitlines(), *WALLS, lineterm="", n=0)]
    print("\n".join(different) or "the same, byte for byte")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())

"""Breaks one defence of docs/threat_model.md after the other, on purpose, and says whether a test notices.

    python benchmarks/defences.py [--only WORDS] [--from NUMBER] [--list]

Each of the entries in tests/broken_defences.toml is a line of ours, what it becomes, and the tests that the document
names for it. They run on a copy of the repository, first as it is. Exit code 1 if a broken defence is not noticed.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.broken_defences import BROKEN, Broken  # noqa: E402

LEFT_OUT = shutil.ignore_patterns(".venv", "build", "__pycache__", ".*_cache", ".hypothesis", "graded")


def noticed(copy: Path, broken: Broken) -> tuple[bool, str]:
    """Whether the tests pass as it is, and one fails with the defence broken; and the last line that pytest said."""
    well, said = as_it_is(copy, tuple(broken.tests))
    if well is not True:
        return False, f"{'fails' if well is False else 'does not run'} anyway: {said}"
    file = copy / broken.file
    whole = file.read_text(encoding="utf-8")
    file.write_text(broken.applied(whole), encoding="utf-8")
    try:
        well, said = passes(copy, broken.tests)
    finally:
        file.write_text(whole, encoding="utf-8")
    return well is False, said


@cache
def as_it_is(copy: Path, tests: tuple[str, ...]) -> tuple[bool | None, str]:
    """What `passes` says while nothing is broken."""
    return passes(copy, tests)


def passes(copy: Path, tests: Sequence[str]) -> tuple[bool | None, str]:
    """Whether they do, in the copy, and the last line that pytest said; None where they did not run: a file is broken.

    Tests that do not end in 15 minutes do not pass.
    """
    command = [sys.executable, "-m", "pytest", "-x", "-n", "0", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False, timeout=900)
    except subprocess.TimeoutExpired:
        return False, "the tests did not end"
    said = [line for line in done.stdout.splitlines() if line.strip()] or ["nothing"]
    failed = [line.split(" - ")[0] for line in said if line.startswith(("FAILED", "ERROR"))]
    all_skipped = done.returncode == 0 and " passed" not in said[-1]
    return None if all_skipped else {0: True, 1: False}.get(done.returncode), (failed or said)[-1]


def main() -> int:
    """Break them, one after the other."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", default="", help="only entries whose claim, file or lines hold these words")
    options.add_argument("--from", type=int, default=1, dest="first", help="the number of the first of them to break")
    options.add_argument("--list", action="store_true", help="say which there are")
    chosen = options.parse_args()
    wanted = [each for each in BROKEN if chosen.only in f"{each.claim} {each.file} {each.line}"]
    numbered = list(enumerate(wanted, 1))[chosen.first - 1 :]
    if chosen.list:
        print("\n".join(f"{number:2} {broken.claim}: {broken.file}" for number, broken in numbered))
        return 0
    unnoticed = 0
    with tempfile.TemporaryDirectory(prefix="defences-", dir="/var/tmp") as folder:
        copy = Path(folder) / ROOT.name
        shutil.copytree(ROOT, copy, ignore=LEFT_OUT, symlinks=True)
        Path(folder).chmod(0o755)  # submissions of their own user read what is in there
        for number, broken in numbered:
            began = time.monotonic()
            found, said = noticed(copy, broken)
            unnoticed += not found
            word = "noticed" if found else "NOT NOTICED"
            print(f"{number:2} {word:11} {time.monotonic() - began:4.0f} s  {broken.claim}: {said[:110]}", flush=True)
    print(f"{len(numbered)} defences broken, {unnoticed} not noticed")
    return 1 if unnoticed else 0


if __name__ == "__main__":
    sys.exit(main())

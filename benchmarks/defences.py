"""Breaks one defence of docs/threat_model.md after the other, on purpose, and says whether a test notices.

    python benchmarks/defences.py [--only WORDS] [--list]

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
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.broken_defences import BROKEN, Broken  # noqa: E402

LEFT_OUT = shutil.ignore_patterns(".venv", "build", "__pycache__", ".*_cache", ".hypothesis", "graded")


def noticed(copy: Path, broken: Broken) -> tuple[bool, str]:
    """Whether the tests pass as it is, and one fails with the defence broken; and the last line that pytest said."""
    well, said = passes(copy, broken.tests)
    if not well:
        return False, f"fails anyway: {said}"
    file = copy / broken.file
    whole = file.read_text(encoding="utf-8")
    file.write_text(broken.applied(whole), encoding="utf-8")
    try:
        well, said = passes(copy, broken.tests)
    finally:
        file.write_text(whole, encoding="utf-8")
    return not well, said


def passes(copy: Path, tests: list[str]) -> tuple[bool, str]:
    """Whether they do, in the copy, and the last line that pytest said."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False, timeout=900)
    except subprocess.TimeoutExpired:
        return False, "the tests did not end"
    said = [line for line in done.stdout.splitlines() if line.strip()] or ["nothing"]
    failed = [line.split(" - ")[0] for line in said if line.startswith(("FAILED", "ERROR"))]
    return done.returncode != 1, (failed or said)[-1]


def main() -> int:
    """Break them, one after the other."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--only", default="", help="only entries whose claim, file or lines hold these words")
    options.add_argument("--list", action="store_true", help="say which there are")
    chosen = options.parse_args()
    wanted = [each for each in BROKEN if chosen.only in f"{each.claim} {each.file} {each.line}"]
    unnoticed = 0
    with tempfile.TemporaryDirectory(prefix="defences-", dir="/var/tmp") as folder:
        copy = Path(folder) / ROOT.name
        if not chosen.list:
            shutil.copytree(ROOT, copy, ignore=LEFT_OUT, symlinks=True)
            Path(folder).chmod(0o755)  # submissions of their own user read what is in there
        for number, broken in enumerate(wanted, 1):
            began = time.monotonic()
            found, said = (True, "") if chosen.list else noticed(copy, broken)
            unnoticed += not found
            word = "noticed" if found else "NOT NOTICED"
            print(f"{number:2} {word:11} {time.monotonic() - began:4.0f} s  {broken.claim}: {said[:110]}", flush=True)
    print(f"{len(wanted)} defences broken, {unnoticed} not noticed")
    return 1 if unnoticed else 0


if __name__ == "__main__":
    sys.exit(main())

"""Random texts through the Markdown path, and random folders through the collector, for as long as asked.

    python benchmarks/fuzz_texts.py [--minutes 30] [--from 0]

A text must be rebuilt without an exception, and the formgrader's page of it hold nothing but what is allowed. A folder
must be collected without an exception: of its files, regular ones with their own bytes, and nothing behind a link.
Exit code 1, and the seeds, if one does otherwise.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from autograder.course.layout import ASSIGNMENT
from autograder.grading.collect import collect, find_students, student_name
from autograder.report.feedback.text import written
from tests.text_pages import HOSTILE, hostile, not_allowed, random_text, rebuilt_page

_NAMES = (
    "01_activations.ipynb",
    "lab",
    "a",
    "é",
    "<b>",
    "x" * 200,
    "a b",
    "a\nb",
    "..a",
    ".git",
    "\udcff",
    "\u202ea",
    "a\\",
)
_SECRET = b"behind a link"


def text_of(seed: int) -> str:
    """A random text, or a hostile one with pieces of others put in."""
    draw = random.Random(seed)
    if draw.random() < 0.5:
        return random_text(seed)
    text = hostile(draw.choice(list(HOSTILE)))
    for _ in range(draw.randint(1, 4)):
        at = draw.randint(0, len(text))
        text = text[:at] + random_text(draw.randrange(10**9))[: draw.randint(1, 60)] + text[at + draw.randint(0, 5) :]
    return text


def text_fails(seed: int) -> str:
    """What is wrong with the page of a text, "" if nothing is."""
    text = text_of(seed)
    written(text)
    return "; ".join(not_allowed(rebuilt_page(text)))


def _grow(folder: Path, draw: random.Random, depth: int, outside: Path) -> None:
    for name in draw.sample(_NAMES, draw.randint(0, 6)):
        path = folder / name
        kind = draw.choice(("file", "file", "folder", "link", "fifo"))
        if kind == "file":
            path.write_bytes(draw.randbytes(draw.choice((0, 10, 1000))))
        elif kind == "folder" and depth:
            path.mkdir()
            _grow(path, draw, depth - 1, outside)
        elif kind == "link":
            path.symlink_to(draw.choice((outside, outside / "secret", Path(".."), Path(name), Path("/etc/passwd"))))
        elif kind == "fifo":
            os.mkfifo(path)


def folder_fails(seed: int) -> str:
    """What is wrong with what was collected of a random folder, "" if nothing is."""
    draw, root = random.Random(seed), Path(tempfile.mkdtemp(prefix="fuzz-"))
    try:
        outside = root / "outside"
        outside.mkdir()
        (outside / "secret").write_bytes(_SECRET)
        home = root / "submitted" / draw.choice(_NAMES).lstrip(".") / ASSIGNMENT
        home.mkdir(parents=True)
        _grow(home, draw, 4, outside)
        for name, folder in find_students(root / "submitted").folders.items():
            taken = collect(name, folder)
            for path, data in taken.files.items():
                real = folder / ASSIGNMENT / path
                if real.resolve() != folder.resolve() / ASSIGNMENT / path or real.read_bytes() != data:
                    return f"{path!r} is not what lies there"
            if _SECRET in taken.files.values() or student_name(folder.name) != name or set('<>"\n') & set(name):
                return f"{name!r}: a name, or a file from elsewhere"
        return ""
    finally:
        shutil.rmtree(root)


def main() -> int:
    """Fuzz until the time is over."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=30)
    options.add_argument("--from", type=int, default=0, dest="first")
    chosen = options.parse_args()
    end, seed, faults = time.monotonic() + 60 * chosen.minutes, chosen.first, 0
    while time.monotonic() < end:
        for what, fails in (("text", text_fails), ("folder", folder_fails)):
            try:
                fault = fails(seed)
            except Exception as error:
                fault = repr(error)
            if fault:
                faults += 1
                print(f"{what} {seed}: {fault[:200]}", flush=True)
        seed += 1
    print(f"{seed - chosen.first:,} texts and as many folders: {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

"""Grade some of the sample class and print scores.csv: python -m tests.sandboxed.grade_here STUDENT…"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from autograder.course.layout import ROOT
from tests.builder import build_submission


def main(students: list[str]) -> int:
    """The exit code of the grader; what it said goes to stderr."""
    with tempfile.TemporaryDirectory() as folder:
        submitted, output = Path(folder, "submitted"), Path(folder, "graded")
        for student in students:
            build_submission(ROOT / "tests" / "submissions" / student, submitted / student)
        options = ["--seed", "7", "--jobs", "1", "--submissions", str(submitted), "--output", str(output)]
        done = subprocess.run([sys.executable, "-m", "autograder", "grade", *options], stdout=sys.stderr, check=False)
        print((output / "scores.csv").read_text() if done.returncode == 0 else "")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

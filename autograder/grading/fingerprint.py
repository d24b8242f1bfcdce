"""What the marks of a submission depend on, as a hash: a submission with the one it had before is not graded again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from autograder.grading.collect import Collected

NBGRADERS = ("timestamp.txt", "submission_secret.txt")  # which nbgrader writes beside what was handed in


def fingerprint(submissions: Iterable[Collected], conditions: str) -> str:
    """A hash of all that marks depend on: what was handed in, and `conditions`: all else."""
    digest = hashlib.sha256(conditions.encode())
    for collected in submissions:
        for path, data in sorted(collected.files.items()):
            if path in NBGRADERS:
                continue
            digest.update(f"\0{path}\0{len(data)}\0".encode())
            digest.update(data)
        counts = sorted((name, chosen.path, chosen.how) for name, chosen in collected.counts.items())
        digest.update(json.dumps([collected.notes, counts]).encode())
    return digest.hexdigest()

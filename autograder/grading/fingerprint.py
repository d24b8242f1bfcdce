"""What the marks of a submission depend on, as a hash: a submission with the one it had before is not graded again."""

from __future__ import annotations

import hashlib
import json

from autograder.grading.collect import Collected


def fingerprint(collected: Collected, conditions: str) -> str:
    """A hash of everything that the marks of a submission depend on. `conditions`: seed, engine, grader."""
    digest = hashlib.sha256(conditions.encode())
    for path, data in sorted(collected.files.items()):
        digest.update(f"\0{path}\0{len(data)}\0".encode())
        digest.update(data)
    counts = sorted((name, chosen.path, chosen.how) for name, chosen in collected.counts.items())
    digest.update(json.dumps([collected.notes, counts]).encode())
    return digest.hexdigest()

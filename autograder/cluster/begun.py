"""What all shards of a class share: the seed, the grader, the release, the settings. `begin` writes it to run.json."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.errors import UserError
from autograder.grading.asked import Settings
from autograder.grading.fingerprints import all_checks
from autograder.grading.run import last_run, run_facts
from autograder.grading.write import read_run, write_run
from autograder.ledger.files import for_its_owner_only

SHARDS = "shards"
# What must be the same, and how it is called where it is not. What else makes marks differ, the wall, is noted.
SHARED = {
    "seed": "seed",
    "grader": "version of the grader",
    "release": "release of the notebooks",
    "settings": "settings in nbgrader_config.py or --every-cell",
    "engine": "engine (--unsafe-no-sandbox)",
}
_EARLY = ("seed", "grader", "release")  # what `begin` knows


def _graded(output: Path) -> bool:
    return (output / SHARDS).is_dir() or any((output / "journal").glob("*.json"))


@for_its_owner_only()
def begin(output: Path, seed: int | None = None) -> int:
    """Draw the seed of a class, or take the given one, and note what all its shards must have; the seed.

    Done again, it keeps the seed. Two at the same time agree on one. Raises UserError for another seed than the one
    with which some have been graded, and for a folder that can't be written to.
    """
    try:
        output.mkdir(parents=True, exist_ok=True)
        last = last_run(output)
        if seed is not None and last.get("seed", seed) != seed and _graded(output):
            why = f"Some of the class has been graded with the seed {last['seed']}."
            raise UserError(
                f"{output} has another seed than {seed}.", why, "Leave --seed out, or give another --output."
            )
        facts = run_facts(Settings(Path(), output, seed=seed), all_checks(), last)
        made = {name: facts[name] for name in _EARLY}
        made["begun"] = datetime.now(UTC).isoformat(timespec="seconds")
        if "seed" in last:
            write_run(output, {name: fact for name, fact in last.items() if name not in SHARED} | made)
        else:
            _write_first(output, made)
    except OSError as error:
        remedy = "Give --output a folder that you may write to."
        raise UserError(f"{output} can't be written to.", error.strerror or "", remedy) from error
    return int(read_run(output)["seed"])


def _write_first(output: Path, facts: dict[str, Any]) -> None:
    """Write run.json unless somebody else has just done so: the first counts."""
    descriptor, name = tempfile.mkstemp(prefix=".run.json.", suffix=".partial", dir=output)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(facts, file, indent=1, sort_keys=True)
        with suppress(FileExistsError):
            os.link(name, output / "run.json")
    finally:
        Path(name).unlink()


def begun(output: Path) -> dict[str, Any]:
    """What `begin` noted. Raises UserError where nobody has begun."""
    found = read_run(output)
    if not all(name in found for name in _EARLY):
        why = "All shards of a class have one seed, which is drawn before the first of them starts."
        raise UserError(f"{output} has not been begun.", why, f"Run  autograder begin --output {output}  once.")
    return found


def differences(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    """In which of the things that must be the same two runs differ, in words: "seed (5, not 7)"."""
    return [
        f"{words} ({one[name]}, not {other[name]})" if len(f"{one[name]}{other[name]}") < 80 else words
        for name, words in SHARED.items()
        if name in one and name in other and one[name] != other[name]
    ]

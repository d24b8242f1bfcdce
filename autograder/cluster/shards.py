"""One part of a class: which there are, where each is graded, and that all have the same seed and the same grader."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from autograder.cluster.begun import SHARDS, begun, differences
from autograder.errors import UserError
from autograder.grading.asked import Settings, Shard
from autograder.grading.fingerprints import all_checks
from autograder.grading.run import RunReport, grade, run_facts
from autograder.grading.schedule import TaskAnswer
from autograder.grading.under_way import Watched

MOST = 100_000
_FOLDER = re.compile(r"([1-9]\d*)-of-([1-9]\d*)", re.ASCII)


def parse_shard(text: str) -> Shard:
    """The shard that I/N names. Raises UserError for what is none, or out of range."""
    found = re.fullmatch(r"(\d{1,9})/(\d{1,9})", text, re.ASCII)
    remedy = "Give I/N, counted from 1: of three shards 1/3, 2/3 and 3/3."
    if found is None:
        raise UserError(f"--shard {text} is no shard.", remedy=remedy)
    shard = Shard(int(found[1]), int(found[2]))
    if not 1 <= shard.number <= shard.of <= MOST:
        raise UserError(f"--shard {text} is out of range.", f"There may be up to {MOST:,} shards.", remedy)
    return shard


def shard_folders(output: Path) -> dict[Shard, Path]:
    """The folders of all shards that have been started, in order."""
    places = (output / SHARDS).iterdir() if (output / SHARDS).is_dir() else ()
    named = ((_FOLDER.fullmatch(place.name), place) for place in places if place.is_dir())
    made = {Shard(int(match[1]), int(match[2])): place for match, place in named if match}
    return dict(sorted(made.items(), key=lambda item: (item[0].of, item[0].number)))


def check_count(output: Path, shard: Shard | None = None) -> int:
    """Into how many shards the class is divided; 0 where none has been started. UserError if they don't agree."""
    counts = {one.of for one in [*shard_folders(output), *([shard] if shard else [])]}
    if len(counts) > 1:
        what = f"{output} holds shards of {' and of '.join(map(str, sorted(counts)))}."
        remedy = f"Give the same N in --shard I/N everywhere; move those of another N out of {output / SHARDS}."
        raise UserError(what, "A student is in one shard of each division: some would be graded twice.", remedy)
    return counts.pop() if counts else 0


def grade_shard(
    settings: Settings, watch: Callable[[TaskAnswer], None], announce: Callable[[Watched], None]
) -> RunReport:
    """Grade the part of a class that `settings.shard` names, into OUTPUT/shards/I-of-N.

    Raises UserError where nobody has begun, and for another seed, grader or release than the class began with.
    """
    shard = settings.shard
    assert shard is not None
    if settings.student is not None:
        raise UserError("--student and --shard can't be given together.", remedy="Give one of them.")
    common = begun(settings.output)
    check_count(settings.output, shard)
    place = settings.output / SHARDS / shard.name
    here = run_facts(replace(settings, output=place), all_checks(), {"seed": common["seed"]})
    if different := differences(here, common):
        why = f"Different here: {'; '.join(different)}."
        remedy = f"Use one for all. To change it for all: autograder begin --output {settings.output}"
        raise UserError(f"Shard {shard} can't be graded as {settings.output} was begun.", why, remedy)
    return grade(replace(settings, output=place, seed=int(common["seed"])), watch, announce)

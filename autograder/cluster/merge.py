"""Makes of the folders of shards what one process would have written: gradebook, tables, graded notebooks, attempts.

Files are linked, not copied, where the file system lets us: nothing here is ever written in place. A student's journal
entry comes last, so that a merge that is killed goes on where it was, and one that is repeated does nothing. Marks that
replace others wait until all are there, as in any regrade (ledger/staged.py).
"""

from __future__ import annotations

import csv
import heapq
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from autograder.cluster.begun import SHARDS, begun, differences
from autograder.cluster.shards import check_count, shard_folders
from autograder.errors import UserError
from autograder.grading.account import HEADER, RECORD
from autograder.grading.asked import Shard
from autograder.grading.run import RunReport, ended, locked
from autograder.grading.write import PARTIAL, read_run, write_run
from autograder.ledger import journal, staged
from autograder.ledger.attempts import FOLDER as ATTEMPTS
from autograder.ledger.attempts import kept_at, read_attempts
from autograder.ledger.files import for_its_owner_only, write_atomically
from autograder.ledger.ledger import settle
from autograder.ledger.people import read_people
from autograder.ledger.tables import replaced
from autograder.spreadsheets import plain, write_rows

_OPEN = 200  # files at the same time


@dataclass
class Merged:
    """What a merge did, and what is missing."""

    report: RunReport
    shards: int  # into which the class is divided
    missing: list[str]  # shards that are not there, or not done: in words
    to_look_at: list[str]  # shards with files or students that nobody can explain: in words

    @property
    def complete(self) -> bool:
        """Whether everybody is there, graded and accounted for."""
        return not (self.missing or self.report.failures or self.to_look_at)


@for_its_owner_only()
def merge(output: Path) -> Merged:
    """Put together whatever shards there are. Any set of them, in any order, any number of times.

    Raises UserError where there are none, and for shards of different seeds, graders, releases or divisions.
    """
    begun_at, common = time.perf_counter(), begun(output)
    count, folders = check_count(output), shard_folders(output)
    if not count:
        remedy = f"Run  autograder grade --shard 1/N --submissions … --output {output}  and its like first."
        raise UserError(f"There are no shards in {output}.", f"{output / SHARDS} is not there, or empty.", remedy)
    facts = {shard: read_run(place) for shard, place in folders.items()}
    _refuse_mixtures(common, facts)
    with locked(output):
        staged.roll_forward(output)
        staged.prepare_staging(output)
        new = kept = 0
        taken = []
        for place in folders.values():
            _bring_to_its_end(place)
            for student, is_new in _take(output, place):
                taken.append(student)
                new, kept = new + is_new, kept + (not is_new)
        staged.take_over(output, taken)
        staged.clear_staging(output)
        people = {student: one for place in folders.values() for student, one in read_people(place).items()}
        ledger = settle(output, make=True, people=people)
        failures = {head.student: head.failure for head in journal.heads(output) if not head.complete}
        notes = [*_notes(facts), *ledger.notes]
        report = RunReport(ledger.students, new, kept, notes, failures, 0.0, int(common["seed"]))
        report.wall = ", ".join(sorted({str(fact["wall"]) for fact in facts.values() if fact.get("wall")}))
        _write_record(output, folders.values())
        write_run(output, _facts(common, facts) | ended(report) | {"to_look_at": sum(map(_open, facts.values()))})
    report.seconds = time.perf_counter() - begun_at
    return Merged(report, count, _missing(count, folders, facts), _to_look_at(facts))


def _refuse_mixtures(common: dict[str, Any], facts: dict[Shard, dict[str, Any]]) -> None:
    """Raise UserError for shards that were graded otherwise than the class was begun, or than each other."""
    first = next((fact for fact in facts.values() if fact), {})
    for shard, fact in facts.items():
        if different := differences(fact, common) or differences(fact, first):
            why = f"Different in it: {'; '.join(different)}."
            remedy = f"Grade that shard again, as the others: autograder grade --shard {shard} …"
            raise UserError(f"Shard {shard} can't be merged with the others.", why, remedy)


def _bring_to_its_end(place: Path) -> None:
    """Finish what a killed run has left in a shard's folder; one that is under way is left alone."""
    with suppress(UserError), locked(place):  # under way, or read-only: what is done there is whole
        staged.roll_forward(place)


def _take(output: Path, place: Path) -> Iterator[tuple[str, bool]]:
    """Take over everybody who is done in a shard: (student, whether that is new)."""
    for path in sorted((place / "journal").glob("*.json")):
        data = path.read_bytes()
        target = output / "journal" / path.name
        entry = journal.read_file(path)
        if entry is None:
            raise journal.damaged(path)
        known = target.read_bytes() if target.is_file() else b""
        if known == data:
            staged.drop(output, entry.student)
        else:
            link_attempts(output, place, entry.student)
            staged.drop(output, entry.student)
            take_student(place, staged.staging(output) if known else output, entry.student, data)
        yield entry.student, known != data


def take_student(place: Path, to: Path, student: str, data: bytes) -> None:
    """Graded notebooks from `place` to an output folder, or to its staging; then the entry, which says: done."""
    source, target = place / "autograded" / student, to / "autograded" / student
    if source.is_dir():
        beside = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=to / "autograded"))
        shutil.copytree(source, beside / "new", copy_function=_link)
        if target.exists():
            target.rename(beside / "old")
        (beside / "new").rename(target)
        shutil.rmtree(beside)
    write_atomically(journal.journal_path(to, student), data)


def _link(source: str, target: str) -> None:
    """The same file under another name; a copy, where there can be no link."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target)


def link_attempts(output: Path, place: Path, student: str) -> None:
    """What a student handed in, each file once."""
    name = journal.journal_path(place, student).name
    listed = place / ATTEMPTS / name
    if not listed.is_file():
        return
    for hash_ in {hash_ for attempt in read_attempts(place, student) for hash_ in attempt.files.values()}:
        target = kept_at(output, hash_)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            partial = target.with_name(f".{target.name[:60]}.{os.getpid()}.partial")
            partial.unlink(missing_ok=True)
            _link(str(kept_at(place, hash_)), str(partial))
            partial.replace(target)
    write_atomically(output / ATTEMPTS / name, listed.read_bytes())


def _write_record(output: Path, places: Iterable[Path]) -> None:
    """collect.csv of the whole class, from those of the shards, which are sorted."""
    with (
        replaced(output / RECORD) as file,
        tempfile.TemporaryDirectory(prefix=PARTIAL, dir=output / "autograded") as folder,
    ):
        paths = [place / RECORD for place in places if (place / RECORD).is_file()]
        while len(paths) > _OPEN:
            longer = Path(folder) / str(len(paths))
            with longer.open("w", encoding="utf-8", newline="") as some:
                write_rows(some, [HEADER])
                write_rows(some, _sorted_rows(paths[:_OPEN]))
            paths = [*paths[_OPEN:], longer]
        write_rows(file, [HEADER])
        write_rows(file, _sorted_rows(paths))


def _sorted_rows(paths: Iterable[Path]) -> Iterator[tuple[str, ...]]:
    """The rows of all these tables as one, each once."""
    with ExitStack() as opened:
        tables = [csv.reader(opened.enter_context(path.open(encoding="utf-8", newline=""))) for path in paths]
        for table in tables:
            next(table, None)  # its header
        rows = heapq.merge(*(map(_plain_row, table) for table in tables))
        for row, _ in groupby(rows):
            yield row


def _plain_row(row: list[str]) -> tuple[str, ...]:
    return tuple(map(plain, row))


def _facts(common: dict[str, Any], facts: dict[Shard, dict[str, Any]]) -> dict[str, Any]:
    """What run.json says of them all: as of one run, from the first start."""
    first: dict[str, Any] = next(iter(facts.values()))
    walls = {fact.get("wall") for fact in facts.values()}
    started = min(str(fact.get("started", "")) for fact in facts.values())
    of_all = {"sandboxed": all(fact.get("sandboxed") for fact in facts.values()), "started": started}
    return common | first | of_all | {"wall": walls.pop() if len(walls) == 1 else None, "shards": len(facts)}


def _open(fact: dict[str, Any]) -> int:
    return int(fact.get("to_look_at") or 0)


def _notes(facts: dict[Shard, dict[str, Any]]) -> list[str]:
    """What the shards had to say, each once; and that their walls differ."""
    walls = {str(fact["wall"]) for fact in facts.values() if fact.get("wall")}
    notes = [f"Some shards ran behind the wall {' and some behind '.join(sorted(walls))}."] if len(walls) > 1 else []
    return list(dict.fromkeys([*notes, *(note for fact in facts.values() for note in fact.get("notes", ()))]))


def _missing(count: int, folders: dict[Shard, Path], facts: dict[Shard, dict[str, Any]]) -> list[str]:
    """The shards that are not there or not done, in words."""
    made = []
    for number in range(1, count + 1):
        shard = Shard(number, count)
        if shard not in folders:
            made.append(f"{shard} has not been started")
        elif not facts[shard].get("finished"):
            done = sum(1 for _ in (folders[shard] / "journal").glob("*.json"))
            made.append(f"{shard} is not done: {done} of {facts[shard].get('chosen', '?')} students are graded")
    return made


def _to_look_at(facts: dict[Shard, dict[str, Any]]) -> list[str]:
    return [f"{shard}: {_open(fact)}" for shard, fact in facts.items() if _open(fact)]

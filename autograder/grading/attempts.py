"""Attempts: what a student hands in now is laid over what was handed in before, and the whole is judged.

A resubmission, a late batch, one notebook handed in again: each is an attempt. What counts of a notebook is the latest,
by the time of handing in, else by when it was first seen; what isn't handed in again stays. The same files once more
are no new attempt. A notebook is as late as the first of the attempts since which its cells have not changed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from autograder.grading.collect import Collected
from autograder.grading.left_about import NBGRADERS, TIME_FILE
from autograder.grading.matching import Chosen, HandedIn, is_named_like, match
from autograder.grading.write import secret_of
from autograder.ledger.attempts import Attempt, digest, keep_file, kept_file, read_attempts, write_attempts
from autograder.ledger.gradebook import parsed_time
from autograder.ledger.journal import Entry
from autograder.verdicts import NotebookResult

# As nbgrader writes it: "2015-02-02 15:58:23.948203 America/Los_Angeles". A zone is looked up as a file, so its name
# must not lead anywhere else.
_TIMESTAMP = re.compile(r"[\d-]{10} [\d:]{8}(\.\d{1,6})?( [A-Za-z]\w*(/[A-Za-z][\w+-]*)*)?", re.ASCII)


@dataclass(frozen=True)
class State:
    """What a student had handed in once an attempt was made: that attempt laid over all before it."""

    attempt: int
    collected: Collected
    timestamp: str  # when the latest of its notebooks was handed in; "" where nobody knows
    times: Mapping[str, str]  # notebook -> when what stands in it was handed in


def timestamp(files: Mapping[str, bytes]) -> str:
    """The time of handing in, if nbgrader's timestamp.txt is there and holds one that the calendar has."""
    text = files.get(TIME_FILE, b"").decode("utf-8", "replace").strip()
    try:
        datetime.strptime(text[:19], "%Y-%m-%d %H:%M:%S")
    except ValueError:
        return ""
    return text if _TIMESTAMP.fullmatch(text) and parsed_time(text) else ""


def _work(one: HandedIn, files: Mapping[str, bytes]) -> str:
    """A hash of what stands in a notebook's cells: outputs and the number of runs don't count."""
    if one.cells is None:
        return digest(files.get(one.path, b""))
    return digest(json.dumps([(cell.cell_type, cell.source) for cell in one.cells]).encode())


def _attempt(collected: Collected, number: int) -> Attempt:
    found = match(collected.files, collected.refused, collected.counts)
    return Attempt(
        number,
        datetime.now(UTC).isoformat(),
        timestamp(collected.files),
        {path: digest(data) for path, data in collected.files.items()},
        collected.notes,
        collected.refused,
        {name: (chosen.path, chosen.how) for name, chosen in collected.counts.items()},
        {name: _work(one, collected.files) for name, one in found.items() if one.path},
    )


def _what(attempt: Attempt) -> tuple[dict[str, str], dict[str, str], list[str]]:
    """What makes an attempt another one than the last: its files, those left out included."""
    files = {path: hash_ for path, hash_ in attempt.files.items() if path not in NBGRADERS}
    return files, attempt.refused, attempt.notes


def _added(attempts: list[Attempt], new: Attempt) -> list[Attempt]:
    """The attempts with a new one, or with what it says of one that is known."""
    same = [attempt for attempt in attempts if _what(attempt) == _what(new)]
    if not same:
        return [*attempts, new] if new.files or not attempts else attempts
    known = next((attempt for attempt in same if attempt.handed_in == new.handed_in), same[-1])
    again = known is not attempts[-1] and new.handed_in and known.handed_in and new.time > attempts[-1].time
    if again and known.handed_in != new.handed_in:  # what had been replaced is handed in once more
        return [*attempts, new]
    if new.handed_in:
        known.handed_in = new.handed_in
    known.files |= new.files
    known.counts, known.work = new.counts, new.work  # a file that was saved anew with what it held is the newer one now
    return attempts


def record(output: Path, collected: Collected, keep: bool = True) -> list[Attempt]:
    """Keep what was handed in, if it is new; all of the student's attempts, in order. `keep`: or only say so."""
    attempts = read_attempts(output, collected.student)
    before = json.dumps([vars(attempt) for attempt in attempts])
    new = _attempt(collected, 1 + max((attempt.number for attempt in attempts), default=0))
    attempts = sorted(_added(attempts, new), key=lambda attempt: (attempt.time, attempt.number))
    if keep and json.dumps([vars(attempt) for attempt in attempts]) != before:
        for path, hash_ in new.files.items():
            keep_file(output, hash_, collected.files[path])
        write_attempts(output, collected.student, attempts)
    return attempts


def _lay_over(before: Collected, attempt: Attempt, files: Mapping[str, bytes]) -> Collected:
    """What there was, and one more attempt."""
    replaced = {path for path in before.files for name in attempt.work if is_named_like(path, name)}
    merged = {path: data for path, data in before.files.items() if path not in replaced} | dict(files)
    counts = {name: chosen for name, chosen in before.counts.items() if name not in attempt.work}
    counts |= {name: Chosen(*chosen) for name, chosen in attempt.counts.items()}
    refused = {path: why for path, why in attempt.refused.items() if path not in merged}
    return Collected(before.student, merged, attempt.notes, refused, counts)


def states(output: Path, attempts: list[Attempt], collected: Collected) -> list[State]:
    """What was there after each attempt; the last is what there is now. `collected`: saves reading its files again."""
    at_hand = {digest(data): data for data in collected.files.values()}
    made: list[State] = []
    there = Collected(collected.student)
    since: dict[str, tuple[str, str]] = {}  # notebook -> (what stands in it, since when)
    for attempt in attempts:
        files = {
            path: at_hand[hash_] if hash_ in at_hand else kept_file(output, hash_)
            for path, hash_ in attempt.files.items()
        }
        for name, work in attempt.work.items():
            if since.get(name, ("", ""))[0] != work:
                since[name] = (work, attempt.handed_in)
        there = _lay_over(there, attempt, files)
        times = {name: time for name, (_, time) in since.items()}
        made.append(State(attempt.number, there, _latest(times, attempt.handed_in), times))
    return made


def _latest(times: Mapping[str, str], otherwise: str) -> str:
    """The latest of these times; what is unknown is left out."""
    known = {time: found for time in times.values() if (found := parsed_time(time))}
    return max(known, key=lambda time: known[time]) if known else otherwise


@dataclass(frozen=True)
class HandedSoFar:
    """What one student has handed in: after each attempt, the last of which is what there is now."""

    states: list[State]
    fingerprint: str  # of what is to be judged, and under which conditions

    @property
    def secret(self) -> str:
        """What nbgrader's exchange put beside it."""
        return secret_of(self.states[-1].collected.files)


def best_of(entries: list[Entry]) -> Entry:
    """The judgements on all states as one: of each notebook that with most marks, of equals the first."""
    best, last = list(entries[0].notebooks), entries[-1]
    of_attempt = dict(entries[0].of_attempt)
    unanswered = dict(entries[0].unanswered)
    for entry in entries[1:]:
        for place, result in enumerate(entry.notebooks):
            if _marks(result) > _marks(best[place]):
                best[place] = result
                of_attempt[result.notebook] = entry.of_attempt[result.notebook]
                unanswered[result.notebook] = entry.unanswered.get(result.notebook, [])
    failure = next((entry.failure for entry in entries if entry.failure), "")
    return replace(last, notebooks=best, of_attempt=of_attempt, unanswered=unanswered, failure=failure)


def _marks(result: NotebookResult) -> float:
    return sum(row.score or 0.0 for row in result.cells)


def timed(entry: Entry, made: list[State]) -> Entry:
    """The entry, with when each notebook that counts in it was handed in."""
    by_number = {state.attempt: state for state in made}
    times = {
        name: by_number[number].times.get(name, "") for name, number in entry.of_attempt.items() if number in by_number
    }
    counting = max(entry.of_attempt.values(), default=made[-1].attempt)
    return replace(entry, times=times, timestamp=_latest(times, made[-1].timestamp), attempt=counting)

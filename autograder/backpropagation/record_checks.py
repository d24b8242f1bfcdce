"""Recording the visible checks' numbers: the same cases as the hidden checks', drawn from one fixed seed.

`autograder release` writes lab/check/engine/recorded_values.json, whenever it would say something else than it does.
What goes into the file are inputs, right answers, and a fingerprint of what each version of the error models gives:
numbers and words, and no code.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

import numpy as np
from lab.check.engine.closeness import Comparison
from lab.check.engine.deciding import WITHIN, Change, Version, cost_of
from lab.check.engine.examine import Case
from lab.check.engine.fingerprints import mark_of
from lab.check.engine.recorded_cases import encode

from autograder.backpropagation import hidden
from autograder.backpropagation.hidden import by_hand
from autograder.backpropagation.hidden.inputs import Draw
from autograder.checks.hold import Check
from autograder.checks.recognise import KnownMistakes, silenced
from autograder.checks.runs import Runs, print_of
from autograder.course.layout import NOTEBOOKS

SEED = 408  # the lecture's number is 4.8
PAIR_OF_LIKELY = 3.5  # the cost of two changes that cost 1 each
Row = tuple[float | str | None, ...]  # a version's fingerprint in every case; where it raises None, or which exception


def checks() -> Iterator[Check]:
    """Give every check whose cases can be recorded, in the order of the course."""
    for notebook in NOTEBOOKS:
        module = import_module(f"{hidden.__name__}.{notebook.partition('_')[2]}")
        yield from (one for one in vars(module).values() if isinstance(one, Check))


def visible_cases(check: Check) -> list[Case]:
    """Return the cases that a visible check shows, the one worked by hand first."""
    drawn = list(check.cases(Draw(np.random.default_rng(SEED), visible=True)))
    first = by_hand.cases().get(check.name)
    return [first, *drawn] if first else drawn


def record_case(case: Case) -> dict[str, Any]:
    """Return the recorded form of a case."""
    close = case.close
    return {
        "words": case.words,
        "arguments": encode(list(case.arguments)),
        "expected": encode(case.expected),
        "sizes": dict(case.sizes),
        "names": list(case.names),
        "close": [close.relative, close.floor, close.absolute],
        "adopt": case.adopt.__name__ if case.adopt else None,
        "large": case.large,
        "unchanged_to": case.unchanged_to,
        "also": encode(list(case.also)),
        "quiet": case.quiet,
    }


def _record_change(runs: Runs, change: Change, case: Case) -> list[Any]:
    """A change in words, what a check sees of it, and the argument that it changes in place."""
    wrong = runs.model.wrong_of(change)
    touched = runs.changed((change,), case) if "changed_input" in wrong.shows.split() else ""
    return [change.key, change.slot, change.effect, change.hint, change.cost, wrong.evident, wrong.shows, touched]


def _row(answers: Sequence[tuple[Case, Comparison | None]]) -> Row:
    return tuple(None if a is None else float(f"{print_of(case, a)[0]:.8g}") for case, a in answers)


def _record_versions(runs: Runs, cases: Sequence[Case], further: Sequence[Case]) -> dict[str, Any]:
    """Every version by its fingerprints; no pair that one of its two alone gives, or whose two undo each other.

    Pairs of likely mistakes only, and not for the further cases, which are there for what raises elsewhere.
    """
    numbers = {change: i for i, change in enumerate(runs.model.changes)}
    alone: dict[Row, set[Change]] = {}
    rows: dict[Version, Row] = {}
    for version in runs.model.versions(cap=PAIR_OF_LIKELY):
        answers = [(case, runs.answer(version, case)) for case in cases]
        if len(version) == 1:
            alone.setdefault(_row(answers), set()).add(version[0])
            answers += [(case, runs.answer(version, case)) for case in further]
        row = _row(answers)
        given = [(case, answer) for case, answer in answers if answer is not None]
        shown = (
            len(version) == 1 and runs.model.wrong_of(version[0]).shows
        )  # its numbers may be right, and still it is seen
        if (not given or all(answer.right for _, answer in given)) and not shown:
            continue
        if len(version) == 1 or not (alone.get(row, set()) & set(version) or runs.undo_each_other(version, given)):
            rows[version] = row
    told = _worth_telling(rows)
    return {
        "changes": [_record_change(runs, change, cases[0]) for change in runs.model.changes],
        "versions": [[numbers[change] for change in version] for version in told],
        "prints": [list(_with_exceptions(runs, version, rows[version], [*cases, *further])) for version in told],
    }


def _with_exceptions(runs: Runs, version: Version, row: Row, cases: Sequence[Case]) -> Row:
    """The same row, which exception it is where a mistake is known by that."""
    if len(version) != 1 or "raised" not in runs.model.wrong_of(version[0]).shows.split():
        return row
    pairs = zip(row, cases, strict=False)
    return tuple(mark_of(runs.value(version, case)) if number is None else number for number, case in pairs)


def _worth_telling(rows: Mapping[Version, Row]) -> list[Version]:
    """Those that are no dearer than the cheapest with the same numbers by more than may count."""
    least: dict[Row, float] = {}
    for version, row in rows.items():
        least[row] = min(cost_of(version), least.get(row, math.inf))
    return [version for version, row in rows.items() if cost_of(version) <= least[row] + WITHIN]


def _record_check(check: Check) -> dict[str, Any]:
    cases = visible_cases(check)
    more = list(check.more(Draw(np.random.default_rng(SEED), visible=True)))
    with silenced():
        versions = _record_versions(KnownMistakes(check.of, check.adapt).runs, cases, more)
    return {
        "of": check.of,
        "labels": list(check.labels),
        "cases": [record_case(case) for case in cases],
        "more": [record_case(case) for case in more],
        **versions,
    }


def record() -> dict[str, Any]:
    """Return the whole file's content."""
    return {"made_by": "autograder release", "checks": {check.name: _record_check(check) for check in checks()}}


def text(content: dict[str, Any]) -> str:
    """Give the file's text: a line for each case, change and version, so that a difference is easy to see."""

    def line(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def lines(name: str, values: Sequence[Any]) -> str:
        return f"{line(name)}: [\n" + ",\n".join(map(line, values)) + "\n]"

    parts = []
    for name, check in content["checks"].items():
        head = f'{line(name)}: {{"of": {line(check["of"])}, "labels": {line(check["labels"])}'
        tables = [lines(table, check[table]) for table in ("cases", "more", "changes", "versions", "prints")]
        parts.append(",\n".join([head, *tables]) + "}")
    return f'{{"made_by": {line(content["made_by"])},\n"checks": {{\n' + ",\n".join(parts) + "\n}}\n"

"""The visible checks' cases: inputs, right answers, and fingerprints of known mistakes, read from recorded_values.json.

`encode` and `decode` are the file's form. Nothing in it, or here, says how a right answer is worked out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from ...course import STRUCTURES
from .causes import Cause
from .closeness import RECOGNISED, Closeness
from .deciding import Change, decide
from .examine import Case, Seen, examine
from .fingerprints import fingerprint, mark_of, settled
from .plain import FUNCTIONS
from .telling import all_tell

_STRUCTURES: dict[str, Any] = {made.__name__.lower(): made for made in STRUCTURES}
FILE = Path(__file__).with_name("recorded_values.json")


def encode(value: Any, digits: int | None = None) -> Any:
    """Give the JSON form of a value; floats rounded to `digits` significant ones. TypeError for what has none."""
    if isinstance(value, STRUCTURES):
        return {type(value).__name__.lower(): [encode(list(part), digits) for part in value]}
    if isinstance(value, np.ndarray):
        return {"array": _rounded(value.tolist(), digits), "dtype": str(value.dtype)}
    if isinstance(value, tuple):
        return {"tuple": [encode(x, digits) for x in value]}
    if isinstance(value, list):
        return [encode(x, digits) for x in value]
    if isinstance(value, np.generic):
        value = value.item()
    if value is None or isinstance(value, (bool, int, float, str)):
        return _rounded(value, digits)
    for name, function in FUNCTIONS.items():
        if value is function:
            return {"function": name}
    raise TypeError(f"no recorded form for {value!r}")


def _rounded(value: Any, digits: int | None) -> Any:
    if isinstance(value, list):
        return [_rounded(x, digits) for x in value]
    return float(f"{value:.{digits}g}") if digits and isinstance(value, float) else value


def decode(value: Any) -> Any:
    """Give the value of a JSON form."""
    if isinstance(value, list):
        return [decode(x) for x in value]
    if not isinstance(value, dict):
        return value
    kind = next(iter(value))
    if kind in _STRUCTURES:
        return _STRUCTURES[kind](*decode(value[kind]))
    if kind == "array":
        return np.array(value["array"], dtype=value["dtype"])
    if kind == "tuple":
        return tuple(decode(value["tuple"]))
    return FUNCTIONS[value["function"]]


@dataclass(frozen=True)
class Recorded:
    """One visible check's cases, further ones that tell mistakes apart, and what known mistakes give in all of them."""

    of: str
    labels: tuple[str, ...]
    cases: tuple[Case, ...]
    further: tuple[Case, ...]
    stored: Mapping[str, Any]  # "changes", "versions", "prints": see `record_checks` in the autograder

    def more(self) -> Sequence[Case]:
        """Inputs that tell mistakes apart, and mark nobody."""
        return self.further

    def cause(self, seen: Sequence[Seen]) -> Cause | None:
        """What may be said of a function that did this."""
        answers = [(s.comparison, s.case.arguments) for s in seen if s.comparison is not None]
        if all(comparison.right for comparison, _ in answers):
            return None
        fitting = [self.stored["versions"][i] for i in self._fitting(seen)]
        if not all_tell(answers):
            fitting = [v for v in fitting if len(v) == 1 and self._change(v[0])[_EVIDENT]]
        changes = [tuple(Change(*self._change(i)[:_EVIDENT]) for i in version) for version in fitting]
        return decide(changes)

    def hint(self, cause: str, seen: Sequence[Seen], where: str = "") -> str:
        """The hint of the one mistake that shows as this cause, gives all these answers and raises in these words."""
        single = [i for i in self._fitting(seen) if len(self.stored["versions"][i]) == 1 and self._raises(i, seen)]
        fitting = [self._change(self.stored["versions"][i][0]) for i in single]
        alike = {c[_HINT] for c in fitting if cause in c[_SHOWS].split() and c[_TOUCHED] == where}
        return str(alike.pop()) if len(alike) == 1 else ""

    def _raises(self, i: int, seen: Sequence[Seen]) -> bool:
        """Whether a version raises the same exceptions where the student's function has raised."""
        row = self.stored["prints"][i]
        return all(row[self._at(s)] == mark_of(s.error) for s in seen if s.error is not None)

    def _at(self, seen: Seen) -> int:
        return next(i for i, case in enumerate([*self.cases, *self.further]) if case is seen.case)

    def _change(self, number: int) -> list[Any]:
        found: list[Any] = self.stored["changes"][number]
        return found

    def _fitting(self, seen: Sequence[Seen]) -> list[int]:
        """Which versions give every answer; what raised excludes none."""
        every = len(self.cases) + len(self.further)
        # A pair has no fingerprints of the further cases: there it may give anything.
        rows = [row + ["any"] * (every - len(row)) for row in self.stored["prints"]]
        anything = np.array([[x == "any" for x in row] for row in rows], dtype=bool).reshape(len(rows), -1)
        table = np.array([[None if isinstance(x, str) else x for x in row] for row in rows], dtype=np.float64)
        table = table.reshape(len(rows), -1)
        fits = np.ones(len(rows), dtype=bool)
        for s in seen:
            if s.comparison is None:
                continue
            number, size = fingerprint(settled(s.comparison, s.case.expected))
            at = self._at(s)
            near = np.abs(table[:, at] - number) <= max(RECOGNISED.relative, s.case.close.relative) * size
            fits &= near | anything[:, at]
        return [int(i) for i in np.flatnonzero(fits)]


# Where things stand in a recorded change, after those of a `Change`.
_HINT, _EVIDENT, _SHOWS, _TOUCHED = 3, 5, 6, 7


def case_of(stored: dict[str, Any]) -> Case:
    """Give a case from its recorded form."""
    return Case(
        stored["words"],
        tuple(decode(stored["arguments"])),
        decode(stored["expected"]),
        sizes=stored["sizes"],
        close=Closeness(*stored["close"]),
        names=tuple(stored["names"]),
        adopt=FUNCTIONS[stored["adopt"]] if stored["adopt"] else None,
        large=stored["large"],
        unchanged_to=stored["unchanged_to"],
        also=tuple(decode(stored["also"])),
        quiet=stored["quiet"],
    )


@cache
def everything() -> dict[str, Any]:
    """Return the file's content: read once, which takes a few hundredths of a second."""
    stored: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return stored


def warm_up() -> None:
    """Read the file before it is needed; the grader's sandbox does so once for all notebooks."""
    everything()


@cache
def recorded(check: str) -> Recorded:
    """Return the recorded cases of the check of that name; KeyError for a check that has none."""
    stored = everything()["checks"][check]
    cases, further = (tuple(case_of(c) for c in stored[table]) for table in ("cases", "more"))
    return Recorded(stored["of"], tuple(stored["labels"]), cases, further, stored)


def passed(name: str, what: str) -> None:
    """Print the one line of a visible check that found nothing wrong."""
    print(f"✓ {name}: {what}")


def hold(check: str, function: Callable[..., Any]) -> None:
    """Hold `function` to the recorded cases of `check`; print a line if all is well."""
    record = recorded(check)
    examine(function, record.of, record.cases, labels=record.labels, visible=True, known=record)
    passed(check, f"right on {len(record.cases)} inputs")

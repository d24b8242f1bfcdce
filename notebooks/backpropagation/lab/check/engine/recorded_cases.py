# Made by `make release` from solutions/backpropagation/lab/check/engine/recorded_cases.py: edit that file, not this one.
"""The visible checks' cases: fixed inputs, right answers, and what known mistakes give, read from recorded_values.json.

`encode` and `decode` are the file's form. Nothing in it, or here, says how a right answer is worked out.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from ...course import STRUCTURES
from .causes import Cause
from .closeness import Closeness
from .examine import Case, examine
from .plain import FUNCTIONS

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


SAME = "="


def thinned(form: Any, expected: Any) -> Any:
    """Give the JSON form of a value beside that of the right one: parts that are the same become "="."""
    if form == expected:
        return SAME
    if isinstance(form, list) and isinstance(expected, list) and len(form) == len(expected):
        return [thinned(x, e) for x, e in zip(form, expected, strict=True)]
    if isinstance(form, dict) and isinstance(expected, dict) and form.keys() == expected.keys() and "array" not in form:
        return {key: thinned(form[key], expected[key]) for key in form}
    return form


def thickened(form: Any, expected: Any) -> Any:
    """Undo `thinned`."""
    if form == SAME:
        return expected
    if isinstance(form, list) and isinstance(expected, list) and len(form) == len(expected):
        return [thickened(x, e) for x, e in zip(form, expected, strict=True)]
    if isinstance(form, dict) and "array" not in form and isinstance(expected, dict):
        return {key: thickened(form[key], expected.get(key)) for key in form}
    return form


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
    """One visible check's cases, and the hints for the mistakes that they tell apart."""

    of: str
    labels: tuple[str, ...]
    cases: tuple[Case, ...]
    mistakes: tuple[Callable[[], Mapping[str, Any]], ...]  # for each case: a mistake's name -> what it gives
    hints: Mapping[str, tuple[str, str]]  # the mistake's name -> (what it does, hint)

    def known(self, function: str, case: Case) -> dict[Cause, Any]:
        """Return what each recorded mistake gives in `case`."""
        table = next(t for c, t in zip(self.cases, self.mistakes, strict=True) if c is case)
        return {Cause(name, *self.hints[name]): value for name, value in table().items()}


def _values(stored: dict[str, Any], table: str) -> dict[str, Any]:
    expected = stored["expected"]
    return {name: decode(thickened(form, expected)) for name, form in stored[table].items()}


def _case(stored: dict[str, Any]) -> Case:
    return Case(
        stored["words"],
        tuple(decode(stored["arguments"])),
        decode(stored["expected"]),
        sizes=stored["sizes"],
        alternatives=lambda: _values(stored, "alternatives"),
        close=Closeness(*stored["close"]),
        names=tuple(stored["names"]),
        adopt=FUNCTIONS[stored["adopt"]] if stored["adopt"] else None,
        large=stored["large"],
        unchanged_to=stored["unchanged_to"],
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
    hints = {name: (text[0], text[1]) for name, text in everything()["hints"].items()}
    cases = tuple(_case(c) for c in stored["cases"])
    mistakes = tuple(partial(_values, c, "mistakes") for c in stored["cases"])
    return Recorded(stored["of"], tuple(stored["labels"]), cases, mistakes, hints)


def passed(name: str, what: str) -> None:
    """Print the one line of a visible check that found nothing wrong."""
    print(f"✓ {name}: {what}")


def hold(check: str, function: Callable[..., Any]) -> None:
    """Hold `function` to the recorded cases of `check`; print a line if all is well."""
    record = recorded(check)
    examine(function, record.of, record.cases, labels=record.labels, visible=True, known=record.known)
    passed(check, f"right on {len(record.cases)} inputs")

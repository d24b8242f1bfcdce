"""Recording the visible checks' numbers: the same cases as the hidden checks', drawn from one fixed seed.

`autograder release` writes lab/check/engine/recorded_values.json, whenever it would say something else than it does.
What goes into the file are inputs, right answers, and what the mistakes of the catalogue would give: numbers only.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import numpy as np
from lab.check.engine.examine import Case
from lab.check.engine.recorded_cases import encode, thinned

from autograder.backpropagation import hidden
from autograder.backpropagation.hidden import by_hand
from autograder.backpropagation.hidden.inputs import Draw
from autograder.checks.hold import Check
from autograder.checks.mistakes import mistakes_of
from autograder.checks.recognise import catalogued
from autograder.course.layout import NOTEBOOKS

SEED = 408  # the lecture's number is 4.8
DIGITS = 9  # of what a mistake gives: it is recognised to 1e-6


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


def _form(alternative: Any) -> Any:
    """The recorded form of what a mistake gives; None where it raises or gives what has none."""
    try:
        with np.errstate(all="ignore"):
            return encode(alternative() if callable(alternative) else alternative, DIGITS)
    except Exception:
        return None


def _telling(case: Case, table: dict[str, Any]) -> dict[str, Any]:
    """The forms that exist, parts that are as they should be left out."""
    rounded = encode(case.expected, DIGITS)
    forms = {name: _form(alternative) for name, alternative in table.items()}
    return {name: thinned(form, rounded) for name, form in forms.items() if form is not None}


def _record_case(check: Check, case: Case) -> dict[str, Any]:
    alternatives = case.alternatives() if callable(case.alternatives) else case.alternatives
    mistakes = {cause.key: value for cause, value in catalogued(check.of, case, check.adapt).items()}
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
        "alternatives": _telling(case, dict(alternatives)),
        "mistakes": _telling(case, mistakes),
    }


def record() -> dict[str, Any]:
    """Return the whole file's content."""
    stored: dict[str, Any] = {}
    for check in checks():
        cases = [_record_case(check, case) for case in visible_cases(check)]
        stored[check.name] = {"of": check.of, "labels": list(check.labels), "cases": cases}
    functions = {check.of for check in checks()}
    hints = {m.name: [m.effect, m.hint] for of in sorted(functions) for m in mistakes_of(of) if callable(m.wrong)}
    return {"made_by": "autograder release", "hints": hints, "checks": stored}


def text(content: dict[str, Any]) -> str:
    """Give the file's text: a line for each case and each hint, so that a change is easy to see."""

    def line(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    hints = ",\n".join(f"{line(name)}: {line(hint)}" for name, hint in content["hints"].items())
    parts = []
    for name, check in content["checks"].items():
        head = f'{line(name)}: {{"of": {line(check["of"])}, "labels": {line(check["labels"])}, "cases": ['
        parts.append(head + "\n" + ",\n".join(line(case) for case in check["cases"]) + "\n]}")
    made = line(content["made_by"])
    return f'{{"made_by": {made},\n"hints": {{\n{hints}\n}},\n"checks": {{\n' + ",\n".join(parts) + "\n}}\n"

"""Functions that a check lends to a student's: under the names that the text gives them, and every call is counted.

A check whose functions could be told by their names would be passed by code that knows what they are and never asks
them. So their names say nothing, and an answer counts only if it was had from them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from lab.check.engine.calling import fresh
from lab.check.engine.causes import Cause, add, hint_for
from lab.check.engine.examine import Case
from lab.check.engine.findings import CheckFailed, Finding

RUNS = 2  # `examine` asks a function twice in every case
add(Cause("not_called", "a function that it is given is never asked", "Which of your lines needs a value of {where}?"))


class Lent:
    """One function, called `name` for whoever gets it."""

    def __init__(self, function: Callable[..., Any], name: str) -> None:
        self.__name__ = self.__qualname__ = name
        self.calls = 0
        self._function = function

    def __call__(self, *arguments: Any, **keywords: Any) -> Any:
        """Count, and give what the function gives."""
        self.calls += 1
        return self._function(*arguments, **keywords)


@dataclass
class Loan:
    """One case whose functions are lent, and how often each must be called in one run of it."""

    case: Case
    functions: list[Lent] = field(default_factory=list)
    least: list[int] = field(default_factory=list)

    def ask(self, reference: Callable[..., Any], least: Callable[[int], int]) -> None:
        """Find out how often the reference calls them; `least` says how many of its calls nobody can do without."""
        reference(*fresh(self.case.arguments), **{name: fresh(value) for name, value in self.case.keywords.items()})
        self.least = [least(lent.calls) for lent in self.functions]

    def start(self) -> None:
        """Count from 0 again, for the next who is held to the case."""
        for lent in self.functions:
            lent.calls = 0

    def examine(self, name: str) -> None:
        """Raise CheckFailed for right answers that were not had by calling what was lent for it."""
        for lent, least in zip(self.functions, self.least, strict=True):
            if lent.calls < RUNS * least:
                where = lent.__name__
                message = (
                    f"{where} is called {lent.calls} times, and can't be known from fewer than {RUNS * least} calls"
                )
                raise CheckFailed(
                    Finding(name, "not_called", message, hint_for("not_called", name, where), self.case.words)
                )


def lend(case: Case, labels: Sequence[str]) -> Loan:
    """The case with each function among its arguments lent under its argument's name."""
    functions: list[Lent] = []

    def lent(value: Any, name: str) -> Any:
        if isinstance(value, (tuple, list)) and any(callable(part) for part in value):
            return type(value)(lent(part, name.removesuffix("s")) for part in value)
        if not callable(value) or isinstance(value, (type, np.random.Generator)):
            return value
        functions.append(Lent(value, name))
        return functions[-1]

    names = [*labels, *(f"argument {i + 1}" for i in range(len(labels), len(case.arguments)))]
    arguments = tuple(lent(value, name) for value, name in zip(case.arguments, names, strict=False))
    keywords = {name: lent(value, name) for name, value in case.keywords.items()}
    return Loan(replace(case, arguments=arguments, keywords=keywords), functions)

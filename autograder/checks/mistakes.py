"""The course's error models, and each single mistake in them as an entry of a list: what an audit goes through."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module

from lab.check.engine.deciding import Change

from autograder.checks.model import Model, Wrong
from autograder.course.declaration import declaration
from autograder.course.layout import VALUES


@dataclass(frozen=True)
class Mistake:
    """One known way to get one function wrong: one change of its model."""

    change: Change
    model: Model

    @property
    def name(self) -> str:
        """Its key: the function's name, and that of the filling."""
        return self.change.key

    @property
    def of(self) -> str:
        """The function."""
        return self.model.of

    @property
    def effect(self) -> str:
        """What it does to the numbers, in a few words."""
        return self.change.effect

    @property
    def hint(self) -> str:
        """A question that leads to the line."""
        return self.change.hint

    @property
    def wrong(self) -> Wrong:
        """Its declaration."""
        return self.model.wrong_of(self.change)

    def source(self) -> str:
        """The wrong code as a student's cell; of a value, with the line that gives it its name."""
        code = self.model.source((self.change,))
        return f"{code}\n\n{self.of} = {self.of}()\n" if self.of in VALUES else code


@cache
def models() -> dict[str, Model]:
    """Every model of the course by its function, in the order of the course; none, where the course has none."""
    where = declaration().models
    declared: dict[str, Model] = import_module(where).MODELS if where else {}
    return declared


@cache
def mistakes_of(function: str) -> tuple[Mistake, ...]:
    """The single mistakes that are known in one function."""
    model = models().get(function)
    return tuple(Mistake(change, model) for change in model.changes) if model else ()


@cache
def catalogue() -> dict[str, Mistake]:
    """Every known mistake by name, in the order of the course. ValueError where two have one name."""
    found: dict[str, Mistake] = {}
    for function in models():
        for mistake in mistakes_of(function):
            if mistake.name in found:
                raise ValueError(f"two mistakes are called {mistake.name!r}")
            found[mistake.name] = mistake
    return found

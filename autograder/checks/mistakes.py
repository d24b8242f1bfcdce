"""The catalogue's form: a mistake is a wrong function, with a name, what it does to the numbers, and a hint.

    @mistake("average", effect="columns sum to 1/m", hint="Over which entries does the sum run?")
    def average_of_everything(a): ...

The wrong code is ordinary code, and it is its own recogniser: called with a check's inputs, it gives the numbers that a
student who made this mistake would get.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from autograder.course.declaration import declaration
from autograder.course.layout import NOTEBOOKS, VALUES


@dataclass(frozen=True)
class Mistake:
    """One known way to get one function wrong."""

    name: str  # "average_of_everything"
    of: str  # "average"
    effect: str  # what it does to the numbers, in a few words
    hint: str  # a teacher's sentence: leads to the line without giving it away
    general: str  # the general cause that covers it when its own entry is taken away, "" if none does
    seen: int | None  # its row in the list of mistakes seen in real students' code, None if it is ours
    wrong: Callable[..., Any]  # the student's function; of a value, a function without arguments that gives it

    def source(self) -> str:
        """The wrong code as the student's cell: under the name that the exercise asks for."""
        tree = ast.parse(textwrap.dedent(inspect.getsource(self.wrong)))
        [function] = tree.body
        assert isinstance(function, ast.FunctionDef)
        function.decorator_list = []
        if self.of in VALUES:
            return f"{ast.unparse(tree)}\n\n{self.of} = {function.name}()\n"
        function.name = self.of
        return ast.unparse(tree) + "\n"


_CATALOGUE: dict[str, Mistake] = {}


def mistake(
    of: str, *, effect: str, hint: str, general: str = "", seen: int | None = None
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Enter the decorated wrong function into the catalogue, under its own name."""

    def enter(wrong: Callable[..., Any]) -> Callable[..., Any]:
        name = wrong.__name__
        if name in _CATALOGUE:
            raise ValueError(f"two mistakes are called {name!r}")
        _CATALOGUE[name] = Mistake(name, of, effect, hint, general, seen, wrong)
        return wrong

    return enter


@cache
def catalogue() -> dict[str, Mistake]:
    """Every known mistake by name, in the order of the course."""
    package = declaration().mistakes
    for name in (name for names in NOTEBOOKS.values() for name in names if package):
        import_module(f"{package}.{name}")
    return dict(_CATALOGUE)


@cache
def mistakes_of(function: str) -> tuple[Mistake, ...]:
    """The known mistakes of one function."""
    return tuple(m for m in catalogue().values() if m.of == function)

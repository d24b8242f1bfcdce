"""What a course declares to the machinery beyond what students may read, found by the name that lab/course.py gives.

No room of the machinery knows a course by name: whatever of it they need stands here, or in lab/course.py.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache
from importlib import import_module

from autograder.course.layout import GRADER


def _nothing() -> None:
    return None


def _no_complaints() -> Iterable[tuple[str, str]]:
    return ()


@dataclass(frozen=True)
class Made:
    """A file that is made from the solutions: JSON below solutions/<assignment>/, or a page of docs/."""

    path: str  # "lab/recorded.json"
    make: Callable[[], str]
    rough: tuple[str, ...] = ()  # of JSON: keys below which numbers are given to nine digits only
    # The modules that make it, where that takes long: it is sealed, and made anew only when the seal is broken.
    modules: Callable[[], Sequence[str]] = tuple


@dataclass(frozen=True)
class Declaration:
    """One course's own."""

    hidden: str  # the package of its hidden checks
    models: str = ""  # the module of its error models: MODELS, by function; without, causes are general ones
    made: tuple[Made, ...] = ()
    # Names of checks that students run on inputs recorded from the hidden ones: there is no more to write for them.
    recorded: Callable[[], Collection[str]] = tuple
    # What else must be there of every function before a release: (what is wrong, naming the file; what to write there).
    complaints: Callable[[], Iterable[tuple[str, str]]] = _no_complaints
    make_ready: Callable[[], None] = _nothing  # before the first submission: unpack files that all of them read
    # In here, what the notebooks' set-up loads is not kept in memory: the arrays may be large.
    loading_anew: Callable[[], AbstractContextManager[object]] = nullcontext


@cache
def declaration() -> Declaration:
    """The declaration of the course that `lab` is of."""
    found: Declaration = import_module(GRADER).DECLARATION
    return found

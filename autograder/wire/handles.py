"""Functions and objects that cross by number: each side keeps what it has sent, and knows what is the other's.

A handle is only a number. The holder of the object decides, at every use, whether it still means anything: the judge
forgets all of its handles when a test cell ends (`Handles.forget`), so a number kept or guessed is refused.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from .caps import WireError

LIMIT = 100_000  # handles at a time: a student's function may make a new object a call
PASSING = 64  # of those that were only arguments of calls that are over, see `Handles.let_pass`


@dataclass(frozen=True)
class Handle:
    """A numbered callable or object. `receivers`: it belongs to the side that receives the message."""

    receivers: bool
    id: int
    callable: bool
    name: str


class Opaque:
    """In place of an object of the other side's that is no value of the set. It can only be handed back."""

    def __init__(self, name: str) -> None:
        self.type_name = name

    def __repr__(self) -> str:
        return f"<an object of type {self.type_name}>"

    def __copy__(self) -> Opaque:
        return self

    def __deepcopy__(self, memo: object) -> Opaque:
        return self


def fit_names(fields: Iterable[str]) -> bool:
    """Whether `fields` can be the names of a named tuple: those that Python itself would take."""
    return all(field.isidentifier() and not field.startswith("_") for field in fields)


# NumPy looks for these in whatever it is given, and believes what it finds.
_LOOKED_FOR = frozenset(dir(np.ndarray))


class TupleOfAnotherSide(tuple[Any, ...]):
    """In place of a named tuple of the other side's own class: a tuple with `_fields` that remembers the class.

    Its fields can be read by name, but for names that NumPy asks of an array: `shape` would be the sender's to invent,
    and `__array_interface__` a pointer into this process's memory.
    """

    _fields: tuple[str, ...] = ()

    def __new__(cls, *items: Any) -> TupleOfAnotherSide:
        return super().__new__(cls, items)

    def __getattr__(self, name: str) -> Any:
        if name in self._fields and name not in _LOOKED_FOR and not name.startswith("_"):
            return self[self._fields.index(name)]
        raise AttributeError(name)

    def __getnewargs__(self) -> tuple[Any, ...]:
        return tuple(self)


def _name(value: object) -> str:
    name = getattr(value, "__name__", None) if callable(value) else type(value).__name__
    return name[:100] if isinstance(name, str) else "function"


class Handles:
    """One side's table. `stand_in(handle)` makes what stands here for a callable of the other side's."""

    def __init__(self, stand_in: Callable[[Handle], Any]) -> None:
        self._stand_in = stand_in
        self._next = 1
        self._sent: dict[int, Any] = {}  # by number
        self._numbers: dict[int, int] = {}  # id(object) -> number; _sent keeps the object alive
        self._foreign: dict[int, tuple[Any, Handle]] = {}  # id(stand-in) -> it, and the other side's handle
        self._known: dict[int, Any] = {}  # number of the other side's -> stand-in
        self._passing: deque[int] = deque()

    @property
    def next_number(self) -> int:
        """The number that the next new handle gets."""
        return self._next

    def foreign(self, value: object) -> Handle | None:
        """The handle by which `value` came here from the other side, None if it did not."""
        entry = self._foreign.get(id(value))
        return entry[1] if entry else None

    def give(self, value: Any) -> Handle:
        """A handle for something of ours (or, for what came from the other side, its own handle)."""
        handle = self.foreign(value)
        if handle is not None:
            return handle
        number = self._numbers.get(id(value))
        if number is None:
            if len(self._sent) >= LIMIT:
                raise WireError(f"more than {LIMIT:,} functions and objects in one test")
            number, self._next = self._next, self._next + 1
            self._sent[number] = value
            self._numbers[id(value)] = number
        return Handle(False, number, callable(value), _name(value))

    def take(self, handle: Handle) -> Any:
        """What a received handle stands for. Raises WireError for a number that is not valid now."""
        if handle.receivers:
            if handle.id not in self._sent:
                raise WireError(f"handle {handle.id} is not valid")
            return self._sent[handle.id]
        known = self._known.get(handle.id)
        if known is None:
            if len(self._known) >= LIMIT:
                raise WireError(f"more than {LIMIT:,} functions and objects in one test")
            known = self._stand_in(handle) if handle.callable else Opaque(handle.name)
            self.adopt(known, handle)
        return known

    def adopt(self, stand_in: Any, handle: Handle) -> None:
        """From now on `stand_in` goes to the other side as `handle`, a thing of its own."""
        own = Handle(True, handle.id, handle.callable, handle.name)
        self._known[handle.id] = stand_in
        self._foreign[id(stand_in)] = (stand_in, own)

    def let_pass(self, first: int) -> None:
        """What got a handle since `first` was an argument of a call that is over: only the last PASSING are kept.

        A training loop makes a gradient function for each of its thousand steps, and each holds a mini-batch.
        """
        self._passing.extend(range(first, self._next))
        while len(self._passing) > PASSING:
            number = self._passing.popleft()
            if number in self._sent:
                del self._numbers[id(self._sent.pop(number))]

    def forget(self) -> None:
        """No number given or taken so far is valid any more. Numbers are not used again."""
        for table in (self._sent, self._numbers, self._foreign, self._known, self._passing):
            table.clear()

"""Calls in both directions: the judge calls a student's function, which may call functions of the judge.

What a call changed in its arguments goes back with the reply, so that the judge sees it as in a call of its own.
(Found out here, beside the student: one who forges it hides a change to his own arguments, and gains what correct code
would have had. It costs the judge no trust.)
"""

from __future__ import annotations

import socket
import threading
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from lab.course import STRUCTURES

from autograder.wire import Caps, Frames, Handle, Handles, WireError, decode, encode
from autograder.wire.exceptions import rebuild

from .shell import OUTPUTS, Shell, flush_figures
from .tracebacks import report

Key = int | str
_Rest = Callable[[], tuple[Any, ...]]
_MUTABLE = frozenset({np.ndarray, list, tuple, dict, np.random.Generator, *STRUCTURES})
_WARNINGS = 20  # of one call


class Line:
    """The socket to the judge, and the functions and objects that cross it by handle."""

    def __init__(self, sock: socket.socket, shell: Shell) -> None:
        self.caps = Caps()
        self.shell = shell
        self.handles = Handles(self._outside)
        self._frames = Frames(sock)
        self._turn = threading.RLock()  # a student's thread may ask while another waits
        self.obey: Callable[[tuple[Any, ...]], None] = lambda message: None
        self._cell = 0  # functions of the judge are good until the cell in which they came ends

    def receive(self) -> tuple[Any, ...]:
        """The judge's next message."""
        message = decode(self._frames.receive(cap=self.caps.message_bytes), self.handles, self.caps)
        return tuple(message)

    def send(self, *message: Any) -> None:
        """Say something to the judge. Raises WireError, having sent nothing, for what can't cross."""
        self._frames.send(encode(message, self.handles, self.caps))

    def forget(self) -> None:
        """The cell has ended: no function of the judge's can be called any more."""
        self.handles.forget()
        self._cell += 1

    def _outside(self, handle: Handle) -> Callable[..., Any]:
        """What stands here for a function of the judge's."""
        cell = self._cell

        def outside(*arguments: Any, **keywords: Any) -> Any:
            if cell != self._cell:
                raise RuntimeError(f"{handle.name} came with an earlier check, and can't be called any more")
            with self._turn:
                self.send("ask", outside, arguments, keywords)
                result, *generators = self._answer()
            for key, rng in dict(*generators).items():
                own = arguments[key] if isinstance(key, int) else keywords[key]
                own.bit_generator.state = rng.bit_generator.state  # it has drawn from this one, as it would here
            return result

        outside.__name__ = outside.__qualname__ = handle.name
        outside.__module__ = "__main__"
        return outside

    def _answer(self) -> tuple[Any, ...]:
        """The judge's answer, and the random generators as its call left them, if any were passed.

        Before it comes, the judge may call functions of ours.
        """
        entries = Entries()
        while True:
            message = self.receive()
            if message[0] == "answer":
                return message[1:]
            if message[0] == "entry":
                entries.append(message[1])
                continue
            if message[0] == "entries":
                return entries, *message[2:]
            if message[0] == "failed":
                raise rebuild(message[1], message[2])
            self.obey(message)

    def call(self, function: Callable[..., Any], arguments: tuple[Any, ...], keywords: dict[str, Any]) -> None:
        """Call a student's function, and send the judge what came of it."""
        given: dict[Key, Any] = dict(enumerate(arguments))
        given.update(keywords.items())
        before = {key: self._snapshot(value) for key, value in given.items() if type(value) in _MUTABLE}
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            reply = self._reply(function, arguments, keywords, lambda: self._rest(given, before, caught))
        self._frames.send(reply)

    def _reply(
        self, function: Callable[..., Any], arguments: tuple[Any, ...], keywords: dict[str, Any], rest: _Rest
    ) -> bytes:
        """The whole reply, encoded. A generator's body runs only while it is encoded, so that is part of the call."""
        try:
            result = function(*arguments, **keywords)
            return encode(_parts("returned", result, rest), self.handles, self.caps)
        except WireError as refused:
            return encode(_parts("refused", str(refused), rest), self.handles, self.caps)
        except BaseException as error:
            return encode(_parts("raised", report(error, self.shell), rest), self.handles, self.caps)

    def _rest(self, given: dict[Key, Any], before: dict[Key, Any], caught: list[Any]) -> tuple[Any, ...]:
        """What else is to be said of a call: changed arguments, warnings, output."""
        flush_figures()
        changed = {key: self._sendable(given[key]) for key, was in before.items() if self._snapshot(given[key]) != was}
        noted = [(w.category.__name__[:100], str(w.message)[:1000]) for w in caught[:_WARNINGS]]
        return changed, noted, OUTPUTS.take()

    def _snapshot(self, value: Any) -> Any:
        """Something that is equal before and after a call if the call did not change `value`."""
        if type(value) is np.ndarray:
            return value.dtype.str, value.shape, value.tobytes()
        try:
            return encode(value, self.handles, self.caps)
        except WireError as refused:
            return str(refused)

    def _sendable(self, value: Any) -> Any:
        try:
            encode(value, self.handles, self.caps)
        except WireError:
            return "changed into something that can't be sent"
        return value


class Entries(list[Any]):
    """What an iterator of the judge's gave. The student's own function may give an iterator or a list: this is both."""

    def __next__(self) -> Any:
        if not self:
            raise StopIteration
        return self.pop(0)


def _parts(kind: str, payload: Any, rest: _Rest) -> Iterator[Any]:
    """A reply entry by entry: what is said of the arguments is looked up when the payload has been encoded."""
    yield kind
    yield payload
    more = rest()
    if any(more):
        yield from more

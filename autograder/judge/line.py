"""The judge's end of the socket to one notebook: requests, and the student's calls of the judge's functions meanwhile.

Whatever comes is held to the wire's closed set, then to the form of the message that was asked for. Anything else, an
end, or a deadline is Stopped: never an exception of ours.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from lab.check.engine.findings import CheckFailed

from autograder.judge.failures import Absent, ResultRefusedError, Stopped
from autograder.judge.guard import lift_bounds, set_bounds
from autograder.judge.lending import Load
from autograder.judge.memory import TOO_MUCH
from autograder.judge.proxies import Proxy, student_error, warn_again
from autograder.judge.write_back import write_back
from autograder.verdicts import Verdict
from autograder.wire import Caps, Closed, Frames, Handle, Handles, WireError, decode, encode
from autograder.wire.exceptions import describe

Plain = Callable[[str], str]
_REFUSAL = 500  # characters of why a value was refused
_NESTED = 20  # calls within calls within calls
_CHARGED = 0.5  # seconds of processor time spent on answers that are charged at once


class LineInside:
    """Requests to one notebook's process. `show` gets the outputs that come with a call.

    `plain`: puts back the names that files have inside, in any text that comes, where the sandbox could not do so.
    """

    def __init__(
        self, sock: socket.socket, caps: Caps, why_closed: Callable[[], Stopped], plain: Plain | None = None
    ) -> None:
        self.show: Callable[[Any], None] = lambda outputs: None
        self.charge: Callable[[float], None] = lambda seconds: None  # to the time that the student's code may take
        self.caps = caps
        self.handles = Handles(self._proxy)
        self.stopped: Stopped | None = None  # kept, in case that a check swallows it
        self._frames = Frames(sock)
        self._why_closed = why_closed
        self._plain = plain
        self._left = 0.0  # seconds of wall time that the student's code may still take
        self._own = 0.0  # seconds of processor time that functions of ours may take, when it calls them
        self._deadline = 0.0
        self._depth = 0
        self._charged = 0.0  # up to which processor time of this process its answers have been charged
        self._load: Load | None = None  # on the function of ours that runs for the student's code, if one does
        self._failed: CheckFailed | None = None  # raised by a function of the check while the student called it

    def allow(self, seconds: float, cpu_seconds: float) -> None:
        """From now on the student's code may take `seconds` of wall time, all requests together.

        `cpu_seconds`: what functions of ours may take of this process's time, when it calls them.
        """
        self._left, self._own = seconds, cpu_seconds
        self._failed = None

    def close(self) -> None:
        """Hang up."""
        self._frames.close()

    def request(self, kind: str, *content: Any) -> tuple[Any, ...]:
        """Ask, and return the reply, a tuple that begins with a word, not yet checked further."""
        message = encode((kind, *content), self.handles, self.caps)
        if self._depth == 0:
            started = time.monotonic()
            self._deadline, self._charged = started + self._left, time.process_time()
        self._depth += 1
        try:
            return self._in_time(message)
        except Stopped as stopped:
            self.stopped = stopped
            raise
        finally:
            self._depth -= 1
            if self._depth == 0:
                lift_bounds()
                self._left -= time.monotonic() - started

    def _in_time(self, message: bytes) -> tuple[Any, ...]:
        if self.stopped is not None:  # a check that goes on after the end
            raise self.stopped
        try:
            return self._exchange(message)
        except TimeoutError:
            raise Stopped(Verdict.TIMEOUT, "the time limit was reached") from None
        except MemoryError:
            raise Stopped(Verdict.MEMORY, TOO_MUCH) from None
        except Closed:
            lift_bounds()
            raise self._why_closed() from None
        except WireError as refused:
            raise Stopped(Verdict.CRASHED, f"its process sent what is no message: {refused}") from None

    def _exchange(self, message: bytes) -> tuple[Any, ...]:
        self._frames.send(message, self._deadline)
        while True:
            reply = decode(self._frames.receive(self._deadline, self.caps.message_bytes), self.handles, self.caps)
            if type(reply) not in (list, tuple) or not reply or type(reply[0]) is not str:
                raise WireError("nothing that begins with a word")
            if reply[0] != "ask":
                return tuple(reply if self._plain is None else _mapped(reply, self._plain))
            for answer in self._answers(reply):
                self._frames.send(answer, self._deadline)
            self._charge()

    def _answers(self, ask: tuple[Any, ...]) -> Iterator[bytes]:
        """Call a function of the judge's for the student. Only a handle that is valid now gets this far.

        What an iterator gives goes in messages of its own: the mini-batches of an epoch hold all images.
        """
        match ask:
            case (_, function, tuple() as arguments, dict() as keywords) if _is_ours(function):
                generators = _generators(arguments, keywords)
            case _:
                raise WireError("a call of what is no function of the check's")
        before = self._load
        try:
            if self._depth > _NESTED:
                raise RecursionError("functions of the check and of the notebook call one another too deeply")
            set_bounds(self._deadline, self._own)
            self._load = Load()
            self._load.add((arguments, keywords))
            result = function(*arguments, **keywords)
            if isinstance(result, Iterator):
                for entry in result:
                    yield encode(("entry", entry), self.handles, self.caps)
                yield encode(_answer_parts("entries", None, generators), self.handles, self.caps)
            else:
                yield encode(_answer_parts("answer", result, generators), self.handles, self.caps)
        except CheckFailed as failed:
            self._failed = self._failed or failed
            yield encode(("failed", "RuntimeError", "the check has failed"))
        except Exception as error:
            yield encode(("failed", *describe(error)))
        finally:
            self._load = before

    def _charge(self) -> None:
        """What answers cost here is of the time of the code that asks, or an endless loop would take twice its time."""
        spent = time.process_time() - self._charged
        if spent > _CHARGED:
            self.charge(spent)
            self._charged += spent

    def get(self, name: str) -> Any:
        """A value of the student's by name, functions as proxies. Raises Absent, ResultRefusedError, Stopped."""
        match self.request("get", name):
            case ("got", value):
                return value
            case ("absent",):
                raise Absent(name)
            case ("refused", str() as why):
                raise ResultRefusedError(f"the value of {name} can't be read: {why[:_REFUSAL]}")
        raise self._malformed()

    def _proxy(self, handle: Handle) -> Proxy:
        return Proxy(handle.name, self._call)

    def _call(self, function: Proxy, arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        first = self.handles.next_number
        reply = self.request("call", function, arguments, *([keywords] if keywords else []))
        if self._depth:  # a function of ours, called by the student's, calls back: it may do so a thousand times
            self.handles.let_pass(first)
        match reply:
            case (str() as kind, payload):
                pass
            case (str() as kind, payload, dict() as changed, list() as noted, list() as outputs):
                self._side_effects(changed, noted, outputs, arguments, keywords)
            case _:
                raise self._malformed()
        if self._failed is not None:
            raise self._failed
        if kind == "returned":
            if self._load is not None:
                self._load.add(payload)
            return payload
        if kind == "raised" and type(payload) is dict:
            raise student_error(payload)
        if kind == "refused" and type(payload) is str:
            text = f"the result can't be read: {payload[:_REFUSAL]}"
            raise student_error({"kind": "TypeError", "name": "TypeError", "text": text})
        raise self._malformed()

    def _side_effects(
        self,
        changed: dict[Any, Any],
        noted: list[Any],
        outputs: list[Any],
        arguments: tuple[Any, ...],
        keywords: dict[str, Any],
    ) -> None:
        """Do here what a call did besides returning: changed arguments, warnings, output."""
        self.show(outputs)
        warn_again(noted)
        for key, after in changed.items():
            if key in keywords:
                write_back(keywords[key], after)
            elif type(key) is int and 0 <= key < len(arguments):
                write_back(arguments[key], after)

    def _malformed(self) -> Stopped:
        text = "its process sent a reply of another form than was asked for"
        self.stopped = Stopped(Verdict.CRASHED, text)
        return self.stopped


def _mapped(value: Any, plain: Plain) -> Any:
    """`value` with every text in it made plain, in lists, tuples and the values of dictionaries."""
    if type(value) is str:
        return plain(value)
    if type(value) is dict:
        return {key: _mapped(entry, plain) for key, entry in value.items()}
    return type(value)(_mapped(entry, plain) for entry in value) if type(value) in (list, tuple) else value


def _generators(arguments: tuple[Any, ...], keywords: dict[Any, Any]) -> dict[Any, np.random.Generator]:
    """The random generators among the arguments of a call, by position or name."""
    given = [*enumerate(arguments), *keywords.items()]
    return {key: value for key, value in given if isinstance(value, np.random.Generator)}


def _answer_parts(kind: str, result: Any, generators: dict[Any, np.random.Generator]) -> Iterator[Any]:
    """An answer entry by entry: how far the generators have come is looked up when the result has been encoded."""
    yield kind
    yield result
    if generators:
        yield generators


def _is_ours(function: Any) -> bool:
    return callable(function) and not isinstance(function, Proxy | type)

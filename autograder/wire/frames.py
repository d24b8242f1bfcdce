"""Messages on a socket: 4 bytes of length, then the message. Every wait has a deadline, every size a cap."""

from __future__ import annotations

import socket
import struct
import time

from .caps import DEFAULT, Closed, WireError

_LENGTH = struct.Struct(">I")
_CHUNK = 1 << 16  # a message up to this size costs one system call and no more
_PIECE = 1 << 15
_TIME = struct.Struct("@ll")  # a timeval
_FOREVER = float(10**6)
_SLACK = 0.1  # seconds that a wait may be longer than asked; setting a timeout costs a system call as well


class Frames:
    """One end of a socket pair."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        sock.setblocking(True)
        self._armed = -1.0  # seconds that an operation may take as the socket is set now
        self._pending = b""  # received, and not yet asked for

    def close(self) -> None:
        """Hang up."""
        self._sock.close()

    def send(self, message: bytes, deadline: float | None = None) -> None:
        """Send one message. Raises Closed, or TimeoutError when the other side doesn't read it in time."""
        prefix = _LENGTH.pack(len(message))
        if len(message) < _PIECE:
            self._send_all(prefix + message, deadline)
        else:
            self._send_all(prefix, deadline)
            self._send_all(message, deadline)

    def receive(self, deadline: float | None = None, cap: int = DEFAULT.message_bytes) -> memoryview:
        """Receive one message. Raises Closed, TimeoutError, or WireError when it says it is larger than `cap`.

        `deadline`: a time of time.monotonic().
        """
        head = self._pending
        while len(head) < _LENGTH.size:
            head += self._receive_some(deadline)
        (size,) = _LENGTH.unpack_from(head)
        if size > cap:
            raise WireError(f"a message of {size:,} bytes; at most {cap:,} are allowed")
        end = _LENGTH.size + size
        self._pending = head[end:]
        if len(head) >= end:
            return memoryview(head)[_LENGTH.size : end]
        whole = bytearray(size)
        got = len(head) - _LENGTH.size
        whole[:got] = head[_LENGTH.size :]
        view = memoryview(whole)
        while got < size:
            got += self._receive_into(view[got:], deadline)
        return view

    def _arm(self, deadline: float | None) -> None:
        """Make the next operation end by `deadline`. Raises TimeoutError if that is past.

        The kernel keeps the time: Python's own timeouts would cost a second system call for each operation.
        """
        left = _FOREVER if deadline is None else deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        if not left <= self._armed <= left + _SLACK:
            pause = _TIME.pack(int(left), int(left % 1 * 1e6) or 1)
            self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, pause)
            self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, pause)
            self._armed = left

    def _send_all(self, data: bytes, deadline: float | None) -> None:
        view = memoryview(data)
        while view:  # in pieces that go whole or not at all, so that a slow reader can't stretch one wait
            self._arm(deadline)
            try:
                view = view[self._sock.send(view[:_PIECE]) :]
            except BlockingIOError:
                raise TimeoutError from None
            except OSError as gone:
                raise Closed(f"the other side is gone ({gone.strerror})") from None

    def _receive_some(self, deadline: float | None) -> bytes:
        self._arm(deadline)
        try:
            data = self._sock.recv(_CHUNK)
        except BlockingIOError:
            raise TimeoutError from None
        except OSError as gone:
            raise Closed(f"the other side is gone ({gone.strerror})") from None
        if not data:
            raise Closed("the other side is gone")
        return data

    def _receive_into(self, view: memoryview, deadline: float | None) -> int:
        self._arm(deadline)
        try:
            count = self._sock.recv_into(view)
        except BlockingIOError:
            raise TimeoutError from None
        except OSError as gone:
            raise Closed(f"the other side is gone ({gone.strerror})") from None
        if count == 0:
            raise Closed("the other side is gone")
        return count

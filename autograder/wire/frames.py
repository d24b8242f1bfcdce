"""Messages on a socket: 4 bytes of length, then the message. Every wait has a deadline, every size a cap."""

from __future__ import annotations

import socket
import struct
import time

from .caps import DEFAULT, Closed, WireError

_LENGTH = struct.Struct(">I")
_CHUNK = 1 << 16  # a message up to this size costs one system call and no more
_SLACK = 0.1  # seconds that a wait may be longer than asked; setting a timeout costs a system call as well


class Frames:
    """One end of a socket pair."""

    def __init__(self, sock: socket.socket) -> None:
        self._sock = sock
        self._pending = b""  # received, and not yet asked for

    def close(self) -> None:
        """Hang up."""
        self._sock.close()

    def send(self, message: bytes, deadline: float | None = None) -> None:
        """Send one message. Raises Closed, or TimeoutError when the other side doesn't read it in time."""
        prefix = _LENGTH.pack(len(message))
        if len(message) < _CHUNK:
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
        """Make the next operation end by `deadline`. Raises TimeoutError if that is past."""
        now = self._sock.gettimeout()
        if deadline is None:
            if now is not None:
                self._sock.settimeout(None)
            return
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        if now is None or not left <= now <= left + _SLACK:
            self._sock.settimeout(left)

    def _send_all(self, data: bytes, deadline: float | None) -> None:
        self._arm(deadline)
        try:
            self._sock.sendall(data)
        except TimeoutError:
            raise
        except OSError as gone:
            raise Closed(f"the other side is gone ({gone.strerror})") from None

    def _receive_some(self, deadline: float | None) -> bytes:
        self._arm(deadline)
        try:
            data = self._sock.recv(_CHUNK)
        except TimeoutError:
            raise
        except OSError as gone:
            raise Closed(f"the other side is gone ({gone.strerror})") from None
        if not data:
            raise Closed("the other side is gone")
        return data

    def _receive_into(self, view: memoryview, deadline: float | None) -> int:
        self._arm(deadline)
        try:
            count = self._sock.recv_into(view)
        except TimeoutError:
            raise
        except OSError as gone:
            raise Closed(f"the other side is gone ({gone.strerror})") from None
        if count == 0:
            raise Closed("the other side is gone")
        return count

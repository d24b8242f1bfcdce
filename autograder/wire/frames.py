"""Messages on a socket: 4 bytes of length, then the message. Every wait has a deadline, every size a cap."""

from __future__ import annotations

import socket
import struct
import time

from .caps import DEFAULT, Closed, WireError

_LENGTH = struct.Struct(">I")
_JOINED = 1 << 16  # below this, one system call is cheaper than a copy


def _arm(sock: socket.socket, deadline: float | None) -> None:
    """Make the next operation end by `deadline`, a time of time.monotonic(). Raises TimeoutError if it is past."""
    if deadline is None:
        sock.settimeout(None)
        return
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    sock.settimeout(left)


def send(sock: socket.socket, message: bytes, deadline: float | None = None) -> None:
    """Send one message. Raises Closed, or TimeoutError when the other side doesn't read it in time."""
    prefix = _LENGTH.pack(len(message))
    _arm(sock, deadline)
    try:
        if len(message) < _JOINED:
            sock.sendall(prefix + message)
        else:
            sock.sendall(prefix)
            _arm(sock, deadline)
            sock.sendall(message)
    except TimeoutError:
        raise
    except OSError as gone:
        raise Closed(f"the other side is gone ({gone.strerror})") from None


def _fill(sock: socket.socket, size: int, deadline: float | None) -> bytearray:
    buffer = bytearray(size)
    view, got = memoryview(buffer), 0
    while got < size:
        _arm(sock, deadline)
        try:
            count = sock.recv_into(view[got:])
        except TimeoutError:
            raise
        except OSError as gone:
            raise Closed(f"the other side is gone ({gone.strerror})") from None
        if count == 0:
            raise Closed("the other side is gone")
        got += count
    return buffer


def receive(sock: socket.socket, deadline: float | None = None, cap: int = DEFAULT.message_bytes) -> bytearray:
    """Receive one message. Raises Closed, TimeoutError, or WireError when it says it is larger than `cap`."""
    (size,) = _LENGTH.unpack(_fill(sock, _LENGTH.size, deadline))
    if size > cap:
        raise WireError(f"a message of {size:,} bytes; at most {cap:,} are allowed")
    return _fill(sock, size, deadline)

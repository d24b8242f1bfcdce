"""Messages between the grader and our own processes in the sandbox: small JSON objects, and descriptors.

The socket keeps messages apart (SOCK_SEQPACKET). Student code never holds an end of such a channel.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Sequence
from typing import Any

Message = dict[str, Any]
MAX_BYTES = 1 << 16
MAX_DESCRIPTORS = 4


def pair() -> tuple[socket.socket, socket.socket]:
    """The two ends of a new channel."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def send(channel: socket.socket, message: Message, descriptors: Sequence[int] = ()) -> None:
    """Send a message; OSError when the other side is gone."""
    payload = json.dumps(message).encode()
    if len(payload) > MAX_BYTES:
        raise ValueError(f"a control message of {len(payload)} bytes")
    socket.send_fds(channel, [payload], list(descriptors))


def receive(channel: socket.socket) -> tuple[Message, list[int]]:
    """Wait for a message; EOFError when the other side is gone."""
    payload, descriptors, _, _ = socket.recv_fds(channel, MAX_BYTES, MAX_DESCRIPTORS)
    for descriptor in descriptors:
        os.set_inheritable(descriptor, False)
    if not payload:
        raise EOFError("the other end of the control channel is closed")
    message: Message = json.loads(payload)
    return message, descriptors

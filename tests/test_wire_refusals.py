"""What may not cross is refused by the sender, with a text fit for a student, and by the receiver in any case."""

from __future__ import annotations

import itertools
import os
import random
import resource
import socket
import struct
import threading
import time

import msgspec
import numpy as np
import pytest
from lab.parameters import Parameters

from autograder.wire import Caps, Closed, Frames, Handles, WireError, decode, encode

pytestmark = pytest.mark.sandbox

SMALL = Caps(message_bytes=1 << 20)


def cyclic():
    a = []
    a.append(a)
    return a


def deep(depth):
    value = 0
    for _ in range(depth):
        value = [value]
    return value


def explosive():
    """2^30 entries in 30 lists."""
    value = [0, 0]
    for _ in range(29):
        value = [value, value]
    return value


@pytest.mark.parametrize(
    "value, complaint",
    [
        (cyclic(), "containing itself"),
        (deep(1000), "nested"),
        (explosive(), "entries"),
        (itertools.count(), "entries"),
        ([np.zeros(1 << 16)] * 100, "bytes"),
        (itertools.repeat(np.zeros(1 << 16)), "bytes"),
        (np.zeros(1 << 20), "bytes"),
        ("x" * (2 << 20), "bytes"),
        (1 << 10_000, "integer"),
        ({i: 0 for i in range(20_000)}, "keys"),
        ([1.5] * 199_999, "bytes"),
    ],
    ids=lambda x: x if isinstance(x, str) else "",
)
def test_the_sender_refuses_what_is_too_much(value, complaint):
    with pytest.raises(WireError, match=complaint):
        encode(value, caps=SMALL)


@pytest.mark.parametrize("value", [{1, 2}, object(), len, np.array([None]), np.datetime64("2020")])
def test_without_handles_the_sender_refuses_what_is_no_value(value):
    with pytest.raises(WireError):
        encode(value)


def forged(header, body=b""):
    """A message with any header at all."""
    packed = header if isinstance(header, bytes) else msgspec.msgpack.encode(header)
    return struct.pack(">I", len(packed)) + packed + body


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"\0\0",
        b"\xff\xff\xff\xff",
        forged(b""),
        forged(b"\xc1"),
        forged({}),
        forged([]),
        forged([0]),
        forged([99, []]),
        forged(msgspec.msgpack.Ext(1, b"code")),
        forged(b"\xd6\xff\0\0\0\0"),  # a timestamp
        forged(b"\xdd\xff\xff\xff\xff"),  # four billion entries
        forged(b"\x92\x00\x91" * 100_000),  # 100,000 deep
        forged(1, b"left over"),
        forged([8, "f8", [2]], b"\0" * 15),
        forged([8, "f8", [2]], b"\0" * 17),
        forged([8, "f8", [-1]]),
        forged([8, "f8", [-1, -2]], b"\0" * 16),
        forged([8, "f8", [0, 1 << 62]]),
        forged([8, "f8", [1 << 62, 1 << 62]]),
        forged([8, "f8", [1] * 65], b"\0" * 8),
        forged([8, "O", [1]], b"\0" * 8),
        forged([8, "V8", [1]], b"\0" * 8),
        forged([8, ">f8", [1]], b"\0" * 8),
        forged([9, "f8", b"\0"]),
        forged([9, "O", b"\0" * 8]),
        forged([6, 1 << 40]),
        forged([6, -1]),
        forged([6, 2], b"\xff\xfe"),
        forged([7, -5]),
        forged([5, b"\1" * 5000]),
        forged([2, [[0, []]], [1]]),  # a list as a key
        forged([2, [1, 2], [1]]),
        forged([2, list(range(1_001)), [0] * 1_001]),  # more keys than may be chosen to collide
        forged([11, True, 1, True, "f"]),  # a handle where only values are allowed
        forged([12, [11, False, 1, True, "f"], ["a"], [1]]),
        forged([12, [11, False, 1, True, "f"], ["__array_interface__"], [1]]),
        forged([10, "PCG64", [2, ["state"], [1]]]),
        forged([10, "Evil", None]),
        forged([10, "MT19937", [2, ["state"], [[2, ["key", "pos"], [[8, "u4", [624]], 625]]]]], b"\0" * 2496),
        forged([10, "MT19937", [2, ["state"], [[2, ["key", "pos"], [[8, "u4", [9]], 0]]]]], b"\0" * 36),
    ],
)
def test_the_receiver_refuses_a_forged_message(message):
    with pytest.raises(WireError):
        decode(message)


@pytest.mark.parametrize("number", [0, 1, 2, -1, 1 << 62])
def test_the_receiver_refuses_a_handle_it_never_gave(number):
    with pytest.raises(WireError, match="not valid"):
        decode(forged([11, True, number, True, "reference"]), Handles(lambda handle: None))


def test_a_handle_can_not_make_a_tuple_of_what_is_no_named_tuple():
    handles = Handles(lambda handle: None)
    handle = handles.give(os.system)
    with pytest.raises(WireError, match="named tuple"):
        decode(forged([12, [11, True, handle.id, True, ""], ["a"], [1]]), handles)


def peak_megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@pytest.mark.parametrize("entry", [b"\x92\x00\x90", b"\x90", b"\xa0", b"\x93\x02\x90\x90", b"\x94\x08\xa2f8\x91\x00"])
def test_the_densest_header_stays_under_the_memory_cap(entry):
    count = (2 * 2**20 - 100) // len(entry)
    message = forged(b"\x92\x00\xdd" + struct.pack(">I", count) + entry * count)
    before = peak_megabytes()
    with pytest.raises(WireError):
        decode(message)
    assert peak_megabytes() - before < 200


SAMPLES = [
    encode(value)
    for value in (
        None,
        [1, 2.5, "three", b"four", True, 1 << 70, 1j],
        {"a": (1, [2, {"b": None}]), 3: "x" * 1100},
        np.arange(6.0).reshape(2, 3),
        [np.zeros((2, 0, 3), np.int8), np.float32(1), np.array([True, False])],
        Parameters([None, np.ones((2, 1))], [None, np.zeros((2, 1))]),
        np.random.default_rng(1),
    )
]
ANYTHING = set(map(type, (None, True, 1, 1.0, 1j, "", b"", [], (), {}, np.zeros(1), Parameters(0, 0))))


def outcome(message):
    """Decode it: the type of the value, or None for a refusal. Anything else is what this test is for."""
    try:
        return type(decode(message, caps=SMALL))
    except WireError:
        return None


def mutate(draw, message):
    """Change, cut, repeat or join a few bytes of a good message."""
    data = bytearray(message)
    for _ in range(1 + draw.getrandbits(2)):
        at, kind = draw.randrange(len(data) + 1), draw.getrandbits(3)
        if kind < 5 and at < len(data):
            data[at] = draw.getrandbits(8)
        elif kind == 5:
            del data[at : at + draw.getrandbits(4)]
        elif kind == 6:
            data[at:at] = data[at : at + 9]
        else:
            data[at:at] = draw.randbytes(draw.getrandbits(3))
    return bytes(data)


@pytest.mark.parametrize("seed", range(2))
def test_half_a_million_mutated_messages_each_end_as_a_value_or_a_refusal(seed):
    draw, before = random.Random(seed), peak_megabytes()
    seen = set()
    for _ in range(500_000 // len(SAMPLES) + 1):
        for sample in SAMPLES:
            seen.add(outcome(mutate(draw, sample)))
    assert None in seen and len(seen) > 5  # the fuzz reaches both sides of the door
    assert all(kind in ANYTHING or issubclass(kind, np.generic | np.random.Generator) for kind in seen - {None})
    assert peak_megabytes() - before < 50


def test_half_a_million_random_messages_each_end_as_a_value_or_a_refusal():
    draw, before = random.Random(3), peak_megabytes()
    for _ in range(500_000):
        header = draw.randbytes(draw.getrandbits(5))
        if draw.getrandbits(2):  # one of our tags, so that more than the first byte is looked at
            header = bytes((0x92 + draw.getrandbits(1), draw.getrandbits(4))) + header
        outcome(struct.pack(">I", len(header)) + header + draw.randbytes(draw.getrandbits(3)))
    assert peak_megabytes() - before < 50


@pytest.fixture
def ends():
    here, there = socket.socketpair()
    with here, there:
        yield here, there


@pytest.mark.parametrize("size", [1001, 2**31 - 1])
def test_a_message_longer_than_the_cap_is_refused_before_it_is_read(ends, size):
    ends[0].sendall(struct.pack(">I", size))
    with pytest.raises(WireError, match="at most"):
        Frames(ends[1]).receive(deadline=time.monotonic() + 10, cap=1000)


def test_a_message_that_trickles_ends_at_the_deadline(ends):
    ends[0].sendall(struct.pack(">I", 100) + b"only this")
    start = time.monotonic()
    with pytest.raises(TimeoutError):
        Frames(ends[1]).receive(deadline=start + 0.1)
    assert time.monotonic() - start < 10  # without a deadline, it never ends


def test_a_reader_that_sleeps_ends_the_senders_wait_at_the_deadline(ends):
    with pytest.raises(TimeoutError):
        Frames(ends[0]).send(bytes(10 << 20), deadline=time.monotonic() + 0.1)


def test_the_other_sides_end_is_noticed(ends):
    ends[0].sendall(struct.pack(">I", 100) + b"half")
    ends[0].close()
    with pytest.raises(Closed):
        Frames(ends[1]).receive()


def test_messages_of_any_length_arrive_whole_and_in_order(ends):
    messages = [os.urandom(size) for size in (0, 1, 5, 3 << 20, 0, 65_532, 65_536, 7)]

    def send_all():
        for message in messages:
            Frames(ends[0]).send(message)

    sender = threading.Thread(target=send_all)
    sender.start()
    frames = Frames(ends[1])
    assert [bytes(frames.receive()) for _ in messages] == messages
    sender.join()

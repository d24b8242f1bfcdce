"""Forged messages through the wire's door, and forged zips through the collector's, for as long as asked.

    python benchmarks/fuzz_wire.py [--minutes 30] [--from 0]

A message, random values well encoded and then damaged, must end as a value of the wire's closed set or as a WireError;
of one that was not damaged, nothing is lost. A zip must end as files with their sizes kept and names that lead nowhere,
or be refused in words. Neither may take more than a few seconds of processor time, nor this process 300 MB more than it
had. Exit code 1, and the seeds, if one does otherwise.
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import sys
import time
import warnings
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from autograder.lms.archive import RefusedError, open_inner_zip, safe_path
from autograder.wire import Handle, Handles, Opaque, TupleOfAnotherSide, WireError, decode, encode

SECONDS, MEGABYTES, FILE_BYTES = 3.0, 300, 1 << 20
_PLAIN = (type(None), bool, int, float, complex, str, bytes, list, tuple, dict, np.ndarray, np.generic)
_ALLOWED = (*_PLAIN, np.random.Generator, Handle, Opaque, TupleOfAnotherSide)
_DTYPES = ("f8", "f4", "f2", "i8", "u1", "i2", "?", "c16", "<U3", ">f8")
_NAMES = ("01_activations.ipynb", "a/b.py", "../x", "/etc/passwd", "a\\b", "é" * 90, "a\0b", "x/" * 20 + "y", "", "C:x")


def value_of(draw: random.Random, depth: int = 4) -> Any:
    """A random value of the closed set, or near its edge."""
    kind = draw.randrange(12 if depth else 8)
    if kind < 6:
        whole = draw.choice((0, 1, -1, 1 << 63, -(1 << 70), 1 << draw.randrange(9000)))
        real = draw.choice((0.0, -0.0, float("nan"), float("inf"), draw.random()))
        text = draw.choice(("", "x" * draw.randrange(3000), "é\ud800", "\0", "e" * 31))
        return (None, draw.random() < 0.5, whole, real, complex(real, 1), text)[kind]
    if kind == 6:
        return draw.randbytes(draw.randrange(2000))
    if kind == 7:
        shape = [draw.randrange(4) for _ in range(draw.randrange(5))]
        return np.ones(shape).astype(draw.choice(_DTYPES))
    parts = [value_of(draw, depth - 1) for _ in range(draw.randrange(6))]
    if kind == 8:
        return {draw.choice((str(n), n, (n,), None)): part for n, part in enumerate(parts)}
    return parts if kind < 11 else tuple(parts)


def damaged(draw: random.Random, data: bytes) -> bytes:
    """Some bytes changed, cut out, repeated or put in; now and then a size says something else."""
    made = bytearray(data)
    for _ in range(draw.choice((1, 1, 2, 5, 30))):
        at, kind = draw.randrange(len(made) + 1), draw.randrange(9)
        if kind < 4 and at < len(made):
            made[at] = draw.choice((draw.randrange(256), 0, 0x7F, 0xFF, 0x90, 0xDD, 0xC6))
        elif kind < 6:
            del made[at : at + draw.randrange(20)]
        elif kind == 6:
            made[at:at] = made[at : at + draw.randrange(200)]
        elif kind == 7:
            made[at:at] = draw.randbytes(draw.randrange(20))
        else:
            made[at : at + 4] = draw.choice((0, 1, 1 << 31, (1 << 32) - 1, len(made))).to_bytes(4, "big")
    return bytes(made)


def message_fails(seed: int, seen: Counter[str]) -> str:
    """What is wrong with the end of a message, "" if nothing is."""
    draw, handles = random.Random(seed), Handles(lambda handle: handle)
    value = [value_of(draw), len] if draw.random() < 0.3 else value_of(draw)
    try:
        message = encode(value, handles)
    except WireError:
        seen["not encoded"] += 1
        return ""
    if isinstance(value, list | dict) and len(decode(message, Handles(lambda handle: handle))) < len(value):
        return "of an undamaged message, something was lost"
    for _ in range(20):
        try:
            found = decode(damaged(draw, message), Handles(lambda handle: handle))
        except WireError:
            seen["refused"] += 1
            continue
        seen["a value"] += 1
        if not (type(found) in _ALLOWED or isinstance(found, np.generic) or hasattr(found, "_fields")):
            return f"a {type(found)} came out"
    return ""


def zip_of(draw: random.Random) -> bytes:
    """A zip of a few files, some of them zips, with fields that say anything."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", draw.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as packed:
        for _ in range(draw.randrange(5)):
            info = zipfile.ZipInfo("x")
            info.filename = draw.choice(_NAMES)
            info.external_attr = draw.choice((0, 0o120777 << 16, 0o100644 << 16, 0o010644 << 16))
            info.extra = draw.choice((b"", b"\1\0\4\0abcd"))
            packed.writestr(info, draw.choice((b"", b"{}" * 50, bytes(3 * FILE_BYTES))))
    return made.getvalue()


def zip_fails(seed: int, seen: Counter[str]) -> str:
    """What is wrong with what is taken out of a zip, "" if nothing is."""
    draw = random.Random(seed)
    data = zip_of(draw)
    if draw.random() < 0.9:
        at = draw.choice((0, max(data.rfind(b"PK\1\2"), 0), max(len(data) - 60, 0)))
        data = data[:at] + damaged(draw, data[at:])
    try:
        with open_inner_zip(data) as files:
            for item in files.items:
                if safe_path(item.path) != item.path:
                    return f"the name {item.path!r} was let by"
                try:
                    if len(item.read(FILE_BYTES)) > FILE_BYTES:
                        return "more bytes than are allowed"
                    seen["a file"] += 1
                except RefusedError:
                    seen["a file refused"] += 1
    except RefusedError:
        seen["a zip refused"] += 1
    return ""


def main() -> int:
    """Fuzz until the time is over."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=30)
    options.add_argument("--from", type=int, default=0, dest="first")
    chosen = options.parse_args()
    warnings.simplefilter("ignore")  # zipfile's, of two files of one name
    end, seed, faults, seen = time.monotonic() + 60 * chosen.minutes, chosen.first, 0, Counter[str]()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    while time.monotonic() < end:
        for what, fails in (("message", message_fails), ("zip", zip_fails)):
            began = time.process_time()
            try:
                fault = fails(seed, seen)
            except Exception as error:
                fault = repr(error)
            if time.process_time() - began > SECONDS:
                fault += " it took too long"
            if fault:
                faults += 1
                print(f"{what} {seed}: {fault[:200]}", flush=True)
        seed += 1
    rise = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"{seed - chosen.first:,} values and as many zips, {dict(seen)}; {rise:.0f} MB more: {faults} faults")
    return 1 if faults or rise > MEGABYTES else 0


if __name__ == "__main__":
    sys.exit(main())

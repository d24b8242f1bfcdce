"""The memory of a worker: a limit while it judges a submission, and given back before the next.

A worker lives as long as the class is large; what one submission sends may cost that submission marks, and no more.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import resource
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

ROOM = 224 << 20  # bytes for one submission; a right one needs less than 64 MB, the largest message and its copy 128
TOO_MUCH = "what your code gave takes the grader more memory than is allowed"
_PAGE = resource.getpagesize()
_DATA = 5  # the field of statm: all that could be written to and is no file's, in pages


@contextlib.contextmanager
def limited_memory() -> Iterator[None]:
    """In here, this process may take ROOM bytes more than it has; beyond that, a MemoryError.

    Files that are mapped to be read, as the course's images are, don't count.
    """
    _warm_up()
    before = resource.getrlimit(resource.RLIMIT_DATA)
    _limit_to(_taken() + ROOM, before)
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)


@contextlib.contextmanager
def uncounted() -> Iterator[None]:
    """What is taken in here, of the course's own, comes on top: images, where they can't be mapped, take 220 MB."""
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    before = _taken()
    resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))
    try:
        yield
    finally:
        more = max(_taken() - before, 0)
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
        if soft != resource.RLIM_INFINITY:
            _limit_to(soft + more, (hard, hard))


def _limit_to(size: int, most: tuple[int, int]) -> None:
    """Set the limit, but no higher than it may be."""
    finite = [each for each in (size, *most) if each != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min(finite), most[1]))


def _taken() -> int:
    return int(Path("/proc/self/statm").read_bytes().split()[_DATA]) * _PAGE


@cache
def _warm_up() -> None:
    """Have the library for linear algebra take its buffers: it ends the process if it can't, when it needs them."""
    square = np.ones((256, 256))
    assert (square @ square).all()


@cache
def _trim() -> Any:
    """The C library's malloc_trim; None where it has none (musl, macOS)."""
    return getattr(ctypes.CDLL(None), "malloc_trim", None)


def give_back_memory() -> None:
    """Free what only cycles hold, and the holes that large arrays left between small things on the heap.

    After a second run of 07's training, the worker kept 660 MB to itself; with this and `Handles.let_pass`, 70.
    """
    gc.collect()
    trim = _trim()
    if trim is not None:
        trim(0)

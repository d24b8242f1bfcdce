"""One thread for the linear algebra of this process. Two reasons, both measured.

How a sum is split over threads changes its last bits, and the same seed must give the same marks and feedback, byte for
byte. And where as many workers as cores each start as many threads, they wait for each other: a fifth of an epoch of
notebook 07 took 17 s so on a busy machine of two cores, and 1.4 s with one thread.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
from functools import cache
from pathlib import Path

_VARIABLES = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")  # for libraries not yet loaded
_SETTERS = tuple(
    f"{vendor}openblas_set_num_threads{suffix}" for vendor in ("scipy_", "") for suffix in ("64_", "", "_64_", "_")
)


@cache
def one_thread() -> None:
    """Set it, in the libraries that are loaded and, by the environment, in those to come."""
    os.environ.update(dict.fromkeys(_VARIABLES, "1"))
    maps = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace").splitlines()
    for path in {line.split(maxsplit=5)[-1] for line in maps if "openblas" in line}:
        with contextlib.suppress(OSError):
            library = ctypes.CDLL(path)
            for name in _SETTERS:
                setter = getattr(library, name, None)
                if setter is not None:
                    setter(1)
                    break

"""How much memory each way to take it gets of the host beside busy processes, where the limit is 300 MB.

    python -m benchmarks.memory [--busy 8] [--times 3] [--wall namespaces] [--way WORDS]

The ways are those of tests/ways_to_take_memory.py, the account is the kernel's own: it takes root. Prints, for each,
the most of all times, and how often one who looks 100 times a second saw it above the limit, a tenth, and 150 MB.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
from collections.abc import Iterator

from autograder.sandbox import open_sandbox
from tests.sandboxed import stand_in_policy
from tests.test_memory_limit import LIMITS, MIB, charged_here, seen
from tests.ways_to_take_memory import WAYS


@contextlib.contextmanager
def busy(processes: int) -> Iterator[None]:
    """So many processes that compute, and nothing else."""
    children = []
    for _ in range(processes):
        pid = os.fork()
        while pid == 0:
            pass
        children.append(pid)
    try:
        yield
    finally:
        for pid in children:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def main() -> int:
    """Try them all."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--busy", type=int, default=8)
    options.add_argument("--times", type=int, default=3)
    options.add_argument("--wall", default="namespaces")
    options.add_argument("--way", default="", help="only ways whose name holds these words")
    asked = options.parse_args()
    worst = 0
    with charged_here() as charged, open_sandbox(stand_in_policy(), asked.wall) as sandbox, busy(asked.busy):
        for way in (name for name in WAYS if asked.way in name):
            tries = []
            for _ in range(asked.times):
                with sandbox.submission({}, LIMITS) as submission:
                    tries.append(seen(submission, WAYS[way], charged))
            most = max(one.most for one in tries) // MIB
            print(f"{most:5} MB, {max(one.looks_above for one in tries):3} looks  {way}", flush=True)
            worst = max(worst, most)
    print(f"{worst:5} MB at most, of {LIMITS.memory_bytes // MIB} MB, beside {asked.busy} busy processes")
    return 0


if __name__ == "__main__":
    sys.exit(main())

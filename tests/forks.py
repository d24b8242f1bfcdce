"""A function, or a command, in a process of its own, which inherits all that is warm here: for tests and benchmarks."""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NoReturn

from autograder.cli import main


def in_fork(function: Callable[[], Any]) -> Any:
    """What `function` returns, as JSON has it. AssertionError when its process did not end well."""
    with tempfile.TemporaryFile("w+") as answer:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                json.dump(function(), answer)
                answer.flush()
                code = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(code)
        assert os.waitpid(child, 0)[1] == 0, "a forked process failed; its traceback stands above"
        answer.seek(0)
        return json.load(answer)


class ForkedCommand:
    """`autograder …`, under way in a fork of this process and a process group of its own: what is killed is a run,
    and not Python as it starts. What is patched here is patched there. `first` is done there before it starts.
    """

    def __init__(self, *words: object, first: Callable[[], None] = lambda: None) -> None:
        self.code: int | None = None
        self._said, (self._reads, prints_to) = b"", os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            _run_command([str(word) for word in words], prints_to, first)
        os.close(prints_to)
        os.set_blocking(self._reads, False)
        with suppress(OSError):
            os.setpgid(self.pid, self.pid)  # the child does so, too: whoever comes first

    def poll(self) -> int | None:
        """Its exit code, minus the signal's number where a signal ended it; None while it runs."""
        if self.code is None and (ended := os.waitpid(self.pid, os.WNOHANG))[0]:
            self.code = os.waitstatus_to_exitcode(ended[1])
        return self.code

    def wait(self, seconds: float = 300.0) -> int:
        """Wait for its end; its exit code."""
        deadline = time.monotonic() + seconds
        while (code := self.poll()) is None:
            assert time.monotonic() < deadline, f"it has not ended in {seconds:g} s, and said: {self.said}"
            self._read()  # a full pipe would hold it up
            time.sleep(0.002)
        return code

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send a signal to its process group."""
        with suppress(ProcessLookupError):  # it had ended before
            os.killpg(self.pid, number)

    def _read(self) -> None:
        with suppress(BlockingIOError):  # nothing more has been said yet
            while part := os.read(self._reads, 1 << 16):
                self._said += part

    @property
    def said(self) -> str:
        """All that it has printed so far."""
        self._read()
        return self._said.decode()

    def __del__(self) -> None:
        os.close(self._reads)


def _run_command(words: list[str], prints_to: int, first: Callable[[], None]) -> NoReturn:
    code = 1
    try:
        os.setpgid(0, 0)
        signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored, if a shell started us with &
        for stream in (1, 2):
            os.dup2(prints_to, stream)
        sys.stdout, sys.stderr = open(1, "w"), open(2, "w")  # noqa: SIM115
        sys.argv = ["autograder", *words]
        gc.set_threshold(700, 10, 10)  # Python's own
        first()
        main()
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)

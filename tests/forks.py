"""A function in a process of its own, which inherits all that is warm here: for tests and benchmarks."""

from __future__ import annotations

import json
import os
import tempfile
import traceback
from collections.abc import Callable
from typing import Any


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

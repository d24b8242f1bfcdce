"""What the tests of the second wall share: limits, and ways to try many expressions in a notebook at once."""

from __future__ import annotations

import json
import os

from autograder.sandbox import Limits

MIB = 1 << 20
SMALL = Limits(memory_bytes=300 * MIB, processes=32, scratch_bytes=32 * MIB, file_bytes=8 * MIB, submission_seconds=60)


def outcomes(notebook, codes):
    """What each of `codes` (expressions) raised, by name; "done" if nothing."""
    program = f"""
        import ctypes, fcntl, os, resource, signal, socket, struct, sys
        libc = ctypes.CDLL(None, use_errno=True)
        def call(number, *arguments):
            if libc.syscall(number, *arguments) < 0:
                raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        found = {{}}
        for code in {list(codes)!r}:
            try:
                eval(code)
                found[code] = "done"
            except Exception as error:
                found[code] = type(error).__name__
        import json
        print(json.dumps(found))
        """
    return json.loads(notebook.run(program))


def assert_refused(notebook, codes):
    """None of `codes` succeeds, and each is refused by the kernel."""
    found = outcomes(notebook, codes)
    refusals = {"PermissionError", "OSError", "BlockingIOError", "ProcessLookupError", "FileNotFoundError"}
    assert {code: name for code, name in found.items() if name not in refusals} == {}


def state(path):
    """All that the kernel notes of a file, and its contents."""
    found = path.stat()
    extra = {name: os.getxattr(path, name) for name in os.listxattr(path)}
    return found.st_mode, found.st_uid, found.st_gid, found.st_size, found.st_mtime_ns, found.st_nlink, extra

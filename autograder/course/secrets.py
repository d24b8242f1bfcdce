"""Which lines of code no student may see, should a traceback ever have passed through them."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from autograder.course.declaration import declaration
from autograder.course.notebooks import course_notebooks
from autograder.course.sources import hidden_blocks, without_hidden

_FRAME = re.compile(r"^(?:-+>\s*)?\s*\d*\s")  # before a line of source in IPython's tracebacks: "----> 12 "


def hidden_files() -> Iterator[Path]:
    """The files of the hidden checks, which are a package or a module."""
    found = importlib.util.find_spec(declaration().hidden)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"there is no module {declaration().hidden}, which should hold the hidden checks")
    folders = found.submodule_search_locations
    yield from sorted(Path(folders[0]).rglob("*.py")) if folders else [Path(found.origin)]


@cache
def secret_lines() -> frozenset[str]:
    """Each line of code that only the hidden checks have: of their modules, and of the hidden part of test cells."""
    secret = [line for path in hidden_files() for line in _lines(path.read_text(encoding="utf-8"))]
    public: set[str] = set()
    for form in course_notebooks().values():
        for cell in form.cells:
            secret += [line for block in hidden_blocks(cell.master) for line in _lines(block)]
            public.update(_lines(without_hidden(cell.master)))
    return frozenset(secret) - public


def _lines(source: str) -> list[str]:
    return [line for line in map(str.strip, source.splitlines()) if len(line) >= 8]


def without_secrets(trace: str, own: frozenset[str]) -> str:
    """A traceback without lines of hidden checks, should it ever have passed through them.

    `own` are the lines that the student wrote: those tell nothing new.
    """
    secret = secret_lines() - own
    kept = [line for line in trace.splitlines() if _FRAME.sub("", line).strip() not in secret]
    return "\n".join(kept)

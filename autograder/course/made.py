"""The files that are made from the solutions and stand beside them: a release writes them anew when they are stale."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from autograder.course import seal
from autograder.course.declaration import Made, declaration
from autograder.course.layout import ROOT, SOLUTIONS

_LAST_DIGITS, _ROUGH = 1e-12, 1e-8  # by which numbers may differ: the last digits depend on the processor


def differing(old: Any, new: Any, rough: Sequence[str] = (), path: str = "") -> Iterator[str]:
    """Where two JSON values differ. Below the keys `rough` numbers have nine digits, and the ninth may be rounded."""
    if isinstance(old, dict) and isinstance(new, dict) and list(old) == list(new):
        for key in old:
            yield from differing(old[key], new[key], rough, f"{path}/{key}")
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for i, pair in enumerate(zip(old, new, strict=True)):
            yield from differing(*pair, rough, f"{path}/{i}")
    elif not _same(old, new, _ROUGH if any(f"/{key}/" in f"{path}/" for key in rough) else _LAST_DIGITS):
        yield f"{path}: {str(old)[:60]} is {str(new)[:60]} now"


def _same(old: Any, new: Any, tolerance: float) -> bool:
    if isinstance(old, float) and isinstance(new, float):
        return math.isclose(old, new, rel_tol=tolerance, abs_tol=1e-15) or (math.isnan(old) and math.isnan(new))
    return bool(old == new)


def place(path: str) -> Path:
    """Where a made file lies: a page of docs/ in the repository, all else below SOLUTIONS."""
    return (ROOT if path.startswith("docs/") else SOLUTIONS) / path


def _text(made: Made) -> str:
    path = place(made.path)
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _same_content(old: str, new: str, rough: Sequence[str]) -> bool:
    try:
        return next(differing(json.loads(old), json.loads(new), rough), None) is None
    except ValueError:
        return False


def _fresh(made: Made, anew: bool) -> str:
    """What a file should hold: what it holds, where that differs in no more than last digits."""
    old, modules = _text(made), made.modules()
    code = seal.code_behind(modules) if modules else ""
    if modules and not anew and seal.holds(old, code):
        return old
    content, new = seal.opened(old)[1], made.make()
    kept = content if _same_content(content, new, made.rough) else new
    return seal.sealed(kept, code) if modules else kept


def stale(anew: bool = False) -> dict[str, str]:
    """The files that are not what they would be if they were made now: path -> what it should hold.

    `anew`: make those, too, whose seal says that it is not needed.
    """
    texts = {made: _fresh(made, anew) for made in declaration().made}
    return {made.path: text for made, text in texts.items() if text != _text(made)}

"""The files that are made from the solutions and stand beside them: a release writes them anew when they are stale."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from typing import Any

from autograder.course.declaration import Made, declaration
from autograder.course.layout import SOLUTIONS

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


def _is_current(made: Made, text: str) -> bool:
    try:
        old = json.loads((SOLUTIONS / made.path).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return next(differing(old, json.loads(text), made.rough), None) is None


def stale() -> dict[str, str]:
    """The files that are not what they would be if they were made now: path below SOLUTIONS -> what it should hold."""
    texts = {made: made.make() for made in declaration().made}
    return {made.path: text for made, text in texts.items() if not _is_current(made, text)}

"""What a check has to say to the person who grades, beside the mark, once it is known whose work it is.

A check knows neither student nor id, so that no mark can hang on them: it leaves a function of the id, and the judge
asks it afterwards.
"""

from __future__ import annotations

from collections.abc import Callable

_left: list[Callable[[str], str]] = []


def remark(of_student: Callable[[str], str]) -> None:
    """Leave something to be said: a function from the student's id to a sentence, "" for nothing."""
    _left.append(of_student)


def taken(student: str) -> list[str]:
    """What was left since the last call, for this student; each sentence once."""
    said = list(dict.fromkeys(filter(None, (of_student(student) for of_student in _left))))
    _left.clear()
    return said

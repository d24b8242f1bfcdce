"""What lateness costs: a student's terms, the times of handing in and the marks go in, what is taken off comes out.

Nothing here reads or runs anything, so it can be reckoned anew at any time. Times are aware; days are of 24 hours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

from autograder.words import counted

DAY = timedelta(days=1)
# (student, what the notebook earned, seconds late) -> what is taken off: nbgrader's late-penalty plugin.
Plugin = Callable[[str, float, float], float]


@dataclass(frozen=True)
class Penalty:
    """How much of what was earned lateness costs."""

    kind: str = "nbgrader"  # "none", "per day", "steps", or "nbgrader": its plugin decides
    percent: float = 0.0  # for each day or part of one
    most: float = 100.0  # percent
    steps: tuple[tuple[timedelta, float], ...] = ()  # (later than, percent), in order

    def share(self, late: timedelta) -> float:
        """How many percent this much lateness costs."""
        if self.kind == "per day":
            return min(self.most, self.percent * ceil(late / DAY))
        return max([percent for after, percent in self.steps if late > after], default=0.0)


@dataclass(frozen=True)
class Terms:
    """What holds for one student."""

    due: datetime | None = None  # extension included; None: never late
    grace: timedelta = timedelta()  # lateness that is overlooked
    late_days: int = 0  # that may be spent here
    late_days_left: int = 0  # that there are, before any is spent here
    penalty: Penalty = field(default_factory=Penalty)


@dataclass(frozen=True)
class Late:
    """How late a student was, and what it costs."""

    days: float | None = 0.0  # of the latest notebook; None: nobody knows when it was handed in
    penalties: Mapping[str, float] = field(default_factory=dict)  # notebook -> marks taken off
    sentences: Mapping[str, str] = field(default_factory=dict)  # notebook -> what the student is told; late ones only

    @property
    def said(self) -> str:
        """All of it in a line; "" for who was in time."""
        told: dict[str, list[str]] = {}
        for notebook, sentence in self.sentences.items():
            told.setdefault(sentence, []).append(notebook.split("_")[0])
        if len(told) == 1 and len(self.sentences) == len(self.penalties):
            return next(iter(told))
        return " ".join(f"{', '.join(numbers)}: {sentence}" for sentence, numbers in told.items())


def span(late: timedelta) -> str:
    """A length of time in words, its larger parts: "1 day 4 hours"."""
    minutes = ceil(late / timedelta(minutes=1))
    parts = [(minutes // 1440, "day"), (minutes % 1440 // 60, "hour"), (minutes % 60, "minute")]
    first = next((i for i, (number, _) in enumerate(parts) if number), 2)
    return " ".join(counted(number, name) for number, name in parts[first : first + 2] if number)


def _sentence(terms: Terms, late: timedelta, charged: timedelta, used: int, share: float, taken: float) -> str:
    shown = charged or late
    by_day = terms.penalty.kind == "per day" or not charged
    how_late = counted(ceil(shown / DAY), "day") if by_day else span(shown)
    cost = f"−{share:g} %" if share else f"−{counted(round(taken, 2), 'mark')}" if taken else "nothing is taken off"
    days = f"; {counted(used, 'late day')} used, {terms.late_days_left - used} left" if used else ""
    return f"{how_late} late: {cost}{days}."


def reckon(
    terms: Terms, student: str, times: Mapping[str, datetime | None], earned: Mapping[str, float], plugin: Plugin
) -> Late:
    """What lateness costs a student.

    `times`: notebook -> when it was handed in, None where nobody knows; `earned`: notebook -> marks, nothing taken off.
    """
    known = {name: time for name, time in times.items() if time is not None}
    if terms.due is None or not known:
        return Late(None if times and not known else 0.0, dict.fromkeys(times, 0.0))
    due = terms.due
    late = {name: time - due if time - due > terms.grace else timedelta() for name, time in known.items()}
    most, free = max(late.values()), terms.penalty.kind == "none"
    used = 0 if free else min(terms.late_days, ceil(most / DAY))
    penalties, sentences = dict.fromkeys(times, 0.0), {}
    for name, how_late in late.items():
        charged = max(how_late - used * DAY, timedelta())
        score, share = max(0.0, earned.get(name, 0.0)), 0.0
        if terms.penalty.kind == "nbgrader" and charged:
            penalties[name] = min(max(0.0, plugin(student, score, charged.total_seconds())), score)
        elif charged and not free:
            share = min(100.0, terms.penalty.share(charged))
            penalties[name] = round(score * share / 100, 2)
        if how_late:
            sentences[name] = _sentence(terms, how_late, charged, used, share, penalties[name])
    return Late(round(most / DAY, 4), penalties, sentences)

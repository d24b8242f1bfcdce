"""Reads deadlines.toml, as docs/deadlines.md has it. Whatever is not understood is named, never guessed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from autograder.course.layout import ROOT
from autograder.errors import UserError
from autograder.ledger.deadlines import Penalty, Terms

NAME = "deadlines.toml"
_UNITS = {"minute": 1, "min": 1, "hour": 60, "h": 60, "day": 1440, "d": 1440, "week": 10080, "w": 10080}
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(minute|min|hour|h|day|d|week|w)s?")
_KEYS = ("due", "timezone", "grace", "late_days", "penalty", "extensions", "accommodations", "groups")


@dataclass(frozen=True)
class OwnTerms:
    """What holds for one student alone; None: as for everybody."""

    due: datetime | None = None
    more: timedelta | None = None
    grace: timedelta | None = None
    late_days: int | None = None
    penalty: Penalty | None = None


@dataclass(frozen=True)
class Deadlines:
    """All that the file says. Without a file: nbgrader's own due date, extensions and plugin."""

    due: datetime | None = None
    grace: timedelta = timedelta()
    late_days: int = 0
    at_once: int | None = None  # how many of them may go on this assignment; None: all
    spent: Mapping[str, int] = field(default_factory=dict)  # elsewhere
    penalty: Penalty = field(default_factory=Penalty)
    own: Mapping[str, OwnTerms] = field(default_factory=dict)
    groups: tuple[frozenset[str], ...] = ()

    def terms(self, student: str, due: datetime | None, extensions: Mapping[str, timedelta]) -> Terms:
        """A student's terms. `due`, `extensions`: nbgrader's, which count where the file says nothing else.

        Who hands in together has the most of what any of them was given, and spends what all of them have.
        """
        members = next((group for group in self.groups if student in group), frozenset({student}))
        each = [self._alone(member, due, extensions.get(member)) for member in sorted(members)]
        alone = self._alone(student, due, extensions.get(student))
        dues = [terms.due for terms in each if terms.due is not None]
        return replace(
            alone,
            due=max(dues) if len(dues) == len(each) else None,
            grace=max(terms.grace for terms in each),
            late_days=min(terms.late_days for terms in each),
        )

    def _alone(self, student: str, due: datetime | None, extension: timedelta | None) -> Terms:
        own = self.own.get(student, OwnTerms())
        when = own.due or self.due or due
        more = own.more if own.more is not None else extension if own.due is None else None
        days = self.late_days if own.late_days is None else own.late_days
        left = max(0, days - self.spent.get(student, 0))
        here = left if self.at_once is None or own.late_days is not None else min(left, self.at_once)
        grace = self.grace if own.grace is None else own.grace
        return Terms(when + more if when and more else when, grace, here, left, own.penalty or self.penalty)

    def strangers(self, students: Iterable[str]) -> list[str]:
        """Who is named in the file, and is no student."""
        named = {*self.own, *self.spent}.union(*self.groups)
        return sorted(named - set(students))


class _Reader:
    """Reads the parts of one file, and says which part is at fault."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.zone: tzinfo | None = None

    def wrong(self, what: str, why: str = "", remedy: str = "Correct it; docs/deadlines.md has examples.") -> UserError:
        return UserError(f"{self.path}: {what}", why, remedy)

    def keys(self, table: Any, allowed: Iterable[str], where: str) -> dict[str, Any]:
        if not isinstance(table, dict):
            raise self.wrong(f"{where} is {table!r}, and should be a table.")
        for key in table:
            if key not in allowed:
                near = get_close_matches(key, allowed, 1)
                raise self.wrong(
                    f"{where} holds {key!r}, which means nothing there.", f"Is {near[0]} meant?" if near else ""
                )
        return table

    def time(self, value: Any, where: str) -> datetime:
        if isinstance(value, str):
            try:
                value = datetime.fromisoformat(value)
            except ValueError as error:
                raise self.wrong(f"{where} is {value!r}, which is no time.") from error
        if not isinstance(value, datetime):
            raise self.wrong(f"{where} is {value!r}, and should be a day with a time: 2026-11-20T23:59:00+01:00.")
        if value.tzinfo is None and self.zone is None:
            remedy = 'Write 2026-11-20T23:59:00+01:00, or  timezone = "Europe/Berlin"  above.'
            raise self.wrong(f"{where} does not say in which time zone.", remedy=remedy)
        return (value if value.tzinfo else value.replace(tzinfo=self.zone)).astimezone(UTC)

    def length(self, value: Any, where: str) -> timedelta:
        found = _LENGTH.fullmatch(value.strip()) if isinstance(value, str) else None
        if not found:
            raise self.wrong(f"{where} is {value!r}, and should be a length of time: 90 min, 36 hours, 2 days.")
        return timedelta(minutes=float(found[1]) * _UNITS[found[2]])

    def number(self, value: Any, where: str, most: float, whole: bool = False) -> Any:
        kinds = (int,) if whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds) or not 0 <= value <= most:
            raise self.wrong(f"{where} is {value!r}, and should be a {'whole ' * whole}number from 0 to {most:g}.")
        return value

    def penalty(self, value: Any, where: str = "penalty") -> Penalty:
        if value in ("none", "nbgrader"):
            return Penalty(value)
        table = self.keys(value, ("per_day", "most", "steps"), where)
        if ("per_day" in table) == ("steps" in table):
            raise self.wrong(f"{where} should hold per_day, or steps.")
        if "per_day" in table:
            most = self.number(table.get("most", 100), f"{where}.most", 100)
            return Penalty("per day", self.number(table["per_day"], f"{where}.per_day", 100), most)
        steps = []
        for step in table["steps"]:
            parts = self.keys(step, ("after", "percent"), f"{where}.steps")
            after = self.length(parts.get("after"), f"{where}.steps.after")
            steps.append((after, self.number(parts.get("percent"), f"{where}.steps.percent", 100)))
        return Penalty("steps", steps=tuple(sorted(steps)))

    def late_days(self, value: Any) -> tuple[int, int | None, dict[str, int]]:
        if not isinstance(value, dict):
            return self.number(value, "late_days", 365, True), None, {}
        table = self.keys(value, ("each", "at_once", "spent"), "late_days")
        spent = {
            student: self.number(days, f"late_days.spent.{student}", 365, True)
            for student, days in table.get("spent", {}).items()
        }
        at_once = self.number(table["at_once"], "late_days.at_once", 365, True) if "at_once" in table else None
        return self.number(table.get("each"), "late_days.each", 365, True), at_once, spent

    def own(self, found: dict[str, Any]) -> dict[str, OwnTerms]:
        made: dict[str, OwnTerms] = {}
        for student, value in found.get("accommodations", {}).items():
            where = f"accommodations.{student}"
            table = self.keys(value, ("grace", "late_days", "penalty"), where)
            made[student] = OwnTerms(
                grace=self.length(table["grace"], f"{where}.grace") if "grace" in table else None,
                late_days=self.number(table["late_days"], where, 365, True) if "late_days" in table else None,
                penalty=self.penalty(table["penalty"], f"{where}.penalty") if "penalty" in table else None,
            )
        for student, value in found.get("extensions", {}).items():
            length = isinstance(value, str) and _LENGTH.fullmatch(value.strip())
            where = f"extensions.{student}"
            more = {"more": self.length(value, where)} if length else {"due": self.time(value, where)}
            made[student] = replace(made.get(student, OwnTerms()), **more)
        return made

    def groups(self, table: Any) -> tuple[frozenset[str], ...]:
        groups: list[frozenset[str]] = []
        for name, members in (table if isinstance(table, dict) else {"": table}).items():
            if not isinstance(members, list) or not all(isinstance(one, str) for one in members) or not members:
                raise self.wrong(f"groups.{name} should be a list of students.")
            doubled = sorted(set(members) & {one for group in groups for one in group})
            if doubled:
                raise self.wrong(f"{', '.join(doubled)}: in two groups.")
            groups.append(frozenset(members))
        return tuple(groups)

    def read(self, found: dict[str, Any]) -> Deadlines:
        self.keys(found, _KEYS, "it")
        if zone := found.get("timezone"):
            try:
                self.zone = ZoneInfo(zone)
            except (ValueError, OSError, TypeError, KeyError) as error:
                raise self.wrong(f"timezone is {zone!r}, which is none that is known here.") from error
        each, at_once, spent = self.late_days(found.get("late_days", 0))
        return Deadlines(
            due=self.time(found["due"], "due") if "due" in found else None,
            grace=self.length(found["grace"], "grace") if "grace" in found else timedelta(),
            late_days=each,
            at_once=at_once,
            spent=spent,
            penalty=self.penalty(found.get("penalty", "nbgrader")),
            own=self.own(found),
            groups=self.groups(found["groups"]) if "groups" in found else (),
        )


def deadlines_path(output: Path) -> Path | None:
    """The file that holds for an output folder: its own, else the course's; None if there is none."""
    return next((path for path in (output / NAME, ROOT / NAME) if path.is_file()), None)


def read_deadlines(output: Path) -> Deadlines:
    """What holds for an output folder. Raises UserError, naming the part at fault."""
    path = deadlines_path(output)
    if path is None:
        return Deadlines()
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UserError(f"{path} can't be read.", str(error), "Correct that line.") from error
    return _Reader(path).read(found)

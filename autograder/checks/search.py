"""Which versions of an error model give a student's numbers, on every input that a check has tried.

Nothing is looked for where the numbers say too little (rule: nan, 0, one constant, or an argument itself, could come
from anywhere); then only what is evident may be named. Two changes at once must not undo each other: neither may break
what the student has right.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from lab.check.engine.causes import Cause
from lab.check.engine.closeness import Comparison
from lab.check.engine.deciding import WITHIN, Change, Version, cost_of, decide
from lab.check.engine.examine import Case, Seen
from lab.check.engine.telling import all_tell, tells

from autograder.checks.runs import Runs, print_of, within

FEW = 6  # numbers of an answer that are looked at before all the others


@dataclass
class Search:
    """One search: the versions of a model, and what a student's function did."""

    runs: Runs
    seen: Sequence[Seen]
    without: frozenset[str] = frozenset()  # keys of changes that must not be known: an audit takes them out
    answers: list[tuple[Case, Comparison]] = field(init=False)  # telling ones first, the cheap before the dear

    def __post_init__(self) -> None:
        answered = [(s.case, s.comparison) for s in self.seen if s.comparison is not None]
        self.answers = sorted(answered, key=lambda answer: (not _tells(*answer), self.runs.seconds(answer[0])))
        self.prints = [print_of(*answer) for answer in self.answers]
        self._samples = [Sample.of(comparison) for _, comparison in self.answers]

    def cause(self) -> Cause | None:
        """What may be said."""
        return decide(self.fitting())

    def fitting(self) -> list[Version]:
        """Every version that gives the student's numbers, as far as it could be meant."""
        if all(comparison.right for _, comparison in self.answers):
            return []
        found: list[Version] = []
        for version in self._candidates():
            if found and cost_of(version) > cost_of(found[0]) + WITHIN:
                break
            if self._fits(version) and not self.runs.undo_each_other(version, self.answers):
                found.append(version)
        return found

    def _candidates(self) -> list[Version]:
        """The versions that may be named at all, the cheapest first."""
        model = self.runs.model
        tell = all_tell([(comparison, case.arguments) for case, comparison in self.answers])
        versions = model.versions() if tell else ((c,) for c in model.changes if model.wrong_of(c).evident)
        return [v for v in versions if not (self.without and any(c.key in self.without for c in v))]

    def behaves(self, change: Change, where: str = "") -> bool:
        """Whether one change does the same with every input: gives the same, or raises in the same words.

        `where`: the argument that it must have changed, as "a[1]" or "y_hat".
        """
        version = (change,)
        if where and not any(self.runs.changed(version, case) == where for case, _ in self.answers):
            return False
        raised = [(self.runs.value(version, s.case), s.error) for s in self.seen if s.error is not None]
        alike = all(type(ours) is type(theirs) and str(ours) == str(theirs) for ours, theirs in raised)
        return alike and self._fits(version)

    def _fits(self, version: Version) -> bool:
        every = range(len(self.answers))
        return all(any(self._gives(version, i, given) for given in _scopes(self.answers[i][0])) for i in every)

    def _gives(self, version: Version, i: int, given: Mapping[str, Any]) -> bool:
        case, student = self.answers[i][0], self.prints[i]
        sample = self._samples[i]
        parts = sample.path[0] + 1 if sample.path else 0
        if not sample.may_be_of(self.runs.begun(version, case, given, parts), within(case)):
            return False
        found = self.runs.fingerprint(version, case, given)
        return found is not None and abs(found - student[0]) <= within(case) * student[1]


@dataclass(frozen=True)
class Sample:
    """A few wrong numbers of an answer, and where they stand: most versions differ there, which is soon seen."""

    path: tuple[int, ...] = ()  # of the array in its lists and tuples
    shape: tuple[int, ...] = ()
    at: Any = None
    numbers: Any = None

    @classmethod
    def of(cls, comparison: Comparison) -> Sample:
        """Take the first wrong entries of the first wrong array; nothing of what has another form."""
        leaf = next(iter(comparison.misshapen or comparison.wrong), None)
        path = None if leaf is None else next(_paths(comparison.got, leaf.shown), None)
        if leaf is None or path is None or leaf.expected is None or leaf.got is None:
            return cls()
        off = np.ones(leaf.got.shape) if comparison.misshapen else comparison.close.wrong(leaf.expected, leaf.got)
        at = np.flatnonzero(off)[:FEW]
        return cls(path, leaf.got.shape, at, leaf.got.ravel()[at].astype(np.float64))

    def may_be_of(self, value: Any, within: float) -> bool:
        """Whether a version's value has these numbers, roughly; False only where it can't be the answer."""
        if self.numbers is None:
            return True
        try:
            for i in self.path:
                value = value[i]
            if np.shape(value) != self.shape:
                return False
            there = np.ravel(value)[self.at].astype(np.float64)
        except (IndexError, KeyError, TypeError, ValueError):
            return False
        size = np.max(np.abs(self.numbers), where=np.isfinite(self.numbers), initial=0.0)
        near = np.abs(there - self.numbers) <= 100 * within * size
        return bool(np.all(near | (there == self.numbers) | (np.isnan(there) & np.isnan(self.numbers))))


def _paths(value: Any, wanted: Any, path: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """Where an object stands in lists and tuples."""
    if value is wanted:
        yield path
    elif isinstance(value, (list, tuple)):
        for i, part in enumerate(value):
            yield from _paths(part, wanted, (*path, i))


def _scopes(case: Case) -> list[Mapping[str, Any]]:
    """What stands for the course's own functions: what the case gives, and else the reference."""
    return [case.scope, {}] if case.scope else [{}]


def _tells(case: Case, comparison: Comparison) -> bool:
    return tells(comparison, case.arguments)

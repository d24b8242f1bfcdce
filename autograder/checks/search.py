"""Which versions of an error model give a student's numbers, on every input that a check has tried.

Nothing is looked for where the numbers say too little (rule: nan, 0, one constant, or an argument itself, could come
from anywhere); then only what is evident may be named. Two changes at once must not undo each other: neither may break
what the student has right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lab.check.engine.causes import Cause
from lab.check.engine.closeness import Comparison
from lab.check.engine.deciding import WITHIN, Change, Version, cost_of, decide
from lab.check.engine.examine import Case, Seen
from lab.check.engine.telling import all_tell, tells

from autograder.checks.runs import Runs, print_of, within


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
        pairs = zip(self.answers, self.prints, strict=True)
        return all(any(self._gives(version, case, given, p) for given in _scopes(case)) for (case, _), p in pairs)

    def _gives(self, version: Version, case: Case, given: Mapping[str, Any], student: tuple[float, float]) -> bool:
        found = self.runs.fingerprint(version, case, given)
        return found is not None and abs(found - student[0]) <= within(case) * student[1]


def _scopes(case: Case) -> list[Mapping[str, Any]]:
    """What stands for the course's own functions: what the case gives, and else the reference."""
    return [case.scope, {}] if case.scope else [{}]


def _tells(case: Case, comparison: Comparison) -> bool:
    return tells(comparison, case.arguments)

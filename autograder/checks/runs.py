"""Running the versions of an error model on a check's inputs: what each gives, where it is right, what it changes."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from lab.check.engine.calling import difference, fresh
from lab.check.engine.closeness import RECOGNISED, Comparison
from lab.check.engine.deciding import Change, Version
from lab.check.engine.examine import Case, compared
from lab.check.engine.fingerprints import fingerprint, settled
from numpy.typing import NDArray

from autograder.checks.model import Model

Use = Callable[[Callable[..., Any], Case], Any]  # calls a version with a case's arguments, as the check calls it
Right = Mapping[str, NDArray[np.bool_]]  # by the name of an array: where it is right


def right_entries(comparison: Comparison) -> Right:
    """For each array that has its right shape: where it is right."""
    pairs = zip(comparison.leaves, comparison.off, strict=False)  # none of either, where the structure is another
    return {leaf.label: ~off for leaf, off in pairs if off is not None}


def print_of(case: Case, comparison: Comparison) -> tuple[float, float]:
    """The fingerprint of an answer, and its size."""
    return fingerprint(settled(comparison, case.expected))


def within(case: Case) -> float:
    """How far apart two fingerprints of the same answer may lie, relative to their size."""
    return max(RECOGNISED.relative, case.close.relative)


@dataclass
class Runs:
    """The versions of one model, and how a check uses a function; the cases must live as long as this does.

    What a version gives is worked out once, and kept for all who are held to the same cases.
    """

    model: Model
    use: Use
    _alone: dict[tuple[str, int], Right | None] = field(default_factory=dict)
    _prints: dict[tuple[Version, int, bool], float | None] = field(default_factory=dict)
    _begun: dict[tuple[Version, int, bool, int], Any] = field(default_factory=dict)
    _seconds: dict[int, float] = field(default_factory=dict)

    def value(self, version: Version, case: Case, given: Mapping[str, Any] | None = None) -> Any:
        """What a version gives in a case; the exception, where it raises one. `given`: names in its scope."""
        try:
            return self.use(self.model.function(version, case.scope if given is None else given), case)
        except Exception as error:
            return error

    def answer(self, version: Version, case: Case, given: Mapping[str, Any] | None = None) -> Comparison | None:
        """The same, held against what is right; None where it raises."""
        value = self.value(version, case, given)
        return None if isinstance(value, Exception) else compared(case, value)

    def begun(self, version: Version, case: Case, given: Mapping[str, Any], parts: int) -> Any:
        """What a version gives in a case, at least its first parts: a shorter run will do, where there is one."""
        short = case.brief(parts) if case.brief and parts else case.arguments
        key = (version, id(case), bool(given), parts if case.brief else 0)
        if key not in self._begun:
            self._begun[key] = self.value(version, replace(case, arguments=short), given)
        return self._begun[key]

    def fingerprint(self, version: Version, case: Case, given: Mapping[str, Any]) -> float | None:
        """The fingerprint of what a version gives in a case; None where it raises."""
        key = (version, id(case), bool(given))
        if key not in self._prints:
            answer = self.answer(version, case, given)
            self._prints[key] = None if answer is None else print_of(case, answer)[0]
        return self._prints[key]

    def seconds(self, case: Case) -> float:
        """What the right version costs in a case, in seconds of CPU time."""
        if id(case) not in self._seconds:
            started = time.process_time()
            self.answer((), case)
            self._seconds[id(case)] = time.process_time() - started
        return self._seconds[id(case)]

    def _right_alone(self, change: Change, case: Case) -> Right | None:
        """Where a single change leaves the answer right; None where it raises. Worked out once."""
        key = (change.key, id(case))
        if key not in self._alone:
            answer = self.answer((change,), case)
            self._alone[key] = None if answer is None else right_entries(answer)
        return self._alone[key]

    def undo_each_other(self, version: Version, answers: Sequence[tuple[Case, Comparison]]) -> bool:
        """Whether one of two changes, alone, breaks what is right in these answers."""
        return len(version) > 1 and any(
            _breaks(right_entries(answer), self._right_alone(change, case))
            for case, answer in answers
            for change in version
        )

    def changed(self, version: Version, case: Case) -> str:
        """The argument that a version changes in place: "a[1]"; "" where it changes none."""
        function = self.model.function(version, case.scope)
        given = fresh(case.arguments)
        try:
            function(*given, **dict(case.keywords))
        except Exception:
            return ""
        names = inspect.signature(function).parameters
        pairs = zip(names, case.arguments, given, strict=False)
        return next((d for d in (difference(before, after, name) for name, before, after in pairs) if d), "")


def _breaks(right: Right, alone: Right | None) -> bool:
    """Whether an entry that is right is not so with one of the two changes alone."""
    kept = {label: mask for label, mask in right.items() if mask.any()}
    if alone is None:
        return bool(kept)
    return any(
        label not in alone or alone[label].shape != mask.shape or bool((mask & ~alone[label]).any())
        for label, mask in kept.items()
    )

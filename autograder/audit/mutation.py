"""Machine-made mutants against the hidden checks: is any result changed, is it caught, is the cause true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from autograder.audit import diagnosis, subjects, trial
from autograder.audit.mutants import Mutant
from autograder.backpropagation import probes

CRASHES = frozenset({"raised", "timeout", "memory"})
_FEW = 1.0  # seconds of CPU time: ten times what the dearest check of a right function takes


@dataclass(frozen=True)
class Judged:
    """What became of one mutant."""

    function: str
    change: str
    kind: str
    changes: bool  # any result, on the audit's own inputs
    caught: str  # the hidden check that caught it, "" if none did
    cause: str = ""
    false_cause: str = ""  # the cause, when it is not true of this mutant
    false_hint: str = ""  # the known mistake whose hint was given, when it is another
    broken: str = ""

    @property
    def key(self) -> str:
        """What the audit calls it."""
        return f"{self.function}: {self.change}"

    @property
    def runs(self) -> bool:
        """It gave numbers, and not an exception or an endless loop."""
        return self.cause not in CRASHES


def _changes(function: str, value: Any) -> tuple[bool, float]:
    """Whether a mutant changes any result, and how many seconds to give it in a check: few to one that never ends."""
    try:
        with trial.silenced(), trial.bounded():
            return probes.changes(function, value), trial.SECONDS
    except trial.OutOfTime:
        return True, _FEW
    except MemoryError:
        return True, trial.SECONDS


def judge(mutant: Mutant, seed: int) -> Judged:
    """Run one mutant against everything."""
    of = mutant.function
    try:
        with trial.silenced():
            value = subjects.function_of(mutant.source, of)
    except Exception:  # the student's cell itself fails
        return Judged(of, mutant.change, mutant.kind, True, "its cell", "raised")
    changes, seconds = _changes(of, value)
    with trial.silenced():
        value = subjects.function_of(mutant.source, of)  # anew: the probes may have left something in it
    trials = [trial.hidden(test, value, seed, seconds) for test in subjects.tests_of(of)]
    said = next((t for t in trials if t.caught), None)
    broken = next((f"{t.test}: {t.broken}" for t in trials if t.broken), "")
    if said is None:
        return Judged(of, mutant.change, mutant.kind, changes, "", broken=broken)
    false = diagnosis.false_cause(of, value, said, seed)
    hint = diagnosis.false_hint(of, value, said)
    return Judged(of, mutant.change, mutant.kind, changes, said.test, said.cause, false, hint, broken)

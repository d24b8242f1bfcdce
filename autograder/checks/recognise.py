"""What is known of a student's mistake, for the checks that mark: the function's error model, searched after a failure.

A check that compares numbers is given `KnownMistakes`; one that watches behaviour uses `explained`, which looks for the
mistakes that fail in the same words.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from lab.check.engine.calling import fresh
from lab.check.engine.causes import Cause
from lab.check.engine.deciding import Change, Version, decide
from lab.check.engine.examine import Case, Seen, looked_on
from lab.check.engine.findings import CheckFailed, Finding, StudentCodeRaised

from autograder.checks.mistakes import mistakes_of, models
from autograder.checks.model import Model
from autograder.checks.runs import Runs
from autograder.checks.search import Search
from autograder.checks.seed import current_seed

Function = Callable[..., Any]

# Mistakes that the diagnosis must not know: the audit takes an entry out, to see what remains of the diagnosis.
without: set[str] = set()


@contextlib.contextmanager
def silenced() -> Iterator[None]:
    """What a wrong function prints or warns of is nobody's business."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with np.errstate(all="ignore"):
            yield


class KnownMistakes:
    """What the model of a function says of answers to the cases of one check.

    `adapt` makes of a version what the check calls; `more` gives further inputs.
    """

    def __init__(
        self,
        function: str,
        adapt: Callable[[Function], Function] = lambda f: f,
        more: Callable[[], Sequence[Case]] = tuple,
    ) -> None:
        self.function, self.adapt, self._draw_more = function, adapt, more

    @cached_property
    def _more(self) -> Sequence[Case]:
        return self._draw_more()

    def more(self) -> Sequence[Case]:
        """Inputs that tell mistakes apart, and mark nobody."""
        return self._more

    def _use(self, version: Function, case: Case) -> Any:
        keywords = {name: fresh(value) for name, value in case.keywords.items()}
        return self.adapt(version)(*fresh(case.arguments), **keywords)

    @cached_property
    def runs(self) -> Runs:
        """The versions of the function's model, used as the check uses a function."""
        return Runs(models()[self.function], self._use)

    def search(self, seen: Sequence[Seen]) -> Search:
        """The search for the versions that give these answers."""
        return Search(self.runs, seen, without=frozenset(without))

    def cause(self, seen: Sequence[Seen]) -> Cause | None:
        """What may be said of a function that gave these answers."""
        if self.function not in models():
            return None
        with silenced():
            return self.search(seen).cause()

    def hint(self, cause: str, seen: Sequence[Seen], where: str = "") -> str:
        """The hint of the one mistake, of those that show as this cause, that does the same with every input."""
        if self.function not in models():
            return ""
        search = self.search(seen)
        shown = [m for m in mistakes_of(self.function) if cause in m.wrong.shows.split() and m.name not in without]
        with silenced():
            alike = {m.hint for m in shown if search.behaves(m.change, where)}
        return alike.pop() if len(alike) == 1 else ""


def _words(finding: Finding) -> tuple[str, str, str]:
    return finding.cause, finding.message, finding.where


@lru_cache(maxsize=1000)
def _said_of(model: Model, change: Change, examine: Callable[[Function], Any], _seed: int) -> tuple[str, ...] | None:
    """What a check says first of a mistake; None where it finds nothing, or the mistake raises."""
    try:
        with silenced(), looked_on(None):  # whoever looks on is there for the student's function
            examine(model.function((change,)))
    except StudentCodeRaised:
        return None
    except CheckFailed as failed:
        return _words(failed.findings[0])
    except Exception:
        return None
    return None


def _alike(function: str, examine: Callable[[Function], Any], first: Finding) -> list[Version]:
    """The single mistakes that fail in these words."""
    known = (mistake for mistake in mistakes_of(function) if mistake.name not in without)
    return [(m.change,) for m in known if _said_of(m.model, m.change, examine, current_seed()) == _words(first)]


def explained(function: str, examine: Callable[[Function], Any], student: Function) -> Any:
    """Hold a student's function to a check; on failure, take the hint of the mistake that fails alike.

    The cause stays as the check has named it: it has seen that, and the mistake only explains it.
    """
    try:
        return examine(student)
    except StudentCodeRaised:
        raise
    except CheckFailed as failed:
        first, *others = failed.findings
        if first.cause == "unknown":  # many mistakes fail in these words
            raise
        cause = decide(_alike(function, examine, first))
        if cause is None:
            raise
        raise CheckFailed(replace(first, hint=cause.hint), *others) from None

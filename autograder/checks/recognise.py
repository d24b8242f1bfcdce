"""Which known mistake is it? The catalogue's wrong functions, run on the very inputs on which a student's failed.

A check that compares numbers asks `catalogued` for what each mistake would give in a case; one that watches behaviour
uses `explained`, which looks for the mistake that fails in the same words. Both are asked only after a failure, and
where several mistakes fit, none is named.
"""

from __future__ import annotations

import contextlib
import copy
import io
import time
import types
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from lab.check.engine.calling import fresh
from lab.check.engine.causes import Cause
from lab.check.engine.examine import Case
from lab.check.engine.findings import CheckFailed, Finding, StudentCodeRaised

from autograder.checks.mistakes import Mistake, mistakes_of

Function = Callable[..., Any]

# Mistakes that the diagnosis must not know: the audit takes an entry out, to see what remains of the diagnosis.
without: set[str] = set()
# Seconds of CPU time for one failed check. All mistakes of a function together take a tenth of it.
BUDGET = 1.0


def known_mistakes(function: str) -> list[Mistake]:
    """The mistakes of a function that may be named."""
    return [mistake for mistake in mistakes_of(function) if mistake.name not in without]


def anew(wrong: Function) -> Function:
    """A wrong function as if just defined: one that keeps something in a default argument starts empty each time."""
    if not isinstance(wrong, types.FunctionType):
        return wrong
    defaults = copy.deepcopy(wrong.__defaults__)
    return types.FunctionType(wrong.__code__, wrong.__globals__, wrong.__name__, defaults, wrong.__closure__)


@contextlib.contextmanager
def silenced() -> Iterator[None]:
    """What a wrong function prints or warns of is nobody's business."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with np.errstate(all="ignore"):
            yield


def catalogued(function: str, case: Case, adapt: Callable[[Function], Function] = lambda f: f) -> Mapping[Cause, Any]:
    """Return what each known mistake of `function` gives in `case`, to be worked out when it is asked for."""

    def imagine(mistake: Mistake) -> Callable[[], Any]:
        def give() -> Any:
            with silenced():
                keywords = {name: fresh(value) for name, value in case.keywords.items()}
                return adapt(anew(mistake.wrong))(*fresh(case.arguments), **keywords)

        return give

    return {Cause(m.name, m.effect, m.hint): imagine(m) for m in known_mistakes(function) if callable(m.wrong)}


def _words(finding: Finding) -> tuple[str, str, str]:
    return finding.cause, finding.message, finding.where


def _in_the_same_words(mistake: Mistake, examine: Callable[[Function], Any], first: Finding) -> bool:
    try:
        with silenced():
            examine(anew(mistake.wrong))
    except StudentCodeRaised:
        return False
    except CheckFailed as failed:
        return _words(failed.findings[0]) == _words(first)
    except Exception:
        return False
    return False


def explained(function: str, examine: Callable[[Function], Any], student: Function) -> Any:
    """Hold a student's function to a check; on failure, take the hint of the one known mistake that fails alike.

    The cause stays as the check has named it: it has seen that, and the mistake only explains it.
    """
    try:
        return examine(student)
    except StudentCodeRaised:
        raise
    except CheckFailed as failed:
        first, *others = failed.findings
        deadline = time.process_time() + BUDGET
        alike = []
        for mistake in known_mistakes(function):
            if time.process_time() > deadline:
                raise  # better no hint than one that might not be the only one
            if mistake.hint == first.hint:
                raise  # it is there already
            if _in_the_same_words(mistake, examine, first):
                alike.append(mistake)
        if len(alike) != 1:
            raise
        raise CheckFailed(replace(first, hint=alike[0].hint), *others) from None

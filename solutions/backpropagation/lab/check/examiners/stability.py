"""Holding the logistic function to large inputs: right values, and no overflow on the way to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...course import ARGUMENTS
from ..engine.calling import Answer
from ..engine.causes import hint_for
from ..engine.closeness import Closeness
from ..engine.examine import Case, Known, Seen, compared, examine
from ..engine.findings import CheckFailed, Finding

NAME = "logistic"


def _overflowed(answer: Answer) -> bool:
    """Whether 1 / (1 + e^-a) was worked out as it stands, for a = -700 and -720, and NumPy had to warn of it.

    e^720 is beyond a float, so that form gives exactly 0 at -720 although it is right to all digits at -700. A stable
    form gives e^-720 there, or 0 at both, and one that silences the warning on purpose knows what it does.
    """
    value = np.asarray(answer.value, dtype=np.float64)
    naive = abs(value[0] * np.exp(700.0) - 1) < 1e-6 and value[1] == 0.0
    return bool(naive and any("overflow" in line for line in (*answer.warnings, answer.said)))


def _between(expected: Any, got: Any) -> Any:
    """Near 0 any numbers between 0 and 1 will do, a step from 0 to 1 won't: how right they are is for another check."""
    inside = np.all((np.asarray(got) > 0.01) & (np.asarray(got) < 0.99))
    return got if inside else expected


def examine_overflow(
    function: Callable[..., Any], large: NDArray[Any], *, visible: bool = False, known: Known | None = None
) -> None:
    """Raise CheckFailed unless `function` gives 0 and 1 for `large` (beyond ±700) and does not overflow."""
    words = "numbers from -1000 to 1000"
    expected = (large > 0).astype(np.float64)
    # e^-700 is 1e-304: any right answer is 0 or 1 to within a rounding, or to within an input clipped at ±30.
    close = Closeness(absolute=1e-12)
    pair = np.array([-700.0, -720.0])
    cases = [
        Case("numbers near 0", (np.array([-1.5, 1.5]),), np.array([0.1824255238, 0.8175744762]), adopt=_between),
        *(Case(words, (a,), right, close=close, large=True) for a, right in ((large, expected), (pair, np.exp(pair)))),
    ]
    answer = examine(function, NAME, cases, labels=ARGUMENTS[NAME], visible=visible, known=known)[-1]
    if _overflowed(answer):
        message = "the value is right, but NumPy had to warn: for a = -720 your exponential overflows"
        hint = known.hint("warned", [Seen(cases[-1], compared(cases[-1], answer.value))]) if known else ""
        raise CheckFailed(Finding(NAME, "overflow", message, hint or hint_for("overflow", NAME), words))

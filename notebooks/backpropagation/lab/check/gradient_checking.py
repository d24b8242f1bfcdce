# Made by `make release` from solutions/backpropagation/lab/check/gradient_checking.py: edit that file, not this one.
"""Visible checks of notebook 05: the numerical gradient, the relative error, the check, and the form of `suspects`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from .engine.causes import hint_for
from .engine.findings import CheckFailed, Finding
from .engine.recorded_cases import hold, passed
from .examiners.numbers import examine_check
from .facts import checking as checking

Function = Callable[..., Any]


def numerical_gradient(numerical_gradient: Function) -> None:
    """Check exercise 5.1."""
    hold("numerical_gradient", numerical_gradient)


def relative_error(relative_error: Function) -> None:
    """Check exercise 5.2."""
    hold("relative_error", relative_error)


def check_gradients(check_gradients: Function) -> None:
    """Check exercise 5.3."""
    examine_check(check_gradients, np.random.default_rng(408))
    passed("check_gradients", "tells right gradients from wrong ones, tensor by tensor")


def _complain(cause: str, message: str) -> None:
    raise CheckFailed(Finding("suspects", cause, message, hint_for(cause, "suspects")))


def _is_open(answer: object) -> bool:
    """Whether it is still the question mark."""
    return isinstance(answer, str) and answer == "?"


def suspects(suspects: Mapping[str, Any]) -> None:
    """Check the form of exercise 5.4: each suspect has an answer, None or the number of a line; right or not."""
    from ..suspects import lineup

    is_mapping = isinstance(suspects, Mapping)
    as_handed_out = is_mapping and all(_is_open(suspects.get(name)) for name in lineup)
    if suspects is None or as_handed_out:
        raise NotImplementedError(
            "Exercise 5.4: say of each suspect whether it is right, and if not, which line is wrong."
        )
    if not is_mapping:
        _complain("wrong_words", "`suspects` should be a dict: a name, and None or the number of a line")
    missing = [name for name in lineup if _is_open(suspects.get(name, "?"))]
    if missing:
        _complain("not_answered", f"no answer yet for {', '.join(missing)}")
    for name, answer in suspects.items():
        if name not in lineup:
            _complain("wrong_words", f"no suspect is called {name!r}")
        last = len(lineup[name].lines)
        is_line = isinstance(answer, (int, np.integer)) and not isinstance(answer, bool) and 1 <= answer <= last
        if answer is not None and not is_line:
            _complain("wrong_words", f"{name}: {answer!r} is neither None nor a line number from 1 to {last}")
    passed("suspects", f"all {len(lineup)} are answered; whether rightly, your marks will say")

"""Visible checks of notebook 05: the numerical gradient, the relative error, the check, and the form of `suspects`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from ..course import ARGUMENTS
from ..own_layer import LAYERS, yours
from .engine.causes import hint_for
from .engine.examine import examine
from .engine.findings import CheckFailed, Finding
from .engine.recorded_cases import passed, recorded
from .examiners import own_layer
from .examiners.numbers import examine_check
from .facts import checking as checking

Function = Callable[..., Any]
FINGERPRINTS = "softplus"  # the layer of whose mistakes fingerprints are recorded


def check_gradients(check_gradients: Function) -> None:
    """Check exercise 5.3."""
    examine_check(check_gradients, np.random.default_rng(408))
    passed("check_gradients", "tells right gradients from wrong ones, tensor by tensor")


def _complain(cause: str, message: str) -> None:
    raise CheckFailed(Finding("suspects", cause, message, hint_for(cause, "suspects")))


def own_layer_forward(own_layer_forward: Function) -> None:
    """Check exercise 5.5: your layer is right, or any other; a failure is told as one of yours."""
    name, mine = "own_layer_forward", yours()
    every = own_layer.recorded(name)
    found = own_layer.right_for(name, own_layer_forward, every)
    layer = found or (mine.name if mine else own_layer.nearest(name, own_layer_forward, every))
    _hold_to(layer, name, own_layer_forward)
    if mine and mine.name != found:
        print(f"! Your student id draws another layer: {mine.title}. The staff will see it; no mark hangs on it.")


def own_layer_backward(own_layer_backward: Function, own_layer_forward: Function | None = None) -> None:
    """Check exercise 5.6, for the layer whose forward pass you have; where that is wrong, for yours, or for any."""
    name, forward, mine = "own_layer_backward", "own_layer_forward", yours()
    every = own_layer.recorded(name)
    found = own_layer_forward and own_layer.right_for(forward, own_layer_forward, own_layer.recorded(forward))
    found = found or own_layer.right_for(name, own_layer_backward, every)
    layer = found or (mine.name if mine else own_layer.nearest(name, own_layer_backward, every))
    _hold_to(layer, name, own_layer_backward)


def _hold_to(found: str, name: str, function: Function) -> None:
    every = own_layer.recorded(name)
    known = recorded(name) if found == FINGERPRINTS else None
    cases = known.cases if known else every[found]
    examine(function, name, cases, labels=ARGUMENTS[name], visible=True, known=known)
    passed(name, f"right for {LAYERS[found].title}")


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
        if amiss := _amiss(answer, len(lineup[name].lines)):
            _complain("wrong_words", f"{name}: {amiss}")
    bare = [name for name, answer in suspects.items() if answer is not None and not isinstance(answer, dict)]
    passed("suspects", f"all {len(lineup)} are answered; whether rightly, your marks will say")
    if bare:
        print(f"! No evidence yet for {', '.join(bare)}: a line alone counts half.")


def _amiss(answer: Any, last: int) -> str:
    """What is wrong with the form of an answer; "" if nothing is."""
    from ..suspects import evidence

    line = answer.get("line") if isinstance(answer, dict) else answer
    is_line = isinstance(line, (int, np.integer)) and not isinstance(line, bool) and 1 <= line <= last
    if not (is_line or answer is None):
        return f"{line!r} is neither None nor a line number from 1 to {last}"
    if not isinstance(answer, dict):
        return ""
    if set(answer) != {"line", "shows", "hides"}:
        return 'an answer with evidence has "line", "shows" and "hides"'
    read = {word: evidence(answer[word]) for word in ("shows", "hides") if (word, answer[word]) != ("hides", None)}
    return next((f"{word}: {found}" for word, found in read.items() if isinstance(found, str)), "")

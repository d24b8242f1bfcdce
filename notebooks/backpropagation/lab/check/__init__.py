# Made by `make release` from solutions/backpropagation/lab/check/__init__.py: edit that file, not this one.
"""The checks that students run: `check.softmax(softmax)` raises CheckFailed, with a card, or prints one line.

Most hold a function to recorded inputs and answers (engine/recorded_values.json). A check of another kind is a function
in the module of its notebook here: `activations` for 01_activations, and so on. The engine behind them (comparison,
safe calls, diagnosis, cards) serves the hidden checks, too.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

from ..course import FUNCTIONS, NOTEBOOKS
from .engine.card import render, show_lines
from .engine.examine import Case, examine
from .engine.findings import CheckFailed, Finding, StudentCodeRaised
from .engine.recorded_cases import everything, hold
from .engine.running import shell_of_a_kernel, tested

CheckFailed.shown = render


def _checks_of(notebook: str, functions: Iterable[str]) -> dict[str, Any]:
    """What the module of a notebook defines for its functions: `logistic_stable`."""
    module = import_module(f".{notebook.partition('_')[2]}", __name__)
    own = {name: one for name, one in vars(module).items() if getattr(one, "__module__", "") == module.__name__}
    return {name: one for name, one in own.items() if any(name == f or name.startswith(f"{f}_") for f in functions)}


def _of_a_run(check: Callable[..., Any]) -> Callable[..., Any]:
    """The same check; in a notebook it says which run of which cell it has tested, where that may surprise."""

    @functools.wraps(check)
    def checked(function: Any, *arguments: Any, **keywords: Any) -> Any:
        shell = shell_of_a_kernel()
        run, amiss = tested(function, shell) if shell is not None else ("", "")
        try:
            value = check(function, *arguments, **keywords)
        except CheckFailed as failed:
            failed.run = " ".join(filter(None, (run, amiss)))
            if shell is not None:
                show_lines(failed, function)
            raise
        if amiss:
            print(amiss)
        return value

    return checked


_own = {
    name: _of_a_run(one) for notebook, names in NOTEBOOKS.items() for name, one in _checks_of(notebook, names).items()
}
for _name in FUNCTIONS:  # a notebook's module may be called as a function is: check.back_propagation is the check
    globals().pop(_name, None)
globals().update(_own)

__all__ = ["Case", "CheckFailed", "Finding", "StudentCodeRaised", "examine", *_own]


def _recorded(name: str) -> Callable[[Any], None]:
    """The check that holds a function to the recorded cases of that name."""

    def check(function: Any) -> None:
        """Check your function on recorded inputs: print a line, or raise CheckFailed."""
        hold(name, function)

    check.__name__ = check.__qualname__ = name
    return check


def __getattr__(name: str) -> Any:
    if name not in everything()["checks"]:
        raise AttributeError(f"there is no check called {name!r}; there are {', '.join(_names())}")
    return globals().setdefault(name, _of_a_run(_recorded(name)))


def _names() -> list[str]:
    return [*dict.fromkeys([*everything()["checks"], *_own])]


def __dir__() -> list[str]:
    return sorted({*globals(), *_names()})

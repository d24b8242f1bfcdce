"""Taking several steps with a student's optimizer, so that what it keeps between them shows.

`walk(name, step)` turns `step` into a function of plain values, which cases, recorded or drawn, can be about.
The slopes below change from step to step, and differ at every point, so none can stand in for another.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ...optimizers import each
from ...parameters import Parameters
from ..engine.calling import difference, fresh
from ..engine.causes import Cause, add
from ..engine.closeness import kind_of
from ..engine.findings import CheckFailed, StudentCodeRaised, refuse
from ..engine.plain import FUNCTIONS
from ..engine.reading import read

Function = Callable[..., Any]
add(
    Cause("no_state", "the state is not returned", "A step gives back two things: theta, and what it must remember."),
)


def bowl(theta: Any) -> Parameters:
    """Slopes of a bowl whose lowest point is not at 0."""
    return each(lambda w: 0.8 * w + 0.3, theta)


def ripples(theta: Any) -> Parameters:
    """Slopes that change their sign."""
    return each(np.sin, theta)


def raised(theta: Any) -> Parameters:
    """Slopes from 0.5 to 2.5: where none is near 0, it hardly counts how exactly Adam's ε comes in."""
    return each(lambda w: 1.5 + np.sin(w), theta)


def lowered(theta: Any) -> Parameters:
    """Slopes from -1.7 to -0.7."""
    return each(lambda w: 0.5 * np.cos(w) - 1.2, theta)


def faint(theta: Any) -> Parameters:
    """Slopes of about 5e-4: next to these, Adam's ε of 1e-8 counts for little, and its root of 1e-4 for much."""
    return each(lambda w: 5e-4 * (1.5 + np.cos(w)), theta)


def whisper(theta: Any) -> Parameters:
    """Slopes of a few times Adam's ε of 1e-8: here all depends on it."""
    return each(lambda w: 3e-8 * (1.5 + np.cos(w)), theta)


def half_flat(theta: Any) -> Parameters:
    """Slopes that are 0 for every bias, as of units that are never active."""
    return Parameters(raised(theta).W, each(np.zeros_like, theta).b)


FUNCTIONS.update({f.__name__: f for f in (bowl, ripples, raised, lowered, faint, whisper, half_flat)})


def flat(theta: Any) -> list[Any]:
    """The tensors of theta in a row: W_1 … W_L, b_1 … b_L."""
    return [tensor for part in theta for tensor in part[1:]]


def names(theta: Parameters, steps: int) -> tuple[str, ...]:
    """What `walk` returns, by name: "W[1] after step 1" and so on."""
    tensors = [f"{part}[{k}]" for part in theta._fields for k in range(1, len(theta.W))]
    return tuple(f"{tensor} after step {t + 1}" for t in range(steps) for tensor in tensors)


def walk(name: str, step: Function) -> Function:
    """A function of (theta, gradients, eta, steps, further arguments) that gives every tensor after every step.

    `gradients` are used in turn. Raises CheckFailed when a step gives no (theta, state), or changes its theta.
    """

    def walked(theta: Any, gradients: Sequence[Function], eta: float, steps: int, further: Sequence[float]) -> Any:
        state, seen = None, []
        for t in range(steps):
            before = fresh(theta)
            answer = step(theta, gradients[t % len(gradients)], state, eta, *further)
            changed = difference(before, theta, "theta")
            if changed:
                refuse(name, "several steps", "changed_input", f"{changed} was changed by step {t + 1}", changed)
            theta, state = _two(name, before, answer, t)
            seen += [np.array(tensor) for tensor in flat(theta)]
        return tuple(seen)

    return walked


def examine_walk(examine: Callable[[], object]) -> None:
    """Let what `walk` finds wrong by itself stand as it is, and not as an error of the student's code."""
    try:
        examine()
    except StudentCodeRaised as raised:
        if isinstance(raised.__cause__, CheckFailed):
            raise raised.__cause__ from None
        raise


def _two(name: str, before: Any, answer: Any, t: int) -> tuple[Any, Any]:
    """The (theta, state) that a step gave, if it gave that."""
    if not (isinstance(answer, (tuple, list)) and len(answer) == 2):
        cause = "none_returned" if answer is None else "wrong_type"
        refuse(name, "several steps", cause, f"a step should give (theta, state), and gave {kind_of(answer)}")
    theta, state = answer
    if all(isinstance(part, list) and part and part[0] is None for part in answer):
        refuse(name, "several steps", "no_state", "a step should give (theta, state), and gave theta alone")
    read(name, "several steps", before, theta, told=f"theta after step {t + 1}: {{}}")
    return theta, state
